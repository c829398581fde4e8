import type { SpannedText } from "../../model/definition.ts";
import type { Call, Code, FunctionCode } from "../../parse/code/code.ts";
import {
  entriesOf,
  functionOf,
  lookup,
  resolveValue,
  returnsOf,
  stringOf,
  writtenName,
} from "../../parse/code/resolve.ts";
import { isProse, isToolName, pickKey, proseText, textIn } from "../tools/described.ts";
import { using } from "./lookAlikes.ts";
import { actPath, toolPath, toolWord } from "./toolWords.ts";

/** A function that is a tool as it stands: its own name and documentation are what the model is told. */
export interface ToolFunction {
  readonly handler: FunctionCode;
  readonly name: string;
  readonly nameSpan: Code["span"];
  readonly span: Code["span"];
  readonly description: SpannedText | undefined;
}

/** Functions in a list that is named for tools: `TOOLS = [search, fetch]`, `tools=[…]`, `read_tools = […]`. */
export function listedFunctions(items: readonly Code[], holders: readonly string[], path: string): ToolFunction[] {
  const isFor = (holder: string) => listWord.test(holder) || (agentPath.test(path) && domainWord.test(holder));
  if (!holders.slice(0, 2).some(isFor)) return [];
  const found = items.map((item) => {
    const handler = item.kind === "name" || item.kind === "member" ? functionOf(item) : onlyFunction(item);
    return handler && isByItself(handler) ? bare(handler) : undefined;
  });
  return found.filter((one) => one !== undefined);
}

const listWord =
  /(?:^|_)tools?$|Tools?$|TOOLS?$|^tools?_(?!(?:hook|callback|handler|middleware|filter|result|call|error|message|choice)s?$)|^(?:available|callable|llm|agent|model|ai)_?(?:functions|actions|skills)$/i;

/** `crm_functions` beside agents; not what is calculated with, or called when something happens. */
const domainWord =
  /^(?!.*(?:loss|activation|window|hash|cost|kernel|metric|reward|scor|test|helper|util|callback|valid|process|transform|aggregat|distance|objective|benchmark|time|hook|event|worker|task|node))\w*[a-z]_functions$/;
const agentPath = /agent|assistant|tool|function|chat|bot|llm/i;

const handing = /^(?:add|register|bind|attach|include|expose)_?(?:tools?|functions?|skills?)$|^as_?tool$/i;

/** `registry.register_tool(search)`: a function by itself, which brings its name and what it is for. */
export function handedFunctions({ callee, args }: Call): ToolFunction[] {
  if (!handing.test(writtenName(callee).split(".").at(-1) ?? "")) return [];
  return args.flatMap((arg) => {
    const handler = arg.kind === "name" || arg.kind === "member" ? functionOf(arg) : undefined;
    return handler && isByItself(handler) ? [bare(handler)] : [];
  });
}

/** `{"func": run_sql, "internal": True}`: a row of a table that is gone through to hand over each. */
function onlyFunction(item: Code): FunctionCode | undefined {
  if (item.kind !== "object") return undefined;
  const fields = entriesOf(item);
  if (pickKey(fields, ["name", "description", "toolname"])) return undefined;
  const [first, ...more] = [...fields.values()].flatMap(({ value }) =>
    value.kind === "name" || value.kind === "member" ? (functionOf(value) ?? []) : [],
  );
  return more.length === 0 ? first : undefined;
}

/** Documented, without a mark, which is looked at where it stands, and not what makes a tool. */
function isByItself(handler: FunctionCode): boolean {
  if (handler.name === undefined || !handler.doc || handler.decorators.length > 0) return false;
  return !returnsOf(handler).some((returned) => {
    const value = resolveValue(returned);
    return value.kind === "function" || (value.kind === "call" && /Tool$/.test(writtenName(value.callee)));
  });
}

function bare(handler: FunctionCode): ToolFunction {
  const nameSpan = handler.nameSpan ?? handler.span;
  return { handler, name: handler.name ?? "", nameSpan, span: handler.span, description: handler.doc };
}

/** `@ai_callable`, `@expose_to_agent`, `@LlmFunction`. */
const callableWord =
  /^(?:ai|llm|agent|model|gpt|mcp)_?(?:callable|function|method|action|skill|exposed?)$|^(?:expose[sd]?|callable|available)_?(?:to|by|for)_?(?:ai|llm|agents?|model)$/i;

