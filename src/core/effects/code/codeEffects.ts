import type { Aside, SpannedText } from "../../model/definition.ts";
import type { Effect } from "../../model/effect.ts";
import type { Span } from "../../model/span.ts";
import {
  type Call,
  type Code,
  type CodeFile,
  type FunctionCode,
  type Given,
  type Group,
  walk,
} from "../../parse/code/code.ts";
import { givenFunction } from "../../parse/code/given.ts";
import { contains, functionOf, resolveValue, stringOf, visibleText, writtenName } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { agentEffects } from "./agentShapes.ts";
import { asideOf, namesLogin } from "./asides.ts";
import { callEffects, type Found, normalized } from "./callEffects.ts";
import { namedClientEffects } from "./clients.ts";
import { alternatives, dispatched } from "./dispatch.ts";
import { becomesChildEnvironment, deletesOwnTemporary, setsUsualMode } from "./exempt.ts";
import { tellsSecret } from "./handed.ts";
import { asAddressed, handedAddress } from "./handedAddress.ts";
import { asHanded, isHandedText } from "./handedText.ts";
import { viewOf } from "./helperView.ts";
import { requestOf } from "./inherited.ts";
import { type Opaque, opaqueCall } from "./opaque.ts";
import { tellsUsage } from "./preparation.ts";
import { isQuestion } from "./questions.ts";
import { elseGet, handsNoMethod, isOpenMethod, requestMethod } from "./refineRequest.ts";
import { refineSql } from "./refineSql.ts";
import { settled } from "./settle.ts";
import { shapeEffects } from "./shapes.ts";
import { isLeftOut, type TrailEnd, trailEnd, unfollowed } from "./trailEnds.ts";
import { handedTo, type Room, Ways } from "./ways.ts";

/** What was seen somewhere in the code. */
interface Seen {
  /** The function that it stands in. */
  readonly inside?: FunctionCode | undefined;
}

/** One effect at one place. */
export interface Occurrence extends Omit<Found, "effects">, Seen {
  readonly effect: Effect;
  /** The call that has the effect, possibly in a helper. */
  readonly span: Span;
  /** The place in the handler itself from which it is reached: what a confirmation has to come before. */
  readonly reachedAt: Span;
  /** It may be on the way to what the tool is for. */
  readonly aside?: Aside;
  /** The helper that reads it, where that is a file of the program's own; "login" for what is read or kept of its login. */
  readonly ownFileOf?: string;
  /** The parameter that holds the address whose text is anybody's, where a function is handed that. */
  readonly address?: string;
}

/** A call whose code is not in this file and that no table knows. */
export interface OpaqueCall extends Opaque, Seen {
  readonly name: string;
  readonly span: Span;
  readonly reachedAt: Span;
}

export interface CodeEffects {
  readonly occurrences: readonly Occurrence[];
  readonly opaque: readonly OpaqueCall[];
  /** Where what it does could not be followed any further. */
  readonly ends: readonly (TrailEnd & Seen)[];
  /** Its code parted by the doors through which nothing of the input goes; none where nothing lies behind one. */
  readonly rooms: readonly Room[];
  readonly ambient: SpannedText | undefined;
}

/** Helpers are followed this deep, through the files of the project. */
const maxHelperDepth = 6;

/** Functions followed for one handler: real ones reach a few dozen. */
const maxHelpers = 400;

/** Beyond this, further places that reach the same helpers are not told apart. */
const maxOccurrences = 5_000;

/** More places where a trail ends say nothing more. */
const maxEnds = 60;

/** What running a function does, seen in its code and in the helpers it calls, in this file and in others of the project. */
export function codeEffects(handler: FunctionCode, file: CodeFile): CodeEffects {
  let found = known.get(handler);
  if (!found) {
    found = search(handler, file);
    known.set(handler, found);
  }
  return found;
}

/** A function stands in one file, and what it does is the same as long as it is. */
const known = new WeakMap<FunctionCode, CodeEffects>();

