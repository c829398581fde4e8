import { child, type SyntaxNode } from "../syntax.ts";
import { type Reading, textOf, unescapeText } from "./reading.ts";

/** One name bound by a destructuring pattern. */
export interface PatternName {
  readonly key: SyntaxNode;
  readonly name: SyntaxNode;
}

/** Names bound by a destructuring pattern, with the property each comes from. */
export function patternNames(pattern: SyntaxNode): PatternName[] {
  return pattern.children.flatMap((part): PatternName[] => {
    const target = part.type === "pair_pattern" ? child(part, "value") : part;
    const key = child(part, "key");
    if (!target) return [];
    if (target.type.endsWith("identifier_pattern") || target.type === "identifier") {
      return [{ key: key ?? target, name: target }];
    }
    const left = child(target, "left");
    if (left && left.children.length === 0) return [{ key: key ?? left, name: left }];
    return patternNames(target);
  });
}

/** The text of a property key; "*" for a computed one. */
export function keyText(node: SyntaxNode, reading: Reading): string {
  if (node.type === "string") return unescapeText(reading.text.slice(node.start + 1, node.end - 1));
  if (node.type === "computed_property_name") {
    const inner = node.children[0];
    return inner?.type === "string" ? keyText(inner, reading) : "*";
  }
  return textOf(node, reading).replace(/^#/, "");
}
