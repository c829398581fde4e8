import { isKeeping, keepsHouse } from "../../effects/code/asides.ts";
import { type CodeEffects, codeEffects, type Occurrence } from "../../effects/code/codeEffects.ts";
import { handlerConfirmation } from "../../effects/code/confirmation.ts";
import { declaredEffects } from "../../effects/code/declared.ts";
import { codeHazards } from "../../effects/code/hazards.ts";
import type {
  ApprovalInsert,
  Aside,
  Confirmation,
  EffectClaim,
  Hazard,
  SpannedText,
  ToolAnnotations,
  ToolDefinition,
} from "../../model/definition.ts";
import { type Effect, effects as vocabulary } from "../../model/effect.ts";
import type { Location, Span } from "../../model/span.ts";
import type { Code, CodeFile, FunctionCode } from "../../parse/code/code.ts";
import { innermost } from "../../parse/code/given.ts";
import { booleanOf, entriesOf, resolveValue, stringOf, visibleText, writtenName } from "../../parse/code/resolve.ts";
import { importsOf } from "../compiled/compiledParts.ts";
import { awaitOthers } from "./behindDoors.ts";
import { withoutOwnHouse } from "./ownHouse.ts";
import { withOthersText, withoutIncidental, withoutQuestions } from "./reading.ts";
import { unseenClaims } from "./unseenClaims.ts";

/** What a schema says of a parameter: that it holds no free text, or that the list is bounded. */
type InputLimit = "inert" | "bounded";

/** A parameter that the model fills in. */
export interface InputParameter extends SpannedText {
  readonly limits?: InputLimit;
}

/** What a framework's discoverer found about one tool, before its code is judged. */
export interface ToolParts {
  readonly format: string;
  readonly file: CodeFile;
  readonly name: string;
  readonly nameSpan: Span;
  /** From the line on which the definition starts. */
  readonly span: Span;
  readonly description?: SpannedText | undefined;
  readonly annotations?: Code | undefined;
  readonly handler?: FunctionCode | undefined;
  /** Names of the parameters that the model fills in. */
  readonly parameters: readonly InputParameter[];
  /** What it does by the documents of its maker, where the code is not the project's own. */
  readonly provided?: readonly Effect[] | undefined;
  /** What the definition itself says about confirmation; it wins over what the handler does. */
  readonly confirmation?: Confirmation | undefined;
  readonly approvalInsertOffset?: number | undefined;
  readonly approvalInsert?: ApprovalInsert | undefined;
  readonly elicitation?: ToolDefinition["elicitation"] | undefined;
}

/** Judges the handler and puts the definition together. */
export function buildTool(parts: ToolParts): ToolDefinition {
  const here = placement(parts);
  const found = parts.handler && codeEffects(parts.handler, parts.file);
  const declared = declaredEffects(parts.name);
  const isStub =
    found !== undefined &&
    !parts.provided &&
    found.occurrences.length === 0 &&
    found.opaque.length === 0 &&
    found.ends.length === 0 &&
    declared.length > 0;
  const annotations = parts.annotations && readAnnotations(parts.annotations);
  const hazards = hazardsOf(parts, found, here);
  const effects = claimsOf(found, parts, here);
  awaitOthers(effects, found, parts.file, (rest) => claimsOf(rest, parts, here));
  const settable = parts.parameters.find(({ text }) => confirmationName.test(text));
  return {
    kind: "tool",
    format: parts.format,
    language: parts.file.language,
    name: parts.name,
    ...here.document,
    span: here.span,
    ...optional("nameSpan", here.at(parts.nameSpan)),
    ...(parts.description && { description: here.text(parts.description) }),
    effects,
    confirmation: here.confirmation(parts.confirmation ?? confirmationOf(parts.handler, found, parts.file)),
    ...(annotations && { annotations }),
    ...(annotations && optional("annotationsSpan", here.at(parts.annotations?.span))),
    ...(isStub && { stub: true }),
    ...(hazards.length > 0 && { hazards }),
    ...(settable && { modelConfirmation: here.text(settable) }),
    ...(found?.ambient && { ambientCredential: here.text(found.ambient) }),
    ...optional("approvalInsertOffset", here.offset(parts.approvalInsertOffset)),
    ...optional("approvalInsert", moved(parts.approvalInsert, here)),
    ...optional("elicitation", moved(parts.elicitation, here)),
  };
}

/** Something to insert, at its place in the document; none when that is in another. */
function moved<T extends { readonly offset: number }>(insert: T | undefined, here: Placement): T | undefined {
  const offset = here.offset(insert?.offset);
  return insert && offset !== undefined ? { ...insert, offset } : undefined;
}

