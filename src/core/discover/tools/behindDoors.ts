import type { CodeEffects } from "../../effects/code/codeEffects.ts";
import { doorName, placeOf, type Room, reachedIn } from "../../effects/code/ways.ts";
import type { BehindDoors, Definition, EffectClaim } from "../../model/definition.ts";
import type { Effect } from "../../model/effect.ts";
import type { CodeFile, FunctionCode } from "../../parse/code/code.ts";

/**
 * What a tool does in helpers that nothing of its input reaches, kept beside what it is shown with: whether that is the
 * tool's own doing or its server's shows only where all tools of the server are seen together.
 */

/** A server of fewer tools tells nothing by what they have in common. */
export const fewestTools = 4;

/** Judges a tool anew, by a part of what its code shows. */
type Judge = (found: CodeEffects) => readonly EffectClaim[];

interface Waiting {
  readonly found: CodeEffects;
  readonly judge: Judge;
  readonly locate: CodeFile["locate"];
}

/** By the claims of the tool, which stay the same object when a definition is put together anew. */
const waiting = new WeakMap<readonly EffectClaim[], Waiting>();

/** Keeps what is needed to judge a tool without its server's doings, until all tools of the document are known. */
export function awaitOthers(
  claims: readonly EffectClaim[],
  found: CodeEffects | undefined,
  { locate }: CodeFile,
  judge: Judge,
): void {
  if (found && found.rooms.length > 0) waiting.set(claims, { found, judge, locate });
}

/** The tools of a document, each with what it does behind doors that other tools may go through too. */
export function withBehindDoors(definitions: readonly Definition[]): readonly Definition[] {
  const users = new Map<string, number>();
  for (const { effects } of definitions)
    for (const { door } of namedRooms(waiting.get(effects))) users.set(door, (users.get(door) ?? 0) + 1);
  if (users.size === 0) return definitions;
  // A document of many tools tells by itself which doors are one tool's own; one of few cannot.
  const isFew = definitions.filter(({ kind }) => kind === "tool").length < fewestTools;
  const isShut = (door: string) => isFew || (users.get(door) ?? 0) >= fewestTools;
  return definitions.map((definition) => {
    const known = definition.kind === "tool" ? waiting.get(definition.effects) : undefined;
    if (!known || definition.kind !== "tool") return definition;
    waiting.delete(definition.effects);
    const behindDoors = parted(known, isShut);
    return behindDoors ? { ...definition, behindDoors } : definition;
  });
}

/** The rooms of a tool with their doors as other tools know them too. */
function namedRooms(known: Waiting | undefined): readonly Pick<Room, "door" | "inside" | "doors">[] {
  if (!known) return [];
  const { found, locate } = known;
  const names = new Map(found.rooms.map((room) => [room.door, doorName(room, locate)]));
  const named = (door: string) => names.get(door) ?? door;
  return found.rooms.map(({ door, inside, doors }) => ({
    door: named(door),
    inside,
    doors: new Set([...doors].map(named)),
  }));
}

function parted(known: Waiting, isShut: (door: string) => boolean): BehindDoors | undefined {
  const { found, judge, locate } = known;
  const { occurrences, opaque, ends } = found;
  const rooms = namedRooms(known);
  const open = reachedIn(rooms, isShut);
  const isOpen = ({ inside }: { readonly inside?: FunctionCode | undefined }) => !inside || open.has(inside);
  const effects = new Map<FunctionCode, Set<Effect>>();
  for (const { inside } of [...occurrences, ...opaque, ...ends]) if (inside) effects.set(inside, new Set());
  for (const { inside, effect } of occurrences) if (inside) effects.get(inside)?.add(effect);
  if ([...effects.keys()].every((inside) => open.has(inside))) return undefined;
  const place = (code: FunctionCode) => placeOf(code, locate);
  return {
    places: [...effects].map(([code, had]) => ({ place: place(code), effects: [...had] })),
    rooms: rooms
      .filter(({ inside, doors }) => inside.size + doors.size > 0)
      .map(({ door, inside, doors }) => ({ door, inside: [...inside].map(place), doors: [...doors] })),
    alone: judge({
      ...found,
      occurrences: occurrences.filter(isOpen),
      opaque: opaque.filter(isOpen),
      ends: ends.filter(isOpen),
    }),
  };
}
