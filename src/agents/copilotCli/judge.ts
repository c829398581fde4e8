/** What Copilot CLI 1.0.102 does with one call, as seen over ACP and with `-p` (2026-11-25 and 2026-11-26). */
import type { Action } from "../../core/model/action.ts";
import type { Provenance } from "../../core/model/permission.ts";
import type { Place } from "../../core/permissions/input.ts";
import { endOf } from "../../core/permissions/links.ts";
import { relativeTo, resolveFrom, slashed } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { lastGiven, valuesOf } from "../flags.ts";
import { because, type Judgement } from "../judgement.ts";
import { ruleForAddress } from "./addresses.ts";
import { judgeAloneCommand } from "./alone.ts";
import { judgeCommand, writingOf } from "./approvals.ts";
import { asGiven } from "./flagRules.ts";
import { hasRules, judgeManaged, type ManagedUse } from "./managed.ts";
import { managedSandbox, whyOutOfLimits } from "./managedFile.ts";
import {
  allowedByFlag,
  brokenRule,
  everythingByFlag,
  foldersByFlag,
  pathsByFlag,
  refusedByFlag,
  temporaryFolder,
} from "./run.ts";
import { brokenServers, serverTool } from "./servers.ts";
import type { CopilotSettings } from "./settings.ts";
import { judgeUnrun } from "./unrun.ts";

export function judgeInRun(action: Action, settings: CopilotSettings): Judgement {
  const { run, place, offline } = settings;
  const broken = brokenRule(run);
  if (broken) return because("unreachable", broken.source, `${broken.source.text}: no rule, so it does not start`);
  const strange = brokenServers(settings.files);
  if (strange)
    return because("unreachable", { layer: "flag", text: "--additional-mcp-config: no servers, so it does not start" });
  if (offline && action.kind === "url_fetch") return because("unreachable", offline);
  const unrun = action.kind === "command" ? judgeUnrun(action.command) : undefined;
  if (unrun) return unrun;
  const judged = judge(action, settings);
  const alone = lastGiven(run, "alone");
  if (!alone || !/^(?:ask|allow)$/.test(judged.outcome)) return judged;
  const by = alone.source;
  if (action.kind !== "command" || hasRules(settings.managed))
    return judged.outcome === "ask" ? because("deny", by, `${by.text}: nobody is asked`) : judged;
  const cwd = folderOf(action, place);
  return judgeAloneCommand(action.command, {
    ...{ by, run, place, cwd, saved: settings.approvals },
    isInside: (path) => isInside(path, settings),
    // A rule for one path does not stand for a redirect.
    writes: (path) => isInside(resolveFrom(cwd, path, place), settings) && mayWrite(settings),
    everything: everythingByFlag(run),
    fetches: (url) => judgeAddress(url, settings).outcome === "allow",
  });
}

function mayWrite({ run, approvals }: CopilotSettings): boolean {
  return valuesOf(run, "allow").some(({ value }) => value === "write") || writingOf(approvals) !== undefined;
}

function judge(action: Action, settings: CopilotSettings): Judgement {
  const { place, approvals, run } = settings;
  const outside = action.kind === "url_fetch" ? whyOutOfLimits(action.url, settings.managedFile) : undefined;
  if (outside) return because("deny", outside);
  const path = "path" in action ? resolveFrom(folderOf(action, place), action.path, place) : undefined;
  const found = judgeManagedUse(action, path, settings);
  const refused = refusedByFlag(action, run, path);
  if (found?.outcome === "deny" || !refused) {
    if (found) return found;
  } else return refused;
  const flag = allowedByFlag(action, run, path);
  const everywhere = pathsByFlag(run);
  const beyond =
    settings.closed && whyBeyond(action.kind, path === undefined || isInside(path, settings), settings.closed);
  if (beyond) return beyond;
  switch (action.kind) {
    case "command":
      return flag ? because("allow", flag) : (judgeCommand(action.command, approvals) ?? asks("a command"));
    case "file_read":
      if (isInside(path ?? "", settings)) return readable;
      return everywhere ? because("allow", everywhere) : asks("reading elsewhere");
    case "file_write":
    case "file_edit": {
      const by = flag ?? writingOf(approvals);
      return by && (everywhere || isInside(path ?? "", settings)) ? because("allow", by) : asks("writing a file");
    }
    case "url_fetch":
      return judgeAddress(action.url, settings);
    case "workspace_search":
      return readable;
    case "subagent_start":
      return because(
        "allow",
        defaultProvenance("a sub-agent is started without a question; what it does is asked about"),
      );
    case "todo_update":
      return because("unreachable", defaultProvenance("Copilot CLI has no tool of its own for steps"));
    case "mcp_call":
      return judgeServerTool(action.server, action.tool, settings, flag);
    default:
      return because(
        "unknown",
        defaultProvenance(`what Copilot CLI does with ${action.kind.replace("_", " ")} was not observed`),
      );
  }
}

