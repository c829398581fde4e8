/** The judged acts of a decision as the audit keeps them: small, without secrets, and honest about what is missing. */
import { hole } from "../effects/text.ts";
import type { ActionKind } from "../model/action.ts";
import { type Effect, isEffect } from "../model/effect.ts";
import type { EnvironmentNames, JudgedAct } from "../model/judgedAct.ts";
import { type Decision, decisions } from "../model/verdict.ts";
import { isActionKind } from "../wireAction.ts";

/** The members that hold text of others. */
export const actTexts = ["tool", "server", "command"] as const;
export const actLists = ["paths", "hosts", "branches", "named", "hinted"] as const;

type TextMember = (typeof actTexts)[number];
type ListMember = (typeof actLists)[number];
export type ActMember = TextMember | ListMember;

/** One act of a record. Empty lists are left out, except branches: none given and none known are two things. */
export interface AuditAct
  extends Readonly<Partial<Record<TextMember, string>>>,
    Readonly<Partial<Record<ListMember, readonly string[]>>> {
  readonly kind: ActionKind;
  readonly rule: string;
  readonly grade: Decision;
  readonly effects: readonly Effect[];
  /** Members that do not say all: a secret was taken out, or they were too long. */
  readonly lost?: readonly ActMember[];
}

const maxActs = 40;
/** Longer texts are not kept at all: half a secret is not recognized as one. */
const maxText = 2_000;
const maxItems = 20;
/** A record stays far shorter than the longest line that is read back. */
const maxAllText = 20_000;

export interface KeptActs {
  readonly acts: readonly AuditAct[];
  /** How many more there were. */
  readonly leftOut: number;
}

/** What is kept of the acts, before secrets are taken out; the strictest first where they are too many. */
export function keepActs(acts: readonly JudgedAct[]): KeptActs {
  const distinct = new Map(acts.slice(0, maxDistinct).map((act) => [JSON.stringify(act), act]));
  const all = [...distinct.values()];
  const chosen =
    all.length > maxActs
      ? all.toSorted((a, b) => decisions.indexOf(b.grade) - decisions.indexOf(a.grade)).slice(0, maxActs)
      : all;
  const room = { left: maxAllText };
  return {
    acts: chosen.map((act) => keep(act, room)),
    leftOut: all.length - chosen.length + Math.max(0, acts.length - maxDistinct),
  };
}

/** A line can have more acts than anybody would compare. */
const maxDistinct = 1_000;

interface Room {
  left: number;
}

function keep(act: JudgedAct, room: Room): AuditAct {
  const { kind, rule, grade, effects, environments } = act;
  const lost: ActMember[] = [];
  const fits = (text: string): boolean => {
    if (text.length > Math.min(maxText, room.left)) return false;
    room.left -= text.length;
    return true;
  };
  const texts: Partial<Record<TextMember, string>> = {};
  for (const member of actTexts) {
    const text = act[member];
    if (text === undefined) continue;
    texts[member] = fits(text) ? text : "";
    if (texts[member] !== text) lost.push(member);
  }
  const lists: Partial<Record<ListMember, readonly string[]>> = {};
  const given = { ...act, named: environments?.named, hinted: environments?.hinted };
  for (const member of actLists) {
    const list = given[member];
    // Without `named` it could not be told from an act whose environment is in its command.
    if (list === undefined || (list.length === 0 && member !== "branches" && member !== "named")) continue;
    const kept = list.slice(0, maxItems).filter(fits);
    if (kept.length < list.length) lost.push(member);
    lists[member] = kept;
  }
  return { kind, rule, grade, effects, ...texts, ...lists, ...(lost.length > 0 ? { lost } : {}) };
}

/** The act without secrets, and with the names of what lost one. */
export function cleanAct(act: AuditAct, clean: (text: string) => string): AuditAct {
  const lost = new Set(act.lost);
  const wash = (member: ActMember, text: string): string => {
    const washed = clean(text);
    if (redacted.test(washed)) lost.add(member);
    return washed;
  };
  const texts = actTexts.flatMap((member) => {
    const text = act[member];
    return text === undefined ? [] : [[member, wash(member, text)]];
  });
  const lists = actLists.flatMap((member) => {
    const list = act[member];
    return list === undefined ? [] : [[member, list.map((item) => wash(member, item))]];
  });
  const names = [...lost].sort();
  return {
    ...act,
    ...Object.fromEntries([...texts, ...lists]),
    ...(names.length > 0 ? { lost: names } : {}),
  };
}

const redacted = /\[redacted:[\w-]+\]/;

/** The act as a policy can look at it again. What was lost is not known, whatever it was. */
export function restoreAct(act: AuditAct, agent: string): JudgedAct {
  const { kind, rule, grade, effects, named, hinted, lost = [] } = act;
  const text = (member: TextMember) => {
    const kept = act[member];
    if (kept === undefined) return {};
    return { [member]: lost.includes(member) && kept === "" ? hole : unknownMarks(kept) };
  };
  const list = (member: ListMember) => [
    ...(act[member] ?? []).map(unknownMarks),
    ...(lost.includes(member) ? [hole] : []),
  ];
  const environments: EnvironmentNames = { named: list("named"), hinted: list("hinted") };
  return {
    agent,
    kind,
    rule,
    grade,
    effects,
    paths: list("paths"),
    hosts: list("hosts"),
    ...Object.assign({}, ...actTexts.map(text)),
    ...(act.branches === undefined ? {} : { branches: list("branches") }),
    ...(named === undefined && hinted === undefined ? {} : { environments }),
  };
}

function unknownMarks(text: string): string {
  return text.replaceAll(new RegExp(redacted, "g"), hole);
}

/** Whether a value read from a log is an act. */
export function isAuditAct(value: unknown): value is AuditAct {
  if (typeof value !== "object" || value === null) return false;
  const act = value as Readonly<Record<string, unknown>>;
  const isText = (item: unknown) => typeof item === "string";
  const isTexts = (item: unknown) => Array.isArray(item) && item.every(isText);
  return (
    isText(act.kind) &&
    isActionKind(act.kind as string) &&
    isText(act.rule) &&
    decisions.some((decision) => decision === act.grade) &&
    Array.isArray(act.effects) &&
    act.effects.every(isEffect) &&
    actTexts.every((member) => act[member] === undefined || isText(act[member])) &&
    [...actLists, "lost"].every((member) => act[member] === undefined || isTexts(act[member]))
  );
}
