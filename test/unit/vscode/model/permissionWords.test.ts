import assert from "node:assert/strict";
import type { AgentPermissions, Grant, Provenance } from "../../../../src/core/model/permission.ts";
import type { Decision } from "../../../../src/core/model/verdict.ts";
import { difference } from "../../../../src/core/permissions/difference.ts";
import { permissionSheet, sheetsOf } from "../../../../src/vscode/model/permissionSheet.ts";
import { changeWords, shareWords } from "../../../../src/vscode/model/permissionWords.ts";
import { plain } from "../../../support/plainWords.ts";

const path = "/work/.claude/settings.json";
const here: Provenance = { layer: "project", path, line: 3, text: "" };
const builtIn: Provenance = { layer: "default", text: "" };

const grant = (decision: Decision, tool: string, specifier?: string, source = here): Grant => ({
  ...{ decision, tool, source, overrides: [] },
  effects: decision === "allow" ? ["run-code"] : [],
  ...(specifier === undefined ? {} : { specifier }),
});

const having = (grants: readonly Grant[], more: Partial<AgentPermissions> = {}): AgentPermissions => ({
  ...{ agent: "claude-code", title: "Claude Code", factsVersion: "1", factsDate: "2026-11-25", installed: true },
  mode: { name: "default", source: builtIn },
  grants,
  ...{ servers: [], delegates: [], credentials: [], ineffective: [], problems: [] },
  ruleOfTwo: { untrusted: false, sensitive: false, outward: false },
  ...more,
});

describe("what a file says to an agent", () => {
  it("is one line: what it grants, asks and denies, and nothing of other files or of defaults", () => {
    const permissions = having(
      [
        grant("allow", "Bash", "npm test"),
        grant("allow", "Edit", undefined, builtIn),
        grant("ask", "Bash", "git push"),
        grant("deny", "Read", ".env"),
        grant("deny", "WebFetch", undefined, { ...here, path: "/home/me/.claude/settings.json" }),
      ],
      {
        servers: [{ name: "forum", source: here, state: "enabled", tools: [] }],
        ineffective: [{ kind: "dead", source: here, message: "" }],
      },
    );
    assert.equal(
      shareWords(permissions, path, plain),
      "Claude Code: runs without asking: Bash(npm test) · asks: Bash(git push) · denies: Read(.env) · servers: forum · 1 rule does not do what it says",
    );
  });

  it("is nothing where the file decides nothing, and names at most three of a kind", () => {
    assert.equal(shareWords(having([grant("allow", "Edit", undefined, builtIn)]), path, plain), "");
    const many = ["a", "b", "c", "d", "e"].map((name) => grant("allow", "Bash", name));
    assert.equal(
      shareWords(having(many), path, plain),
      "Claude Code: runs without asking: Bash(a), Bash(b), Bash(c) and 2 more",
    );
  });

  it("says that a file cannot be read, and the mode it sets", () => {
    const broken = having([], { problems: [{ path, message: "x" }], mode: { name: "plan", source: here } });
    assert.equal(shareWords(broken, path, plain), "Claude Code: cannot be read as it stands · mode plan");
  });

  it("shows hostile names harmlessly", () => {
    const words = shareWords(having([grant("allow", "Bash", "a\u202Eb\nc")]), path, plain);
    assert.ok(!/[\u202E\n]/.test(words), words);
  });
});

describe("what an edit changes", () => {
  const rows: readonly (readonly [name: string, before: readonly Grant[], after: readonly Grant[], words: string])[] = [
    ["a new allow", [], [grant("allow", "Bash", "git push")], "now also runs without asking: Bash(git push)"],
    ["a denial that goes", [grant("deny", "Read", ".env")], [], "no longer denied: Read(.env)"],
    [
      "a denial that becomes an allow",
      [grant("deny", "Read")],
      [grant("allow", "Read")],
      "now also runs without asking: Read",
    ],
    ["an allow that goes", [grant("allow", "Edit")], [], "no longer runs without asking: Edit"],
    ["a new denial", [], [grant("deny", "Edit")], "now denied: Edit"],
    ["a new question", [], [grant("ask", "Edit")], "now asks: Edit"],
    ["a question that goes", [grant("ask", "Edit")], [], "no rule any more: Edit"],
    ["nothing", [grant("ask", "Edit")], [grant("ask", "Edit")], "nothing changes in what it may do"],
    [
      "several",
      [grant("deny", "Read", ".env"), grant("allow", "Edit")],
      [grant("allow", "Bash", "git push"), grant("ask", "Edit")],
      "now also runs without asking: Bash(git push) · no longer denied: Read(.env) · no longer runs without asking: Edit",
    ],
  ];
  for (const [name, before, after, words] of rows) {
    it(`${name}: ${words}`, () => assert.equal(changeWords(difference(having(before), having(after)), plain), words));
  }

  it("says a mode, servers and delegates too", () => {
    const after = having([], {
      mode: { name: "bypassPermissions", source: here },
      servers: [{ name: "forum", source: here, state: "enabled", tools: [] }],
      delegates: [{ name: "helper", source: here, inheritsAll: true, tools: [], effects: [] }],
    });
    assert.equal(
      changeWords(difference(having([]), after), plain),
      "mode is now bypassPermissions · may start: helper · servers: forum",
    );
  });
});

describe("a sheet of permissions", () => {
  it("has another line for what is new and no other, so that two of them are a calm diff", () => {
    const lines = (...rules: string[]) =>
      permissionSheet(having(rules.map((rule) => grant("allow", "Bash", rule))), () => true, plain).split("\n");
    const before = lines("a", "b");
    const after = lines("a", "b", "a much longer rule than both of these are");
    assert.equal(after.length, before.length + 1);
    assert.ok(before.every((line) => after.includes(line)));
  });

  it("is the same for the same permissions, whatever line they stand on and in whatever order", () => {
    const all = [grant("allow", "Bash", "b"), grant("allow", "Bash", "a"), grant("deny", "Read", ".env")];
    const moved = all.toReversed().map((one) => ({ ...one, source: { ...one.source, line: 99 } }));
    const sheet = permissionSheet(having(all), () => true, plain);
    assert.equal(
      permissionSheet(having(moved), () => true, plain),
      sheet,
    );
    assert.equal(
      sheet,
      `Claude Code
Mode: default
Rule of Two: none of the three without a person

Runs without asking
    Bash(a)                           run code
    Bash(b)                           run code

Asks
    nothing

Denied
    Read(.env)

MCP servers
    nothing

Delegates
    nothing

Rules that do not do what they say
    nothing
`,
    );
  });

  it("leaves out defaults, except those that an edit changes", () => {
    const edit = grant("ask", "Edit", undefined, builtIn);
    const glob = grant("allow", "Glob", undefined, builtIn);
    const [before, after] = sheetsOf(having([edit, glob]), having([{ ...edit, decision: "allow" }, glob]), plain);
    assert.match(before, /Asks\n {4}Edit\n/);
    assert.match(after, /Runs without asking\n {4}Edit\n/);
    assert.ok(!`${before}${after}`.includes("Glob"));
  });
});
