/** Files of coding agents: what they obey, what they run, what holds them back. Data; the first match holds. */
import type { SpecialFile } from "./specialFiles.ts";

/** Folders that belong to an agent, in a workspace or a home. Names of November 2026. */
const folders =
  "claude|cursor|codex|gemini|copilot|qwen|amp|goose|nah|cc-safety-net|safety-net|crush|openhands|kiro|windsurf|codeium|devin|roo|kilo|kilocode|continue|opencode|factory|augment|openclaw|amazonq|aws\\/amazonq|cline|zed|trae|junie|agents|grok|pi|hermes|zencoder|tabnine";
/** The same below `~/.config`, an application's data folder or the editor's storage of an extension. */
const dataFolders =
  "opencode|kilo|goose|nah|amp|crush|github-copilot|zed|devin|claude|codex|gemini-cli|block\\/goose|saoudrizwan\\.claude-dev|rooveterinaryinc\\.roo-cline|kilocode\\.kilo-code|cline|continue";

const inFolder = (rest: string) => new RegExp(`\\/\\.(?:${folders})\\/(?!worktrees\\/)${rest}`);
const inData = (rest: string) =>
  new RegExp(
    `\\/(?:\\.config|appdata\\/(?:roaming|local)|application support|globalstorage|etc|programdata)\\/(?:${dataFolders})\\/${rest}`,
  );

/** Paths are folded (lower case) and begin with "/". */
export const agentFiles: readonly SpecialFile[] = [
  [
    "agent-settings",
    /\/(?:etc\/(?:claude-code|codex|cursor|devin|windsurf|kilo|opencode)|application support\/claudecode|claudecode)\/.+$/,
  ],
  ["agent-settings", /\/\.claude(?:\.json|\/(?:settings(?:\.[\w-]+)?\.json|remote-settings\.json|managed.*))$/],
  [
    "agent-settings",
    /\/(?:\.?mcp(?:[-_](?:config|servers|settings|approvals))?\.json|claude_desktop_config\.json|cline_mcp_settings\.json|mcporter\.json)$/,
  ],
  // The folder of rules that one agent reads also takes hooks.
  ["agent-code", inFolder("(?:.*\\/)?(?:hooks|plugins?|extensions|tools|scripts|mcp-servers)\\/.*[^/]$")],
  ["agent-code", /\/\.clinerules\/hooks\/.+$|\/documents\/cline\/(?:hooks|plugins)\/.+$/],
  ["agent-code", inData("(?:.*\\/)?(?:plugins?|hooks|tools)\\/.+$")],
  ["agent-code", inFolder("(?:.*\\/)?[^/]+\\.(?:[cm]?[jt]s|py|sh|ps1|bash|rb)$")],
  [
    "agent-settings",
    /\/\.github\/(?:copilot\/settings[^/]*\.json|hooks\/.+|copilot-setup-steps\.ya?ml|copilot\/.+\.json)$/,
  ],
  [
    "instructions",
    /\/(?:claude(?:\.local)?|agents(?:\.override)?|gemini|qwen|crush|warp|replit)\.md$|\/\.github\/(?:copilot-instructions\.md|instructions\/.+|prompts\/.+|chatmodes\/.+|agents\/.+|skills\/.+)$/,
  ],
  [
    "instructions",
    /\/\.(?:cursor|windsurf|cline|roo|kilocode|trae|junie)rules(?:[-\w]*)?(?:\/.+)?$|\/\.(?:goosehints|rules|windsurfrules)$/,
  ],
  [
    "instructions",
    inFolder(
      "(?:.*\\/)?(?:agents?|commands?|skills?|rules|prompts|output-styles|steering|modes?|droids|memories|workflows|instructions|personas|specs|knowledge)(?:\\/.*)?(?:\\/|\\.mdc?|skill|\\.toml|\\.markdown)$",
    ),
  ],
  ["instructions", inFolder("(?:.*\\/)?[^/]+\\.(?:mdc?|markdown)$")],
  ["instructions", inData("(?:.*\\/)?[^/]+\\.md$")],
  [
    "agent-ignore",
    /\/\.(?:cursor|cursorindexing|aider|codex|gemini|codeium|roo|kilocode|cline|continue|copilot|windsurf|claude|amp|augment|kiro|aiexclude|ai|zed|trae|tabnine)ignore$|\/\.aiexclude$/,
  ],
  [
    "agent-settings",
    inFolder(
      "(?:.*\\/)?[^/]*(?:\\.(?:jsonc?|json5|toml|ya?ml|rules|plist|env|sqlite)|config|settings|trust|permission|polic|allow)[^/]*$",
    ),
  ],
  [
    "agent-settings",
    /\/(?:\.aider\.conf\.ya?ml|\.aider\.model\.\w+\.ya?ml|(?:opencode|kilo|\.?crush|openclaw|\.openclaw)\.jsonc?|\.nah\.ya?ml|\.safety-net\.json|\.roomodes|\.kilocodemodes|custom_modes\.ya?ml|\.continuerc\.json|\.aider\.[\w.]*)$/,
  ],
  ["agent-settings", inData(".*[^/]$")],
  ["agent-settings", /\/chatlanguagemodels\.json$/],
];
