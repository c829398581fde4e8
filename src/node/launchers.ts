/** The small programs at a path that no update moves: what the agents' configurations call. */
import { posix, win32 } from "node:path";
import { batchPaths, startFirst } from "./batchText.ts";
import { nodeVariables } from "./proxyLauncher.ts";

export interface LauncherInput {
  /** Absolute path of the program that agents call. */
  readonly launcher: string;
  /** The folder of the programs of this version. */
  readonly app: string;
  readonly base: string;
  /** Absolute paths of programs that can run Node, best first. */
  readonly nodes: readonly string[];
  /** The text of src/hook/relay.pl. */
  readonly relay: string;
}

export interface LauncherFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The launcher, and beside it the relay that starts without Node. The relay is complete in one file, so an update
 * replaces it in one step. Windows has no Perl of its own: there the launcher starts Node.
 */
export function launcherFiles(
  input: LauncherInput,
  platform: NodeJS.Platform = process.platform,
): readonly LauncherFile[] {
  const { launcher } = input;
  if (platform === "win32") return [{ path: launcher, text: windowsLauncher(input) }];
  return [
    // First the relay: the launcher starts it as soon as it is there.
    { path: relayPath(launcher), text: relayText(input) },
    { path: launcher, text: posixLauncher({ ...input, relay: relayPath(launcher) }) },
  ];
}

/**
 * What the native relay of the extension's own plugin hands the unusual call to: the programs lie in the extension, and
 * an update takes another folder. The relay there is told its window and its Node by its arguments.
 */
export function pluginLauncherText(base: string, dist: string, node: string): string {
  return posixLauncher({ app: dist, base, nodes: [node], relay: posix.join(dist, "relay.pl") });
}

/** Where the relay of a launcher lies. */
export function relayPath(launcher: string): string {
  return `${launcher}.pl`;
}

/** Where the native relay of a launcher lies, on machines that have one. */
export function nativeRelayPath(launcher: string): string {
  return `${launcher}.native`;
}

function relayText({ app, base, nodes, relay }: LauncherInput): string {
  return `# Written by Countersign. Agents call it before they act.
our ($base, $app, @nodes) = (${[base, app, ...nodes].map(quotePerl).join(", ")});
${relay}`;
}

/**
 * The hook gets an empty environment: what an agent passes on may come from a repository (`NODE_OPTIONS`, `PERL5OPT`,
 * `PATH`), and would decide what the hook runs. Nothing is looked up in PATH for the same reason. Where
 * /bin/sh is bash, functions come with the environment too: `test` is one of those that the command line takes away.
 */
function posixLauncher({ relay, app, base, nodes }: Omit<LauncherInput, "launcher">): string {
  return `#!/bin/sh
# Written by Countersign. Agents call it before they act
# Exit code 10 means "go on" to the command line that calls it. Everything else is a denial.
app=${quote(app)}
relay=${quote(relay)}
test -x /usr/bin/perl && test -r "$relay" && exec /usr/bin/env -i LC_ALL=C /usr/bin/perl "$relay" "$@"
if test -r "$app/hook.js"; then
  for node in ${nodes.map(quote).join(" ")}; do
    test -x "$node" && exec /usr/bin/env -i ELECTRON_RUN_AS_NODE=1 "$node" "$app/hook.js" --base ${quote(base)} "$@"
  done
  echo "Countersign stopped this action: no program was found to run its hook. Open VS Code once to repair it." >&2
else
  echo "Countersign stopped this action: its hook is missing. Open VS Code once to repair it." >&2
fi
exit 2
`;
}

/** An environment cannot be emptied here: what is known to decide what Node runs is taken out. */
function windowsLauncher({ launcher, app, base, nodes }: LauncherInput): string {
  const word = batchPaths(launcher);
  const run = startFirst(nodes, word, `${word(win32.join(app, "hook.js"))} --base ${word(base)} %*`);
  const without = nodeVariables.map((name) => `set ${name}=`);
  return ["@echo off", "setlocal", ...without, "set ELECTRON_RUN_AS_NODE=1", ...run]
    .concat("echo Countersign stopped this action: no program was found to run its hook.>&2", "exit /b 2", "")
    .join("\r\n");
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function quotePerl(word: string): string {
  return `'${word.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
