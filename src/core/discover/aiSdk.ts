import type { Confirmation, ToolDefinition } from "../model/definition.ts";
import type { Span } from "../model/span.ts";
import { type Code, type CodeFile, type Entry, walk } from "../parse/code/code.ts";
import {
  booleanOf,
  entriesOf,
  functionOf,
  resolveValue,
  returnsOf,
  stringOf,
  symbolOf,
} from "../parse/code/resolve.ts";
import { buildTool, modelParameters, spannedText } from "./toolParts.ts";

const toolMaker = /^(?:ai|@ai-sdk\/provider-utils)\.(?:tool|dynamicTool)$/;
const runner = /^ai\.(?:generateText|streamText|ToolLoopAgent|Experimental_Agent|Agent|WorkflowAgent)$/;

/** Tools of the Vercel AI SDK: `tool({...})`, and plain objects in the `tools` of a run. The key is the name. */
export function discoverAiSdk(file: CodeFile): ToolDefinition[] {
  const approvals = toolApprovals(file);
  const found: ToolDefinition[] = [];
  walk(file.body, (part, ancestors) => {
    if (part.kind !== "call") return undefined;
    const symbol = symbolOf(part.callee) ?? "";
    if (toolMaker.test(symbol) && part.args[0]) {
      const named = nameFrom(part, ancestors);
      found.push(readTool(part.args[0], part.span, named, approvals, file));
    }
    if (runner.test(symbol)) {
      for (const [key, entry] of entriesOf(entriesOf(part.args[0]).get("tools")?.value)) {
        if (isPlainTool(entry)) {
          found.push(readTool(entry.value, entry.span, { name: key, span: entry.keySpan }, approvals, file));
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

function readTool(config: Code, span: Span, named: Named, approvals: Approvals, file: CodeFile): ToolDefinition {
  const entries = entriesOf(config);
  const execute = entries.get("execute");
  const handler = functionOf(execute?.value);
  const object = resolveValue(config);
  const canInsert = object.kind === "object" && !entries.has("needsApproval");
  return buildTool({
    format: "ai-sdk",
    file,
    name: named.name,
    nameSpan: named.span,
    span,
    description: spannedText(entries.get("description")?.value),
    handler,
    parameters: modelParameters(handler, (entries.get("inputSchema") ?? entries.get("parameters"))?.value),
    confirmation: confirmationOf(entries, approvals.get(named.name)),
    approvalInsertOffset: canInsert ? object.span.start + 1 : undefined,
  });
}

/** Undefined leaves the judgement to the handler's code. */
function confirmationOf(entries: ReadonlyMap<string, Entry>, approval: Entry | undefined): Confirmation | undefined {
  const needs = entries.get("needsApproval");
  if (needs) return confirmationBy("needsApproval", needs);
  if (approval) return confirmationBy("toolApproval", approval);
  if (!entries.has("execute")) return { confirmed: "elsewhere", by: "no execute: the client runs it" };
  return undefined;
}

function confirmationBy(by: string, entry: Entry): Confirmation {
  const span = entry.span;
  const constant = booleanOf(entry.value);
  const text = stringOf(entry.value) ?? stringOf(entriesOf(entry.value).get("type")?.value);
  if (constant === true || text === "user-approval") return { confirmed: "always", by, span };
  if (constant === false || text !== undefined)
    return { confirmed: "never", by: `${by}, which approves without a person`, span };
  const decide = functionOf(entry.value);
  const answers = decide
    ? returnsOf(decide).map((answer) => ({ bool: booleanOf(answer), text: stringOf(answer) }))
    : [];
  const never = answers.length > 0 && answers.every((answer) => answer.bool === false || answer.text === "approved");
  if (never) return { confirmed: "never", by: `${by}, which never asks`, span };
  const always =
    answers.length > 0 && answers.every((answer) => answer.bool === true || answer.text === "user-approval");
  return { confirmed: always ? "always" : "conditional", by, span };
}

type Approvals = ReadonlyMap<string, Entry>;

/** The per-tool map of `toolApproval` in the runs of this file. */
function toolApprovals(file: CodeFile): Approvals {
  const found = new Map<string, Entry>();
  walk(file.body, (part) => {
    if (part.kind !== "call" || !runner.test(symbolOf(part.callee) ?? "")) return undefined;
    const options = entriesOf(part.args[0]);
    const approval = options.get("toolApproval");
    if (!approval) return undefined;
    const map = entriesOf(approval.value);
    for (const [key, entry] of map) found.set(key, entry);
    // One function decides for every tool of the run.
    if (functionOf(approval.value))
      for (const key of entriesOf(options.get("tools")?.value).keys()) found.set(key, approval);
    return undefined;
  });
  return found;
}