function folderOf({ cwd }: Action, place: Place): string {
  return slashed(cwd ?? place.workspace ?? place.home, place.platform);
}

/** The workspace, the folders of `--add-dir`, those opened for good, and the temporary folder. @param path absolute */
function isInside(path: string, settings: CopilotSettings): boolean {
  const { place, run } = settings;
  const { workspace, platform } = place;
  const open = foldersByFlag(run).map(({ value }) => resolveFrom(workspace ?? place.home, value, place));
  const ends = settings.opened.map((folder) => endOf(folder, settings));
  const folders = [
    ...(workspace === undefined ? [] : [workspace]),
    ...open,
    ...ends,
    ...temporaryFolder(run, platform),
  ];
  return folders.some((folder) => relativeTo(folder, endOf(path, settings), platform) !== undefined);
}

function judgeManagedUse(
  action: Action,
  path: string | undefined,
  { place, managed }: CopilotSettings,
): Judgement | undefined {
  const { workspace, home } = place;
  const given = "path" in action ? { given: asGiven(action, action.path) } : {};
  const judged = (kind: ManagedUse["kind"], text: string) =>
    judgeManaged({ kind, text, ...given, workspace, home }, managed);
  switch (action.kind) {
    case "command":
      return judged("shell", action.command);
    case "workspace_search":
      return judged("read", workspace ?? home);
    case "file_read":
      return judged("read", path ?? "");
    case "file_write":
    case "file_edit":
      return judged("edit", path ?? "");
    case "url_fetch":
      return judged("domain", action.url);
    default:
      return undefined;
  }
}

function judgeAddress(url: string, { run, files }: CopilotSettings): Judgement {
  const { deny, allow } = ruleForAddress(url, run, files);
  if (deny) return because("deny", deny);
  return allow ? because("allow", allow) : asks("an address");
}

/** In a closed session. Commands are asked about as ever, and start in a sandbox. */
function whyBeyond(kind: Action["kind"], inside: boolean, by: Provenance): Judgement | undefined {
  if (kind === "mcp_call") return because("unreachable", by, `${by.text}: no server starts`);
  return inside ? undefined : because("deny", by, `${by.text}: nothing outside the workspace is reached`);
}

/** Answers for a server whose name has other signs do not count (tried). */
const isPlain = /^[\w-]+$/;

function judgeServerTool(
  server: string,
  tool: string,
  settings: CopilotSettings,
  flag: Judgement["by"] | undefined,
): Judgement {
  const found = serverTool(server, tool, settings);
  if ("outcome" in found) return found;
  const ruled = settings.managed.find(({ tool: of }) => of === "mcp");
  if (ruled?.list === "deny" && ruled.pattern === server) return because("unreachable", ruled.by);
  if (ruled) return because("unknown", ruled.by, `${ruled.by.text}: what it does with this server was not observed`);
  const sandbox = managedSandbox(settings.managedFile);
  if (sandbox) return because("unknown", sandbox);
  const saved = settings.approvals.find(
    (one) => one.server === server && isPlain.test(server) && (one.tool === null || one.tool === tool),
  );
  if (saved) return because("allow", saved.by);
  if (flag) return because("allow", flag);
  return because("ask", found, `${server}: its tools ask unless one was allowed for good`);
}

export const readable = because("allow", defaultProvenance("files of the workspace are read without asking"));

export function asks(what: string): Judgement {
  return because("ask", defaultProvenance(`${what} asks unless it was allowed for good`));
}
