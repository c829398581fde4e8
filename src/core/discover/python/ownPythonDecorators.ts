import type { ToolDefinition } from "../../model/definition.ts";
import { type Call, type ClassCode, type Code, type FunctionCode, walk } from "../../parse/code/code.ts";
import { functionOf, lookup, rootName, stringOf, writtenName } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";
import { describes, importsModels, namesModels, scopeOf } from "../tools/modelEvidence.ts";
import { buildTool, nameOf, spannedText } from "../tools/toolParts.ts";
import { putsUnder } from "./decoratorsAround.ts";
import { isServerMark } from "./mcpPython.ts";
import { keywords, modelParametersOf } from "./pythonParts.ts";
import { isToolMark, toolDecoratorOf } from "./pythonTools.ts";

/**
 * Functions that a decorator of the project, or of a library that no row names, makes tools: `@registry.action("…")`,
 * `@register_tool("name", description="…")`. Where the decorator's code is in sight it has to register what it is
 * given with a description or a schema; wrappers that only log, check or retry tools do not.
 */
export function discoverOwnDecorators({ file, isTaken, approvals, nearModel }: Discovery): ToolDefinition[] {
  const found: ToolDefinition[] = [];
  walkKinds(file.body, ["function", "class"], (part) => {
    const { decorators = [] } = part;
    if (decorators.length === 0) return undefined;
    if ((part.kind === "function" && toolDecoratorOf(part)) || isTaken(part.span)) return undefined;
    const mark = decorators.find((decorator) => marks(decorator, part, nearModel));
    const handler = mark && (part.kind === "function" ? part : wholeOf(part));
    if (!mark || !handler) return undefined;
    const { name, description } = partsOf(mark);
    const text = name ? nameOf(name) : (part.name ?? "computed name");
    found.push(
      buildTool({
        format: "custom-decorator-py",
        file,
        name: text,
        nameSpan: name?.span ?? part.nameSpan ?? part.span,
        span: { start: mark.span.start, end: part.span.end },
        description: spannedText(description) ?? part.doc,
        handler,
        parameters: part.kind === "function" ? modelParametersOf(part) : [],
        confirmation: approvals.get(text),
      }),
    );
    return undefined;
  });
  return found;
}

/** All that a class can do, as one function: a model is given its methods. */
function wholeOf(type: ClassCode): FunctionCode | undefined {
  const methods = type.body.filter(
    (part): part is FunctionCode => part.kind === "function" && !/^_/.test(part.name ?? "_"),
  );
  const [first] = methods;
  return first && { ...first, params: [], body: methods.flatMap(({ body }) => body) };
}

/** Words that say tool, and words that say it only where a model is near. */
const toolWord =
  /^(?!(?:list|call|get|on|use|with|has|remove|filter|log|trace|track|requires?|validate|check|wrap|handle|before|after|test|mock|patch|retry|cached?|measure|time|allow|deny|is|run|execute|select|no)_)(?:[a-z]+_)*tool$/i;
const otherWord =
  /^(?:[a-z]+_)*(?:action|function|skill|capability|ability|command)$|^register(?:_(?:action|function|skill|command|capability))?$/i;
/** Decorators of libraries with these names that have nothing to do with models. */
const otherLibraries =
  /^(?:django|rest_framework|flask|click|typer|discord|slack_bolt|telegram|celery|prefect|dagster|airflow|fabric|invoke|pytest|unittest|functools|nox|doit|sublime|bpy|numba|jax|torch|tensorflow|aiogram|nextcord|disnake|fastapi|starlette|aws_cdk|azure|firebase_functions|cog|strawberry|graphene)\b/;

function marks(decorator: Code, marked: FunctionCode | ClassCode, nearModel: () => boolean): boolean {
  const call = decorator.kind === "call" ? decorator : undefined;
  const callee = call?.callee ?? decorator;
  const maker = functionOf(callee);
  if (maker && marked.kind === "function" && putsUnder(maker, isLibraryMark)) return true;
  const last = writtenName(callee).split(".").at(-1) ?? "";
  const isTool = toolWord.test(last);
  if (!isTool && !otherWord.test(last)) return false;
  const symbol = symbolOf(callee) ?? "";
  if (otherLibraries.test(symbol)) return false;
  if (maker && marked.kind === "function" && registers(maker, isTool)) return true;
  if (maker) return isTool && marked.doc !== undefined && fillsTools(maker) && isFor(maker, callee, nearModel);
  if (marked.kind === "class") return false;
  const fn = marked;
  const { description } = partsOf(decorator);
  if (!isOutside(callee)) return false;
  if (isTool && /^(?:tool|\w+_tool)$/.test(last) && !call) return fn.doc !== undefined && isOfModels(callee, symbol);
  if (!isTool) return description !== undefined && isOfModels(callee, symbol);
  return (description !== undefined || fn.doc !== undefined) && isOfModels(callee, symbol);
}