/** What a decorator does that leaves a function what it was, or makes something else of it. */
const otherMarks =
  /^(?:list|call|get|on|use|with|has|remove|filter|log|trace|track|requires?|validate|check|wraps?|handle|before|after|test|mock|patch|retry|cached?|measure|time|allow|deny|is|run|execute|select|no|override|property|static|class|abstract|prompt|resource|route|post|put|delete|command|option|argument|group|task|job|fixture|pytest|app|router|event|hook|listener|subscribe|deprecated|dataclass|field|model|serializer|overload|inject|api\w*|swagger\w*|operation|query|mutation|column|entity|controller|injectable|module|description)(?:_|$|(?=[A-Z]))/i;

/**
 * A function under a mark of the project's own that says tool, or that names and describes it.
 * @param isUndocumented documentation of this language is not read, so it is not asked for in a folder of tools
 */
export function markedFunction(fn: FunctionCode, path: string, isUndocumented: boolean): ToolFunction | undefined {
  for (const mark of fn.decorators) {
    const callee = mark.kind === "call" ? mark.callee : mark;
    const word = writtenName(callee).split(".").at(-1) ?? "";
    if (otherMarks.test(word) || using.test(word)) continue;
    const args = mark.kind === "call" ? mark.args : [];
    const fields = fieldsOf(args);
    const texts = args.filter((arg) => arg.kind !== "entry" && stringOf(textIn(arg)) !== undefined);
    const named = pickKey(fields, ["name", "toolname", "id"]) ?? texts.find(isToolName);
    const name = isToolName(named) ? named : undefined;
    const said = pickKey(fields, ["description", "desc", "value"]) ?? texts.find((text) => text !== name);
    const described = (isProse(said) ? proseText(said) : undefined) ?? describedBeside(fn);
    const says = toolWord.test(word) || callableWord.test(word);
    const isIt = says
      ? ((described ?? fn.doc) !== undefined || (isUndocumented && toolPath.test(path))) && isRegistering(callee)
      : described !== undefined && !isOther(fields) && isActMark(writtenName(callee), name !== undefined, path);
    if (!isIt) continue;
    return {
      ...bare(fn),
      name: name ? (stringOf(textIn(name)) ?? "") : (fn.name ?? ""),
      nameSpan: name?.span ?? fn.nameSpan ?? fn.span,
      span: { start: Math.min(mark.span.start, fn.span.start), end: fn.span.end },
      description: described ?? fn.doc,
    };
  }
  return undefined;
}

/** Keyword arguments, and the properties of an object: `@Action({ name: "close", description: "Closes it" })`. */
function fieldsOf(args: readonly Code[]): ReadonlyMap<string, Code> {
  return new Map(
    args.flatMap((arg): [string, Code][] => {
      if (arg.kind === "entry") return [[arg.key ?? "", arg.value]];
      return arg.kind === "object" ? [...entriesOf(arg)].map(([key, { value }]) => [key, value]) : [];
    }),
  );
}

/** `[Tool, Description("Opens a ticket again")]`: what stands in a mark of its own. */
function describedBeside({ decorators }: FunctionCode): SpannedText | undefined {
  for (const mark of decorators) {
    if (mark.kind !== "call" || !/(?:^|\.)\w*Description$/.test(writtenName(mark.callee))) continue;
    const [first] = mark.args;
    const text = first?.kind === "entry" ? first.value : first;
    if (isProse(text)) return proseText(text);
  }
  return undefined;
}

/** A route of a web framework is marked an action too. */
function isOther(fields: ReadonlyMap<string, Code>): boolean {
  return [...fields.keys()].some((key) =>
    /^(?:methods?|url_?\w*|path|route|detail|label|permission\w*|summary|tags)$/i.test(key),
  );
}

/** Not `McpServerPrompt`, `mcp_resource`, `plugin` or `handler`, which mark much else. */
const actMark =
  /(?:^|[a-z\d_])(?:Skill|Action|Capability|Ability|Function)$|(?:^|_)(?:skill|action|capability|ability|function)$/;
const registerWord = /^(?:register|add|expose|provide|declare|define|export|publish|offer)(?:_?[a-z]+)?$/i;

/** `@skill("close", "Closes a ticket")`, `@tool_registry.register("close", "Closes a ticket")`. */
function isActMark(written: string, isNamed: boolean, path: string): boolean {
  const word = written.split(".").at(-1) ?? "";
  const isPlace = toolPath.test(path) || actPath.test(path);
  if (actMark.test(word)) return isNamed || isPlace;
  return registerWord.test(word) && isNamed && (toolWord.test(written) || toolPath.test(path));
}

/** A function of the project in sight that only wraps was looked at before: it makes no tool of anything. */
function isRegistering(callee: Code): boolean {
  if (callee.kind === "member") return true;
  if (callee.kind !== "name") return false;
  const binding = lookup(callee.scope, callee.name);
  return !(binding?.kind === "value" && resolveValue(callee).kind === "function");
}
