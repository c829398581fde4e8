import { parseJsonc } from "../../parse/jsonc.ts";
import { folderOf, foldersUp, type Sources } from "../../parse/project/sources.ts";
import { at, itemsOf, membersOf, textOf, type ValueNode } from "../../parse/value.ts";
import { isTestCode } from "../../suppress/testCode.ts";
import { isAgentLibrary } from "./libraries.ts";

/**
 * Whether the package of a file hands something to a model: it says so, or depends on a library that does, itself or
 * through a package beside it, or such a package depends on it.
 */
export interface NearModel {
  nearModel(): boolean;
  /** The nearest manifest of a package of JavaScript. */
  manifest(): ValueNode | undefined;
  /** The manifests that were looked into. */
  reads(): readonly string[];
}

/** Libraries through which tools reach a model. */
const libraries =
  /^(?:ai|@ai-sdk\/.+|@modelcontextprotocol\/.+|fastmcp|mcp-handler|@rekog\/mcp-nest|openai|@openai\/agents.*|@anthropic-ai\/.+|@google\/(?:genai|generative-ai|adk)|@google-cloud\/vertexai|@langchain\/.+|langchain|@mastra\/core|@voltagent\/core|genkit|@genkit-ai\/.+|llamaindex|@llamaindex\/.+|@strands-agents\/.+|@github\/copilot-sdk|@tanstack\/ai.*|@copilotkit\/.+|@mistralai\/mistralai|cohere-ai|groq-sdk|ollama|@aws-sdk\/client-bedrock-runtime|@elizaos\/core|@opencode-ai\/plugin|agents|deepagents|@openai\/(?:realtime-api-beta|chatkit.*|codex-sdk)|@convex-dev\/agent|@composio\/.+|composio-core|@assistant-ui\/.+|@hashbrownai\/.+|@inngest\/agent-kit|@livekit\/agents.*|llmz|@botpress\/(?:runtime|cognitive)|@lmstudio\/sdk|xsai|@xsai\/.+|@xsai-ext\/.+|beeai-framework|bee-agent-framework|@goat-sdk\/.+|@coinbase\/agentkit.*|@agentic\/.+|@microsoft\/(?:teams-ai|teams\.ai|agents-.+)|@effect\/ai.*|@tambo-ai\/.+|@ax-llm\/ax|@eko-ai\/.+|@browserbasehq\/stagehand|@cloudflare\/(?:agents|ai-utils|codemode|ai-chat|think)|@mariozechner\/pi-.+|@earendil-works\/pi-.+|@huggingface\/(?:inference|tiny-agents|mcp-client)|@elevenlabs\/(?:client|react)|@vapi-ai\/.+|xmcp|mcp-framework|mcp-lite|mcp-use|litemcp|tmcp|mcp-nest|@nitrostack\/.+|@leanmcp\/.+|muppet|langbase|together-ai|@portkey-ai\/.+|portkey-ai|modelfusion|@trigger\.dev\/sdk|@sourcegraph\/amp-sdk|@google\/gemini-cli-core|@qwen-code\/.+|@iqai\/adk|@kaibanjs\/.+|kaibanjs|@ai16z\/eliza|@virtuals-protocol\/game|@openrouter\/.+|@raycast\/api-ai)$/;

/** What a package says of itself, in its description and its keywords. */
const says =
  /\b(?:ai agents?|agentic|llms?|mcp|model context protocol|langchain|chatgpt|gpt|openai|claude|ai tools?|tool calling)\b/i;

/** Where a package tells an agent's program what it brings along for it. */
const pluginKeys = ["openclaw", "clawdbot", "moltbot"];

const lists = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];

/** Packages of one workspace that are gone through for a file. */
const maxPackages = 6;

