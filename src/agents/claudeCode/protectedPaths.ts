/**
 * Files Claude Code asks about whatever an allow rule or `acceptEdits` says (bypassPermissions skips the question).
 * Each was tried with 2.1.329 on 2026-11-21; `.github`, `.cursor`, `package.json`, `.env`, `CLAUDE.md` and `Makefile`
 * were tried too and are not among them.
 */
const folders: ReadonlySet<string> = new Set([".git", ".vscode", ".idea", ".husky", ".devcontainer", ".claude"]);

const files: ReadonlySet<string> = new Set([
  ".bashrc",
  ".zshrc",
  ".profile",
  ".gitconfig",
  ".gitmodules",
  ".ripgreprc",
  ".mcp.json",
  ".claude.json",
  ".npmrc",
  ".yarnrc",
  ".envrc",
]);

/** @param path absolute, with forward slashes. */
export function isProtected(path: string): boolean {
  const parts = path.split("/");
  return files.has(parts.at(-1) ?? "") || parts.some((part) => folders.has(part));
}
