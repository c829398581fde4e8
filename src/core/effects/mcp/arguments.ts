/** Arguments of a call that act by themselves: commands, statements, paths, addresses, options. */
import type { Parsers } from "../../parse/parsers.ts";
import { deleteAct, readAct, writeAct } from "../access.ts";
import { type Act, act } from "../act.ts";
import { loosensApprovals, namesApprovalSwitch } from "../config/approvals.ts";
import { judgeCode } from "../editor/notebook.ts";
import type { JudgementId } from "../judgements.ts";
import { hostOf, isLoopback, judgeFetch } from "../network.ts";
import { isInside, resolvePath } from "../paths.ts";
import type { Place } from "../place.ts";
import { isSecretFile } from "../secretFiles.ts";
import { judgeLine } from "../shell/line.ts";
import { judgeSql } from "../sql.ts";
import { plain } from "../text.ts";
import { isAddress, isCode, isCommand, isContent, isPath, isQuery, isStatement, type Leaf } from "./leaves.ts";
import type { ServerKind } from "./servers.ts";
import type { ToolWords } from "./words.ts";

/** One call while it is judged. */
export interface Subject {
  readonly target: string;
  readonly kind: ServerKind;
  /** What the name alone says. */
  readonly rule: JudgementId;
  readonly words: ToolWords;
  readonly values: readonly Leaf[];
  /** True when the name says that nothing is changed. */
  readonly reads: boolean;
  readonly place: Place;
  readonly parsers: Parsers;
}

const withoutSpan = ({ span: _span, ...found }: Act): Act => found;

/** The tool is named after the language of its argument, or after a database's own shell. */
const takesSql = /\b(?:sql|psql|mysql|sqlite3?|sqlcmd|cqlsh)\b/;

export function judgeCommands({ values, kind, words, place, parsers }: Subject): Act[] {
  const shell = place.platform === "win32" ? "powershell" : "bash";
  const isTyped = (leaf: Leaf) => leaf.key === "input" && /\b(?:process|terminal|shell|session)\b/.test(words.text);
  const ofDatabase = takesSql.test(words.text);
  const lines =
    kind === "database" || kind === "docs" || ofDatabase
      ? []
      : values.filter((leaf) => isCommand(leaf) || isTyped(leaf));
  const runsCode = (words.verb === "run" || /\b(?:execute|run|eval|evaluate)\b/.test(words.text)) && kind !== "browser";
  const called = programOf(words.text);
  const given = called === undefined ? [] : values.filter(({ key }) => /^(?:args|arguments|argv)$/.test(key));
  const code = runsCode ? values.filter((leaf) => isCode(leaf) && !isCommand(leaf)) : [];
  return [
    ...(given.length > 0 ? judgeLine(shell, `${called} ${given.map(quoted).join(" ")}`, place, parsers) : []).map(
      withoutSpan,
    ),
    ...lines.flatMap((leaf) => {
      const { value } = leaf;
      const found = judgeLine(shell, value, place, parsers).map(withoutSpan);
      found.push(...judgeInterpreted(leaf, value, place, parsers));
      return kind === "host" ? found : [...found, act("runs-inline-code", { target: value })];
    }),
    ...code.flatMap(({ value }) => judgeCode(value, place, parsers)),
  ];
}

/** What is typed into a process may be code of the interpreter that runs there: only what nobody should do counts. */
function judgeInterpreted({ key }: Leaf, value: string, place: Place, parsers: Parsers): Act[] {
  return key === "input" ? judgeCode(value, place, parsers).filter(({ grade }) => grade === "deny") : [];
}

/** The program a tool is a shell for: `run_gcloud_command`, `execute_kubectl`. */
function programOf(name: string): string | undefined {
  return /^(?:run|execute|exec|call|invoke)\s+(\w+)(?:\s+(?:command|cli|cmd))?$/.exec(name)?.[1];
}

const quoted = ({ value }: Leaf): string => `'${value.replaceAll("'", "'\\''")}'`;

