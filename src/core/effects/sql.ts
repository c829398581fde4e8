/**
 * What SQL would do, statement by statement. Its words decide: a statement only reads when it begins as a reading one
 * and holds no word that changes. The full parser is asked where words leave doubt, since it takes time to load.
 */
import type { SqlDialect, SqlParse } from "../parse/sql.ts";
import type { JudgementId } from "./judgements.ts";
import type { SqlFinding } from "./sql/findings.ts";
import { judgeFunctions } from "./sql/functions.ts";
import { judgeMeta } from "./sql/meta.ts";
import { type SqlStatement, type SqlToken, sqlStatements } from "./sql/tokens.ts";
import { meetsAllRows, onlyReads } from "./sql/tree.ts";

export interface SqlContext {
  /** Not known: whatever the text may be in the dialects that differ counts. */
  readonly dialect?: SqlDialect | undefined;
  readonly parse?: SqlParse | undefined;
}

const maxSqlLength = 200_000;
const maxNesting = 4;

/** Judges a text of statements and orders to the client. Never empty. */
export function judgeSql(text: string, context: SqlContext = {}, nesting = 0): SqlFinding[] {
  if (text.length > maxSqlLength || nesting > maxNesting) return [{ rule: "cannot-be-parsed" }];
  // A backslash or a number sign in front of a quote ends a text in one dialect, and not in another.
  const doubtful = /\\['"]|#|"|\/\*.*\/\*/s.test(text);
  const dialects: readonly SqlDialect[] = context.dialect
    ? [context.dialect]
    : doubtful
      ? ["postgresql", "mysql"]
      : ["postgresql"];
  const found = dialects.flatMap((dialect) =>
    sqlStatements(text, dialect).flatMap((statement) => judgeStatement(statement, { ...context, dialect }, nesting)),
  );
  return found.length > 0 ? found : [{ rule: "reads-records" }];
}

interface Known extends SqlContext {
  readonly dialect: SqlDialect;
}

function judgeStatement(statement: SqlStatement, context: Known, nesting: number): SqlFinding[] {
  const [first] = statement.tokens;
  if (first?.kind === "meta") return [judgeMeta(first.text)];
  // What `EXECUTE` is given inside of a block.
  if (nesting > 0 && first?.kind === "text") return judgeSql(first.text, context, nesting + 1);
  const tokens = explained(statement.tokens);
  if (tokens.length === 0) return [{ rule: "reads-records" }];
  const inner = judgeBody(tokens, context, nesting);
  const outer = judgeWords(tokens, statement, context);
  const functions = (tokens[0]?.text === "pragma" ? [] : judgeFunctions(tokens)).map((rule): SqlFinding => ({ rule }));
  const secrets = /^(?:pg_authid|pg_shadow|user_privileges|pg_user_mapping)$/;
  const secret = tokens.some(
    ({ kind, text }, at) =>
      kind !== "text" && (secrets.test(text) || (text === "user" && tokens[at - 2]?.text === "mysql")),
  );
  return [...outer, ...functions, ...inner, ...(secret ? [{ rule: "reads-secret" } as const] : [])];
}

/** What is explained does not run, unless it is analyzed too. */
function explained(tokens: readonly SqlToken[]): readonly SqlToken[] {
  const [first] = tokens;
  if (!first || !/^(?:explain|desc|describe)$/.test(first.text)) return tokens;
  const at = tokens.findIndex(
    ({ kind, text }, index) =>
      index > 0 &&
      kind === "word" &&
      /^(?:select|insert|update|delete|with|merge|replace|create|truncate|table|values|execute|declare|refresh)$/.test(
        text,
      ),
  );
  const head = tokens.slice(0, at < 0 ? tokens.length : at);
  const runs = head.some(({ text }) => /^analy[sz]e$/.test(text));
  return runs && at >= 0 ? tokens.slice(at) : [];
}

/** Text that is run as statements: blocks, functions, `EXECUTE '…'`. */
function judgeBody(tokens: readonly SqlToken[], context: Known, nesting: number): SqlFinding[] {
  if (!/^(?:do|create|execute|exec|prepare|call|begin|declare|if|while)$/.test(tokens[0]?.text ?? "")) return [];
  const texts = tokens.filter(({ kind, text }) => kind === "text" && /\s/.test(text));
  const found = texts.flatMap(({ text }) =>
    judgeSql(text.replace(/\b(?:begin|declare|then|else|loop|execute)\b/gi, ";"), context, nesting + 1),
  );
  return found.filter(({ rule }) => rule !== "reads-records" && rule !== "changes-data");
}

/** Words of a statement as one line: texts and quoted names are empty there, so that a pattern never meets data. */
function skeleton(tokens: readonly SqlToken[]): string {
  return tokens.map(({ kind, text }) => (kind === "text" ? "''" : kind === "name" ? '"x"' : text)).join(" ");
}

const rows: readonly (readonly [RegExp, JudgementId])[] = [
  [
    /^copy\b.*\b(?:to|from) program\b|\binto (?:out|dump)file\b|\blanguage (?:plpython\w*|plperlu|plsh|c)\b/,
    "runs-hidden-program",
  ],
  [/^copy\b.* (?:to|from) ''/, "runs-hidden-program"],
  [
    /^(?:drop (?:database|schema|keyspace|owned|tablespace|catalog|warehouse)|undrop|drop table)\b|^truncate\b/,
    "destroys-database",
  ],
  [
    /\b(?:superuser|bypassrls)\b|^grant all(?: privileges)? on \* \. \*|^grant\b.*\b(?:all(?: privileges)? on (?:all|database|schema)|\w*admin|rds_superuser|pg_\w+|dba|root|postgres|control server|sysadmin)\b|^alter server role\b|^exec(?:ute)? sp_addsrvrolemember/,
    "grants-admin",
  ],
  [
    /^(?:grant|revoke|deny|(?:create|alter|drop|rename) (?:or replace )?(?:user|role|policy|login|group|row access policy|masking policy|network policy)|set (?:local |session )?(?:role|session authorization|password|authorization)|reassign|security label|execute as|alter default privileges|alter user)\b/,
    "changes-access",
  ],
  [
    /\brow (?:level )?security\b|^alter system\b|^set global\b|^set persist\b|^reconfigure\b|^exec(?:ute)? sp_configure\b|^pragma (?:\w+ \. )?(?:writable_schema|foreign_keys|journal_mode|synchronous|trusted_schema) =/,
    "changes-access",
  ],
  [/^(?:purge|reset master|flush logs)\b/, "destroys-backups"],
  [/^drop\b|^alter table\b.*\bdrop\b|^vacuum into\b/, "deletes-data"],
  [/^kill\b/, "ends-processes"],
  [/^shutdown\b/, "ends-processes"],
];

const changingWords =
  /\b(?:insert into|insert or \w+ into|insert overwrite|update (?:only )?(?:"x"|[\w.$ ]+?) set|delete from|merge (?:into )?|replace into|truncate\b|upsert\b|drop (?:table|view|index|database|schema|function)|alter table|create (?:table|view|index|function)|into (?:temp |temporary |unlogged |table |@|strict )*(?:"x"|[\w#@.]+) (?:from|limit|where|$)|into (?:"x"|[\w#@.]+)$|for (?:no key )?(?:update|share|key share)|lock in share mode|set \w+ =)/;
const readingStart =
  /^(?:\( *)*(?:select|with|show|describe|desc|explain|values|table|fetch|list|exists|from|summarize|pivot|help)\b/;
const readingPragma = /^pragma (?:\w+ \. )?\w+(?: \( [^=]* \))?$/;

/** Settings that only last for the session and steer how results look. */
const harmlessSetting =
  /^set (?:local |session )?(?:search_path|statement_timeout|lock_timeout|time zone|timezone|names|client_encoding|datestyle|nocount|@\w+|enable_\w+|work_mem|transaction read only|session characteristics as transaction read only)\b|^(?:begin|start transaction)(?: transaction)? read only$/;

function judgeWords(tokens: readonly SqlToken[], statement: SqlStatement, context: Known): SqlFinding[] {
  const line = skeleton(tokens);
  const all = changesIn(tokens).map((rule): SqlFinding => ({ rule }));
  const rule = rows.find(([pattern]) => pattern.test(line))?.[1];
  if (rule) return [{ rule, ...target(rule, tokens) }, ...all];
  const isRead =
    /^show\b/.test(line) || (readingStart.test(line) && !changingWords.test(line)) || readingPragma.test(line);
  if (isRead && all.length === 0) return [{ rule: "reads-records" }];
  if (all.length > 0) {
    const tree = all.every((found) => found.rule !== "destroys-database") ? parsed(statement, context) : undefined;
    return tree && meetsAllRows(tree) ? [{ rule: "destroys-database" }] : all;
  }
  if (harmlessSetting.test(line)) return [{ rule: "reads-records" }];
  // A word that changes where a name may stand: the parser knows which it is.
  const tree = readingStart.test(line) ? parsed(statement, context) : undefined;
  return [{ rule: tree && onlyReads(tree) ? "reads-records" : "changes-data" }];
}

function parsed({ source }: SqlStatement, { parse, dialect }: Known): ReturnType<SqlParse> {
  return parse?.(source, dialect);
}

function target(rule: JudgementId, tokens: readonly SqlToken[]): Partial<SqlFinding> {
  const at = tokens.findIndex(({ text }) => /^(?:program|outfile|dumpfile)$/.test(text));
  const text = tokens[at + 1]?.text;
  if (rule !== "runs-hidden-program" || at < 0 || text === undefined) return {};
  return tokens[at]?.text === "program" ? { runs: text } : { writes: text };
}

/** Deletes and updates wherever they stand, each with the condition of its own level. */
function changesIn(tokens: readonly SqlToken[]): JudgementId[] {
  return tokens.flatMap(({ kind, text, depth }, at): JudgementId[] => {
    if (kind !== "word" || !startsChange(tokens, at)) return [];
    const end = tokens.findIndex((token, index) => index > at && token.depth < depth);
    const own = tokens
      .slice(at, end < 0 ? tokens.length : end)
      .filter((token) => token.depth === depth && token.kind === "word");
    const words = own.map((token) => token.text);
    const where = words.indexOf("where");
    const bounded =
      words.includes("limit") || words.includes("top") || (words.includes("join") && words.includes("on"));
    if (where < 0) return [bounded ? ruleOf(text) : "destroys-database"];
    const condition = tokens.slice(tokens.indexOf(own[where] as SqlToken) + 1, end < 0 ? tokens.length : end);
    return [plainlyTrue(condition) ? "destroys-database" : ruleOf(text)];
  });
}

function ruleOf(verb: string): JudgementId {
  return verb === "delete" ? "deletes-data" : "changes-data";
}

function startsChange(tokens: readonly SqlToken[], at: number): boolean {
  const before = tokens[at - 1];
  if (before?.kind === "word" && /^(?:for|key|on|or|before|after|of|do|then|grant|revoke|no)$/.test(before.text)) {
    return before.text === "then" && false;
  }
  const following = tokens.slice(at + 1, at + 12).map(({ text }) => text);
  if (tokens[at]?.text === "delete") return following[0] === "from" || (at === 0 && following.includes("from"));
  return (
    tokens[at]?.text === "update" &&
    (at === 0 || before?.text === "(" || before?.text === ")" || before?.text === "as") &&
    following.includes("set")
  );
}

/** Conditions that need no parser: `true`, `1`, `1 = 1`, `a = a`. */
function plainlyTrue(condition: readonly SqlToken[]): boolean {
  const [first, sign, second, ...rest] = condition.filter(({ text, kind }) => kind === "text" || !/^[()]$/.test(text));
  if (!first) return true;
  if (!sign) return first.text === "true" || (first.kind === "number" && Number(first.text) !== 0);
  return rest.length === 0 && sign.text === "=" && second?.text === first.text && second?.kind === first.kind;
}
