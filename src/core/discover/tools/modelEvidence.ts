import { type ClassCode, type Code, type Scope, walk } from "../../parse/code/code.ts";
import { resolveValue, stringOf } from "../../parse/code/resolve.ts";
import { isAgentLibrary } from "./libraries.ts";

/** What says of a project's own base class, decorator or registry that what it holds reaches a language model. */

/** Interfaces of models beside the agent libraries, and parts of a project that are named for models. */
const modelModules =
  /^(?:litellm|ollama|groq|mistralai|cohere|vertexai|google\.generativeai|transformers|instructor|browser_use|agency_swarm|beeai_framework|livekit\.agents|griptape|metagpt|letta\w*|ell|mirascope|marvin|controlflow|upsonic|langroid|agentscope|lagent|inspect_ai|homeassistant\.helpers\.llm|atomic_agents|swarms|praisonaiagents|pipecat|vanna|dify_plugin|composio\w*|arcade_\w+|toolhouse|kani|magentic|dapr_agents|copilotkit|llm|lfx|langflow|goat|mcp_agent|fast_agent)(?:\.|$)|(?:^|[._])(?:mcp|llms?|agents?|openai|anthropic|gpt|chatbot|assistants?|copilot|function_?calling|tool_?calls?|ai_?tools?)(?:[._]|$)/i;

/** True when the file of a scope imports a model's interface, an agent library, or a part of the project for such. */
export function importsModels(scope: Scope | undefined): boolean {
  const bindings = rootOf(scope)?.bindings.values() ?? [];
  // Not kept: an edit of the file changes the same scope.
  return [...bindings].some((binding) => binding.kind === "import" && namesModels(binding.module, binding.imported));
}

/** True for a module that is one of a model's interface, or named for models. */
export function namesModels(module: string, imported = ""): boolean {
  // `from google import genai`
  return [module, `${module}.${imported}`].some((name) => isAgentLibrary(name) || modelModules.test(name));
}

function rootOf(scope: Scope | undefined): Scope | undefined {
  let root = scope;
  while (root?.parent) root = root.parent;
  return root;
}

/** The scope of the file that code stands in. */
export function scopeOf(code: readonly Code[]): Scope | undefined {
  let found: Scope | undefined;
  walk(code, (part) => {
    if (part.kind === "name") found ??= part.scope;
    return found === undefined;
  });
  return found;
}

/** Names of what makes a schema, or a description, of code for a model. */
const schemaWords =
  /^(?:input_?schema|args?_?schema|json_?schema|parameters_?schema|schema|model_json_schema|parameters|get_parameters|func_metadata|function_schema|tool_schema|get_schema|signature|to_(?:openai|anthropic|mcp|gemini|llm|function|tool|json|params?)\w*|openai\w*|anthropic\w*|mcp\w*|llm\w*|tool_?calls?|input_?model|args_?model|action_type|inputs|__doc__|description|doc)$/i;
const decisiveWords =
  /^(?:input_?schema|args?_?schema|json_?schema|parameters_?schema|model_json_schema|func_metadata|function_schema|tool_schema|to_(?:openai|anthropic|mcp|gemini|llm|function|tool)\w*|openai\w*|anthropic\w*|mcp\w*|llm\w*|tool_?calls?)$/i;

/** What of such words is used in code. */
export function describes(code: readonly Code[]): "for a model" | "for somebody" | undefined {
  let found: "for a model" | "for somebody" | undefined;
  walk(code, (part) => {
    const text = wordOf(part);
    if (text !== undefined && decisiveWords.test(text)) found = "for a model";
    else if (text !== undefined && schemaWords.test(text)) found ??= "for somebody";
    return found !== "for a model";
  });
  return found;
}

function wordOf(part: Code): string | undefined {
  if (part.kind === "name" || part.kind === "function") return part.name;
  if (part.kind === "member") return part.property;
  if (part.kind === "declaration") return part.name;
  if (part.kind === "entry") return part.key;
  return part.kind === "literal" ? stringOf(part) : undefined;
}

/** The project's classes that a class extends, the nearest first. */
export function ancestorsOf(code: ClassCode, steps = 5): ClassCode[] {
  if (steps === 0) return [];
  return code.bases.flatMap((base) => {
    const parent = resolveValue(plainBase(base));
    return parent.kind === "class" && parent !== code ? [parent, ...ancestorsOf(parent, steps - 1)] : [];
  });
}

/** `Tool[Args, Result]` is read as a member with a computed index. */
export function plainBase(base: Code): Code {
  if (base.kind === "call") return base.callee;
  return base.kind === "member" && base.index ? base.object : base;
}
