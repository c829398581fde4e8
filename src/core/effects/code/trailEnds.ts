import type { Span } from "../../model/span.ts";
import type { Binding, Call, Code, CodeFile, FunctionCode, Name } from "../../parse/code/code.ts";
import {
  functionOf,
  lookup,
  memberOf,
  ownerOf,
  resolveValue,
  rootName,
  writtenName,
} from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { dispatched } from "./dispatch.ts";
import { isPlainValue } from "./guess.ts";
import { compiled } from "./opaqueCompiled.ts";
import { preparesClient } from "./preparation.ts";
import { computes } from "./pureModules.ts";
import { isQuestion } from "./questions.ts";
import { givesThing, verbOf } from "./services.ts";

/**
 * Where the trail of what a handler does ends: at a call whose code was not read and that no table knows. What lies
 * behind it can be anything; what only computes, logs or describes is no end.
 */
export interface TrailEnd {
  readonly name: string;
  /** What is called, as far as it could be resolved: "@acme/sdk.Client().mute". */
  readonly symbol: string | undefined;
  readonly span: Span;
}

/** Judges a call that no table knows; undefined where it is ordinary computing. */
export function trailEnd(
  call: Call,
  handler: FunctionCode,
  ancestors: readonly Code[],
  language: CodeFile["language"],
): TrailEnd | undefined {
  const { callee, span } = call;
  if (call.construct || callee.kind === "call" || functionOf(callee)) return undefined;
  const root = rootName(callee);
  const method = callee.kind === "member" ? callee.property : root?.name;
  if (!root || method === undefined || ordinary.test(method)) return undefined;
  const name = writtenName(callee);
  if (house.test(name) || !acts(method) || !leavesSight(callee, root, handler, ancestors, language)) return undefined;
  // What a person is asked is answered, and does nothing by itself.
  if (isQuestion(call)) return undefined;
  return { name, symbol: symbolOf(callee), span };
}

/** True of a method whose name says that something is done, and not only that something is made or known. */
function acts(method: string): boolean {
  return method === "*" || (verbOf(method) !== undefined && !givesThing(method)) || doing.test(method);
}

const doing =
  /process|perform|handle|call|navigate|action|operat|tool|commit|convert|transcribe|generate_?(?:image|video|audio|speech)/i;

/** An end for a helper that is not gone into any more; undefined where its name says that nothing is done in it. */
export function unfollowed(target: Code): TrailEnd | undefined {
  const name = writtenName(target);
  if (!acts(name.slice(name.lastIndexOf(".") + 1)) || house.test(name)) return undefined;
  return { name, symbol: undefined, span: target.span };
}

/** True of a method that a class or interface only names: whoever implements it is not in sight. */
export function isLeftOut({ body, params }: FunctionCode): boolean {
  if (body.length === 0) return params.length > 0;
  const [only] = body;
  return body.length === 1 && only?.kind === "exit" && /NotImplemented/.test(only.value ? writtenName(only.value) : "");
}

function leavesSight(
  callee: Code,
  root: Name,
  handler: FunctionCode,
  ancestors: readonly Code[],
  language: CodeFile["language"],
): boolean {
  if (callee.kind === "member" && isPlainValue(callee.object)) return false;
  const symbol = symbolOf(callee);
  if (symbol !== undefined && computes(symbol, language)) return false;
  if (/^(?:this|self)$/.test(root.name)) return ofInstance(callee, root, language);
  const binding = lookup(root.scope, root.name);
  if (!binding) return compiled.has(language) && language !== "rust" && isOfPackage(callee, root);
  if (binding.kind === "import") return !computes(moduleOf(binding), language);
  if (isDispatch(callee)) return true;
  if (binding.kind === "parameter") return isGiven(binding, root.name, handler, ancestors, language);
  if (compiled.has(language) && callee.kind === "member" && isOfUnknownType(binding, language)) return true;
  return isMadeElsewhere(binding, language) || isClient(binding, callee, root);
}

/** `handlers[name](args)`, `registry.find(name).execute(args)`: which code runs is decided when it runs. */
function isDispatch(callee: Code): boolean {
  if (callee.kind !== "member") return false;
  if (callee.property === "*") return dispatched(callee).length === 0;
  if (!runs.test(callee.property)) return false;
  const object = resolveValue(callee.object);
  return object.kind === "call" && chooses.test(writtenName(object.callee)) && dispatched(callee).length === 0;
}

