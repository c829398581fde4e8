import type { Hazard, HazardKind } from "../../model/definition.ts";
import { type Call, type Code, type FunctionCode, walk } from "../../parse/code/code.ts";
import { booleanOf, entriesOf, functionOf, resolveValue, stringOf, writtenName } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { rememberAnswers } from "../../rememberAnswers.ts";
import type { Occurrence } from "./codeEffects.ts";
import { loopHazards } from "./loopHazards.ts";
import { lookedAt, modelInput, originOf, type Tainted } from "./taint.ts";

/** What is known of a tool's input beside its handler. */
export interface InputLimits {
  /** Parameters whose schema leaves no free text: numbers, choices. */
  readonly inert: ReadonlySet<string>;
  /** Lists that the schema bounds. */
  readonly bounded: ReadonlySet<string>;
  readonly python: boolean;
}

/** Helpers are followed this deep with what the model wrote. */
const maxDepth = 3;

/** Ways in which a tool's code lets what the model wrote do more than it is meant to. Each place once. */
export function codeHazards(
  handler: FunctionCode,
  occurrences: readonly Occurrence[],
  limits: InputLimits,
): readonly Hazard[] {
  const key = JSON.stringify([[...limits.inert], [...limits.bounded]]);
  const last = known.get(handler);
  if (last?.key === key && last.occurrences === occurrences) return last.found;
  const found = search(handler, occurrences, limits);
  known.set(handler, { key, occurrences, found });
  return found;
}

/** What was found, and with what it was looked for. */
const known = new WeakMap<
  FunctionCode,
  { readonly key: string; readonly occurrences: readonly Occurrence[]; readonly found: readonly Hazard[] }
>();

function search(handler: FunctionCode, occurrences: readonly Occurrence[], limits: InputLimits): readonly Hazard[] {
  const tainted = modelInput(handler, limits.python, limits.inert);
  const begun: Search = { found: new Map(), visited: new Set() };
  if (tainted.size > 0) follow(handler, tainted, begun, [], 0);
  for (const hazard of loopHazards(handler, tainted, occurrences, limits.bounded)) add(begun, hazard);
  return [...begun.found.values()];
}

interface Search {
  readonly found: Map<string, Hazard>;
  readonly visited: Set<FunctionCode>;
}

function add({ found }: Search, hazard: Hazard): void {
  const key = `${hazard.kind} ${hazard.span.start}`;
  if (!found.has(key)) found.set(key, hazard);
}

function follow(
  code: FunctionCode,
  tainted: Tainted,
  search: Search,
  around: readonly (readonly Code[])[],
  depth: number,
): void {
  if (search.visited.has(code)) return;
  search.visited.add(code);
  const checked = lookedAt([code.body], tainted);
  const free = new Map([...tainted].filter(([, origin]) => !checked.has(origin)));
  walk(code.body, (part) => {
    if (part.kind !== "call") return undefined;
    for (const look of isLookedFor(part) ? looks : none) {
      const hazard = look(part, free);
      // A field of what the model sent may be looked at although the whole is not.
      if (hazard && !checked.has(hazard.parameter ?? "")) add(search, hazard);
    }
    const helper = depth < maxDepth ? functionOf(part.callee) : undefined;
    const inner = helper && handedTo(helper, part, free);
    if (helper && inner && inner.size > 0) follow(helper, inner, search, [...around, code.body], depth + 1);
    return undefined;
  });
}

/** What a helper's parameters hold of the model's words, by position and by name. */
function handedTo(helper: FunctionCode, call: Call, tainted: Tainted): Tainted {
  const found = new Map<string, string>();
  const isMethod = /^(?:self|cls)$/.test(helper.params[0]?.name ?? "");
  const params = isMethod ? helper.params.slice(1) : helper.params;
  const positional = call.args.filter((arg) => arg.kind !== "entry");
  for (const [index, param] of params.entries()) {
    const named = call.args.find((arg) => arg.kind === "entry" && arg.key === param.name);
    const origin = originOf(positional[index] ?? named, tainted);
    if (origin !== undefined && param.name) found.set(param.name, origin);
  }
  return found;
}

type Look = (call: Call, tainted: Tainted) => Hazard | undefined;

function hazard(kind: HazardKind, call: Call, parameter: string | undefined): Hazard | undefined {
  if (parameter === undefined) return undefined;
  return { kind, parameter, by: `${writtenName(call.callee)}()`, span: call.span };
}

/** A text put together of fixed parts and of what the model wrote. The whole text being the model's is another matter: a tool made for it. */
function embedded(
  code: Code | undefined,
  tainted: Tainted,
): { readonly origin: string; readonly start: string } | undefined {
  const value = code && resolveValue(code);
  if (!value) return undefined;
  const origin = originOf(value, tainted);
  if (origin === undefined) return undefined;
  const start = fixedStart(value);
  return start === undefined ? undefined : { origin, start };
}