function isLibraryMark(callee: Code): boolean {
  return isToolMark(callee) || isServerMark(callee);
}

/** Its code is not in sight: from a library, or handed in. */
function isOutside(callee: Code): boolean {
  const root = rootName(callee);
  const binding = root && lookup(root.scope, root.name);
  return binding !== undefined && (binding.kind !== "value" || binding.value?.kind !== "function");
}

function isOfModels(callee: Code, symbol: string): boolean {
  const at = symbol.lastIndexOf(".");
  return (at > 0 && namesModels(symbol.slice(0, at))) || importsModels(scopeOf([callee]));
}

/** The decorator's own code keeps what it is given, with what a model is told of it. */
function registers(maker: FunctionCode, isTool: boolean): boolean {
  const used = describes([...maker.body, ...maker.params.flatMap(({ value }) => value ?? [])]);
  const named = maker.params.some(({ name }) =>
    /^(?:desc(?:ription)?|(?:param|args?|input)_?(?:model|schema))$/.test(name ?? ""),
  );
  const isNear = importsModels(scopeOf(maker.body));
  if (used === "for a model") return isTool || isNear;
  if (isTool) return (used !== undefined && !onlyWraps(maker)) || (named && keeps(maker));
  return named && keeps(maker) && isNear;
}

/** It puts what it is given into something that is named for tools: `TOOLS.register(cls)`, `registry.add_tool(fn)`. */
function fillsTools(maker: FunctionCode): boolean {
  let found = false;
  walk(maker.body, (part) => {
    if (part.kind === "call")
      found ||= /tool\w*\.(?:register|add|append)\w*$|\.(?:register|add|append)_\w*tool\w*$/i.test(
        writtenName(part.callee),
      );
    if (part.kind === "group" && part.operator === "=" && part.parts[0])
      found ||= /tool/i.test(writtenName(part.parts[0].kind === "member" ? part.parts[0].object : part.parts[0]));
    return !found;
  });
  return found;
}

/** A model is near the registry, or near what is put into it. */
function isFor(maker: FunctionCode, callee: Code, nearModel: () => boolean): boolean {
  return importsModels(scopeOf(maker.body)) || importsModels(scopeOf([callee])) || nearModel();
}

/** `functools.wraps` marks a function that stands for the one it is given. */
function onlyWraps(maker: FunctionCode): boolean {
  let wraps = false;
  walk(maker.body, (part) => {
    if (part.kind === "function")
      wraps ||= part.decorators.some((mark) => /(?:^|\.)wraps(?:\(\))?$/.test(writtenName(mark)));
    return undefined;
  });
  return wraps && !keeps(maker);
}

/** It makes something of a description, or puts it into a registry. */
function keeps(maker: FunctionCode): boolean {
  let found = false;
  walk(maker.body, (part) => {
    if (part.kind === "call") {
      const given = keywords(part);
      found ||=
        given.has("description") || /(?:^|\.)(?:register\w*|append|add\w*|setdefault)$/.test(writtenName(part.callee));
    }
    if (part.kind === "object") found ||= part.entries.some(({ key }) => key === "description");
    return !found;
  });
  return found;
}

/** A text with a space is a description, one without a name. */
function partsOf(decorator: Code): { readonly name: Code | undefined; readonly description: Code | undefined } {
  const call: Call | undefined = decorator.kind === "call" ? decorator : undefined;
  const given = call ? keywords(call) : new Map<string, never>();
  const texts = (call?.args ?? []).filter((arg) => arg.kind !== "entry" && stringOf(arg) !== undefined);
  const isName = (code: Code) => /^[\w.:/-]{1,80}$/.test(stringOf(code) ?? "");
  const pick = (keys: readonly string[]) => keys.flatMap((key) => given.get(key)?.value ?? [])[0];
  const name = pick(["name", "tool_name", "name_override"]);
  return {
    name: name && stringOf(name) !== undefined ? name : texts.find(isName),
    description: pick(["description", "desc", "description_override"]) ?? texts.find((text) => !isName(text)),
  };
}