const runs = /^(?:execute|run|invoke|handle|process|perform|apply)(?:Async|Tool|Operation|Action|Command)?$/i;
const chooses = /(?:^|[._])_?(?:get|find|resolve|lookup|select|choose|create|for)(?:[A-Z_]\w*)?$/i;

/** A field of a type whose code is not in sight, such as an interface or a library's class. */
function isOfUnknownType({ type }: Binding & { kind: "value" }, language: CodeFile["language"]): boolean {
  if (!type || plainType.test(writtenName(type))) return false;
  const symbol = symbolOf(type);
  return symbol !== undefined && !computes(symbol, language);
}

/** `client.searchProjects()` of a client that a helper of the project makes, in a way that shows no type. */
function isClient(binding: Binding & { kind: "value" }, callee: Code, root: Name): boolean {
  if (callee.kind !== "member" || verbOf(callee.property) === undefined) return false;
  const made = binding.value && resolveValue(binding.value);
  const maker = made?.kind === "call" ? writtenName(made.callee).split(".").at(-1) : undefined;
  return maker !== undefined && (holdsClient.test(root.name) || preparesClient(maker));
}

/** A field that was injected, or a method that a class leaves to those that extend it. */
function ofInstance(callee: Code, root: Name, language: CodeFile["language"]): boolean {
  if (callee.kind !== "member") return false;
  const owner = ownerOf(root.scope);
  if (callee.object.kind === "name")
    return root.name === "this" && owner !== undefined && memberOf(owner, callee.property) === undefined;
  const field = firstField(callee);
  const member = field && memberOf(owner, field);
  if (!member) return !compiled.has(language);
  if (member.kind === "import") return !computes(moduleOf(member), language);
  if (member.kind === "value" && member.value && isMadeElsewhere(member, language)) return true;
  const type = symbolOf(member.type);
  if (type !== undefined) return !plainType.test(type) && !computes(type, language);
  // An interface of the project that several types keep, or the one that passes on to another.
  const kept = compiled.has(language) && member.type ? resolveValue(member.type) : undefined;
  if (kept?.kind === "class" && memberOf(kept, callee.property) !== undefined) return true;
  const value = member.kind === "value" && member.value ? resolveValue(member.value) : undefined;
  return value?.kind === "name" && lookup(value.scope, value.name)?.kind === "parameter";
}

/** `a` of `this.a.b.c()`. */
function firstField(callee: Code): string | undefined {
  let at: Code = callee;
  while (at.kind === "member" || at.kind === "call") {
    const inner: Code = at.kind === "member" ? at.object : at.callee;
    if (inner.kind === "name") return at.kind === "member" ? at.property : undefined;
    at = inner;
  }
  return undefined;
}

/** A function of another file of the package, in languages that need no import for it. */
function isOfPackage(callee: Code, root: Name): boolean {
  if (callee.kind === "name") return !builtIn.test(root.name);
  return /^[A-Z]/.test(root.name) && !builtIn.test(root.name);
}

/** A client, a context or the like that is handed in: what the model itself fills in is only values. */
function isGiven(
  binding: Binding & { kind: "parameter" },
  name: string,
  handler: FunctionCode,
  ancestors: readonly Code[],
  language: CodeFile["language"],
): boolean {
  const type = binding.type && writtenName(binding.type);
  if (type && plainType.test(type)) return false;
  const symbol = symbolOf(binding.type);
  if (symbol !== undefined && computes(symbol, language)) return false;
  const around = [handler, ...ancestors.filter((one): one is FunctionCode => one.kind === "function")];
  const isOwn = around.some(({ params }) => params.some((one) => one.name === name || one.fields.includes(name)));
  return !isOwn || holdsClient.test(name) || (type !== undefined && holdsClient.test(type));
}

/** A value made by a constructor or factory from another module, such as a client. */
function isMadeElsewhere(binding: Binding & { kind: "value" }, language: CodeFile["language"]): boolean {
  const made = binding.value && resolveValue(binding.value);
  if (made?.kind !== "call") return false;
  const symbol = symbolOf(made.callee);
  if (symbol === undefined || computes(symbol, language)) return false;
  const root = rootName(made.callee);
  const maker = root && lookup(root.scope, root.name);
  return maker?.kind === "import" && !computes(moduleOf(maker), language);
}

function moduleOf({ module, imported }: { readonly module: string; readonly imported: string }): string {
  return imported === "*" || imported === "default" ? module : `${module}.${imported}`;
}

/** Names of what other code is reached through. */
const holdsClient =
  /(?:client|api|service|sdk|gateway|repository|repo|store|storage|manager|provider|backend|connection|conn|session|executor|runner|deps|dependencies|adapter|bridge|db|database)$/i;

