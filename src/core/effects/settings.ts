/** Settings of editors and agents: which ones approve, trust or start things. Keys are facts of the named products. */
import { type ParseError, parse } from "jsonc-parser";

type ValueTest = (value: unknown) => boolean;
const isOn: ValueTest = (value) =>
  typeof value === "object" && value !== null
    ? Object.values(value).some(isOn)
    : value !== false && value !== null && value !== "off" && value !== "never";
const isOff: ValueTest = (value) => value === false || value === "off" || value === "never";
const always: ValueTest = () => true;
const oneOf =
  (...values: string[]): ValueTest =>
  (value) =>
    typeof value === "string" && values.includes(value.toLowerCase());

/** Keys (dotted path, lower case) that make agents act without a person, or trust what nobody looked at. */
const loosening: readonly (readonly [RegExp, ValueTest])[] = [
  // VS Code chat and its extensions (settings reference, 1.90 to 1.124).
  [/(?:^|\.)chat\.tools\.(?:global\.)?autoapprove/, isOn],
  [/(?:^|\.)chat\.tools\.(?:terminal|edits|urls)\.(?:enable)?autoapprove/, isOn],
  [/(?:^|\.)chat\.tools\..*(?:autoapprove|autoconfirm|autoreply)/, isOn],
  [/blockdetectedfilewrites/, isOff],
  [/ignoredefaultautoapproverules/, isOn],
  [/(?:^|\.)chat\.(?:agent\.)?(?:sandbox|terminal\.sandbox).*enabled/, isOff],
  [
    /(?:^|\.)chat\.(?:autopilot|permissions?)/,
    oneOf("autopilot", "autoapprove", "bypass", "bypassapprovals", "allow", "true"),
  ],
  [/(?:^|\.)chat\.mcp\.(?:autostart|discovery\.enabled|access|trust)/, isOn],
  [
    /(?:^|\.)security\.workspace\.trust\.(?:enabled|banner|startupprompt|emptywindow)/,
    (value) => isOff(value) || value === "never",
  ],
  [/(?:^|\.)security\.workspace\.trust\.untrustedfiles/, oneOf("open")],
  [/(?:^|\.)task\.allowautomatictasks/, oneOf("on")],
  [/(?:^|\.)extensions\.verifysignature/, isOff],
  [/http\.proxystrictssl/, isOff],
  [/^countersign\.|\.countersign\./, always],
  // Claude Code settings.json.
  [
    /(?:^|\.)(?:defaultmode|initialpermissionmode|permission_?mode)$/,
    oneOf("bypasspermissions", "dontask", "acceptedits", "auto"),
  ],
  [/allowdangerouslyskippermissions|skipdangerousmode|dangerously/, isOn],
  [/enableallprojectmcpservers|enabledmcpjsonservers|disableallhooks|skip.*permission|hastrustdialogaccepted/, isOn],
  [/(?:^|\.)sandbox\.enabled$|(?:^|\.)sandbox$/, isOff],
  [/(?:^|\.)permissions\.allow(?:\.\d+)?$/, isWideGrant],
  // Codex config.toml, Gemini, Cline, Cursor and others.
  [/(?:^|\.)approval_?policy$/, oneOf("never")],
  [/(?:^|\.)(?:sandbox_?mode|sandbox)$/, oneOf("danger-full-access", "off", "none")],
  [/(?:^|\.)trust_level$/, oneOf("trusted")],
  [/approval_?mode$|(?:^|\.)yolo/, (value) => oneOf("yolo", "auto_edit", "auto")(value) || value === true],
  [/autoapprov|auto_approv|alwaysallow|autorun|autoconfirm|(?:^|\.)trust$|bypassapproval|disableapproval/, isOn],
  [/disablehooks|hooks\.disabled/, isOn],
];

