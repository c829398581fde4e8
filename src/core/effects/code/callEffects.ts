import type { Effect } from "../../model/effect.ts";
import type { Call, Code, CodeFile, FunctionCode } from "../../parse/code/code.ts";
import { functionOf, isGuard, resolveValue, rootName, stringOf, writtenName } from "../../parse/code/resolve.ts";
import { rememberAnswers } from "../../rememberAnswers.ts";
import { startsAgent } from "./agentPrograms.ts";
import { agentEffects } from "./agentShapes.ts";
import { clientEffects, namedClientEffects } from "./clients.ts";
import { csharpLibraries } from "./csharpLibraries.ts";
import { csharpAliases, csharpSinks } from "./csharpSinks.ts";
import { ecmascriptDocuments } from "./ecmascriptDocuments.ts";
import { ecmascriptEditor } from "./ecmascriptEditor.ts";
import { ecmascriptLibraries } from "./ecmascriptLibraries.ts";
import { ecmascriptSandboxes } from "./ecmascriptSandboxes.ts";
import { ecmascriptAliases, ecmascriptSinks } from "./ecmascriptSinks.ts";
import { goLibraries } from "./goLibraries.ts";
import { goAliases, goSinks } from "./goSinks.ts";
import { documentEffects } from "./graphql.ts";
import { isLookup, storeEffects } from "./handed.ts";
import { byHost } from "./hosts.ts";
import { declaredRequest, inheritedSymbols } from "./inherited.ts";
import { javaLibraries } from "./javaLibraries.ts";
import { javaAliases, javaSinks } from "./javaSinks.ts";
import { csharpNamed, goNamed, javaNamed } from "./namedClasses.ts";
import { compiled } from "./opaqueCompiled.ts";
import { pythonDocuments } from "./pythonDocuments.ts";
import { pythonLibraries } from "./pythonLibraries.ts";
import { pythonSandboxes } from "./pythonSandboxes.ts";
import { pythonAliases, pythonSinks } from "./pythonSinks.ts";
import { refine } from "./refine.ts";
import { onlyAsks, refineRequest, requestMethod } from "./refineRequest.ts";
import { refineSql } from "./refineSql.ts";
import { runsGiven } from "./runsGiven.ts";
import { rustLibraries } from "./rustLibraries.ts";
import { rustAliases, rustSinks } from "./rustSinks.ts";
import { fitsOut, isKnownService, keepsAnswer, type ServiceCall, serviceEffects, verbOf } from "./services.ts";
import { shapeEffects } from "./shapes.ts";
import { sharedSinks } from "./sharedSinks.ts";
import { type SinkFinder, sinkFinder } from "./sink.ts";

/** What a call does by itself, and what shows it. */
export interface Found {
  readonly effects: readonly Effect[];
  readonly because: string;
  /** Told by the verb of a service's method, and not by where text comes from. */
  readonly byVerb?: true;
  /** The resolved name of what is called, where a library's client answers. */
  readonly symbol?: string;
  /** Perhaps only the way to what is then done with the answer; "unsure" where the name tells no verb. */
  readonly isWay?: "unsure" | "read";
  /** Only makes good what was done before. */
  readonly settles?: true;
}

/**
 * What a call does by what is known of it: the tables of its language, what it inherits, its shape, its name.
 * @param symbol its resolved and normalized name, where there is one
 * @param asking helpers that take the method of a request from who calls them
 */
export function callEffects(
  call: Call,
  symbol: string | undefined,
  language: CodeFile["language"],
  asking: ReadonlySet<FunctionCode>,
): Found | undefined {
  if (language === "rust" && isGuard(call)) return nothing;
  const document = language === "typescript" || language === "javascript" ? documentEffects(call) : undefined;
  if (document) return { effects: document, because: `${writtenName(call.callee)}() with a document of GraphQL` };
  return (
    (symbol && effectsOfSymbol(symbol, call, language)) ||
    (compiled.has(language) && effectsOfDeclared(call, language)) ||
    effectsOfShape(call, asking) ||
    effectsOfName(call, symbol)
  );
}

const ecmascript = [
  ecmascriptDocuments,
  ecmascriptEditor,
  ecmascriptSandboxes,
  ecmascriptLibraries,
  ecmascriptSinks,
  sharedSinks,
];
const nothing: Found = { effects: [], because: "" };

