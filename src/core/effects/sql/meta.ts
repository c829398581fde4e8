/** Orders that database clients read themselves: psql's backslash, sqlite's dot, mysql's words. */
import type { SqlFinding } from "./findings.ts";

type Judge = (rest: string) => SqlFinding;

const runs: Judge = (rest) => ({ rule: "runs-hidden-program", runs: rest });
const unseen: Judge = (rest) => ({ rule: "runs-unseen-script", reads: rest });
const writes: Judge = (rest) =>
  rest.startsWith("|") ? runs(rest.slice(1)) : { rule: "writes-unknown-file", writes: rest };
const reads: Judge = (rest) => (rest.startsWith("|") ? runs(rest.slice(1)) : { rule: "changes-data", reads: rest });
const shows: Judge = () => ({ rule: "reads-records" });
const changes: Judge = () => ({ rule: "changes-data" });

const rows: readonly (readonly [RegExp, Judge])[] = [
  [/^(?:\\!|system\s|\.(?:shell|system)\s)\s*([\s\S]*)$/i, runs],
  [/^\\copy\b.*?\b(?:to|from)\s+program\s+'([^']*)'/i, runs],
  [/^\\copy\b.*\bto\s+'?([^'\s]+)'?/i, writes],
  [/^\\copy\b.*\bfrom\s+'?([^'\s]+)'?/i, reads],
  [/^(?:\\(?:o|out|w|write|s|g|gx)|\.(?:output|once|o|save|backup|log|trace)|tee|\\T)\s+(\S[\s\S]*)$/i, writes],
  [/^(?:\\g|\\gx|\\o|\\w|\.output|\.once|\.log|\.trace)\s*$/i, shows],
  [/^(?:\\(?:i|ir|include|include_relative|\.)|\.read|source)\s+(\S[\s\S]*)$/i, unseen],
  [/^(?:pager|\\P)\s+(\S[\s\S]*)$/i, runs],
  [/^(?:\.excel|\.www|\\e|\\ef|\\ev|\\edit)\b(.*)$/i, (rest) => ({ rule: "opens-program", ...(rest ? {} : {}) })],
  [/^\.load\s+(\S+)/i, (rest) => ({ rule: "runs-hidden-program", reads: rest })],
  [/^\.import\s+(.*)$/i, reads],
  [/^\\(?:gexec|lo_import|lo_export|lo_unlink|password|setenv|crosstabview)\b/i, changes],
  [/^\\set\b.*`([^`]*)`/i, runs],
  [/^\\echo\b.*`([^`]*)`/i, runs],
  [
    /^\\(?:c|connect|conninfo|d\S*|l\+?|list\+?|z|q|quit|x|timing|a|f|h|help|\?|pset|set|unset|echo|qecho|encoding|errverbose|t|watch|if|elif|else|endif|sf|sv|u|s|G|copyright)(?:\s|$)/i,
    shows,
  ],
  [
    /^\.(?:tables|schema|fullschema|indexes|indices|headers?|mode|databases|dbinfo|dbconfig|show|stats|timer|width|help|quit|exit|nullvalue|separator|print|echo|explain|eqp|bail|lint|limit|changes|open|dump|sha3sum|parameter|prompt|cd|selftest|expert|version|auth|timeout|vfsinfo|vfslist)\b/i,
    shows,
  ],
];

/** Judges one line for the client. What is not known asks. */
export function judgeMeta(line: string): SqlFinding {
  const inner = /`([^`]+)`/.exec(line)?.[1];
  if (inner !== undefined && line.startsWith("\\")) return runs(inner);
  for (const [pattern, judge] of rows) {
    const found = pattern.exec(line);
    if (found) return judge((found[1] ?? "").trim());
  }
  return changes("");
}
