import type { ToolDefinition } from "../../model/definition.ts";
import { type Call, type ClassCode, type Code, type Entry, type FunctionCode, walk } from "../../parse/code/code.ts";
import {
  entriesOf,
  memberOf,
  resolveValue,
  returnsOf,
  stringOf,
  visibleText,
  writtenName,
} from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";
import { isProse } from "../tools/described.ts";
import { ancestorsOf, describes, importsModels, namesModels, plainBase, scopeOf } from "../tools/modelEvidence.ts";
import { buildTool, nameOf, spannedText } from "../tools/toolParts.ts";
import { superArguments, toolClassOf } from "./pythonClassTools.ts";
import { keywords, modelParametersOf } from "./pythonParts.ts";

/**
 * Tools that a project of Python writes as classes of a framework of its own: each extends something called a tool,
 * says what it is for, and has a method that runs it or hands itself one that does. Pencils and brushes are called
 * tools too: what extends them has to reach a model, by what the base, its file or this file makes of it.
 */
export function discoverOwnClasses({ file, isTaken, approvals }: Discovery): ToolDefinition[] {
  const found: ToolDefinition[] = [];
  walkKinds(file.body, ["class"], (part) => {
    if (isTaken(part.span)) return undefined;
    const tool = readClass(part);
    if (!tool) return undefined;
    found.push(
      buildTool({
        ...tool,
        format: "custom-class-py",
        file,
        span: part.span,
        parameters: tool.handler ? modelParametersOf(tool.handler) : [],
        confirmation: approvals.get(tool.name),
      }),
    );
    return false;
  });
  return found;
}

const toolBase = /(?:^|\.)\w*Tool(?:Base|Class|Definition|Spec|Interface|Protocol|ABC|Handler|Impl|Plugin)?\d*$/;
const otherBase = /(?:^|\.)\w*(?:Action|Skill|Function|Capability|Ability|Command)(?:Base)?$/;
const runners =
  "run execute invoke call __call__ _run _execute _invoke _call apply forward use handle arun _arun aexecute ainvoke acall run_async execute_async async_call run_tool execute_tool run_impl _run_impl".split(
    " ",
  );
const schemas =
  "inputSchema input_schema args_schema parameters parameters_schema schema json_schema inputs input_model args_model input_type params params_model params_schema Params Args Input get_parameters get_schema get_input_schema get_args_schema".split(
    " ",
  );

interface Read {
  readonly name: string;
  readonly nameSpan: Code["span"];
  readonly description: ReturnType<typeof spannedText>;
  readonly annotations?: Code | undefined;
  /** Undefined where it is handed what runs it. */
  readonly handler: FunctionCode | undefined;
}

function readClass(code: ClassCode): Read | undefined {
  const written = code.bases.filter(({ kind }) => kind !== "entry").map((base) => writtenName(plainBase(base)));
  const isTool = [...written, ...ancestorsOf(code).flatMap(({ name }) => name ?? [])].some((name) =>
    toolBase.test(name),
  );
  if (!(isTool || written.some((name) => otherBase.test(name))) || isAbstract(code, written)) return undefined;
  // What a library's row names is read there, or is a base for tools.
  if (toolClassOf(code)) return undefined;
  const made = selfMaking(code);
  const given = new Map([...superArguments(code), ...(made ? keywords(made) : []), ...descriptor(code)]);
  const own = (keys: readonly string[]) =>
    keys.map((key) => ownValue(code, key) ?? given.get(key)?.value).find(isGiven);
  const [ownName, description, schema] = [own(nameKeys), own(descriptionKeys), own(schemas)];
  const name = ownName && stringOf(ownName) === undefined ? (superName(code) ?? ownName) : ownName;
  // A name or a description that is handed in makes this an adapter for tools from elsewhere.
  if ((name && !stringOf(name)) || (description && !isText(description))) return undefined;
  const handler = handlerOf(code, given.get("executor")?.value, Boolean(name && description && schema));
  const says = description !== undefined || code.doc !== undefined || handler?.doc !== undefined;
  const isRun = handler !== undefined || given.has("executor");
  if (!isRun || !says || !reaches(code, isTool, { name, description, schema, made })) return undefined;
  return {
    name: name ? nameOf(name) : nameOfClass(code),
    nameSpan: name?.span ?? code.nameSpan ?? code.span,
    description: spannedText(description) ?? code.doc ?? handler?.doc,
    annotations: own(["annotations"]),
    handler,
  };
}

/** What a method of the class tells of it: `def get_tool_description(self): return Tool(name=…, inputSchema=…)`. */
function descriptor(code: ClassCode): ReadonlyMap<string, Entry> {
  for (const member of code.members.values()) {
    const value = member.kind === "value" ? member.value : undefined;
    const returned = value?.kind === "function" ? returnsOf(value)[0] : undefined;
    const entries = returned && entriesOf(returned);
    if (entries?.has("description") && ["inputSchema", "input_schema", "parameters"].some((key) => entries.has(key)))
      return entries;
  }
  return new Map();
}

/** The name in `super().__init__("read_note")`. */
function superName(code: ClassCode): Code | undefined {
  const init = methodOf(code.members.get("__init__"))[0];
  let found: Code | undefined;
  walk(init?.body ?? [], (part) => {
    const isSuper = part.kind === "call" && /^super\(\)\.__init__$/.test(writtenName(part.callee));
    if (isSuper) found ??= part.args.find((arg) => arg.kind !== "entry" && stringOf(arg) !== undefined);
    return found === undefined;
  });
  return found;
}

