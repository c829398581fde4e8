/**
 * What the keys of Copilot CLI's settings of the user have to be, from the program's own list of them (1.0.102). One that
 * is something else, and nothing of the file counts (tried over ACP on 2026-11-26). Numbers may be anything, and keys
 * that are not listed too.
 */
import { at, membersOf, textOf, type ValueNode } from "../../core/parse/value.ts";

const switches =
  "mouse askUser autoUpdate bashEnv showTipsOnStartup beep beepOnSchedule notifications terminalNotifications " +
  "taskbarPresence includeCoAuthoredBy compactPaste copyOnSelect respectGitignore builtInAgents.rubberDuck " +
  "builtInAgents.rubberDuckAutoInvoke imageGeneration imageGenerationWatermark memory toolSearch contextManagementTools " +
  "connectors subagents.contextManagementTools workflows.logPhaseNames continueOnAutoMode stayInAutopilot shellShortcut " +
  "renderMarkdown renderHexColors inlineImages scrollbar pinnedPrompts sidebar.enabled remoteExport screenReader " +
  "storeTokenPlaintext stream streamerMode footer.showModelEffort footer.showDirectory footer.showBranch " +
  "footer.showContextWindow footer.showQuota footer.showAiUsed footer.showAgent footer.showCodeChanges " +
  "footer.showUsername footer.showSandbox footer.showYolo footer.showCustom tabs.enabled updateTerminalTitle " +
  "terminalProgress customAgents.defaultLocalOnly ide.autoConnect ide.openDiffOnEdit enableAllGithubMcpTools " +
  "githubMcpInsiders dynamicRetrieval.skills dynamicRetrieval.mcp sandbox.enabled disableAllHooks";

const lists =
  "powershellFlags subagents.disabledSubagents allowedUrls deniedUrls tabs.sort tabs.hide companyAnnouncements " +
  "skillDirectories ignoredSkillsLocations disabledSkills disabledHooks disabledMcpServers enabledMcpServers " +
  "githubMcpToolsets githubMcpTools";

const texts =
  "worktreePathTemplate proxyKerberosServicePrincipal proxyUrl model effortLevel planModel statusLine.command";

const choices: Readonly<Record<string, string>> = {
  banner: "always once never",
  bannerStyle: "mona classic",
  keepAlive: "on off busy",
  contextTier: "default long_context",
  defaultMode: "interactive plan autopilot",
  defaultPermissionMode: "manual assisted allow-all",
  mergeStrategy: "rebase merge",
  editorMode: "normal vim",
};

type Is = (node: ValueNode) => boolean;
const isSwitch: Is = (node) => node.kind === "scalar" && typeof node.value === "boolean";
const isText: Is = (node) => textOf(node) !== undefined;
const isTexts: Is = (node) => node.kind === "array" && node.items.every(({ value }) => isText(value));
const isHooks: Is = (node) => node.kind === "object" && membersOf(node).every(({ value }) => value.kind === "array");

const keys: readonly (readonly [path: string, is: Is])[] = [
  ...switches.split(" ").map((path) => [path, isSwitch] as const),
  ...lists.split(" ").map((path) => [path, isTexts] as const),
  ...texts.split(" ").map((path) => [path, isText] as const),
  ...Object.entries(choices).map(
    ([path, words]) => [path, (node: ValueNode) => words.split(" ").includes(textOf(node) ?? "")] as const,
  ),
  ["hooks", isHooks],
];

/** The first key that is not what it has to be. */
export function wrongSetting(
  root: ValueNode | undefined,
): { readonly key: string; readonly value: ValueNode } | undefined {
  for (const [path, is] of keys) {
    const [first = "", ...below] = path.split(".");
    const outer = at(root, first);
    if (outer && below.length > 0 && outer.kind !== "object") return { key: first, value: outer };
    const value = at(root, first, ...below);
    if (value && !is(value)) return { key: path, value };
  }
  return undefined;
}
