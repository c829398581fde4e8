import assert from "node:assert/strict";
import type { AgentPermissions, Grant } from "../../../../src/core/model/permission.ts";
import { pageText } from "../../../../src/core/pages/page.ts";
import { permissionDiffPage } from "../../../../src/vscode/model/permissionDiffPage.ts";

const source = (text: string) => ({ layer: "project" as const, path: "/w/.claude/settings.json", line: 3, text });
const grant = (tool: string, decision: Grant["decision"], effects: Grant["effects"] = ["run-code"]): Grant => ({
  ...{ tool, decision, effects, source: source(tool), overrides: [] },
});

const permissions = (grants: readonly Grant[], over: Partial<AgentPermissions> = {}): AgentPermissions => ({
  ...{ agent: "claude-code", title: "Claude Code", factsVersion: "1", factsDate: "2026-11-21", installed: true },
  ...{ mode: { name: "default", source: source("default") }, grants, servers: [], delegates: [], credentials: [] },
  ...{ ineffective: [], problems: [], ruleOfTwo: { untrusted: false, sensitive: false, outward: false } },
  ...over,
});

const t = (text: string, ...args: readonly (string | number | boolean)[]) =>
  text.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)]));
const page = (before: AgentPermissions, after: AgentPermissions) =>
  permissionDiffPage(before, after, { before: "abc", after: "now" }, t);

describe("the page of what changed in permissions", () => {
  it("says what got looser first, each with both answers and the line that decided", () => {
    const shown = page(
      permissions([grant("make", "ask"), grant("ls", "allow", ["read-files"])]),
      permissions([grant("make", "allow"), grant("ls", "ask", ["read-files"])]),
    );
    assert.deepEqual(shown.mark, { text: "looser", tone: "warn" });
    const [looser, stricter, around, all] = shown.parts;
    assert.ok(
      looser?.kind === "table" && stricter?.kind === "table" && around?.kind === "list" && all?.kind === "diff",
    );
    assert.deepEqual(
      looser.rows.map(({ cells, tone }) => [...cells.slice(0, 4), tone]),
      [["make", "run code", "Asks", "Runs without asking", "warn"]],
    );
    assert.match(looser.rows[0]?.cells[4] ?? "", /settings\.json/);
    assert.deepEqual(
      stricter.rows.map(({ cells }) => [cells[0], cells[2], cells[3]]),
      [["ls", "Runs without asking", "Asks"]],
    );
    assert.ok(all.lines.some(({ sign, text, now }) => sign === "+" && text.includes("make") && now !== undefined));
    assert.match(pageText(shown), /Without asking it may now also: run code/);
  });

  it("says where nothing changed, and what of it did not", () => {
    const same = permissions([grant("make", "ask")]);
    const nothing = page(same, same);
    assert.equal(nothing.mark?.text, "no change");
    assert.deepEqual(nothing.parts, []);
    assert.match(pageText(nothing), /Nothing changed in what it may do/);
    const stricter = page(permissions([grant("make", "allow")]), same);
    assert.equal(stricter.mark?.tone, "good");
    assert.match(pageText(stricter), /Nothing got looser\./);
    assert.match(pageText(stricter), /Mode, servers and delegates are as they were\./);
  });

  it("tells of mode, servers and delegates, safe to show", () => {
    const hostile = "x\u202e\u001b[31m";
    const shown = page(
      permissions([]),
      permissions([grant(hostile, "allow")], {
        mode: { name: "yolo", source: source("yolo") },
        servers: [{ name: hostile, source: source("s"), state: "enabled", tools: [] }],
        delegates: [{ name: hostile, source: source("d"), inheritsAll: true, tools: [], effects: [] }],
      }),
    );
    const text = pageText(shown);
    for (const words of [/Mode: default → yolo/, /not configured → starts with the agent/, /may now start the agent/])
      assert.match(text, words);
    assert.doesNotMatch(JSON.stringify(shown), /\u202e|\u001b|\\u001b/);
  });
});
