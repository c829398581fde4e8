import type { DocumentFacts } from "../discover/facts.ts";
import type { Workspace } from "../discover/join.ts";
import { safeShort } from "../display/shorten.ts";
import { verbOf } from "../effects/code/services.ts";
import type { AgentDefinition, Confirmation, Definition, EffectClaim, ToolDefinition } from "../model/definition.ts";
import { type Effect, effectWords } from "../model/effect.ts";
import type { Fix, RelatedLocation } from "../model/finding.ts";
import type { SourceText, Span } from "../model/span.ts";

/** The definitions of one kind in a document. */
export function definitionsOf<K extends Definition["kind"]>(
  document: DocumentFacts,
  kind: K,
): Extract<Definition, { kind: K }>[] {
  return document.definitions.filter(
    (definition): definition is Extract<Definition, { kind: K }> => definition.kind === kind,
  );
}

/** "delete files, send outward and spend money". */
export function effectList(effects: readonly Effect[]): string {
  const words = [...new Set(effects)].map((effect) => effectWords[effect].verb);
  const last = words.pop() ?? "";
  return words.length > 0 ? `${words.join(", ")} and ${last}` : last;
}

/** True when nobody is asked. Where it cannot be told from here, nothing is claimed. */
export function isUnconfirmed({ confirmed }: Confirmation): boolean {
  return confirmed === "never";
}

/** Claims that are worth acting on: a stub has none, and what is only assumed is none. */
export function realClaims(definition: ToolDefinition | AgentDefinition): readonly EffectClaim[] {
  if (definition.kind === "tool" && definition.stub) return [];
  return definition.effects.filter(({ assumed }) => !assumed);
}

/**
 * True of an effect that the tool is for. What it may have on the way to something else is that only where the tool is
 * called after changing something; a request by POST also where its name says neither.
 */
export function isOnPurpose({ name }: ToolDefinition, { aside }: EffectClaim): boolean {
  if (!aside) return true;
  const verb = verbOf(name);
  return verb === "change" || verb === "remove" || (aside === "query" && verb === undefined);
}

/** Where a claim shows, as a related place of the same document. */
export function whereShown(claims: readonly EffectClaim[], path: string): RelatedLocation[] {
  const places = new Map<string, RelatedLocation>();
  for (const { because, span } of claims) {
    // One call can show two effects; it is one place.
    if (span) places.set(`${span.start} ${because}`, { path, span, message: because });
  }
  return [...places.values()].slice(0, 3);
}

/** The agent files through which a tool is reached: the other place that makes a finding true. */
export function whoReaches(tool: ToolDefinition, { agentsOf }: Pick<Workspace, "agentsOf">): RelatedLocation[] {
  return (agentsOf.get(tool) ?? []).slice(0, 5).map(({ definition, path }) => ({
    path,
    span: nameOrStart(definition),
    message: `“${safeShort(definition.name, 80)}” can use it`,
  }));
}

/** Where a definition is best underlined. */
export function nameOrStart(definition: Definition): Span {
  return (
    definition.nameSpan ?? {
      start: definition.span.start,
      end: Math.min(definition.span.end, definition.span.start + 1),
    }
  );
}

/** The line end that a text uses. */
export function lineEnd(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** A fix of one edit. */
export function replacement(title: string, kind: Fix["kind"], span: Span, newText: string): Fix {
  return { title, kind, edits: [{ span, newText }] };
}

/** Writes the confirmation of the tool's own framework, where it has one. */
export function approvalFix(tool: ToolDefinition, source: SourceText): Fix[] {
  const insert = (title: string, at: number, text: string) =>
    replacement(`Ask a person first (${title})`, "unsafe", { start: at, end: at }, text);
  const { approvalInsertOffset: at, approvalInsert: own, elicitation } = tool;
  if (at !== undefined) return [insert("needsApproval", at, " needsApproval: true,")];
  if (own) return [insert(own.property, own.offset, own.text)];
  return elicitation ? elicitationFix(tool, elicitation, source) : [];
}

/** An async arrow function with a body of statements, up to the first of them. */
const asyncHandler = /^async\s*(?:\([^()]*\)|\w+)\s*(?::[^={]{0,200})?=>\s*\{\s*/;

/** A question whose answer decides, as the first statements of a handler. */
function elicitationFix(
  { name, span }: ToolDefinition,
  { offset, server }: NonNullable<ToolDefinition["elicitation"]>,
  source: SourceText,
): Fix[] {
  const head = asyncHandler.exec(source.text.slice(offset, offset + 2000))?.[0];
  if (head === undefined || /\bconsent\b/.test(source.slice(span))) return [];
  const at = offset + head.length;
  const message = JSON.stringify(`Let ${safeShort(name, 60)} do this?`);
  const gap = `${lineEnd(source.text)}${/^\s*/.exec(source.lineText(source.positionAt(at).line))?.[0] ?? ""}`;
  const text = [
    `const consent = await ${server}.server.elicitInput({ message: ${message}, requestedSchema: { type: "object", properties: {} } });`,
    'if (consent.action !== "accept") return { content: [{ type: "text", text: "A person said no." }], isError: true };',
    "",
  ].join(gap);
  return [replacement("Ask a person first (MCP elicitation)", "unsafe", { start: at, end: at }, text)];
}
