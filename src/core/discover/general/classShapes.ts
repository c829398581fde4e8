import type { Binding, ClassCode, Code, FunctionCode } from "../../parse/code/code.ts";
import { entriesOf, resolveValue, returnsOf, stringOf, writtenName } from "../../parse/code/resolve.ts";
import { onlyThrows, runnerOf, saidToBase } from "../tools/contractTypes.ts";
import { isProse, pickKey, plainKey, textIn } from "../tools/described.ts";
import { isSentence, moreDescriptionKeys, moreNameKeys, moreSchemaKeys, nameIn, type Shape } from "./toolShapes.ts";

/**
 * A type whose members, the objects that its methods answer, and what it tells its base, say together what it is called,
 * what it is for and what it takes, and one of whose methods runs it. What extends a tool of the project's own may leave
 * the name to the class and the description to its documentation.
 * @param apart methods lie outside their type, and the tool begins where it is described
 */
export function classShape(type: ClassCode, apart: boolean): Shape | undefined {
  const handler = runnerOf(type) ?? looseRunner(type);
  if (!handler) return undefined;
  const { fields, answered, whole } = saidByMembers(type);
  const told = saidToBase(type);
  const both = new Map([...answered, ...fields]);
  const [own, other] = [pickKey(fields, moreNameKeys), pickKey(answered, moreNameKeys)];
  const description =
    pickKey(fields, moreDescriptionKeys) ?? pickKey(answered, moreDescriptionKeys) ?? told?.description;
  if (isLeftOpen(description)) return undefined;
  const isLeft = !own && !other && !told && extendsTool(type) && !isAbstract(type);
  const said = [own, other, told?.name].flatMap((code) => nameOr(code) ?? titleIn(code, type) ?? []);
  const name = said[0] ?? (isLeft ? nameLeft(type, fields) : undefined);
  if (!name) return undefined;
  const written = description ?? (isLeft ? sentenceIn(fields) : undefined);
  const sentence = [written, ...alternativesIn(written)].find((code) => isProse(code) && isSentence(code));
  const isSaid = sentence !== undefined;
  const isDocumented = !description && !apart && extendsTool(type) && !isAbstract(type);
  return {
    code: apart ? (whole ?? name) : type,
    name,
    description: sentence,
    ...(isDocumented && !isSaid && { doc: type.doc ?? handler.doc }),
    schema: pickKey(both, moreSchemaKeys) ?? told?.schema,
    annotations: pickKey(both, ["annotations", "hints"]),
    handler,
    runs: true,
    keys: new Set(),
    type: undefined,
    isBare: isLeft && !apart,
  };
}

/** `self._name or "run_sql"`, `own ? own : "run_sql"`: what it is called where nobody says otherwise. */
function nameOr(code: Code | undefined): Code | undefined {
  return (
    nameIn(code) ??
    alternativesIn(code)
      .map(nameIn)
      .find((name) => name !== undefined)
  );
}

function alternativesIn(code: Code | undefined): readonly Code[] {
  const value = code && resolveValue(code);
  if (value?.kind === "branch") return [...value.consequence, ...value.alternative];
  return value?.kind === "group" && /^(?:or|\|\||\?\?)$/.test(value.operator ?? "") ? value.parts : [];
}

/** `"Web Scraper"`: words that a model is told, of what extends something called a tool. */
function titleIn(code: Code | undefined, type: ClassCode): Code | undefined {
  const text = textIn(code);
  return text && extendsTool(type) && /^[A-Z]\w*(?:[ -]\w+){1,4}$/.test(stringOf(text) ?? "") ? text : undefined;
}

interface Members {
  readonly fields: ReadonlyMap<string, Code>;
  /** What an object says that a method answers. */
  readonly answered: ReadonlyMap<string, Code>;
  readonly whole: Code | undefined;
}

function saidByMembers(type: ClassCode): Members {
  const fields = new Map<string, Code>();
  const answered = new Map<string, Code>();
  let whole: Code | undefined;
  for (const [member, binding] of type.members) {
    const value = binding.kind === "value" ? binding.value : undefined;
    if (!value) continue;
    const answers = value.kind === "function" ? returnsOf(value) : [value];
    const [answer] = answers;
    if (answer) fields.set(member, answer);
    for (const one of answers) {
      const entries = entriesOf(one);
      if (!pickKey(entries, moreDescriptionKeys)) continue;
      whole ??= one;
      for (const [key, entry] of entries) if (!answered.has(key)) answered.set(key, ownAnswer(entry.value, type));
    }
  }
  return { fields, answered, whole };
}

