/**
 * Settings by which agents act without a person, or trust what nobody looked at. Keys are facts of the named products,
 * as of November 2026; paths are dotted and in lower case (see `read.ts`), and match from any depth on.
 */
import { type Reach, reachOf, reachOfAll, reachOfPath } from "./grants.ts";
import { isRecord, type Setting } from "./read.ts";

/** undefined: this value loosens nothing. */
type Loosens = (value: unknown) => Reach | undefined;

const when =
  (test: (value: unknown) => boolean): Loosens =>
  (value) =>
    test(value) ? "wide" : undefined;
const on = when(isOn);
const off = when(isOff);
const oneOf = (...values: string[]): Loosens =>
  when((value) => typeof value === "string" && values.includes(value.toLowerCase()));
const rules: Loosens = (value) => reachOfAll(value);
const pathRules: Loosens = (value) => reachOfAll(value, (rule) => reachOfPath(String(rule)));
/** Any folder but a plain one of this project opens a person's whole disk or home. */
const folders: Loosens = (value) =>
  reachOfAll(value, (rule) =>
    /^\.?\.?[\w-]+(?:\/[\w.-]+)*\/?$|^\/(?:[^/]+\/){3,}[^/]+\/?$/.test(String(rule)) ? "narrow" : "wide",
  );
const approves: Loosens = (value) => (isRecord(value) || Array.isArray(value) ? rules(value) : on(value));

type Row = readonly [keys: RegExp, loosens: Loosens];

const vsCode: readonly Row[] = [
  [/chat\.tools\.(?:global\.)?autoapprove$/, on],
  [/chat\.tools\.terminal\.autoapprove$/, approves],
  [/chat\.tools\.edits\.autoapprove$/, pathRulesOf],
  [/chat\.tools\.urls\.autoapprove$/, approves],
  [/chat\.tools\.eligibleforautoapproval$/, (value) => (isRecord(value) ? rules(value) : on(value))],
  [/chat\.tools\.(?:.*\.)?(?:enableautoapprove|autoapproveworkspacenpmscripts|autoconfirm\w*|autoreply\w*)$/, on],
  [/chat\.tools\.terminal\.blockdetectedfilewrites$/, off],
  [/chat\.tools\.terminal\.ignoredefaultautoapproverules$/, on],
  [/chat\.(?:agent\.|terminal\.)?sandbox\.(?:enabled)$|chat\.agent\.sandbox$/, off],
  [/chat\.agent\.sandbox\.allow(?:network|unsandboxedcommands)$/, on],
  [
    /chat\.permissions\.default$|chat\.autopilot\.?\w*$|chat\.agent\.(?:mode|permissions?)$/,
    oneOf("autopilot", "autoapprove", "bypass", "bypassapprovals", "allow", "true"),
  ],
  [/chat\.(?:autopilot\.(?:.*\.)?enabled|assistedpermissions\.enabled)$/, on],
  [
    /chat\.mcp\.(?:autostart|access|trust|discovery\.enabled)$/,
    (value) => (isOn(value) && value !== "newAndOutdated" ? "wide" : undefined),
  ],
  [/chat\.(?:usehooks|usecustomagenthooks|plugins\.enabled)$/, off],
  [/security\.workspace\.trust\.(?:enabled|banner|startupprompt|emptywindow)$/, off],
  [/security\.workspace\.trust\.emptywindow$/, when((value) => value === true)],
  [/security\.workspace\.trust\.untrustedfiles$/, oneOf("open")],
  [/security\.allow(?:ed)?unc\w*$|security\.restrictunc\w*$/, when((value) => value === false || Array.isArray(value))],
  [/security\.promptforlocalfileprotocolhandling$|security\.promptforremote\w*$/, off],
  [/task\.allowautomatictasks$/, oneOf("on")],
  [/extensions\.verifysignature$/, off],
  [/extensions\.(?:supportuntrustedworkspaces|allowed)$/, on],
  [/http\.proxystrictssl$/, off],
  [/countersign\./, () => "wide"],
  // Extensions that are agents.
  [/claudecode\.(?:allowdangerouslyskippermissions)$/, on],
  [/(?:roo-cline|kilo-code|cline|windsurf|cursor|devin)\.\w*(?:allowedcommands|commandsallowlist|allowlist)$/, rules],
  [/amp\.dangerouslyallowall$/, on],
  [/gemini\w*\.(?:yolomode|autoapprove\w*)$/, on],
];

function pathRulesOf(value: unknown): Reach | undefined {
  return isRecord(value) || Array.isArray(value) ? pathRules(value) : on(value);
}

