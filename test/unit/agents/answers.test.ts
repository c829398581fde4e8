import assert from "node:assert/strict";
import fc from "fast-check";
import { agentsBySource, agentTitle, hookAgents } from "../../../src/agents/hookCatalogue.ts";
import type { HeldCall } from "../../../src/core/model/heldCall.ts";
import { hookSources } from "../../../src/protocol/codec.ts";

const events: readonly HeldCall["event"][] = ["pre-tool", "config-change", "other"];

/** Where an empty answer is a denial, an agent has another way to be told that there is no objection. */
const noOpinion: Readonly<Record<string, string>> = { cursor: "{}\n" };

type Said = Readonly<Record<string, unknown>>;

/** Where each agent looks for a denial and its reason (seen with the real programs, test/agents). */
const nested = ({ hookSpecificOutput }: Said) => {
  const { hookEventName, permissionDecision, permissionDecisionReason } = hookSpecificOutput as Said;
  assert.equal(hookEventName, "PreToolUse");
  return [permissionDecision, permissionDecisionReason];
};
const shapes: Readonly<Record<string, (said: Said) => readonly unknown[]>> = {
  "claude-code": nested,
  codex: nested,
  "copilot-cli": nested,
  gemini: ({ decision, reason }) => [decision, reason],
  qwen: nested,
  vscode: nested,
  cline: ({ cancel, errorMessage }) => [cancel === true && "deny", errorMessage],
  cursor: ({ permission, user_message }) => [permission, user_message],
  goose: ({ decision, reason }) => [decision === "block" && "deny", reason],
  "factory-droid": nested,
};

/** Plugins and hosts that look at the exit code and at stderr, and at nothing else. */
const byExitCode = new Set(["opencode", "kilo", "openclaw", "kiro", "windsurf", "amp"]);

function callOf(agent: string, event: HeldCall["event"]): HeldCall {
  return { agent, event, tool: "t", actions: [] };
}

describe("answers of every agent", () => {
  for (const agent of hookAgents) {
    for (const event of events) {
      const call = callOf(agent.id, event);

      it(`${agent.id}, ${event}: deny is in the agent's own form, with the reason, and never says allow or ask`, () => {
        const answer = agent.deny(call, "Because.");
        if (byExitCode.has(agent.id)) assert.equal(answer.stdout, "");
        else if (event === "pre-tool")
          assert.deepEqual(shapes[agent.id]?.(JSON.parse(answer.stdout)), ["deny", "Because."]);
        const byText = event === "pre-tool" && agent.id === "copilot-cli";
        assert.equal(answer.exitCode, byText ? 0 : 2);
        assert.equal(answer.stderr, byText ? "" : "Because.\n");
        assert.doesNotMatch(answer.stdout, /"(?:ask|allow)"/);
      });

      it(`${agent.id}, ${event}: policy's allow says nothing, so that the agent's own rules hold`, () => {
        assert.deepEqual(agent.allow(call, "policy"), { stdout: noOpinion[agent.id] ?? "", stderr: "", exitCode: 0 });
      });
    }
  }

  it("a person's allow skips the prompt of Claude Code and VS Code, and says nothing to any other agent", () => {
    const skipping = hookAgents.filter((agent) =>
      /allow/.test(agent.allow(callOf(agent.id, "pre-tool"), "person").stdout),
    );
    assert.deepEqual(
      skipping.map(({ id }) => id),
      ["claude-code", "vscode"],
    );
  });

  it("never say “ask”, which agents drop or turn into an allow", () => {
    const anyCall = fc.record({
      agent: fc.constant("x"),
      event: fc.constantFrom(...events),
      tool: fc.string(),
      actions: fc.constant([]),
    });
    fc.assert(
      fc.property(fc.constantFrom(...hookAgents), anyCall, fc.string({ minLength: 1 }), (agent, call, reason) => {
        for (const answer of [agent.deny(call, reason), agent.allow(call, "person"), agent.allow(call, "policy")]) {
          const decisions = JSON.stringify(answer.stdout === "" ? {} : JSON.parse(answer.stdout)).match(
            /"(?:permissionDecision|decision)":"(\w+)"/g,
          );
          for (const decision of decisions ?? []) assert.match(decision, /"(?:allow|deny|block)"$/);
          assert.ok(answer.exitCode === 0 || answer.exitCode === 2);
        }
      }),
    );
  });

  it("come with JSON alone on stdout, since a line before it makes hosts ignore the answer", () => {
    for (const agent of hookAgents) {
      const { stdout } = agent.deny(callOf(agent.id, "pre-tool"), "Line one.\nLine two.");
      if (stdout === "" && byExitCode.has(agent.id)) continue;
      assert.equal(stdout.trim().split("\n").length, 1);
      assert.equal(typeof JSON.parse(stdout), "object");
    }
  });
});

describe("payloads", () => {
  it("are given to the first agent that recognises them", () => {
    const payloads = {
      "claude-code": {
        session_id: "s",
        hook_event_name: "PreToolUse",
        tool_name: "Bash",
        tool_input: { command: "ls" },
        tool_use_id: "t",
      },
      vscode: {
        timestamp: "x",
        session_id: "s",
        hook_event_name: "PreToolUse",
        tool_name: "run_in_terminal",
        tool_input: { command: "ls" },
        tool_use_id: "t",
      },
      "copilot-cli": {
        timestamp: "x",
        session_id: "s",
        hook_event_name: "PreToolUse",
        tool_name: "Bash",
        tool_input: { command: "ls" },
      },
    };
    for (const [id, payload] of Object.entries(payloads)) {
      assert.equal(hookAgents.find((agent) => agent.readPayload(payload))?.id, id);
    }
  });

  it("never make an adapter throw", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.string(), (payload, input, tool) => {
        for (const agent of hookAgents) {
          agent.readPayload(payload);
          agent.readPayload({ session_id: "s", timestamp: "t", tool_use_id: "u", tool_name: tool, tool_input: input });
          agent.readPayload({ session_id: "s", tool_use_id: "u", tool_name: tool, tool_input: input });
          agent.readPayload({ sessionId: "s", timestamp: 1, toolName: tool, toolArgs: input });
        }
      }),
    );
  });

  it("of every source have an agent that reads them", () => {
    for (const source of hookSources) assert.ok((agentsBySource[source]?.length ?? 0) > 0, source);
  });

  it("have a title to show, also for an agent nobody knows", () => {
    assert.equal(agentTitle("claude-code"), "Claude Code");
    assert.equal(agentTitle("other"), "other");
  });
});
