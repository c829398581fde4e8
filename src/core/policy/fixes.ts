/** Changes of a policy's text that put a problem right. */
import type { Fix, TextEdit } from "../model/finding.ts";
import type { Span } from "../model/span.ts";
import { nearest } from "../nearest.ts";
import { type ArrayItem, type Member, membersOf, removalSpans, type ValueNode } from "../parse/value.ts";

/** Removes a key with its value from its mapping. */
export function removeMember(mapping: ValueNode, member: Member): Fix {
  const members = membersOf(mapping);
  const spans = removalSpans(
    members.map(({ span }) => span),
    () => undefined,
  );
  return {
    title: `Remove "${shown(member.key)}"`,
    kind: "unsafe",
    edits: [{ span: spans[members.indexOf(member)] ?? member.span, newText: "" }],
  };
}

/** Takes an item out of its list; of the last one an empty list is left. */
export function removalOf(list: ValueNode, item: ArrayItem): readonly TextEdit[] {
  if (list.kind !== "array" || list.items.length > 1) return [{ span: item.removalSpan, newText: "" }];
  const isBlock = list.span.end === item.value.span.end;
  return [{ span: list.span, newText: isBlock ? "[]\n" : "[]" }];
}

export function removeRule(removal: readonly TextEdit[]): Fix {
  return { title: "Remove this rule", kind: "unsafe", edits: removal };
}

/** Replaces a word by the nearest of those that may stand there; none when none is near. */
export function replaceByNearest(written: string, span: Span, words: readonly string[]): readonly Fix[] {
  const meant = nearest(written, words);
  return meant === undefined ? [] : [replaceBy(meant, span)];
}

export function replaceBy(text: string, span: Span): Fix {
  return { title: `Replace by "${text}"`, kind: "unsafe", edits: [{ span, newText: text }] };
}

/** A number or a yes where a text is wanted. */
export function quote(source: string, span: Span): Fix {
  return { title: "Put it in quotes", kind: "safe", edits: [{ span, newText: JSON.stringify(source) }] };
}

/** A word of the file in one of our sentences. */
export function shown(word: string): string {
  return word.length > 40 ? `${word.slice(0, 40)}…` : word;
}
