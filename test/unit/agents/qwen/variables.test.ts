/** Variables of Qwen Code's environment that change what its settings come to: what is not followed is not guessed. */
import assert from "node:assert/strict";
import { qwen } from "../../../../src/agents/qwen/agent.ts";

const place = { home: "/h", workspace: "/w", platform: "linux" } as const;
const settings = { tools: { approvalMode: "default" }, permissions: { allow: ["Bash(touch *)"] } };

function outcome(variables: Readonly<Record<string, string>>, own: object = settings): string {
  const configs = [{ layer: "user", path: "/h/.qwen/settings.json", text: JSON.stringify(own) }] as const;
  const action = { kind: "command", command: "touch a", shell: "bash", cwd: "/w", ...place } as const;
  return qwen.explain(action, { place, configs, variables, documents: [], credentials: [], installed: true }).outcome;
}

describe("variables of Qwen Code", () => {
  const cases: readonly (readonly [name: string, value: string, outcome: string])[] = [
    ["QWEN_CODE_SIMPLE", "1", "unknown"],
    ["QWEN_CODE_SIMPLE", " On ", "unknown"],
    ["QWEN_CODE_SIMPLE", "0", "allow"],
    ["QWEN_CODE_SIMPLE", "", "allow"],
    ["QWEN_SANDBOX", "docker", "unknown"],
    ["QWEN_SANDBOX", "TRUE", "unknown"],
    ["QWEN_SANDBOX", "false", "allow"],
    ["QWEN_SANDBOX", "maybe", "unreachable"],
    ["QWEN_RUNTIME_DIR", "/elsewhere", "unknown"],
    ["QWEN_CODE_MEMORY_LOCAL", "1", "unknown"],
    ["QWEN_CODE_MEMORY_LOCAL", "", "allow"],
    ["QWEN_CODE_OTHER", "1", "allow"],
  ];
  for (const [name, value, expected] of cases)
    it(`${name}=${JSON.stringify(value)} makes it ${expected}`, () =>
      assert.equal(outcome({ [name]: value }), expected));

  it("does not start with a sandbox that the settings name wrongly, unless the variable puts it off", () => {
    const wrong = { ...settings, tools: { approvalMode: "default", sandbox: "Docker" } };
    assert.equal(outcome({}, wrong), "unreachable");
    assert.equal(outcome({ QWEN_SANDBOX: "0" }, wrong), "allow");
  });

  it("does not guess where the settings move the folders that are used unasked", () => {
    assert.equal(outcome({}, { ...settings, advanced: { runtimeOutputDir: "/elsewhere" } }), "unknown");
    assert.equal(outcome({}, { ...settings, advanced: { runtimeOutputDir: "" } }), "allow");
  });
});
