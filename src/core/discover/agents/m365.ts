import { verbOf } from "../../effects/code/services.ts";
import type { Confirmation, EffectClaim } from "../../model/definition.ts";
import type { Effect } from "../../model/effect.ts";
import { folderOf } from "../../parse/project/sources.ts";
import { at, itemsOf, member, membersOf, textOf, type ValueNode } from "../../parse/value.ts";
import { declareTool, namedAt } from "../ecmascript/toolDeclarations.ts";
import type { FormatFacts } from "../format.ts";
import type { Shape } from "../shapes.ts";
import { buildAgent, grants, spanned } from "./agentParts.ts";

/** What the capabilities of a declarative agent of Microsoft 365 reach. Version 1.8 brought those that write. */
const capabilities: Readonly<Record<string, readonly Effect[]>> = {
  WebSearch: ["fetch-network", "read-untrusted"],
  OneDriveAndSharePoint: ["read-data"],
  GraphConnectors: ["read-data"],
  CodeInterpreter: ["run-code"],
  Dataverse: ["read-data"],
  TeamsMessages: ["read-data", "read-untrusted"],
  Email: ["read-data", "read-untrusted"],
  People: ["read-data"],
  Meetings: ["read-data", "read-untrusted"],
  EmbeddedKnowledge: ["read-data"],
  EmailActions: ["send-outward", "destroy-data"],
  MeetingActions: ["send-outward", "write-data"],
};

/** `declarativeAgent.json`: instructions, capabilities, and the files of its actions. */
export const m365Agent: Shape = {
  mention: /declarative-agent|"capabilities"|"actions"/,
  read(root) {
    const schema = textOf(at(root, "$schema")) ?? "";
    const version = textOf(at(root, "version")) ?? "";
    const instructions = at(root, "instructions");
    if (!instructions || !(/declarative-agent/.test(schema) || /^v1\.\d/.test(version))) return undefined;
    const name = at(root, "name");
    const actions = itemsOf(at(root, "actions"));
    const workers = member(root, "worker_agents");
    const spannedInstructions = spanned(instructions);
    const agent = buildAgent({
      format: "m365-declarative-agent",
      language: "json",
      name: textOf(name) ?? "declarative agent",
      nameSpan: name?.span,
      span: root.span,
      grantsAt: name?.span.start,
      description: at(root, "description"),
      claims: [
        ...itemsOf(at(root, "capabilities")).flatMap(({ value }) => capabilityClaims(value)),
        ...actions.flatMap(({ value }) => grants(["fetch-network", "send-outward"], "actions: a plugin", value.span)),
        ...(workers ? grants(["delegate"], "worker_agents", workers.keySpan) : []),
      ],
      tools: itemsOf(at(root, "capabilities")).flatMap(({ value }) => {
        const found = at(value, "name");
        return found ? [{ text: textOf(found) ?? "", span: found.span }] : [];
      }),
      ...(spannedInstructions && { instructions: spannedInstructions }),
      confirmation: { confirmed: "unknown", by: "Microsoft 365 and the plugins of its actions" },
    });
    return { definitions: [agent] };
  },
};

function capabilityClaims(node: ValueNode): EffectClaim[] {
  const name = textOf(at(node, "name")) ?? "";
  const effects = Object.hasOwn(capabilities, name) ? (capabilities[name] ?? []) : [];
  return grants(effects, `capabilities: ${name}`, at(node, "name")?.span);
}

/** `ai-plugin.json`: functions of an API plugin, or the older manifest of a plugin with one address. */
export const apiPlugin: Shape = {
  mention: /"schema_version"/,
  read(root) {
    const version = textOf(at(root, "schema_version")) ?? "";
    const functions = itemsOf(at(root, "functions")).map(({ value }) => value);
    if (/^v2/.test(version) && functions.length > 0)
      return { definitions: functions.flatMap((one) => toolOf(one, root)) };
    const named = namedAt(root, "name_for_model");
    if (!named || !at(root, "api")) return undefined;
    const claims = grants(
      ["fetch-network", "send-outward"],
      "api: every operation of its document",
      at(root, "api")?.span,
    );
    const confirmation: Confirmation = { confirmed: "unknown", by: "x-openai-isConsequential in its document" };
    const parts = { format: "openapi-plugin-manifest", language: "json", ...named, span: root.span };
    return {
      definitions: [declareTool({ ...parts, description: at(root, "description_for_model"), claims, confirmation })],
    };
  },
};

