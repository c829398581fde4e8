import assert from "node:assert/strict";
import { type Judge, parseAction, type Surroundings } from "../../../../../src/core/decide.ts";
import { judgeWith, linux } from "../../../../support/judging.ts";

describe("what an agent does through the editor", () => {
  let judge: Judge;
  before(async () => {
    judge = await judgeWith();
  });
  const decide = (wire: object, place: Surroundings = linux) => {
    const parsed = parseAction(wire);
    assert.ok("action" in parsed);
    return judge.decide(parsed.action, place);
  };
  const decision = (wire: object, place?: Surroundings) => decide(wire, place).decision;

  it("follows a debug session to what launch.json and its tasks run", () => {
    const files: Readonly<Record<string, string>> = {
      "/home/dev/project/.vscode/launch.json": JSON.stringify({
        configurations: [
          { name: "App", program: "app.js" },
          { name: "Bad", runtimeExecutable: "rm", runtimeArgs: ["-rf"], program: "~" },
          { name: "By task", program: "app.js", preLaunchTask: "wipe" },
        ],
        compounds: [{ name: "Both", configurations: ["App", "Bad"] }],
      }),
      "/home/dev/project/.vscode/tasks.json": JSON.stringify({ tasks: [{ label: "wipe", command: "rm -rf ~" }] }),
    };
    const place: Surroundings = {
      ...linux,
      readFile: (path) => (files[path] === undefined ? undefined : { text: files[path], sha256: "00" }),
    };
    assert.equal(decision({ kind: "debug_start", name: "App" }, place), "ask");
    for (const name of ["Bad", "By task", "Both"])
      assert.equal(decision({ kind: "debug_start", name }, place), "deny", name);
    assert.deepEqual(decide({ kind: "debug_start", name: "App" }, place).followed, [
      { path: "/home/dev/project/.vscode/launch.json", sha256: "00" },
    ]);
  });

  it("reads a paste as the line it is, and says when keys change the line", () => {
    assert.equal(decision({ kind: "terminal_input", text: "\u001b[200~ls\u001b[201~\r" }), "allow");
    const { reasons } = decide({ kind: "terminal_input", text: "ls\u0015id\r" });
    assert.ok(reasons.some(({ rule }) => rule === "hides-its-text"));
  });

  it("finds images in any form, and none in code", () => {
    const shown = [
      "![a](https://x.example/p)",
      "[![a](https://x.example/p)](https://y.example)",
      "![a [b] c](https://x.example/p)",
      "![a][r]\n\n[r]: https://x.example/p",
      "![r]\n\n[r]: <https://x.example/p>",
      '<img alt=">" src="https://x.example/p">',
      "<div style='background: url(https://x.example/p)'>",
      "\\`![a](https://x.example/p)\\`",
      "```\nnot closed\n![a](https://x.example/p)",
    ];
    for (const content of shown) assert.equal(decision({ kind: "markdown_render", content }), "ask", content);
    const plain = [
      "[a](https://x.example/p)",
      "[a][r]\n\n[r]: https://x.example/p",
      "`![a](https://x.example/p)`",
      "``a ` ![a](https://x.example/p)``",
      "~~~\n![a](https://x.example/p)\n~~~",
      "![a](img/a.png)",
      "!\\[a](https://x.example/p)",
    ];
    for (const content of plain) assert.equal(decision({ kind: "markdown_render", content }), "allow", content);
  });

  it("answers soon on text made to keep it busy", () => {
    for (const content of [
      "![".repeat(5e4),
      "`".repeat(1e5),
      "<img ".repeat(5e4),
      "```\n".repeat(3e4),
      "[".repeat(1e5),
      "password".repeat(2e4),
    ])
      for (const wire of [
        { kind: "markdown_render", content },
        { kind: "workspace_search", query: content },
        { kind: "subagent_start", prompt: content },
        { kind: "file_write", path: "AGENTS.md", content },
      ]) {
        const before = performance.now();
        decide(wire);
        assert.ok(performance.now() - before < 1500, `${wire.kind} ${content.slice(0, 10)}`);
      }
  });
});