/** Keys whose value names a program, a server or an address that the editor or agent then uses by itself. */
const starting =
  /executable|(?:^|\.)(?:command|mcpservers|servers|hooks|statusline|apikeyhelper|awsauthrefresh|awscredentialexport|otelheadershelper|env|additionaldirectories)(?:\.|$)|path(?:s)?$|\.path\.|profiles\.|automationprofile|shellargs|terminal\.integrated\.env|interpreter|serverpath|\.sdk$|runtime$|json\.schemas|yaml\.schemas|http\.proxy$|\.binary|\.program|\.tool$|(?:^|\.)mcp(?:\.|$)|tasks|launch|autoinstall|(?:^|\.)git\.|remote\.|base_?url|endpoint|server(?:url|\.url)/;

/** True when the text switches approvals, trust or protection off, for everything or for the named thing. */
export function loosensApprovals(text: string): boolean {
  const pairs = settingPairs(text);
  if (pairs) return pairs.some(([key, value]) => loosening.some(([pattern, test]) => pattern.test(key) && test(value)));
  return looseText.test(text);
}

/** True when a key names a program, a server or an address. */
export function startsPrograms(text: string): boolean {
  const pairs = settingPairs(text);
  if (!pairs) return /server|command|hook|executable|mcp|proxy|url|path/i.test(text);
  return pairs.some(([key, value]) => starting.test(key) && value !== false && !isEmpty(value));
}

/** True when the text is settings and none of them approves or starts anything. */
export function onlyHarmlessKeys(text: string): boolean {
  return settingPairs(text) !== undefined && !loosensApprovals(text) && !startsPrograms(text);
}

/** Met in text that is not well-formed settings: a fragment, a filter program, TOML. */
const looseText =
  /(?:auto_?-?approve|autoreplytoprompts|enableallprojectmcpservers|bypasspermissions|dangerously-?_?\w*|skipdangerous\w*|disableallhooks|danger-full-access|alwaysallow|bypassapprovals|autoconfirm|\byolo\b|trustdialogaccepted|allowautomatictasks)|approval_?policy\W+never|trust\.enabled\W+false|blockdetectedfilewrites\W+never|proxystrictssl\W+false|verifysignature\W+false|sandbox\W+false|defaultmode\W+(?:acceptedits|dontask|auto)|turns? (?:it |the guard )?off|\bcountersign\b/i;

/** True for text (a jq filter, a sed script) that names an approval switch. */
export function namesApprovalSwitch(text: string): boolean {
  return looseText.test(text);
}

function isWideGrant(value: unknown): boolean {
  if (typeof value !== "string") return false;
  return /^(?:\*|(?:Bash|Shell|PowerShell|Write|Edit|MultiEdit|WebFetch|Agent|Task|mcp__\*?)(?:\((?:\*|:\*|\*\*|\/\*\*|\*:\*)\))?|Bash\((?:sudo|rm|sh|bash|curl|python3?|node|eval)\b[^)]*\*\))$/i.test(
    value,
  );
}

/** Leaves of the settings as (dotted lower-case key, value). undefined when the text is neither an object nor a part of one. */
function settingPairs(text: string): (readonly [string, unknown])[] | undefined {
  for (const candidate of [text, `{${text}}`]) {
    const errors: ParseError[] = [];
    const value: unknown = parse(candidate, errors, { allowTrailingComma: true });
    if (errors.length === 0 && typeof value === "object" && value !== null && !Array.isArray(value)) {
      const pairs: [string, unknown][] = [];
      collect(value, "", pairs, 0);
      return pairs;
    }
  }
  return undefined;
}

function collect(value: unknown, path: string, pairs: [string, unknown][], depth: number): void {
  if (pairs.length > 5000 || depth > 40) {
    pairs.push(["dangerously.deep", true]);
    return;
  }
  pairs.push([path, value]);
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    collect(inner, path === "" ? key.toLowerCase() : `${path}.${key.toLowerCase()}`, pairs, depth + 1);
  }
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
