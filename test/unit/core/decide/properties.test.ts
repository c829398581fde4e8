import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { canonicalAction, type Judge, parseAction } from "../../../../src/core/decide.ts";
import type { Action, Shell } from "../../../../src/core/model/action.ts";
import { type Decision, decisions } from "../../../../src/core/model/verdict.ts";
import { decideCommand, judgeWith, linux } from "../../../support/judging.ts";

const known = readFileSync(new URL("../../../corpus/commands.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as { shell: Shell; command: string });
const bashCommands = known.filter((row) => row.shell === "bash").map((row) => row.command);
/** Lines that a word of another line can hold: no comments that swallow the rest, no here-documents. */
const wrappable = bashCommands.filter((command) => !/#|<<|\n/.test(command));
const command = fc.constantFrom(...bashCommands);
const shells: readonly Shell[] = ["bash", "zsh", "sh", "powershell", "cmd"];
const runs = { numRuns: 60, seed: 20261121 };

function isAtLeast(decision: Decision, least: Decision): boolean {
  return decisions.indexOf(decision) >= decisions.indexOf(least);
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

describe("decide", () => {
  let judge: Judge;
  before(async () => {
    judge = await judgeWith();
  });

  const decide = (text: string) => decideCommand(judge, "bash", text).decision;

  it("never throws on any text in any shell", () => {
    const pieces = fc.constantFrom(
      ..."|&;<>(){}[]$`\"'\\*?~!#=%^@, \n\t".split(""),
      "\uE000",
      "\u202e",
      "\u{1F680}",
      "rm",
      "-rf",
      "/",
    );
    const mangled = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join("")),
      fc
        .tuple(command, fc.nat(80), fc.string({ maxLength: 4 }))
        .map(([text, at, more]) => text.slice(0, at) + more + text.slice(at + 1)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...shells), mangled, (shell, text) => {
        const verdict = decideCommand(judge, shell, text);
        assert.ok(verdict.reasons.length > 0);
        assert.ok(
          verdict.reasons.every((reason) => reason.rule !== "cannot-be-judged"),
          text,
        );
      }),
      { ...runs, numRuns: 400 },
    );
  });

  it("never throws on any action that can be read", () => {
    const kinds = fc.constantFrom(
      "mcp_call",
      "file_write",
      "file_delete",
      "symlink",
      "vscode_command",
      "markdown_render",
      "notebook_run",
      "url_fetch",
    );
    fc.assert(
      fc.property(kinds, fc.string(), fc.jsonValue(), (kind, text, args) => {
        const wire = {
          kind,
          path: text,
          content: text,
          target: text,
          url: text,
          code: text,
          server: text,
          tool: text,
          command: text,
          args,
        };
        const parsed = parseAction(wire);
        assert.ok("action" in parsed);
        assert.ok(judge.decide(parsed.action, linux).reasons.every((reason) => reason.rule !== "cannot-be-judged"));
      }),
      { ...runs, numRuns: 200 },
    );
  });

  it("is the same each time", () => {
    fc.assert(
      fc.property(command, (text) => {
        assert.deepEqual(decideCommand(judge, "bash", text), decideCommand(judge, "bash", text));
      }),
      runs,
    );
  });

  const wrappers: readonly ((text: string) => string)[] = [
    (text) => `bash -c ${singleQuoted(text)}`,
    (text) => `sudo bash -c ${singleQuoted(text)}`,
    (text) => `env A=1 sh -c ${singleQuoted(text)}`,
    (text) => `timeout 9 nohup bash -c ${singleQuoted(text)}`,
    (text) => `eval ${singleQuoted(text)}`,
    (text) => `( ${text}\n)`,
    (text) => `{ ${text}\n}`,
    (text) => `if true; then ${text}\nfi`,
    (text) => `for i in 1; do ${text}\ndone`,
    (text) => `f() { ${text}\n}; f`,
    (text) => `echo "$(${text}\n)"`,
    (text) => `true && ${text}`,
    (text) => `echo ok; ${text}`,
    (text) => `${text}\necho ok`,
  ];
  it("never becomes milder by a wrapper", () => {
    fc.assert(
      fc.property(fc.constantFrom(...wrappable), fc.constantFrom(...wrappers), (text, wrap) => {
        assert.ok(isAtLeast(decide(wrap(text)), decide(text)), wrap(text));
      }),
      { ...runs, numRuns: 250 },
    );
  });

  it("never becomes milder by wrappers in wrappers", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...wrappable),
        fc.array(fc.constantFrom(...wrappers.slice(0, 5)), { minLength: 2, maxLength: 4 }),
        (text, layers) => {
          const wrapped = layers.reduce((inner, wrap) => wrap(inner), text);
          assert.ok(isAtLeast(decide(wrapped), decide(text)), wrapped);
        },
      ),
      runs,
    );
  });

  it("refuses whatever deletes the home folder at its end", () => {
    fc.assert(
      fc.property(fc.constantFrom(...wrappable.filter((text) => !/\\$/.test(text))), (text) => {
        assert.equal(decide(`${text}; rm -rf ~`), "deny", text);
      }),
      runs,
    );
  });

  it("asks at least when a line is too long or nests too deep to be read", () => {
    for (const text of [
      `echo ${"a ".repeat(60_000)}; rm -rf ~`,
      `${"(".repeat(3000)}rm -rf ~${")".repeat(3000)}`,
      "bash -c ".repeat(400),
      "$(".repeat(500),
    ]) {
      assert.notEqual(decide(text), "allow");
    }
  });

  it("does not hang on text that expands without end", () => {
    const many = Array.from({ length: 40 }, (_, index) => `a${index + 1}="$a${index}$a${index}"`).join("; ");
    assert.notEqual(decide(`a0=x; ${many}; eval "$a40"`), undefined);
    assert.notEqual(decide(`echo ${"{a,b}".repeat(30)}`), undefined);
  });

  it("points into the command with every span", () => {
    fc.assert(
      fc.property(command, (text) => {
        for (const { span } of decideCommand(judge, "bash", text).reasons) {
          if (span) assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, text);
        }
      }),
      runs,
    );
  });
});

