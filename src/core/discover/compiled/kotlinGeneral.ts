import type { Span } from "../../model/span.ts";
import { argumentsIn, bodyAfter, closeOf, type KotlinArgument, writtenText } from "../../parse/code/kotlinText.ts";
import type { KotlinClassTool } from "./kotlinClasses.ts";

/**
 * Tools of Kotlin by their shape, where a package reaches a model: what is called a tool and is handed a name and a
 * sentence, and functions under a mark that says tool and describes them.
 */
export function generalKotlin(text: string, code: string): KotlinClassTool[] {
  return [...madeTools(text, code), ...markedTools(text, code), ...mappedTools(text, code), ...blockTools(text, code)];
}

const makers =
  /(?<!\b(?:fun|class|object|interface|import|constructor)\s+(?:[\w.<>]+\.)?)\b(?:\w*[a-z])?(?:[tT]ool|Tool(?:Definition|Def|Spec|Info|Descriptor)|FunctionDeclaration|FunctionDefinition)\s*\(/g;
const notMakers =
  /^(?:get|find|has|remove|call|invoke|run|execute|use|on|is|list|unregister|delete|mock|handle|wrap|parse|format|convert|select)/;

function madeTools(text: string, code: string): KotlinClassTool[] {
  return [...code.matchAll(makers)].flatMap((match): KotlinClassTool[] => {
    const open = match.index + match[0].length - 1;
    const close = notMakers.test(match[0]) ? undefined : closeOf(code, open);
    if (close === undefined) return [];
    const args = argumentsIn(code, open, close);
    const written = args.map((arg) => ({ arg, said: writtenText(text.slice(arg.start, arg.end)) }));
    const name = written.find(({ arg, said }) => isName(said) && /^(?:name|toolName|id)$/.test(arg.name ?? "name"));
    const described = written.find(
      ({ arg, said }) => isSentence(said) && /^(?:description|desc|toolDescription)$/.test(arg.name ?? "description"),
    );
    if (!name || !described || args.indexOf(name.arg) > args.indexOf(described.arg)) return [];
    const body = trailing(code, close) ?? lambdaIn(code, args);
    const isHanded = body !== undefined || args.some((arg) => arg !== name.arg && arg !== described.arg);
    if (!isHanded) return [];
    return [
      {
        name: placed(name.arg, name.said),
        description: placed(described.arg, described.said),
        hints: undefined,
        body,
        span: { start: match.index, end: Math.max(close + 1, body?.end ?? 0) },
      },
    ];
  });
}

const isName = (said: string | undefined) => said !== undefined && /^[A-Za-z_][\w.:/-]{1,79}$/.test(said);
const isSentence = (said: string | undefined) => said !== undefined && /\S\s+\S+\s+\S/.test(said.trim());

function placed({ start, end }: KotlinArgument, said = "") {
  return { text: said, span: { start, end } };
}

/** `tool("name", "…") { args -> … }`. */
function trailing(code: string, close: number): Span | undefined {
  const brace = /^\s*\{/.exec(code.slice(close + 1, close + 40));
  return brace ? braced(code, close + brace[0].length) : undefined;
}

/** `handler = { args -> … }`, also after what says that it suspends. */
function lambdaIn(code: string, args: readonly KotlinArgument[]): Span | undefined {
  for (const { start, end } of args) {
    const lambda = /^(?:\w+@|suspend\s+)?\s*\{/.exec(code.slice(start, end));
    const found = lambda ? braced(code, start + lambda[0].length - 1) : undefined;
    if (found) return found;
  }
  return undefined;
}

function braced(code: string, start: number): Span | undefined {
  const end = closeOf(code, start);
  return end === undefined ? undefined : { start, end: end + 1 };
}

const marks =
  /^[ \t]*@(\w*(?:Tool|Function|Skill|Capability|Ability|AgentAction)(?:Method|Def|Definition|Description)?)\s*\(/gm;
const fun =
  /^(?:\s*@\w+(?:\s*\([^()]*(?:\([^()]*\)[^()]*)*\))?)*\s*(?:(?:public|internal|private|override|open|suspend|inline)\s+)*fun\s+(\w+)\s*\(/;

/** `@LlmFunction(name = "close", description = "Closes a ticket") fun close(…)`. */
function markedTools(text: string, code: string): KotlinClassTool[] {
  return [...code.matchAll(marks)].flatMap((match): KotlinClassTool[] => {
    const open = match.index + match[0].length - 1;
    const close = closeOf(code, open);
    const declared = close === undefined ? null : fun.exec(code.slice(close + 1, close + 1500));
    if (close === undefined || !declared) return [];
    const args = argumentsIn(code, open, close).map((arg) => ({
      arg,
      said: writtenText(text.slice(arg.start, arg.end)),
    }));
    const described = args.find(({ said }) => isSentence(said));
    if (!described) return [];
    const named = args.find(({ arg, said }) => isName(said) && /^(?:name|value)?$/.test(arg.name ?? ""));
    const at = close + 1 + declared[0].length - 1;
    const called = declared[1] ?? "";
    const body = bodyAfter(code, at);
    return [
      {
        name: named ? placed(named.arg, named.said) : { text: called, span: { start: at - called.length, end: at } },
        description: placed(described.arg, described.said),
        hints: undefined,
        body,
        span: { start: match.index + match[0].indexOf("@"), end: body?.end ?? at },
      },
    ];
  });
}

/** `mapOf("name" to "close", "description" to "Closes a ticket", "inputSchema" to schema)`. */
function mappedTools(text: string, code: string): KotlinClassTool[] {
  return [...code.matchAll(/\b(?:mutableM|m)apOf\s*\(/g)].flatMap((match): KotlinClassTool[] => {
    const open = match.index + match[0].length - 1;
    const close = closeOf(code, open);
    if (close === undefined) return [];
    const pairs = new Map(
      argumentsIn(code, open, close).flatMap(({ start, end }) => {
        const pair = /^"(\w+)"\s+to\s+/.exec(text.slice(start, end));
        return pair?.[1] === undefined
          ? []
          : [[pair[1], { name: undefined, start: start + pair[0].length, end }] as const];
      }),
    );
    const [name, description] = [pairs.get("name"), pairs.get("description")];
    const [called, said] = [name, description].map((arg) => arg && writtenText(text.slice(arg.start, arg.end)));
    const hasSchema = ["inputSchema", "input_schema", "parameters"].some((key) => pairs.has(key));
    if (!name || !description || !hasSchema || !isName(called) || !isSentence(said)) return [];
    return [
      {
        name: placed(name, called),
        description: placed(description, said),
        hints: undefined,
        body: undefined,
        span: { start: match.index, end: close + 1 },
      },
    ];
  });
}

/** `tool("close") { description = "Closes a ticket"; execute { … } }`. */
function blockTools(text: string, code: string): KotlinClassTool[] {
  return [...code.matchAll(makers)].flatMap((match): KotlinClassTool[] => {
    const open = match.index + match[0].length - 1;
    const close = notMakers.test(match[0]) ? undefined : closeOf(code, open);
    const body = close === undefined ? undefined : trailing(code, close);
    const args = close === undefined ? [] : argumentsIn(code, open, close);
    const [only] = args;
    const name = only && args.length === 1 ? writtenText(text.slice(only.start, only.end)) : undefined;
    if (!only || !body || !isName(name)) return [];
    const set = /\bdescription\s*(?:=\s*|\()(?=")/.exec(text.slice(body.start, body.end));
    const from = set ? body.start + set.index + set[0].length : 0;
    const whole = set ? /^(?:"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*")/.exec(text.slice(from, body.end))?.[0] : undefined;
    const said = whole === undefined ? undefined : writtenText(whole);
    if (whole === undefined || !isSentence(said)) return [];
    return [
      {
        name: placed(only, name),
        description: placed({ name: undefined, start: from, end: from + whole.length }, said),
        hints: undefined,
        body,
        span: { start: match.index, end: body.end },
      },
    ];
  });
}
