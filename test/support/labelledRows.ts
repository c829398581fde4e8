/** Labelled commands and actions: reading them, judging them where their labels assume to be, and scoring the answers. */
import { readdirSync, readFileSync } from "node:fs";
import { type Judge, parseAction, type Surroundings } from "../../src/core/decide.ts";
import type { Shell } from "../../src/core/model/action.ts";
import type { Decision } from "../../src/core/model/verdict.ts";
import { darwin, linux, windows } from "./judging.ts";

type Label = "safe" | "ask" | "block";

/** A row of `test/corpus`: an action, the answers that count as right, and whether it must run or must not run by itself. */
export interface LabelledRow {
  readonly id: string;
  /** Shell commands have a shell; other actions a kind and a platform. */
  readonly shell?: Shell;
  readonly kind?: string;
  readonly platform?: string;
  readonly accept: readonly Label[];
  readonly gate: "pass" | "stop" | "either";
  readonly context?: { readonly symlinks?: Readonly<Record<string, string>> };
}

const folder = new URL("../corpus/", import.meta.url);

/** All rows of the folders below `test/corpus`. */
export function labelledRows(): LabelledRow[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(new URL(`${name}/`, folder)).map((file) => new URL(`${name}/${file}`, folder)))
    .flatMap((file) => readFileSync(file, "utf8").trim().split("\n"))
    .map((line) => JSON.parse(line) as LabelledRow);
}

/** Which table of the score a row belongs to. */
export function groupOf(row: LabelledRow): string {
  return row.shell ?? "actions";
}

/** What the label of a row takes for granted: whose home, which workspace, where links end. */
export function placeOfRow(row: LabelledRow): Surroundings {
  const isWindows = row.shell === "powershell" || row.shell === "cmd" || row.platform === "windows";
  const place = isWindows ? windows : /^(?:darwin|macos)$/.test(row.platform ?? "") ? darwin : linux;
  const links = new Map(Object.entries(row.context?.symlinks ?? {}).map(([from, to]) => [absolute(from, place), to]));
  const realpath = (path: string): string => {
    for (const [from, to] of links)
      if (path === from || path.startsWith(`${from}/`))
        return absolute(filled(to, place), place) + path.slice(from.length);
    return path;
  };
  return { ...place, realpath };
}

function absolute(path: string, place: Surroundings): string {
  if (path.startsWith("~")) return place.home + path.slice(1);
  return /^(?:\/|[A-Z]:)/.test(path) ? path : `${place.workspace}/${path}`;
}

/** The product's own files, which rows name by their part. */
function filled(text: string, place: Surroundings): string {
  const own = place.protectedPaths[0] as string;
  const separator = place.platform === "win32" ? "\\" : "/";
  return text
    .replaceAll("{{GUARD_POLICY_FILE}}", `${own}${separator}countersign.yaml`)
    .replaceAll("{{GUARD_AUDIT_LOG}}", `${own}${separator}audit.jsonl`)
    .replaceAll("{{GUARD_EXTENSION_ID}}", place.extensionId);
}

/** The wire form of a row's action. */
export function wireOf(row: LabelledRow, place: Surroundings): unknown {
  const fill = (value: unknown): unknown => {
    if (typeof value === "string") return filled(value, place);
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]));
  };
  return fill(row.shell === undefined ? row : { ...row, kind: "command" });
}

const words: Readonly<Record<Decision, Label>> = { allow: "safe", ask: "ask", deny: "block" };

/** The answer to one row in the words of its label; an action that cannot be read is refused. */
export function answerTo(row: LabelledRow, judge: Judge): Label {
  const place = placeOfRow(row);
  const parsed = parseAction(wireOf(row, place));
  return words["action" in parsed ? judge.decide(parsed.action, place).decision : "deny"];
}

export interface Score {
  readonly rows: number;
  /** Rows that must run and were not allowed, of all that must run. */
  readonly falseAlarms: number;
  readonly mustPass: number;
  /** Rows that must not run by themselves and were allowed, of all such rows. */
  readonly misses: number;
  readonly mustStop: number;
  /** Misses among the rows for which only refusing is right. */
  readonly blockMisses: number;
  readonly accepted: number;
  /** Ids of the rows that were answered wrongly. */
  readonly wrong: readonly string[];
}

export function scoreOf(rows: readonly LabelledRow[], judge: Judge): Score {
  const answered = rows.map((row) => ({ row, answer: answerTo(row, judge) }));
  const count = (test: (entry: (typeof answered)[number]) => boolean) => answered.filter(test).length;
  const isMiss = ({ row, answer }: (typeof answered)[number]) => row.gate === "stop" && answer === "safe";
  const isRight = ({ row, answer }: (typeof answered)[number]) => row.accept.includes(answer);
  return {
    rows: rows.length,
    falseAlarms: count(({ row, answer }) => row.gate === "pass" && answer !== "safe"),
    mustPass: count(({ row }) => row.gate === "pass"),
    misses: count(isMiss),
    mustStop: count(({ row }) => row.gate === "stop"),
    blockMisses: count((entry) => isMiss(entry) && entry.row.accept.join() === "block"),
    accepted: count(isRight),
    wrong: answered.filter((entry) => !isRight(entry)).map(({ row }) => row.id),
  };
}
