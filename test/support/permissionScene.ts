/** A workspace and a home in which several agents have permissions, for the tests of what the editor says of them. */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../../scripts/lib/project.mjs";
import type { AuditAct } from "../../src/core/audit/acts.ts";
import { openAudit } from "../../src/node/auditFile.ts";
import { locations } from "../../src/node/locations.ts";
import { sha256 } from "../../src/node/sha256.ts";
import { auditEntry } from "./auditEntries.ts";
import type { Vscode, VscodeSetup } from "./vscode.ts";

const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;

/** What the last commit of the workspace holds. */
export const sceneFiles = {
  ".claude/settings.json": json({
    permissions: { allow: ["Bash(npm test)"], ask: ["Bash(git push)"], deny: ["Read(./.env)"] },
  }),
  ".vscode/settings.json": json({ "chat.tools.terminal.autoApprove": { "/^npm test$/": false } }),
  "opencode.json": json({ permission: { bash: { "*": "ask", "npm test": "allow" } } }),
  ".claude/agents/reviewer.md":
    "---\nname: reviewer\ndescription: Reads a change and says what it thinks.\ntools: Read, Grep, Edit\npermissionMode: acceptEdits\n---\nYou review.\n",
  ".claude/skills/release/SKILL.md":
    "---\nname: release\ndescription: Makes a release.\nallowed-tools: Bash(git tag *)\n---\nTag it.\n",
  "deploy.sh": "#!/bin/sh\nnpm test\ngit push origin main\n",
  "README.md": "# Shop\n\nRelease with\n\n    $ git push origin main\n",
} as const;

export const scenePolicy = `version: 1
rules:
  - id: no-publish
    when: { command: "npm publish *" }
    then: deny
    reason: Releases are made by the pipeline.
  - id: outward
    when: { effect: send-outward }
    then: ask
`;

export const sceneHome = {
  ".claude/settings.json": json({ permissions: { allow: ["WebSearch"] } }),
  ".codex/config.toml": 'approval_policy = "on-request"\nsandbox_mode = "workspace-write"\n',
  ".gemini/settings.json": json({ tools: { allowed: ["run_shell_command(git status)"] } }),
  ".qwen/settings.json": json({ permissions: { allow: ["Bash(git status)"] } }),
  ".continue/permissions.yaml": "allow:\n  - Read\nask:\n  - Bash\n",
} as const;

/** The chat would only be in the way, in a browser an edit would save itself, and what is typed is to stay what it is. */
export const sceneSetup: VscodeSetup = {
  files: sceneFiles,
  homeFiles: sceneHome,
  settings: {
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "files.autoSave": "off",
    "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
    "editor.suggestOnTriggerCharacters": false,
    "editor.autoClosingBrackets": "never",
    "editor.autoClosingQuotes": "never",
  },
};

/** The workspace as a person has it: a repository whose files are committed, trusted by Claude Code. */
export function prepareScene({ workspace, home }: Pick<Vscode, "workspace" | "home">): void {
  writeFileSync(join(home, ".claude.json"), json({ projects: { [workspace]: { hasTrustDialogAccepted: true } } }));
  // A server that is only ever asked for its tools; that it was started is known by the list it then gave.
  const server = { command: process.execPath, args: [join(root, "test/process/programs/labServer.mjs")] };
  writeFileSync(join(workspace, ".mcp.json"), json({ mcpServers: { lab: { ...server, env: { LAB_KEY: "secret" } } } }));
  const { audit, policy } = locations(home);
  const log = openAudit(audit, { sha256, now: () => new Date("2026-11-20T10:00:00Z") });
  for (const [index, command] of ["npm test", "npm test", "npm run lint"].entries()) {
    const act: AuditAct = { kind: "command", rule: "r", grade: "allow", effects: [], command };
    log.append(auditEntry(index + 1, { agent: "claude-code", workspace, summary: command, acts: [act] }));
  }
  mkdirSync(dirname(policy), { recursive: true });
  writeFileSync(policy, scenePolicy);
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", workspace, "-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], {
      env: { PATH: process.env.PATH, HOME: home, GIT_CONFIG_NOSYSTEM: "1" },
      stdio: "ignore",
    });
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--message", "The shop");
}
