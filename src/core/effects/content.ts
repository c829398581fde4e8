/** What writing a special file means, by what changes in it. One judge for each kind. */
import type { Writer } from "./access.ts";
import { type Change, settingsEffect } from "./config/approvals.ts";
import { attributesAct, configActs, modulesAct } from "./config/git.ts";
import { frontMatterActs, tellsToSendSecrets, tellsToSkipPeople } from "./config/instructions.ts";
import { manifestActs, sourceMoves, toolDataActs } from "./config/packages.ts";
import { losesEntries, reachesHost, rulesAllow, startsByItself } from "./config/starters.ts";
import type { JudgementId } from "./judgements.ts";
import { folded } from "./lookalikes.ts";
import type { FileKind } from "./specialFiles.ts";
import type { PathFacts } from "./zones.ts";

export type { Change };

interface Subject {
  readonly facts: PathFacts;
  /** The path, folded. */
  readonly name: string;
  readonly writer: Writer;
}

/** undefined: an ordinary write, its place decides. */
type Judge = (change: Change | undefined, subject: Subject) => JudgementId | undefined;

/**
 * The judgement of a change of a file of a special kind; undefined: an ordinary file, its place decides.
 * @param change undefined when what is written is not known.
 */
export function contentRisk(facts: PathFacts, change: Change | undefined, writer: Writer): JudgementId | undefined {
  if (facts.kind === "ordinary") return undefined;
  return byKind[facts.kind](change, { facts, name: folded(facts.path), writer });
}

const byKind: Readonly<Record<FileKind, Judge>> = {
  ordinary: () => undefined,
  secret: (_change, { facts }) =>
    facts.zone === "workspace" || facts.zone === "temporary" ? "writes-secret-file" : undefined,
  "agent-settings": agentSettings,
  "agent-code": () => "leaves-something-running",
  "agent-ignore": agentIgnore,
  "editor-settings": editorSettings,
  "editor-tasks": (change, { name }) =>
    change !== undefined && !startsByItself(change.after, name) ? "writes-acting-file" : "leaves-something-running",
  instructions,
  "git-config": gitConfig,
  "git-hook": (_change, { name }) => (/\/\.git\//.test(name) ? "leaves-something-running" : "writes-acting-file"),
  repository: () => "touches-repository-internals",
  "start-file": () => "leaves-something-running",
  "package-source": (change, { name }) =>
    change !== undefined && !sourceMoves(change.after, name) ? "writes-acting-file" : "replaces-program-source",
  "project-code": projectCode,
  "tool-data": toolData,
  workflow: () => "writes-acting-file",
  dependency: () => "writes-acting-file",
  "ignore-list": ignoreList,
};

function agentSettings(change: Change | undefined, { name, writer }: Subject): JudgementId {
  if (change === undefined) return "changes-agent-settings";
  const reach = name.endsWith(".rules") ? rulesAllow(change.after) : undefined;
  if (reach === "wide") return "switches-approval-off";
  switch (settingsEffect(change, name)) {
    case "loosens":
      return "switches-approval-off";
    case "starts":
      return "registers-server";
    default:
      return writer === "program" ? "changes-agent-settings" : "touches-agent-settings";
  }
}

function editorSettings(change: Change | undefined, { facts, name, writer }: Subject): JudgementId | undefined {
  if (change === undefined) return "changes-agent-settings";
  switch (settingsEffect(change, name)) {
    case "loosens":
      return "switches-approval-off";
    case "starts":
      return "changes-agent-settings";
    case "harmless":
      return writer === "editor" && facts.zone === "workspace" ? undefined : "touches-agent-settings";
    default:
      return writer === "editor" ? "touches-agent-settings" : "changes-agent-settings";
  }
}

function agentIgnore(change: Change | undefined): JudgementId {
  return change !== undefined && !losesEntries(change.before, change.after, "all")
    ? "touches-agent-settings"
    : "changes-agent-settings";
}

function instructions(change: Change | undefined): JudgementId {
  if (change === undefined) return "instructs-agent";
  if (tellsToSendSecrets(change.after)) return "sends-secret";
  const acts = frontMatterActs(change.after);
  if (acts === "loosens" || tellsToSkipPeople(change.after)) return "switches-approval-off";
  return acts === "starts" ? "registers-server" : "instructs-agent";
}

function gitConfig(change: Change | undefined, { name }: Subject): JudgementId {
  if (change === undefined) return "leaves-something-running";
  const acts = name.endsWith("attributes") ? attributesAct : name.endsWith(".gitmodules") ? modulesAct : configActs;
  return acts(change.after) ? "leaves-something-running" : "writes-acting-file";
}

function projectCode(change: Change | undefined, { facts, name, writer }: Subject): JudgementId | undefined {
  if (facts.zone !== "workspace") return undefined;
  if (change === undefined || writer === "program") return "writes-acting-file";
  if (/compose|docker|containerfile/.test(name) && reachesHost(change.after, name)) return "reaches-host-root";
  return manifestActs(change.after, name) ? "writes-acting-file" : undefined;
}

function toolData(change: Change | undefined, { facts, name }: Subject): JudgementId | undefined {
  if (facts.zone !== "workspace") return undefined;
  return change === undefined || toolDataActs(change.after, name) ? "writes-acting-file" : undefined;
}

function ignoreList(change: Change | undefined): JudgementId | undefined {
  return change !== undefined && losesEntries(change.before, change.after, "secrets")
    ? "touches-agent-settings"
    : undefined;
}
