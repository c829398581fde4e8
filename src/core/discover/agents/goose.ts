import type { EffectClaim } from "../../model/definition.ts";
import type { Effect } from "../../model/effect.ts";
import type { SourceText } from "../../model/span.ts";
import { at, itemsOf, member, membersOf, textOf, type ValueNode } from "../../parse/value.ts";
import { readServer } from "../files/mcpConfig.ts";
import { type FormatFacts, fileName } from "../format.ts";
import type { Shape } from "../shapes.ts";
import { buildAgent, grants, serverReach, spanned, textItems } from "./agentParts.ts";
import { grantEffects } from "./grants.ts";

/** Recipes of Goose: what to do, and with which extensions. Whether a person is asked is a setting of the host. */
export const gooseRecipe: Shape = {
  mention: /^\s*["']?(?:extensions|instructions|prompt|sub_recipes)["']?\s*:/m,
  read(root, source) {
    const inner = at(root, "recipe") ?? root;
    const has = (key: string) => member(inner, key) !== undefined;
    const isRecipe =
      has("title") &&
      has("description") &&
      (has("instructions") || has("prompt")) &&
      (has("extensions") || has("parameters") || has("sub_recipes") || has("settings") || has("version"));
    return isRecipe ? { definitions: readRecipe(inner, source) } : undefined;
  },
};

function readRecipe(root: ValueNode, source: SourceText): NonNullable<FormatFacts["definitions"]> {
  const extensions = itemsOf(at(root, "extensions")).map(({ value }) => value);
  const title = at(root, "title");
  const subRecipes = member(root, "sub_recipes");
  const instructions = spanned(at(root, "instructions") ?? at(root, "prompt"));
  const agent = buildAgent({
    format: "goose-recipe",
    language: source.path.endsWith(".json") ? "json" : "yaml",
    name: textOf(title) ?? fileName(source.path),
    nameSpan: title?.span,
    span: { start: membersOf(root)[0]?.keySpan.start ?? root.span.start, end: root.span.end },
    grantsAt: title?.span.start,
    description: at(root, "description"),
    claims: [
      ...extensions.flatMap(extensionClaims),
      ...(subRecipes ? grants(["delegate"], "sub_recipes:", subRecipes.keySpan) : []),
      ...retryChecks(root),
    ],
    tools: extensions.flatMap((extension) => {
      const name = at(extension, "name");
      return name ? [{ text: textOf(name) ?? "", span: name.span }] : [];
    }),
    ...(instructions && { instructions }),
    confirmation: { confirmed: "unknown", by: "GOOSE_MODE of the host" },
  });
  const started = extensions.filter((extension) => at(extension, "cmd") ?? at(extension, "uri"));
  return [agent, ...started.map(serverOf)];
}

function serverOf(extension: ValueNode) {
  const name = at(extension, "name");
  const renamed = membersOf(extension).map((found) => ({ ...found, key: serverKeys[found.key] ?? found.key }));
  const value: ValueNode = { kind: "object", members: renamed, span: extension.span };
  return readServer({
    key: textOf(name) ?? "extension",
    keySpan: name?.span ?? extension.span,
    value,
    span: extension.span,
  });
}

const serverKeys: Readonly<Record<string, string>> = { cmd: "command", uri: "url", envs: "env" };

/** Extensions that come with Goose. */
const builtIn: Readonly<Record<string, readonly Effect[]>> = {
  developer: ["read-files", "write-files", "run-code"],
  computercontroller: ["read-files", "write-files", "run-code", "fetch-network", "read-untrusted"],
  autovisualiser: [],
  memory: ["write-files"],
  tutorial: [],
  todo: [],
  chatrecall: [],
  skills: [],
  summon: ["delegate"],
  code_execution: ["run-code"],
  extensionmanager: ["install-package"],
  orchestrator: ["delegate"],
};

function extensionClaims(extension: ValueNode): EffectClaim[] {
  const typeNode = at(extension, "type");
  const type = textOf(typeNode) ?? "";
  const name = textOf(at(extension, "name")) ?? "";
  const because = `extensions: ${name || type}`;
  const span = (at(extension, "name") ?? typeNode ?? extension).span;
  const only = textItems(at(extension, "available_tools"));
  if (type === "builtin" || type === "platform") {
    const known = Object.hasOwn(builtIn, name) ? (builtIn[name] ?? []) : [];
    return grants(known, because, span);
  }
  if (type === "inline_python") return grants(["run-code"], because, span);
  if (type === "frontend") return [];
  if (only.length > 0)
    return only.flatMap((entry) => grantEffects({ ...entry, text: `mcp__x__${entry.text}` }, "claude"));
  return grants(serverReach, because, span);
}

/** Checks of a retry are lines of shell. */
function retryChecks(root: ValueNode): EffectClaim[] {
  const checks = itemsOf(at(root, "retry", "checks")).filter(({ value }) => at(value, "command"));
  return checks.flatMap(({ value }) => grants(["run-code"], "retry: a check that runs a command", value.span));
}
