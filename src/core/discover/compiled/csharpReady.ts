import type { Confirmation, ToolDefinition } from "../../model/definition.ts";
import type { Effect } from "../../model/effect.ts";
import type { Call, Code, CodeFile } from "../../parse/code/code.ts";
import { resolveValue } from "../../parse/code/resolve.ts";
import { providedEffects } from "../tools/provided.ts";
import { buildTool, nameOf } from "../tools/toolParts.ts";
import { keyword, lastName, positionals } from "./compiledParts.ts";

/** Tools of C# whose code is a library's or a provider's: what they do is told by what they are called. */

const imports = /^(?:ImportPluginFromObject|AddFromObject)$/;
const hosted = /^Hosted\w+Tool$/;

/** `kernel.ImportPluginFromObject(new WebSearchEnginePlugin(…))`, `ResponseTool.CreateMcpTool(serverLabel: "x", …)`. */
export function readyTool(call: Call, file: CodeFile): ToolDefinition | undefined {
  const method = call.callee.kind === "member" ? call.callee.property : "";
  if (method === "CreateMcpTool") return serverTool(call, file);
  if (!imports.test(method)) return undefined;
  const [given] = positionals(call);
  const made = given && resolveValue(given);
  // The functions of a class of the project are tools where they stand.
  if (made?.kind !== "call" || !made.construct || resolveValue(made.callee).kind === "class") return undefined;
  const name = lastName(made.callee);
  const effects = providedEffects(name.replace(/Plugin$/, ""));
  return buildTool({
    format: "semantic-kernel-plugin",
    file,
    name,
    nameSpan: made.callee.span,
    span: call.span,
    parameters: [],
    provided: effects,
    confirmation: { confirmed: "never" },
  });
}

function serverTool(call: Call, file: CodeFile): ToolDefinition | undefined {
  const label = keyword(call, "serverLabel", "name")?.value ?? positionals(call)[0];
  if (!label) return undefined;
  return buildTool({
    format: "agent-framework-cs",
    file,
    name: nameOf(label),
    nameSpan: label.span,
    span: call.span,
    parameters: [],
    provided: providedEffects("mcp"),
    confirmation: approvalOf(keyword(call, "toolCallApprovalPolicy", "approvalMode")?.value),
  });
}

/** Without a policy the provider asks for each call. */
function approvalOf(policy: Code | undefined): Confirmation {
  if (!policy) return { confirmed: "always", by: "the provider, which asks where nothing is said" };
  const words: string[] = [];
  const note = (code: Code) => {
    if (code.kind === "member") words.push(code.property);
    if (code.kind === "call") for (const arg of code.args) note(arg.kind === "entry" ? arg.value : arg);
  };
  note(resolveValue(policy));
  if (words.some((word) => /^Never/.test(word))) return { confirmed: "never" };
  const by = "toolCallApprovalPolicy";
  return { confirmed: words.some((word) => /^Always/.test(word)) ? "always" : "conditional", by, span: policy.span };
}

/** What a tool that the provider runs does, in an agent's list: `new HostedWebSearchTool()`. */
export function hostedEffects(item: Code): readonly Effect[] {
  const value = resolveValue(item);
  const name = value.kind === "call" && value.construct ? lastName(value.callee) : "";
  return hosted.test(name) ? providedEffects(name) : [];
}
