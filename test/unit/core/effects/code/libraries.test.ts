import assert from "node:assert/strict";
import { codeEffects } from "../../../../../src/core/effects/code/codeEffects.ts";
import { effects as vocabulary } from "../../../../../src/core/model/effect.ts";
import { walk } from "../../../../../src/core/parse/code/code.ts";
import { readCode } from "../../../../support/code.ts";

type Row = readonly [head: string, body: string, expected: string];

const python: readonly Row[] = [
  ["import git", "repo = git.Repo(a)\nreturn repo.git.diff()", "read-files"],
  ["import git", "git.Repo(a).index.commit(b)", "write-files"],
  ["import git", "git.Repo(a).git.push()", "send-outward"],
  ["import shutil", "shutil.copytree(a, b)", "read-files write-files"],
  ["from selenium import webdriver\nd = webdriver.Chrome()", "d.get(a)", "fetch-network read-untrusted"],
  ["from selenium import webdriver\nd = webdriver.Chrome()", "d.save_screenshot(a)", "write-files"],
  ["from exa_py import Exa", "return Exa().get_contents(a)", "fetch-network read-untrusted"],
  ["from google import genai", "return genai.Client().models.generate_content(a)", "fetch-network"],
  ["from google.adk.tools.agent_tool import AgentTool", "return AgentTool(agent=b).run_async(args=a)", "delegate"],
  ["from crewai import Task", "return Task(description=a).execute()", "delegate"],
  ["from strands import Agent\nhelper = Agent()", "return helper(a)", "delegate"],
  ["import io, pdfplumber", "with pdfplumber.open(io.BytesIO(a)) as pdf:\n    return pdf.pages", ""],
  ["from smolagents import CodeAgent\nagent = CodeAgent(tools=[])", "return agent.run(a)", "delegate"],
  ["import yagmail", "yagmail.SMTP(a).send(to=b)", "send-outward"],
  ["from onepassword.client import Client", "return Client.authenticate(auth=b).secrets.resolve(a)", "read-secrets"],
  [
    "from llama_index.indices.managed.llama_cloud import LlamaCloudIndex",
    "return LlamaCloudIndex(name=b).as_retriever().retrieve(a)",
    "fetch-network",
  ],
  ["from web3 import Web3", "Web3().eth.send_raw_transaction(a)", "send-outward spend-money"],
  [
    "from langchain_community.tools.gmail.create_draft import GmailCreateDraft",
    "d = GmailCreateDraft()\nreturn d(a)",
    "send-outward",
  ],
  [
    "import requests",
    `return requests.post("https://google.serper.dev/search", json={"q": a})`,
    "fetch-network read-untrusted",
  ],
  ["import requests", `return requests.post("https://api.example/items", json=a)`, "fetch-network send-outward"],
  ["import httpx", `return httpx.get("https://hacker-news.firebaseio.com/v0/x.json")`, "fetch-network read-untrusted"],
  ["import httpx", `return httpx.get("https://api.weather.example/v1")`, "fetch-network"],
  ["", "service = c.x\nservice.files().copy(fileId=a).execute()", "send-outward"],
  ["", "c.service.permissions().create(fileId=a, body=b).execute()", "send-outward change-access"],
  ["", "return c.service.events().list(calendarId=a).execute()", "fetch-network read-untrusted"],
  ["from acme import AcmeClient\nclient = AcmeClient()", "return client.orders.list(a)", "fetch-network"],
  ["from acme import AcmeClient\nclient = AcmeClient()", "client.orders.create(a)", "send-outward"],
  ["from acme import Report\nclient = Report()", "client.create(a)", ""],
  ["from acme import AcmeClient\nclient = AcmeClient()", "client.shutdown()", ""],
  ["from acme.lsp import AcmeClient\nclient = AcmeClient()", "client.notify_did_open(a)", ""],
  ["from acme import AcmeClient\nclient = AcmeClient()", "client.notify_team(a)", "send-outward"],
  ["from acme import AcmeClient\nclient = AcmeClient()", "client.jobs.terminate(a)", "send-outward destroy-data"],
  ["from acme import AcmeClient\nclient = AcmeClient()", "return client.call_tool_sync(a)", "fetch-network"],
  ["from acme import AcmeClient\nclient = AcmeClient()", "client.delete_sync(a)", "send-outward destroy-data"],
  ["from telethon import TelegramClient\nc = TelegramClient('s', i, h)", "c.start()", ""],
  ["from telethon import TelegramClient\nc = TelegramClient('s', i, h)", "c.send_message(a, b)", "send-outward"],
  ["import os, subprocess", `env = os.environ.copy()\nenv["X"] = "1"\nsubprocess.run(["ls"], env=env)`, "run-code"],
  [
    "import os, subprocess",
    `env = os.environ.copy()\nsubprocess.run(["ls"], env=env)\nreturn env`,
    "run-code read-secrets",
  ],
  [
    "import os, subprocess\ndef start(command, env=None):\n    if env is None:\n        env = os.environ.copy()\n    return subprocess.Popen(command, env=env)",
    `env = os.environ.copy()\nenv.update({"X": "1"})\nreturn start(["ls"], env)`,
    "run-code",
  ],
  [
    "import os\ndef start(command, names):\n    print(names)",
    `env = os.environ.copy()\nreturn start(["ls"], env)`,
    "read-secrets",
  ],
  ["import os\ndef setting(name):\n    return os.environ[name]", `return setting("REGION")`, ""],
  ["import os", "return os.environ[a]", "read-secrets"],
];

