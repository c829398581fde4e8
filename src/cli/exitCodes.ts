/** What the program's exit code says. Part of the command-line contract. */
export const exitCodes = {
  fine: 0,
  /** Findings at or above `--fail-on`, or an audit or an installation that does not hold. */
  found: 1,
  /** Wrong use, or input that cannot be read. */
  wrongUse: 2,
  /** A bug. */
  failure: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