/** How the spans of code become places of the document that the definition stands in. */
interface Placement {
  readonly document: { readonly document?: string };
  readonly span: Span;
  /** Undefined for code of another file. */
  at(span: Span | undefined): Span | undefined;
  /** The other file that code stands in. */
  pathOf(span: Span): string | undefined;
  text(text: SpannedText): SpannedText;
  offset(offset: number | undefined): number | undefined;
  confirmation(confirmation: Confirmation): Confirmation;
}

function placement({ file, span }: ToolParts): Placement {
  const own = file.place(span);
  const elsewhere = own ? undefined : file.locate(span);
  const at = (code: Span | undefined): Span | undefined => {
    if (!code) return undefined;
    if (!elsewhere) return file.place(code);
    const found: Location | undefined = file.locate(code);
    return found?.path === elsewhere.path ? found.span : undefined;
  };
  const whole = own ?? elsewhere?.span ?? { start: 0, end: 0 };
  return {
    document: elsewhere ? { document: elsewhere.path } : {},
    span: whole,
    at,
    pathOf: (code) => (at(code) ? undefined : file.locate(code)?.path),
    text: ({ text, span: code }) => ({ text, span: at(code) ?? { start: whole.start, end: whole.start } }),
    offset: (offset) => (offset === undefined ? undefined : at({ start: offset, end: offset })?.start),
    confirmation({ span: code, ...rest }) {
      return { ...rest, ...optional("span", at(code)) };
    },
  };
}

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });
}

/** One claim for each effect, in the order of the vocabulary; the first place that shows it stands for all. */
function toClaims(occurrences: readonly Occurrence[], here: Placement): EffectClaim[] {
  if (occurrences.length === 0) return [];
  const shown: ReadonlySet<Effect> = new Set(occurrences.map(({ effect }) => effect));
  return vocabulary.flatMap((effect): readonly EffectClaim[] => {
    if (!shown.has(effect)) return none;
    const all = occurrences.filter((occurrence) => occurrence.effect === effect);
    const first = all.find((occurrence) => asideAt(occurrence, here) === undefined) ?? all[0];
    if (!first) return [];
    const file = here.pathOf(first.span);
    const because = file === undefined ? first.because : `${first.because} in ${file}`;
    return [
      {
        effect,
        origin: "code",
        because,
        ...optional("span", here.at(first.span) ?? here.at(first.reachedAt)),
        ...optional("aside", asideAt(first, here)),
      },
    ];
  });
}

const none: readonly EffectClaim[] = [];

/** A file of the project may be there for nothing but caches or logs. */
function asideAt({ aside, effect, span }: Occurrence, here: Placement): Aside | undefined {
  if (aside || !isKeeping(effect)) return aside;
  return here.pathOf(span)?.split("/").slice(-2).some(keepsHouse) ? "upkeep" : undefined;
}

/** Parameters by which a model would confirm its own action. */
const confirmationName =
  /^(?:user_?|is_?|has_?)?(?:confirm(?:ed|ation|s)?|approv(?:ed|al|e)|consent(?:ed|_given)?|acknowledg(?:ed?|ment))(?:_?by_?user)?$|^i_?understand|^user_?(?:agreed|said_?yes|ok)$|^are_?you_?sure$/i;

function claimsOf(
  found: CodeEffects | undefined,
  { provided = [], name, description, file }: ToolParts,
  here: Placement,
): EffectClaim[] {
  const shown = found ? toClaims(withoutIncidental(found.occurrences, name), here) : [];
  const own = withoutQuestions(withoutOwnHouse(shown, name, description?.text), name);
  const inCode = withOthersText(own, name);
  const given = provided
    .filter((effect) => !inCode.some((claim) => claim.effect === effect))
    .map((effect): EffectClaim => ({ effect, origin: "grant", because: `what ${name} does` }));
  const seen = [...inCode, ...given];
  const said = { name, description: description?.text, modules: () => importsOf(file) };
  return [...seen, ...unseenClaims(found, seen, said, (span) => here.at(span))];
}

/** Those in the definition's own document: another one has its own tools to show them at. */
function hazardsOf(
  { handler, file, parameters }: ToolParts,
  found: CodeEffects | undefined,
  here: Placement,
): Hazard[] {
  if (!handler || !found) return [];
  const named = (limit: InputLimit) =>
    new Set(parameters.filter(({ limits }) => limits === limit).map(({ text }) => text));
  const limits = { inert: named("inert"), bounded: named("bounded"), python: file.language === "python" };
  const inner = innermost(handler);
  const { occurrences } = inner === handler ? found : codeEffects(inner, file);
  return codeHazards(inner, occurrences, limits).flatMap((hazard): Hazard[] => {
    const span = here.at(hazard.span);
    return span ? [{ ...hazard, span }] : [];
  });
}

