import type { ClassCode, Code, CodeFile } from "../../parse/code/code.ts";
import { entriesOf, resolveValue, stringOf, writtenName } from "../../parse/code/resolve.ts";
import { isInsideTest, otherKinds } from "../ecmascript/objectTools.ts";
import { textIn } from "../tools/described.ts";
import { isModelSchema } from "../tools/modelSchema.ts";
import {
  actBase,
  otherBases,
  otherCalls,
  otherFiles,
  otherFilesUnsaid,
  otherHolders,
  otherKeys,
  otherTypes,
  using,
  valueTypes,
} from "./lookAlikes.ts";
import { isConstantName, type Shape } from "./toolShapes.ts";
import { actPath, actWord, toolPath, toolWord } from "./toolWords.ts";

/** What stands around a shape. */
export interface Surroundings {
  readonly path: string;
  readonly language: CodeFile["language"];
  /** What is called, as written. */
  readonly called: string | undefined;
  /** The last word of the call that takes an object. */
  readonly handedTo?: string | undefined;
  /** What holds it, the nearest first. */
  readonly holders: readonly string[];
  /** All that may say tool: what is called, its holders, the type and its bases. */
  readonly words: readonly string[];
  readonly type: ClassCode | undefined;
  /** The file holds tools that are found for sure. */
  readonly isBesideTools: boolean;
  readonly ancestors?: readonly Code[];
}

/** Whether a shape in a package that reaches a model is a tool. */
export function isTool(shape: Shape, around: Surroundings): boolean {
  const says = around.words.some((word) => toolWord.test(word));
  if (looksLikeOther(shape, around, says)) return false;
  const hints = says || around.isBesideTools || toolPath.test(around.path);
  const acts = hints || around.words.some((word) => actWord.test(word)) || actPath.test(around.path);
  const { description, schema, runs } = shape;
  const isModel = isModelSchema(schema) || isFieldList(schema);
  if (shape.isRow) return description !== undefined && runs && acts;
  if (around.type) return isToolType(shape, around, { says, hints, acts, isModel });
  if (description === undefined) return says && runs && around.called !== undefined && isMaking(around.called);
  if (says && !(around.called !== undefined && answerWord.test(around.called)))
    return (
      runs ||
      schema !== undefined ||
      (isMaking(around.called ?? "") && (shape.keys.size > 0 || givesMore(shape.code))) ||
      (isToolList(around.holders[0]) && takesType(shape.code))
    );
  if (hints) return (runs && schema !== undefined) || isModel || (runs && around.called !== undefined);
  if (acts && runs && schema !== undefined) return true;
  return isModel && (runs || isDeclaration(shape));
}

/** `TOOLS`, `allTools`. */
function isToolList(holder: string | undefined): boolean {
  return holder !== undefined && /(?:^|_)tools?(?:_list)?$|Tools$/i.test(holder);
}

/** `toSchema(CloseTicket, "close_ticket", "Closes a ticket")`: a type that says what goes in. */
function takesType(code: Code): boolean {
  return (
    code.kind === "call" && code.args.some((arg) => arg.kind === "name" && /^[A-Z][a-z]\w*$|[sS]chema$/.test(arg.name))
  );
}

const declaring =
  /^(?:name|toolname|functionname|description|parameters|inputschema|strict|type|function|outputschema|annotations|title)$/;

/** `{ name, description, parameters: { type: "object", … } }` and nothing else: a function as models are told of one. */
function isDeclaration({ keys, code }: Shape): boolean {
  const isTold = keys.has("parameters") || keys.has("inputschema");
  return code.kind === "object" && isTold && [...keys].every((key) => declaring.test(key));
}

interface Hints {
  readonly says: boolean;
  readonly hints: boolean;
  readonly acts: boolean;
  readonly isModel: boolean;
}

/**
 * A class that says what it is called and for, and is run: where it is called a tool, or where a base of the project
 * that all such classes share, a schema, and the folder that it lies in say so together.
 */
function isToolType(
  { description, doc, schema, name, isBare }: Shape,
  { type, words, path }: Surroundings,
  is: Hints,
): boolean {
  if (description === undefined && doc === undefined && !(isBare && toolPath.test(path))) return false;
  if (is.says) return true;
  const [, ...bases] = words;
  if (bases.some((base) => otherBases.test(base))) return false;
  if (is.acts && is.isModel) return true;
  if (is.hints && schema !== undefined) return true;
  const isNamed = stringOf(textIn(name)) !== undefined && (type?.bases.length ?? 0) > 0;
  return isNamed && (is.hints || bases.some((base) => actBase.test(base)));
}