/** What a page's script may read of its user, and the ways by which it leaves. */
const pageSecrets = /\bdocument\.cookie\b|\b(?:local|session)Storage\b|\bindexedDB\b/;
const pageSenders =
  /\bfetch\s*\(|\bXMLHttpRequest\b|\bsendBeacon\b|\bWebSocket\b|\bnew\s+Image\b|\.src\s*=|\blocation\b/;

/** A script for a page: what it reads of the person's session must not leave it. */
export function judgePageScripts({ kind, values, target }: Subject): Act[] {
  const leaks = kind === "browser" && values.some(({ value }) => pageSecrets.test(value) && pageSenders.test(value));
  return leaks ? [act("sends-secret", { target })] : [];
}

/** A statement that changes something, whatever the tool that takes it is called. */
const writesSql =
  /^\s*(?:with\b[\s\S]*\b(?:delete|update|insert|merge)\b|begin\b|insert\b|update\s+\S+\s+set\b|delete\s+from\b|merge\b|drop\b|truncate\b|alter\b|create\b|grant\b|revoke\b|exec(?:ute)?\b|call\b|do\b|copy\b)|;\s*(?:insert|update|delete|drop|truncate|alter|create|grant|exec)\b/i;

/** The command of a database's own shell is a statement. */
const isSqlCommand = (leaf: Leaf): boolean =>
  isCommand(leaf) && (writesSql.test(leaf.value) || /^\s*(?:select|show|with|explain|table)\b/i.test(leaf.value));

/** Columns whose values are credentials. */
const secretColumn =
  /\b(?:pass(?:word|wd|phrase)?(?:_?hash)?|pwd|\w*(?:secret|api_?key|access_?key|token|credential|private_?key)s?)\b/i;

/** `COPY … TO PROGRAM`: a line that the database's machine runs, with what the statement selects as its input. */
function judgeProgramOfServer(line: string, statement: string, target: string, place: Place, parsers: Parsers): Act[] {
  const found = judgeLine("bash", line, place, parsers).map(withoutSpan);
  const sends = found.some(({ effects }) => effects.includes("send-outward") || effects.includes("fetch-network"));
  return sends && secretColumn.test(statement) ? [...found, act("sends-secret", { target })] : found;
}

export function judgeStatements({ kind, words, values, target, place, parsers }: Subject, args: unknown): Act[] {
  const isSql =
    takesSql.test(words.text) ||
    (kind === "database" && /\b(?:query|queries|execute|run|migration|exec|select|statement)\b/.test(words.text));
  const given = values.filter((leaf) =>
    isStatement(leaf) ? isSql || (kind === "database" && writesSql.test(leaf.value)) : isSql && isSqlCommand(leaf),
  );
  const found = given.flatMap(({ value }) =>
    judgeSql(value, { parse: parsers.sql }).flatMap(({ rule, runs }) => [
      act(rule, { target: `${target}: ${value.replace(/\s+/g, " ").slice(0, 120)}` }),
      ...(runs === undefined ? [] : judgeProgramOfServer(runs, value, target, place, parsers)),
    ]),
  );
  if (kind !== "database") return found;
  if (words.verb === "delete" && hasEmptyFilter(args)) found.push(act("destroys-database", { target }));
  if (/"\$(?:out|merge|where|function|accumulator)"\s*:/.test(JSON.stringify(args) ?? ""))
    found.push(act("changes-data", { target }));
  return found;
}

/** `delete-many` with an empty filter takes every record. */
function hasEmptyFilter(args: unknown): boolean {
  if (typeof args !== "object" || args === null) return false;
  return Object.entries(args).some(
    ([key, value]) =>
      /^(?:filter|where|query)$/i.test(key) &&
      typeof value === "object" &&
      value !== null &&
      Object.keys(value).length === 0,
  );
}

const writeVerbs =
  /\b(?:write|edit|create|move|rename|save|append|put|insert|replace|modify|copy|set|patch|export|download|make)\b/;
const looksLocal = /^(?:[/~.\\]|[a-zA-Z]:[\\/]|file:)/;

export function judgePaths(subject: Subject): Act[] {
  const { values, words, rule, place } = subject;
  const content = values.find(isContent)?.value;
  const sends = words.verb === "send" || words.verb === "interact" || words.verb === "publish";
  const acts: Act[] = [];
  for (const leaf of values) {
    const { key, value } = leaf;
    if (!isPath(leaf) || /^[a-z][a-z0-9+.-]+:\/\/(?!\/)/i.test(value) || value === "") continue;
    if (sends) acts.push(...judgeSending(value, place, rule));
    else if (!looksLocal.test(value) && !/\b(?:files?|directory|folder|path)\b/.test(words.text)) {
      if (isSecretFile(`/${value}`)) acts.push(act("reads-secret", { target: value }));
    } else if (words.verb === "delete") acts.push(deleteAct({ text: value }, { recursive: true }, place));
    else if (writeVerbs.test(words.text) && !/^(?:source|src|input)$/.test(key))
      acts.push(writeAct({ text: value }, content === undefined ? undefined : plain(content), "editor", place));
    else acts.push(...readPath(value, place, rule));
  }
  return acts;
}

/** A file that leaves with a message, or goes up to a page. */
function judgeSending(path: string, place: Place, rule: JudgementId): Act[] {
  const read = readAct({ text: path }, place);
  return read.rule === "reads-secret"
    ? [act("sends-secret", { target: path, paths: read.paths })]
    : readPath(path, place, rule);
}

/** A server is set up for this workspace: what lies outside of it was not meant. */
function readPath(value: string, place: Place, rule: JudgementId): Act[] {
  const read = readAct({ text: value }, place);
  const path = resolvePath(value, place);
  const outside = path !== undefined && place.workspace !== undefined && !isInside(path, place.workspace, place);
  return outside && read.grade === "allow" && rule !== "prints"
    ? [read, act("reads-outside-place", { target: path, paths: [path] })]
    : [read];
}

export function judgeAddresses({ kind, values, place }: Subject): Act[] {
  const acts: Act[] = [];
  for (const leaf of values) {
    const { key, value } = leaf;
    const isWeb = /^(?:https?|ftp|wss?):\/\//i.test(value.trim());
    if (!isAddress(leaf) && !(isPath(leaf) && isWeb)) continue;
    if (/^(?:javascript|data|vscode|command):/i.test(value)) acts.push(act("runs-inline-code", { target: value }));
    else if (
      /^[a-z][a-z0-9+.-]*:\/\//i.test(value) &&
      !(kind === "outward" && isOwnHost(value)) &&
      !(kind === "docs" && isDocumentation(value))
    )
      acts.push(...judgeFetch(value, place));
    if (/webhook|callback/.test(key) && !isLoopback(value)) acts.push(act("changes-access", { target: hostOf(value) }));
  }
  return acts;
}

/** Addresses by which services name their own records. */
function isOwnHost(url: string): boolean {
  return /^(?:(?:www|api|app)\.)?(?:github\.com|gitlab\.com|notion\.so|linear\.app|figma\.com|[\w-]+\.atlassian\.net|[\w-]+\.slack\.com|docs\.google\.com|drive\.google\.com)$/.test(
    hostOf(url),
  );
}

/** A value that the program behind the tool takes for an option: `--output=…` in the place of a revision. */
export function judgeOptions({ kind, values }: Subject): Act[] {
  if (kind === "docs" || kind === "notes" || kind === "compute") return [];
  return values
    .filter(
      (leaf) =>
        /^--?[a-zA-Z][\w-]*/.test(leaf.value) &&
        !isQuery(leaf) &&
        !isContent(leaf) &&
        !isCommand(leaf) &&
        !isStatement(leaf) &&
        !/^(?:args|arguments|flags|options|opts|extra_args|thought|body|summary|comment|notes?|name)$/.test(leaf.key),
    )
    .map(({ value }) => act("runs-hidden-program", { target: value }));
}

/** Published documentation that servers of its vendor read. */
function isDocumentation(url: string): boolean {
  return /^https:\/\/(?:docs\.aws\.amazon\.com|learn\.microsoft\.com|developers\.cloudflare\.com|docs\.github\.com|developer\.mozilla\.org|docs\.python\.org|docs\.rs|docs\.stripe\.com|docs\.astro\.build)\/[\w./#-]*$/.test(
    url,
  );
}

/** A role or policy that can do everything. */
const adminValue =
  /administratoraccess|^(?:.*[/:.])?(?:owner|admin|administrator|super-?admin|cluster-admin|global administrator|root)$/i;

/** An agent that is started without its own approvals, by the names that such switches have in the agents' settings. */
export function judgeLoosening({ reads, words, target }: Subject, args: unknown): Act[] {
  const startsAgent = /\b(?:codex|claude|gemini|agent|subagent|copilot|cursor|opencode|qwen|aider|goose|amp)\b/.test(
    `${target.toLowerCase()} ${words.text}`,
  );
  return !reads && startsAgent && (loosensApprovals(args) || namesApprovalSwitch(JSON.stringify(args) ?? ""))
    ? [act("switches-approval-off", { target })]
    : [];
}

/** Rights that are handed out by an argument. */
export function judgeGrants({ reads, values, target }: Subject): Act[] {
  if (reads) return [];
  return values.some(
    ({ key, value }) =>
      /^(?:role|roles|policy|policy_?arn|permission|permissions|access_?level|privilege|roledefinition\w*)$/.test(
        key,
      ) && adminValue.test(value),
  )
    ? [act("grants-admin", { target })]
    : [];
}