/** Types whose methods only change the value at hand. */
const plainType =
  /^(?:[a-z]\w*|[A-Z]|(?:Partial|Readonly|Awaited|Promise|Array|List|Map|Set|Record|Dict|Dictionary|Optional|Option|Result|Vec|HashMap|IEnumerable|IList|Collection|String|Integer|Boolean|Long|Double|Number|Object|Value|JsonElement|JsonNode|JsonObject)\b.*|Semaphore\w*|\w*(?:Lock|Mutex|Args|Arguments|Input|Params|Parameters|Options|Schema|Builder|Logger|Error|Exception|Token|CallToolRequest|Request|Response|Result|Context))$/;

/** Methods of texts, lists, maps, promises and results, and what gets ready, tells or looks at a value. */
const ordinary =
  /^(?:\w*[uU]uid\w*|\w*(?:Guid|GUID|UUID)\w*|map|filter|reduce|forEach|flatMap|find|findIndex|some|every|sort|slice|splice|concat|join|split|push|pop|shift|unshift|includes|indexOf|keys|values|entries|items|has|get|set|add|append|extend|insert|update|clear|copy|trim\w*|strip|lstrip|rstrip|lower|upper|title|replace\w*|startsWith|endsWith|startswith|endswith|format\w*|encode|decode|padStart|padEnd|repeat|match|matchAll|test|exec|search|to[A-Z_]\w*|to_\w+|is[A-Z_]\w*|as_\w+|into|from|of|len|length|size|Len|count|iter|into_iter|collect|unwrap\w*|expect|ok|ok_or\w*|map_err|and_then|or_else|unwrap_or\w*|clone|cloned|then|catch|finally|bind|call|apply|safeParse|parse\w*|validate\w*|dump\w*|model_dump\w*|dict|json|text|stringify|[sS]tring|Error|Value|Done|Err|hashCode|equals|isEmpty|isBlank|charAt|substring|getOrDefault|containsKey|stream|orElse\w*|getMessage|Any|Select|Where|First\w*|Single\w*|OrderBy\w*|ToList|ToArray|ToString|Add|Contains|ContainsKey|TryGetValue|Count|R?Lock|R?Unlock|lock|unlock|acquire|release|log|debug|info|warn\w*|error|trace|print\w*|isinstance|setdefault|removeprefix|removesuffix|isdigit|describe|Wait|WaitAsync|ConfigureAwait|CreateLinkedTokenSource|optional|default|min|max|sleep|resolve|reject|abort|throwIfAborted|on|off|once|emit|use|next|send_?progress|report_?progress|sendNotification|notification)$/;

/** Logs, settings, measurements and messages of the program itself. */
const house =
  /(?:^|[._])(?:_?log(?:ger|ging)?|console|settings?|config\w*|metrics?|telemetry|tracer|tracing|span|progress\w*|spinner|i18n|t|analytics|sentry|stats|toast|errors?|exceptions?)(?:\(\))?\.|(?:^|\.)_?(?:get_?logger|log_?\w+|logger\w*|load_?config\w*|get_?config\w*|handle_?\w*error\w*|\w*_?error(?:_?\w*(?:response|result|message))?|create_?\w*(?:response|result|error)|\w*_?(?:response|result|schema)|format_?\w*|validate_?\w*|parse_?\w*|assert_?\w*|ensure_?\w*|check_?(?:auth|permission|enabled|required)\w*|sanitize_?\w*|normali[sz]e_?\w*|serialize_?\w*|is_?[A-Z_]\w*|cast|now|uuid\w*)$/i;

/** Functions and classes of the languages that need no import. */
const builtIn =
  /^(?:append|copy|len|cap|make|new|panic|recover|print|println|delete|close|min|max|clear|string|int|int64|int32|float64|bool|byte|rune|error|any|Console|Math|String|Convert|Array|Enumerable|Task|Guid|DateTime|DateTimeOffset|TimeSpan|JsonSerializer|Path|Encoding|Regex|Interlocked|Thread|Monitor|Random|Stopwatch|Debug|Trace|Environment|\w*Exception|System|Integer|Long|Double|Boolean|Objects|Arrays|Collections|List|Map|Set|Optional|Stream|StringBuilder|Character|super|base|nameof|typeof|lambda|[A-Z]|\w*(?:Helper|Utils?|Utilities|Formatter|Parser|Validator|Builder|Factory|Constants|Options|Response|Result|Type|Kind|Status|Schema))$/;
