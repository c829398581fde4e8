/** Sub-agents in the tree of each agent: what their files grant them, of what the agent itself may do. */
import assert from "node:assert/strict";
import type { Agent } from "../../../src/agents/agent.ts";
import { codex } from "../../../src/agents/codex/agent.ts";
import { copilotCli } from "../../../src/agents/copilotCli/agent.ts";
import { gemini } from "../../../src/agents/gemini/agent.ts";
import { qwen } from "../../../src/agents/qwen/agent.ts";
import { createReviewer } from "../../../src/core/review.ts";
import { inputOf } from "../../support/agreement/recording.ts";
import { testParsers } from "../../support/parsers.ts";

const markdown = (tools: string) => `---\nname: helper\ndescription: Helps.\n${tools}---\nYou help.\n`;
const toml = 'name = "helper"\ndescription = "Helps."\nsandbox_mode = "read-only"\ndeveloper_instructions = "Help."\n';
const trusting = {
  codex: { "$HOME/.codex/config.toml": '[projects."$WS"]\ntrust_level = "trusted"\n' },
  folders: (place: string) => ({ [`$HOME/${place}/trustedFolders.json`]: '{ "$WS": "TRUST_FOLDER" }' }),
};

const rows: readonly {
  readonly agent: Agent;
  readonly path: string;
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
  readonly effects: readonly string[];
}[] = [
  {
    agent: codex,
    path: ".codex/agents/helper.toml",
    text: toml,
    files: trusting.codex,
    effects: ["run-code", "write-files"],
  },
  {
    agent: gemini,
    path: ".gemini/agents/helper.md",
    text: markdown("tools:\n  - read_file\n"),
    files: trusting.folders(".gemini"),
    effects: ["read-files"],
  },
  {
    agent: gemini,
    path: ".gemini/agents/helper.md",
    text: markdown(""),
    files: trusting.folders(".gemini"),
    effects: ["run-code", "write-files"],
  },
  {
    agent: qwen,
    path: ".qwen/agents/helper.md",
    text: markdown("tools:\n  - ReadFile\n"),
    files: { "$HOME/.qwen/settings.json": '{ "tools": { "approvalMode": "default" } }' },
    effects: ["read-files"],
  },
  {
    agent: copilotCli,
    path: ".github/agents/helper.agent.md",
    text: markdown("tools: ['read']\n"),
    files: {},
    effects: ["read-files"],
  },
  {
    agent: copilotCli,
    path: ".github/agents/helper.agent.md",
    text: markdown(""),
    files: {},
    effects: ["run-code", "write-files"],
  },
];

async function delegatesOf(agent: Agent, path: string, text: string, files: Readonly<Record<string, string>>) {
  const reviewer = createReviewer(await testParsers());
  const documents = [reviewer.inspect({ path, text })];
  return agent.permissions({ ...inputOf(agent, { files }), documents }).delegates;
}

describe("sub-agents", () => {
  for (const { agent, path, text, files, effects } of rows) {
    it(`${agent.title}: ${path}${text.includes("tools") ? " with a list of tools" : ""}`, async () => {
      const [found] = await delegatesOf(agent, path, text, files);
      assert.equal(found?.name, "helper");
      for (const effect of effects) assert.ok(found.effects.includes(effect as never), found.effects.join(" "));
      if (text.includes("tools")) assert.deepEqual([...found.effects], effects);
      assert.equal(found.inheritsAll, !text.includes("tools"));
    });
  }

  it("are not there where the folder is not trusted", async () => {
    const untrusted = { "$HOME/.codex/config.toml": '[projects."$WS"]\ntrust_level = "untrusted"\n' };
    assert.deepEqual(await delegatesOf(codex, ".codex/agents/helper.toml", toml, untrusted), []);
    assert.deepEqual(await delegatesOf(gemini, ".gemini/agents/helper.md", markdown(""), {}), []);
  });
});
