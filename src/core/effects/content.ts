/** What writing a special file means, by what is written into it. */
import type { Writer } from "./access.ts";
import type { JudgementId } from "./judgements.ts";
import { folded } from "./paths.ts";
import { loosensApprovals, onlyHarmlessKeys, startsPrograms } from "./settings.ts";
import type { FileKind } from "./specialFiles.ts";
import type { PathFacts } from "./zones.ts";

/**
 * The judgement of writing `content` to a file of a special kind; undefined: an ordinary file, its place decides.
 * @param content undefined when it is not known.
 */
export function contentRisk(facts: PathFacts, content: string | undefined, writer: Writer): JudgementId | undefined {
  return byKind[facts.kind](content, writer, facts);
}

type Judge = (content: string | undefined, writer: Writer, facts: PathFacts) => JudgementId | undefined;

const byKind: Readonly<Record<FileKind, Judge>> = {
  ordinary: () => undefined,
  secret: (_content, _writer, facts) =>
    facts.zone === "workspace" || facts.zone === "temporary" ? "writes-secret-file" : undefined,
  "agent-settings": agentSettings,
  "editor-settings": editorSettings,
  "editor-tasks": editorTasks,
  instructions: () => "instructs-agent",
  "git-config": (content) =>
    content !== undefined && !actingGit.test(content) ? "writes-acting-file" : "leaves-something-running",
  "git-hook": (_content, _writer, facts) =>
    /\/\.git\//i.test(facts.path) ? "leaves-something-running" : "writes-acting-file",
  repository: () => "touches-repository-internals",
  "start-file": () => "leaves-something-running",
  "package-source": (content) =>
    content !== undefined && !movesSource.test(content) ? "writes-acting-file" : "replaces-program-source",
  "project-code": projectCode,
  workflow: () => "writes-acting-file",
  dependency: () => "writes-acting-file",
  "ignore-list": () => undefined,
};

const actingGit =
  /fsmonitor|hookspath|sshcommand|\bpager|editor|\[\s*(?:alias|filter|credential|include|includeif|url|difftool|mergetool|diff|merge|core|gpg|protocol|uploadpack|remote)\b|helper|askpass|textconv|proxy|filter\s*=/i;
const movesSource =
  /registry|index-url|extra-index|script-shell|yarnpath|plugins|authtoken|_auth|onlybuilt|dangerously|node-options|proxy|strict-ssl|cafile|trusted-host|find-links|source|rustc-wrapper|linker|runner|mirror|distributionurl|repositories|init|shell|git\s*=|preload|ignore-scripts\s*=\s*false|pnpmfile|password/i;
const runsSomething =
  /\b(?:curl|wget|sh\s+-c|bash|eval|exec|spawn|child_process|subprocess|os\.system|powershell|base64|nc\s|https?:\/\/|rm\s+-)|[|;&]\s*(?:sh|bash)\b|\.sh\b|`|\$\(/i;
const lifecycle = /"(?:pre|post)?(?:install|prepare|publish|pack|version|prepublish(?:only)?|dependencies)"\s*:/i;

function agentSettings(content: string | undefined, writer: Writer): JudgementId {
  if (content === undefined) return "changes-agent-settings";
  if (loosensApprovals(content)) return "switches-approval-off";
  if (startsPrograms(content)) return "registers-server";
  return writer === "program" ? "changes-agent-settings" : "touches-agent-settings";
}

function editorSettings(content: string | undefined, writer: Writer): JudgementId {
  if (content === undefined) return "changes-agent-settings";
  if (loosensApprovals(content)) return "switches-approval-off";
  if (startsPrograms(content)) return "changes-agent-settings";
  return writer === "editor" || onlyHarmlessKeys(content) ? "touches-agent-settings" : "changes-agent-settings";
}

function editorTasks(content: string | undefined): JudgementId {
  if (content === undefined) return "leaves-something-running";
  if (/folderopen|initializecommand|privileged|source=\/,|docker\.sock|"runargs"|\|\s*(?:ba|z)?sh\b/i.test(content)) {
    return "leaves-something-running";
  }
  return "writes-acting-file";
}

function projectCode(content: string | undefined, writer: Writer, facts: PathFacts): JudgementId | undefined {
  if (facts.zone !== "workspace") return undefined;
  if (content === undefined || writer === "program") return "writes-acting-file";
  const name = folded(facts.path);
  if (name.endsWith("/package.json") && lifecycle.test(content)) return "writes-acting-file";
  return runsSomething.test(content) ? "writes-acting-file" : undefined;
}
