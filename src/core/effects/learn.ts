/** What an action leaves behind for the rest of its session, and what the session's past makes of an action. */
import type { Action } from "../model/action.ts";
import type { Parsers } from "../parse/parsers.ts";
import { findSensitiveValues } from "../secrets/sensitiveValues.ts";
import { type Act, act } from "./act.ts";
import { judgeAction } from "./actions.ts";
import { endings } from "./paths.ts";
import type { Place } from "./place.ts";
import { secretInText } from "./secrets.ts";
import { carriesKnownSecret, type SessionStep, secretValuesIn, type WrittenFile, writtenWith } from "./session.ts";
import { runLine } from "./shell/line.ts";
import type { Text } from "./text.ts";

/** What running the action adds to the session's memory. */
export function learn(action: Action, place: Place, parsers: Parsers): SessionStep {
  const { acts, files } = happen(action, place, parsers);
  const secretPlaces = new Set(acts.filter(({ rule }) => rule === "reads-secret").flatMap(({ targets }) => targets));
  const secretValues = new Set([...secretPlaces].flatMap((path) => valuesIn(path, place)));
  return { files: writtenFiles(action, acts, files, place), secretPlaces, secretValues };
}

function happen(
  action: Action,
  place: Place,
  parsers: Parsers,
): { acts: readonly Act[]; files: ReadonlyMap<string, Text> } {
  if (action.kind !== "command") return { acts: judgeAction(action, place, parsers), files: new Map() };
  return runLine(action.shell, action.command, place, parsers);
}

function writtenFiles(
  action: Action,
  acts: readonly Act[],
  texts: ReadonlyMap<string, Text>,
  place: Place,
): Map<string, WrittenFile> {
  const written = new Map<string, WrittenFile>();
  for (const { effects, paths } of acts)
    if (effects.includes("write-files")) for (const path of paths) written.set(path, {});
  for (const [path, text] of texts) if (!path.startsWith("/dev/")) written.set(path, writtenWith(text));
  const marks = marksOf(action, place);
  if (marks) for (const path of written.keys()) written.set(path, marks);
  return written;
}

/** What a file carries after an agent's own tool wrote or moved it. */
function marksOf(action: Action, place: Place): WrittenFile | undefined {
  if (action.kind === "file_rename") {
    const before = endings(action.path, place).map((path) => place.session?.files.get(path));
    return before.find((marks) => marks !== undefined);
  }
  const text = action.kind === "file_write" ? action.content : action.kind === "file_edit" ? action.new_text : "";
  return secretInText(text) || carriesKnownSecret(text, place.session) ? { secret: true } : undefined;
}

function valuesIn(path: string, place: Place): string[] {
  const text = place.readFile?.(path)?.text;
  return text === undefined ? [] : secretValuesIn(text, findSensitiveValues(text));
}

/** What the session's past adds to an action: a secret it read may leave now. */
export function judgeBySession(action: Action, acts: readonly Act[], place: Place): Act[] {
  const { session } = place;
  if (!session || session.secretPlaces.size === 0) return [];
  const outward = acts.find(({ effects }) => effects.includes("send-outward"));
  const reaching = outward ?? acts.find(({ effects }) => effects.includes("fetch-network"));
  if (!reaching || acts.some(({ rule }) => rule === "sends-secret")) return [];
  const details = { target: reaching.hosts[0] ?? reaching.targets[0], hosts: reaching.hosts, span: reaching.span };
  if (carriesKnownSecret(textsOf(action).join("\n"), session)) return [act("sends-secret", details)];
  return outward ? [act("sends-after-secret", { ...details, target: [...session.secretPlaces].at(-1) })] : [];
}

/** All texts of an action, wherever they stand in it. */
function textsOf(value: unknown, depth = 0): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null || depth > 30) return [];
  return Object.values(value).flatMap((inner) => textsOf(inner, depth + 1));
}