/** The fixed text with which a composed text starts; undefined where nothing of it is fixed. */
function fixedStart(value: Code): string | undefined {
  if (value.kind === "template") return value.texts.join("").trim() === "" ? undefined : (value.texts[0] ?? "");
  if (value.kind === "group" && /^[+%]$/.test(value.operator ?? "")) {
    const texts = value.parts.map((part) => stringOf(part) ?? (part.kind === "group" ? fixedStart(part) : undefined));
    return texts.every((text) => text === undefined) ? undefined : (texts[0] ?? "");
  }
  if (value.kind === "call" && value.callee.kind === "member" && value.callee.property === "format") {
    return stringOf(value.callee.object);
  }
  return undefined;
}

const shellSymbols =
  /^(?:child_process\.exec(?:Sync)?|util\.promisify\(\)|shelljs\.exec|os\.(?:system|popen)|subprocess\.(?:getoutput|getstatusoutput)|asyncio\.create_subprocess_shell|commands\.getoutput)$/;
const optionalShell =
  /^(?:child_process\.(?:spawn|execFile)(?:Sync)?|subprocess\.(?:run|call|check_call|check_output|Popen)|execa(?:\.\w+)?)$/;

const shell: Look = (call, tainted) => {
  const symbol = symbolOf(call.callee) ?? "";
  if (!shellSymbols.test(symbol) && !optionalShell.test(symbol)) return undefined;
  const options = [...call.args.slice(1), ...call.args].map((arg) =>
    arg.kind === "entry" ? arg : entriesOf(arg).get("shell"),
  );
  const isShell = options.some((entry) => entry?.key === "shell" && booleanOf(entry.value) === true);
  if (shellSymbols.test(symbol) || (optionalShell.test(symbol) && isShell))
    return hazard("shell", call, embedded(call.args[0], tainted)?.origin);
  if (!optionalShell.test(symbol)) return undefined;
  const [program, list] = call.args;
  const items = [program, list].flatMap((arg) => {
    const value = arg && arg.kind !== "entry" ? resolveValue(arg) : undefined;
    return value?.kind === "list" ? value.items : value ? [value] : [];
  });
  const flag = items.findIndex((item) => /^-l?i?c$/.test(stringOf(item) ?? ""));
  const isInterpreter =
    flag > 0 && /(?:^|\/)(?:ba|z|da|k)?sh$/.test(stringOf(items[flag - 1]) ?? stringOf(items[0]) ?? "");
  return isInterpreter ? hazard("shell", call, embedded(items[flag + 1], tainted)?.origin) : undefined;
};

const sqlMethods =
  /^(?:query|execute|exec|run|all|prepare|executemany|executescript|raw|unsafe|fetch|fetchrow|fetchval|\$queryRawUnsafe|\$executeRawUnsafe|text|sql)$/;
const sqlStart =
  /^\s*(?:select\b[\s\S]*\bfrom|insert\s+into|update\s+[\s\S]*\bset|delete\s+from|drop\s+(?:table|database|schema|index|view)|alter\s+table|truncate\s)\b/i;

const sql: Look = (call, tainted) => {
  const method = call.callee.kind === "member" ? call.callee.property : writtenName(call.callee);
  const [first] = call.args;
  // A tagged template hands its parts over apart.
  if (!isSqlMethod(method) || !first || first.span.start <= call.callee.span.end) return undefined;
  const found = embedded(first, tainted);
  return found && sqlStart.test(wholeText(first)) ? hazard("sql", call, found.origin) : undefined;
};

function wholeText(code: Code): string {
  const value = resolveValue(code);
  if (value.kind === "template") return value.texts.join(" ? ");
  if (value.kind === "group")
    return value.parts.map((part) => stringOf(part) ?? (part.kind === "group" ? wholeText(part) : "?")).join(" ");
  if (value.kind === "call" && value.callee.kind === "member") return stringOf(value.callee.object) ?? "";
  return "";
}

const fileSymbols =
  /^(?:fs(?:\/promises|\.promises)?\.(?:readFile|writeFile|appendFile|unlink|rm|createReadStream|createWriteStream|readdir|rmdir)(?:Sync)?|open|os\.(?:remove|unlink|rmdir|listdir)|shutil\.rmtree|Bun\.(?:file|write)|Deno\.(?:readTextFile|writeTextFile|remove))$/;
const fileMethods = /^pathlib\.Path\(.*\)\.(?:read_text|read_bytes|write_text|write_bytes|unlink|open|rmdir)$/;
const joins = /^(?:path(?:\.posix|\.win32)?\.(?:join|resolve)|os\.path\.join|pathlib\.Path)$/;

