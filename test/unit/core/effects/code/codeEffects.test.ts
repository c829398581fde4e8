import assert from "node:assert/strict";
import { codeEffects } from "../../../../../src/core/effects/code/codeEffects.ts";
import { effects as vocabulary } from "../../../../../src/core/model/effect.ts";
import { walk } from "../../../../../src/core/parse/code/code.ts";
import { readCode } from "../../../../support/code.ts";

/** Effects of the function named `handler`. */
async function effectsOf(language: "typescript" | "python", text: string): Promise<string> {
  const file = await readCode(language, text);
  const found: string[] = [];
  walk(file.body, (part) => {
    if (part.kind === "function" && part.name === "handler") {
      const { occurrences } = codeEffects(part, file);
      found.push(...vocabulary.filter((effect) => occurrences.some((occurrence) => occurrence.effect === effect)));
    }
    return undefined;
  });
  return found.join(" ");
}

function check(language: "typescript" | "python", head: string, body: string, expected: string): void {
  it(`${body.trim().replaceAll("\n", " ⏎ ")} → ${expected || "nothing"}`, async () => {
    const text =
      language === "python"
        ? `${head}\ndef handler(a, b, c):\n${body
            .split("\n")
            .map((line) => `    ${line}`)
            .join("\n")}\n`
        : `${head}\nasync function handler({ a, b }: In, c: Ctx) {\n${body}\n}\n`;
    assert.equal(await effectsOf(language, text), expected);
  });
}

describe("effects of TypeScript code", () => {
  const ts = (head: string, body: string, expected: string) => check("typescript", head, body, expected);
  const fs = `import * as fs from "node:fs";`;
  ts(fs, "return fs.readFileSync(a)", "read-files");
  ts(fs, "fs.promises.writeFile(a, b)", "write-files");
  ts(fs, `return fs.readFileSync(".env", "utf8")`, "read-files read-secrets");
  ts(`import { rmSync as bye } from "fs";`, "bye(a)", "delete-files");
  ts(`import { exec } from "child_process";`, "exec(a)", "run-code");
  ts(`import { execSync } from "child_process";`, `execSync('git push ' + a)`, "run-code send-outward");
  ts("", "return eval(a)", "run-code");
  ts("", "return new Function(a)()", "run-code");
  ts("", `return fetch(\`https://x.example/\${a}\`)`, "fetch-network");
  ts("", "return fetch(a)", "fetch-network read-untrusted");
  ts("", `return fetch("https://x.example", { method: "DELETE" })`, "send-outward destroy-data");
  ts(
    "",
    `const options = { method: "PUT", body: b }; return fetch("https://x.example", options)`,
    "fetch-network send-outward",
  );
  ts("", `return fetch("https://x.example", { method: a })`, "fetch-network send-outward");
  ts("", `return fetch("https://x.example/graphql", { method: "POST", body: "query { me }" })`, "fetch-network");
  ts(
    `import axios from "axios";`,
    `axios.post("https://api.example/v1/refunds", {})`,
    "fetch-network send-outward spend-money",
  );
  ts(
    `import { Octokit } from "@octokit/rest"; const o = new Octokit();`,
    "return o.issues.listForRepo({})",
    "fetch-network read-untrusted",
  );
  ts(
    `import { Octokit } from "@octokit/rest"; const o = new Octokit();`,
    "return o.rest.issues.createComment({})",
    "send-outward",
  );
  ts(
    `import { Octokit } from "@octokit/rest"; const o = new Octokit();`,
    "return o.repos.addCollaborator({})",
    "send-outward change-access",
  );
  ts(
    `import { Octokit } from "@octokit/rest"; const o = new Octokit();`,
    `return o.request("DELETE /repos/x/y")`,
    "send-outward destroy-data",
  );
  ts(
    `import { S3Client, DeleteBucketCommand } from "@aws-sdk/client-s3"; const s = new S3Client();`,
    "s.send(new DeleteBucketCommand({}))",
    "destroy-data",
  );
  ts(`import { Pool } from "pg"; const db = new Pool();`, `db.query("select * from t")`, "read-data");
  ts(`import { Pool } from "pg"; const db = new Pool();`, "db.query(a)", "read-data write-data destroy-data");
  ts(
    `import { PrismaClient } from "@prisma/client"; const db = new PrismaClient();`,
    "db.user.deleteMany()",
    "destroy-data",
  );
  ts("", `c.db.query("DELETE FROM t WHERE id = 1")`, "destroy-data");
  ts("", "return JSON.stringify(process.env)", "read-secrets");
  ts("", "return process.env.HOME + process.env['X']", "");
  ts("", "return process.env[a]", "read-secrets");
  ts(`import { spawn } from "child_process";`, `spawn("ls", [], { env: { ...process.env } })`, "run-code");
  ts(`import { query } from "@anthropic-ai/claude-agent-sdk";`, "return query({ prompt: a })", "delegate");
  ts(`const save = (x) => inner(x); function inner(x) { fs.rmSync(x) } ${fs}`, "a.map(save)", "delete-files");
  ts("function one() { two() } function two() { one() }", "one()", "");
  ts("", `console.log("fs.rmSync(x)"); // fetch(a, { method: "POST" })\nreturn "DROP TABLE t"`, "");
  ts("const exec = (x: string) => x.trim();", "return exec(a)", "");
  ts("", "const unused = () => 1; return /x/.exec(a)", "");
});

