import { declaredEffects } from "../../effects/code/declared.ts";
import type { Confirmation, EffectClaim, ToolDefinition } from "../../model/definition.ts";
import type { Span } from "../../model/span.ts";
import { at, textOf, type ValueNode } from "../../parse/value.ts";
import { oneEach } from "../agents/agentParts.ts";

interface DeclaredParts {
  readonly format: string;
  readonly language: string;
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly description?: ValueNode | undefined;
  readonly confirmation: Confirmation;
  /** What is known besides what the name claims. */
  readonly claims?: readonly EffectClaim[];
}

/** A tool that a file only describes; its code is elsewhere. */
export function declareTool(parts: DeclaredParts): ToolDefinition {
  const { format, language, name, nameSpan, span, description, confirmation, claims = [] } = parts;
  const named = declaredEffects(name).map(
    (effect): EffectClaim => ({ effect, origin: "declared", because: "its name", span: nameSpan }),
  );
  return {
    kind: "tool",
    format,
    language,
    name,
    nameSpan,
    span,
    ...(description && { description: { text: textOf(description) ?? "", span: description.span } }),
    effects: oneEach([...claims, ...named]),
    confirmation,
  };
}

/** The name of an item and its place. */
export function namedAt(node: ValueNode, key = "name"): { readonly name: string; readonly nameSpan: Span } | undefined {
  const found = at(node, key);
  const name = textOf(found);
  return found && name !== undefined ? { name, nameSpan: found.span } : undefined;
}
