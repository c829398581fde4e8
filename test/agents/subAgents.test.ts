/** What a sub-agent of a real agent does comes to the gate as what the session does, with the agent in its most permissive mode. */
import assert from "node:assert/strict";
import { buildBundles } from "../process/bundles.ts";
import { type AgentFixture, openAgentLab, type Proof, write } from "../support/agentLab.ts";
import { codexFixture } from "../support/agents/codex.ts";
import { geminiFixture } from "../support/agents/gemini.ts";
import { qwenFixture } from "../support/agents/qwen.ts";
import type { Scene, ToolCall } from "../support/model.ts";

const prompt = "a sub-agent plays its part";

/** The call that starts a sub-agent which comes with the agent, and the one that waits for it where that is another. */
const delegates: readonly {
  readonly fixture: AgentFixture;
  readonly start: ToolCall;
  readonly wait?: (result: string) => ToolCall;
}[] = [
  {
    fixture: geminiFixture,
    start: { tool: "invoke_agent", input: { agent_name: "generalist", prompt } },
  },
  {
    fixture: qwenFixture,
    start: {
      tool: "agent",
      input: { subagent_type: "general-purpose", description: "Plays it", prompt, run_in_background: false },
    },
  },
  {
    fixture: codexFixture,
    start: { tool: "spawn_agent", input: { agent_type: "worker", message: prompt } },
    wait: (result) => ({
      tool: "wait_agent",
      input: { targets: [/"agent_id":\s*"([^"]+)"/.exec(result)?.[1]], timeout_ms: 300_000 },
    }),
  },
];

const policy = (commands: string) => `version: 1
rules:
  - id: lab-starts
    when:
      tool: [subagent_start]
    then: allow
  - id: lab-commands
    when:
      tool: [command]
    then: ${commands}
`;

for (const { fixture, start, wait } of delegates.filter(
  ({ fixture: { id } }) => process.env.AGENTS?.split(",").includes(id) !== false,
)) {
  describe(`a sub-agent of ${fixture.title}`, function () {
    this.timeout(600_000);
    before(() => buildBundles());

    async function tried(commands: "allow" | "deny") {
      const typing = (proof: Proof): Scene => {
        const [turn = {}] = fixture.scene("shell", proof, lab.place);
        let started = false;
        return (request) => {
          if (request.prompt.includes(prompt)) return request.results.length === 0 ? turn : { text: "Done." };
          // What a sub-agent has come to may be told as a person's next message.
          if (!started) {
            started = true;
            return { calls: [start] };
          }
          return wait && request.results.length === 1 ? { calls: [wait(request.results[0] ?? "")] } : { text: "Done." };
        };
      };
      const lab = await openAgentLab({ ...fixture, typing });
      try {
        write({ [lab.hook.locations.policy]: policy(commands) });
        lab.install();
        const running = await lab.start("shell", { typing: true });
        const { happened, output, told } = await running.outcome;
        return {
          happened,
          decisions: lab.hook.auditDecisions(),
          said: `${output.slice(-1_000)}\n${told.slice(-1_000)}`,
        };
      } finally {
        await lab.close();
      }
    }

    it("does what the gate lets through", async () => {
      const { happened, decisions, said } = await tried("allow");
      assert.ok(happened, said);
      assert.ok(decisions.length >= 2, "both the start and the command have come to the gate");
    });

    it("does nothing that the gate denies", async () => {
      const { happened, decisions, said } = await tried("deny");
      assert.equal(happened, false, said);
      const [first, ...others] = decisions.map(({ actionKind, decision }) => `${actionKind} ${decision}`);
      assert.equal(first, "subagent_start allow", said);
      // Where it is waited for, that comes before or after what the sub-agent does.
      assert.deepEqual(others.sort(), ["command deny", ...(wait ? ["diagnostics_read allow"] : [])], said);
    });
  });
}