/** What a tool answers, fails with or is called by. */
const answerWord = /Tool_?(?:Result|Error|Call|Response|Output|Use|Message|Exception|Choice)\w*$/i;
/** Not `NewToolResult(…)`, which is what a tool answers. */
const makingWord =
  /tools?(?:_?(?:def\w*|specs?|specification|info|entry|config|func\w*|handler|impl|item|class|from\w+|with\w+|desc\w*|decl\w*|schema|object|meta\w*|regist\w+))?$/i;

/** `Tool(…)`, `new ToolDef(…)`, `registerTool(…)`, `toolkit.add_tool(…)`. */
function isMaking(called: string): boolean {
  const word = called.split(/\.|::/).at(-1) ?? "";
  return makingWord.test(word) && !using.test(word);
}

/** `{ id: { type: "string", description: "…" } }`, or a list of parameters that say so. */
function isFieldList(code: Code | undefined): boolean {
  const value = code && resolveValue(code);
  const fields =
    value?.kind === "list" ? value.items : value?.kind === "object" ? value.entries.map((entry) => entry.value) : [];
  return (
    fields.length > 0 && fields.every((field) => valueTypes.test(stringOf(entriesOf(field).get("type")?.value) ?? ""))
  );
}

function looksLikeOther(shape: Shape, around: Surroundings, says: boolean): boolean {
  if (otherFiles.test(around.path) || (!says && otherFilesUnsaid.test(around.path))) return true;
  if (around.type) return isOtherType(around.words);
  if (shape.type !== undefined && valueTypes.test(shape.type)) return true;
  const isSaid = isMaking(around.called ?? "") || shape.keys.has("inputschema") || shape.keys.has("annotations");
  if (!isSaid && [...shape.keys].some((key) => otherKeys.test(key))) return true;
  if (around.ancestors && (isInsideTest(around.ancestors) || isInTestFunction(around.ancestors))) return true;
  const [holder = ""] = around.holders.filter((one) => !isNameOf(one, shape));
  if (
    otherHolders.test(plain(holder)) ||
    around.holders.slice(0, 4).some((one) => /^(?:properties|arguments)$/i.test(one))
  )
    return true;
  const handedTo = around.handedTo ?? around.called ?? "";
  if (otherKinds.test(handedTo) && !toolWord.test(handedTo) && !isToolList(holder)) return true;
  if (around.called !== undefined) {
    const word = around.called.split(/\.|::/).at(-1) ?? "";
    if (otherCalls.test(plain(word)) || using.test(word)) return true;
    if (otherTypes.test(word) && !isMaking(word)) return true;
  }
  // A constant for a name stands for a tool only where all of one is in sight.
  return isConstantName(shape.name) && !(shape.description && (shape.runs || shape.schema));
}

/** `tool_def("name", "What it is for", json!({ … }))`: more than the words of a catalogue. */
function givesMore(code: Code): boolean {
  return (
    code.kind === "call" &&
    code.args.some((arg) => arg.kind !== "literal" && arg.kind !== "template" && arg.kind !== "name")
  );
}

/** `#[test] fn converts()`, `def test_it()`: tests stand in the file of what they test, too. */
function isInTestFunction(ancestors: readonly Code[]): boolean {
  return ancestors.some(
    (one) =>
      one.kind === "function" &&
      (/^test_/.test(one.name ?? "") ||
        one.decorators.some((mark) => /(?:^|\.)(?:test|rstest|fixture)$/.test(markName(mark)))),
  );
}

function markName(mark: Code): string {
  return writtenName(mark.kind === "call" ? mark.callee : mark);
}

/** `DELETE_ENVIRONMENT: { name: "delete_environment" }`: the key says the name once more, and not what holds it. */
function isNameOf(holder: string, { name }: Shape): boolean {
  const bare = (text: string) => text.replace(/[^a-z\d]/gi, "").toLowerCase();
  return bare(holder) === bare(stringOf(name) ?? "");
}

/** `searchPrompts` as `search_prompts`. */
function plain(word: string): string {
  return word.replace(/([a-z\d])([A-Z])/g, "$1_$2").replace(/^_+/, "");
}

/** By its own name, unless what it extends says that it is a tool. */
function isOtherType([name = "", ...bases]: readonly string[]): boolean {
  if ([name, ...bases].some((one) => /Agent$/.test(one))) return true;
  return otherTypes.test(name) && !bases.some((base) => toolWord.test(base));
}
