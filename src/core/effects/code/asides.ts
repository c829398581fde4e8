import type { Aside } from "../../model/definition.ts";
import type { Effect } from "../../model/effect.ts";
import type { Call } from "../../parse/code/code.ts";
import { entriesOf, resolveValue, stringOf, visibleText, writtenName } from "../../parse/code/resolve.ts";
import { wordsOf } from "./nameWords.ts";
import { buildsHouse, folderMaker, loginPath, upkeepWord } from "./ownThings.ts";
import { handedDocument } from "./refine.ts";

/**
 * Effects that a tool may have on the way to what it is for: a search that is asked by POST, a program that is started
 * to look something up, a cache. They stay effects; only that the tool is *for* them does not follow.
 */

const keeping: ReadonlySet<Effect> = new Set(["write-files", "delete-files", "write-data", "destroy-data"]);

/** True of a function or file whose name says that it keeps house. */
export function keepsHouse(name: string | undefined): boolean {
  return name !== undefined && (buildsHouse.test(name) || wordsOf(name).some((word) => upkeepWord.test(word)));
}

/** True of an effect that keeping house has. */
export function isKeeping(effect: Effect): boolean {
  return keeping.has(effect);
}

/** What an effect of this call may be on the way to something else; undefined where it is what it is. */
export function asideOf(effect: Effect, call: Call, because: string): Aside | undefined {
  if (effect === "send-outward") return isPost(call, because) ? "query" : undefined;
  if (effect === "run-code") return startsProgram(call) ? "program" : undefined;
  if (!keeping.has(effect)) return undefined;
  return makesRoom(call) || namesUpkeep(call) ? "upkeep" : undefined;
}

/** `client.post().uri(…).body(…).retrieve()`: what begins a request says its method. */
const postChain = /\.post\(\)\.(?:\w+\(\)\.)*\w+$/;

/** POST asks as well as it sends: searches, GraphQL, remote calls. The other methods change what is there. */
function isPost({ callee }: Call, because: string): boolean {
  const called = callee.kind === "member" ? callee.property : "";
  if (because.endsWith(handedDocument) || postChain.test(writtenName(callee))) return true;
  return / (?:with|with method) POST$/.test(because) || /^(?:post|request)(?:_?(?:json|async))?$/i.test(called);
}

/** Spawners that take a program and its arguments one by one, so that nothing is read as a shell's words. */
const spawner =
  /^(?:execFile|spawn)(?:Sync|Async|Safe|SyncSafe)?$|^(?:run|Popen|check_output|create_subprocess_exec|Command|CommandContext|ProcessBuilder|Start|new)$/;
/** Programs that run what they are given. */
const runsAnything =
  /^(?:(?:\/usr)?\/bin\/)?(?:(?:ba|z|da|fi|k)?sh|cmd|powershell|pwsh|python3?|node|ruby|perl|php|deno|bun|npx|uvx|docker|ssh|sudo|env|xargs|osascript)(?:\.exe)?$/i;

function startsProgram(call: Call): boolean {
  const called = writtenName(call.callee).split(".").at(-1) ?? "";
  const first = call.args[0] && resolveValue(call.args[0]);
  // A line that is written out whole does the same each time.
  if (stringOf(first)?.includes(" ")) return true;
  if (!spawner.test(called) || usesShell(call)) return false;
  const words = first?.kind === "list" ? first.items : call.args;
  return !words.slice(0, 2).some((word) => runsAnything.test(stringOf(word) ?? ""));
}

function usesShell({ args }: Call): boolean {
  return args.some((arg) => {
    const value = arg.kind === "entry" && arg.key === "shell" ? arg.value : entriesOf(arg).get("shell")?.value;
    return value !== undefined && visibleText(value) !== "false" && writtenName(value) !== "False";
  });
}

const idempotentSchema =
  /^\s*create\s+(?:virtual\s+)?(?:table|index|unique\s+index|extension|schema|view|trigger)\s+if\s+not\s+exists\b|^\s*pragma\b/i;

/** A folder is made, or a table that is needed: nothing is put into it. */
function makesRoom(call: Call): boolean {
  const called = call.callee.kind === "member" ? call.callee.property : writtenName(call.callee);
  return folderMaker.test(called) || call.args.slice(0, 2).some((arg) => idempotentSchema.test(visibleText(arg)));
}

/** The file of a login or a certificate by how its path is called: `readFileSync(caCertPath)`. */
export function namesLogin({ callee, args }: Call): boolean {
  const target = callee.kind === "member" ? callee.object : undefined;
  return [target, args[0]].some(
    (part) =>
      (part?.kind === "name" || part?.kind === "member") && loginPath.test(writtenName(part).split(".").at(-1) ?? ""),
  );
}

/** `os.remove(tmp_path)`, `cacheFile.write_text(…)`. */
function namesUpkeep({ callee, args }: Call): boolean {
  const target = callee.kind === "member" ? callee.object : undefined;
  return [target, args[0]].some((part) => {
    if (part?.kind !== "name" && part?.kind !== "member") return false;
    return keepsHouse(writtenName(part).split(".").at(-1));
  });
}
