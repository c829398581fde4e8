import type { Span } from "../../model/span.ts";
import { argumentsIn, bodyAfter, closeOf, type KotlinArgument, writtenText } from "../../parse/code/kotlinText.ts";

/** A class of the project's own that is a tool. */
export interface KotlinClassTool {
  readonly name: Text;
  readonly description: Text | undefined;
  readonly hints: KotlinArgument | undefined;
  readonly body: Span | undefined;
  readonly span: Span;
}

interface Text {
  readonly text: string;
  readonly span: Span;
}

/** Texts without which no class of a file is looked at. */
const mentions = [
  /\boverride\b|@\w*Description\b/,
  /(?:Tool|Function|Skill|AgentAction)\w*\s*[({<,]/,
  /[dD]escription\b/,
];

/** True for text that may have such classes: cheap, and generous. */
export function mentionsOwnTool(text: string): boolean {
  return mentions.every((look) => look.test(text));
}

const contract =
  /\b\w*(?:Tool|Function|Skill|AgentAction)(?:Definition|Base|Spec|Handler|Callback|Provider|Executor)?\b/;
/** The same of what a model fills in. */
const inputContract =
  /\b\w*(?:Tool|Function|Skill|AgentAction)(?:Input|Request|Args|Arguments|Call|Definition|Base)?\b/;
/** A library of models, or a part of a project that is named for such. */
const model =
  /^\s*import\s+[\w.]*\b(?:modelcontextprotocol|mcp|llms?|agents?|openai|anthropic|langchain4j|koog|gemini|ollama)\b/im;
const runner =
  /\b(?:override\s+(?:suspend\s+)?|suspend\s+override\s+|protected\s+override\s+(?:suspend\s+)?)fun\s+(?:(?:do|on|safe)?(?:[eE]xecute|[iI]nvoke|[cC]all|[rR]un|[hH]andle|[pP]erform|[pP]rocess)\w*)\s*\(/g;
const schema = /\boverride\s+(?:val|fun)\s+(?:get)?(?:\w*[sS]chema|toolSpec\w*|inputType)\b/g;
const looseSchema = /\boverride\s+(?:val|fun)\s+(?:get)?(?:(?:input)?[pP]arameters?|args|arguments)\b/g;

/**
 * `class RemoveItem : BaseTool() { override val name = "…"; override val description = "…"; override val inputSchema = …;
 * override suspend fun execute(…) }`: a name, a description, a schema and what runs, under a base called a tool.
 * @param isNear the package reaches a model, so no schema is asked for
 */
export function ownKotlinClasses(text: string, code: string, constants: Constants, isNear: boolean): KotlinClassTool[] {
  const pattern =
    /^[ \t]*((?:(?:public|internal|private|open|data|abstract|sealed|inner|enum|annotation)\s+)*)(?:class|object)\s+\w+\s*(?:<[^{}()]*?>\s*)?(?:(?:@\w+\s*)*(?:(?:private|internal|public)\s+)?constructor\s*)?(?=[(:])/gm;
  return [...code.matchAll(pattern)].flatMap((match): KotlinClassTool[] => {
    if (/abstract|sealed|enum|annotation/.test(match[1] ?? "")) return [];
    const head = headOf(code, match.index + match[0].length);
    const end = head && closeOf(code, head.start);
    if (!head || end === undefined) return [];
    const supers = code.slice(head.supers, head.start);
    const place = { at: match.index + match[0].search(/\S/), ...head, end };
    const told = contract.test(supers) ? classTool(text, code, place, constants, isNear) : [];
    return told.length === 0 && inputContract.test(supers) ? describedClass(text, code, place) : told;
  });
}

/** What constants of other files say. */
export interface Constants {
  constant(name: string): string | undefined;
}

interface Place {
  readonly at: number;
  /** Where the supertypes begin. */
  readonly supers: number;
  /** The brace of the body, and the one that closes it. */
  readonly start: number;
  readonly end: number;
}

/** The supertypes and the body of a class, after its name. */
function headOf(code: string, from: number): { readonly supers: number; readonly start: number } | undefined {
  const after = code[from] === "(" ? closeOf(code, from) : from - 1;
  const colon = after === undefined ? null : /^\s*:/.exec(code.slice(after + 1, after + 200));
  if (!colon || after === undefined) return undefined;
  const supers = after + 1 + colon[0].length;
  for (let at = supers; at < code.length && at < supers + 4000; at++) {
    if (code[at] === "{") return { supers, start: at };
    if (code[at] === "(") at = closeOf(code, at) ?? code.length;
    else if (code[at] === "}" || code[at] === "=") return undefined;
  }
  return undefined;
}

function classTool(text: string, code: string, place: Place, constants: Constants, isNear: boolean): KotlinClassTool[] {
  const has = (pattern: RegExp) => membersAt(code, place, pattern).length > 0;
  const [run] = membersAt(code, place, runner);
  const given = superArguments(code, place);
  const field = (key: RegExp) => fieldOf(text, code, place, key, constants);
  const name = field(/^(?:name|toolName)$/) ?? told(given, "name", text);
  const description = field(/^(?:description|toolDescription)$/) ?? told(given, "description", text);
  if (!name || !description || run === undefined) return [];
  if (!has(schema) && !isNear && !(model.test(text) && (has(looseSchema) || given.length > 0))) return [];
  return [
    {
      name,
      description,
      hints: hintsOf(code, place),
      body: bodyAfter(code, code.indexOf("(", run)),
      span: { start: place.at, end: place.end + 1 },
    },
  ];
}

/** Where members of the class itself begin, none of a class in it. */
function membersAt(code: string, { start, end }: Place, pattern: RegExp): number[] {
  return [...code.slice(start, end).matchAll(pattern)].flatMap(({ index }) =>
    depthAt(code, start, start + index) === 1 ? [start + index] : [],
  );
}

function depthAt(code: string, from: number, to: number): number {
  let depth = 0;
  for (let at = from; at < to; at++) {
    if (code[at] === "{") depth++;
    else if (code[at] === "}") depth--;
  }
  return depth;
}

function superArguments(code: string, { supers, start }: Place): KotlinArgument[] {
  const open = code.slice(supers, start).indexOf("(");
  const close = open < 0 ? undefined : closeOf(code, supers + open);
  return close === undefined ? [] : argumentsIn(code, supers + open, close).filter(({ name }) => name !== undefined);
}

function told(args: readonly KotlinArgument[], key: string, text: string): Text | undefined {
  const arg = args.find(({ name }) => name === key);
  const written = arg && writtenText(text.slice(arg.start, arg.end));
  return arg && written !== undefined ? { text: written, span: { start: arg.start, end: arg.end } } : undefined;
}

const literal = /^(?:"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*")(?:\s*\+\s*(?:"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"))*/;

/** `override val name = "…"`, `… get() = "…"`, `override fun getName() = "…"`, or a constant of this file. */
function fieldOf(text: string, code: string, place: Place, key: RegExp, constants: Constants): Text | undefined {
  const field =
    /\boverride\s+(?:val\s+(\w+)|fun\s+(\w+)\s*\(\s*\))\s*(?::\s*String)?\s*(?:get\(\)\s*)?(?:=\s*|\{\s*return\s+)/g;
  for (const at of membersAt(code, place, field)) {
    field.lastIndex = at;
    const match = field.exec(code);
    const called = match?.[1] ?? match?.[2]?.replace(/^get([A-Z])/, (_, letter: string) => letter.toLowerCase());
    if (!match || match.index !== at || called === undefined || !key.test(called)) continue;
    return writtenAt(text, at + match[0].length) ?? constantAt(text, code, at + match[0].length, constants);
  }
  return undefined;
}

function writtenAt(text: string, at: number): Text | undefined {
  const whole = literal.exec(text.slice(at, at + 20_000))?.[0];
  const written = whole === undefined ? undefined : writtenText(whole);
  return whole === undefined || written === undefined
    ? undefined
    : { text: written, span: { start: at, end: at + whole.length } };
}

/** `override val name = ToolNames.CREATE_FILE`: a constant of this file, or of another. */
function constantAt(text: string, code: string, at: number, constants: Constants): Text | undefined {
  const written = /^(?:\w+\.)*(\w+)\s*$/m.exec(code.slice(at, at + 200).split("\n")[0] ?? "");
  const name = written?.[1];
  if (!written || name === undefined) return undefined;
  const declared = new RegExp(`\\bval\\s+${name}\\b\\s*(?::\\s*String)?\\s*=\\s*`).exec(code);
  if (declared) return writtenAt(text, declared.index + declared[0].length);
  const span = { start: at, end: at + written[0].trimEnd().length };
  const said = constants.constant(name) ?? (/^[A-Z][A-Z\d_]+$/.test(name) ? name.toLowerCase() : undefined);
  return said === undefined ? undefined : { text: said, span };
}

/** A function that a class of input is run by, in the class itself. */
const ownRunner = /\b(?:suspend\s+)?fun\s+(?:use|execute|invoke|call|run|handle|perform)\w*\s*\(/g;

/**
 * `@SerialName("CreateFile") @Description("Creates a file") data class CreateFile(val path: String) : AgentTool { fun use() … }`:
 * what a model fills in is the class itself, and what is said of it stands before it.
 */
function describedClass(text: string, code: string, place: Place): KotlinClassTool[] {
  const from = marksBefore(code, place.at);
  const marks = text.slice(from, place.at);
  const description = markText(marks, from, /@\w*Description\s*\(\s*/);
  const [run] = membersAt(code, place, ownRunner);
  if (!description || run === undefined) return [];
  const called = /\b(?:class|object)\s+(\w+)/.exec(code.slice(place.at, place.supers));
  const named = markText(marks, from, /@\w*(?:SerialName|ToolName|Tool|Name)\s*\(\s*/);
  const at = place.at + (called ? called.index + called[0].length - (called[1] ?? "").length : 0);
  return [
    {
      name: named ?? { text: called?.[1] ?? "", span: { start: at, end: at + (called?.[1] ?? "").length } },
      description,
      hints: undefined,
      body: bodyAfter(code, code.indexOf("(", run)),
      span: { start: from + marks.search(/\S/), end: place.end + 1 },
    },
  ];
}

/** Where the annotations begin that stand before a declaration. */
function marksBefore(code: string, at: number): number {
  let from = at;
  for (let left = 12; left > 0; left--) {
    const before = code.slice(Math.max(0, from - 4000), from);
    const mark = /@\w+(?:\.\w+)*[ \t]*(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?\s*$/.exec(before);
    if (!mark) return from;
    from -= before.length - mark.index;
  }
  return from;
}

function markText(marks: string, from: number, mark: RegExp): Text | undefined {
  const found = mark.exec(marks);
  const own = found ? writtenAt(marks, found.index + found[0].length) : undefined;
  return own && { text: own.text, span: { start: own.span.start + from, end: own.span.end + from } };
}

function hintsOf(code: string, place: Place): KotlinArgument | undefined {
  const [at] = membersAt(code, place, /\boverride\s+val\s+\w*[aA]nnotations\b[^=\n]*=\s*\w+\s*\(/g);
  const open = at === undefined ? -1 : code.indexOf("(", code.indexOf("=", at));
  const close = open < 0 ? undefined : closeOf(code, open);
  return close === undefined ? undefined : { name: "annotations", start: open, end: close + 1 };
}
