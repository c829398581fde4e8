import type { Confirmation, ToolDefinition } from "../../model/definition.ts";
import type { Span } from "../../model/span.ts";
import type { Call, Code, CodeFile, Entry } from "../../parse/code/code.ts";
import { entriesOf, functionOf, resolveValue } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import type { Discovery } from "../context.ts";
import { readApproval } from "../tools/approvals.ts";
import { modelName, providedEffects } from "../tools/provided.ts";
import { buildTool, modelParameters, spannedText } from "../tools/toolParts.ts";
import { isOwn } from "./makerTools.ts";

const toolMaker = /^(?:ai|@ai-sdk\/provider-utils)\.(?:tool|dynamicTool)$/;
const runner =
  /^(?:ai|@ai-sdk\/workflow|@workflow\/ai(?:\/\w+)?)\.(?:generateText|streamText|generateObject|streamObject|ToolLoopAgent|Experimental_Agent|Agent|WorkflowAgent|DurableAgent|createAgentUIStreamResponse)$/;
const providerTool = /^@ai-sdk\/[\w-]+\.\w+(?:\(\))?\.tools\.(\w+)$/;

/** Tools of the Vercel AI SDK: `tool({...})`, and plain objects in the `tools` of a run. The key is the name. */
export function discoverAiSdk({ file }: Discovery): ToolDefinition[] {
  const approvals = toolApprovals(file);
  const found: ToolDefinition[] = [];
  walkKinds(file.body, ["call"], (part, ancestors) => {
    const symbol = symbolOf(part.callee) ?? "";
    if (toolMaker.test(symbol) && part.args[0]) {
      const named = nameFrom(part, ancestors);
      const tool = readTool("ai-sdk-tool", part.args[0], part.span, named, approvals, file);
      if (tool) found.push(tool);
    }
    const provided = providerTool.exec(symbol)?.[1];
    if (provided !== undefined) found.push(readProvided(part, provided, ancestors, approvals, file));
    if (runner.test(symbol)) {
      for (const [key, entry] of entriesOf(entriesOf(part.args[0]).get("tools")?.value)) {
        if (isPlainTool(entry)) {
          const named = { name: key, span: entry.keySpan };
          const tool = readTool("ai-sdk-object", entry.value, entry.span, named, approvals, file);
          if (tool) found.push(tool);
        }
      }
    }
    return undefined;
  });
  return found;
}

interface Named {
  readonly name: string;
  readonly span: Span;
}

/** The nearest record key or variable that holds the tool. */
function nameFrom(call: Code, ancestors: readonly Code[]): Named {
  for (const ancestor of ancestors.toReversed()) {
    if (ancestor.kind === "entry" && ancestor.key) return { name: ancestor.key, span: ancestor.keySpan };
    if (ancestor.kind === "declaration" && ancestor.name) return { name: ancestor.name, span: ancestor.nameSpan };
    if (ancestor.kind === "function" && ancestor.name) {
      return { name: ancestor.name, span: ancestor.nameSpan ?? ancestor.span };
    }
  }
  return { name: "unnamed tool", span: call.span };
}

function isPlainTool(entry: Entry): boolean {
  const value = resolveValue(entry.value);
  if (value.kind !== "object") return false;
  const keys = entriesOf(value);
  return keys.has("description") && (keys.has("execute") || keys.has("inputSchema") || keys.has("parameters"));
}

function readTool(
  format: string,
  config: Code,
  span: Span,
  named: Named,
  approvals: Approvals,
  file: CodeFile,
): ToolDefinition | undefined {
  const entries = entriesOf(config);
  const execute = entries.get("execute");
  const handler = functionOf(execute?.value);
  const schema = (entries.get("inputSchema") ?? entries.get("parameters"))?.value;
  if (!isOwn(entries.get("description")?.value, handler, schema)) return undefined;
  const object = resolveValue(config);
  const canInsert = object.kind === "object" && !entries.has("needsApproval");
  return buildTool({
    format,
    file,
    name: named.name,
    nameSpan: named.span,
    span,
    description: spannedText(entries.get("description")?.value),
    handler,
    parameters: modelParameters(handler, schema),
    confirmation: confirmationOf(entries, approvals.get(named.name)),
    approvalInsertOffset: canInsert ? object.span.start + 1 : undefined,
  });
}

/** `openai.tools.webSearch({})`: run by the provider, or by an `execute` that is given. */
function readProvided(
  call: Call,
  provided: string,
  ancestors: readonly Code[],
  approvals: Approvals,
  file: CodeFile,
): ToolDefinition {
  const entries = entriesOf(call.args[0]);
  const holder = nameFrom(call, ancestors);
  const name = modelName(provided.replace(/_\d{8}$/, ""));
  const approval = [name, holder.name].flatMap((key) => approvals.get(key) ?? [])[0];
  return buildTool({
    format: "ai-sdk-provider-tool",
    file,
    name,
    nameSpan: call.callee.span,
    span: call.span,
    handler: functionOf(entries.get("execute")?.value),
    parameters: [],
    provided: providedEffects(provided),
    confirmation: confirmationOf(entries, approval, true) ?? { confirmed: "never" },
  });
}

/** Undefined leaves the judgement to the handler's code. */
function confirmationOf(
  entries: ReadonlyMap<string, Entry>,
  approval: Entry | undefined,
  isProvided = false,
): Confirmation | undefined {
  const needs = entries.get("needsApproval");
  if (needs) return readApproval("needsApproval", needs);
  if (approval) return readApproval("toolApproval", approval);
  if (!isProvided && !entries.has("execute")) return { confirmed: "elsewhere", by: "no execute: the client runs it" };
  return undefined;
}

type Approvals = ReadonlyMap<string, Entry>;

/** The per-tool map of `toolApproval` in the runs of this file. */
function toolApprovals(file: CodeFile): Approvals {
  const found = new Map<string, Entry>();
  walkKinds(file.body, ["call"], (part) => {
    if (!runner.test(symbolOf(part.callee) ?? "")) return undefined;
    const options = entriesOf(part.args[0]);
    const approval = options.get("toolApproval");
    if (!approval) return undefined;
    const map = entriesOf(approval.value);
    const tools = entriesOf(options.get("tools")?.value);
    for (const [key, entry] of map) {
      found.set(key, entry);
      // A tool is named by the record of the run, its definition by its variable.
      const held = tools.get(key)?.value;
      if (held?.kind === "name") found.set(held.name, entry);
    }
    // One function decides for every tool of the run.
    if (functionOf(approval.value))
      for (const [key, { value }] of tools) {
        found.set(key, approval);
        if (value.kind === "name") found.set(value.name, approval);
      }
    return undefined;
  });
  return found;
}