const finders: Readonly<Record<CodeFile["language"], SinkFinder>> = {
  typescript: sinkFinder(...ecmascript),
  javascript: sinkFinder(...ecmascript),
  python: sinkFinder(pythonDocuments, pythonSandboxes, pythonLibraries, pythonSinks, sharedSinks),
  csharp: sinkFinder(csharpLibraries, csharpSinks),
  java: sinkFinder(javaLibraries, javaSinks),
  go: sinkFinder(goLibraries, goSinks),
  rust: sinkFinder(rustLibraries, rustSinks),
};

const namedFinders: Readonly<Partial<Record<CodeFile["language"], SinkFinder>>> = {
  go: sinkFinder(goNamed),
  java: sinkFinder(javaNamed),
  csharp: sinkFinder(csharpNamed),
};

const aliases: Readonly<Record<CodeFile["language"], readonly (readonly [RegExp, string])[]>> = {
  typescript: ecmascriptAliases,
  javascript: ecmascriptAliases,
  python: pythonAliases,
  csharp: csharpAliases,
  java: javaAliases,
  go: goAliases,
  rust: rustAliases,
};

/** A resolved name as the tables write it. */
export function normalized(symbol: string | undefined, language: CodeFile["language"]): string | undefined {
  return symbol === undefined ? undefined : normalizers[language](symbol);
}

const normalizer = (rows: (typeof aliases)[CodeFile["language"]]) =>
  rememberAnswers((symbol) =>
    rows.reduce((name, [pattern, replacement]) => name.replace(pattern, replacement), symbol),
  );

const normalizers: Readonly<Record<CodeFile["language"], (symbol: string) => string>> = {
  typescript: normalizer(aliases.typescript),
  javascript: normalizer(aliases.javascript),
  python: normalizer(aliases.python),
  csharp: normalizer(aliases.csharp),
  java: normalizer(aliases.java),
  go: normalizer(aliases.go),
  rust: normalizer(aliases.rust),
};

function effectsOfSymbol(symbol: string, call: Call, language: CodeFile["language"]): Found | undefined {
  const sink = finders[language](symbol);
  const written = writtenName(call.callee);
  // A value of a library's type is only data.
  if (language === "go" && (call.construct || goGetter.test(symbol))) return undefined;
  if (!sink && closesItself(call, language)) return nothing;
  if (!sink) return runsGiven(call) ? undefined : effectsOfService(call, symbol, language);
  if (sink.asks && (call.construct || ofAnswer.test(symbol))) return undefined;
  const refined = sink.refine ? refine(sink.refine, call, symbol) : { effects: [] };
  const listed = [...new Set([...sink.effects, ...refined.effects])];
  const effects = sink.refine === "http" ? byHost(call, listed) : listed;
  const byVerb = !sink.refine && compiled.has(language) && symbol.includes("().");
  return {
    symbol,
    effects,
    because: `${written}()${refined.detail ? ` ${refined.detail}` : ""}`,
    ...(byVerb && { byVerb }),
  };
}

/** `file.path.split("/").pop().replace(/x/g, "")` of what a service answered: a text is made of another. */
const changesText =
  /\(\)(?:\.\w+)*\.(?:split|pop|trim\w*|slice|to(?:Lower|Upper)Case|toString|join)\(\)\.(?:replace|replaceAll|split|trim\w*)$|\(\)(?:\.\w+)*\(\)(?:\.\w+)+\.(?:replace|replaceAll|split|trim\w*)$/;

/** What a transaction began to write is not written. */
const undoes = /\.rollback(?:_?(?:to_?savepoint|transaction|async))?$/i;

/** By the verb of a method of a client. */
function effectsOfService(call: Call, symbol: string, language: CodeFile["language"]): Found | undefined {
  const written = writtenName(call.callee);
  if (keepsAnswer(symbol) || changesText.test(symbol)) return nothing;
  if (undoes.test(symbol) && serviceEffects(symbol)?.effects.every((effect) => effect === "write-data")) return nothing;
  if (isClassName(symbol, language)) return undefined;
  const service = serviceEffects(symbol);
  const others = () =>
    fitsOut(lastPart(symbol)) ? [] : (namedFinders[language]?.(symbol)?.effects ?? clientEffects(symbol));
  const effects = service?.effects ?? (isKnownService(symbol) ? undefined : others());
  if (!effects) return undefined;
  const asked = asksByMethod(call, effects);
  if (asked) return { ...asked, symbol };
  const isWay = wayOf(symbol, service);
  const settles = /\.(?:commit|flush)$/.test(symbol) && effects.includes("write-data");
  return {
    effects,
    because: `${written}()`,
    byVerb: true,
    symbol,
    ...(isWay && { isWay }),
    ...(settles && { settles: true as const }),
  };
}

