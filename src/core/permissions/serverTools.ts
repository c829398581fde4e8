/** Which tools a configured server has, from the definitions the review found in the workspace. */

import type { DocumentFacts } from "../discover/facts.ts";
import { startsFile } from "../discover/files/launch.ts";
import type { ServerDefinition, ToolDefinition } from "../model/definition.ts";
import { sortEffects } from "../model/effect.ts";
import type { ServerTool } from "../model/permission.ts";
import type { Place } from "./input.ts";
import { relativeTo, resolveFrom } from "./paths.ts";

/** How a server is launched, as its configuration says. */
export interface Launch {
  readonly command: string | undefined;
  readonly args: readonly string[];
  /** Folder the program starts in, if the configuration says so. */
  readonly cwd?: string | undefined;
}

/** Empty when the server's source is not in the workspace: its tools are then not known. */
export function toolsOfServer(launch: Launch, documents: readonly DocumentFacts[], place: Place): ServerTool[] {
  const { workspace } = place;
  if (workspace === undefined) return [];
  const wanted = entryPoints(launch, workspace, place);
  const withTools = documents.filter((facts) => facts.definitions.some((definition) => definition.kind === "tool"));
  // The entry file itself where it defines tools; else what the review counts to the server, such as files beside it.
  const own = withTools.filter((facts) => wanted.includes(facts.source.path));
  const found = own.length > 0 ? own : withTools.filter((facts) => startsFile(startedBy(wanted), facts.source.path));
  return found.flatMap((facts) =>
    facts.definitions.flatMap((definition) =>
      definition.kind === "tool"
        ? [serverTool(definition, facts, resolveFrom(workspace, facts.source.path, place))]
        : [],
    ),
  );
}

/** A server that is started by naming these files, in the form the review's join takes. */
function startedBy(files: readonly string[]): ServerDefinition {
  const span = { start: 0, end: 0 };
  return {
    kind: "server",
    format: "mcp-config",
    language: "json",
    name: "",
    span,
    effects: [],
    confirmation: { confirmed: "unknown" },
    args: files.map((value) => ({ name: "", value, span })),
    env: [],
    headers: [],
  };
}

function serverTool(definition: ToolDefinition, facts: DocumentFacts, path: string): ServerTool {
  return {
    name: definition.name,
    effects: sortEffects(definition.effects.map((claim) => claim.effect)),
    confirmed: definition.confirmation.confirmed,
    ...(definition.annotations?.readOnlyHint === true ? { readOnlyHint: true } : {}),
    path,
    line: facts.source.positionAt(definition.span.start).line,
  };
}

/** Files of the workspace a launch names: a path argument, or a Python module. Relative, with forward slashes. */
function entryPoints({ command, args, cwd }: Launch, workspace: string, place: Place): string[] {
  const folders = [workspace, ...(cwd === undefined ? [] : [expand(cwd, workspace)])];
  // `uv run --directory DIR server.py`, `npm --prefix DIR`: a folder argument is a place to start from too.
  for (const [index, arg] of args.entries()) {
    const value = args[index + 1];
    if (/^--(directory|project|prefix|cwd)$/.test(arg) && value !== undefined) folders.push(expand(value, workspace));
  }
  const names = [command ?? "", ...args].flatMap((arg, index) => {
    if (args[index - 2] === "-m") return [`${arg.replaceAll(".", "/")}.py`, `${arg.replaceAll(".", "/")}/__main__.py`];
    return sourceEnding.test(arg) ? [expand(arg, workspace)] : [];
  });
  const found = folders.flatMap((folder) =>
    names.map((name) => resolveFrom(resolveFrom(workspace, folder, place), name, place)),
  );
  return found.flatMap((path) => relativeTo(workspace, path, place.platform) ?? []);
}

const sourceEnding = /\.([cm]?[jt]sx?|py)$/;

function expand(text: string, workspace: string): string {
  return text.replace(/\$\{(workspaceFolder|workspaceRoot|CLAUDE_PROJECT_DIR)(:-[^}]*)?\}/g, () => workspace);
}
