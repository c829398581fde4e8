/** Lets agents meet the faults of the table, and says how each cell must end. */
import assert from "node:assert/strict";
import { npmAgents } from "../../scripts/lib/agentTools.mjs";
import { agents } from "../../src/agents/catalogue.ts";
import { hookInstalls } from "../../src/agents/installCatalogue.ts";
import type { StepRecord } from "../../src/core/audit/record.ts";
import { switchedOffIn } from "../../src/node/projectSwitch.ts";
import { type AgentFault, agentFaults } from "./agentFaults.ts";
import {
  type AgentFixture,
  type AgentLab,
  type Attempted,
  agentDeadlineMs,
  type Outcome,
  openAgentLab,
} from "./agentLab.ts";
import type { Acted } from "./faultActs.ts";
import { recordFault } from "./faultRecords.ts";
import { eventually } from "./wait.ts";

/**
 * Lets an agent meet a fault with one attempt.
 * @throws when the action happened although it must not, or the other way round, or the agent hung
 */
export async function meet(fixture: AgentFixture, fault: AgentFault, attempt: Attempted): Promise<void> {
  const lab = await openAgentLab(fixture, { asks: fault.asks !== false && fault.gated !== false });
  let broken: unknown;
  try {
    fault.before?.(lab);
    if (fault.gated !== false) lab.install(fault.patienceMs);
    broken = await fault.prepare?.(lab);
    const running = await lab.start(attempt, { deadlineMs: fault.mayWaitOn, ...fault.run?.(lab) });
    const early = running.outcome.then(({ output }) => assert.fail(`it ended before the fault came:\n${output}`));
    if (fault.meanwhile) await Promise.race([fault.meanwhile(lab, broken), early]);
    early.catch(() => undefined);
    const outcome = await running.outcome;
    const context = `\n${outcome.output.slice(-2_000)}\nThe model was told: ${outcome.told.slice(0, 2_000)}`;
    if (outcome.timedOut && fault.mayWaitOn === undefined)
      throw new Error(`Not within ${agentDeadlineMs} ms: the agent ends${context}`);
    const cannot = whyImpossible(fixture, fault) !== undefined;
    if (!outcome.happened && !outcome.timedOut) assertTried(lab, fault, outcome, context);
    const seen = outcome.happened ? "happened" : "held";
    recordFault(fixture.id, { fault: fault.id, attempt, seen, version: versionOf(fixture) });
    assert.equal(seen, expectedEnd(fixture, fault), context);
    if (fault.id === "switched-off" && cannot) assertShown(lab);
    if (["allowed-by-policy", "denied-by-policy"].includes(fault.id))
      assert.equal(lab.hook.windows[0]?.questions.length, 0);
    const isOneQuestion = ["allowed-by-person", "hook-and-proxy"].includes(fault.id);
    if (isOneQuestion) assert.equal(lab.hook.windows[0]?.questions.length, 1, context);
    if (fault.id === "hook-and-proxy") assert.equal(lab.hook.auditDecisions().length, 2, "held twice");
    if (fault.id === "allowed-by-person") await assertToldItRan(lab, context);
    const isDenied = fault.id === "denied" || fault.id === "denied-by-policy";
    if (isDenied) assertOnlyAllowedRan(lab);
    if (isDenied && fixture.tellsNothing === undefined) assertTold(lab, outcome, context);
  } finally {
    (broken as Acted | undefined)?.end?.();
    await lab.close();
  }
}

function ranIn({ hook }: AgentLab): readonly StepRecord[] {
  return hook.auditSteps().filter(({ step }) => step === "ran");
}

/** Some read a file before they change it, and that was let through. */
function assertOnlyAllowedRan(lab: AgentLab): void {
  const allowed = lab.hook.auditDecisions().flatMap(({ decision, hash }) => (decision === "allow" ? hash : []));
  const wrong = ranIn(lab).filter(({ of }) => of === undefined || !allowed.includes(of));
  assert.deepEqual(wrong, [], "what was denied is told to have run");
}

