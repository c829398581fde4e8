import type { Confirmation, Definition, ToolDefinition } from "../../model/definition.ts";
import type { ClassCode, Code, CodeFile, FunctionCode } from "../../parse/code/code.ts";
import { ownerOf, resolveValue, stringOf, writtenName } from "../../parse/code/resolve.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import { snakeCase } from "../compiled/compiledParts.ts";
import { proseText } from "../tools/described.ts";
import { handedWith } from "../tools/handedWith.ts";
import { scopeOf } from "../tools/modelEvidence.ts";
import { buildTool, modelParameters, nameOf } from "../tools/toolParts.ts";
import { classShape } from "./classShapes.ts";
import { derivedTools } from "./derivedTools.ts";
import { FoundTools } from "./foundTools.ts";
import { isTool, type Surroundings } from "./judgement.ts";
import { moduleShape } from "./moduleShapes.ts";
import { handedFunctions, listedFunctions, markedFunction, type ToolFunction } from "./toolFunctions.ts";
import { callShape, isConstantName, objectShape, rowShape, type Shape } from "./toolShapes.ts";

/** What the last recogniser is given: the file, where it stands, and what the precise ones found in it. */
export interface GeneralLook {
  readonly file: CodeFile;
  readonly path: string;
  readonly found: readonly Definition[];
  readonly approvals: ReadonlyMap<string, Confirmation>;
  /** What runs a tool of this name, where its description does not say. */
  readonly runnerOf?: (name: string, described: Code) => FunctionCode | undefined;
}

interface Look extends GeneralLook {
  /** What runs a tool that is made first, and handed on together with it. */
  handed(tool: Code): FunctionCode | undefined;
}

/**
 * The recogniser of last resort, for packages that hand something to a model: whatever has the shape of a tool is one,
 * through whatever wrapper it goes, where no precise recogniser has claimed the place and where it does not look like
 * one of the other things that are described in the same words.
 */
export function discoverGeneral(given: GeneralLook): ToolDefinition[] {
  const look: Look = { ...given, handed: handedWith(given.file) };
  const found = new FoundTools(look.file, look.found);
  findMarked(look, found);
  findTypes(look, found);
  findShapes(look, found);
  const whole = found.isEmpty ? moduleShape(look.file, look.path) : undefined;
  if (whole) found.take(toTool(whole, look), whole.code);
  for (const { type, name } of derivedTools(look.file)) found.take(derivedTool(type, name, look), type);
  findFunctions(look, found);
  return found.tools;
}

/** Functions under a mark, each by itself: classes of a file may call theirs the same. */
function findMarked(look: Look, found: FoundTools): void {
  walkKinds(look.file.body, ["function"], (part) => {
    if (found.isHeld(part)) return false;
    const marked = part.decorators.length > 0 ? markedFunction(part, look.path, isUndocumented(look.file)) : undefined;
    if (marked) found.take(functionTool(marked, look), marked, true);
    return undefined;
  });
}

function findTypes(look: Look, found: FoundTools): void {
  for (const type of typesOf(look.file, (code) => found.isClaimed(code)))
    take(classShape(type, isApart(look.file)), () => aroundType(type, look), look, found);
}

function findShapes(look: Look, found: FoundTools): void {
  walkKinds(look.file.body, ["call", "object", "list"], (part, ancestors) => {
    if (found.isClaimed(part)) return false;
    return !take(shapeIn(part, ancestors), () => around(part, ancestors, look), look, found);
  });
}

/** Functions that are handed over, in lists, tables and one by one. */
function findFunctions(look: Look, found: FoundTools): void {
  const isTable = look.file.language === "python";
  walkKinds(look.file.body, ["list", "object", "call"], (part, ancestors) => {
    if (found.isHeld(part)) return false;
    if (part.kind === "call") for (const fn of handedFunctions(part)) found.take(functionTool(fn, look), fn);
    if (part.kind === "call" || (part.kind === "object" && !isTable)) return undefined;
    const items = part.kind === "list" ? part.items : part.entries.map(({ value }) => value);
    for (const fn of listedFunctions(items, around(part, ancestors, look).holders, look.path))
      found.take(functionTool(fn, look), fn);
    return undefined;
  });
}

function take(shape: Shape | undefined, surroundings: () => Surroundings, look: Look, found: FoundTools): boolean {
  if (!shape || !found.isFree(shape.code) || !isTool(shape, surroundings())) return false;
  return found.take(toTool(shape, look), shape.code);
}

function shapeIn(part: Code, ancestors: readonly Code[]): Shape | undefined {
  if (part.kind === "object") return objectShape(part, keyOf(ancestors));
  if (part.kind === "list") return rowShape(part, ancestors.at(-1));
  return part.kind === "call" ? callShape(part) : undefined;
}

function functionTool(fn: ToolFunction, { file, approvals }: Look): ToolDefinition {
  return buildTool({
    format: `general-${suffixes[file.language]}`,
    file,
    name: fn.name,
    nameSpan: fn.nameSpan,
    span: fn.span,
    description: fn.description,
    handler: fn.handler,
    parameters: modelParameters(fn.handler, undefined),
    confirmation: approvals.get(fn.name),
  });
}