const spread = `async function api(path: string, options: RequestInit = {}) {
  return (await fetch("https://x.example" + path, { ...options, headers: {} })).json();
}`;
const computed = `const api = async (path: string, init: Init = {}) =>
  fetch("https://x.example" + path, { method: init.method ?? "GET", body: init.body });`;
const byDefault = `async function api(path: string, method = "GET", body?: unknown) {
  return fetch("https://x.example" + path, { method, body });
}`;

const typescript: readonly Row[] = [
  [
    `import * as fs from "node:fs"; const keep = (x) => fs.appendFileSync(place, x); const logger = { info: (x) => keep(x) };`,
    "logger.info(a)",
    "",
  ],
  [
    `import * as fs from "node:fs"; const keep = (x) => fs.appendFileSync(place, x); const notes = { info: (x) => keep(x) };`,
    "notes.info(a)",
    "write-files",
  ],
  [`import * as admin from "firebase-admin";`, "return admin.auth().getUser(a)", "fetch-network"],
  [`import * as admin from "firebase-admin";`, "return admin.storage().bucket().upload(a)", "send-outward"],
  [`import * as admin from "firebase-admin";`, "return admin.firestore().collection(a).add(b)", "write-data"],
  [`import { fetchQuery } from "convex/nextjs";`, "return fetchQuery(b.notes.list, { a })", "read-data"],
  [`import { fetchMutation } from "convex/nextjs";`, "await fetchMutation(b.notes.update, { a })", "write-data"],
  [
    `import { fetchAction } from "convex/nextjs";`,
    "await fetchAction(b.mail.send, { a })",
    "fetch-network send-outward",
  ],
  [`import * as fs from "node:fs";`, `const tempPath = a + ".tmp"; fs.unlinkSync(tempPath)`, ""],
  [`import * as fs from "node:fs";`, "fs.unlinkSync(a)", "delete-files"],
  [`import * as fs from "node:fs";`, "fs.cpSync(a, b)", "read-files write-files"],
  ["", "return c.sandbox.runCommand(a)", "run-code"],
  ["", "const { sandbox } = c; return sandbox.readTextFile({ path: a })", "read-files"],
  ["", "return c.sandboxed.list(a)", ""],
  [
    `import { mastra } from "@mastra/core";`,
    `const agent = mastra.getAgent("x"); return agent.generate(a)`,
    "delegate",
  ],
  [`import { tavily } from "@tavily/core";`, "return tavily({}).search(a)", "fetch-network read-untrusted"],
  [
    `import { GoogleGenAI } from "@google/genai";`,
    "return new GoogleGenAI({}).models.generateContent(a)",
    "fetch-network",
  ],
  // Telling the maker how the program is used, and making ready, is not what a tool is for.
  [
    `const capture = async (event: string) => fetch("https://t.example", { method: "POST" });`,
    "capture(a); return 1",
    "",
  ],
  [
    `import * as fs from "node:fs";
class Config {
  async init() { this.save() }
  private save() { fs.writeFileSync("c.json", "{}") }
  async value(k: string) { await this.init(); return fs.readFileSync("c.json") }
  async set(k: string) { await this.init(); this.save() }
}
const config = new Config();`,
    "return config.value(a)",
    "read-files",
  ],
  [
    `import * as fs from "node:fs";
class Config {
  async init() { this.save() }
  private save() { fs.writeFileSync("c.json", "{}") }
  async set(k: string) { await this.init(); this.save() }
}
const config = new Config();`,
    "return config.set(a)",
    "write-files",
  ],
  [`import * as vscode from "vscode";`, `vscode.commands.executeCommand("setContext", "x", a)`, ""],
  [`import * as vscode from "vscode";`, "vscode.commands.executeCommand(a)", "run-code"],
  // What is handed in without a type, where receiver and method leave no doubt.
  ["", "await c.page.byId(a).asLocator().click()", "send-outward"],
  ["", "const handle = await c.find(a); await handle.uploadFile(b)", "read-files send-outward"],
  ["", "const fn = await c.evaluateHandle(a)", "run-code"],
  ["", "await c.saveFile(a, b)", "write-files"],
  ["", "await c.connector.executeSQL(a)", "read-data write-data destroy-data"],
  ["", `await c.connector.executeSQL("SELECT 1")`, "read-data"],
  ["", "return c.connector.getTables(a)", "read-data"],
  ["", "return c.connector.getId()", ""],
  ["", "return c.walletProvider.nativeTransfer(a, b)", "send-outward spend-money"],
  ["", "return c.wallet.sendTransaction(a)", "send-outward spend-money"],
  ["", "return c.walletProvider.getBalance()", "fetch-network"],
  ["", "return c.walletProvider.getName()", ""],
  [
    `class Api { async find(q: string) { return fetch("https://x.example/?" + q) } }
async function getApi() { return Api }`,
    "const Found = await getApi(); const api = new Found(); return api.find(a)",
    "fetch-network",
  ],
  ["", "const { shopClient: client } = c; return client.run(a).abort()", "send-outward"],
  ["", "const { shopClient: client } = c; return client.tasks().create(a)", "send-outward"],
  ["", "const { shop: client } = c; return client.tasks().create(a)", ""],
  [
    `import Firecrawl from "@mendable/firecrawl-js";`,
    "return new Firecrawl({}).scrape(a)",
    "fetch-network read-untrusted",
  ],
  [
    `import Firecrawl from "@mendable/firecrawl-js";`,
    "return new Firecrawl({}).interact(a, { code: b })",
    "run-code fetch-network send-outward",
  ],
  [
    `import { ApifyClient } from "apify-client";`,
    "return new ApifyClient().run(a).abort()",
    "fetch-network send-outward",
  ],
  // A helper of requests: who calls it says the method.
  [spread, "return api(`/x/${a}`)", "fetch-network"],
  [spread, `return api("/x", { method: "POST", body: a })`, "fetch-network send-outward"],
  [spread, `return api("/x", { method: "DELETE" })`, "send-outward destroy-data"],
  [spread, `await api("/x", { method: "DELETE" }); return api("/y")`, "fetch-network send-outward destroy-data"],
  [spread, `await api("/y"); await api("/x", { method: "DELETE" })`, "fetch-network send-outward destroy-data"],
  [spread, "return api(a, b)", "fetch-network"],
  [computed, `return api("/x", { query: a })`, "fetch-network"],
  [computed, `return api("/x", { method: "PATCH", body: a })`, "fetch-network send-outward"],
  [computed, `return api("/x", { method: b })`, "fetch-network send-outward"],
  [byDefault, `return api("/x")`, "fetch-network"],
  [byDefault, `return api("/x", "PUT", a)`, "fetch-network send-outward"],
  [`import * as fs from "node:fs";`, "fs.chmodSync(b, 0o755)", ""],
  [`import * as fs from "node:fs";`, "fs.chmodSync(b, a)", "change-access"],
  [`import * as fs from "node:fs";`, "fs.chmodSync(b, 0o777)", "change-access"],
];

describe("effects of libraries that tools are written with", () => {
  for (const [head, body, expected] of python) {
    const lines = body.split("\n").map((line) => `    ${line}`);
    rowTest("python", `${head}\ndef handler(a, b, c):\n${lines.join("\n")}\n`, body, expected);
  }
  for (const [head, body, expected] of typescript) {
    rowTest("typescript", `${head}\nasync function handler({ a, b }: In, c: Ctx) {\n${body}\n}\n`, body, expected);
  }
});

function rowTest(language: "typescript" | "python", text: string, body: string, expected: string): void {
  it(`${body.replaceAll("\n", " ⏎ ")} → ${expected || "nothing"}`, async () => {
    const file = await readCode(language, text);
    const found = new Set<string>();
    walk(file.body, (part) => {
      if (part.kind !== "function" || part.name !== "handler") return undefined;
      for (const { effect } of codeEffects(part, file).occurrences) found.add(effect);
      return undefined;
    });
    assert.equal(vocabulary.filter((effect) => found.has(effect)).join(" "), expected);
  });
}