/**
 * `caldav.elements.CalendarHomeSet()`: a value is made, unless the class is named after what it does first, as in
 * `PutObjectCommand`.
 */
function isClassName(symbol: string, language: CodeFile["language"]): boolean {
  if (compiled.has(language)) return false;
  const name = /(?:^|[./])([A-Z][a-z]+)[A-Z]\w*$/.exec(symbol);
  return name?.[1] !== undefined && verbOf(name[1]) === undefined;
}

/** `res.Body.Close()`: without an argument it is the thing at hand that is closed, where a service is told which. */
function closesItself({ callee, args }: Call, language: CodeFile["language"]): boolean {
  return compiled.has(language) && args.length === 0 && callee.kind === "member" && /^[cC]lose$/.test(callee.property);
}

/** What tells no verb is perhaps only the way to what does. */
function wayOf(symbol: string, service: ServiceCall | undefined): Found["isWay"] {
  if (verbOf(lastPart(symbol)) === undefined) return "unsure";
  return service?.isWay ? "read" : undefined;
}

function lastPart(symbol: string): string {
  return symbol.slice(symbol.lastIndexOf(".") + 1);
}

/** What a library makes of a method that is only inherited or declared. */
function effectsOfDeclared(call: Call, language: CodeFile["language"]): Found | undefined {
  // In Go and Rust a name alone is never a method.
  if (call.callee.kind === "name" && (language === "go" || language === "rust")) return undefined;
  for (const symbol of inheritedSymbols(call)) {
    const found = effectsOfSymbol(symbol, call, language);
    if (found) return found;
  }
  const effects = declaredRequest(call);
  return effects && { effects, because: `${writtenName(call.callee)}()` };
}

/** Dates, texts and lists of an answer. */
const ofAnswer =
  /\.(?:get(?:Time|FullYear|Month|Date|Hours|Minutes)|to(?:String|ISOString|LocaleString|LowerCase|UpperCase|Fixed|JSON)|map|filter|slice|join|split|push|includes|find|forEach|reduce|some|every|flatMap|sort|trim|replace|replaceAll|startsWith|endsWith|keys|values|entries|then|catch)$/;

/** `repo.GetID()` of what a client answered, and not of the client itself. */
const goGetter =
  /\.(?!New|With|Must|\w*(?:Client|Service|API|Api|SDK|Session|Conn|Store|Logical|KVv[12])\(\))\w+\(\)\.Get(?!Logs$|ByKey$)[A-Z]\w*$/;

/** Helpers that are handed the method of a request. */
const requestWords = /request|fetch|^do|call|invoke|^send/i;

/** Methods that nothing but a database has. */
const sqlRunner =
  /^(?:(?:execute|exec|run|query|raw)_?(?:sql|SQL|Sql|query_?raw|QueryRaw|RawQuery|SqlQuery|SQLQuery)|rawQuery|\$queryRawUnsafe|\$executeRawUnsafe|simple_?execute)$/;

/** What nothing but a code interpreter is asked for by name. */
const interpreterWords =
  /^(?:executeCode|executeCommand|startCommandExecution|readFiles|writeFiles|listFiles|removeFiles)$/;

const sqlMethods = /^(?:query|execute|exec|run|all|prepare|executemany|raw|unsafe|fetch|fetchrow)$/;
const sqlStart =
  /^\s*(?:select|insert\s+into|update\s+\w|delete\s+from|drop\s+|alter\s+|truncate\s|create\s+(?:table|index|view)|with\s+\w+\s+as)\b/i;

