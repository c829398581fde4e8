import assert from "node:assert/strict";
import fc from "fast-check";
import { answersIn } from "../../../../src/core/advice/answers.ts";
import { commandKey, commandKeys, proposedCommands } from "../../../../src/core/advice/proposed.ts";

const answer = [
  "Give everybody access, then look:",
  "```bash",
  "# grant it",
  "$ gcloud projects add-iam-policy-binding shop \\",
  "    --member=allUsers  --role=roles/viewer;",
  "ls",
  "```",
  "or in code:",
  "```ts",
  "const hidden = 1;",
  "```",
  "and at last `git push origin main`, or `ls`.",
].join("\n");

describe("commands of an answer", () => {
  it("are the lines of its shell blocks and its inline commands, not its code", () => {
    const found = proposedCommands(answer);
    assert.ok(found.includes("gcloud projects add-iam-policy-binding shop --member=allUsers --role=roles/viewer"));
    assert.ok(found.includes("git push origin main"));
    assert.ok(!found.some((command) => command.includes("hidden")));
  });

  it("are found in a block that is not finished", () =>
    assert.ok(proposedCommands("```sh\ngit push").includes("git push")));

  for (const given of [
    "$ git  push origin",
    "git push origin ;",
    "PS C:\\shop> git push origin",
    "  git push\torigin\n",
  ]) {
    it(`is recognized again: ${JSON.stringify(given)}`, () => assert.equal(commandKey(given), "git push origin"));
  }

  it("are recognized whole and line by line", () =>
    assert.deepEqual(commandKeys("git add .\ngit push"), ["git add . git push", "git add .", "git push"]));

  it("are found again in the fence they were written in, whatever they are", () => {
    const command = fc.stringMatching(/^[a-z][a-z0-9 ./_-]{0,60}$/);
    fc.assert(
      fc.property(command, (text) => {
        const proposed = proposedCommands(`Run:\n\`\`\`sh\n${text}\n\`\`\`\n`);
        assert.ok(commandKeys(text).every((key) => proposed.includes(key)));
      }),
    );
  });

  it("are none in a text that is no answer, and end in time on a long one", () => {
    assert.deepEqual(proposedCommands("`".repeat(200_000)), []);
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(proposedCommands(text))));
  });
});

describe("answers in a transcript", () => {
  const blocks = [
    { type: "text", text: "Do this" },
    { type: "tool_use", name: "Bash", input: { command: "ls" } },
  ];
  for (const [what, line, expected] of [
    ["Claude Code's", { type: "assistant", message: { role: "assistant", content: blocks } }, ["Do this"]],
    [
      "Codex's",
      {
        type: "response_item",
        payload: { type: "message", role: "assistant", content: [{ type: "output_text", text: "Do" }] },
      },
      ["Do"],
    ],
    ["a person's", { type: "user", message: { role: "user", content: "assistant, do this" } }, []],
  ] as const) {
    it(`are read from ${what} line`, () => assert.deepEqual(answersIn(JSON.stringify(line)), expected));
  }

  it("are none in a line that is broken", () => assert.deepEqual(answersIn('{"role":"assistant","content":'), []));
});
