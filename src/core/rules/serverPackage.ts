import type { ServerDefinition, ServerValue } from "../model/definition.ts";

/** The program of a command without folder and ending: "npx" for `C:\\node\\npx.cmd`. */
export function programName(command: string): string {
  return (
    command
      .replaceAll("\\", "/")
      .split("/")
      .at(-1)
      ?.replace(/\.(?:cmd|exe)$/, "") ?? ""
  );
}

/** The package that a runner such as npx or uvx fetches to start a server; undefined where nothing is fetched. */
export function fetchedPackage({
  command = "",
  args,
}: Pick<ServerDefinition, "command" | "args">): ServerValue | undefined {
  const program = programName(command);
  const isRunner = /^(?:npx|bunx|pnpx|uvx|pipx)$/.test(program) || isDlx(program, args) || isUvTool(program, args);
  return isRunner ? packageOf(program, args) : undefined;
}

/** An address as a package: it is judged by what fixes what stands there. */
export function isAddress(value: string): boolean {
  return /^(?:git\+|https?:|github:|git@)/.test(value);
}

/** Programs that run what is installed in the workspace, and are not the server themselves. */
const localRunners: ReadonlySet<string> = new Set(["tsx", "ts-node", "nodemon", "vite-node", "jiti"]);

function isUvTool(program: string, args: readonly ServerValue[]): boolean {
  return program === "uv" && args[0]?.value === "tool" && args[1]?.value === "run";
}

function isDlx(program: string, args: readonly ServerValue[]): boolean {
  return /^(?:pnpm|yarn|npm|bun)$/.test(program) && isSubcommand(program, args[0]?.value ?? "");
}

function isSubcommand(program: string, word: string): boolean {
  return program === "pipx"
    ? word === "run"
    : program === "uv"
      ? /^(?:tool|run)$/.test(word)
      : /^(?:pnpm|yarn|npm|bun)$/.test(program) && /^(?:dlx|exec|x)$/.test(word);
}

/** Options of these runners that take a value. */
const valueOptions: ReadonlySet<string> = new Set(["--python", "--index-url", "--registry", "--with", "-c", "--call"]);

function packageOf(program: string, args: readonly ServerValue[]): ServerValue | undefined {
  for (let index = 0; index < args.length; index++) {
    const arg = args[index];
    if (!arg) continue;
    // Python's runners take -p for the interpreter.
    const isPython = program === "uvx" || program === "uv";
    if (isPython && arg.value === "-p") index++;
    else if (/^(?:-p|--package|--from|--spec)$/.test(arg.value)) return args[index + 1];
    else if (valueOptions.has(arg.value)) index++;
    else if (!arg.value.startsWith("-") && !isSubcommand(program, arg.value)) {
      const isLocal = localRunners.has(arg.value) || /^[./]|\$\{/.test(arg.value);
      return isLocal && program !== "uvx" ? undefined : arg;
    }
  }
  return undefined;
}