/** A file below a fixed folder, by a name of which nothing is looked at. */
const path: Look = (call, tainted) => {
  const symbol = symbolOf(call.callee) ?? "";
  const isMethod = fileMethods.test(symbol) && call.callee.kind === "member";
  if (!isMethod && !fileSymbols.test(symbol)) return undefined;
  const target = call.callee.kind === "member" && isMethod ? call.callee.object : call.args[0];
  return hazard("path", call, target && belowFolder(target, tainted, 4));
};

function belowFolder(code: Code, tainted: Tainted, steps: number): string | undefined {
  const value = resolveValue(code);
  if (steps <= 0) return undefined;
  if (value.kind === "call" && joins.test(symbolOf(value.callee) ?? "") && value.args.length > 1) {
    const [folder, ...rest] = value.args;
    if (originOf(folder, tainted) !== undefined) return undefined;
    return rest.map((part) => originOf(part, tainted)).find((name) => name !== undefined);
  }
  if (value.kind === "group" && value.operator === "/") {
    const [folder, ...rest] = value.parts;
    const inner = folder && belowFolder(folder, tainted, steps - 1);
    if (inner !== undefined) return inner;
    if (!folder || originOf(folder, tainted) !== undefined) return undefined;
    // `folder / f"{name}.txt"`
    return rest.map((part) => originOf(part, tainted)).find((name) => name !== undefined);
  }
  if (value.kind !== "template") return undefined;
  const at = value.texts.findIndex((text, index) => /\/$/.test(text) && index < value.holes.length);
  return at < 0 || (originOf(value.holes[0], tainted) !== undefined && value.texts[0] === "")
    ? undefined
    : originOf(value.holes[at], tainted);
}

const requests =
  /^(?:fetch|node-fetch|axios(?:\..*)?|got(?:\..*)?|ky(?:\..*)?|undici\.(?:fetch|request)|(?:requests|httpx|aiohttp|niquests)\.(?:\w+\(\)\.)?(?:get|post|put|patch|delete|request|stream)|urllib\.request\.(?:urlopen|Request))$/;

/** A request that carries a credential to an address of which the model wrote the host. */
const url: Look = (call, tainted) => {
  if (!requests.test(symbolOf(call.callee) ?? "")) return undefined;
  const [first, second] = call.args;
  const method = first && /^(?:GET|POST|PUT|PATCH|DELETE)$/i.test(stringOf(first) ?? "");
  const address = (method ? second : undefined) ?? entriesOf(first).get("url")?.value ?? first;
  if (!address || address.kind === "entry" || !carriesCredential(call)) return undefined;
  return hazard("url", call, hostOrigin(resolveValue(address), tainted));
};

/** The model's part of the address, where it decides the host. */
function hostOrigin(value: Code, tainted: Tainted): string | undefined {
  if (value.kind === "template") {
    const before = value.texts[0] ?? "";
    return /^(?:https?:\/\/)?$/.test(before) ? originOf(value.holes[0], tainted) : undefined;
  }
  if (value.kind === "group" && value.operator === "+") return value.parts[0] && hostOrigin(value.parts[0], tainted);
  return value.kind === "literal" ? undefined : originOf(value, tainted);
}

function carriesCredential(call: Call): boolean {
  let found = false;
  walk(call.args, (part) => {
    if (
      part.kind === "entry" &&
      /^(?:authorization|x-api-key|api-key|apikey|auth|cookie|private-token)$/i.test(part.key ?? "")
    )
      found = true;
    if (part.kind === "entry" && part.key === "headers" && mentionsCredential(part.value)) found = true;
    return undefined;
  });
  return found;
}

function mentionsCredential(headers: Code): boolean {
  return [...entriesOf(headers).keys()].some((key) =>
    /^(?:authorization|x-api-key|api-key|apikey|cookie|private-token)$/i.test(key),
  );
}

const evaluators =
  /^(?:eval|Function|exec|compile|vm\.(?:runInNewContext|runInThisContext|runInContext|Script|compileFunction)|builtins\.(?:eval|exec))$/;

const evaluated: Look = (call, tainted) => {
  if (!evaluators.test(symbolOf(call.callee) ?? "")) return undefined;
  const origin = call.args.map((arg) => originOf(resolveValue(arg), tainted)).find((name) => name !== undefined);
  return hazard("evaluated", call, origin);
};

const looks: readonly Look[] = [shell, sql, path, url, evaluated];
const none: readonly Look[] = [];

const named = [shellSymbols, optionalShell, fileSymbols, fileMethods, requests, evaluators];

/** Few calls are of a kind that is looked at, and which are is found once for each name. */
function isLookedFor({ callee }: Call): boolean {
  return (
    isNamed(symbolOf(callee) ?? "") || isSqlMethod(callee.kind === "member" ? callee.property : writtenName(callee))
  );
}

const isNamed = rememberAnswers((symbol) => named.some((pattern) => pattern.test(symbol)));
const isSqlMethod = rememberAnswers((method) => sqlMethods.test(method));
