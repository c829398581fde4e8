import type { SpannedText } from "../../model/definition.ts";
import type { Call, Code, FunctionCode } from "../../parse/code/code.ts";
import { contains, entriesOf, functionOf, resolveValue, stringOf } from "../../parse/code/resolve.ts";
import { chainOf, lastName } from "../compiled/compiledParts.ts";
import {
  descriptionKeys,
  isCopied,
  isProse,
  isToolName,
  nameKeys,
  pickKey,
  plainKey,
  runnerKeys,
  saidByPosition,
  schemaKeys,
  textIn,
} from "../tools/described.ts";
import { isModelSchema } from "../tools/modelSchema.ts";

/** What may be a tool, whatever it is written as. */
export interface Shape {
  readonly code: Code;
  readonly name: Code;
  readonly description: Code | undefined;
  /** What documents it, where it describes itself by nothing else. */
  readonly doc?: SpannedText | undefined;
  readonly schema: Code | undefined;
  readonly annotations: Code | undefined;
  readonly handler: FunctionCode | undefined;
  /** Something runs it, in sight or not. */
  readonly runs: boolean;
  /** All keys that it has, in plain spelling. */
  readonly keys: ReadonlySet<string>;
  /** What its "type" says. */
  readonly type: string | undefined;
  /** It is one by its base alone, which brings the name and what it is for. */
  readonly isBare?: boolean;
  /** A row without keys: `(search, "search", "Searches the notes")`. */
  readonly isRow?: true;
}

export const moreNameKeys = ["toolid", ...nameKeys.filter((key) => key !== "method")];
export const moreDescriptionKeys = [...descriptionKeys, "summary", "descriptionformodel", "doc", "docs"];
export const moreSchemaKeys = [
  ...schemaKeys,
  "input",
  "zodschema",
  "argumentschema",
  "requestschema",
  "toolschema",
  "args",
];
const moreRunnerKeys = [
  ...runnerKeys,
  "cb",
  "action",
  "executor",
  "runner",
  "implement",
  "impl",
  "do",
  "apply",
  "body",
];

type Fields = ReadonlyMap<string, Code>;

/** `{ name, description, … }`, or a value of a table whose key is the name. */
export function objectShape(code: Code & { kind: "object" }, key: Code | undefined): Shape | undefined {
  const fields = new Map([...entriesOf(code)].map(([name, { value }]) => [name, value]));
  const shape = shapeOf(code, fields, key, undefined);
  // A copy of another one, with something changed, is that one.
  return shape && (shape.name === key || contains(code.span, shape.name.span)) ? shape : undefined;
}

/** A call that names, describes and is handed a schema or a function, in whatever order and whatever it is called. */
export function callShape(call: Call): Shape | undefined {
  const fields = new Map<string, Code>();
  const chain = chainOf(call);
  if (chain.size > 1) for (const [method, { args }] of chain) if (args[0]) fields.set(method, args[0]);
  for (const [key, value] of pairsOf(call)) fields.set(key, value);
  let handler: FunctionCode | undefined;
  let schema: Code | undefined;
  for (const arg of call.args) {
    if (arg.kind === "entry") {
      if (arg.key !== undefined) fields.set(arg.key, arg.value);
      continue;
    }
    const value = resolveValue(arg);
    if (value.kind === "object" && !isModelSchema(value))
      for (const [name, entry] of entriesOf(value)) fields.set(name, entry.value);
    else if (isModelSchema(value)) schema ??= arg;
    else {
      handler ??= functionOf(arg);
      const [given] = value.kind === "call" && isOption(value) ? value.args : [];
      if (given && value.kind === "call") fields.set(lastName(value.callee), given);
    }
  }
  const [first] = chain.size > 1 ? footOf(call).args : call.args;
  const said = pairsOf(call).length > 0 ? undefined : saidByPosition(call.args);
  const named = said?.[0] ?? (first && first.kind !== "entry" && isToolName(first) ? first : undefined);
  const written = new Set([...fields.keys()].map(plainKey));
  if (said && !pickKey(fields, moreDescriptionKeys)) fields.set("description", said[1]);
  if (schema && !pickKey(fields, moreSchemaKeys)) fields.set("schema", schema);
  const shape = shapeOf(call, fields, named, handler);
  return shape && { ...shape, keys: written };
}

