/** DOS short names: `GIT~1` is `.git`, `SETTIN~1.JSO` is `settings.json`. */

/** Names that matter and get a short one. */
const named =
  ".git .vscode .claude .cursor .github .husky .countersign .codex .gemini .windsurf .kiro .continue .opencode .devcontainer .idea .copilot .qwen .roo .cline .agents .ssh .aws .azure .kube .gnupg .docker .env .npmrc .netrc .bashrc .profile .gitconfig .gitmodules .gitattributes .gitignore .mcp.json .claude.json .cursorrules settings.json settings.local.json tasks.json launch.json hooks.json permissions.json extensions.json package.json opencode.json authorized_keys credentials config.toml config.yaml config.json countersign.yaml workflows copilot-instructions.md".split(
    " ",
  );

/** By up to six letters of the stem and three of the ending. */
const byShort = new Map(named.toReversed().map((name) => [shortOf(name), name]));

function shortOf(name: string): string {
  const bare = name.replace(/^\.+/, "");
  const dot = bare.lastIndexOf(".");
  const [stem, ending] = dot < 0 ? [bare, ""] : [bare.slice(0, dot), bare.slice(dot + 1)];
  const letters = (text: string, most: number) => text.replace(/[. ]/g, "").slice(0, most).toUpperCase();
  return `${letters(stem, 6)}.${letters(ending, 3)}`;
}

/** A short name of something that matters is taken for that. */
export function longName(part: string): string {
  const short = /^([a-z0-9_-]{1,6})~\d+(?:\.([a-z0-9]{0,3}))?$/i.exec(part);
  return (short && byShort.get(`${short[1]}.${short[2] ?? ""}`.toUpperCase())) ?? part;
}
