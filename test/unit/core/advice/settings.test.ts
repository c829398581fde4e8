import assert from "node:assert/strict";
import fc from "fast-check";
import { answersIn } from "../../../../src/core/advice/answers.ts";
import { addedLines, proposedSettings, settingKeys } from "../../../../src/core/advice/settings.ts";

const answer = [
  "Put this into your settings:",
  "```jsonc",
  "// no more questions",
  "{",
  '  "chat.tools.global.autoApprove": true,',
  '  "files.trimFinalNewlines" : true',
  "}",
  "```",
  "```yaml",
  "permissions:",
  "  - role: roles/owner",
  "```",
  "```diff",
  "-PermitRootLogin no",
  "+PermitRootLogin yes",
  "+++ b/sshd_config",
  "```",
  "```ts",
  "const hidden = 'not a setting';",
  "```",
].join("\n");

describe("settings of an answer", () => {
  const found = proposedSettings(answer);

  for (const line of [
    '\t"chat.tools.global.autoApprove":true',
    '"files.trimFinalNewlines": true,',
    "    - role:   roles/owner",
    "PermitRootLogin yes",
  ]) {
    it(`are recognized in a file, however they are indented: ${JSON.stringify(line)}`, () =>
      assert.ok(found.includes(settingKeys([line])[0] ?? "none")));
  }

  for (const line of ["{", "// no more questions", "PermitRootLogin no", "const hidden = 'not a setting';"]) {
    it(`are not what says nothing, is taken out, or is code: ${line}`, () =>
      assert.ok(settingKeys([line]).every((key) => !found.includes(key))));
  }

  it("are compared with what was added to a file only", () => {
    const before = '{\n  "a.setting": 1\n}\n';
    assert.deepEqual(addedLines(before, '{\n  "a.setting": 1,\n  "another.one": 2\n}\n'), ['  "another.one": 2']);
    assert.deepEqual(addedLines(before, before), []);
  });

  it("end in time on any text, and find what stands in a block", () => {
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(proposedSettings(text))));
    const line = fc.stringMatching(/^[a-z]{6}[a-z.=:" ]{0,40}$/);
    fc.assert(
      fc.property(line, (text) => {
        const proposed = proposedSettings(`Do:\n\`\`\`toml\n${text}\n\`\`\``);
        assert.ok(settingKeys([text]).every((key) => proposed.includes(key)));
      }),
    );
    assert.equal(proposedSettings(`\`\`\`json\n${"x".repeat(3_000_000)}`).length, 0);
  });
});

describe("answers in transcripts", () => {
  const rows = [
    ["Gemini CLI's", { id: "b0", type: "gemini", content: "Do this", thoughts: [], model: "m" }],
    ["Qwen Code's", { type: "assistant", message: { role: "model", parts: [{ text: "Do this" }] }, version: "0.24.4" }],
    ["Copilot CLI's", { type: "assistant.message", data: { messageId: "8", content: "Do this", toolRequests: [] } }],
  ] as const;
  for (const [what, line] of rows) {
    it(`are read from ${what} line`, () => assert.deepEqual(answersIn(JSON.stringify(line)), ["Do this"]));
  }

  it("are not what the person said, or a tool gave back", () => {
    const person = { type: "user", message: { role: "user", parts: [{ text: "assistant, gemini" }] } };
    const tool = {
      type: "tool_result",
      message: { role: "user", parts: [{ functionResponse: { response: "gemini" } }] },
    };
    for (const line of [person, tool]) assert.deepEqual(answersIn(JSON.stringify(line)), []);
  });
});
