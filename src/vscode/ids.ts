/** Every id the manifest and the code share. A test compares them with package.json, so a typo is a failing test. */
import type { Uri } from "vscode";
import type { SourcePlace, TreeNode } from "./model/treeNode.ts";

/** Shown as `source` of diagnostics and as the category of commands. */
export const productName = "Countersign";

/** Commands, with the arguments they take. Those that take arguments are hidden from the palette. */
export interface CommandArguments {
  readonly "countersign.showStatus": [];
  readonly "countersign.reviewWorkspace": [];
  readonly "countersign.refreshAgents": [];
  readonly "countersign.installGate": [];
  readonly "countersign.removeGate": [];
  readonly "countersign.repairGate": [];
  readonly "countersign.tryGate": [];
  readonly "countersign.startAcpAgent": [];
  readonly "countersign.stopAll": [];
  readonly "countersign.resume": [];
  readonly "countersign.showAudit": [];
  readonly "countersign.verifyAudit": [];
  readonly "countersign.makeEvidencePack": [];
  readonly "countersign.createPolicy": [];
  readonly "countersign.undoDeletion": [];
  readonly "countersign.openWalkthrough": [];
  readonly "countersign.showLog": [];
  readonly "countersign.filterActivity": [];
  readonly "countersign.clearActivityFilter": [];
  readonly "countersign.searchAudit": [];
  readonly "countersign.showOlder": [];
  readonly "countersign.showTimeline": [];
  readonly "countersign.whoDidThis": [file?: Uri];
  readonly "countersign.pasteChecked": [];
  readonly "countersign.showSessions": [];
  readonly "countersign.showFatigue": [];
  readonly "countersign.showCoverage": [];
  readonly "countersign.goToDecision": [];
  readonly "countersign.markNeedless": [node?: TreeNode];
  readonly "countersign.replayPolicy": [policy: Uri];
  readonly "countersign.explainRule": [ruleId: string];
  /** The file that a finding stands in, and its rule. */
  readonly "countersign.ignoreInFile": [file: Uri, ruleId: string];
  readonly "countersign.explainDefinition": [uri: Uri, definitionStart: number];
  readonly "countersign.openSource": [place: SourcePlace];
  readonly "countersign.openRecord": [recordKey: string];
  /** A configuration file of an agent; the one in the active editor when it is not given. */
  readonly "countersign.showFilePermissions": [file?: Uri, agent?: string];
  /** The agent's node in the tree. */
  readonly "countersign.tighten": [node?: TreeNode];
  readonly "countersign.compilePolicy": [];
  /** The server's node, or the item below it. */
  readonly "countersign.askServer": [node: TreeNode];
  /** A node of the tree; from the menu of an editor its file. */
  readonly "countersign.wouldItBeAsked": [node?: TreeNode | Uri];
  readonly "countersign.wouldSelectionBeAsked": [];
  readonly "countersign.compareAgents": [node?: TreeNode];
  readonly "countersign.compareCommits": [node?: TreeNode];
  /** The agent's node in the tree. */
  readonly "countersign.allowForTask": [node?: TreeNode];
  /** The node of an answer that lasts. */
  readonly "countersign.takeBack": [node: TreeNode];
  /** A file and where in it the server's name stands, or the server's node in the tree. */
  readonly "countersign.wrapServer": [place: Uri | TreeNode, nameStart?: number];
}

export type CommandId = keyof CommandArguments;

/** Commands a person starts from the palette; the others need an argument and are hidden there. */
export const paletteCommands = [
  "countersign.showStatus",
  "countersign.reviewWorkspace",
  "countersign.refreshAgents",
  "countersign.installGate",
  "countersign.removeGate",
  "countersign.repairGate",
  "countersign.tryGate",
  "countersign.startAcpAgent",
  "countersign.stopAll",
  "countersign.resume",
  "countersign.showAudit",
  "countersign.verifyAudit",
  "countersign.makeEvidencePack",
  "countersign.createPolicy",
  "countersign.undoDeletion",
  "countersign.openWalkthrough",
  "countersign.filterActivity",
  "countersign.clearActivityFilter",
  "countersign.searchAudit",
  "countersign.showOlder",
  "countersign.showTimeline",
  "countersign.whoDidThis",
  "countersign.pasteChecked",
  "countersign.showSessions",
  "countersign.showFatigue",
  "countersign.showCoverage",
  "countersign.goToDecision",
  "countersign.markNeedless",
  "countersign.showFilePermissions",
  "countersign.tighten",
  "countersign.compilePolicy",
  "countersign.wouldItBeAsked",
  "countersign.wouldSelectionBeAsked",
  "countersign.compareAgents",
  "countersign.compareCommits",
  "countersign.allowForTask",
  "countersign.showLog",
] as const satisfies readonly CommandId[];

export const hiddenCommands = [
  "countersign.takeBack",
  "countersign.explainRule",
  "countersign.ignoreInFile",
  "countersign.explainDefinition",
  "countersign.openSource",
  "countersign.openRecord",
  "countersign.wrapServer",
  "countersign.replayPolicy",
  "countersign.askServer",
] as const satisfies readonly CommandId[];

export const views = { agents: "countersign.agents", activity: "countersign.activity" } as const;

/** Settings and their types. All are application-scoped: nothing in a workspace may change them. */
export interface SettingValues {
  readonly "review.enabled": boolean;
  readonly "codeLens.enabled": boolean;
  readonly "gate.enabled": boolean;
  readonly "advice.checkEveryPaste": boolean;
  readonly "audit.keepDays": number;
  readonly "snapshots.enabled": boolean;
  readonly "snapshots.maxMegabytes": number;
}

export const settingDefaults: SettingValues = {
  "review.enabled": true,
  "codeLens.enabled": true,
  "gate.enabled": true,
  "advice.checkEveryPaste": false,
  "audit.keepDays": 0,
  "snapshots.enabled": true,
  "snapshots.maxMegabytes": 100,
};

export const settingsSection = "countersign";

/** Why the Agents view is empty; each reason has its own welcome text. */
export type AgentsEmpty = "" | "noFolder" | "loading" | "failed" | "noAgents";

/** Why the Activity view is empty. */
export type ActivityEmpty = "" | "gateOff" | "gateBroken" | "notInstalled" | "quiet";

/** Context keys with the types of their values. */
export interface ContextKeyValues {
  readonly "countersign.agentsEmpty": AgentsEmpty;
  readonly "countersign.activityEmpty": ActivityEmpty;
  readonly "countersign.gateInstalled": boolean;
  readonly "countersign.stopped": boolean;
  readonly "countersign.activityFiltered": boolean;
  /** VS Code reads our hook from the second of two folders; see features/keepPlugin.ts. */
  readonly "countersign.secondPlugin": boolean;
}

export const contextKeys = [
  "countersign.agentsEmpty",
  "countersign.activityEmpty",
  "countersign.gateInstalled",
  "countersign.stopped",
  "countersign.activityFiltered",
  "countersign.secondPlugin",
] as const satisfies readonly (keyof ContextKeyValues)[];

export const walkthroughId = "start";
export const policyLanguageId = "countersign-policy";

/** Scheme of the read-only documents: records, questions in full, explanations. */
export const documentScheme = "countersign";

/** Code action kind of "fix all safe findings". */
export const fixAllKind = "source.fixAll.countersign";