const claudeCode: readonly Row[] = [
  [
    /(?:defaultmode|initialpermissionmode|permission_?mode)$/,
    oneOf("bypasspermissions", "dontask", "acceptedits", "auto", "yolo", "full-auto", "bypass"),
  ],
  [/allowdangerouslyskippermissions$|skipdangerousmode\w*$|dangerously\w*$|skip\w*permission\w*$/, on],
  [/enableallprojectmcpservers$|hastrustdialogaccepted$|disableallhooks$|bypasspermissionsmodeaccepted$/, on],
  [/enabledmcpjsonservers$/, rules],
  [/permissions\.allow$|allow$/, (value) => (typeof value === "string" ? undefined : rules(value))],
  [/additionaldirectories$/, folders],
  [/sandbox\.enabled$|failifunavailable$/, off],
  [/sandbox$/, when((value) => isOff(value) || /^(?:off|none|danger-full-access|disabled)$/i.test(String(value)))],
  [/autoallowbashifsandboxed$|allowunsandboxedcommands$|enableweaker\w+$|allowallunixsockets$/, on],
  [/excludedcommands$/, rules],
  [/automode\.(?:allow|environment)$/, rules],
  [/allowed-?tools$/, allowedTools],
];

/** In front matter a list may be one text. */
function allowedTools(value: unknown): Reach | undefined {
  return rules(typeof value === "string" ? value.split(/,\s*(?![^(]*\))/) : value);
}

const otherAgents: readonly Row[] = [
  // Codex.
  [/approval_?policy$/, oneOf("never", "on-failure")],
  [/approvals_reviewer$/, oneOf("auto_review")],
  [/features\.(?:codex_)?hooks$/, off],
  [/sandbox_?mode$/, oneOf("danger-full-access", "off", "none")],
  [/sandbox_workspace_write\.(?:network_access|exclude_\w+)$/, on],
  [/writable_roots$/, folders],
  [/trust_level$/, oneOf("trusted")],
  [
    /(?:default_tools_)?approval_mode$/,
    oneOf("approve", "auto", "yolo", "auto_edit", "auto-edit", "never", "full-auto", "unrestricted"),
  ],
  [/shell_environment_policy\.(?:ignore_default_excludes)$/, on],
  // Gemini CLI, Qwen Code.
  [/(?:default)?approvalmode$/, oneOf("yolo", "auto_edit", "auto-edit", "auto", "unrestricted", "full-auto", "never")],
  [/tools\.(?:allowed|core)$|mcp\.allowed$/, rules],
  [/autoaccept$|yolo\w*$/, on],
  [/foldertrust(?:\.enabled)?$|hooksconfig\.enabled$|hooks\.enabled$|enforceauth\w*$|disableyolomode$/, off],
  [
    /hooksconfig\.disabled$|disabledhooks$|hooks\.disabled$|disabledplugins$/,
    (value) => (Array.isArray(value) && value.length === 0 ? undefined : on(value)),
  ],
  // Cline, Roo, Kilo, Windsurf, Cursor, Kiro, Copilot, Factory, Crush, Continue, Goose, Amp, Zed and their servers.
  [
    /(?:autoapprove|alwaysallow|always_allow|auto_approve|trustedtools|trusted_tools|allowed_?tools|autorun)$/,
    approves,
  ],
  [
    /always_allow_tool_actions$|alwaysallow\w+$|autoapprovalenabled$|autoapprove\w+$|auto_?confirm\w*$|approveall$|allow_?all(?:_?tools)?$/,
    on,
  ],
  [/(?:terminal|mcp|command|url)allow-?list$|(?:allowed|trusted)_?commands$|commandallowlist$/, rules],
  [/allowed_?paths$|alloweddirectories$|guardedfiles\.allowlist$/, pathRules],
  [/trusted_?folders$|trustedworkspaces$/, when((value) => isOn(value))],
  [/autonomy(?:_?level|mode)?$/, oneOf("high", "auto-high", "full", "auto", "unrestricted", "medium", "auto-medium")],
  [/goose_mode$/, oneOf("auto")],
  [/yes-always$|yes$/, on],
  [/trust$|bypassapproval\w*$|disableapproval\w*$|skipconfirm\w*$|sandboxenabled$/, on],
  [/disablehooks$/, on],
  // OpenClaw.
  [/exec\.(?:mode|security)$/, oneOf("full", "auto")],
  [/exec\.ask$|sandbox\.mode$/, oneOf("off", "never")],
  [/elevated\.enabled$/, on],
  [/askfallback$/, oneOf("allow", "full")],
  [/gateway\.bind$/, oneOf("lan", "0.0.0.0", "all", "tailnet", "custom")],
];

