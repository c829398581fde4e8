/** What SQL (and the like) would do, by its statements. A reader of words, not a full parser: doubt asks. */
import type { JudgementId } from "./judgements.ts";

/** The judgement of each statement; comments and string literals do not count. */
export function judgeSql(text: string): JudgementId[] {
  const bare = withoutLiterals(text);
  const found = bare
    .split(";")
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "")
    .map(judgeStatement);
  return found.length > 0 ? found : ["reads-records"];
}

function withoutLiterals(text: string): string {
  return text
    .replace(/--[^\n]*|\/\*(?!!)[\s\S]*?\*\//g, " ")
    .replace(/'(?:[^'\\]|''|\\.)*'/g, "''")
    .replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''")
    .replace(/\s+/g, " ");
}

const rows: readonly (readonly [RegExp, JudgementId])[] = [
  [
    /\bcopy\b.*\b(?:to|from)\s+program\b|\bxp_cmdshell\b|\bsys_exec\b|\bload_extension\b|\bplpython|\\!|^\.(?:shell|system|load)\b|\binto\s+(?:out|dump)file\b|\blo_export\b|\bload_file\b|\bpg_read_file\b|\bpg_write/i,
    "runs-hidden-program",
  ],
  [/^drop\s+(?:database|schema|keyspace|owned|tablespace)\b/i, "destroys-database"],
  [/^(?:drop\s+table|truncate)\b/i, "destroys-database"],
  [
    /\b(?:superuser|bypassrls)\b|\bgrant\s+(?:all(?: privileges)?\s+on\s+(?:\*\.\*|all|database|schema)|\w*admin|rds_superuser|pg_\w+|dba|root|postgres)\b/i,
    "grants-admin",
  ],
  [
    /^(?:grant|revoke|(?:create|alter|drop)\s+(?:user|role|policy|login)|set\s+(?:role|session authorization)|reassign\b)/i,
    "changes-access",
  ],
  [/row\s+(?:level\s+)?security|^alter\s+system|^set\s+global/i, "changes-access"],
  [/^drop\b|^alter\s+table\b.*\bdrop\b/i, "deletes-data"],
  [/^delete\s+from\b(?!.*\bwhere\b)|^delete\s+\w+\s+from\b(?!.*\bwhere\b)/i, "destroys-database"],
  [/^delete\b.*\bwhere\s+(?:true|1\s*=\s*1|1|''\s*=\s*'')\s*$/i, "destroys-database"],
  [/^update\b(?!.*\bwhere\b)|^update\b.*\bwhere\s+(?:true|1\s*=\s*1|1)\s*$/i, "destroys-database"],
  [/\bdelete\s+from\b/i, "deletes-data"],
  [
    /\b(?:insert\s+into|update\s+\S+\s+set|merge\s+into|replace\s+into|truncate)\b|^(?:insert|update|merge|replace|upsert|create|alter|comment|vacuum|reindex|refresh|call|exec|execute|do|load|import|attach|detach|lock|begin|commit|rollback|savepoint|start|cluster|rename|optimize|pragma\s+\w+\s*=|set|use|copy|security|reset|discard|notify|listen)\b/i,
    "changes-data",
  ],
  [
    /\b(?:pg_(?:terminate|cancel)_backend|dblink|pg_sleep|nextval|setval|set_config|lo_import|lo_unlink|pg_reload_conf|pg_drop\w*)\s*\(|\binto\s+\w+\s+from\b|\bfor\s+update\b/i,
    "changes-data",
  ],
  [
    /^(?:select|with|show|describe|desc|explain|values|table|pragma|\\d\S*|\\l|\\dt|\.tables|\.schema|\.headers|\.mode|\.databases|\.indexes|\.help|\.quit|\\q|\\timing|\\x|fetch)\b|^[\\.](?:d|l|dt|du|dn|conninfo|q|tables|schema|headers?|mode)\b/i,
    "reads-records",
  ],
];

function judgeStatement(statement: string): JudgementId {
  const explained = /^explain\s+(?:\(?\s*(?!analy[sz]e)\w+[^)]*\)?\s+)?(?=select|insert|update|delete|with)/i.exec(
    statement,
  );
  const text =
    explained && !/^explain\s+\(?[^)]*analy[sz]e/i.test(statement)
      ? "select"
      : statement.replace(/^explain\s+(?:\([^)]*\)|analy[sz]e|verbose)*\s*/i, "");
  if (/\b(?:pg_authid|pg_shadow|mysql\.user|information_schema\.user_privileges)\b/i.test(text)) return "reads-secret";
  for (const [pattern, rule] of rows) if (pattern.test(text)) return rule;
  return "changes-data";
}
