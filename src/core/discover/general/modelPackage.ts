import { folderOf, foldersUp, parentOf, type Sources } from "../../parse/project/sources.ts";
import { isTestCode } from "../../suppress/testCode.ts";

/**
 * Whether the package that a file belongs to hands something to a model: the nearest manifest of its language says so,
 * or files around it import what does, whatever the file itself imports.
 */
export interface ModelPackage {
  reachesModel(): boolean;
  /** The manifests that were looked into. */
  reads(): readonly string[];
}

interface Language {
  readonly sources: RegExp;
  readonly manifests: RegExp;
  /** What is written in a manifest of a package that reaches a model (2026-11). */
  readonly needs: RegExp;
  /** What is written in a file that imports something for a model. */
  readonly imports: RegExp;
}

const words = "(?:mcp\\w*|llms?|openai|anthropic|claude|genai|gemini|agents?|langchain\\w*|ollama)";

const languages: readonly Language[] = [
  {
    sources: /\.(?:py|ipynb)$/,
    manifests: /(?:^|\/)(?:pyproject\.toml|requirements[\w.-]*\.(?:txt|in)|setup\.(?:py|cfg)|Pipfile)$/,
    needs:
      /(?:^|["'\s,[])(?:mcp|fastmcp|openai|anthropic|litellm|langchain[\w-]*|langgraph|llama[-_]index[\w-]*|crewai|autogen[\w-]*|ag2|agno|pydantic-ai[\w-]*|smolagents|strands-agents[\w-]*|semantic-kernel|google-(?:genai|adk|generativeai)|claude-(?:agent|code)-sdk|openai-agents|ollama|groq|mistralai|cohere|haystack-ai|dspy(?:-ai)?|camel-ai|instructor|langroid|marvin|controlflow|griptape|letta[-_]client|letta|beeai[-_]framework|mirascope|langflow|lfx|dify[-_]plugin|composio[\w-]*|arcade[-_]\w+|toolhouse|kani|magentic|livekit[-_]agents|pipecat[-_]ai|swarms|praisonaiagents|agentscope|lagent|inspect[-_]ai|metagpt|ell[-_]ai|atomic[-_]agents|upsonic|agency[-_]swarm|dapr[-_]agents|qwen[-_]agent|deepagents|portkey[-_]ai|browser[-_]use|mcp[-_]agent|fast[-_]agent[-_]mcp|vanna|taskweaver|agent-framework[\w-]*|azure-ai-(?:agents|projects|inference)|google-cloud-aiplatform|mcp-use)(?=["'\s,;=<>~![\]]|$)/m,
    imports:
      /^[ \t]*(?:from|import)[ \t]+(?:mcp|fastmcp|openai|anthropic|litellm|langchain\w*|langgraph|llama_index|crewai|autogen\w*|agno|pydantic_ai|smolagents|strands|semantic_kernel|google\.(?:genai|adk|generativeai)|claude_(?:agent|code)_sdk|agents|ollama|groq|mistralai|cohere|haystack|dspy|camel|instructor|agent_framework|langroid|marvin|controlflow|griptape|letta\w*|beeai_framework|mirascope|langflow|lfx|dify_plugin|composio\w*|arcade_\w+|toolhouse|kani|magentic|livekit\.agents|pipecat|swarms|praisonaiagents|agentscope|lagent|inspect_ai|metagpt|ell|atomic_agents|upsonic|agency_swarm|dapr_agents|qwen_agent|deepagents|browser_use|mcp_agent|fast_agent|vanna|taskweaver|azure\.ai\.(?:agents|projects|inference)|vertexai|mcp_use)(?:[. \t]|$)/m,
  },
  {
    sources: /\.[cm]?[jt]sx?$/,
    // Those of JavaScript are gone through from package to package elsewhere.
    manifests: /(?!)/,
    needs: /(?!)/,
    imports:
      /(?:from|require\()\s*["'](?:ai|@ai-sdk\/[^"']+|@modelcontextprotocol\/[^"']+|fastmcp|mcp-handler|openai|@openai\/agents[^"']*|@anthropic-ai\/[^"']+|@google\/(?:genai|generative-ai|adk)|@langchain\/[^"']+|langchain\/?[^"']*|@mastra\/[^"']+|genkit|llamaindex|ollama|groq-sdk|@mistralai\/[^"']+)["']/,
  },
  {
    sources: /\.go$/,
    manifests: /(?:^|\/)go\.mod$/,
    needs:
      /\bmcp-go\b|modelcontextprotocol\/go-sdk|mcp-golang|go-openai|openai-go|anthropic-sdk-go|langchaingo|generative-ai-go|google\.golang\.org\/(?:genai|adk)|cloudwego\/eino|ollama\/ollama|firebase\/genkit|charm\.land\/fantasy|bedrockruntime/,
    imports: new RegExp(
      `^\\s*(?:import\\s+)?(?:[\\w.]+\\s+)?"(?:[^"\\s]*[/._-])?${words}(?:[/._-][^"\\s]*)?"\\s*$`,
      "mi",
    ),
  },
  {
    sources: /\.rs$/,
    manifests: /(?:^|\/)Cargo\.toml$/,
    needs:
      /^\s*"?(?:rmcp|mcp[\w-]*|rust-mcp[\w-]*|async-openai|openai[\w-]*|rig(?:-core)?|anthropic[\w-]*|ollama[\w-]*|genai|llm|langchain-rust|aws-sdk-bedrockruntime)"?\s*[.=]/m,
    imports:
      /^\s*use\s+(?:crate::)?(?:rmcp|mcp\w*|rust_mcp\w*|async_openai|rig|anthropic\w*|llms?|agents?|ollama\w*)\b/m,
  },
  {
    sources: /\.(?:java|kts?)$/,
    manifests: /(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?|libs\.versions\.toml)$/,
    needs:
      /spring-ai|langchain4j|modelcontextprotocol|openai-java|anthropic-java|google-(?:genai|adk|cloud-vertexai)|mcp-server|\bkoog\b|bedrockruntime/,
    imports:
      /^\s*import\s+(?:static\s+)?(?:org\.springframework\.ai|dev\.langchain4j|io\.modelcontextprotocol|com\.(?:openai|anthropic)|com\.google\.(?:genai|adk)|[\w.]*\.(?:mcp|llm|agents?|ai|openai)\.)/m,
  },
  {
    sources: /\.cs$/,
    manifests: /\.csproj$|(?:^|\/)Directory\.Packages\.props$/,
    needs:
      /ModelContextProtocol|Microsoft\.(?:SemanticKernel|Extensions\.AI|Agents\.AI)|Azure\.AI\.|"(?:OpenAI|Anthropic[\w.]*|OllamaSharp|MCPSharp|AutoGen[\w.]*)"|Extensions\.Mcp/,
    imports:
      /^\s*using\s+(?:ModelContextProtocol|Microsoft\.(?:SemanticKernel|Extensions\.AI|Agents\.AI)|Azure\.AI|OpenAI|Anthropic|[\w.]*\.(?:Mcp|MCP|AI|Llm|LLM|Agents?)\b)/m,
  },
];

/** A method of MCP: who writes it out speaks the protocol without a library. */
const protocol = /["'`]tools\/call["'`]/;

/** Folders above a file whose manifests are looked into: the manifest of a package is rarely farther from its code. */
const maxFolders = 8;
/** Folders above a file in and below which the imports of other files count. */
const aroundFolders = 2;

export function modelPackage(path: string, sources: Sources): ModelPackage {
  const index = languages.findIndex((one) => one.sources.test(path));
  let looked: readonly string[] = [];
  let answer: boolean | undefined;
  return {
    reachesModel() {
      if (answer === undefined)
        [answer, looked] = index < 0 || isTestCode(path) ? [false, []] : search(path, index, sources);
      return answer;
    },
    reads: () => looked,
  };
}

function search(path: string, index: number, sources: Sources): [boolean, readonly string[]] {
  const { manifests, around } = factsOf(index, sources);
  const looked: string[] = [];
  let steps = 0;
  for (const folder of foldersUp(folderOf(path))) {
    for (const [at, reaches] of manifests.get(folder) ?? []) {
      looked.push(at);
      if (reaches) return [true, looked];
    }
    // Not a file that this one rests on: whoever types in it would have all files around it reviewed again.
    if (steps <= aroundFolders && around.has(folder)) return [true, looked];
    if (++steps >= maxFolders) break;
  }
  return [false, looked];
}

/** What is known of the files of one language in a workspace. */
interface Facts {
  /** Manifests by folder, and whether they say it. */
  readonly manifests: ReadonlyMap<string, readonly (readonly [string, boolean])[]>;
  /** Folders in which, or a little below which, a file imports something for a model. */
  readonly around: ReadonlySet<string>;
}

const known = new WeakMap<Sources, Map<number, Facts>>();

function factsOf(index: number, sources: Sources): Facts {
  const all = known.get(sources) ?? new Map<number, Facts>();
  known.set(sources, all);
  const facts = all.get(index) ?? readFacts(languages[index] as Language, sources);
  all.set(index, facts);
  return facts;
}

function readFacts(language: Language, sources: Sources): Facts {
  const manifests = new Map<string, (readonly [string, boolean])[]>();
  const around = new Set<string>();
  for (const path of sources.paths()) {
    const isManifest = language.manifests.test(path);
    if (!isManifest && !(language.sources.test(path) && !isTestCode(path))) continue;
    const folder = folderOf(path);
    const text = sources.read(path) ?? "";
    if (isManifest) manifests.set(folder, [...(manifests.get(folder) ?? []), [path, language.needs.test(text)]]);
    else if (
      !(around.has(folder) && around.has(parentOf(folder) ?? folder)) &&
      (language.imports.test(text) || protocol.test(text))
    ) {
      const above = parentOf(folder);
      for (const one of above === undefined || above === "" ? [folder] : [folder, above]) around.add(one);
    }
  }
  return { manifests, around };
}
