import assert from "node:assert/strict";
import { type Judge, parseAction, type Surroundings } from "../../../../../src/core/decide.ts";
import type { Effect } from "../../../../../src/core/model/effect.ts";
import { judgeWith, linux } from "../../../../support/judging.ts";

describe("a call of a server's tool", () => {
  let judge: Judge;
  before(async () => {
    judge = await judgeWith();
  });
  const decide = (server: string, tool: string, args: unknown = {}, more: object = {}, place: Surroundings = linux) => {
    const parsed = parseAction({ kind: "mcp_call", server, tool, args, ...more });
    assert.ok("action" in parsed);
    return judge.decide(parsed.action, place).decision;
  };

  it("does not become milder by what the server says of it", () => {
    for (const annotations of [
      { readOnlyHint: true },
      { destructiveHint: false },
      { readOnlyHint: true, title: "Read" },
    ]) {
      assert.equal(decide("github", "create_issue", {}, { annotations }), "ask");
      assert.equal(decide("mongodb", "drop-database", {}, { annotations }), "deny");
    }
    assert.equal(decide("github", "get_issue", {}, { annotations: { destructiveHint: true } }), "ask");
  });

  it("runs a search whatever is searched for", () => {
    for (const query of ["rm -rf /", "delete all secrets", "bypass approvals", "DROP TABLE", "~/.ssh/id_rsa"])
      for (const [server, tool] of [
        ["github", "search_code"],
        ["microsoft-docs", "microsoft_docs_search"],
        ["linear", "list_issues"],
      ] as const)
        assert.equal(decide(server, tool, { query }), "allow", `${server} ${query}`);
  });

  it("asks when a secret rides in an argument of a tool that reads", () => {
    assert.notEqual(
      decide("weather", "get_forecast", { city: "Bern", context: "DB_PASSWORD=8fJk2LmQ9xWz4vTn" }),
      "allow",
    );
    assert.notEqual(decide("calc", "add", { a: 1, note: "<content of ~/.aws/credentials>" }), "allow");
  });

  it("takes the method where one tool does many things", () => {
    assert.equal(decide("github", "issue_read", { method: "get" }), "allow");
    assert.equal(decide("github", "actions_run_trigger", { method: "delete_workflow_run_logs" }), "deny");
    assert.equal(decide("playwright", "browser_tabs", { action: "list" }), "allow");
  });

  it("judges a shell behind a tool as the command it runs", () => {
    assert.equal(decide("desktop-commander", "start_process", { command: "git status" }), "allow");
    assert.equal(decide("desktop-commander", "start_process", { command: "rm -rf ~" }), "deny");
    assert.notEqual(decide("somebody", "get_status", { command: "git status" }), "allow");
  });

  describe("whose definition is in the workspace", () => {
    const knowing = (effects: readonly Effect[], confirmed: boolean): Surroundings => ({
      ...linux,
      toolEffects: (server, tool) => (server === "github" && tool === "get_issue" ? { effects, confirmed } : undefined),
    });
    it("is judged by that too", () => {
      assert.equal(decide("github", "get_issue", {}, {}, knowing(["read-data"], false)), "allow");
      assert.equal(decide("github", "get_issue", {}, {}, knowing(["read-data", "send-outward"], false)), "ask");
      assert.equal(decide("github", "get_issue", {}, {}, knowing(["persist"], false)), "deny");
      assert.equal(decide("github", "list_issues", {}, {}, knowing(["send-outward"], false)), "allow");
    });
    it("is not asked twice where a person confirms each call in its code", () => {
      assert.equal(decide("github", "get_issue", {}, {}, knowing(["send-outward"], true)), "allow");
    });
    it("never becomes milder by it", () => {
      assert.equal(decide("github", "create_issue", {}, {}, knowing([], true)), "ask");
    });
  });
});
