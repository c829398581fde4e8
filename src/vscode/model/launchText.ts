import { safeLine } from "../../core/display/sanitize.ts";
import type { Translate } from "../../core/display/translate.ts";
import type { ServerLaunch } from "../../core/wrap/launch.ts";

/** Exactly what would be started or reached, a fact a line. Values of variables and headers are not shown. */
export function launchLines(launch: Exclude<ServerLaunch, { kind: "unfit" }>, cwd: string, t: Translate): string[] {
  if (launch.kind === "url") {
    const names = Object.keys(launch.headers);
    return [t("Address: {0}", safeLine(launch.url)), ...named(t("Headers it is sent:"), names)];
  }
  const { command, args, env } = launch;
  return [
    t("Program: {0}", safeLine(command)),
    // Quoted, so that it is seen where one ends and the next begins.
    args.length === 0
      ? t("Without arguments")
      : t("Arguments: {0}", args.map((arg) => safeLine(JSON.stringify(arg))).join(" ")),
    t("Folder: {0}", safeLine(launch.cwd ?? cwd)),
    ...named(t("Variables its entry gives it:"), Object.keys(env)),
  ];
}

function named(title: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${title} ${names.map((name) => safeLine(name)).join(", ")}`];
}
