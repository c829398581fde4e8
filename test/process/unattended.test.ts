/** What the hook does where no editor is open, beside deciding: it signs, and knows what the session did before. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import type { Effect } from "../../src/core/model/effect.ts";
import { lastSigned } from "../../src/node/auditCheckpoints.ts";
import { openAudit } from "../../src/node/auditFile.ts";
import { verifyAudit } from "../../src/node/auditReader.ts";
import { sealEveryMs } from "../../src/node/auditSeal.ts";
import { sha256 } from "../../src/node/sha256.ts";
import { auditEntry } from "../support/auditEntries.ts";
import { eventually } from "../support/wait.ts";
import { buildBundles } from "./bundles.ts";
import { claudePayload, createHookLab, type HookLab, passedCommand } from "./hookLab.ts";

const waitMs = 30_000;
const push = "git push origin main";
const pushes = `version: 1
rules:
  - id: may-push
    when:
      command: "git push origin main"
    then: allow
    reason: The person lets agents push.
`;

describe("the hook without an editor", function () {
  this.timeout(120_000);
  let lab: HookLab;
  before(() => buildBundles());
  beforeEach(() => {
    lab = createHookLab();
  });
  afterEach(() => lab.close());

  const call = (command: string, id = "toolu_1") => lab.run({ payload: claudePayload(lab.project, command, id) }).ended;
  const places = () => [lab.locations.audit, lab.locations.auditAnchor];

  async function did(session: string, ...all: readonly (readonly Effect[])[]): Promise<void> {
    const audit = openAudit(lab.locations.audit, { sha256, now: () => new Date() });
    for (const [index, effects] of all.entries()) await audit.append(auditEntry(index, { session, effects }));
    await audit.close();
  }

  it("signs where the log stands, in two places, and not again before a minute is over", async () => {
    // A busy machine may leave no time for it at the end of one call; the next call does it.
    const signed = await eventually("the log is signed", waitMs, async () => {
      assert.equal((await call(passedCommand)).code, 0);
      return lastSigned(places());
    });
    for (const place of places()) assert.equal(lastSigned([place])?.seq, signed.seq);
    assert.equal((await call(passedCommand, "toolu_2")).code, 0);
    const later = lastSigned(places());
    const apartMs = Date.parse(later?.time ?? "") - Date.parse(signed.time);
    assert.ok(later?.seq === signed.seq || apartMs >= sealEveryMs, `signed again after ${apartMs} ms`);
    const { ok, signed: found } = await verifyAudit(lab.locations.audit, sha256, [lab.locations.auditAnchor]);
    assert.deepEqual([ok, found?.upTo], [true, later?.seq]);
  });

  it("asks, and so denies, what acts on others once the session read what outsiders write and what is secret", async () => {
    writeFileSync(lab.locations.policy, pushes);
    await did("s1", ["read-untrusted"]);
    assert.equal((await call(push)).code, 0, "one leg is not two");
    await did("s1", ["read-secrets"]);
    const { code, stderr } = await call(push, "toolu_2");
    assert.equal(code, 2);
    assert.match(stderr, /no editor window/);
    const last = lab.auditDecisions().at(-1);
    assert.deepEqual([last?.verdict, last?.reasons[0]?.rule, last?.window], ["ask", "rule-of-two", "unattended"]);
  });

  it("does not count what another session did, or what was denied", async () => {
    writeFileSync(lab.locations.policy, pushes);
    await did("another", ["read-untrusted"], ["read-secrets"]);
    const audit = openAudit(lab.locations.audit, { sha256, now: () => new Date() });
    const denied = { session: "s1", decision: "deny" } as const;
    await audit.append(auditEntry(9, { ...denied, effects: ["read-untrusted", "read-secrets"] }));
    await audit.close();
    assert.equal((await call(push)).code, 0);
  });
});
