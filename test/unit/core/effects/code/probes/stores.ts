import type { Probe, ProbedLanguage } from "./probe.ts";

const field = (head: string, type: string, made: string, call: string) =>
  `${head}\nclass Store { private c: ${type};\n constructor() { this.c = ${made}; }\n async all(q) { return ${call}; } }\nlet one: Store | undefined;\nfunction store(): Store { if (!one) { one = new Store(); } return one; }`;
const inStore = "return store().all(a)";
const libsql = `import { createClient, type Client } from "@libsql/client";`;
const repositories = `import sqlite3
class Rows:
    def find(self, q):
        return sqlite3.connect('x').execute('SELECT 1')
class Memory:
    def find(self, q):
        return []
KINDS = {'rows': Rows, 'memory': Memory}
def by_name(kind):
    return KINDS[kind]()
def by_branch(kind):
    if kind == 'memory':
        return Memory()
    return Rows()
def only_memory():
    return Memory()`;
const mongo = `from pymongo import MongoClient
db = None
def connect():
    global db
    db = MongoClient('x')['x']
def collection(name):
    return db[name]`;
const flask = `from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()\nclass User(db.Model):\n    pass`;

/** Databases behind types, singletons and factories, and what only looks alike. */
export const stores: readonly (readonly [ProbedLanguage, readonly Probe[]])[] = [
  [
    "typescript",
    [
      [field(libsql, "Client", "createClient({})", `this.c.execute("SELECT 1")`), inStore, "read-data"],
      [
        field(libsql, "Client", "createClient({})", `this.c.execute({ sql: "DELETE FROM x WHERE a = 1" })`),
        inStore,
        "destroy-data",
      ],
      [
        field(libsql, "Client", "createClient({})", `this.c.batch([{ sql: "INSERT INTO x VALUES (1)" }])`),
        inStore,
        "write-data",
      ],
      [
        field(libsql.replace("client", "client/web"), "Client", "createClient({})", `this.c.execute("SELECT 1")`),
        inStore,
        "read-data",
      ],
      [
        `import { createClient } from "@libsql/client";\nconst client = createClient({});`,
        `const tx = await client.transaction("write"); await tx.execute("UPDATE x SET a = 1 WHERE b = 2")`,
        "write-data",
      ],
      [
        field(`import postgres from "postgres";`, "postgres.Sql", "postgres(url)", "this.c`SELECT 1`"),
        inStore,
        "read-data",
      ],
      [
        field(
          `import { neon, type NeonQueryFunction } from "@neondatabase/serverless";`,
          "NeonQueryFunction<false, false>",
          "neon(url)",
          "this.c`DELETE FROM x WHERE a = 1`",
        ),
        inStore,
        "destroy-data",
      ],
      [
        field(`import { knex, type Knex } from "knex";`, "Knex", "knex({})", `this.c("x").select()`),
        inStore,
        "read-data",
      ],
      [`import { sql } from "@vercel/postgres";`, "return sql`SELECT 1`", "read-data"],
      [
        `import { drizzle } from "drizzle-orm/libsql";\nimport { sql } from "drizzle-orm";\nconst db = drizzle(url);`,
        "return db.run(sql`INSERT INTO x VALUES (1)`)",
        "write-data",
      ],
      [
        `import { Database } from "bun:sqlite";\nconst db = new Database("x");`,
        `return db.query("SELECT 1").all()`,
        "read-data",
      ],
      [
        `import snowflake from "snowflake-sdk";\nconst conn = snowflake.createConnection({});`,
        `conn.execute({ sqlText: "SELECT 1", complete: done })`,
        "read-data",
      ],
      ["import { sql } from './marks';", "return sql`SELECT 1`", ""],
      ["const memory = { findOne: (id) => 1 };", "return memory.findOne(a)", ""],
    ],
  ],
  [
    "python",
    [
      [repositories, "return by_name(a).find(b)", "read-data"],
      [repositories, "return by_branch(a).find(b)", "read-data"],
      [repositories, "return KINDS[a]().find(b)", "read-data"],
      [repositories, "return only_memory().find(b)", ""],
      [mongo, "collection('users').insert_one({'a': a})", "write-data"],
      [mongo, "return collection('users').find_one({'a': a})", "read-data"],
      [mongo, "collection('users').delete_many({})", "destroy-data"],
      ["class Memory:\n    def insert_one(self, x):\n        return x\nm = Memory()", "return m.insert_one(a)", ""],
      [flask, "return User.query.filter_by(name=a).all()", "read-data"],
      [flask, "db.session.add(User(name=a))", "write-data"],
    ],
  ],
];
