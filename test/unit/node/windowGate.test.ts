import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { agentsBySource } from "../../../src/agents/hookCatalogue.ts";
import type { AuditEntry, AuditRecord } from "../../../src/core/audit/record.ts";
import type { Outcome } from "../../../src/core/gate/outcome.ts";
import type { HeldCall } from "../../../src/core/model/heldCall.ts";
import type { Decision } from "../../../src/core/model/verdict.ts";
import { createSeenLog, lastSeen } from "../../../src/node/seen.ts";
import { createStopSwitch } from "../../../src/node/stopSwitch.ts";
import { openWindowGate, type WindowGate } from "../../../src/node/windowGate.ts";
import { openWindows } from "../../../src/node/windows.ts";
import { type Home, inHome } from "./home.ts";

const call: HeldCall = { agent: "vscode", event: "pre-tool", tool: "t", actions: [{ kind: "diagnostics_read" }] };

async function open(home: Home, decision: Decision, audit: AuditEntry[] = []): Promise<WindowGate> {
  return openWindowGate({
    locations: home.locations,
    agents: agentsBySource,
    agentTitle: (agent) => agent,
    folders: () => [home.path],
    confirm: () => ({ answer: new Promise(() => {}), withdraw() {} }),
    audit: {
      append: async (entry) => {
        audit.push(entry);
        return entry as AuditRecord;
      },
    },
    judging: {
      judge: () => ({
        verdict: { decision, severity: "low", effects: [], reasons: [], targets: [] },
        policyRevision: "test",
      }),
      allowed() {},
      workspaceOf: () => home.path,
    },
  });
}

function hold({ gate }: WindowGate): Promise<Outcome> {
  return gate.hold({ call, source: "vscode-plugin", deadline: Date.now() + 60_000 }).outcome;
}

describe("window gate", () => {
  it("announces itself while it is open, and only then", () =>
    inHome(async (home) => {
      const window = await open(home, "allow");
      const [entry] = openWindows(home.locations.run);
      assert.deepEqual(JSON.parse(readFileSync(window.entry, "utf8")), entry);
      assert.deepEqual(entry?.folders, [home.path]);
      await window.close();
      assert.deepEqual(openWindows(home.locations.run), []);
      assert.equal(existsSync(entry?.socket as string), false);
    }));

  it("keeps the time of the focus when only its folders change", () =>
    inHome(async (home) => {
      const window = await open(home, "allow");
      const focusedAt = () => openWindows(home.locations.run)[0]?.focusedAt;
      const first = focusedAt();
      window.announce(false);
      assert.equal(focusedAt(), first);
      await window.close();
    }));

  it("denies what waits when the window closes", () =>
    inHome(async (home) => {
      const audit: AuditEntry[] = [];
      const window = await open(home, "ask", audit);
      const outcome = hold(window);
      await window.close();
      assert.equal((await outcome).decision, "deny");
      assert.equal(audit[0]?.failure, "the editor window was closing");
    }));

  it("stops all windows at once, and any of them lifts it", () =>
    inHome(async (home) => {
      const [one, two] = [await open(home, "ask"), await open(home, "allow")];
      const waiting = hold(one);
      two.stopAll();
      assert.equal((await waiting).decision, "deny");
      assert.equal((await hold(two)).decision, "deny");
      assert.equal(one.gate.state().stopped, true);
      one.resume();
      assert.equal((await hold(two)).decision, "allow");
      await Promise.all([one.close(), two.close()]);
    }));
});

describe("stop switch", () => {
  it("is off before anything was written, and stays on until it is lifted", () =>
    inHome(({ locations }) => {
      const stop = createStopSwitch(locations);
      assert.equal(stop.isStopped(), false);
      stop.stop();
      assert.equal(createStopSwitch(locations).isStopped(), true);
      stop.lift();
      assert.equal(stop.isStopped(), false);
    }));
});

describe("seen log", () => {
  it("tells the last call of a hook to other processes", () =>
    inHome(({ locations }) => {
      assert.equal(lastSeen(locations, "claude-settings"), undefined);
      createSeenLog(locations)("claude-settings", "claude-code", 7);
      assert.deepEqual(lastSeen(locations, "claude-settings"), { agent: "claude-code", at: 7 });
      assert.equal(lastSeen(locations, "copilot-hooks"), undefined);
    }));

  it("notes at most once a minute, and never fails", () =>
    inHome(({ locations }) => {
      const note = createSeenLog(locations);
      note("claude-settings", "claude-code", 1_000);
      note("claude-settings", "claude-code", 60_999);
      assert.equal(lastSeen(locations, "claude-settings")?.at, 1_000);
      note("claude-settings", "claude-code", 61_000);
      assert.equal(lastSeen(locations, "claude-settings")?.at, 61_000);
      rmSync(locations.seen, { recursive: true });
      writeFileSync(locations.seen, "");
      note("claude-settings", "claude-code", 200_000);
      assert.equal(lastSeen(locations, "claude-settings"), undefined);
    }));
});
