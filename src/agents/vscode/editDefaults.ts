/**
 * The default of `chat.tools.edits.autoApprove`, as registered by VS Code 1.139.1 (read from its bundle, 2026-11-21).
 * The last glob that matches decides. Out of the box an edit inside the workspace is written without a question.
 */
export const editDefaults: ReadonlyMap<string, boolean> = new Map([
  ["**/*", true],
  ["**/.git/**", false],
  ["**/{package.json,server.xml,build.rs,web.config,.gitattributes,.env,Cargo.toml}", false],
  ["**/{.npmrc,.yarnrc,.yarnrc.yml,.pnpmfile.js,.pnpmfile.cjs,.pnpmfile.mjs,pnpm-workspace.yaml}", false],
  ["**/*.{code-workspace,csproj,fsproj,vbproj,vcxproj,proj,targets,props,gradle,gradle.kts}", false],
  ["**/gradle.properties", false],
  ["**/ruby_lsp/*/addon", false],
  ["**/*.lock", false],
  ["**/*-lock.{yaml,json}", false],
  ["**/.mcp.json", false],
  ["**/.npmrc", false],
  ["**/.vscode/*.json", false],
  ["**/.github/agents/**", false],
  ["**/.github/hooks/**", false],
  ["**/.claude/agents/**", false],
  ["**/.claude/settings.json", false],
  ["**/.claude/settings.local.json", false],
  ["**/.codex/agents/**", false],
  ["**/.codex/config.toml", false],
  ["**/.codex/hooks.json", false],
]);

/** What is asked about whatever the setting says; the last three are where VS Code looks for hooks by itself (read, 2026-11-26). */
export const fixedEdits: readonly string[] = [
  "**/.mcp.json",
  "**/.npmrc",
  "**/.vscode/*.json",
  "**/.github/agents/**",
  "**/.claude/agents/**",
  "**/.github/hooks/*.json",
  "**/.claude/settings.json",
  "**/.claude/settings.local.json",
];

/** The default of `chat.tools.urls.autoApprove` of the same version. */
export const urlDefaults: ReadonlyMap<string, boolean> = new Map([
  ["https://code.visualstudio.com", true],
  ["https://github.com/microsoft/vscode/wiki/*", true],
]);