function search(handler: FunctionCode, file: CodeFile): CodeEffects {
  const begun: Search = {
    file,
    handler,
    stack: [],
    ways: new Ways(),
    helpers: new Map(),
    followed: 0,
    asking: new Set(),
    given: undefined,
    occurrences: [],
    opaque: [],
    ends: [],
    ambient: undefined,
  };
  follow(handler, begun, undefined, 0);
  for (const effect of requestOf(handler) ?? []) {
    const { span } = handler;
    begun.occurrences.push({
      effect,
      because: "the request it is annotated as",
      span,
      reachedAt: span,
      inside: handler,
    });
  }
  const { occurrences, opaque, ends, ambient } = begun;
  const wanted = new Set([...occurrences, ...opaque, ...ends].flatMap(({ inside }) => inside ?? []));
  return { occurrences: settled(occurrences), opaque, ends, rooms: begun.ways.rooms(handler, wanted), ambient };
}

interface Search {
  readonly file: CodeFile;
  readonly handler: FunctionCode;
  /** The functions that are being followed, the innermost last. */
  readonly stack: FunctionCode[];
  readonly ways: Ways;
  /** What each helper does; undefined while it is being followed. */
  readonly helpers: Map<FunctionCode, readonly Occurrence[] | undefined>;
  followed: number;
  /** Helpers that take the method of a request from who calls them. */
  readonly asking: Set<FunctionCode>;
  readonly occurrences: Occurrence[];
  readonly opaque: OpaqueCall[];
  readonly ends: (TrailEnd & Seen)[];
  ambient: SpannedText | undefined;
  /** The wrapper that is being followed, with what it was handed. */
  given: Given | undefined;
}

function follow(code: FunctionCode, search: Search, reachedAt: Span | undefined, depth: number): void {
  const around = search.given;
  search.given = code.given ?? (around && contains(around.within, code.span) ? around : undefined);
  search.stack.push(code);
  followBody(code, search, reachedAt, depth);
  search.stack.pop();
  search.given = around;
}

function followBody(code: FunctionCode, search: Search, reachedAt: Span | undefined, depth: number): void {
  const look = (part: Code, ancestors: readonly Code[]) => {
    if (part.kind === "literal") return undefined;
    const at = reachedAt ?? part.span;
    if (part.kind === "call") {
      followHelpers(part, ancestors, search, at, depth);
      lookAtCall(part, ancestors, search, at);
    }
    if (part.kind === "exit" && part.returns && part.value) followHandedOut(part.value, code, search, at, depth);
    if (part.kind === "group" && part.operator === "=") lookAtCommandText(part, search, at);
    if (tellsSecret(part, ancestors)) {
      const because = "an answer's secret that it tells";
      note({ effect: "read-secrets", because, span: part.span, reachedAt: at }, search);
    }
    if (part.kind === "name" || part.kind === "member") lookAtEnvironment(part, ancestors, search, at, depth);
    // A declared inner function runs only where it is called; the call is followed.
    return !(part.kind === "function" && part.name !== undefined && ancestors.at(-1)?.kind !== "entry");
  };
  walk(code.body, look, [code]);
}

function note(occurrence: Occurrence, { occurrences, stack }: Search): void {
  occurrences.push({ ...occurrence, inside: stack.at(-1) });
}

/** `command.CommandText = "DELETE …"`: what it says is what the command does that is run then. */
function lookAtCommandText(group: Group, search: Search, at: Span): void {
  const [target, value] = group.parts;
  if (target?.kind !== "member" || target.property !== "CommandText" || !value) return;
  const { effects, detail } = refineSql({ text: visibleText(value), known: stringOf(value) !== undefined });
  const because = `${writtenName(target)} ${detail ?? ""}`.trim();
  for (const effect of effects) note({ effect, because, span: group.span, reachedAt: at }, search);
}

/** `return { action }`: a function of the handler that its caller is to run. */
function followHandedOut(value: Code, inside: FunctionCode, search: Search, at: Span, depth: number): void {
  const given = resolveValue(value);
  const parts = given.kind === "object" ? given.entries.map((entry) => entry.value) : [given];
  for (const part of parts) {
    const target = resolveValue(part);
    if (target.kind !== "function" || !contains(inside.span, target.span)) continue;
    // One that stands where it is handed out is walked into as it is.
    if (part === target) continue;
    followHelpers({ kind: "call", callee: part, args: [], construct: false, span: part.span }, [], search, at, depth);
  }
}

