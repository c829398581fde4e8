/** `guard wrap|unwrap FILE`: puts the proxy before the MCP servers of a configuration file, and takes it away. */
import { resolve } from "node:path";
import { putHookFiles } from "../../node/hookFiles.ts";
import { locations } from "../../node/locations.ts";
import { planWrap, readConfig, type WrapPlan, writePlan } from "../../node/wrapFile.ts";
import { rememberWrapped } from "../../node/wrapRecord.ts";
import type { Arguments } from "../command.ts";
import { CliError, explainSystemError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exitCodes.ts";
import type { Io } from "../io.ts";
import { createStyle, type Style } from "../style.ts";

export async function wrapFile(action: "wrap" | "unwrap", args: Arguments, io: Io): Promise<ExitCode> {
  const [, file, extra] = args.positionals;
  if (file === undefined) throw new CliError("usage", `Say which file: guard ${action} FILE.`);
  if (extra !== undefined) throw new CliError("usage", `“${extra}” is one argument too many.`);
  const path = resolve(io.cwd, file);
  const own = locations(resolve(io.cwd, args.text("home") ?? io.home));
  const server = args.text("server");
  const wish = { action, launcher: own.proxyLauncher, ...(server === undefined ? {} : { server }) };
  const plan = planOf(path, file, wish);
  const failed = plan.servers.filter(({ problem }) => problem !== undefined);
  for (const { name, problem } of failed) io.warn(`${name}: ${problem}\n`);
  if (plan.after === plan.before) {
    await io.write(`There is nothing to ${action} in ${file}.\n`);
    return failed.length > 0 ? exitCodes.found : exitCodes.fine;
  }
  await io.write(changeText(plan, createStyle(io.color)));
  if (args.flag("dry-run")) return exitCodes.fine;
  const { dist, version, node } = io.product;
  if (action === "wrap") {
    putHookFiles({ locations: own, dist, version, nodes: [node] });
    rememberWrapped(own, path);
  }
  writePlan(path, plan);
  const names = plan.servers.filter(({ problem }) => problem === undefined).map(({ name }) => name);
  await io.write(`${action === "wrap" ? "Wrapped" : "Unwrapped"} in ${file}: ${names.join(", ")}\n`);
  return failed.length > 0 ? exitCodes.found : exitCodes.fine;
}

function planOf(path: string, file: string, wish: Parameters<typeof planWrap>[1]): WrapPlan {
  try {
    return planWrap(readConfig(path), wish);
  } catch (error) {
    throw new CliError("input", `“${file}” cannot be read: ${explainSystemError(error)}.`, { cause: error });
  }
}

/** The lines that go and the lines that come. */
function changeText({ before, after }: WrapPlan, style: Style): string {
  const [old, now] = [before.split("\n"), after.split("\n")];
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start++;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const gone = old.slice(start, old.length - end).map((line) => style.bad(`- ${line.trimEnd()}`));
  const come = now.slice(start, now.length - end).map((line) => style.good(`+ ${line.trimEnd()}`));
  return [...gone, ...come, ""].join("\n");
}
