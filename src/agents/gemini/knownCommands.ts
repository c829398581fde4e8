/** Commands Gemini CLI 0.61.0 takes for harmless or for dangerous by themselves (seen 2026-11-25). */
import { relativeTo, resolveFrom } from "../../core/permissions/paths.ts";
import { splitCommand } from "../../core/permissions/shellSegments.ts";
import type { GeminiSettings } from "./settings.ts";

const anyArguments: ReadonlySet<string> = new Set("echo expr false id pwd seq tr true uname which whoami".split(" "));
/** Only inside the workspace. */
const withPaths: ReadonlySet<string> = new Set("cat cd head ls tail".split(" "));
/** With a file among its words some of these asked, and did not with a folder: when was not found out. */
const readers: ReadonlySet<string> = new Set("cut nl paste rev stat uniq wc numfmt tac grep".split(" "));
const gitReads: ReadonlySet<string> = new Set(["status", "log", "diff", "show"]);

/** The line as a whole, whose parts are looked at afterwards. */
export function isKnownSafe(text: string, settings: GeminiSettings): boolean | "unclear" {
  const { segments, obstacles } = splitCommand(text);
  const [first] = segments;
  const [program = "", ...args] = first?.words ?? [];
  // The parts of a longer line ask by themselves.
  if (segments.length !== 1 || first?.assignments.length !== 0) return false;
  if (anyArguments.has(program))
    return obstacles.size > 0 ? "unclear" : args.every((arg) => !/^(\/|~|\.\.)/.test(arg) || isInside(arg, settings));
  if (readers.has(program)) return args.every((arg) => arg.startsWith("-")) || "unclear";
  if (program === "git") {
    if (args[0] === "branch") return args.length === 1 || (args.length === 2 && args[1] === "--show-current");
    return gitReads.has(args[0] ?? "") && !args.some((arg) => /^--(output|ext-diff|textconv|exec|paginate)/.test(arg));
  }
  if (program === "find") return !args.some((arg) => actions.has(arg));
  if (!withPaths.has(program)) return false;
  if (program === "cd" && args.length === 0) return false;
  return args.every((arg) => isInside(arg, settings));
}

function isInside(arg: string, { place }: GeminiSettings): boolean {
  if (arg.startsWith("-"))
    return !arg.includes("=") || isInside(arg.slice(arg.indexOf("=") + 1), { place } as GeminiSettings);
  if (/[$`]/.test(arg)) return false;
  const { workspace, platform } = place;
  return workspace !== undefined && relativeTo(workspace, resolveFrom(workspace, arg, place), platform) !== undefined;
}

/** Looked at in the line's first command only. */
export function isDangerous(text: string): boolean {
  return isDangerousCommand(splitCommand(text).segments[0]?.words ?? []);
}

const actions: ReadonlySet<string> = new Set(
  "-exec -execdir -ok -okdir -delete -fls -fprint -fprint0 -fprintf".split(" "),
);

function isDangerousCommand([program, ...args]: readonly string[]): boolean {
  if (program === "rm") return args[0] === "-f" || args[0] === "-rf" || args[0] === "-fr";
  if (program === "sudo") return isDangerousCommand(args);
  if (program === "find") return args.some((arg) => actions.has(arg));
  if (program === "ln") return args.some((arg) => arg === "--symbolic" || /^-[^-]*s/.test(arg));
  return false;
}

/** Git is always asked about where the folder is not trusted. */
export function usesGit(text: string): boolean {
  return splitCommand(text).segments.some(({ words }) =>
    /(^|\/)git$/.test(words[/^(sudo|env|time)$/.test(words[0] ?? "") ? 1 : 0] ?? ""),
  );
}