/** Calls on an object whose maker is not in this file, where the shape alone leaves no doubt. */
function effectsOfShape(call: Call, asking: ReadonlySet<FunctionCode>): Found | undefined {
  const { callee } = call;
  if (callee.kind !== "member" && callee.kind !== "name") return undefined;
  const written = writtenName(callee);
  const helper = functionOf(callee);
  const isNamed = requestWords.test(callee.kind === "member" ? callee.property : callee.name);
  const isRequest = isNamed || (helper !== undefined && asking.has(helper));
  const method = isRequest ? requestMethod(call) : undefined;
  if (method && !onlyAsks(method)) {
    const { effects, detail } = refineRequest(call);
    return { effects, because: `${written}() ${detail ?? ""}`.trim() };
  }
  // Out of sight, `HEAD` may be the commit that git means.
  if (method && (helper || method === "GET")) return { effects: ["fetch-network"], because: `${written}()` };
  if (isRequest && !method && helper && call.args.some(isMethodField) && !answersRequest(callee)) {
    return { effects: ["fetch-network", "send-outward"], because: `${written}() with a method that is handed in` };
  }
  if (helper && startsAgent(call))
    return { effects: ["delegate"], because: `${written}() with another agent's program` };
  if (callee.kind !== "member") return undefined;
  if (helper === undefined && sqlRunner.test(callee.property)) {
    const { effects, detail } = refine("sql", call, written);
    return { effects, because: `${written}() ${detail ?? ""}`.trim() };
  }
  if (callee.property === "invoke" && interpreterWords.test(stringOf(call.args[0]) ?? ""))
    return { effects: refine("interpreter", call, written).effects, because: `${written}()` };
  const told = agentEffects(callee);
  if (told) return { effects: told, because: `${written}()` };
  const stored = storeEffects(call);
  if (stored) return { effects: stored, because: `${written}()` };
  const shape = isLookup(call) ? undefined : shapeEffects(callee);
  if (shape && !(shape.outside && helper)) return { effects: shape.effects, because: `${written}()` };
  const [first] = call.args;
  const text = stringOf(first) ?? (first && resolveValue(first).kind === "template" ? templateStart(first) : undefined);
  if (!sqlMethods.test(callee.property) || text === undefined || !sqlStart.test(text)) return undefined;
  const { effects, detail } = refineSql({ text, known: true });
  return { effects, because: `${written}() ${detail ?? ""}`.trim() };
}

/** A client whose class is not in sight. */
function effectsOfName(call: Call, symbol: string | undefined): Found | undefined {
  // A type that is only declared somewhere tells no more than no type.
  const isKnown = symbol !== undefined && !/^(?:\.|[A-Z]\w*\(\))/.test(symbol);
  if (call.construct || isKnown || functionOf(call.callee)) return undefined;
  const written = writtenName(call.callee);
  const effects = namedClientEffects(written) ?? namedClientEffects(givenName(call.callee));
  return effects && (asksByMethod(call, effects) ?? { effects, because: `${written}()`, byVerb: true });
}

/** The method of HTTP says more than the verb of the function: `client.make_request("GET", path)`. */
function asksByMethod(call: Call, effects: readonly Effect[]): Found | undefined {
  const method = effects.includes("send-outward") ? requestMethod(call) : undefined;
  if (!method || !onlyAsks(method)) return undefined;
  return { effects: ["fetch-network"], because: `${writtenName(call.callee)}() with method ${method}`, byVerb: true };
}

/**
 * The name under which the receiver is handed in, for `const { apiClient: client } = context; client.drop()`, or of
 * what gives it, for `const client = await getProjectsClient(token); client.list()`.
 */
function givenName(callee: Code): string {
  const root = rootName(callee);
  if (!root) return "";
  const given = resolveValue(root);
  const isNamed = given.kind === "member" || (given.kind === "call" && !given.construct);
  return isNamed ? `${writtenName(given)}${writtenName(callee).slice(root.name.length)}` : "";
}

/** `this.handleServerRequest(msg.id, msg.method)` answers what somebody else asks. */
function answersRequest(callee: Code): boolean {
  return /(?:^|\.)_?(?:handle|on|process|answer|respond)\w*$/i.test(writtenName(callee));
}

/** `args.Method`: the model, or who configured the tool, says how it asks. */
function isMethodField(code: Code): boolean {
  return code.kind === "member" && /^(?:http_?)?(?:method|verb)$/i.test(code.property);
}

function templateStart(code: Code): string | undefined {
  const value = resolveValue(code);
  return value.kind === "template" ? value.texts.join(" ? ") : undefined;
}
