import type { SourceText } from "../../model/span.ts";
import { parseJsonc } from "../../parse/jsonc.ts";
import type { Sources } from "../../parse/project/sources.ts";
import { parseYaml } from "../../parse/yaml.ts";
import { cagentYaml } from "../agents/cagent.ts";
import { crewaiAgents } from "../agents/crewaiYaml.ts";
import { autogenComponents, bedrockTemplate, kagentAgent, plainAgent } from "../agents/declaredAgents.ts";
import { gooseRecipe } from "../agents/goose.ts";
import { adkAgent, continueConfig, difyApp, rooModes } from "../agents/hostConfigs.ts";
import { collectedKiroAgent, kiroAgent } from "../agents/kiroAgents.ts";
import { apiPlugin, m365Agent, openapiActions, pluginManifests, pluginOperations } from "../agents/m365.ts";
import { copilotStudio, microsoftAgents } from "../agents/msAgents.ts";
import { opencodeConfig } from "../agents/opencodeConfig.ts";
import { type Format, type FormatFacts, fileName } from "../format.ts";
import { inspectShapes, type Shape } from "../shapes.ts";
import { workflowAgents } from "./ciAgents.ts";
import { difyTool, toolboxTools } from "./declaredTools.ts";
import { n8nWorkflow } from "./n8n.ts";
import { servesDocuments } from "./servedDocuments.ts";
import { bundleManifest, dockerServer, pluginManifest, registryServer } from "./serverManifests.ts";
import { toolManifest } from "./toolManifests.ts";
import { crushConfig, yamlServers } from "./yamlServers.ts";

/** In any YAML file; where a shape has a path, only there. */
const yamlShapes: readonly Shape[] = [
  workflowAgents,
  copilotStudio,
  cagentYaml,
  gooseRecipe,
  crewaiAgents,
  microsoftAgents,
  rooModes,
  continueConfig,
  adkAgent,
  difyApp,
  openapiActions,
  dockerServer,
  toolboxTools,
  difyTool,
  kagentAgent,
  bedrockTemplate,
  yamlServers,
  toolManifest,
  plainAgent,
];

const lockFiles = /(?:^|\/)(?:pnpm-lock|yarn\.lock|[\w.-]+\.lock)\.ya?ml$/;

/** Agents and tools that are declared in YAML. */
export const declarativeYaml: Format = {
  id: "yaml",
  isCandidate: (path) =>
    (/\.ya?ml$/.test(path) && !lockFiles.test(path)) || /(?:^|\/)\.(?:roo|kilocode)modes$/.test(path),
  inspect: (source, { sources }) =>
    withPlugin(source, yamlShapes, sources, source.text.trimStart().startsWith("{") ? parseJsonc : parseYaml),
};

/** An OpenAPI document beside the manifest of a plugin has the plugin's tools. */
function withPlugin(
  source: SourceText,
  shapes: readonly Shape[],
  sources: Sources,
  parse: Parameters<typeof inspectShapes>[2],
): FormatFacts {
  const manifests = pluginManifests(source.path);
  if (manifests.length === 0) return inspectShapes(source, shapes, parse);
  // Of several documents in a folder the plugin's is the one that its address ends with.
  const named = new RegExp(
    `"url"\\s*:\\s*"(?:[^"]*/)?${fileName(source.path)
      .replace(/\.\w+$/, "")
      .replace(/[.]/g, "\\.")}\\.(?:ya?ml|json)"`,
  );
  const isPlugin = manifests.some((path) => named.test(sources.read(path) ?? ""));
  const isServed = isPlugin || servesDocuments(source.path, sources);
  const facts = inspectShapes(source, isServed ? [...shapes, pluginOperations] : shapes, parse);
  // Also of a manifest that is not there yet.
  return { ...facts, reads: [...(facts.reads ?? []), ...manifests] };
}

/** JSON is read only where a file's name says that it may define something: most JSON is data. */
const jsonShapes: readonly (Shape & { readonly path: RegExp })[] = [
  { ...bundleManifest, path: /(?:^|\/)manifest[\w.-]*\.json$/ },
  { ...registryServer, path: /(?:^|\/)server(?:[\w.-]*)\.json$/ },
  { ...pluginManifest, path: /(?:^|\/)(?:\.[\w-]+-plugin\/plugin|gemini-extension|qwen-extension)\.json$/ },
  {
    ...m365Agent,
    path: /(?:declarative[-_]?agent|copilot|agent)[\w.-]*\.json$|(?:^|\/)[\w.-]*[Aa]gent[\w.-]*\.json$/i,
  },
  { ...apiPlugin, path: /(?:^|\/)[\w.-]*plugin[\w.-]*\.json$/i },
  { ...openapiActions, path: /(?:^|\/)[\w.-]*(?:openapi|swagger)[\w.-]*\.json$/i },
  { ...gooseRecipe, path: /(?:^|\/)[\w.-]*recipe[\w.-]*\.json$|(?:^|\/)recipes\/[\w.-]+\.json$/i },
  {
    ...n8nWorkflow,
    path: /(?:^|\/)(?:[\w.-]*n8n[\w.-]*|[\w.-]*workflows?)\/(?:[^/]+\/)*[^/]+\.json$|(?:^|\/)[\w.-]*(?:n8n|workflow)[\w.-]*\.json$/i,
  },
  { ...opencodeConfig, path: /(?:^|\/)(?:opencode|kilo)\.jsonc?$/ },
  { ...kiroAgent, path: /(?:^|\/)(?:\.?kiro\/agents(?:\/[\w.-]+)*|\.amazonq\/cli-agents|cli-agents)\/[^/]+\.json$/ },
  { ...collectedKiroAgent, path: /(?:^|\/)(?:agents|\w*kiro[\w-]*)\/(?:[\w.-]+\/)*[\w.-]+\.json$/ },
  { ...rooModes, path: /(?:^|\/)custom_modes\.json$/ },
  { ...crushConfig, path: /(?:^|\/)\.?crush\.json$/ },
  { ...autogenComponents, path: /(?:^|\/)[\w.-]*(?:agent|team|autogen|tool|component|gallery)[\w.-]*\.json$/i },
  { ...bedrockTemplate, path: /(?:^|\/)[\w.-]*(?:template|cloudformation|bedrock)[\w.-]*\.json$/i },
  {
    ...toolManifest,
    path: /(?:^|\/)[\w.-]*(?:tools?|functions?|skills?)(?:[_.-][\w.-]*)?\.json$|(?:^|\/)tools?\/(?:[\w.-]+\/)*[\w.-]+\.json$/i,
  },
];

/** Agents, tools and servers that are declared in JSON. */
export const declarativeJson: Format = {
  id: "json",
  isCandidate: (path) => jsonShapes.some((shape) => shape.path.test(path)),
  inspect(source, { sources }) {
    const facts = withPlugin(source, jsonShapes, sources, parseJsonc);
    // A name alone says little: a broken file is told of only where something was found in it.
    return (facts.definitions ?? []).length > 0 ? facts : {};
  },
};
