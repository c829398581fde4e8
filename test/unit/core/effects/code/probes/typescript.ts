import type { Probe } from "./probe.ts";

/** What tools in TypeScript and JavaScript call, a library a row. */
export const typescript: readonly Probe[] = [
  // Requests
  [
    `import axios from "axios";\nconst api = axios.create({ baseURL: "https://x.example" });`,
    `return (await api.get("/v1/" + a)).data`,
    "fetch-network",
  ],
  [
    `import axios from "axios";`,
    `await axios.request({ method: "POST", url: "https://x.example", data: a })`,
    "fetch-network send-outward",
  ],
  [`import got from "got";`, `return got.post("https://x.example", { json: a }).json()`, "fetch-network send-outward"],
  [`import ky from "ky";`, `return ky.get("https://x.example").json()`, "fetch-network"],
  [
    `import { request } from "undici";`,
    `return request("https://x.example", { method: "PUT", body: a })`,
    "fetch-network send-outward",
  ],
  [`import { ofetch } from "ofetch";`, `return ofetch("https://x.example")`, "fetch-network"],
  [
    `import superagent from "superagent";`,
    `return superagent.delete("https://x.example")`,
    "send-outward destroy-data",
  ],
  [
    `import { GraphQLClient } from "graphql-request";\nconst gql = new GraphQLClient("https://x.example");`,
    `return gql.request("query { me { id } }")`,
    "fetch-network",
  ],
  [
    `import { GraphQLClient } from "graphql-request";\nconst gql = new GraphQLClient("https://x.example");`,
    `return gql.request("mutation { add(x: 1) { id } }")`,
    "fetch-network send-outward",
  ],
  [
    `import { createClient } from "@connectrpc/connect";\nconst client = createClient(Orders, t);`,
    "return client.createOrder({ a })",
    "send-outward",
  ],
  [
    `import createClient from "openapi-fetch";\nconst client = createClient<paths>({ baseUrl: "https://x.example" });`,
    `return client.GET("/v1/items")`,
    "fetch-network",
  ],
  [
    `import createClient from "openapi-fetch";\nconst client = createClient<paths>({ baseUrl: "https://x.example" });`,
    `return client.POST("/v1/items", { body: a })`,
    "fetch-network send-outward",
  ],
  [
    `import { Configuration, OrdersApi } from "./generated-sdk";\nconst api = new OrdersApi(new Configuration());`,
    "return api.createOrder(a)",
    "send-outward",
  ],
  [`import WebSocket from "ws";`, "const ws = new WebSocket(b); ws.send(a)", "send-outward"],
  // Resources of a package's client, in the words that all such packages share
  ...[
    ["client.invoices.get(a)", "fetch-network"],
    ["client.emails.receiving.get(a)", "fetch-network read-untrusted"],
    ["client.webhooks.update(a)", "send-outward"],
    ["client.apiKeys.create({ a })", "send-outward change-access"],
    ["client.domains.remove(a)", "destroy-data send-outward"],
    ["client.options.headers.entries()", ""],
    [
      "const hook = (await client.webhooks.get(a)).data; return `Signing secret: ${hook.signing_secret}`",
      "fetch-network read-secrets",
    ],
    ["const hook = await client.webhooks.get(a); console.error(`Secret: ${hook.secret}`)", "fetch-network"],
    ["const page = await client.items.list(a); return `Next page token: ${page.next_page}`", "fetch-network"],
    ["return `Password: ${b.password}`", ""],
  ].map(
    ([body = "", effects = ""]): Probe => [
      `import { Post } from "post-office";\nconst client = new Post("k");`,
      body,
      effects,
    ],
  ),
  // What a framework hands in
  ["", 'await c.store.put(["memories", a], b, { a })', "write-data"],
  ["", "return c.store.search(namespace, { query: a })", "read-data"],
  ["", 'const store = new Map(); store.get("x")', ""],
  ["", 'return c.requestContext.get("user")', ""],
  ["", 'return c.requestContext.get("/users")', "fetch-network read-untrusted"],
  ["", "await c.hub.callService('light', 'turn_on', a)", "send-outward"],
  // SQL
  [
    `import { Pool } from "pg";\nconst pool = new Pool();`,
    `return (await pool.query("SELECT * FROM t WHERE id = $1", [a])).rows`,
    "read-data",
  ],
  [
    `import pg from "pg";`,
    "const client = new pg.Client(); await client.connect(); return client.query(a)",
    "read-data write-data destroy-data",
  ],
  [
    `import mysql from "mysql2/promise";\nconst pool = mysql.createPool({});`,
    `const [rows] = await pool.execute("DELETE FROM t WHERE id = ?", [a]); return rows`,
    "destroy-data",
  ],
  [
    `import Database from "better-sqlite3";\nconst db = new Database("x.db");`,
    `return db.prepare("INSERT INTO t VALUES (?)").run(a)`,
    "write-data",
  ],
  [
    `import sql from "mssql";`,
    "const pool = await sql.connect(b); return pool.request().query(a)",
    "read-data write-data destroy-data",
  ],
  [`import postgres from "postgres";\nconst sql = postgres();`, "return sql`SELECT * FROM t`", "read-data"],
  [`import { neon } from "@neondatabase/serverless";\nconst sql = neon(u);`, "return sql`SELECT 1`", "read-data"],
  [
    `import { createClient } from "@libsql/client";\nconst db = createClient({});`,
    `return db.execute("UPDATE t SET x = 1")`,
    "write-data",
  ],
  [
    `import { BigQuery } from "@google-cloud/bigquery";\nconst bq = new BigQuery();`,
    "return bq.query({ query: a })",
    "read-data write-data destroy-data",
  ],
  [
    `import snowflake from "snowflake-sdk";\nconst connection = snowflake.createConnection({});`,
    "connection.execute({ sqlText: a })",
    "read-data write-data destroy-data",
  ],
  [
    `import { createClient } from "@clickhouse/client";\nconst ch = createClient();`,
    `return ch.query({ query: "SELECT 1" })`,
    "read-data",
  ],
  [
    `import { PrismaClient } from "@prisma/client";\nconst prisma = new PrismaClient();`,
    "return prisma.user.findMany({ where: { a } })",
    "read-data",
  ],
  [
    `import { PrismaClient } from "@prisma/client";\nconst prisma = new PrismaClient();`,
    "await prisma.user.delete({ where: { id: a } })",
    "destroy-data",
  ],
  [
    `import { PrismaClient } from "@prisma/client";\nconst prisma = new PrismaClient();`,
    "return prisma.$queryRawUnsafe(a)",
    "read-data write-data destroy-data",
  ],
  [
    `import { drizzle } from "drizzle-orm/node-postgres";\nimport { users } from "./schema";\nconst db = drizzle(u);`,
    "return db.select().from(users).where(a).orderBy(b).limit(3)",
    "read-data",
  ],
  [
    `import { drizzle } from "drizzle-orm/node-postgres";\nconst db = drizzle(u);`,
    "await db.insert(users).values({ a })",
    "write-data",
  ],
  [
    `import { drizzle } from "drizzle-orm/d1";`,
    "const db = drizzle(c.env.DB); await db.delete(users).where(a)",
    "destroy-data",
  ],
  [`import knex from "knex";\nconst db = knex({});`, `return db("users").where({ id: a }).first()`, "read-data"],
  [`import knex from "knex";\nconst db = knex({});`, `await db("users").insert({ a })`, "write-data"],
  [
    `import { Kysely } from "kysely";\nconst db = new Kysely<DB>({});`,
    `return db.selectFrom("t").selectAll().execute()`,
    "read-data",
  ],
  [
    `import { Kysely } from "kysely";\nconst db = new Kysely<DB>({});`,
    `await db.deleteFrom("t").where("id", "=", a).execute()`,
    "destroy-data",
  ],
  [
    `import { DataSource } from "typeorm";\nconst ds = new DataSource({});`,
    "return ds.getRepository(User).find({ where: { a } })",
    "read-data",
  ],
  [
    `import { Repository } from "typeorm";\nclass S { constructor(private users: Repository<User>) {}\n async drop(id: string) { return this.users.delete(id) } }\nconst s = new S(r);`,
    "return s.drop(a)",
    "destroy-data",
  ],
  [
    `import { Sequelize, Model } from "sequelize";\nclass User extends Model {}`,
    "return User.findAll({ where: { a } })",
    "read-data",
  ],
  // Documents, keys, vectors
  [
    `import { MongoClient } from "mongodb";\nconst db = new MongoClient(u).db("x");`,
    `return db.collection("t").find({ a }).toArray()`,
    "read-data",
  ],
  [
    `import { MongoClient } from "mongodb";\nconst client = new MongoClient(u);`,
    `await client.db("x").collection("t").updateOne({ a }, b)`,
    "write-data",
  ],
  [
    `import mongoose from "mongoose";\nconst User = mongoose.model("User", schema);`,
    "return User.findOne({ a }).lean().exec()",
    "read-data",
  ],
  [
    `import mongoose from "mongoose";\nconst User = mongoose.model("User", schema);`,
    "await User.findByIdAndDelete(a)",
    "destroy-data",
  ],
  [`import Redis from "ioredis";\nconst redis = new Redis();`, "await redis.set(a, b)", "write-data"],
  [`import { createClient } from "redis";\nconst redis = createClient();`, "return redis.hGetAll(a)", "read-data"],
  [`import { Redis } from "@upstash/redis";\nconst redis = Redis.fromEnv();`, "await redis.del(a)", "destroy-data"],
  [`import { kv } from "@vercel/kv";`, "return kv.get(a)", "read-data"],
  [
    `import neo4j from "neo4j-driver";\nconst driver = neo4j.driver(u);`,
    "const session = driver.session(); return session.run(a)",
    "read-data write-data destroy-data",
  ],
  [
    `import { Pinecone } from "@pinecone-database/pinecone";\nconst pc = new Pinecone();`,
    `return pc.index("i").query({ vector: a })`,
    "read-data",
  ],
  [
    `import { QdrantClient } from "@qdrant/js-client-rest";\nconst client = new QdrantClient({});`,
    `await client.upsert("c", { points: [a] })`,
    "write-data",
  ],
  [
    `import { ChromaClient } from "chromadb";\nconst client = new ChromaClient();`,
    `const col = await client.getCollection({ name: "c" }); return col.query({ queryTexts: [a] })`,
    "read-data",
  ],
  [
    `import weaviate from "weaviate-client";`,
    "const client = await weaviate.connectToLocal(); return client.collections.get('C').query.nearText(a)",
    "read-data",
  ],
  [
    `import { Client } from "@elastic/elasticsearch";\nconst es = new Client({});`,
    "return es.search({ index: a })",
    "read-data",
  ],
  [
    `import { MeiliSearch } from "meilisearch";\nconst client = new MeiliSearch({});`,
    `return client.index("m").search(a)`,
    "read-data",
  ],
  [
    `import { algoliasearch } from "algoliasearch";\nconst client = algoliasearch("i", "k");`,
    "return client.search({ requests: [a] })",
    "read-data",
  ],
  [
    `import { createClient } from "@supabase/supabase-js";\nconst supabase = createClient(u, k);`,
    `return supabase.from("t").select("*").eq("x", a).order("y")`,
    "read-data",
  ],
  [
    `import { createClient } from "@supabase/supabase-js";\nconst supabase = createClient(u, k);`,
    `await supabase.from("t").delete().eq("id", a)`,
    "destroy-data",
  ],
  [
    `import { createClient } from "@supabase/supabase-js";\nconst supabase = createClient(u, k);`,
    `return supabase.rpc("match", { a })`,
    "read-data write-data",
  ],
  [
    `import admin from "firebase-admin";\nconst db = admin.firestore();`,
    `await db.collection("c").doc(a).set({ b })`,
    "write-data",
  ],
  [
    `import { getFirestore, collection, getDocs } from "firebase/firestore";\nconst db = getFirestore();`,
    `return getDocs(collection(db, a))`,
    "read-data",
  ],
  [
    `import { getFirestore, doc, deleteDoc } from "firebase/firestore";\nconst db = getFirestore();`,
    `await deleteDoc(doc(db, "c", a))`,
    "destroy-data",
  ],
  [
    `import { CosmosClient } from "@azure/cosmos";\nconst container = new CosmosClient({}).database("d").container("c");`,
    "return container.items.query(a).fetchAll()",
    "read-data",
  ],
  [
    `import { CosmosClient } from "@azure/cosmos";\nconst container = new CosmosClient({}).database("d").container("c");`,
    "await container.item(a, b).delete()",
    "destroy-data",
  ],
  [
    `import { MemoryClient } from "mem0ai";\nconst mem = new MemoryClient({});`,
    "await mem.add([a], { user_id: b })",
    "send-outward",
  ],
  [
    `import { MemoryVectorStore } from "langchain/vectorstores/memory";\nconst store = new MemoryVectorStore(e);`,
    "return store.similaritySearch(a)",
    "read-data",
  ],
  // Queues
  [
    `import { Kafka } from "kafkajs";\nconst producer = new Kafka({}).producer();`,
    "await producer.send({ topic: a, messages: [b] })",
    "send-outward",
  ],
  [
    `import amqp from "amqplib";`,
    "const conn = await amqp.connect(u); const ch = await conn.createChannel(); ch.sendToQueue(a, b)",
    "send-outward",
  ],
  [`import { connect } from "nats";`, "const nc = await connect(); nc.publish(a, b)", "send-outward"],
  [
    `import { PubSub } from "@google-cloud/pubsub";\nconst pubsub = new PubSub();`,
    "await pubsub.topic(a).publishMessage({ data: b })",
    "send-outward",
  ],
  [
    `import { ServiceBusClient } from "@azure/service-bus";\nconst sb = new ServiceBusClient(u);`,
    "await sb.createSender(a).sendMessages({ body: b })",
    "send-outward",
  ],
  [`import { Queue } from "bullmq";\nconst queue = new Queue("q");`, `await queue.add("job", { a })`, "send-outward"],
  [`import mqtt from "mqtt";\nconst client = mqtt.connect(u);`, "client.publish(a, b)", "send-outward"],
  // Clouds
  [
    `import { S3Client, PutObjectCommand } from "@aws-sdk/client-s3";\nconst s3 = new S3Client({});`,
    "await s3.send(new PutObjectCommand({ Bucket: a, Key: b }))",
    "send-outward",
  ],
  [
    `import { S3Client, GetObjectCommand } from "@aws-sdk/client-s3";\nconst s3 = new S3Client({});`,
    "return s3.send(new GetObjectCommand({ Bucket: a, Key: b }))",
    "fetch-network",
  ],
  [
    `import { EC2Client, TerminateInstancesCommand } from "@aws-sdk/client-ec2";\nconst ec2 = new EC2Client({});`,
    "return ec2.send(new TerminateInstancesCommand({ InstanceIds: [a] }))",
    "send-outward destroy-data change-infra",
  ],
  [
    `import { LambdaClient, InvokeCommand } from "@aws-sdk/client-lambda";\nconst l = new LambdaClient({});`,
    "return l.send(new InvokeCommand({ FunctionName: a }))",
    "send-outward change-infra",
  ],
  [
    `import { DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";\nconst d = DynamoDBDocumentClient.from(x);`,
    "return d.send(new QueryCommand({ TableName: a }))",
    "read-data",
  ],
  [
    `import { DynamoDBDocument } from "@aws-sdk/lib-dynamodb";\nconst d = DynamoDBDocument.from(x);`,
    "await d.put({ TableName: a, Item: b })",
    "write-data",
  ],
  [
    `import { SecretsManagerClient, GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";\nconst sm = new SecretsManagerClient({});`,
    "return sm.send(new GetSecretValueCommand({ SecretId: a }))",
    "read-secrets",
  ],
  [
    `import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";\nconst q = new SQSClient({});`,
    "await q.send(new SendMessageCommand({ QueueUrl: a }))",
    "send-outward",
  ],
  [
    `import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";\nconst br = new BedrockRuntimeClient({});`,
    "return br.send(new ConverseCommand({ modelId: a }))",
    "fetch-network",
  ],
  [
    `import { SSMClient, SendCommandCommand } from "@aws-sdk/client-ssm";\nconst ssm = new SSMClient({});`,
    "return ssm.send(new SendCommandCommand({ InstanceIds: [a] }))",
    "run-code",
  ],
  [
    `import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";\nconst l = new CloudWatchLogsClient({});`,
    "return l.send(new FilterLogEventsCommand({}))",
    "fetch-network",
  ],
  [
    `import { AthenaClient, StartQueryExecutionCommand } from "@aws-sdk/client-athena";\nconst l = new AthenaClient({});`,
    "return l.send(new StartQueryExecutionCommand({ QueryString: a }))",
    "read-data write-data destroy-data",
  ],
  [
    `import { CognitoIdentityProviderClient, AdminCreateUserCommand } from "@aws-sdk/client-cognito-identity-provider";\nconst l = new CognitoIdentityProviderClient({});`,
    "return l.send(new AdminCreateUserCommand({ Username: a }))",
    "change-access",
  ],
  [
    `import { Storage } from "@google-cloud/storage";\nconst storage = new Storage();`,
    "await storage.bucket(a).file(b).save('x')",
    "send-outward",
  ],
  [
    `import { Storage } from "@google-cloud/storage";\nconst storage = new Storage();`,
    "return storage.bucket(a).file(b).download()",
    "fetch-network",
  ],
  [
    `import { InstancesClient } from "@google-cloud/compute";\nconst client = new InstancesClient();`,
    "return client.stop({ instance: a })",
    "send-outward change-infra",
  ],
  [
    `import { BlobServiceClient } from "@azure/storage-blob";\nconst svc = BlobServiceClient.fromConnectionString(u);`,
    "await svc.getContainerClient('c').getBlockBlobClient(a).upload(b, 1)",
    "send-outward",
  ],
  [
    `import { ComputeManagementClient } from "@azure/arm-compute";\nconst client = new ComputeManagementClient(x, y);`,
    "await client.virtualMachines.beginDeleteAndWait('g', a)",
    "send-outward destroy-data change-infra",
  ],
  [
    `import { SecretClient } from "@azure/keyvault-secrets";\nconst client = new SecretClient(u, x);`,
    "return (await client.getSecret(a)).value",
    "read-secrets",
  ],
  [`import { put } from "@vercel/blob";`, "return put(a, b, { access: 'public' })", "send-outward"],
  // Clusters and containers
  [
    `import * as k8s from "@kubernetes/client-node";\nconst kc = new k8s.KubeConfig(); kc.loadFromDefault();\nconst api = kc.makeApiClient(k8s.CoreV1Api);`,
    "return api.listNamespacedPod({ namespace: a })",
    "fetch-network",
  ],
  [
    `import * as k8s from "@kubernetes/client-node";\nconst kc = new k8s.KubeConfig();\nconst api = kc.makeApiClient(k8s.CoreV1Api);`,
    "await api.deleteNamespacedPod({ name: a, namespace: b })",
    "send-outward destroy-data change-infra",
  ],
  [
    `import * as k8s from "@kubernetes/client-node";\nconst exec = new k8s.Exec(kc);`,
    "await exec.exec(a, b, 'c', ['ls'])",
    "run-code",
  ],
  [
    `import * as k8s from "@kubernetes/client-node";\nconst kc = new k8s.KubeConfig();\nconst api = kc.makeApiClient(k8s.CoreV1Api);`,
    "return api.readNamespacedSecret({ name: a })",
    "read-secrets",
  ],
  [`import Docker from "dockerode";\nconst docker = new Docker();`, "return docker.listContainers()", "fetch-network"],
  [
    `import Docker from "dockerode";\nconst docker = new Docker();`,
    "const e = await docker.getContainer(a).exec({ Cmd: [b] }); return e.start({})",
    "run-code",
  ],
  [
    `import Docker from "dockerode";\nconst docker = new Docker();`,
    "await docker.getContainer(a).remove({ force: true })",
    "destroy-data change-infra",
  ],
  [`import { Client } from "ssh2";\nconst conn = new Client();`, "conn.exec(a, (err, stream) => {})", "run-code"],
  [`import { NodeSSH } from "node-ssh";\nconst ssh = new NodeSSH();`, "return ssh.execCommand(a)", "run-code"],
  // Money
  [
    `import Stripe from "stripe";\nconst stripe = new Stripe(k);`,
    "return stripe.refunds.create({ charge: a })",
    "send-outward spend-money",
  ],
  [
    `import Stripe from "stripe";\nconst stripe = new Stripe(k);`,
    "return stripe.customers.list({ limit: 3 })",
    "fetch-network",
  ],
  [
    `import Stripe from "stripe";\nconst stripe = new Stripe(k);`,
    "return stripe.paymentLinks.create({ line_items: [a] })",
    "send-outward",
  ],
  [
    `import Razorpay from "razorpay";\nconst rz = new Razorpay({});`,
    "return rz.payments.refund(a, {})",
    "send-outward spend-money",
  ],
  [
    `import ccxt from "ccxt";\nconst ex = new ccxt.binance();`,
    "return ex.createOrder(a, 'market', 'buy', 1)",
    "send-outward spend-money",
  ],
  [
    `import { createWalletClient } from "viem";\nconst wallet = createWalletClient({});`,
    "return wallet.sendTransaction({ to: a, value: b })",
    "send-outward spend-money",
  ],
  // Mail, chat, social
  [
    `import nodemailer from "nodemailer";\nconst t = nodemailer.createTransport({});`,
    "await t.sendMail({ to: a, text: b })",
    "send-outward",
  ],
  [
    `import { Resend } from "resend";\nconst resend = new Resend(k);`,
    "await resend.emails.send({ to: a })",
    "send-outward",
  ],
  [`import sgMail from "@sendgrid/mail";`, "await sgMail.send({ to: a })", "send-outward"],
  [
    `import { ImapFlow } from "imapflow";\nconst client = new ImapFlow({});`,
    "return client.fetchOne(a, { source: true })",
    "fetch-network read-untrusted",
  ],
  [
    `import { WebClient } from "@slack/web-api";\nconst slack = new WebClient(t);`,
    "await slack.chat.postMessage({ channel: a, text: b })",
    "send-outward",
  ],
  [
    `import { WebClient } from "@slack/web-api";\nconst slack = new WebClient(t);`,
    "return slack.conversations.history({ channel: a })",
    "fetch-network read-untrusted",
  ],
  [
    `import { Client } from "discord.js";\nconst client = new Client({});`,
    "const channel = await client.channels.fetch(a); await channel.send(b)",
    "send-outward",
  ],
  [
    `import TelegramBot from "node-telegram-bot-api";\nconst bot = new TelegramBot(t);`,
    "await bot.sendMessage(a, b)",
    "send-outward",
  ],
  [
    `import { Telegraf } from "telegraf";\nconst bot = new Telegraf(t);`,
    "await bot.telegram.sendMessage(a, b)",
    "send-outward",
  ],
  [
    `import twilio from "twilio";\nconst client = twilio(s, t);`,
    "await client.messages.create({ to: a, body: b })",
    "send-outward",
  ],
  [
    `import { TwitterApi } from "twitter-api-v2";\nconst tw = new TwitterApi({});`,
    "await tw.v2.tweet(a)",
    "send-outward",
  ],
  [
    `import { BskyAgent } from "@atproto/api";\nconst agent = new BskyAgent({});`,
    "await agent.post({ text: a })",
    "send-outward",
  ],
  [
    `import { ConvexHttpClient } from "convex/browser";\nconst convex = new ConvexHttpClient(u);`,
    "return convex.query(api.items.list, { a })",
    "read-data",
  ],
  [
    `import { ConvexHttpClient } from "convex/browser";\nconst convex = new ConvexHttpClient(u);`,
    "await convex.mutation(api.items.add, { a })",
    "write-data",
  ],
  // Trackers, hosting, office
  [
    `import { Octokit } from "@octokit/rest";\nconst octokit = new Octokit({});`,
    "return octokit.rest.issues.listForRepo({ owner: a, repo: b })",
    "fetch-network read-untrusted",
  ],
  [
    `import { Octokit } from "@octokit/core";\nconst octokit = new Octokit({});`,
    `return octokit.request("POST /repos/{owner}/{repo}/issues", { owner: a })`,
    "send-outward",
  ],
  [
    `import { Octokit } from "octokit";\nconst octokit = new Octokit({});`,
    "await octokit.rest.repos.delete({ owner: a, repo: b })",
    "send-outward destroy-data",
  ],
  [
    `import { Gitlab } from "@gitbeaker/rest";\nconst api = new Gitlab({});`,
    "return api.Issues.create(a, b)",
    "send-outward",
  ],
  [
    `import { LinearClient } from "@linear/sdk";\nconst linear = new LinearClient({});`,
    "return linear.createIssue({ title: a })",
    "send-outward",
  ],
  [
    `import { LinearClient } from "@linear/sdk";\nconst linear = new LinearClient({});`,
    "return linear.issues({ first: 3 })",
    "fetch-network read-untrusted",
  ],
  [
    `import { Version3Client } from "jira.js";\nconst jira = new Version3Client({});`,
    "return jira.issueSearch.searchForIssuesUsingJql({ jql: a })",
    "fetch-network read-untrusted",
  ],
  [
    `import { Client } from "@notionhq/client";\nconst notion = new Client({});`,
    "return notion.pages.create({ parent: a })",
    "send-outward",
  ],
  [
    `import { Client } from "@notionhq/client";\nconst notion = new Client({});`,
    "return notion.blocks.children.list({ block_id: a })",
    "fetch-network read-untrusted",
  ],
  [
    `import { google } from "googleapis";\nconst gmail = google.gmail({ version: "v1" });`,
    `return gmail.users.messages.list({ userId: "me", q: a })`,
    "fetch-network read-untrusted",
  ],
  [
    `import { google } from "googleapis";\nconst cal = google.calendar("v3");`,
    "await cal.events.insert({ requestBody: a })",
    "send-outward",
  ],
  [
    `import { google } from "googleapis";\nconst drive = google.drive("v3");`,
    "await drive.permissions.create({ fileId: a })",
    "change-access send-outward",
  ],
  [
    `import { Client } from "@microsoft/microsoft-graph-client";\nconst graph = Client.init({});`,
    "return graph.api('/me/messages').get()",
    "fetch-network read-untrusted",
  ],
  [
    `import { Client } from "@microsoft/microsoft-graph-client";\nconst graph = Client.init({});`,
    "await graph.api('/me/sendMail').post(a)",
    "send-outward",
  ],
  [
    `import jsforce from "jsforce";\nconst conn = new jsforce.Connection({});`,
    "return conn.query(a)",
    "fetch-network read-untrusted",
  ],
  [
    `import { Client } from "@hubspot/api-client";\nconst hs = new Client({});`,
    "await hs.crm.contacts.basicApi.create(a)",
    "send-outward",
  ],
  [
    `import { WebApi } from "azure-devops-node-api";\nconst conn = new WebApi(u, x);`,
    "const api = await conn.getWorkItemTrackingApi(); return api.getWorkItem(Number(a))",
    "fetch-network read-untrusted",
  ],
  [
    `import Airtable from "airtable";\nconst base = new Airtable().base("x");`,
    `await base("t").create({ a })`,
    "write-data",
  ],
  [
    `import { TodoistApi } from "@doist/todoist-api-typescript";\nconst api = new TodoistApi(t);`,
    "return api.addTask({ content: a })",
    "send-outward",
  ],
  [
    `import { createDAVClient } from "tsdav";`,
    "const client = await createDAVClient({}); await client.createCalendarObject({ a })",
    "send-outward",
  ],
  // Search and pages
  [
    `import { tavily } from "@tavily/core";\nconst tv = tavily({});`,
    "return tv.search(a)",
    "fetch-network read-untrusted",
  ],
  [
    `import Exa from "exa-js";\nconst exa = new Exa(k);`,
    "return exa.searchAndContents(a)",
    "fetch-network read-untrusted",
  ],
  [
    `import FirecrawlApp from "@mendable/firecrawl-js";\nconst fc = new FirecrawlApp({});`,
    "return fc.scrapeUrl(a)",
    "fetch-network read-untrusted",
  ],
  [`import { search } from "duck-duck-scrape";`, "return search(a)", "fetch-network read-untrusted"],
  [`import { getJson } from "serpapi";`, "return getJson({ q: a })", "fetch-network read-untrusted"],
  [
    `import Parser from "rss-parser";\nconst parser = new Parser();`,
    "return parser.parseURL(a)",
    "fetch-network read-untrusted",
  ],
  [
    `import { YoutubeTranscript } from "youtube-transcript";`,
    "return YoutubeTranscript.fetchTranscript(a)",
    "fetch-network read-untrusted",
  ],
  [
    `import Perplexity from "@perplexity-ai/perplexity_ai";\nconst p = new Perplexity();`,
    "return p.search.create({ query: a })",
    "fetch-network read-untrusted",
  ],
  [
    `import { BraveSearch } from "brave-search";\nconst brave = new BraveSearch(k);`,
    "return brave.webSearch(a)",
    "fetch-network read-untrusted",
  ],
  // Browsers
  [
    `import { chromium } from "playwright";`,
    "const browser = await chromium.launch(); const page = await browser.newPage(); await page.goto(a); return page.content()",
    "fetch-network read-untrusted",
  ],
  [
    `import puppeteer from "puppeteer";`,
    "const browser = await puppeteer.launch(); const page = await browser.newPage(); await page.click(a)",
    "send-outward",
  ],
  [
    `import { Stagehand } from "@browserbasehq/stagehand";\nconst stagehand = new Stagehand({});`,
    "await stagehand.page.act(a)",
    "send-outward",
  ],
  [
    `import { Stagehand } from "@browserbasehq/stagehand";`,
    "const sh: Stagehand = await c.getStagehand(); await sh.act(a)",
    "send-outward",
  ],
  ["", "const stagehand = await c.getStagehand(); return stagehand.act(a)", "send-outward"],
  ["", "const stagehand = await c.getStagehand(); return stagehand.extract(a)", "fetch-network read-untrusted"],
  [
    "",
    "const stagehand = await c.getStagehand(); const pages = stagehand.context.pages(); const page = pages[0]; await page.goto(a)",
    "fetch-network read-untrusted",
  ],
  [
    `import { Builder, By } from "selenium-webdriver";`,
    "const driver = await new Builder().forBrowser('x').build(); await driver.get(a); await driver.findElement(By.id(b)).click()",
    "fetch-network send-outward read-untrusted",
  ],
  [
    `import Browserbase from "@browserbasehq/sdk";\nconst bb = new Browserbase({});`,
    "return bb.sessions.create({ projectId: a })",
    "fetch-network send-outward",
  ],
  // Files and documents
  [
    `import ExcelJS from "exceljs";`,
    "const wb = new ExcelJS.Workbook(); await wb.xlsx.readFile(a); await wb.xlsx.writeFile(b)",
    "read-files write-files",
  ],
  [`import * as XLSX from "xlsx";`, "const wb = XLSX.readFile(a); XLSX.writeFile(wb, b)", "read-files write-files"],
  [`import mammoth from "mammoth";`, "return mammoth.extractRawText({ path: a })", "read-files"],
  [
    `import PptxGenJS from "pptxgenjs";`,
    "const p = new PptxGenJS(); await p.writeFile({ fileName: a })",
    "write-files",
  ],
  [`import sharp from "sharp";`, "await sharp(a).resize(3).toFile(b)", "read-files write-files"],
  [`import AdmZip from "adm-zip";`, "const zip = new AdmZip(a); zip.extractAllTo(b)", "read-files write-files"],
  [`import * as tar from "tar";`, "await tar.extract({ file: a, cwd: b })", "read-files write-files"],
  [`import fs from "fs-extra";`, "await fs.outputJson(a, b)", "write-files"],
  [`import { readFile } from "node:fs/promises";`, "return readFile(a, 'utf8')", "read-files"],
  [`import { glob } from "glob";`, "return glob(a)", "read-files"],
  [`import fg from "fast-glob";`, "return fg(a)", "read-files"],
  [`import { createWriteStream } from "fs";`, "createWriteStream(a).write(b)", "write-files"],
  [
    `import { Low } from "lowdb";\nimport { JSONFile } from "lowdb/node";\nconst db = new Low(new JSONFile("x"), {});`,
    "await db.write()",
    "write-data",
  ],
  // Programs
  [
    `import { exec } from "node:child_process";\nimport { promisify } from "node:util";\nconst run = promisify(exec);`,
    "return run(a)",
    "run-code",
  ],
  [`import { execa } from "execa";`, "return execa(a, [b])", "run-code"],
  [`import { $ } from "zx";`, "return $`ls`", "run-code"],
  [`import spawn from "cross-spawn";`, "return spawn(a, [])", "run-code"],
  [`import * as pty from "node-pty";`, "return pty.spawn(a, [], {})", "run-code"],
  [
    `import { Sandbox } from "@e2b/code-interpreter";`,
    "const sbx = await Sandbox.create(); return sbx.runCode(a)",
    "run-code",
  ],
  [
    `import { Sandbox } from "@vercel/sandbox";`,
    "const sb = await Sandbox.create(); return sb.runCommand(a, [b])",
    "run-code",
  ],
  [
    `import { getSandbox } from "@cloudflare/sandbox";`,
    "const sb = getSandbox(c.env.S, 'x'); return sb.exec(a)",
    "run-code",
  ],
  [
    `import Cloudflare from "cloudflare"; const client = new Cloudflare({ apiToken: t });`,
    `return client.post("/x", { body: a })`,
    "fetch-network send-outward",
  ],
  [
    `import { Daytona } from "@daytonaio/sdk";\nconst d = new Daytona();`,
    "const sb = await d.create(); return sb.process.executeCommand(a)",
    "run-code",
  ],
  [`import vm from "node:vm";`, "return vm.runInNewContext(a)", "run-code"],
  [
    `import { getQuickJS } from "quickjs-emscripten";`,
    "const q = await getQuickJS(); return q.evalCode(a)",
    "run-code",
  ],
  [`import { loadPyodide } from "pyodide";`, "const py = await loadPyodide(); return py.runPythonAsync(a)", "run-code"],
  // Secrets
  [`import keytar from "keytar";`, "return keytar.getPassword('s', a)", "read-secrets"],
  [`import vault from "node-vault";\nconst v = vault({});`, "return v.read(a)", "read-secrets"],
  [
    `import { createClient } from "@1password/sdk";`,
    "const client = await createClient({}); return client.secrets.resolve(a)",
    "read-secrets",
  ],
  // Models and agents
  [
    `import OpenAI from "openai";\nconst openai = new OpenAI();`,
    "return openai.responses.create({ input: a })",
    "fetch-network",
  ],
  [
    `import Anthropic from "@anthropic-ai/sdk";\nconst client = new Anthropic();`,
    "return client.messages.create({ messages: [a] })",
    "fetch-network",
  ],
  [`import { generateText } from "ai";`, "return generateText({ model: m, prompt: a })", "fetch-network"],
  [`import { Agent, run } from "@openai/agents";\nconst helper = new Agent({});`, "return run(helper, a)", "delegate"],
  [
    `import { Agent } from "@mastra/core/agent";\nconst helper = new Agent({});`,
    "return helper.generate(a)",
    "delegate",
  ],
  [
    `import { query } from "@anthropic-ai/claude-agent-sdk";`,
    "for await (const m of query({ prompt: a })) console.log(m)",
    "delegate",
  ],
  [
    `import { ChatOpenAI } from "@langchain/openai";\nconst llm = new ChatOpenAI();`,
    "return llm.withStructuredOutput(s).invoke(a)",
    "fetch-network",
  ],
  // Hosts of workers
  ["", "return c.env.DB.prepare('SELECT * FROM t').all()", "read-data"],
  ["", "await c.env.MY_KV.put(a, b)", "write-data"],
  ["", "return c.env.BUCKET.get(a)", "fetch-network"],
  ["", "return c.env.AI.run('@cf/x', { prompt: a })", "fetch-network"],
  // Only computing: nothing is to be seen.
  [`import _ from "lodash";`, "return _.groupBy(a, 'x')", ""],
  [`import { z } from "zod";`, "return z.string().parse(a)", ""],
  [`import * as cheerio from "cheerio";`, "return cheerio.load(a)('p').text()", ""],
  [`import path from "node:path";`, "return path.join(a, b)", ""],
  ["const items = new Map<string, string>();", "items.set(a, b); items.delete(a); return items.get(a)", ""],
  ["const list: string[] = [];", "list.push(a); return list.filter(Boolean).map(String)", ""],
  [`import { createHash } from "node:crypto";`, "return createHash('sha256').update(a).digest('hex')", ""],
  [`import { format } from "date-fns";`, "return format(new Date(), a)", ""],
  ["", "const copy = structuredClone(a); copy.x = b; return JSON.stringify(copy)", ""],
  ["", "return new URL(a).searchParams.get('x')", ""],
  ["", "const r = new Response(a); return r.headers.get('x')", ""],
  [`import { evaluate } from "mathjs";`, "return evaluate(a)", ""],
  ["", "const headers = new Headers(); headers.set('x', a); headers.delete('y')", ""],
  ["", "return process.env.NODE_ENV", ""],
  // A method of HTTP that is written out
  ["import { apiClient } from './api'", "return await apiClient.send('GET', a)", "fetch-network"],
  ["import { apiClient } from './api'", "return await apiClient.send('PUT', a)", "fetch-network send-outward"],
  [
    "import { NWCClient } from '@getalby/sdk';\nconst nwcClient = new NWCClient(b);",
    "return await nwcClient.makeInvoice({ amount: a })",
    "send-outward",
  ],
];
