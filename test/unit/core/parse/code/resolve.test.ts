import assert from "node:assert/strict";
import { type Code, walk } from "../../../../../src/core/parse/code/code.ts";
import { functionOf, stringOf } from "../../../../../src/core/parse/code/resolve.ts";
import { symbolOf } from "../../../../../src/core/parse/code/symbols.ts";
import { readCode } from "../../../../support/code.ts";

/** The first argument of the call `probe(...)`. */
async function probe(language: "typescript" | "python", text: string): Promise<Code> {
  const file = await readCode(language, text);
  let found: Code | undefined;
  walk(file.body, (part) => {
    if (part.kind === "call" && part.callee.kind === "name" && part.callee.name === "probe") found = part.args[0];
    return undefined;
  });
  assert.ok(found, "the text has no probe");
  return found;
}

function checkSymbol(language: "typescript" | "python", text: string, expected: string | undefined): void {
  it(`${expected}: ${text.replaceAll("\n", " ⏎ ")}`, async () => {
    assert.equal(symbolOf(await probe(language, text)), expected);
  });
}

describe("symbols of TypeScript", () => {
  const check = (text: string, expected: string | undefined) => checkSymbol("typescript", text, expected);
  check(`import { tool as t } from "ai"; probe(t)`, "ai.tool");
  check(`import * as fs from "node:fs"; probe(fs.promises.rm)`, "fs.promises.rm");
  check(`import Stripe from "stripe"; const s = new Stripe(k); probe(s.refunds.create)`, "stripe().refunds.create");
  check(`const { exec: run } = require("child_process"); probe(run)`, "child_process.exec");
  check(`const cp = await import("node:child_process"); probe(cp.exec)`, "child_process.exec");
  check(
    `import { promisify } from "util"; import { exec } from "child_process"; const e = promisify(exec); probe(e)`,
    "child_process.exec",
  );
  check(
    `import { McpServer } from "m"; function make() { const s = new McpServer(); return s } const x = make(); probe(x.tool)`,
    "m.McpServer().tool",
  );
  check(`import { A } from "m"; class B { private a: A; go() { probe(this.a.run) } }`, "m.A().run");
  check(`import { A } from "m"; class B { constructor(readonly a: A) {} go() { probe(this.a.run) } }`, "m.A().run");
  check(
    `import { A } from "m"; class B { constructor() { this.a = new A() } go = () => probe(this.a.run) }`,
    "m.A().run",
  );
  check(`import { A } from "m"; const go = (a: A) => probe(a.run)`, "m.A().run");
  check(`import { tool } from "ai"; const go = (tool) => probe(tool)`, undefined);
  check(`import { tool } from "ai"; { const tool = 1; } probe(tool)`, "ai.tool");
  check("probe(fetch)", "fetch");
  check("const a = b; const b = a; probe(a)", undefined);
  check("function f() { return g() } function g() { return f() } const x = f(); probe(x.y)", undefined);
});

describe("symbols of Python", () => {
  const check = (text: string, expected: string | undefined) => checkSymbol("python", text, expected);
  check("from mcp.server.fastmcp import FastMCP as F\nm = F('x')\nprobe(m.tool)", "mcp.server.fastmcp.FastMCP().tool");
  check("import os.path\nprobe(os.path.join)", "os.path.join");
  check("import a.b as c\nprobe(c.d)", "a.b.d");
  check("import boto3\nc = boto3.client('iam')\nprobe(c.delete_role)", "boto3.iam().delete_role");
  check("import smtplib\nwith smtplib.SMTP('h') as s:\n    probe(s.send_message)", "smtplib.SMTP().send_message");
  check("from pathlib import Path\np = Path(a) / b\nprobe(p.unlink)", "pathlib.Path().unlink");
  check(
    "from m import A\nclass B:\n    def __init__(self):\n        self.a = A()\n    def go(self):\n        probe(self.a.run)",
    "m.A().run",
  );
  check("from m import A\ndef go(a: A | None):\n    probe(a.run)", "m.A().run");
  check("from m import A\ndef go(a: Annotated[A, 1]):\n    probe(a.run)", "m.A().run");
  check("from . import db\nprobe(db.run)", ".db.run");
});

describe("strings", () => {
  const check = (text: string, expected: string | undefined) =>
    it(`${expected}: ${text}`, async () => assert.equal(stringOf(await probe("typescript", text)), expected));
  check(`const a = "x"; probe(a + "_" + \`\${a}y\`)`, "x_xy");
  check(`enum N { A = "run" } probe(N.A)`, "run");
  check(`const n = { a: { b: "deep" } } as const; probe(n.a.b)`, "deep");
  check(`probe(\`a\${b}\`)`, undefined);
  check(`const o = { ...{ k: "late" } }; probe(o.k)`, "late");

  it("that double at each step stay small", async () => {
    const lines = Array.from({ length: 40 }, (_, i) => `const a${i + 1} = a${i} + a${i};`);
    assert.equal(
      stringOf(await probe("typescript", `const a0 = "xxxxxxxx"; ${lines.join("\n")} probe(a40)`)),
      undefined,
    );
  });
});

describe("functions", () => {
  const check = (text: string, expected: boolean) =>
    it(`${expected ? "finds" : "does not find"} ${text}`, async () => {
      assert.equal(functionOf(await probe("typescript", text)) !== undefined, expected);
    });
  check("const f = async () => 1; probe(f)", true);
  check("class A { m() {} go() { probe(this.m.bind(this)) } }", true);
  check("const make = () => { return () => 1 }; probe(make())", true);
  check("probe(wrap('x', async () => 1))", true);
  check(`import { f } from "./f.js"; probe(f)`, false);
  check("const f = f; probe(f)", false);
  check("const kept = all.filter((x) => x); probe(kept)", false);
});
