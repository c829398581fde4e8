/** `countersign audit needless`: what became of the questions that were marked as needless. */
import { resolve } from "node:path";
import { safeLine } from "../../core/display/sanitize.ts";
import { loadPolicy } from "../../core/policy/load.ts";
import { type NeedlessEnd, type TriedCase, tryNeedless } from "../../core/policy/needless.ts";
import { locations } from "../../node/locations.ts";
import { needlessCases } from "../../node/needlessFile.ts";
import { readPolicies } from "../../node/policyFiles.ts";
import type { Arguments } from "../command.ts";
import { type ExitCode, exitCodes } from "../exitCodes.ts";
import type { Io } from "../io.ts";
import { printJson } from "../report/json.ts";
import { createStyle, type Style, table } from "../style.ts";
import { policySource } from "./replay.ts";

/** Tries each on the policy as it is, or on FILE in the place of the user's. */
export async function needless(_folder: string, args: Arguments, io: Io): Promise<ExitCode> {
  const format = args.oneOf("format", ["text", "json"]) ?? "text";
  const home = resolve(io.cwd, args.text("home") ?? io.home);
  const places = locations(home);
  const given = args.text("policy");
  const own = (workspace: string | undefined) => readPolicies(places, workspace, loadPolicy);
  const policiesOf = given === undefined ? own : policySource(given, home, io).policiesOf;
  const place = { home, platform: io.platform, today: io.now().toISOString().slice(0, 10) };
  const tried = tryNeedless(needlessCases(places), policiesOf, place);
  await io.write(format === "json" ? printJson(tried) : needlessText(tried, createStyle(io.color)));
  return tried.some(({ end }) => end === "asked") ? exitCodes.found : exitCodes.fine;
}

const words: Readonly<Record<NeedlessEnd, string>> = {
  spared: "is spared",
  asked: "is still asked",
  refused: "is refused",
  untold: "cannot be told",
};

function needlessText(tried: readonly TriedCase[], style: Style): string {
  if (tried.length === 0) return "No question was marked as needless. In the Activity view, press N on one.\n";
  const rows = tried.map(({ case: one, end }) => [
    words[end],
    one.marked.slice(0, 10),
    safeLine(one.agent),
    `${safeLine(one.summary)} ${style.dim(`(${one.rules.map(safeLine).join(", ")})`)}`,
  ]);
  return table(rows);
}
