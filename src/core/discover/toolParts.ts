import { type CodeEffects, codeEffects, toClaims } from "../effects/code/codeEffects.ts";
import { handlerConfirmation } from "../effects/code/confirmation.ts";
import { declaredEffects } from "../effects/code/declared.ts";
import type { Confirmation, EffectClaim, SpannedText, ToolAnnotations, ToolDefinition } from "../model/definition.ts";
import type { Effect } from "../model/effect.ts";
import type { Span } from "../model/span.ts";
import type { Code, CodeFile, FunctionCode } from "../parse/code/code.ts";
import { booleanOf, entriesOf, resolveValue, stringOf, writtenName } from "../parse/code/resolve.ts";

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
  readonly parameters: readonly SpannedText[];
  /** What the definition itself says about confirmation; it wins over what the handler does. */
  readonly confirmation?: Confirmation | undefined;
  readonly approvalInsertOffset?: number | undefined;
}

/** Judges the handler and puts the definition together. */
export function buildTool(parts: ToolParts): ToolDefinition {
  const found = parts.handler && codeEffects(parts.handler, parts.file);
  const declared = declaredEffects(parts.name);
  const isStub =
    found !== undefined && found.occurrences.length === 0 && found.opaque.length === 0 && declared.length > 0;
  const annotations = parts.annotations && readAnnotations(parts.annotations);
  const settable = parts.parameters.find(({ text }) => confirmationName.test(text));
  return {
    kind: "tool",
    format: parts.format,
    language: parts.file.language,
    name: parts.name,
    span: parts.span,
    nameSpan: parts.nameSpan,
    ...(parts.description && { description: parts.description }),
    effects: claimsOf(found, declared),
    confirmation: parts.confirmation ?? confirmationOf(parts.handler, found),
    ...(annotations && parts.annotations && { annotations, annotationsSpan: parts.annotations.span }),
    ...(isStub && { stub: true }),
    ...(settable && { modelConfirmation: settable }),
    ...(found?.ambient && { ambientCredential: found.ambient }),
    ...(parts.approvalInsertOffset !== undefined && { approvalInsertOffset: parts.approvalInsertOffset }),
  };
}

/** Parameters by which a model would confirm its own action. */
const confirmationName =
  /^(?:user_?|is_?|has_?)?(?:confirm(?:ed|ation|s)?|approv(?:ed|al|e)|consent(?:ed|_given)?|acknowledg(?:ed?|ment))(?:_?by_?user)?$|^i_?understand|^user_?(?:agreed|said_?yes|ok)$|^are_?you_?sure$/i;

/** Effects that a name may claim although the code is seen: removing by writing the rest back. */
const removing: ReadonlySet<Effect> = new Set(["destroy-data", "delete-files"]);
const fileEffects: ReadonlySet<Effect> = new Set(["read-files", "write-files", "delete-files"]);
const storing: ReadonlySet<Effect> = new Set(["write-files", "write-data", "send-outward"]);

function claimsOf(found: CodeEffects | undefined, declared: readonly Effect[]): EffectClaim[] {
  const seen = found ? toClaims(found.occurrences) : [];
  const [opaque] = found?.opaque ?? [];
  const known = new Set(seen.map(({ effect }) => effect));
  const isVisible = opaque === undefined && seen.length > 0;
  const stores = seen.some(({ effect }) => storing.has(effect)) && !seen.some(({ effect }) => removing.has(effect));
  const because = opaque ? `its name, and ${opaque.name}(), which is defined elsewhere` : "its name";
  // A file that code reaches over a network is none of this machine's.
  const isRemote = known.has("send-outward") || known.has("fetch-network");
  const claims = declared
    .filter((effect) => !(isRemote && fileEffects.has(effect)))
    .filter((effect) => !known.has(effect) && (!isVisible || (stores && removing.has(effect))))
    .map((effect): EffectClaim => ({ effect, origin: "declared", because, ...(opaque && { span: opaque.span }) }));
  return [...seen, ...claims];
}

function confirmationOf(handler: FunctionCode | undefined, found: CodeEffects | undefined): Confirmation {
  if (!handler || !found) return { confirmed: "unknown", by: "code outside this file" };
  return handlerConfirmation(handler, [
    ...found.occurrences,
    ...found.opaque.filter(({ verb }) => verb === "change" || verb === "remove"),
  ]);
}

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

/** The name a string expression gives; for a computed one, what is written there. */
export function nameOf(code: Code): string {
  return stringOf(code) ?? (writtenName(code) || "computed name");
}

/** Parameter names from a handler's first parameter and from an input schema. */
export function modelParameters(handler: FunctionCode | undefined, schema: Code | undefined): SpannedText[] {
  const input = handler?.params[0];
  const fields = (input?.fields ?? []).map((text) => ({ text, span: input?.span ?? { start: 0, end: 0 } }));
  const inSchema = schemaKeys(schema).map((entry) => ({ text: entry.text, span: entry.span }));
  return [...inSchema, ...fields.filter(({ text }) => !inSchema.some((key) => key.text === text))];
}

/** Keys of a zod shape, of `z.object({...})`, or of a JSON schema's properties. */
function schemaKeys(schema: Code | undefined): SpannedText[] {
  if (!schema) return [];
  const value = resolveValue(schema);
  const shape = value.kind === "call" ? value.args.find((arg) => resolveValue(arg).kind === "object") : value;
  const entries = entriesOf(shape);
  const properties = entries.get("properties");
  const keys = properties ? entriesOf(properties.value) : entries;
  return [...keys].map(([text, entry]) => ({ text, span: entry.keySpan }));
}
