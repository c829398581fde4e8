import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { claudeCodeInstall } from "../../../src/agents/claudeCode/install.ts";
import type { Action } from "../../../src/core/model/action.ts";
import type { HeldCall } from "../../../src/core/model/heldCall.ts";
import type { Verdict } from "../../../src/core/model/verdict.ts";
import { loadPolicy } from "../../../src/core/policy/load.ts";
import { createInstaller } from "../../../src/node/installer.ts";
import { createJudging } from "../../../src/node/judging.ts";
import { judgeGrammars } from "../../../src/node/wasm.ts";
import { testParsers } from "../../support/parsers.ts";
import { type Home, inHome } from "./home.ts";

const guarded: Verdict = { decision: "deny", severity: "critical", effects: [], reasons: [], targets: [] };

function callOf(cwd: string, ...actions: readonly Action[]): HeldCall {
  return { agent: "a", event: "pre-tool", tool: "t", cwd, actions: actions.map((action) => ({ ...action, cwd })) };
}

async function judgingIn({ path, locations }: Home) {
  const folder = join(path, "w");
  mkdirSync(join(folder, "src"), { recursive: true });
  const { judge, allowed } = createJudging({
    locations,
    loadPolicy,
    folders: () => [folder],
    parsers: await testParsers(...judgeGrammars),
    extensionId: "countersign.countersign",
    judgeConfigChange: () => guarded,
  });
  return { folder, decide: async (call: HeldCall) => (await judge(call)).verdict.decision, judge, allowed };
}

const write = (path: string): Action => ({ kind: "file_write", path, content: "x" });

describe("judging on this machine", () => {
  it("lets ordinary work in the workspace pass and asks for the rest", () =>
    inHome(async (home) => {
      const { folder, decide } = await judgingIn(home);
      assert.equal(await decide(callOf(folder, write("src/a.txt"))), "allow");
      assert.notEqual(await decide(callOf(folder, write("/opt/outside.txt"))), "allow");
    }));

  it("judges where a link ends, not what it is called", () =>
    inHome(async (home) => {
      const { folder, decide } = await judgingIn(home);
      symlinkSync("/opt", join(folder, "src", "harmless"));
      assert.notEqual(await decide(callOf(folder, write("src/harmless/notes.txt"))), "allow");
    }));

  it("knows its own policy also where that is a link, and where the link leads", () =>
    inHome(async (home) => {
      const { folder, decide } = await judgingIn(home);
      const real = home.write("w/dotfiles/policy.yaml", "version: 1\n");
      mkdirSync(home.locations.base, { recursive: true });
      symlinkSync(real, home.locations.policy);
      assert.equal(await decide(callOf(folder, write("dotfiles/policy.yaml"))), "deny");
      assert.equal(await decide(callOf(folder, { kind: "file_delete", path: "dotfiles/policy.yaml" })), "deny");
      assert.equal(await decide(callOf(folder, write("dotfiles/other.yaml"))), "allow");
    }));

  it("holds settings that the gate is installed in by a link, whatever they are called there", () =>
    inHome(async (home) => {
      const { folder, decide } = await judgingIn(home);
      const real = home.write("w/dotfiles/claude.json", "{}");
      mkdirSync(join(home.path, ".claude"));
      symlinkSync(real, join(home.path, ".claude", "settings.json"));
      assert.equal(await decide(callOf(folder, write("dotfiles/claude.json"))), "allow");
      assert.equal(createInstaller(home.locations, Date.now).install(claudeCodeInstall).problem, undefined);
      assert.notEqual(await decide(callOf(folder, write("dotfiles/claude.json"))), "allow");
      assert.equal(await decide(callOf(folder, write("dotfiles/other.json"))), "allow");
    }));

  it("takes the worst part of a call", () =>
    inHome(async (home) => {
      const { folder, decide } = await judgingIn(home);
      assert.notEqual(await decide(callOf(folder, write("src/a.txt"), write("/etc/hosts"))), "allow");
    }));

  it("asks for a call whose actions are not known", () =>
    inHome(async (home) => {
      const { folder, decide } = await judgingIn(home);
      assert.equal(await decide(callOf(folder)), "ask");
      assert.equal(await decide(callOf(folder, { kind: "unknown_tool", tool: "x" })), "ask");
    }));

  it("protects Countersign's own files", () =>
    inHome(async (home) => {
      const { folder, decide } = await judgingIn(home);
      for (const path of [
        home.locations.policy,
        join(home.locations.run, "w.json"),
        join(folder, ".countersign.yaml"),
      ]) {
        assert.notEqual(await decide(callOf(folder, write(path))), "allow", path);
      }
    }));

  it("follows a policy from the moment it is saved, and names its revision", () =>
    inHome(async (home) => {
      const { folder, judge } = await judgingIn(home);
      const call = callOf(folder, { kind: "command", shell: "bash", command: "ls" });
      const before = await judge(call);
      home.write("w/.countersign.yaml", "rules:\n  - id: no-ls\n    when: { command: ['ls*'] }\n    then: deny\n");
      const after = await judge(call);
      assert.deepEqual([before.verdict.decision, after.verdict.decision], ["allow", "deny"]);
      assert.deepEqual([before.policyRevision, /^[0-9a-f]{16}$/.test(after.policyRevision)], ["built-in", true]);
    }));

  it("leaves a change of settings to the guard", () =>
    inHome(async (home) => {
      const { folder, judge } = await judgingIn(home);
      const verdict = (await judge({ ...callOf(folder), event: "config-change" })).verdict;
      assert.equal(verdict, guarded);
    }));

  it("judges a script by what it holds, and a session's own writing as unseen", () =>
    inHome(async (home) => {
      const { folder, decide, allowed } = await judgingIn(home);
      const run: Action = { kind: "command", shell: "bash", command: "./x.sh" };
      const command = process.platform === "win32" ? { ...run, command: "sh x.sh" } : run;
      assert.equal(await decide(callOf(folder, command)), "ask");
      home.write("w/x.sh", "#!/bin/sh\nls\n");
      assert.equal(await decide(callOf(folder, command)), "allow");
      allowed(callOf(folder, { kind: "file_edit", path: "x.sh", new_text: "ls" }));
      assert.equal(await decide(callOf(folder, command)), "ask");
      assert.equal(await decide({ ...callOf(folder, command), sessionId: "another" }), "allow");
    }));
});
