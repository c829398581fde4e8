import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { agents } from "../../agents/catalogue.ts";
import { hookInstalls } from "../../agents/installCatalogue.ts";
import { grammars, lateGrammars, loadParsers } from "../../core/parse/parsers.ts";
import { loadPolicy } from "../../core/policy/load.ts";
import { isInstalled } from "../../node/agentConfigs.ts";
import { anchorPlaces } from "../../node/anchorPlaces.ts";
import { verifyAudit } from "../../node/auditReader.ts";
import { hookFilesPresent } from "../../node/hookFiles.ts";
import { createInstaller } from "../../node/installer.ts";
import { type Locations, locations } from "../../node/locations.ts";
import { readPolicies } from "../../node/policyFiles.ts";
import { switchedOffIn } from "../../node/projectSwitch.ts";
import { sha256 } from "../../node/sha256.ts";
import { createStopSwitch } from "../../node/stopSwitch.ts";
import { openWindows } from "../../node/windows.ts";
import { atMost, type Command } from "../command.ts";
import { explainSystemError } from "../errors.ts";
import { exitCodes } from "../exitCodes.ts";
import type { Io } from "../io.ts";
import { printJson } from "../report/json.ts";
import { count, createStyle, table } from "../style.ts";
import { gateStatusText } from "./guard.ts";

export const doctor: Command = {
  name: "doctor",
  summary: "Check the installation: programs, gate, policy, windows and audit",
  usage: ["[--home DIR] [--workspace DIR] [--format text|json]", "", "Exits with 1 when something needs repair."],
  options: { home: { type: "string" }, workspace: { type: "string" }, format: { type: "string" } },
  async run(args, io) {
    atMost(args, 0);
    const format = args.oneOf("format", ["text", "json"]) ?? "text";
    const place = locations(resolve(io.cwd, args.text("home") ?? io.home));
    const workspace = resolve(io.cwd, args.text("workspace") ?? ".");
    const results = await examine(place, workspace, io);
    const style = createStyle(io.color);
    const marks = { ok: style.good, note: style.dim, problem: style.bad };
    const words = { ok: "ok", note: "note", problem: "PROBLEM" };
    await io.write(
      format === "json"
        ? printJson(results)
        : table(results.map(({ name, state, detail }) => [words[state].padEnd(7), name, marks[state](detail)])),
    );
    return results.some(({ state }) => state === "problem") ? exitCodes.found : exitCodes.fine;
  },
};

interface Result {
  readonly name: string;
  /** "note": as it should be, but worth knowing. */
  readonly state: "ok" | "note" | "problem";
  readonly detail: string;
}

async function examine(place: Locations, workspace: string, io: Io): Promise<Result[]> {
  const { version, nodeVersion } = io.product;
  return [
    { name: "version", state: "ok", detail: `Countersign ${version}, Node ${nodeVersion}, ${io.platform}` },
    { name: "folder", state: "ok", detail: place.base },
    await guarded("programs", () => programs(io)),
    await guarded("grammars", () => grammarsLoad(io)),
    await guarded("policy", () => policies(place, workspace)),
    ...(await gates(place, workspace, io)),
    await guarded("hook", () => hookFiles(place)),
    await guarded("windows", () => windows(place)),
    await guarded("stop all", () => stopped(place)),
    await guarded("audit", () => auditState(place)),
  ];
}

type Finding = Omit<Result, "name">;

/** A check that cannot be made is a problem, not the end of the examination. */
async function guarded(name: string, check: () => Finding | Promise<Finding>): Promise<Result> {
  try {
    return { name, ...(await check()) };
  } catch (error) {
    return { name, state: "problem", detail: explainSystemError(error) };
  }
}

const ok = (detail: string): Finding => ({ state: "ok", detail });
const note = (detail: string): Finding => ({ state: "note", detail });
const problem = (detail: string): Finding => ({ state: "problem", detail });

function programs({ product: { dist } }: Io): Finding {
  const missing = ["hook.js", "proxy.js", "unattended.js", "uninstall.js"].filter(
    (name) => !existsSync(join(dist, name)),
  );
  return missing.length === 0
    ? ok(`complete in ${dist}`)
    : problem(`${missing.join(", ")} missing in ${dist}. Install the extension again.`);
}

async function grammarsLoad(io: Io): Promise<Finding> {
  const all = [...grammars, ...lateGrammars];
  const parsers = await loadParsers(io.wasm, all);
  const broken = all.filter((grammar) => parsers.parse(grammar, "") === undefined);
  return broken.length === 0
    ? ok(`${all.join(", ")} load`)
    : problem(`${broken.join(", ")} cannot be used. Install the extension again.`);
}

function policies(place: Locations, workspace: string): Finding {
  const { user, workspace: own } = readPolicies(place, workspace, loadPolicy);
  const files = [user, own].flatMap((policy) => (policy ? [policy] : []));
  const faults = files.flatMap(({ path, problems }) => problems.map(({ message }) => `${path}: ${message}`));
  if (faults.length > 0) return problem(faults.join(" "));
  if (files.length === 0) return note("no policy file; the built-in default holds");
  return ok(files.map(({ path, rules }) => `${path} (${count(rules.length, "rule")})`).join(", "));
}

async function gates(place: Locations, workspace: string, io: Io): Promise<Result[]> {
  const installer = createInstaller(place, () => io.now().getTime());
  const style = createStyle(false);
  const here = { home: place.home, workspace: undefined, platform: io.platform };
  const present = new Set<string>();
  for (const { id } of agents) if (await isInstalled(id, here, io.env.PATH ?? io.env.Path)) present.add(id);
  return Promise.all(
    hookInstalls.map((target) =>
      guarded(`gate: ${target.title}`, () => {
        const status = installer.status(target);
        const detail = gateStatusText(status, style);
        if (status.kind === "broken") return problem(detail);
        const off = target.agents
          .map((id) => switchedOffIn([workspace], id, target.project ? [target.project] : []))
          .find(Boolean);
        if (off !== undefined && status.kind !== "not-installed") return problem(off);
        if (status.kind !== "not-installed") return status.kind === "live" ? ok(detail) : note(detail);
        const open = target.agents.filter((id) => present.has(id));
        return note(
          open.length === 0 ? `${detail}; no such agent was found` : `${detail}, but ${open.join(", ")} was found`,
        );
      }),
    ),
  );
}

function hookFiles(place: Locations): Finding {
  return hookFilesPresent(place)
    ? ok(`in place in ${place.bin}`)
    : note("not put in place yet; “countersign guard install” does it");
}

function windows(place: Locations): Finding {
  const open = openWindows(place.run);
  if (open.length === 0) return note("no editor window is open: what would be asked is denied");
  return ok(
    `${count(open.length, "window")} open: ${open.flatMap(({ folders }) => folders).join(", ") || "without a folder"}`,
  );
}

function stopped(place: Locations): Finding {
  return createStopSwitch(place).isStopped()
    ? note("on: every action of every agent is denied until it is lifted")
    : ok("off");
}

async function auditState(place: Locations): Promise<Finding> {
  const places = anchorPlaces(place);
  const { ok: holds, records, firstBad, torn, signed } = await verifyAudit(place.audit, sha256, places);
  if (!holds) return problem(`line ${firstBad?.line}: ${firstBad?.message} See “countersign audit verify”.`);
  const end = torn ? "; the last line was never finished, the next record repairs it" : "";
  const proof = signed ? `; signed up to record ${signed.upTo}` : records > 0 ? "; nothing of it is signed" : "";
  return ok(`${count(records, "record")}, all hold${proof}${end}`);
}
