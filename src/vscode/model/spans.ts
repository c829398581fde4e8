import type { Fix } from "../../core/model/finding.ts";
import type { Span } from "../../core/model/span.ts";

export function contains(span: Span, offset: number): boolean {
  return offset >= span.start && offset <= span.end;
}

/** Fixes that can be made together: one that touches an earlier one's place waits for the next run, whole. */
export function compatibleFixes(fixes: readonly Fix[]): Fix[] {
  const taken: Span[] = [];
  return fixes.filter((fix) => {
    if (fix.edits.some((edit) => taken.some((span) => touches(span, edit.span)))) return false;
    taken.push(...fix.edits.map((edit) => edit.span));
    return true;
  });
}

function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
