import assert from "node:assert/strict";
import fc from "fast-check";
import { chainStart, link, recordLine } from "../../../../src/core/audit/chain.ts";
import { readRecord } from "../../../../src/core/audit/readRecord.ts";
import type { AuditEntry } from "../../../../src/core/audit/record.ts";
import { canonicalJson } from "../../../../src/core/canonicalJson.ts";
import type { Surroundings } from "../../../../src/core/decide.ts";
import { auditEntry } from "../../../../src/core/gate/auditEntry.ts";
import { combineVerdicts } from "../../../../src/core/gate/judgement.ts";
import type { Action } from "../../../../src/core/model/action.ts";
import { loadPolicy } from "../../../../src/core/policy/load.ts";
import { type Replayed, replayRecord } from "../../../../src/core/policy/replay.ts";
import { sha256 } from "../../../support/auditEntries.ts";
import { judgeWith, linux } from "../../../support/judging.ts";
import { anyAction, anyPlace, anyPolicy } from "../../../support/policies.ts";
import { issuedSecrets } from "../../../support/secrets.ts";

const today = "2026-11-21";

interface Texts {
  readonly user?: string;
  readonly workspace?: string;
}

/** What the audit would hold of a call, read back from its line. */
async function recorded(texts: Texts, actions: readonly Action[], place: Surroundings): Promise<AuditEntry> {
  const judge = await judgeWith(texts);
  const held = actions.map((action) => ({ ...action, agent: "claude-code" }));
  const verdict = combineVerdicts(held.map((action) => judge.decide(action, { ...place, today })));
  const entry = auditEntry({
    call: { agent: "claude-code", event: "pre-tool", tool: "Bash", actions: held },
    digest: "0".repeat(64),
    judgement: { verdict, policyRevision: "x" },
    final: { decision: "deny", by: "policy" },
    user: "dev",
    workspace: place.workspace,
  });
  const read = readRecord(recordLine(link(entry, chainStart, "2026-11-21T10:00:00.000Z", sha256)));
  assert.ok(read);
  return read;
}

function replay(record: AuditEntry, texts: Texts, place: Surroundings): Replayed {
  const policies = {
    ...(texts.user === undefined ? {} : { user: loadPolicy(texts.user, "user", "u") }),
    ...(texts.workspace === undefined ? {} : { workspace: loadPolicy(texts.workspace, "workspace", "w") }),
  };
  return replayRecord(record, policies, { home: place.home, platform: place.platform, today });
}

const bash = (command: string): Action => ({ kind: "command", shell: "bash", command });
const only = (rule: string) => `rules: [${rule}]`;

describe("replaying a record", () => {
  it("tells exactly what a policy would have decided, or that it cannot", () => {
    let told = 0;
    return fc
      .assert(
        fc.asyncProperty(
          fc.array(anyAction, { minLength: 1, maxLength: 3 }),
          anyPolicy,
          anyPolicy,
          anyPolicy,
          anyPlace,
          async (actions, then, user, workspace, place) => {
            const record = await recorded({ user: then }, actions, place);
            const replayed = replay(record, { user, workspace }, place);
            const judge = await judgeWith({ user, workspace });
            const real = combineVerdicts(
              actions.map((action) => judge.decide({ ...action, agent: "claude-code" }, { ...place, today })),
            );
            assert.notEqual(replayed.kind, "unjudged");
            if (replayed.kind !== "told") return;
            told++;
            assert.equal(replayed.now, real.decision);
            assert.equal(replayed.was, record.verdict);
          },
        ),
        { numRuns: 400, seed: 20261121 },
      )
      .then(() => assert.ok(told > 350, `only ${told} of 400 could be told`));
  }).timeout(60_000);

  it("names the rules that decide", async () => {
    const record = await recorded({}, [bash("npm test")], linux);
    const replayed = replay(record, { user: only("{ id: tests, when: { command: npm test }, then: allow }") }, linux);
    assert.deepEqual(replayed, {
      kind: "told",
      was: "ask",
      now: "allow",
      reasons: [{ rule: "tests", message: "The policy says allow" }],
    });
  });

  it("cannot tell what only a secret that was taken out decides", async () => {
    const secret = issuedSecrets[4]?.value ?? "";
    const record = await recorded({}, [bash(`npm run deploy -- --token ${secret}`)], linux);
    assert.ok(!canonicalJson(record).includes(secret));
    const kind = (rule: string) => replay(record, { user: only(rule) }, linux).kind;
    assert.equal(kind(`{ when: { command: "* --token g*" }, then: deny }`), "untold");
    assert.equal(kind(`{ when: { command: "npm run deploy *" }, then: deny }`), "told");
    assert.equal(kind(`{ when: { command: "npm run test *" }, then: deny }`), "told");
  });

  it("cannot tell what only the end of a long text decides", async () => {
    const record = await recorded({}, [bash(`npm run ${"a".repeat(5_000)} --force`)], linux);
    const kind = (rule: string) => replay(record, { user: only(rule) }, linux).kind;
    assert.equal(kind(`{ when: { command: "*--force" }, then: deny }`), "untold");
    assert.equal(kind("{ when: { effect: run-code }, then: deny }"), "told");
  });

  it("cannot tell what may be among acts that were left out", async () => {
    const line = Array.from({ length: 60 }, (_, index) => `cat src/${index}.ts`).join("; ");
    const record = await recorded({}, [bash(line)], linux);
    assert.equal(record.actsLeftOut, 20);
    const kind = (rule: string) => replay(record, { user: only(rule) }, linux).kind;
    assert.equal(kind('{ when: { path: "src/59.ts" }, then: deny }'), "untold");
    assert.equal(kind('{ when: { path: "src/1.ts" }, then: deny }'), "told");
  });

  it("does not guess about what was not judged, or was decided by something else", async () => {
    const { acts: _acts, ...old } = await recorded({}, [bash("ls")], linux);
    assert.equal(replay(old, {}, linux).kind, "unjudged");
    const stopped = { ...(await recorded({}, [bash("ls")], linux)), reasons: [{ rule: "breaker", message: "x" }] };
    assert.equal(replay(stopped, {}, linux).kind, "unjudged");
  });

  it("needs no more room than a line may have", async () => {
    const line = Array.from({ length: 300 }, (_, index) => `curl https://a${index}.example/${"é".repeat(3_000)}`).join(
      ";",
    );
    const record = await recorded({}, [bash(line)], linux);
    assert.ok(canonicalJson(record).length < 512 * 1024, String(canonicalJson(record).length));
  });
});
