import type { Probe } from "./probe.ts";

/** What tools in Rust call, a library a row. */
export const rust: readonly Probe[] = [
  // The program's own settings
  [
    'use std::fs;\nstruct Config;\nimpl Config { fn load() -> Config { fs::read_to_string("x.toml"); build() } }',
    "let config = Config::load(); Ok(config.region)",
    "",
  ],
  [
    "use std::fs;\nstruct Notes;\nimpl Notes { fn load(at: &str) -> Notes { fs::read_to_string(at); build() } }",
    "let notes = Notes::load(&a); Ok(notes)",
    "read-files",
  ],
  // A command is handed in to be run; telling its name runs nothing
  [
    "use std::process::Command;\nfn start(mut cmd: Command) -> Output { cmd.output() }",
    "let cmd = Command::new(&a); start(cmd); Ok(())",
    "run-code",
  ],
  [
    "use std::process::Command;\nfn start(mut cmd: Command) -> Output { cmd.output() }",
    "start(request.build()); Ok(())",
    "run-code",
  ],
  [
    "use std::process::Command;\nfn tell(cmd: &Command) -> String { cmd.get_program() }",
    "tell(&request.build()); Ok(())",
    "",
  ],
  // What a lock or an option holds
  [
    'struct Store;\nimpl Store { fn names(&self) -> Vec<String> { std::fs::read_dir("x") } }\nstruct Tools { store: Arc<RwLock<Store>> }\nimpl Tools { async fn all(&self) -> Vec<String> { let store = self.store.read().await; store.names() } }',
    "let tools = Tools { store: a }; tools.all().await",
    "read-files",
  ],
  [
    'struct Store;\nimpl Store { fn read(&self) -> Page { Page {} } fn names(&self) -> Vec<String> { std::fs::read_dir("x") } }\nstruct Page;\nimpl Page { fn names(&self) -> Vec<String> { vec![] } }',
    "let store = Store {}; store.read().names();",
    "",
  ],
  [
    "use reqwest::Client;\nstruct Api { client: Client }\nimpl Api { async fn page(&self, u: &str) -> R { self.client.get(u).header(x, y).send().await } }",
    "let api = Api { client: b }; api.page(&a).await",
    "fetch-network",
  ],
  // Requests
  ["use reqwest;", `let r = reqwest::get(&a).await?; Ok(r.text().await?)`, "fetch-network"],
  [
    "use reqwest::Client;",
    `let client = Client::new(); client.post("https://x.example").json(&a).send().await?; Ok(())`,
    "fetch-network send-outward",
  ],
  [
    "use reqwest::Client;\nstruct S { http: Client }\nimpl S { async fn gone(&self, u: &str) { self.http.delete(u).send().await; } }",
    `let s = S { http: Client::new() }; s.gone(&a).await; Ok(())`,
    "send-outward destroy-data",
  ],
  ["use ureq;", `Ok(ureq::get(&a).call()?.into_string()?)`, "fetch-network"],
  [
    "use tonic::transport::Channel;\nuse orders::orders_client::OrdersClient;",
    `let mut client = OrdersClient::connect(b).await?; client.create_order(a).await?; Ok(())`,
    "send-outward",
  ],
  // Databases
  [
    "use sqlx::PgPool;",
    `let pool = PgPool::connect(&b).await?; let rows = sqlx::query("SELECT * FROM t").fetch_all(&pool).await?; Ok(rows)`,
    "read-data",
  ],
  ["use sqlx;", `sqlx::query(&a).execute(&pool).await?; Ok(())`, "read-data write-data destroy-data"],
  [
    "use rusqlite::Connection;",
    `let c = Connection::open("x.db")?; c.execute("DELETE FROM t", [])?; Ok(())`,
    "destroy-data",
  ],
  [
    "use sea_orm::EntityTrait;\nuse crate::entity::user::Entity as User;",
    `let u = User::find().all(&db).await?; Ok(u)`,
    "read-data",
  ],
  [
    "use mongodb::Client;",
    `let client = Client::with_uri_str(&b).await?; client.database("d").collection("c").insert_one(a).await?; Ok(())`,
    "write-data",
  ],
  [
    "use redis::AsyncCommands;",
    `let client = redis::Client::open(b)?; let mut con = client.get_multiplexed_async_connection().await?; let v: String = con.get(a).await?; Ok(v)`,
    "read-data",
  ],
  [
    "use redis::Commands;",
    `let mut con = redis::Client::open(b)?.get_connection()?; con.set(a, b)?; Ok(())`,
    "write-data",
  ],
  [
    "use neo4rs::Graph;",
    `let graph = Graph::new(b, "u", "p").await?; graph.execute(neo4rs::query(&a)).await?; Ok(())`,
    "read-data write-data destroy-data",
  ],
  [
    "use qdrant_client::Qdrant;",
    `let client = Qdrant::from_url(&b).build()?; client.upsert_points(a).await?; Ok(())`,
    "write-data",
  ],
  [
    "use elasticsearch::Elasticsearch;",
    `let es = Elasticsearch::default(); es.search(parts).body(a).send().await?; Ok(())`,
    "read-data",
  ],
  [
    "use elasticsearch::Elasticsearch;",
    `let es = Elasticsearch::default(); let t = es.transport().clone_with_auth(a); Ok(t)`,
    "",
  ],
  [
    "use surrealdb::Surreal;",
    `let db = Surreal::new(b).await?; db.query("SELECT * FROM t").await?; Ok(())`,
    "read-data",
  ],
  [
    "use duckdb::Connection;",
    `let c = Connection::open_in_memory()?; c.prepare(&a)?; Ok(())`,
    "read-data write-data destroy-data",
  ],
  ["use sled;", `let db = sled::open("x")?; db.insert(a, b)?; Ok(())`, "write-data"],
  // Queues
  [
    "use rdkafka::producer::FutureProducer;\nstruct S { p: FutureProducer }\nimpl S { async fn put(&self) { self.p.send(record, None).await; } }",
    `let s = S { p: b }; s.put().await; Ok(())`,
    "send-outward",
  ],
  [
    "use lapin::Connection;",
    `let conn = Connection::connect(&b, p).await?; let ch = conn.create_channel().await?; ch.basic_publish("", &a, o, d, q).await?; Ok(())`,
    "send-outward",
  ],
  ["use async_nats;", `let nc = async_nats::connect(b).await?; nc.publish(a, d).await?; Ok(())`, "send-outward"],
  // Clouds
  [
    "use aws_sdk_s3::Client;",
    `let client = Client::new(&cfg); client.put_object().bucket(a).key(b).send().await?; Ok(())`,
    "send-outward",
  ],
  [
    "use aws_sdk_s3 as s3;",
    `let client = s3::Client::new(&cfg); let o = client.get_object().bucket(a).send().await?; Ok(o)`,
    "fetch-network",
  ],
  [
    "use aws_sdk_dynamodb::Client;",
    `let client = Client::new(&cfg); client.put_item().table_name(a).send().await?; Ok(())`,
    "write-data",
  ],
  [
    "use aws_sdk_ec2::Client;",
    `let client = Client::new(&cfg); client.terminate_instances().instance_ids(a).send().await?; Ok(())`,
    "send-outward destroy-data change-infra",
  ],
  [
    "use aws_sdk_secretsmanager::Client;",
    `let client = Client::new(&cfg); let v = client.get_secret_value().secret_id(a).send().await?; Ok(v)`,
    "read-secrets",
  ],
  [
    "use kube::{Api, Client};\nuse k8s_openapi::api::core::v1::Pod;",
    `let client = Client::try_default().await?; let pods: Api<Pod> = Api::namespaced(client, &a); pods.delete(&b, &dp).await?; Ok(())`,
    "send-outward destroy-data change-infra",
  ],
  [
    "use kube::{Api, Client};",
    `let client = Client::try_default().await?; let pods: Api<Pod> = Api::all(client); let l = pods.list(&lp).await?; Ok(l)`,
    "fetch-network",
  ],
  [
    "use bollard::Docker;",
    `let docker = Docker::connect_with_local_defaults()?; docker.remove_container(&a, None).await?; Ok(())`,
    "destroy-data change-infra",
  ],
  [
    "use object_store::ObjectStore;\nuse object_store::aws::AmazonS3Builder;",
    `let store = AmazonS3Builder::new().build()?; store.put(&a, b).await?; Ok(())`,
    "send-outward",
  ],
  // Money, mail, chat, hosting
  [
    "use lettre::{SmtpTransport, Transport};",
    `let mailer = SmtpTransport::relay("h")?.build(); mailer.send(&email)?; Ok(())`,
    "send-outward",
  ],
  [
    "use octocrab::Octocrab;",
    `let gh = Octocrab::builder().build()?; gh.issues(a, b).create("x").send().await?; Ok(())`,
    "send-outward",
  ],
  [
    "use octocrab;",
    `let issues = octocrab::instance().issues(a, b).list().send().await?; Ok(issues)`,
    "fetch-network read-untrusted",
  ],
  ["use serenity::model::id::ChannelId;", `ChannelId::new(1).say(&http, a).await?; Ok(())`, "send-outward"],
  ["use teloxide::Bot;", `let bot = Bot::from_env(); bot.send_message(chat, a).await?; Ok(())`, "send-outward"],
  [
    "use stripe::{Client, Refund};",
    `let client = Client::new(k); Refund::create(&client, p).await?; Ok(())`,
    "send-outward spend-money",
  ],
  // Browsers, files, programs
  [
    "use headless_chrome::Browser;",
    `let tab = Browser::default()?.new_tab()?; tab.navigate_to(&a)?; Ok(tab.get_content()?)`,
    "fetch-network read-untrusted",
  ],
  [
    "use fantoccini::Client;\nstruct S { c: Client }\nimpl S { async fn open(&self, u: &str) { self.c.goto(u).await; } }",
    `let s = S { c: b }; s.open(&a).await; Ok(())`,
    "fetch-network read-untrusted",
  ],
  ["use std::fs;", `Ok(fs::read_to_string(&a)?)`, "read-files"],
  ["use tokio::fs;", `fs::write(&a, b).await?; Ok(())`, "write-files"],
  [
    "use std::fs::File;\nuse std::io::Write;",
    `let mut f = File::create(&a)?; f.write_all(b.as_bytes())?; Ok(())`,
    "write-files",
  ],
  ["use tokio::fs::remove_file;", `remove_file(&a).await?; Ok(())`, "delete-files"],
  ["use std::process::Command;", `let o = Command::new("sh").arg("-c").arg(&a).output()?; Ok(o)`, "run-code"],
  ["use tokio::process::Command;", `let o = Command::new(&a).spawn()?.wait_with_output().await?; Ok(o)`, "run-code"],
  ["use calamine::{open_workbook, Xlsx};", `let wb: Xlsx<_> = open_workbook(&a)?; Ok(wb)`, "read-files"],
  ["use git2::Repository;", `let repo = Repository::open(&a)?; Ok(repo.statuses(None)?)`, "read-files"],
  ["use keyring::Entry;", `let e = Entry::new("s", &a)?; Ok(e.get_password()?)`, "read-secrets"],
  // Models
  [
    "use async_openai::Client;",
    `let client = Client::new(); let r = client.chat().create(req).await?; Ok(r)`,
    "fetch-network",
  ],
  // Only computing: nothing is to be seen.
  ["use serde_json;", `Ok(serde_json::from_str::<Value>(&a)?)`, ""],
  ["use std::collections::HashMap;", `let mut m = HashMap::new(); m.insert(a, b); m.remove("x"); Ok(m)`, ""],
  ["use chrono::Utc;", `Ok(Utc::now().to_rfc3339())`, ""],
  ["use regex::Regex;", `Ok(Regex::new(&a)?.is_match(&b))`, ""],
  ["use tracing::info;", `info!("{}", a); Ok(())`, ""],
  ["use std::env;", `Ok(env::var("REGION")?)`, ""],
  ["use uuid::Uuid;", `Ok(Uuid::new_v4().to_string())`, ""],
  ["use url::Url;", `Ok(Url::parse(&a)?.host_str())`, ""],
];
