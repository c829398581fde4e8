/** Where and how a definition is given the confirmation of its own framework: the data of the quick fixes. */
import type { ApprovalInsert } from "../../model/definition.ts";
import type { Call, Code, CodeFile, FunctionCode } from "../../parse/code/code.ts";
import { innermost } from "../../parse/code/given.ts";
import { entriesOf, resolveValue } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import { rowFinder } from "./rows.ts";

/** What the decorator or the call that makes a tool takes, by format. Documents of the frameworks, 2026-11. */
const keywords: Readonly<Record<string, { readonly property: string; readonly value: string }>> = {
  "openai-agents-py": { property: "needs_approval", value: "True" },
  "agno-tool": { property: "requires_confirmation", value: "True" },
  "pydantic-ai-tool": { property: "requires_approval", value: "True" },
  "agent-framework-py": { property: "approval_mode", value: '"always_require"' },
  "adk-functiontool": { property: "require_confirmation", value: "True" },
};

/** A property for the object that describes the tool, by format. */
const properties: Readonly<Record<string, string>> = {
  "openai-agents-js": "needsApproval",
  "voltagent-createTool": "needsApproval",
  "tanstack-ai": "needsApproval",
  "mastra-createTool": "requireApproval",
};

/** `@tool` becomes `@tool(needs_approval=True)`; a call takes it as its last argument. */
export function keywordInsert(
  format: string,
  code: Code,
  written: ReadonlyMap<string, unknown>,
): ApprovalInsert | undefined {
  const row = keywords[format];
  if (!row || written.has(row.property)) return undefined;
  const { property, value } = row;
  if (code.kind !== "call") return { offset: code.span.end, text: `(${property}=${value})`, property };
  const last = code.args.at(-1);
  if (last) return { offset: last.span.end, text: `, ${property}=${value}`, property };
  return { offset: code.span.end - 1, text: `${property}=${value}`, property };
}

export function propertyInsert(
  format: string,
  object: Code | undefined,
  written: ReadonlyMap<string, unknown>,
): ApprovalInsert | undefined {
  const property = properties[format];
  if (property === undefined || object?.kind !== "object" || written.has(property)) return undefined;
  return { offset: object.span.start + 1, text: ` ${property}: true,`, property };
}

/** Agents that take a map of the tools to stop before. */
const agents: readonly { readonly symbols: RegExp; readonly property: string }[] = [
  { symbols: /^deepagents(?:\.\w+)*\.(?:async_)?create_deep_agent$/, property: "interrupt_on" },
  { symbols: /^langchain(?:\.\w+)*\.HumanInTheLoopMiddleware$/, property: "interrupt_on" },
  { symbols: /^deepagents(?:\/\w+)?\.createDeepAgent$/, property: "interruptOn" },
  { symbols: /^langchain(?:\/\w+)?\.humanInTheLoopMiddleware$/, property: "interruptOn" },
];

const agentOf = rowFinder(agents);

/** The tool in the map of the file's only agent. With two it cannot be told which one was meant. */
export function interruptInsert(file: CodeFile, name: string): ApprovalInsert | undefined {
  const found: { call: Call; property: string }[] = [];
  walkKinds(file.body, ["call"], (part) => {
    const symbol = symbolOf(part.callee) ?? "";
    const row = agentOf(symbol);
    if (row) found.push({ call: part, property: row.property });
    return undefined;
  });
  const [only, another] = found;
  if (!only || another || !/^\w+$/.test(name)) return undefined;
  const { call, property } = only;
  const isPython = property === "interrupt_on";
  const row = isPython ? `"${name}": True` : `${name}: true`;
  const options = isPython ? undefined : call.args[0] && resolveValue(call.args[0]);
  const map = isPython
    ? call.args.find((arg) => arg.kind === "entry" && arg.key === property)
    : entriesOf(options).get(property);
  if (map?.kind === "entry") {
    const held = resolveValue(map.value);
    return held.kind === "object" ? { offset: held.span.start + 1, text: `${row}, `, property } : undefined;
  }
  const last = call.args.at(-1);
  if (isPython) {
    const text = `${property}={${row}}`;
    return last
      ? { offset: last.span.end, text: `, ${text}`, property }
      : { offset: call.span.end - 1, text, property };
  }
  return options?.kind === "object"
    ? { offset: options.span.start + 1, text: ` ${property}: { ${row} },`, property }
    : undefined;
}

/** The handler of an MCP tool in TypeScript that can ask by elicitation, with the server to ask through. */
export function elicitationPlace(
  call: Call,
  handler: FunctionCode | undefined,
): { readonly offset: number; readonly server: string } | undefined {
  if (!handler || call.callee.kind !== "member" || call.callee.object.kind !== "name") return undefined;
  return { offset: innermost(handler).span.start, server: call.callee.object.name };
}