const looseRunners =
  /^(?:a?run|a?execute|a?invoke|a?call|forward|use|apply|act|perform|on(?:call|invoke|execute|run))$/;

function looseRunner(type: ClassCode): FunctionCode | undefined {
  for (const [name, binding] of type.members) {
    const value = binding.kind === "value" ? binding.value : undefined;
    const runs = value?.kind === "function" && looseRunners.test(plainKey(name)) && value.body.length > 0;
    if (runs && !onlyThrows(value)) return value;
  }
  return undefined;
}

/** A base that is called a tool, or a skill, an action, a capability. */
function extendsTool({ name = "", bases }: ClassCode): boolean {
  if (adapter.test(name)) return false;
  return bases.some((base) => {
    const parent = base.kind === "member" && base.index ? base.object : base;
    return toolBase.test(writtenName(parent.kind === "call" ? parent.callee : parent));
  });
}

const toolBase =
  /(?<!Mcp|MCP|Remote|Function|Structured)(?:Tool|Skill|Action|Capability|Ability)(?:Base|Class|Definition|Spec|Handler|Message|Impl|Interface|Protocol|Plugin|Model)?\d*$/;
/** What stands for a tool from elsewhere, which brings its own name. */
const adapter =
  /Mcp|MCP|Remote|Proxy|Wrapp|Adapter|Dynamic|Generic|Composite|Fake|Mock|Dummy|Injected|Delegat|Toolset|Toolkit|^(?:Function|Agent|Custom|Structured|Callable|Lambda|Simple|Python|External|Client|Server|Hosted|Managed|Api|OpenApi|Rest|Http|Module|Invalid|No|Unknown)(?:Tool|Action|Skill)$|(?:Prompt|Resource|Impl)$/;

function isAbstract({ name = "", members, bases }: ClassCode): boolean {
  if (/^_*(?:Base|Abstract)|(?:Base|ABC|Mixin|Interface|Protocol)$/.test(name)) return true;
  if (bases.some((base) => /(?:^|\.)(?:ABC|Protocol)$/.test(writtenName(base)))) return true;
  return [...members.values()].some(
    (member) =>
      member.kind === "value" &&
      member.value?.kind === "function" &&
      member.value.decorators.some((mark) => /(?:^|\.)abstract\w*$/.test(writtenName(mark))),
  );
}

/** Another field that holds nothing but a word for a tool: `request: str = "write_file"`; else what the class is called. */
function nameLeft(type: ClassCode, fields: ReadonlyMap<string, Code>): Code | undefined {
  for (const [key, value] of fields)
    if (/^(?:request|function|action|command|key|slug|identifier)(?:_?name)?$/i.test(key) && nameIn(value))
      return textIn(value);
  const span = type.nameSpan ?? type.span;
  return type.name === undefined ? undefined : { kind: "literal", value: type.name, span };
}

function sentenceIn(fields: ReadonlyMap<string, Code>): Code | undefined {
  return pickKey(fields, ["purpose", "usage", "help", "instructions", "prompt", "about", "explanation"]);
}

/** `description: str = Field(..., description="What it is for")`: a base, which leaves it to whoever makes one. */
function isLeftOpen(code: Code | undefined): boolean {
  const value = code && resolveValue(code);
  if (value?.kind !== "call" || !/(?:^|\.)(?:Field|field)$/.test(writtenName(value.callee))) return false;
  const given = value.args.find((arg) => arg.kind === "entry" && arg.key === "default");
  const [first] = value.args;
  return stringOf(given?.kind === "entry" ? given.value : first?.kind === "entry" ? undefined : first) === undefined;
}

/** `name: this.getName()`. */
function ownAnswer(value: Code, type: ClassCode): Code {
  const isOwn = value.kind === "call" && value.args.length === 0 && value.callee.kind === "member";
  const member = isOwn && value.callee.kind === "member" ? type.members.get(value.callee.property) : undefined;
  return answerOf(member) ?? value;
}

function answerOf(binding: Binding | undefined): Code | undefined {
  if (binding?.kind !== "value" || !binding.value) return undefined;
  return binding.value.kind === "function" ? returnsOf(binding.value)[0] : binding.value;
}
