import type { Definition, EffectClaim, ToolDefinition } from "../model/definition.ts";
import { folderOf, parentOf } from "../parse/project/sources.ts";
import { isTestCode } from "../suppress/testCode.ts";
import type { DocumentFacts } from "./facts.ts";
import { rememberJoined } from "./rememberJoined.ts";

/**
 * The manifest of a bundle names the tools of its server, which the code of the project defines: they can do what the
 * tool of that name does. It is told in both places and judged in one, where the code is.
 * What is joined the same way as the last time is the same object.
 */
export function createManifests(): (facts: readonly DocumentFacts[]) => readonly DocumentFacts[] {
  const remember = rememberJoined();
  return (facts) => {
    if (!facts.some(({ definitions }) => definitions.some(isListed))) return facts;
    const tools = byName(facts);
    return facts.map((document) => {
      const pairs = document.definitions.map((definition) =>
        isListed(definition) ? nearest(tools.get(plainName(definition)) ?? [], document.source.path) : undefined,
      );
      if (pairs.every((pair) => pair === undefined)) return document;
      const parts = pairs.map((pair) => pair?.tool);
      return remember(document, parts, () => ({
        ...document,
        definitions: document.definitions.map((definition, at) => {
          const pair = pairs[at];
          return pair && definition.kind === "tool" ? { ...definition, effects: toldOf(pair) } : definition;
        }),
      }));
    });
  };
}

interface Placed {
  readonly tool: ToolDefinition;
  readonly path: string;
}

function isListed({ kind, format }: Definition): boolean {
  return kind === "tool" && format === "mcpb-manifest";
}

/** `get_entry` may be the function `getEntry`. */
function plainName({ name }: Definition): string {
  return name.replaceAll(/[_-]/g, "").toLowerCase();
}

function byName(facts: readonly DocumentFacts[]): ReadonlyMap<string, readonly Placed[]> {
  const found = new Map<string, Placed[]>();
  for (const { definitions, source } of facts) {
    if (isTestCode(source.path)) continue;
    for (const tool of definitions) {
      if (tool.kind !== "tool" || isListed(tool)) continue;
      const name = plainName(tool);
      const list = found.get(name);
      if (list) list.push({ tool, path: source.path });
      else found.set(name, [{ tool, path: source.path }]);
    }
  }
  return found;
}

/** The first tool below the folder of the manifest, or below one of those around it. */
function nearest(tools: readonly Placed[], manifest: string): Placed | undefined {
  if (tools.length === 0) return undefined;
  for (let folder: string | undefined = folderOf(manifest); folder !== undefined; folder = parentOf(folder)) {
    const below = folder;
    const found = tools.find(({ path }) => path.startsWith(below));
    if (found) return found;
  }
  return undefined;
}

/**
 * A place in the code is none in the manifest, and what is found there is found once. What may only be on the way to
 * what the tool is for is told at the code alone.
 */
function toldOf({ tool, path }: Placed): EffectClaim[] {
  if (tool.stub) return [];
  return tool.effects.flatMap(({ span: _, aside, ...claim }): EffectClaim[] =>
    aside === "upkeep" || aside === "bringing"
      ? []
      : [{ ...claim, assumed: true, because: `the tool of this name in ${path}: ${claim.because}` }],
  );
}