/** Functions of this file that a call runs, or hands on to be run. */
function followHelpers(call: Call, ancestors: readonly Code[], search: Search, at: Span, depth: number): void {
  const go = (helper: FunctionCode, target: Code) => {
    noteWay(helper, target, call, ancestors, search);
    followOne(helper, target, call, search, at, depth);
  };
  for (const target of [call.callee, ...call.args.map((arg) => (arg.kind === "entry" ? arg.value : arg))]) {
    if (target.kind === "function") continue;
    const helper = target.kind === "call" ? undefined : (functionOf(target) ?? givenFunction(target, search.given));
    if (helper) go(helper, target);
    if (target !== call.callee) continue;
    const others = helper ? alternatives(target).filter((one) => one !== helper) : runnersOf(target);
    for (const one of others) go(one, target);
  }
}

function runnersOf(target: Code): readonly FunctionCode[] {
  const chosen = dispatched(target);
  return chosen.length > 0 ? chosen : alternatives(target);
}

function noteWay(helper: FunctionCode, target: Code, call: Call, ancestors: readonly Code[], search: Search): void {
  const { handler, stack, ways } = search;
  const inside = stack.at(-1) ?? handler;
  const around = [handler, ...stack, ...ancestors.filter((one): one is FunctionCode => one.kind === "function")];
  ways.note(inside, helper, target === call.callee ? handedTo(call, around) : undefined);
}

function followOne(helper: FunctionCode, target: Code, call: Call, search: Search, at: Span, depth: number): void {
  if (helper === search.handler) return;
  const before = search.helpers.get(helper);
  if (before) repeat(before, helper, call, search, at, depth);
  if (before || search.helpers.has(helper)) return;
  if (target === call.callee && isLeftOut(helper) && !isQuestion(call)) noteEnd(unfollowed(target), search);
  if (depth >= maxHelperDepth || search.followed >= maxHelpers) {
    noteEnd(unfollowed(target), search);
    return;
  }
  // A function in a constant goes by the name of that.
  followHelper(helper, helper.name ?? /\w+$/.exec(writtenName(target))?.[0], call, search, at, depth);
}

function followHelper(
  helper: FunctionCode,
  name: string | undefined,
  call: Call,
  search: Search,
  at: Span,
  depth: number,
): void {
  search.helpers.set(helper, undefined);
  search.followed++;
  const from = search.occurrences.length;
  const seen = search.helpers.size;
  const ends = search.ends.length;
  if (!tellsUsage(name)) follow(helper, search, at, depth + 1);
  let whole = true;
  const keep = (isKept: (occurrence: Occurrence) => boolean) => {
    const found = search.occurrences.splice(from);
    const kept = found.filter(isKept);
    search.occurrences.push(...kept);
    whole &&= kept.length === found.length;
  };
  const runsAgent = agentEffects(call.callee) !== undefined && functionOf(call.callee) === helper;
  const view = viewOf({ name, call, handlerName: search.handler.name ?? "", runsAgent });
  keep((one) => view.counts(one));
  for (const one of search.occurrences.splice(from)) search.occurrences.push(view.told(one));
  if (!view.endsCount) search.ends.splice(ends);
  // What was reached on a way that does not count may be reached on another.
  if (!whole) for (const inner of [...search.helpers.keys()].slice(seen)) search.helpers.delete(inner);
  const found = search.occurrences.slice(from);
  search.helpers.set(helper, found);
  const handed = asAddressed(asHanded(found, call) ?? found, helper, call);
  if (handed !== found) search.occurrences.splice(from, found.length, ...handed);
  if (found.some(({ because }) => isOpenMethod(because))) {
    search.asking.add(helper);
    keep(asAsked(call));
  }
}

/** What a helper cannot tell of a request, the call says that hands it the method, or none. */
function asAsked(call: Call): (occurrence: Occurrence) => boolean {
  if (requestMethod(call)) return ({ because }) => !isOpenMethod(because);
  const isRead = handsNoMethod(call);
  return ({ because, effect }) => !(isRead && effect === "send-outward" && because.endsWith(elseGet));
}

/** Another place of the handler that reaches a helper already followed: a confirmation has to come before each. */
function repeat(
  found: readonly Occurrence[],
  helper: FunctionCode,
  call: Call,
  search: Search,
  at: Span,
  depth: number,
): void {
  const isOpen = found.some(({ because }) => isOpenMethod(because));
  const isTold = isOpen || found.some((one) => isHandedText(one) || one.address !== undefined);
  if ((depth > 0 && !isTold) || search.occurrences.length > maxOccurrences) return;
  const isKept = isOpen ? asAsked(call) : () => true;
  for (const occurrence of asAddressed(asHanded(found, call) ?? found, helper, call))
    if (isKept(occurrence)) search.occurrences.push({ ...occurrence, reachedAt: at });
}