describe("effects of Python code", () => {
  const py = (head: string, body: string, expected: string) => check("python", head, body, expected);
  py("", "return open(a).read()", "read-files");
  py("", "with open(a, 'w') as f:\n    f.write(b)", "write-files");
  py("", "open(a, mode=b)", "read-files write-files");
  py("from pathlib import Path", "(Path(a) / 'x').write_text(b)", "write-files");
  py("from pathlib import Path", "return Path.home().joinpath('.ssh/id_rsa').read_text()", "read-files read-secrets");
  py("import shutil", "shutil.rmtree(a)", "delete-files");
  py("import subprocess", "subprocess.run(['kubectl', 'delete', 'pod', a])", "run-code change-infra");
  py("import os", "os.system(a)", "run-code");
  py("import os", "return dict(os.environ)", "read-secrets");
  py("import os", "return os.environ['HOME']", "");
  py("import os", "return 'X' in os.environ", "");
  py("import requests", "return requests.get('https://x.example').text", "fetch-network");
  py(
    "import httpx",
    "with httpx.Client() as client:\n    client.post('https://x.example', json=a)",
    "fetch-network send-outward",
  );
  py("import requests as r", "r.request('PATCH', 'https://x.example')", "fetch-network send-outward");
  py("import urllib.request", "urllib.request.urlopen('https://x.example', data=b)", "fetch-network send-outward");
  py("import boto3\ns3 = boto3.client('s3')", "s3.put_object(Body=a)", "send-outward");
  py("import boto3", "boto3.client('iam').attach_role_policy(RoleName=a)", "change-access");
  py("import boto3", "return boto3.client('secretsmanager').get_secret_value(SecretId=a)", "read-secrets");
  py("import psycopg2", "cur = psycopg2.connect('').cursor()\ncur.execute(f'SELECT * FROM {a}')", "read-data");
  py("import psycopg2", "cur = psycopg2.connect('').cursor()\ncur.execute('DROP TABLE x')", "destroy-data");
  py("import stripe", "stripe.Refund.create(charge=a)", "send-outward spend-money");
  py("from github import Github\ng = Github('')", "g.get_repo(a).create_issue(title=b)", "send-outward");
  py("", "return eval(a)", "run-code");
  py("import re", "return re.compile(a).search(b)", "");
  py("", "'''subprocess.run(a)'''\nreturn 'os.remove(x)'", "");
});