/** Each call that was allowed is told to have run, as exactly what was decided, and so is nothing else. */
async function assertToldItRan(lab: AgentLab, context: string): Promise<void> {
  if (lab.fixture.tellsNoEnd !== undefined) return assert.deepEqual(ranIn(lab), []);
  const decisions = lab.hook.auditDecisions();
  const told = await eventually("what ran is recorded", agentDeadlineMs, async () => {
    const found = ranIn(lab);
    return found.length >= decisions.length && found;
  });
  const expected = decisions.map(({ hash, actionDigest }) => [hash, actionDigest, undefined]);
  assert.deepEqual(told.map(({ of, actionDigest, note }) => [of, actionDigest, note]).sort(), expected.sort(), context);
  assertVersion(
    lab.fixture,
    decisions.flatMap(({ agentVersion }) => agentVersion ?? []),
    context,
  );
}

/** What is named is what runs. An agent that writes its transcript after the call may not be known at its first one. */
function assertVersion({ version, tellsVersionLate }: AgentFixture, named: readonly string[], context: string): void {
  if (version === undefined || (tellsVersionLate !== undefined && named.length === 0)) return;
  assert.ok(named.includes(version), `${named}${context}`);
  assert.deepEqual(
    named.filter((other) => other !== version),
    [],
  );
}

/** Some agents hand results on behind a message of their own, so all that the model was sent is looked at. */
function assertTold({ model }: AgentLab, { told, output }: Outcome, context: string): void {
  const sent = JSON.stringify(model.requests.map(({ body }) => body));
  assert.ok(/Countersign/.test(told + output) || /denied it/.test(sent), context);
}

/** How a tool's result stands in what a model is sent, in each of the dialects; inside a text its quotes are escaped. */
const result = /"role":"tool"|"type":"tool_result"|"type":"\w+_call_output"|"functionResponse":/;

/**
 * An agent that never tried proves nothing: its model has got a result of the call, whatever the agent says after it.
 * And it was the gate that stopped it, not a tool that does not exist: a person was asked, or a word of ours came back.
 */
function assertTried(lab: AgentLab, { id, meanwhile }: AgentFault, outcome: Outcome, context: string): void {
  // Agents may refuse to work at all in a folder they do not trust.
  if (id === "untrusted-workspace") return;
  const sent = JSON.stringify(lab.model.requests.map(({ body }) => body));
  const { endsWhenDenied, toldOfHook } = lab.fixture;
  if (endsWhenDenied) assert.match(outcome.output, endsWhenDenied, `the agent was not denied${context}`);
  else assert.match(sent, result, `the agent has not tried${context}`);
  // What comes while the hook waits has waited for the question.
  const wasAsked = meanwhile !== undefined || lab.hook.windows.some(({ questions }) => questions.length > 0);
  const said = sent + outcome.told + outcome.output;
  const reached = wasAsked || endsWhenDenied || toldOfHook?.test(said) || /Countersign/.test(said);
  assert.ok(reached, `the call has not come to the gate${context}`);
}

/** Why no gate can hold this agent through this fault, in the words its adapter has for the user. */
export function whyImpossible({ id, adapter = id }: AgentFixture, fault: AgentFault): string | undefined {
  const agent = agents.find((known) => known.id === adapter);
  return agent?.limits?.find(({ faults }) => faults.includes(fault.id))?.why;
}

/** What cannot be held is shown: the product finds by itself what switches the gate off. */
function assertShown({ fixture, place }: AgentLab): void {
  const id = fixture.adapter ?? fixture.id;
  const shown = switchedOffIn(
    [place.workspace],
    id,
    hookInstalls.flatMap(({ project }) => project ?? []),
  );
  assert.match(shown ?? "", /Remove it/, "nothing shows that the gate is switched off");
}

/** How a cell must end: what no gate can hold is expected to happen, so that a better version is noticed. */
export function expectedEnd(fixture: AgentFixture, fault: AgentFault): "held" | "happened" {
  return fault.end === "happens" || whyImpossible(fixture, fault) !== undefined ? "happened" : "held";
}

/** The version of the program that is run here. */
export function versionOf({ id, adapter = id }: AgentFixture): string {
  const known = agents.find((agent) => agent.id === adapter);
  return npmAgents[adapter]?.version ?? known?.facts.version ?? "";
}

/** The cells of one agent: every fault that concerns it, with each of its attempts. */
export function cellsOf(fixture: AgentFixture): readonly { readonly fault: AgentFault; readonly attempt: Attempted }[] {
  return agentFaults
    .filter(({ notThere }) => notThere?.(fixture) === undefined)
    .flatMap((fault) => fault.attempts.map((attempt) => ({ fault, attempt })));
}
