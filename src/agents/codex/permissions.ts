/** Effective permissions of Codex: what its files come to, and why. */
import type { Action } from "../../core/model/action.ts";
import type { AgentPermissions, Explanation } from "../../core/model/permission.ts";
import { delegatesByGrants } from "../../core/permissions/delegates.ts";
import type { PermissionInput, Place } from "../../core/permissions/input.ts";
import { resolveFrom, slashed } from "../../core/permissions/paths.ts";
import { ruleOfTwo } from "../../core/permissions/ruleOfTwo.ts";
import { toolsOfServer } from "../../core/permissions/serverTools.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { textsOf, valueAt } from "../../core/permissions/tomlFile.ts";
import { asFlag } from "../flags.ts";
import { because, type Judgement } from "../judgement.ts";
import { grantsOf } from "./grants.ts";
import { judgeAny, judgeCommand, judgePaths, judgeServerTool } from "./judge.ts";
import { type CodexSettings, readCodexSettings } from "./settings.ts";
import { judgeStart } from "./subAgents.ts";

const agent = "codex";
export const facts = { version: "0.169.0", date: "2026-11-25" } as const;

/** Never throws: broken files are in `problems`. */
export function permissions(input: PermissionInput): AgentPermissions {
  const settings = readCodexSettings(input);
  const servers = serversOf(settings, input);
  const grants = grantsOf(settings, servers);
  const { sandbox, approval, stopped, unknown } = settings;
  const name = stopped ? "does not start" : unknown ? "not proven" : `${sandbox.value}, ${approval.value}`;
  return {
    agent,
    title: "Codex",
    factsVersion: facts.version,
    factsDate: facts.date,
    installed: input.installed,
    mode: { name, source: stopped ?? unknown ?? sandbox.source },
    grants,
    servers,
    // An agent file's own sandbox_mode has no effect (0.169.0): a delegate may do what Codex may. In a folder that is
    // said to be untrusted there are none.
    delegates:
      settings.trust.value !== "untrusted"
        ? delegatesByGrants(
            input,
            grants,
            (path) => /(^|\/)\.codex\/agents\/[^/]+\.toml$/.test(path),
            () => [],
          )
        : [],
    credentials: input.credentials,
    ineffective: [],
    ruleOfTwo: ruleOfTwo(grants, input.credentials),
    problems: settings.problems,
  };
}

function serversOf(settings: CodexSettings, input: PermissionInput): AgentPermissions["servers"] {
  return settings.servers.map(({ name, values, source }) => {
    const command = valueAt(values, "command");
    const launch = {
      command: typeof command === "string" ? command : undefined,
      args: textsOf(valueAt(values, "args")),
    };
    return {
      name,
      source,
      state: valueAt(values, "enabled") === false ? "disabled" : "enabled",
      tools: toolsOfServer(launch, input.documents, input.place),
    };
  });
}

/** What Codex's own configuration does with the action, in the terminal and in editors. Hooks are not seen here. */
export function explain(action: Action, input: PermissionInput): Explanation {
  const settings = readCodexSettings(input);
  const judged = judgeAny(settings) ?? judgeAction(action, settings, input);
  // What would be asked, a model answers: which way cannot be told.
  const { outcome, by } =
    judged.outcome === "ask" && settings.reviewer ? because("unknown", settings.reviewer) : judged;
  const { approval, sandbox } = settings;
  const others = [...settings.rules.map((rule) => rule.source), approval.source, sandbox.source];
  const lost = others
    .filter((other) => !(other.path === by.path && other.line === by.line && other.layer === by.layer))
    .map((other) => ({ ...asFlag(other), why: "It did not decide this call." }));
  return { agent, outcome, decidedBy: asFlag(by), lost };
}

function judgeAction(action: Action, settings: CodexSettings, input: PermissionInput): Judgement {
  const { place } = settings;
  const cwd = slashed(action.cwd ?? place.workspace ?? place.home, place.platform);
  // A patch knows no home folder: a tilde is a name like any other (tried).
  const resolved = (path: string) => resolveFrom(cwd, path.replace(/^~/, "./~"), place);
  const paths = (...written: readonly string[]) => judgePaths(written.map(resolved), settings);
  switch (action.kind) {
    case "command":
      return runsHere(action.shell, place)
        ? judgeCommand(action.command, cwd, settings)
        : because("unknown", defaultProvenance(`Codex was not observed with ${action.shell}`));
    case "file_read":
      return judgeCommand(`cat ${quoted(action.path)}`, cwd, settings);
    case "file_write":
    case "file_edit":
      return paths(action.path);
    case "file_delete":
      return judgePaths([resolved(action.path)], settings, resolved(action.path));
    case "file_rename":
      return judgePaths([action.path, action.to].map(resolved), settings, resolved(action.path));
    case "mcp_call":
      return judgeServerTool(action.server, action.tool, action.annotations, settings);
    case "subagent_start":
      return judgeStart(action.name ?? "default", 1, settings, input);
    case "url_fetch":
      return because(
        "unreachable",
        defaultProvenance("Codex has no tool that fetches a page; it runs a command, or OpenAI's servers search"),
      );
    case "workspace_search":
      return because("unreachable", defaultProvenance("Codex searches by commands, such as rg"));
    case "todo_update":
      return because("unreachable", defaultProvenance("Codex has no list of tasks that the model could change"));
    case "dir_create":
    case "symlink":
    case "notebook_run":
    case "task_run":
    case "vscode_command":
      return because("unreachable", defaultProvenance("Codex has no tool for this; it runs a command"));
    case "unknown_tool":
      if (freeTools.has(action.tool)) return because("allow", defaultProvenance(`${action.tool} runs without asking`));
      return because("unknown", defaultProvenance(`what Codex does with ${action.tool} was not observed`));
    default:
      return because(
        "unknown",
        defaultProvenance(`what Codex does with ${action.kind.replace("_", " ")} was not observed`),
      );
  }
}

/** Tools of its own that were seen to run without a question (2026-11-26). */
const freeTools: ReadonlySet<string> = new Set(["view_image"]);

function runsHere(shell: string, { platform }: Place): boolean {
  return platform !== "win32" && shell !== "powershell" && shell !== "cmd";
}

function quoted(path: string): string {
  return /^[\w./~-]+$/.test(path) ? path : `'${path.replaceAll("'", `'"'"'`)}'`;
}
