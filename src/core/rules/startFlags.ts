/** Options that make an agent act without asking, by program. Seen on the versions of agents-a and agents-b, 2026-11. */
const flags: readonly (readonly [program: RegExp, flag: RegExp])[] = [
  [/\bclaude\b/, /--(?:allow-)?dangerously-skip-permissions\b|--permission-mode[ =]bypassPermissions\b/],
  [/\bcodex\b/, /--dangerously-bypass-approvals-and-sandbox\b|--yolo\b|(?:-s|--sandbox)[ =]danger-full-access\b/],
  [/\b(?:gemini|qwen)\b/, /(?:^|\s)(?:--yolo|-y)\b|--approval-mode[ =]yolo\b/],
  [/\bcopilot\b/, /--allow-all(?:-tools)?\b|--yolo\b/],
  [/\bcursor-agent\b/, /(?:^|\s)(?:--force|-f)\b/],
  [/\b(?:kiro-cli|q chat)\b/, /--trust-all-tools\b|(?:^|\s)-a\b/],
  [/\baider\b/, /--yes-always\b/],
  [/\bamp\b/, /--dangerously-allow-all\b/],
  [/\bdroid\b/, /--skip-permissions-unsafe\b/],
  [/\b(?:cline|kilo)\b/, /(?:^|\s)(?:--yolo|-y|--auto)\b/],
];

/** The option by which a command starts an agent that asks nobody; undefined where there is none. */
export function unaskedFlag(command: string): { readonly flag: string; readonly index: number } | undefined {
  for (const [program, flag] of flags) {
    const start = program.exec(command);
    if (!start) continue;
    const match = flag.exec(command.slice(start.index));
    if (match)
      return {
        flag: match[0].trim(),
        index: start.index + match.index + (match[0].length - match[0].trimStart().length),
      };
  }
  return undefined;
}
