/**
 * Files Claude Code asks about whatever an allow rule or `acceptEdits` says (bypassPermissions skips the question).
 * The lists are those of the 2.1.329 bundle, most of them tried on 2026-11-21 and 2026-11-26; upper and lower case are
 * the same. `.github`, `.cursor`, `.ssh`, `.aws`, `package.json`, `.env`, `CLAUDE.md` and `Makefile` were tried too
 * and are not among them.
 */
const folders: ReadonlySet<string> = new Set(
  ".git .vscode .idea .claude .husky .cargo .devcontainer .yarn .mvn".split(" "),
);

const files: ReadonlySet<string> = new Set(
  (
    ".gitconfig .gitmodules .bashrc .bash_profile .zshrc .zprofile .profile .zshenv .zlogin .zlogout .bash_login .bash_aliases " +
    ".bash_logout .envrc .ripgreprc .mcp.json .claude.json .npmrc .yarnrc .yarnrc.yml .pnp.cjs .pnp.loader.mjs .pnpmfile.cjs " +
    "bunfig.toml .bunfig.toml .bazelrc .bazelversion .bazeliskrc .pre-commit-config.yaml lefthook.yml .lefthook.yml " +
    "lefthook.yaml .lefthook.yaml gradle-wrapper.properties maven-wrapper.properties .devcontainer.json pyrightconfig.json"
  ).split(" "),
);

/** @param path absolute, with forward slashes. */
export function isProtected(path: string): boolean {
  const lower = path.toLowerCase();
  const parts = lower.split("/");
  const name = parts.pop() ?? "";
  if (/\/\.claude\/worktrees\//.test(lower)) return false;
  return files.has(name) || parts.some((part) => folders.has(part)) || lower.includes("/.config/git/");
}
