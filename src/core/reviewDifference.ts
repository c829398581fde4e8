/**
 * What changed between two reviews of a folder in what its agents can do: definitions that came and went, effects
 * gained and lost, confirmation that changed, agents that reach more. Pure: who calls it knows where both came from.
 */
import type { Confirmation, Confirmed, Definition } from "./model/definition.ts";
import { type Effect, effectWords, irreversibleOrOutward, sortEffects } from "./model/effect.ts";
import type { SourceText } from "./model/span.ts";
import type { Review } from "./review.ts";

/** One definition that is not what it was. */
export interface CapabilityChange {
  readonly change: "added" | "removed" | "changed";
  readonly definition: Definition;
  /** The document of `definition`: that of now, or the earlier one of what was removed. */
  readonly source: SourceText;
  /** Where it stood before, when it moved. */
  readonly movedFrom?: string;
  readonly gained: readonly Effect[];
  readonly lost: readonly Effect[];
  /** Both, when whether a person is asked changed; only the one there is of what came or went. */
  readonly confirmation?: { readonly before?: Confirmation; readonly now?: Confirmation };
  readonly reachGained: readonly string[];
  readonly reachLost: readonly string[];
  /** More can be done without a person than before. */
  readonly worse: boolean;
}

interface Placed {
  readonly definition: Definition;
  readonly source: SourceText;
  readonly reach: readonly string[];
}

/** Changes in the order of the documents of now, what was removed last. */
export function compareReviews(
  before: ReadonlyMap<string, Review>,
  now: ReadonlyMap<string, Review>,
): readonly CapabilityChange[] {
  const left = placedIn(before);
  const changes: CapabilityChange[] = [];
  const fresh: Placed[] = [];
  for (const one of placedIn(now)) {
    const match = take(left, (other) => isSame(one, other) && other.source.path === one.source.path);
    if (match) changes.push(...compare(match, one));
    else fresh.push(one);
  }
  for (const one of fresh) {
    const twins = left.filter((other) => isSame(one, other));
    // Of two that could be meant none is: better one added and one removed than a change that never was.
    const moved = twins.length === 1 ? take(left, (other) => other === twins[0]) : undefined;
    changes.push(...(moved ? compare(moved, one) : [added(one)]));
  }
  return [...changes, ...left.map(removed)];
}

function placedIn(reviews: ReadonlyMap<string, Review>): Placed[] {
  return [...reviews.values()].flatMap(({ facts, reachableBy }) =>
    facts.definitions.map((definition) => ({
      definition,
      source: facts.source,
      reach: reachableBy.get(definition) ?? [],
    })),
  );
}

function isSame({ definition: a }: Placed, { definition: b }: Placed): boolean {
  return a.kind === b.kind && a.name === b.name;
}

function take(from: Placed[], isMeant: (one: Placed) => boolean): Placed | undefined {
  const index = from.findIndex(isMeant);
  return index < 0 ? undefined : from.splice(index, 1)[0];
}

function compare(before: Placed, now: Placed): CapabilityChange[] {
  const had = effectsOf(before.definition);
  const has = effectsOf(now.definition);
  const gained = has.filter((effect) => !had.includes(effect));
  const lost = had.filter((effect) => !has.includes(effect));
  const isAsked = before.definition.confirmation.confirmed !== now.definition.confirmation.confirmed;
  const reachGained = now.reach.filter((name) => !before.reach.includes(name));
  const reachLost = before.reach.filter((name) => !now.reach.includes(name));
  const movedFrom = before.source.path === now.source.path ? undefined : before.source.path;
  if (gained.length + lost.length + reachGained.length + reachLost.length === 0 && !isAsked && movedFrom === undefined)
    return [];
  const matters = has.some((effect) => irreversibleOrOutward.has(effect));
  const weaker = strength[now.definition.confirmation.confirmed] < strength[before.definition.confirmation.confirmed];
  return [
    {
      change: "changed",
      definition: now.definition,
      source: now.source,
      ...(movedFrom !== undefined && { movedFrom }),
      gained,
      lost,
      ...(isAsked && { confirmation: { before: before.definition.confirmation, now: now.definition.confirmation } }),
      reachGained,
      reachLost,
      worse: matters && (weaker || (isOpen(now) && (gained.length > 0 || reachGained.length > 0))),
    },
  ];
}

function added(one: Placed): CapabilityChange {
  const gained = effectsOf(one.definition);
  const { confirmation } = one.definition;
  const worse = isOpen(one) && gained.some((effect) => irreversibleOrOutward.has(effect));
  const rest = { gained, lost: [], confirmation: { now: confirmation }, reachGained: one.reach, reachLost: [], worse };
  return { change: "added", definition: one.definition, source: one.source, ...rest };
}

function removed({ definition, source, reach }: Placed): CapabilityChange {
  const rest = { gained: [], lost: effectsOf(definition), reachGained: [], reachLost: reach, worse: false };
  return { change: "removed", definition, source, confirmation: { before: definition.confirmation }, ...rest };
}

/** What cannot be taken back first. A stub does nothing yet. */
function effectsOf(definition: Definition): Effect[] {
  if (definition.kind === "tool" && definition.stub) return [];
  const all = sortEffects(definition.effects.map(({ effect }) => effect));
  const isSerious = (effect: Effect) => irreversibleOrOutward.has(effect);
  return [...all.filter(isSerious), ...all.filter((effect) => !isSerious(effect))];
}

/** How sure it is that a person is asked. What is not known is no sure thing. */
const strength: Readonly<Record<Confirmed, number>> = { always: 4, elsewhere: 3, conditional: 2, unknown: 1, never: 0 };

function isOpen({ definition }: Placed): boolean {
  return strength[definition.confirmation.confirmed] < strength.elsewhere;
}

const asked: Readonly<Record<Confirmed, string>> = {
  always: "a person confirms it",
  conditional: "a person confirms it only sometimes",
  never: "nobody confirms it",
  elsewhere: "it is confirmed elsewhere",
  unknown: "whether a person confirms it is not known",
};

/** A change in words. Names in it are as written in the files. */
export function changeWords(change: CapabilityChange): string {
  const { definition, gained, lost, confirmation, reachGained, reachLost, movedFrom } = change;
  const verbs = (effects: readonly Effect[]) => effects.map((effect) => effectWords[effect].verb).join(", ");
  const parts: string[] = [];
  if (movedFrom !== undefined) parts.push(`was in ${movedFrom}`);
  if (change.change === "removed") parts.push(lost.length > 0 ? `could ${verbs(lost)}` : "had no effect");
  else {
    const can = change.change === "added" ? "can" : "now can";
    if (gained.length > 0) parts.push(`${can} ${verbs(gained)}`);
    else if (change.change === "added") parts.push("no effect seen");
    if (lost.length > 0) parts.push(`no longer can ${verbs(lost)}`);
    const before = confirmation?.before && `, before: ${asked[confirmation.before.confirmed]}`;
    if (confirmation?.now) parts.push(`${asked[confirmation.now.confirmed]}${before ?? ""}`);
    if (reachGained.length > 0) parts.push(`${reachGained.join(", ")} can call it`);
    if (reachLost.length > 0) parts.push(`${reachLost.join(", ")} no longer can call it`);
  }
  return `${definition.kind} “${definition.name}” ${change.change}: ${parts.join("; ")}`;
}