function lookAtCall(call: Call, ancestors: readonly Code[], search: Search, at: Span): void {
  const symbol = normalized(symbolOf(call.callee), search.file.language);
  const found = callEffects(call, symbol, search.file.language, search.asking);
  if (found) {
    for (const effect of found.effects) {
      if (effect === "delete-files" && deletesOwnTemporary(call)) continue;
      if (effect === "change-access" && setsUsualMode(call)) continue;
      if (effect === "read-secrets" && /^os\.environ\./.test(symbol ?? "") && becomesChildEnvironment(ancestors))
        continue;
      const aside = asideOf(effect, call, found.because);
      const address = effect === "read-untrusted" ? handedAddress(call) : undefined;
      const login = (effect === "read-files" || effect === "write-files") && namesLogin(call);
      const more = {
        ...(aside && { aside }),
        ...(address !== undefined && { address }),
        ...(login && { ownFileOf: "login" }),
      };
      note({ ...told(found), effect, span: call.span, reachedAt: at, ...more }, search);
    }
    noteAmbient(call, symbol, found, search);
    return;
  }
  if (lookAtHandedOn(call, search, at)) return;
  const opaque = opaqueCall(call, search.handler, ancestors, search.file.language);
  const inside = search.stack.at(-1);
  if (opaque) search.opaque.push({ ...opaque, name: writtenName(call.callee), span: call.span, reachedAt: at, inside });
  noteEnd(trailEnd(call, search.handler, ancestors, search.file.language), search);
}

function noteEnd(end: TrailEnd | undefined, { ends, stack }: Search): void {
  if (end && ends.length < maxEnds) ends.push({ ...end, inside: stack.at(-1) });
}

function told({ effects: _, ...rest }: Found): Omit<Found, "effects"> {
  return rest;
}

/** `octokit.call(octokit.api.issues.get, …)`: a method of a client that something else is to call. */
function lookAtHandedOn(call: Call, search: Search, at: Span): boolean {
  const [method] = call.args;
  if (method?.kind !== "member" || functionOf(method)) return false;
  const written = writtenName(method);
  const effects = namedClientEffects(written) ?? shapeEffects(method)?.effects ?? [];
  for (const effect of effects) {
    note({ effect, because: `${written}()`, span: call.span, reachedAt: at, byVerb: true }, search);
  }
  return effects.length > 0;
}

function lookAtEnvironment(part: Code, ancestors: readonly Code[], search: Search, at: Span, depth: number): void {
  const parent = ancestors.at(-1);
  if (parent?.kind === "member" && parent.object === part && parent.property !== "*") return;
  if (parent?.kind === "member" && parent.index && stringOf(parent.index) !== undefined) return;
  const symbol = symbolOf(part);
  if (symbol !== "process.env" && symbol !== "os.environ" && symbol !== "Deno.env") return;
  // A child process given the environment does not show it to the model.
  if (becomesChildEnvironment(ancestors)) return;
  // A helper that reads one variable by name is given the name by the code.
  if (parent?.kind === "member" && depth > 0) return;
  if (parent?.kind === "group" && /^(?:in|not in)$/.test(parent.operator ?? "")) return;
  const because = parent?.kind === "member" ? `${symbol} with a computed name` : `the whole of ${symbol}`;
  note({ effect: "read-secrets", because, span: part.span, reachedAt: at }, search);
}

const ambientClients =
  /^(?:boto3\.|@aws-sdk\/|aws-sdk|kubernetes\.|@kubernetes\/|google\.cloud\.|@google-cloud\/|azure\.|@azure\/)/;
const ambientPrograms = /that changes (?:infrastructure|a cluster|a cloud)$/;

function noteAmbient(call: Call, symbol: string | undefined, found: Found, search: Search): void {
  if (search.ambient || !found.effects.some((effect) => infraEffects.has(effect))) return;
  const isAmbient = (symbol && ambientClients.test(symbol)) || ambientPrograms.test(found.because);
  if (isAmbient) search.ambient = { text: writtenName(call.callee), span: call.span };
}

const infraEffects: ReadonlySet<Effect> = new Set(["change-infra", "destroy-data", "change-access", "write-data"]);
