import type { Confirmation, SpannedText } from "../../model/definition.ts";
import { type Effect, onlyLooking } from "../../model/effect.ts";
import { at, itemsOf, member, membersOf, textOf, type ValueNode } from "../../parse/value.ts";
import { readServer } from "../files/mcpConfig.ts";
import { fileName } from "../format.ts";
import type { Shape } from "../shapes.ts";
import { buildAgent, spanned, textItems } from "./agentParts.ts";
import { grantEffects } from "./grants.ts";

/** Agents of Kiro and Amazon Q: `tools` is what there is, `allowedTools` what runs without asking. */
export const kiroAgent: Shape = {
  mention: /"(?:tools|prompt|allowedTools|mcpServers)"/,
  read(root, source) {
    const tools = textItems(at(root, "tools"));
    const allowed = textItems(at(root, "allowedTools"));
    const name = at(root, "name");
    if (!name && tools.length === 0 && !at(root, "prompt")) return undefined;
    const servers = membersOf(at(root, "mcpServers")).filter(({ value }) => value.kind === "object");
    const instructions = spanned(at(root, "prompt"));
    const agent = buildAgent({
      format: "kiro-agent-json",
      language: "json",
      name: textOf(name) ?? fileName(source.path).replace(/\.json$/, ""),
      nameSpan: name?.span,
      span: root.span,
      grantsAt: member(root, "tools")?.keySpan.start,
      description: at(root, "description"),
      claims: tools.flatMap((entry) => grantEffects(entry, "kiro")),
      tools,
      servers: servers.map(({ key, keySpan }) => ({ text: key, span: keySpan })),
      ...(instructions && { instructions }),
      confirmation: confirmationOf(root, tools, allowed),
    });
    return { definitions: [agent, ...servers.map((server) => readServer(server))] };
  },
};

/** Agents of the same kind in other folders, such as those of a plugin: by keys that nothing else has together. */
export const collectedKiroAgent: Shape = {
  mention: /"(?:allowedTools|toolsSettings|toolAliases|includeMcpJson|useLegacyMcpJson)"\s*:/,
  read(root, source) {
    const isAgent = textOf(at(root, "prompt")) !== undefined && textItems(at(root, "tools")).length > 0;
    return isAgent && textOf(at(root, "name")) !== undefined ? kiroAgent.read(root, source) : undefined;
  },
};

/** What may run any command without asking is held up by no question about the rest. */
function confirmationOf(root: ValueNode, tools: readonly SpannedText[], allowed: readonly SpannedText[]): Confirmation {
  const found = member(root, "allowedTools");
  if (!found || allowed.length === 0) return { confirmed: "elsewhere", by: "no allowedTools: the host asks" };
  const names = new Set(allowed.map(({ text }) => text));
  const isAll = names.has("*") || names.has("@builtin") || allowed.some((entry) => acts(entry, ["run-code"]));
  const asked = tools.filter((entry) => acts(entry) && !names.has(entry.text) && !isSettled(root, entry.text));
  return isAll || asked.length === 0
    ? { confirmed: "never", by: "allowedTools", span: found.span }
    : { confirmed: "elsewhere", by: "allowedTools: the host asks for the rest", span: found.span };
}

function acts(entry: SpannedText, only?: readonly Effect[]): boolean {
  const effects = grantEffects(entry, "kiro").map(({ effect }) => effect);
  return effects.some((effect) => (only ? only.includes(effect) : !onlyLooking.has(effect)));
}

/** Its settings name paths or commands for which the host does not ask. */
function isSettled(root: ValueNode, tool: string): boolean {
  const settings = at(at(root, "toolsSettings"), tool);
  return ["allowedPaths", "allowedCommands", "allowedServices"].some((key) => itemsOf(at(settings, key)).length > 0);
}