function toolOf(node: ValueNode, root: ValueNode) {
  const named = namedAt(node);
  if (!named) return [];
  const asks = member(at(node, "capabilities"), "confirmation");
  const kind = textOf(at(asks?.value, "type"));
  const confirmation: Confirmation =
    asks && kind !== "None"
      ? { confirmed: "always", by: "capabilities.confirmation", span: asks.span }
      : { confirmed: "never", by: "no confirmation among its capabilities" };
  const runtime = itemsOf(at(root, "runtimes")).find(({ value }) =>
    itemsOf(at(value, "run_for_functions")).some((item) => [named.name, "*"].includes(textOf(item.value) ?? "")),
  );
  const type = textOf(at(runtime?.value, "type"));
  const claims =
    type === "LocalPlugin" || !type
      ? []
      : grants(reachOf(named.name), `a runtime of type ${type}`, runtime?.value.span);
  const parts = { format: "m365-api-plugin", language: "json", ...named, span: node.span };
  return [declareTool({ ...parts, description: at(node, "description"), claims, confirmation })];
}

/** The method of the operation stands in another document; the name says which way it goes. */
function reachOf(name: string): readonly Effect[] {
  const verb = verbOf(name);
  if (verb === "remove") return ["send-outward", "destroy-data"];
  return verb === "change" || /^(?:place|book|escalate|file|log|respond|sign|complete)/i.test(name)
    ? ["fetch-network", "send-outward"]
    : ["fetch-network"];
}

const methods: Readonly<Record<string, readonly Effect[]>> = {
  get: ["fetch-network"],
  head: ["fetch-network"],
  post: ["fetch-network", "send-outward"],
  put: ["fetch-network", "send-outward"],
  patch: ["fetch-network", "send-outward"],
  delete: ["send-outward", "destroy-data"],
};

/** OpenAPI documents that say which operations have consequences: each operation is a tool. */
export const openapiActions: Shape = {
  mention: /x-openai-isConsequential/,
  read: (root) => operationsOf(root, (key) => key !== "get"),
};

/** The OpenAPI document of a plugin, told by the manifest beside it: each operation is a tool. */
export const pluginOperations: Shape = {
  mention: /\bopenapi\b|\bswagger\b/,
  read: (root) => operationsOf(root, () => undefined),
};

/** Places of the manifest of a plugin, seen from its OpenAPI document. */
export function pluginManifests(path: string): readonly string[] {
  if (!/(?:^|\/)[\w.-]*(?:openapi|swagger)[\w.-]*\.(?:ya?ml|json)$/i.test(path)) return [];
  return ["", ".well-known/"].map((folder) => `${folderOf(path)}${folder}ai-plugin.json`);
}

/** @param asks whether the host asks for an operation that says nothing of consequences; undefined where that is up to it. */
function operationsOf(root: ValueNode, asks: (method: string) => boolean | undefined): FormatFacts | undefined {
  if (!at(root, "openapi") && !at(root, "swagger")) return undefined;
  const operations = membersOf(at(root, "paths")).flatMap(({ value: path }) =>
    membersOf(path).filter(({ key }) => Object.hasOwn(methods, key)),
  );
  const definitions = operations.map(({ key, keySpan, value, span }) => {
    const id = at(value, "operationId");
    const claims = grants(methods[key] ?? [], `${key.toUpperCase()} of its document`, keySpan);
    const parts = {
      format: "openapi-action",
      language: "yaml",
      name: textOf(id) ?? key,
      nameSpan: id?.span ?? keySpan,
      span,
    };
    const confirmation = consequences(value, asks(key));
    return declareTool({
      ...parts,
      description: at(value, "summary") ?? at(value, "description"),
      claims,
      confirmation,
    });
  });
  return definitions.length > 0 ? { definitions } : undefined;
}

function consequences(operation: ValueNode, asks: boolean | undefined): Confirmation {
  const flag = member(operation, "x-openai-isConsequential");
  const said = flag?.value.kind === "scalar" ? flag.value.value : undefined;
  const answer = said === undefined ? asks : said === true;
  if (answer === undefined) return { confirmed: "unknown", by: "no x-openai-isConsequential in its document" };
  return answer
    ? { confirmed: "always", by: "x-openai-isConsequential", ...(flag && { span: flag.span }) }
    : { confirmed: "never", by: "x-openai-isConsequential: false" };
}
