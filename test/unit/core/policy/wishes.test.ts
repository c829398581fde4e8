import assert from "node:assert/strict";
import { loadPolicy } from "../../../../src/core/policy/load.ts";
import { wishesOf } from "../../../../src/core/policy/wishes.ts";

const place = { home: "/home/u", workspace: "/ws", cwd: "/ws", platform: "linux" } as const;

function wishes(rules: string, agent = "codex") {
  const policy = loadPolicy(`version: 1\nrules:\n${rules}`, "user", "countersign.yaml");
  assert.deepEqual(policy.problems, []);
  return wishesOf([policy], agent, place, "2026-11-25");
}

describe("a policy as wishes", () => {
  it("says commands, files, hosts and tools of servers", () => {
    const { wishes: found, left } = wishes(`
  - id: c
    when: { command: ["git push *", make] }
    then: ask
  - id: f
    when: { path: "src/**", effect: [write-files, delete-files] }
    then: deny
  - id: h
    when: { host: "*.example.com" }
    then: deny
  - id: s
    when: { server: forum, tool: post }
    then: ask
`);
    assert.deepEqual(left, []);
    assert.deepEqual(
      found.map(({ kind, text, exact, decision, from }) => [kind, text, exact, decision, from]),
      [
        ["command", "git push *", false, "ask", "c"],
        ["command", "make", true, "ask", "c"],
        ["edit", "/ws/src/**", false, "deny", "f"],
        ["fetch", "*.example.com", false, "deny", "h"],
        ["server", "forum/post", true, "ask", "s"],
      ],
    );
  });

  it("leaves out what no agent's language can say, with the reason", () => {
    const { wishes: found, left } = wishes(`
  - id: effect
    when: { effect: send-outward }
    then: deny
  - id: branch
    when: { command: "git push *", branch: main }
    then: deny
  - id: ends
    when: { command: make }
    then: allow
    expires: 2027-01-01
  - id: partly
    when: { path: "docs/**", effect: write-files }
    then: allow
`);
    assert.deepEqual(found, []);
    assert.deepEqual(
      left.map(({ rule }) => rule),
      ["effect", "branch", "ends", "partly"],
    );
  });

  it("takes only rules that speak of the agent", () => {
    const rules = `
  - id: a
    when: { command: make, agent: [claude-code, "gem*"] }
    then: ask
`;
    assert.equal(wishes(rules, "gemini").wishes.length, 1);
    assert.equal(wishes(rules, "codex").wishes.length, 0);
  });
});
