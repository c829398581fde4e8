/** What a server says of its tools, as far as a model is steered by it, and how two sayings differ. */

import { canonicalJson } from "../../core/canonicalJson.ts";
import type { ToolChange } from "../../core/model/action.ts";

/** The words and shapes of one tool. */
export interface ToolDefinition {
  readonly title?: unknown;
  readonly description?: unknown;
  readonly inputSchema?: unknown;
  readonly outputSchema?: unknown;
  readonly annotations?: unknown;
}

/** The parts that are pinned, and what they are called in a question. */
const parts: readonly (readonly [keyof ToolDefinition, string])[] = [
  ["title", "title"],
  ["description", "description"],
  ["inputSchema", "input schema"],
  ["outputSchema", "output schema"],
  ["annotations", "annotations"],
];

/** The tools of one `tools/list` result by name; undefined when it is none. Of two with one name the last counts. */
export function readDefinitions(result: unknown): Map<string, ToolDefinition> | undefined {
  const tools = (result as { tools?: unknown } | null | undefined)?.tools;
  if (!Array.isArray(tools)) return undefined;
  const found = new Map<string, ToolDefinition>();
  for (const tool of tools) {
    const name = (tool as { name?: unknown } | null)?.name;
    if (typeof name === "string") found.set(name, pickParts(tool));
  }
  return found;
}

/** Only the pinned parts, whatever else an object holds. */
export function pickParts(tool: unknown): ToolDefinition {
  const fields = (typeof tool === "object" && tool !== null ? tool : {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(parts.flatMap(([key]) => (fields[key] === undefined ? [] : [[key, fields[key]]])));
}

/** What is said otherwise now. Undefined stands for a tool that is not in the list. Empty: nothing changed. */
export function changesBetween(before: ToolDefinition | undefined, now: ToolDefinition | undefined): ToolChange[] {
  if (!before || !now) return before === now ? [] : [change("entry in the list", whole(before), whole(now))];
  return parts.flatMap(([key, name]) => {
    const [old, current] = [saying(before[key]), saying(now[key])];
    return old === current ? [] : [change(name, old, current)];
  });
}

function whole(definition: ToolDefinition | undefined): string | undefined {
  return definition && canonicalJson(definition);
}

/** Texts as they are, so that a person reads words and no escapes. */
function saying(value: unknown): string | undefined {
  return value === undefined || typeof value === "string" ? value : canonicalJson(value);
}

function change(part: string, before: string | undefined, after: string | undefined): ToolChange {
  return { part, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}