function derivedTool(type: ClassCode, name: string, { file, approvals }: Look): ToolDefinition {
  return buildTool({
    format: `general-${suffixes[file.language]}`,
    file,
    name,
    nameSpan: type.nameSpan ?? type.span,
    span: type.span,
    description: type.doc,
    handler: undefined,
    parameters: [],
    confirmation: approvals.get(name),
  });
}

function isApart({ language }: CodeFile): boolean {
  return language === "go" || language === "rust";
}

function isUndocumented({ language }: CodeFile): boolean {
  return language === "csharp" || language === "java";
}

/** Types whose methods may lie outside of them. */
function typesOf(file: CodeFile, isClaimed: (code: Code) => boolean): Set<ClassCode> {
  const types = new Set<ClassCode>();
  walkKinds(file.body, ["class", "function"], (part) => {
    if (isClaimed(part)) return false;
    const type = part.kind === "class" ? part : ownerOf(scopeOf(part.body));
    if (type) types.add(type);
    return undefined;
  });
  return types;
}

/** The key of the table that an object is the value of. */
function keyOf(ancestors: readonly Code[]): Code | undefined {
  const entry = ancestors.at(-1);
  const table = ancestors.at(-2);
  if (entry?.kind !== "entry" || entry.key === undefined || table?.kind !== "object") return undefined;
  return entry.computed ?? { kind: "literal", value: entry.key, span: entry.keySpan };
}

/** Two tools in a file, and what has their shape beside them is one more. */
function isToolFile({ found }: Look): boolean {
  return found.filter(({ kind }) => kind === "tool").length > 1;
}

function aroundType(type: ClassCode, look: Look): Surroundings {
  const { path, file } = look;
  const words = [type.name ?? "", ...type.bases.map((base) => writtenName(resolveBase(base)))];
  return {
    path,
    language: file.language,
    called: undefined,
    holders: [],
    words,
    type,
    isBesideTools: isToolFile(look),
  };
}

function resolveBase(base: Code): Code {
  if (base.kind === "call") return base.callee;
  return base.kind === "member" && base.index ? base.object : base;
}

/** Ancestors that are looked at for a word. */
const maxAncestors = 6;

function around(part: Code, ancestors: readonly Code[], look: Look): Surroundings {
  const { path, file } = look;
  const near = ancestors.slice(-maxAncestors).toReversed();
  const named = near.flatMap((one) => {
    if (one.kind === "entry") return one.key ?? [];
    if (one.kind === "call" && one.callee !== part) return writtenName(one.callee).split(".").at(-1) ?? [];
    if (one.kind === "declaration" || one.kind === "function" || one.kind === "class") return one.name ?? [];
    if (one.kind === "group" && one.operator === "=" && one.parts[0]) return writtenName(one.parts[0]);
    return [];
  });
  return {
    path,
    language: file.language,
    called: part.kind === "call" ? writtenName(part.callee) : undefined,
    handedTo: callAround(ancestors),
    holders: named,
    words: [...(part.kind === "call" ? [writtenName(part.callee), makerOf(part.callee)] : []), ...named.slice(0, 3)],
    type: undefined,
    isBesideTools: isToolFile(look),
    ancestors: [...ancestors, part],
  };
}

/** `ToolRegistry` of `registry.register(…)`. */
function makerOf(callee: Code): string {
  const made = callee.kind === "member" ? resolveValue(callee.object) : undefined;
  return made?.kind === "call" ? writtenName(made.callee) : "";
}

function callAround(ancestors: readonly Code[]): string | undefined {
  const parent = ancestors.at(-1);
  return parent?.kind === "call" ? writtenName(parent.callee).split(".").at(-1) : undefined;
}

function toTool(shape: Shape, { file, approvals, runnerOf, handed }: Look): ToolDefinition {
  const { name } = shape;
  const text = isConstantName(name) && stringOf(name) === undefined ? constantName(name) : nameOf(name);
  const named = () => handed(shape.code) ?? runnerOf?.(stringOf(name) ?? text, shape.code);
  const handler = shape.handler ?? (shape.runs ? undefined : named());
  return buildTool({
    format: `general-${suffixes[file.language]}`,
    file,
    name: text,
    nameSpan: name.span,
    span: shape.code.span,
    description: proseText(shape.description) ?? shape.doc,
    annotations: shape.annotations,
    handler,
    parameters: modelParameters(handler, shape.schema && resolveValue(shape.schema)),
    confirmation: approvals.get(text),
  });
}

function constantName(code: Code): string {
  return snakeCase(code.kind === "member" ? code.property : writtenName(code));
}

const suffixes: Readonly<Record<CodeFile["language"], string>> = {
  typescript: "ts",
  javascript: "ts",
  python: "py",
  csharp: "cs",
  java: "java",
  go: "go",
  rust: "rs",
};