describe("canonicalAction", () => {
  const action: Action = {
    id: "1",
    kind: "mcp_call",
    server: "s",
    tool: "t",
    args: { b: [1, { d: 1, c: 2 }], a: "x" },
  };

  it("sorts keys at every depth and leaves the id out", () => {
    assert.equal(
      canonicalAction(action),
      '{"args":{"a":"x","b":[1,{"c":2,"d":1}]},"kind":"mcp_call","server":"s","tool":"t"}',
    );
  });

  it("is the same for equal actions and another for others", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (first, second) => {
        const text = (args: unknown) => canonicalAction({ ...action, args } as Action);
        assert.equal(
          text(first) === text(second),
          JSON.stringify(JSON.parse(text(first))) === JSON.stringify(JSON.parse(text(second))),
        );
        assert.equal(text(first), text(structuredClone(first)));
      }),
    );
  });
});

describe("parseAction", () => {
  const refused: readonly [string, unknown][] = [
    ["no object", "ls"],
    ["nothing", null],
    ["a list", []],
    ["no kind", { command: "ls" }],
    ["a kind nobody knows", { kind: "teleport" }],
    ["a kind of every object", { kind: "constructor" }],
    ["a missing field", { kind: "command", shell: "bash" }],
    ["a mistyped field", { kind: "file_write", path: 1, content: "x" }],
    ["a shell nobody knows", { kind: "command", shell: "tcl", command: "x" }],
    ["a platform nobody knows", { kind: "file_read", path: "x", platform: "plan9" }],
    ["a folder that is no text", { kind: "file_read", path: "x", cwd: 3 }],
    ["hints that are no object", { kind: "mcp_call", server: "s", tool: "t", annotations: "x" }],
  ];
  for (const [name, value] of refused) {
    it(`refuses ${name}`, () => {
      const parsed = parseAction(value);
      assert.ok("error" in parsed && parsed.error.length > 0);
    });
  }

  it("reads what it wrote", () => {
    const action: Action = {
      kind: "file_edit",
      path: "a",
      new_text: "b",
      old_text: "c",
      cwd: "/x",
      platform: "darwin",
    };
    assert.deepEqual(parseAction(JSON.parse(JSON.stringify(action))), { action });
  });

  it("drops fields nobody knows, so that they are not part of what is shown", () => {
    assert.deepEqual(parseAction({ kind: "file_read", path: "a", verdict: "allow" }), {
      action: { kind: "file_read", path: "a" },
    });
  });
});