function confirmationOf(
  handler: FunctionCode | undefined,
  found: CodeEffects | undefined,
  file: CodeFile,
): Confirmation {
  if (!handler || !found) return { confirmed: "unknown", by: "code that cannot be followed" };
  const last = confirmations.get(found);
  if (last) return last;
  const own = ownConfirmation(handler, found);
  const inner = innermost(handler);
  // What asks may be the wrapper, or what is wrapped.
  const isInside = inner !== handler && own.confirmed === "never" && own.weakness === undefined;
  const confirmation = isInside ? ownConfirmation(inner, codeEffects(inner, file)) : own;
  confirmations.set(found, confirmation);
  return confirmation;
}

function ownConfirmation(handler: FunctionCode, { occurrences, opaque }: CodeEffects): Confirmation {
  return handlerConfirmation(handler, [
    ...occurrences,
    ...opaque.filter(({ verb }) => verb === "change" || verb === "remove"),
  ]);
}

/** What is seen in code is one object as long as the code is the same. */
const confirmations = new WeakMap<CodeEffects, Confirmation>();

const hints = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"] as const;

/** Annotations as an object, a record in a constant, a dict, or keyword arguments of `ToolAnnotations(...)`. */
function readAnnotations(code: Code): ToolAnnotations | undefined {
  const entries = entriesOf(code);
  const read: { -readonly [Key in keyof ToolAnnotations]: ToolAnnotations[Key] } = {};
  for (const hint of hints) {
    const snake = hint.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const value = booleanOf((entries.get(hint) ?? entries.get(snake))?.value);
    if (value !== undefined) read[hint] = value;
  }
  return Object.keys(read).length > 0 ? read : undefined;
}

/** True for an expression that can only be annotations: its keys are hints or a title. */
export function looksLikeAnnotations(code: Code): boolean {
  const keys = [...entriesOf(code).keys()];
  return keys.length > 0 && keys.every((key) => key === "title" || (hints as readonly string[]).includes(key));
}

/** A string with its place; undefined for text that is computed. */
export function spannedText(code: Code | undefined): SpannedText | undefined {
  const text = stringOf(code);
  if (code === undefined || text === undefined) return undefined;
  return { text, span: code.span };
}

/** The name a string expression gives; for a computed one, the part of it that is fixed, else what is written there. */
export function nameOf(code: Code): string {
  return stringOf(code) ?? fixedPart(code) ?? (writtenName(code) || "computed name");
}

/** "get_logs" of `prefix + "_get_logs"`. */
function fixedPart(code: Code): string | undefined {
  const text = visibleText(code).replace(/^[\s_.:/-]+|[\s_.:/-]+$/g, "");
  return /^\w[\w.-]{2,80}$/.test(text) ? text : undefined;
}

/** Parameter names from a handler's first parameter and from an input schema. */
export function modelParameters(handler: FunctionCode | undefined, schema: Code | undefined): InputParameter[] {
  const input = handler && innermost(handler).params[0];
  const fields = (input?.fields ?? []).map((text) => ({ text, span: input?.span ?? { start: 0, end: 0 } }));
  const inSchema = schemaKeys(schema);
  return [...inSchema, ...fields.filter(({ text }) => !inSchema.some((key) => key.text === text))];
}

/** Keys of a zod shape, of `z.object({...})`, or of a JSON schema's properties. */
function schemaKeys(schema: Code | undefined): InputParameter[] {
  if (!schema) return [];
  const value = resolveValue(schema);
  const shape = value.kind === "call" ? value.args.find((arg) => resolveValue(arg).kind === "object") : value;
  const entries = entriesOf(shape);
  const properties = entries.get("properties");
  const keys = properties ? entriesOf(properties.value) : entries;
  return [...keys].map(([text, entry]) => ({ text, span: entry.keySpan, ...optional("limits", limitOf(entry.value)) }));
}

function limitOf(value: Code): InputLimit | undefined {
  const resolved = resolveValue(value);
  const written = resolved.kind === "call" ? writtenName(resolved) : "";
  if (/\.(?:max|length|nonempty\(\)\.max)\(\)/.test(written) && /\barray\(\)/.test(written)) return "bounded";
  if (/^\w+\.(?:coerce\.)?(?:number|boolean|bigint|int|date|enum|nativeEnum|literal|uuid|email|cuid)\(\)/.test(written))
    return "inert";
  if (/\.(?:regex|uuid|email|cuid|ulid|datetime|ip)\(\)/.test(written)) return "inert";
  const entries = entriesOf(value);
  if (entries.has("maxItems")) return "bounded";
  const isFixed = entries.has("enum") || entries.has("pattern") || entries.has("const");
  return isFixed || /^(?:number|integer|boolean)$/.test(stringOf(entries.get("type")?.value) ?? "")
    ? "inert"
    : undefined;
}