export function nearModel(path: string, sources: Sources): NearModel {
  let answer: boolean | undefined;
  let looked: readonly string[] = [];
  return {
    nearModel() {
      // What a test makes up in the same words reaches nobody.
      if (answer === undefined) {
        const [reaches, manifests] = isTestCode(path) ? [false, []] : search(path, sources);
        answer = reaches;
        looked = [...looked, ...manifests];
      }
      return answer;
    },
    manifest() {
      const found = [...foldersUp(folderOf(path))]
        .map((folder) => `${folder}package.json`)
        .find((at) => sources.has(at));
      if (found !== undefined) looked = [...looked, found];
      return found === undefined ? undefined : parseJsonc(sources.read(found) ?? "").value;
    },
    reads: () => looked,
  };
}

/** Python files beside one that are looked into. */
const maxBeside = 60;

/** Whether a file of Python, or one beside it, imports an agent library. */
function searchBeside(path: string, sources: Sources): [boolean, readonly string[]] {
  const folder = folderOf(path);
  const looked: string[] = [];
  for (const at of sources.paths()) {
    if (!at.endsWith(".py") || folderOf(at) !== folder) continue;
    looked.push(at);
    const imports = (sources.read(at) ?? "").matchAll(/^[ \t]*(?:from|import)[ \t]+([\w.]+)/gm);
    for (const [, module = ""] of imports) if (isAgentLibrary(module)) return [true, looked];
    if (looked.length >= maxBeside) break;
  }
  return [false, looked];
}

function search(path: string, sources: Sources): [boolean, readonly string[]] {
  if (path.endsWith(".py")) return searchBeside(path, sources);
  const manifests = manifestsOf(sources);
  const around = [...foldersUp(folderOf(path))]
    .map((folder) => `${folder}package.json`)
    .filter((file) => manifests.byPath.has(file));
  const waiting = [...around];
  const seen = new Set<string>();
  for (const file of waiting) {
    const manifest = seen.has(file) ? undefined : manifests.byPath.get(file);
    if (!manifest) continue;
    seen.add(file);
    if (manifest.reaches) return [true, [...seen]];
    if (seen.size >= maxPackages) continue;
    waiting.push(...manifest.needs.flatMap((name) => manifests.byName.get(name) ?? []));
    // Who hands the tools of this package to a model.
    if (file === around[0] && manifest.name !== undefined)
      waiting.push(...(manifests.neededBy.get(manifest.name) ?? []));
  }
  return [false, [...seen]];
}

interface Manifest {
  readonly name: string | undefined;
  readonly needs: readonly string[];
  readonly reaches: boolean;
}

interface Manifests {
  readonly byPath: ReadonlyMap<string, Manifest>;
  /** The manifest of a package of the workspace. */
  readonly byName: ReadonlyMap<string, string>;
  /** The manifests that name a package. */
  readonly neededBy: ReadonlyMap<string, readonly string[]>;
}

const known = new WeakMap<Sources, Manifests>();

function manifestsOf(sources: Sources): Manifests {
  let found = known.get(sources);
  if (found) return found;
  const byPath = new Map<string, Manifest>();
  const byName = new Map<string, string>();
  const neededBy = new Map<string, string[]>();
  for (const path of sources.paths()) {
    if (!/(?:^|\/)package\.json$/.test(path)) continue;
    const root = parseJsonc(sources.read(path) ?? "").value;
    if (!root) continue;
    const manifest = readManifest(root);
    byPath.set(path, manifest);
    if (manifest.name !== undefined) byName.set(manifest.name, path);
    for (const name of manifest.needs) neededBy.set(name, [...(neededBy.get(name) ?? []), path]);
  }
  found = { byPath, byName, neededBy };
  known.set(sources, found);
  return found;
}

function readManifest(root: ValueNode): Manifest {
  const needs = lists.flatMap((list) => membersOf(at(root, list)).map(({ key }) => key));
  const keywords = itemsOf(at(root, "keywords")).map(({ value }) => textOf(value) ?? "");
  const said = [textOf(at(root, "description")) ?? "", ...keywords].join(", ");
  const isPlugin = pluginKeys.some((key) => at(root, key) !== undefined);
  const reaches = isPlugin || says.test(said) || needs.some((name) => libraries.test(name));
  return { name: textOf(at(root, "name")), needs, reaches };
}
