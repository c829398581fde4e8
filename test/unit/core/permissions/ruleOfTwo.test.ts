import assert from "node:assert/strict";
import type { Effect } from "../../../../src/core/model/effect.ts";
import type { Decision } from "../../../../src/core/model/verdict.ts";
import { ruleOfTwo } from "../../../../src/core/permissions/ruleOfTwo.ts";
import { breaksRuleOfTwo, summarize } from "../../../../src/core/permissions.ts";

const grant = (decision: Decision, ...effects: Effect[]) => ({ decision, effects });
const dotenv = { kind: "dotenv", name: "KEY", path: "/ws/.env" };

describe("ruleOfTwo", () => {
  it("counts only what runs without asking", () => {
    const all: Effect[] = ["read-untrusted", "read-secrets", "send-outward"];
    assert.deepEqual(ruleOfTwo([grant("ask", ...all), grant("deny", ...all)], []), {
      untrusted: false,
      sensitive: false,
      outward: false,
    });
    assert.ok(breaksRuleOfTwo({ ruleOfTwo: ruleOfTwo([grant("allow", ...all)], []) }));
  });

  it("takes reading the workspace for sensitive when an .env lies in it", () => {
    assert.equal(ruleOfTwo([grant("allow", "read-files")], []).sensitive, false);
    assert.equal(ruleOfTwo([grant("allow", "read-files")], [dotenv]).sensitive, true);
  });

  it("takes a program for acting outward, and for sensitive where it carries credentials", () => {
    const key = { kind: "ssh-key", name: "id", path: "/home/.ssh/id" };
    assert.deepEqual(ruleOfTwo([grant("allow", "run-code")], []), {
      untrusted: false,
      sensitive: false,
      outward: true,
    });
    assert.deepEqual(ruleOfTwo([grant("allow", "run-code")], [key]), {
      untrusted: false,
      sensitive: true,
      outward: true,
    });
  });
});

describe("summarize", () => {
  it("groups by decision and effect, in the order of the vocabulary, with the effectless last", () => {
    const source = { layer: "default", text: "d" } as const;
    const row = (tool: string, decision: Decision, effects: readonly Effect[]) => ({
      tool,
      decision,
      effects,
      source,
      overrides: [],
    });
    const summary = summarize({
      grants: [
        row("Todo", "allow", []),
        row("Bash", "ask", ["run-code"]),
        row("Patch", "allow", ["delete-files", "write-files"]),
      ],
    });
    assert.deepEqual(
      summary.runsWithoutAsking.map((group) => [group.effect, group.grants.map((grant) => grant.tool)]),
      [
        ["write-files", ["Patch"]],
        ["delete-files", ["Patch"]],
        [undefined, ["Todo"]],
      ],
    );
    assert.deepEqual(
      summary.asks.map((group) => group.effect),
      ["run-code"],
    );
    assert.deepEqual(summary.denied, []);
  });
});
