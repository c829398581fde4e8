export const severities = ["critical", "high", "medium", "low"] as const;
export type Severity = (typeof severities)[number];

/** True when `a` is at least as severe as `b`. */
export function atLeast(a: Severity, b: Severity): boolean {
  return severities.indexOf(a) <= severities.indexOf(b);
}