/** `Map.of("name", "close", "description", "…")` of Java. */
function pairsOf({ callee, args }: Call): [string, Code][] {
  if (callee.kind !== "member" || callee.property !== "of" || lastName(callee.object) !== "Map") return [];
  return args.flatMap((arg, at): [string, Code][] => {
    const key = at % 2 === 0 ? stringOf(arg) : undefined;
    const value = args[at + 1];
    return key === undefined || !value ? [] : [[key, value]];
  });
}

/** `new ToolBuilder("close")` of `new ToolBuilder("close").description("…").build()`. */
function footOf(call: Call): Call {
  let at = call;
  for (let steps = 0; steps < 60 && at.callee.kind === "member"; steps++) {
    // What a variable was made by has a name of its own.
    const before: Code = at.callee.object;
    if (before.kind !== "call") break;
    at = before;
  }
  return at;
}

/** A row of a table, where the rows beside it are of the same kind: a name, a sentence and a function, in any order. */
export function rowShape(row: Code & { kind: "list" }, table: Code | undefined): Shape | undefined {
  if (table?.kind !== "list" || table.items.length < 2 || table.items.length > maxRows) return undefined;
  let isWhole = wholeTables.get(table);
  if (isWhole === undefined) {
    isWhole = table.items.every((one) => one.kind === "list" && rowOf(one) !== undefined);
    wholeTables.set(table, isWhole);
  }
  const shape = isWhole ? rowOf(row) : undefined;
  return shape && { ...shape, isRow: true };
}

/** More rows than anybody writes tools are data. */
const maxRows = 500;
/** Whether all rows of a table are of the kind: asked for each of them. */
const wholeTables = new WeakMap<Code, boolean>();

function rowOf(row: Code & { kind: "list" }): Shape | undefined {
  if (row.items.length < 3 || row.items.length > 8) return undefined;
  const functions = row.items.flatMap((item) => (isNamed(item) ? (functionOf(item) ?? []) : []));
  const [name, description] = saidByPosition(row.items) ?? [];
  const [handler] = functions;
  if (!name || !description || !handler || functions.length > 1) return undefined;
  return shapeOf(row, new Map([["description", description]]), name, handler);
}

function isNamed({ kind }: Code): boolean {
  return kind === "name" || kind === "member" || kind === "function";
}

/** `mcp.WithDescription("…")`: an option that says one thing. */
function isOption({ callee, args }: Call): boolean {
  return args.length === 1 && /^(?:With|with_?)[A-Za-z]+$/.test(lastName(callee));
}

function shapeOf(
  code: Code,
  fields: Fields,
  named: Code | undefined,
  given: FunctionCode | undefined,
): Shape | undefined {
  const own = pickKey(fields, moreNameKeys);
  const name = nameIn(own) ?? (own ? undefined : nameIn(named));
  const description = pickKey(fields, moreDescriptionKeys);
  if (!name || isCopied(own, description)) return undefined;
  const runner = pickKey(fields, moreRunnerKeys);
  // A row of a registry holds a tool that is one already; only a function of that name runs it.
  const handler = given ?? functionOf(runner ?? fields.get("tool"));
  return {
    code,
    name,
    description: isProse(description) && isSentence(description) ? description : undefined,
    schema: pickKey(fields, moreSchemaKeys),
    annotations: pickKey(fields, ["annotations", "hints"]),
    handler,
    runs: handler !== undefined || (runner !== undefined && stringOf(runner) === undefined),
    keys: new Set([...fields.keys()].map(plainKey)),
    type: stringOf(pickKey(fields, ["type"])),
  };
}

/** What a model is told has words; what is computed is taken for such. */
export function isSentence(code: Code): boolean {
  const text = stringOf(textIn(code));
  return text === undefined || /\S\s+\S/.test(text.trim());
}

/** A name that is written, one put together of something that is, or a constant that stands for one. */
export function nameIn(code: Code | undefined): Code | undefined {
  if (!code) return undefined;
  if (isToolName(code)) return textIn(code) ?? code;
  if (stringOf(textIn(code)) !== undefined) return undefined;
  const value = resolveValue(code);
  if (value.kind === "template" && value.texts.some((text) => /^[\w.:/-]*[a-z]{3}[\w.:/-]*$/i.test(text))) return value;
  return isConstantName(value) ? value : undefined;
}

/** `ToolName.DELETE_TOPICS`, `names::FS_READ`, `TOOL_READ_NAME`: a constant of a file that is not followed. */
export function isConstantName(code: Code): boolean {
  if (code.kind === "name") return /^[A-Z][A-Z\d_]{2,}$/.test(code.name);
  return code.kind === "member" && code.object.kind === "name" && /(?:names?|ids?|tools?)$/i.test(code.object.name);
}
