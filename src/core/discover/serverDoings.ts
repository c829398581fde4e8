import { declaredEffects } from "../effects/code/declared.ts";
import { wordsOf } from "../effects/code/nameWords.ts";
import { bringingWord } from "../effects/code/ownThings.ts";
import { verbOf } from "../effects/code/services.ts";
import { reachedIn } from "../effects/code/ways.ts";
import type { EffectClaim, ToolDefinition } from "../model/definition.ts";
import { type Effect, ofRecords, onlyLooking, effects as vocabulary } from "../model/effect.ts";
import { isTestCode } from "../suppress/testCode.ts";
import { fewestTools } from "./tools/behindDoors.ts";

/**
 * What nearly every tool of a server does on its way, by the same helper that nothing of a tool's input reaches, is the
 * server's own doing: a browser is brought up, a token is renewed and kept, tables are made. It is told as that, and is
 * no effect of the single tool, unless nothing else of the tool explains what it is called.
 */

interface PlacedTool {
  readonly definition: ToolDefinition;
  readonly path: string;
}

const nearlyAll = 0.75;

/** Helpers that all tools reach, and doors that several have in common. */
export interface Shared {
  readonly places: ReadonlySet<string>;
  readonly doors: ReadonlySet<string>;
}

/**
 * Helpers that nearly all tools reach that stand together, in one file or below the folder that holds them all, behind
 * doors that some tools have in common: a door of one tool alone is its own.
 */
export function sharedPlaces(tools: readonly PlacedTool[]): Shared {
  const seen = tools.filter(({ path, definition }) => definition.behindDoors !== undefined && !isTestCode(path));
  const users = new Map<string, number>();
  for (const { definition } of seen)
    for (const { door } of definition.behindDoors?.rooms ?? []) if (door) users.set(door, (users.get(door) ?? 0) + 1);
  const doors = new Set([...users].filter(([, count]) => count >= fewestTools).map(([door]) => door));
  const reached = new Map<string, PlacedTool[]>();
  for (const tool of doors.size === 0 ? [] : seen) {
    for (const place of behind(tool.definition, doors)) {
      const list = reached.get(place);
      if (list) list.push(tool);
      else reached.set(place, [tool]);
    }
  }
  const all = (folder: string) => tools.filter((tool) => counted(tool) && tool.path.startsWith(folder)).length;
  const counts = new Map<string, number>();
  const shared = [...reached].filter(([, list]) => {
    const folder = commonPlace(list.map(({ path }) => path));
    const count = counts.get(folder) ?? all(folder);
    counts.set(folder, count);
    return list.length >= fewestTools && list.length >= count * nearlyAll;
  });
  return { places: new Set(shared.map(([place]) => place)), doors };
}

/** The helpers that a tool reaches only through these doors. */
function behind({ behindDoors }: ToolDefinition, doors: ReadonlySet<string>): readonly string[] {
  if (!behindDoors) return [];
  const open = reachedIn(behindDoors.rooms, (door) => doors.has(door));
  return behindDoors.places.map(({ place }) => place).filter((place) => !open.has(place));
}

/** A tool whose code shows nothing, or is that of a test, says nothing of the server. */
function counted({ definition, path }: PlacedTool): boolean {
  const isSeen = definition.behindDoors !== undefined || definition.effects.some(({ origin }) => origin === "code");
  return isSeen && !definition.stub && !isTestCode(path);
}

function commonPlace(paths: readonly string[]): string {
  const [first = ""] = paths;
  if (paths.every((path) => path === first)) return first;
  let length = 0;
  while (paths.every((path) => path[length] === first[length])) length++;
  return first.slice(0, first.lastIndexOf("/", length - 1) + 1);
}

/** The tool with what is its own, and what is its server's beside; the same object where there is nothing of that. */
export function ownDoings(tool: ToolDefinition, shared: Shared): ToolDefinition {
  const { behindDoors } = tool;
  if (!behindDoors || isForBringing(tool.name)) return tool;
  const hidden = behind(tool, shared.doors);
  const isShared = (place: string) => hidden.includes(place) && shared.places.has(place);
  const of = (places: typeof behindDoors.places) => new Set(places.flatMap(({ effects }) => effects));
  const servers = of(behindDoors.places.filter(({ place }) => isShared(place)));
  const own = of(behindDoors.places.filter(({ place }) => !isShared(place)));
  const candidates = tool.effects.filter(
    ({ effect, origin }) => origin === "code" && servers.has(effect) && !own.has(effect),
  );
  if (candidates.length === 0) return tool;
  const isAlone = hidden.every(isShared);
  const rest = isAlone ? behindDoors.alone : tool.effects.filter((claim) => !candidates.includes(claim));
  const ofServer = candidates.filter((claim) => !isNeeded(claim, candidates, rest, tool));
  if (ofServer.length === 0) return tool;
  const kept = candidates.filter((claim) => !ofServer.includes(claim));
  const known = new Set(rest.map(({ effect }) => effect));
  const effects = inOrder([...rest, ...kept.filter(({ effect }) => !known.has(effect))]);
  return { ...tool, effects, ofServer };
}

/** True of what the tool is called for, or of what alone explains what it is called. */
function isNeeded(
  { effect }: EffectClaim,
  candidates: readonly EffectClaim[],
  rest: readonly EffectClaim[],
  { name }: ToolDefinition,
): boolean {
  if (declaredEffects(name).includes(effect)) return true;
  const verb = verbOf(name);
  const changes = verb === "change" || verb === "remove";
  const isExplained = changes ? rest.some((claim) => !onlyLooking.has(claim.effect)) : rest.length > 0;
  if (!isExplained) return changes || onlyLooking.has(effect) || !candidates.some((one) => onlyLooking.has(one.effect));
  const isThere = (medium: ReadonlySet<Effect>) => rest.some((claim) => medium.has(claim.effect));
  // A page that is read may be the one that the tool is for; a request is another one than its login's.
  if (network.has(effect)) return !isThere(network) || (onlyLooking.has(effect) && !changes);
  // A store that is loaded before it is written is the tool's own.
  return onlyLooking.has(effect) && stores.some((medium) => medium.has(effect) && isThere(medium));
}

const network: ReadonlySet<Effect> = new Set(["fetch-network", "send-outward", "read-untrusted"]);
const stores: readonly ReadonlySet<Effect>[] = [new Set(["read-files", "write-files", "delete-files"]), ofRecords];

/** A tool that is called after what all of them do on their way is there for just that. */
function isForBringing(name: string): boolean {
  return wordsOf(name).some((word) => bringingWord.test(word));
}

function inOrder(claims: readonly EffectClaim[]): EffectClaim[] {
  return vocabulary.flatMap((effect) => claims.filter((claim) => claim.effect === effect));
}
