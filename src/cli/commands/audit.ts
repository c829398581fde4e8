import { resolve } from "node:path";
import type { AnyRecord } from "../../core/audit/chain.ts";
import { ocsfEvents } from "../../core/audit/export/ocsf.ts";
import { otelLogs } from "../../core/audit/export/otel.ts";
import { type AuditRecord, type GrantRecord, isGrantRecord } from "../../core/audit/record.ts";
import type { Verification } from "../../core/audit/verify.ts";
import { anchorPlaces } from "../../node/anchorPlaces.ts";
import { auditLog, verifyAudit } from "../../node/auditReader.ts";
import { locations } from "../../node/locations.ts";
import { sha256 } from "../../node/sha256.ts";
import { type Arguments, atMost, type Command } from "../command.ts";
import { CliError, explainSystemError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exitCodes.ts";
import type { Io } from "../io.ts";
import { csvHead, csvRow, recordsText, verificationText } from "../report/auditText.ts";
import { printJson } from "../report/json.ts";
import { createStyle } from "../style.ts";
import { retire, seal } from "./auditKeeping.ts";
import { needless } from "./auditNeedless.ts";
import { check, pack } from "./auditPack.ts";
import { coverage, fatigue } from "./auditReports.ts";
import { show } from "./auditShow.ts";
import { replay } from "./replay.ts";

export const audit: Command = {
  name: "audit",
  summary: "List, verify, export, count or replay the record of what agents did and who decided it",
  usage: [
    "list [--limit NUMBER] [--agent ID] [--decision allow|deny] [--format text|json] [--home DIR]",
    "show NUMBER [--format text|json] [--home DIR]  one record with its diff, its reasons and what became of it",
    "verify [--format text|json] [--home DIR]       exits with 1 and names the first bad record when it does not hold",
    "export [--format jsonl|json|csv|ocsf|otel] [--home DIR]   everything, to stdout",
    "seal [--home DIR]                             signs where the log stands, after checking that it goes on from the last",
    "                                               signature; the editor does so every minute",
    "retire --keep-days NUMBER [--home DIR]         removes whole files of older records, and records that it did",
    "pack --out FILE [--since DATE] [--agent ID] [--session ID] [--without-diffs] [--home DIR]",
    "                                               evidence for a reviewer: the records asked for, the others only as",
    "                                               their hashes, the chain through both, signed;",
    "                                               the diffs too only as their hashes with --without-diffs",
    "check FILE [--format text|json]                 whether such a pack holds; needs nothing but the file",
    "coverage [--since DATE] [--agent ID] [--format text|json|markdown] [--home DIR]",
    "                                               what each agent did, how often a person confirmed it, and what it",
    "                                               may do here and never did",
    "fatigue [--since DATE] [--agent ID] [--format text|json|markdown] [--home DIR]",
    "                                               how much you are asked, by which rule, and how you answer",
    "needless [--policy FILE] [--format text|json] [--home DIR]   the questions you marked as needless: which are spared",
    "                                               by now; exits with 1 when one is still asked",
    "replay --policy FILE [--since DATE] [--format text|json] [--home DIR]",
    "                                               what FILE as your policy would have decided; exits with 1 when",
    "                                               anything differs. A workspace's own policy counts as it is now.",
  ],
  options: {
    limit: { type: "string" },
    agent: { type: "string" },
    decision: { type: "string" },
    format: { type: "string" },
    policy: { type: "string" },
    since: { type: "string" },
    "keep-days": { type: "string" },
    out: { type: "string" },
    session: { type: "string" },
    "without-diffs": { type: "boolean" },
    home: { type: "string" },
  },
  async run(args, io) {
    const [action = "list"] = atMost(args, args.positionals[0] === "check" || args.positionals[0] === "show" ? 2 : 1);
    const run = actions[action];
    if (!run) throw new CliError("usage", `“${action}” is none of ${Object.keys(actions).join(", ")}.`);
    const { audit: folder } = locations(homeOf(args, io));
    try {
      return await run(folder, args, io);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).path === undefined) throw error;
      throw new CliError("input", `The audit in ${folder} cannot be read: ${explainSystemError(error)}.`, {
        cause: error,
      });
    }
  },
};