/** `trustedFolders.json` of Gemini maps a folder to its trust. */
const trustValues = /^trust_(?:folder|parent)$/i;

/** Words by which a rule (an object with fields, or `"name": "allow"`) grants. */
const grantWord = /^(?:allow|allowed|auto|always|approve|grant|trusted)$/i;
const grantKey = /(?:^|\.)(?:effect|action|decision|policy|rule)$/;

/** How far the setting loosens; undefined: it does not. */
export function loosening({ path, value }: Setting): Reach | undefined {
  for (const [keys, loosens] of table) {
    if (!keys.test(path)) continue;
    const reach = loosens(value);
    if (reach !== undefined) return reach;
  }
  if (isRecord(value)) return ruleObject(value);
  if (typeof value !== "string") return undefined;
  if (trustValues.test(value)) return "wide";
  if (!grantWord.test(value) || grantKey.test(path)) return undefined;
  return /(?:^|\.)(?:permissions?|tool_permissions|tools|bash|edit|shell|webfetch|external_directory|task|default)(?:\.|$)/.test(
    path,
  )
    ? reachOf(
        path
          .replace(/^.*?permissions?\.(?:(?:bash|shell)\.)?/, "")
          .replace(/^(?:bash|shell|edit|webfetch|task|external_directory|default|write)$/, "*"),
      )
    : undefined;
}

/** `{capability: shell, match: ["*"], effect: allow}`: a rule that is written as one object. */
function ruleObject(value: Readonly<Record<string, unknown>>): Reach | undefined {
  const grant = value.effect ?? value.decision ?? value.action;
  if (typeof grant !== "string" || !grantWord.test(grant)) return undefined;
  const subjects = ["match", "resource", "pattern", "commandPrefix", "argsPattern", "matches", "tool", "toolName"].map(
    (key) => value[key],
  );
  const subject = subjects.find((candidate) => candidate !== undefined) ?? "*";
  return reachOfAll(isRecord(subject) ? Object.values(subject).flat() : Array.isArray(subject) ? subject : [subject]);
}

const table: readonly Row[] = [...vsCode, ...claudeCode, ...otherAgents].map(
  ([keys, loosens]): Row => [new RegExp(`(?:^|[.\\]])(?:${keys.source})`), loosens],
);

/** Settings that hold an agent back: when one of them goes away, it is loosened. */
const holding: readonly (readonly [RegExp, (value: unknown) => boolean])[] = [
  [
    /(?:^|[.\]])(?:deny|denied|ask|exclude|excludetools|disallowed-?tools|denylist|never_allow|ask_before|always_deny|always_confirm|confirmationrequired)(?:\[\])?$/,
    isSet,
  ],
  [
    /(?:denied|blocked|disabled)_?(?:commands|tools|servers|mcp\w*|hosts|domains|paths)(?:\[\])?$|commanddenylist|commandsdenylist/,
    isSet,
  ],
  [/(?:^|[.\]])(?:hooks|pretooluse|beforetool|beforeshellexecution|beforemcpexecution|pre_run_command)$/i, isSet],
  [
    /disablebypasspermissionsmode$|disableautomode$|denyinsteadofprompting$|block(?:reads|writes)outside\w*$|failclosed$/,
    isOn,
  ],
  [/sandbox\.enabled$|foldertrust\.enabled$|security\.workspace\.trust\.enabled$/, isOn],
  [/onfailure$|on_failure$/, (value) => value === "block"],
  [/chat\.tools\.(?:terminal|edits|urls)\.autoapprove\..+$|eligibleforautoapproval\..+$/, (value) => value === false],
  [
    /(?:effect|decision|action|permission)$|permissions?\..+$/,
    (value) => typeof value === "string" && /^(?:deny|ask|forbidden|prompt|reject)$/i.test(value),
  ],
];

/** True for a setting whose loss lets an agent do more. */
export function holdsBack({ path, value }: Setting): boolean {
  return holding.some(([keys, test]) => keys.test(path) && test(value));
}

function isOn(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).some(isOn);
  return value !== false && value !== null && !/^(?:off|never|false|none|no|0|)$/i.test(String(value));
}

function isOff(value: unknown): boolean {
  return value === false || /^(?:off|never|false|no|none)$/i.test(String(value));
}

function isSet(value: unknown): boolean {
  return typeof value === "object" && value !== null ? Object.keys(value).length > 0 : isOn(value);
}
