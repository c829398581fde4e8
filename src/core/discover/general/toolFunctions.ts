import type { SpannedText } from "../../model/definition.ts";
import type { Code, FunctionCode } from "../../parse/code/code.ts";
import { functionOf, lookup, resolveValue, stringOf, writtenName } from "../../parse/code/resolve.ts";
import { isProse, isToolName, pickKey, proseText, textIn } from "../tools/described.ts";
import { using } from "./lookAlikes.ts";
import { actWord, toolPath, toolWord } from "./toolWords.ts";

/** A function that is a tool as it stands: its own name and documentation are what the model is told. */
export interface ToolFunction {
  readonly handler: FunctionCode;
  readonly name: string;
  readonly nameSpan: Code["span"];
  readonly span: Code["span"];
  readonly description: SpannedText | undefined;
}

/** Functions in a list that is named for tools: `TOOLS = [search, fetch]`, `tools=[…]`, `read_tools = […]`. */
export function listedFunctions(items: readonly Code[], holders: readonly string[]): ToolFunction[] {
  if (!holders.slice(0, 2).some((holder) => /(?:^|_)tools?$|Tools?$|TOOLS?$|^tools?_/.test(holder))) return [];
  const found = items.map((item) => {
    const handler = item.kind === "name" || item.kind === "member" ? functionOf(item) : undefined;
    // What is marked is looked at where it stands.
    const isBare = handler?.name !== undefined && handler.doc && handler.decorators.length === 0;
    return isBare ? bare(handler) : undefined;
  });
  return found.filter((one) => one !== undefined);
}

function bare(handler: FunctionCode): ToolFunction {
  const nameSpan = handler.nameSpan ?? handler.span;
  return { handler, name: handler.name ?? "", nameSpan, span: handler.span, description: handler.doc };
}

/** What a decorator does that leaves a function what it was, or makes something else of it. */
const otherMarks =
  /^(?:list|call|get|on|use|with|has|remove|filter|log|trace|track|requires?|validate|check|wraps?|handle|before|after|test|mock|patch|retry|cached?|measure|time|allow|deny|is|run|execute|select|no|override|property|static|class|abstract|prompt|resource|route|post|put|delete|command|option|argument|group|task|job|fixture|pytest|app|router|event|hook|listener|subscribe|deprecated|dataclass|field|model|serializer|overload|inject|api\w*|swagger\w*|operation|query|mutation|column|entity|controller|injectable|module|description)(?:_|$|(?=[A-Z]))/i;

/** A function under a mark of the project's own that says tool, or that names and describes it. */
export function markedFunction(fn: FunctionCode, path: string): ToolFunction | undefined {
  for (const mark of fn.decorators) {
    const callee = mark.kind === "call" ? mark.callee : mark;
    const word = writtenName(callee).split(".").at(-1) ?? "";
    if (otherMarks.test(word) || using.test(word)) continue;
    const args = mark.kind === "call" ? mark.args : [];
    const fields = new Map(args.flatMap((arg) => (arg.kind === "entry" ? [[arg.key ?? "", arg.value] as const] : [])));
    const texts = args.filter((arg) => arg.kind !== "entry" && stringOf(textIn(arg)) !== undefined);
    const named = pickKey(fields, ["name", "toolname", "id"]) ?? texts.find(isToolName);
    const name = isToolName(named) ? named : undefined;
    const said = pickKey(fields, ["description", "desc", "value"]) ?? texts.find((text) => text !== name);
    const described = isProse(said) ? proseText(said) : undefined;
    const says = toolWord.test(word);
    const isIt = says
      ? (described ?? fn.doc) !== undefined && isRegistering(callee)
      : actWord.test(word) && described !== undefined && toolPath.test(path);
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

/** A function of the project in sight that only wraps was looked at before: it makes no tool of anything. */
function isRegistering(callee: Code): boolean {
  if (callee.kind === "member") return true;
  if (callee.kind !== "name") return false;
  const binding = lookup(callee.scope, callee.name);
  return !(binding?.kind === "value" && resolveValue(callee).kind === "function");
}