const homeOf = (args: Arguments, io: Io) => resolve(io.cwd, args.text("home") ?? io.home);

type Action = (folder: string, args: Arguments, io: Io) => Promise<ExitCode>;

const actions: Readonly<Record<string, Action>> = {
  list,
  show,
  verify,
  export: exportAll,
  coverage,
  fatigue,
  needless,
  replay,
  seal,
  retire,
  pack,
  check,
};

async function list(folder: string, args: Arguments, io: Io): Promise<ExitCode> {
  const format = args.oneOf("format", ["text", "json"]) ?? "text";
  const limit = limitOf(args.text("limit"));
  const agent = args.text("agent");
  const decision = args.oneOf("decision", ["allow", "deny"]);
  const last: (AuditRecord | GrantRecord)[] = [];
  for await (const record of auditLog(folder)) {
    if (agent !== undefined && record.agent !== agent) continue;
    // Of what is recorded after a decision, only what a person allowed for longer or took back stands for itself.
    if ("step" in record && !isGrantRecord(record)) continue;
    if (decision !== undefined && ("step" in record || record.decision !== decision)) continue;
    last.push(record);
    if (last.length > limit) last.shift();
  }
  await io.write(format === "json" ? printJson(last) : recordsText(last, createStyle(io.color)));
  return exitCodes.fine;
}

const defaultLimit = 50;

function limitOf(text: string | undefined): number {
  if (text === undefined) return defaultLimit;
  const limit = Number(text);
  if (Number.isSafeInteger(limit) && limit > 0) return limit;
  throw new CliError("usage", `--limit must be a number above 0; it is “${text}”.`);
}

async function verify(folder: string, args: Arguments, io: Io): Promise<ExitCode> {
  const format = args.oneOf("format", ["text", "json"]) ?? "text";
  const verification: Verification = await verifyAudit(folder, sha256, anchorPlaces(locations(homeOf(args, io))));
  await io.write(
    format === "json" ? printJson(verification) : verificationText(verification, folder, createStyle(io.color)),
  );
  return verification.ok ? exitCodes.fine : exitCodes.found;
}

/** What is exported was verified first: a record that does not hold must not travel as if it did. */
async function exportAll(folder: string, args: Arguments, io: Io): Promise<ExitCode> {
  const format = args.oneOf("format", ["jsonl", "json", "csv", "ocsf", "otel"]) ?? "jsonl";
  const verification = await verifyAudit(folder, sha256, anchorPlaces(locations(homeOf(args, io))));
  if (!verification.ok) io.warn(`countersign: ${verificationText(verification, folder, createStyle(false))}`);
  const { before, between, after, row } = exportFormats[format];
  await io.write(before);
  let isFirst = true;
  for await (const record of auditLog(folder)) {
    await io.write((isFirst ? "" : between) + row(record));
    isFirst = false;
  }
  await io.write(after);
  return verification.ok ? exitCodes.fine : exitCodes.found;
}

const exportFormats = {
  jsonl: { before: "", between: "", after: "", row: (record: AnyRecord) => `${JSON.stringify(record)}\n` },
  json: { before: "[", between: ",", after: "\n]\n", row: (record: AnyRecord) => `\n${JSON.stringify(record)}` },
  ocsf: {
    before: "",
    between: "",
    after: "",
    row: (record: AnyRecord) =>
      ocsfEvents(record)
        .map((event) => `${JSON.stringify(event)}\n`)
        .join(""),
  },
  otel: { before: "", between: "", after: "", row: (record: AnyRecord) => `${JSON.stringify(otelLogs(record))}\n` },
  csv: { before: csvHead, between: "", after: "", row: csvRow },
} as const;