const nameKeys = ["name", "tool_name", "TOOL_NAME", "NAME", "get_name"];
const descriptionKeys = ["description", "tool_description", "DESCRIPTION", "get_description"];

const isGiven = (code: Code | undefined): code is Code => code !== undefined;

function isText(code: Code): boolean {
  const value = resolveValue(code);
  if (value.kind === "branch") return [...value.consequence, ...value.alternative].every(isText);
  return stringOf(code) !== undefined || visibleText(code) !== "" || isProse(value);
}

function isAbstract({ name = "", members }: ClassCode, bases: readonly string[]): boolean {
  if (/^_*(?:Base|Abstract)|(?:Base|ABC|Mixin|Interface|Protocol)$/.test(name)) return true;
  if (bases.some((base) => /(?:^|\.)(?:ABC|Protocol|Enum|StrEnum|Exception|\w*Error|TypedDict|NamedTuple)$/.test(base)))
    return true;
  return [...members.values()].some(
    (member) =>
      member.kind === "value" &&
      member.value?.kind === "function" &&
      member.value.decorators.some((mark) => /(?:^|\.)abstract\w*$/.test(writtenName(mark))),
  );
}

/** A field, or what a property or getter of the class itself answers. */
function ownValue(code: ClassCode, key: string): Code | undefined {
  const binding = code.members.get(key);
  if (binding?.kind !== "value" || !binding.value) return undefined;
  const { value } = binding;
  return value.kind === "function" ? returnsOf(value)[0] : value;
}

/** `cls(description=…, executor=…)` in a method of the class. */
function selfMaking(code: ClassCode): Call | undefined {
  let found: Call | undefined;
  walk(code.body, (part) => {
    if (part.kind === "call" && part.callee.kind === "name" && /^cls$/.test(part.callee.name)) found ??= part;
    if (part.kind === "call" && part.callee.kind === "name" && part.callee.name === code.name) found ??= part;
    return found === undefined;
  });
  return found;
}

/** What runs it: a method of its own or inherited from the project, an executor that it is given, or all it has. */
function handlerOf(code: ClassCode, executor: Code | undefined, isWhole: boolean): FunctionCode | undefined {
  const own = runners.flatMap((key) => methodOf(code.members.get(key)))[0];
  if (own) return own;
  const run = executorOf(code, executor);
  if (run) return run;
  const methods = code.body.filter(
    (part): part is FunctionCode =>
      part.kind === "function" && !/^__|^(?:get_)?(?:name|description|\w*schema|parameters)$/.test(part.name ?? ""),
  );
  const [first] = methods;
  const inherited = runners.flatMap((key) => methodOf(memberOf(code, key)))[0];
  const whole = isWhole ? (inherited ?? first) : undefined;
  return whole && { ...whole, body: [...(inherited ? inherited.body : []), ...methods.flatMap(({ body }) => body)] };
}

function methodOf(binding: ReturnType<typeof memberOf>): FunctionCode[] {
  return binding?.kind === "value" && binding.value?.kind === "function" ? [binding.value] : [];
}

/** The method of an executor's class, which the tool makes where it makes itself. */
function executorOf(code: ClassCode, given: Code | undefined): FunctionCode | undefined {
  const classes: ClassCode[] = [];
  const note = (call: Code) => {
    const type = call.kind === "call" ? resolveValue(call.callee) : call;
    if (type.kind === "class") classes.push(type);
  };
  if (given) note(resolveValue(given));
  if (given && classes.length === 0)
    walk(code.body, (part) => {
      if (part.kind === "call" && /(?:Executor|Runner|Impl)$/.test(writtenName(part.callee))) note(part);
      return undefined;
    });
  return classes.flatMap((type) => runners.flatMap((key) => methodOf(memberOf(type, key))))[0];
}

interface Parts {
  readonly name: Code | undefined;
  readonly description: Code | undefined;
  readonly schema: Code | undefined;
  readonly made: Call | undefined;
}

function reaches(code: ClassCode, isTool: boolean, { name, description, schema, made }: Parts): boolean {
  const parents = ancestorsOf(code);
  const scopes = [...parents.map(({ body }) => scopeOf(body)), scopeOf(code.bases)];
  const known = scopes.some(importsModels) || code.bases.some((base) => isOfModels(plainBase(base)));
  const used = describes(parents.flatMap(({ body }) => body));
  const isWhole = name !== undefined && description !== undefined;
  if (made && description && keywords(made).has("executor")) return isTool;
  // Without a name of its own, the base has to make one, and a description, of the class.
  if (!isWhole) return isTool && used !== undefined && (known || used === "for a model");
  if (!isTool) return schema !== undefined && known;
  return known || used === "for a model" || (schema !== undefined && (used !== undefined || parents.length === 0));
}

function isOfModels(base: Code): boolean {
  const symbol = symbolOf(base) ?? "";
  const at = symbol.lastIndexOf(".");
  return at > 0 && namesModels(symbol.slice(0, at));
}

/** `ReadFileTool` is `read_file`. */
function nameOfClass({ name = "computed name" }: ClassCode): string {
  return name
    .replace(/(?<=.)Tool$/, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase();
}
