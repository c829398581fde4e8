import type { AgentDefinition, Confirmation, EffectClaim, GrantEntry, SpannedText } from "../../model/definition.ts";
import { type Effect, effects as vocabulary } from "../../model/effect.ts";
import type { Span } from "../../model/span.ts";
import { itemsOf, textOf, type ValueNode } from "../../parse/value.ts";

/** What a reader of an agent's file found, before it is put together. */
export interface AgentParts {
  readonly format: string;
  readonly language: string;
  readonly name: string;
  readonly nameSpan?: Span | undefined;
  readonly span: Span;
  readonly grantsAt?: number | undefined;
  readonly description?: ValueNode | undefined;
  readonly claims: readonly EffectClaim[];
  /** Undefined means that every tool of the host is inherited; where no list means no tools, an empty list. */
  readonly tools: readonly GrantEntry[] | undefined;
  readonly disallowedTools?: readonly GrantEntry[] | undefined;
  readonly servers?: readonly GrantEntry[];
  readonly permissionMode?: SpannedText | undefined;
  readonly instructions?: SpannedText | undefined;
  readonly confirmation?: Confirmation;
  readonly toolsInsertOffset?: number;
}

/** Puts an agent together: one claim for each effect, the first that grants it standing for all. */
export function buildAgent(parts: AgentParts): AgentDefinition {
  const { description, nameSpan, grantsAt, tools, disallowedTools, permissionMode, instructions } = parts;
  return {
    kind: "agent",
    format: parts.format,
    language: parts.language,
    name: parts.name,
    span: parts.span,
    ...(nameSpan && { nameSpan }),
    ...(grantsAt !== undefined && { grantsAt }),
    ...(description && { description: { text: textOf(description) ?? "", span: description.span } }),
    effects: oneEach(parts.claims),
    confirmation: parts.confirmation ?? { confirmed: "unknown", by: "the host's permission rules" },
    ...(tools && { tools }),
    ...(disallowedTools && { disallowedTools }),
    servers: parts.servers ?? [],
    ...(permissionMode && { permissionMode }),
    ...(instructions && { instructions }),
    ...(parts.toolsInsertOffset !== undefined && { toolsInsertOffset: parts.toolsInsertOffset }),
  };
}

/** One claim for each effect; what is seen of one tool stands before what is assumed of another. */
export function oneEach(claims: readonly EffectClaim[]): EffectClaim[] {
  return vocabulary.flatMap((effect) => {
    const same = claims.filter((claim) => claim.effect === effect);
    return same.find(({ assumed }) => !assumed) ?? same[0] ?? [];
  });
}

/** Claims of one entry that grants. */
export function grants(effects: readonly Effect[], because: string, span?: Span): EffectClaim[] {
  return effects.map((effect) => ({ effect, origin: "grant", because, ...(span && { span }) }));
}

/** Texts of a list, or one text, with their places. */
export function textItems(node: ValueNode | undefined): GrantEntry[] {
  const nodes = node?.kind === "array" ? itemsOf(node).map(({ value }) => value) : node ? [node] : [];
  return nodes.flatMap((item) => {
    const text = textOf(item);
    return text === undefined ? [] : [{ text, span: item.span }];
  });
}

export function spanned(node: ValueNode | undefined): SpannedText | undefined {
  const text = textOf(node);
  return node && text !== undefined ? { text, span: node.span } : undefined;
}

/** What all tools of a server may do, where nothing but its being there is known. */
export const serverReach: readonly Effect[] = ["fetch-network", "send-outward", "read-untrusted"];
