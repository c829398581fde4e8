import type { EffectClaim, ToolDefinition } from "../../model/definition.ts";
import type { SourceText, Span } from "../../model/span.ts";
import { at, member, membersOf, textOf, type ValueNode } from "../../parse/value.ts";
import { declareTool } from "../ecmascript/toolDeclarations.ts";
import type { Shape } from "../shapes.ts";

/**
 * Tools that a project describes in a file of data, which its code loads and hands to a model: a list or a table of
 * names, descriptions and schemas, or one file for each tool. Told by what only a model is told: a JSON Schema of the
 * input, the protocol's hints, a command with places for what the model fills in.
 */
export const toolManifest: Shape = {
  mention:
    /^(?=[\s\S]*\bdescription["']?\s*:)(?=[\s\S]*\b(?:inputSchema|input_schema|\w+Hint|tools|toolsets|functions?)["']?\s*:)/,
  read(root, source) {
    // A whole file in the form that OpenAI takes is handed to a model, also in an example.
    const whole = isOfOpenAi(root) && !untold.test(source.path);
    if (elsewhere.test(source.path) && !whole) return undefined;
    const single = whole || hasHints(root) ? readTool(root, undefined, source) : undefined;
    const definitions = single ? [single] : tablesIn(root, 4).flatMap((table) => readTable(table, source));
    return definitions.length > 0 ? { definitions } : undefined;
  },
};

/** What tests, guides and data sets tell of tools is handed to nobody. */
const elsewhere =
  /(?:^|\/)(?:__\w+__|tests?|testdata|spec|e2e|evals?|fixtures?|mocks?|snapshots?|datasets?|data|docs?|examples?|samples?|benchmarks?|locales?|i18n|\.\w[\w-]*|node_modules)\//i;

const untold = /(?:^|\/)(?:__\w+__|tests?|testdata|spec|e2e|fixtures?|mocks?|snapshots?|datasets?|docs?)\//i;

/** `{ "type": "function", "function": { "name", "description", "parameters" } }`, the latter a JSON Schema. */
function isOfOpenAi(root: ValueNode): boolean {
  return textOf(at(root, "type")) === "function" && isSchema(at(root, "function", "parameters"));
}

interface Row {
  readonly value: ValueNode;
  /** The key of a table that names its rows. */
  readonly key?: { readonly text: string; readonly span: Span } | undefined;
}

/** Lists and tables in which each row may be a tool. */
function tablesIn(node: ValueNode, steps: number, key = ""): Row[][] {
  if (steps === 0) return [];
  const rows: Row[] =
    node.kind === "array"
      ? node.items.map(({ value }) => ({ value }))
      : membersOf(node).map(({ key: text, keySpan, value }) => ({ value, key: { text, span: keySpan } }));
  const whole = rows.filter(({ value }) => {
    const inner = at(value, "function") ?? at(value, "toolSpec") ?? value;
    return member(inner, "description") && (schemaOf(value) ?? commandOf(value));
  });
  const isTable = whole.length > 0 && (whole.length === rows.length || /tools|functions/i.test(key));
  if (isTable) return [rows];
  return node.kind === "array"
    ? node.items.flatMap(({ value }) => tablesIn(value, steps - 1, key))
    : membersOf(node).flatMap((one) => tablesIn(one.value, steps - 1, one.key));
}

function readTable(rows: readonly Row[], source: SourceText): ToolDefinition[] {
  // One row that takes something from the model tells that all are for it.
  if (!rows.some(({ value }) => isSchema(schemaOf(value)) || hasHints(value) || isTemplate(commandOf(value))))
    return [];
  return rows.flatMap(({ value, key }) => readTool(value, key, source) ?? []);
}

function readTool(node: ValueNode, key: Row["key"], source: SourceText): ToolDefinition | undefined {
  const inner = at(node, "function") ?? at(node, "toolSpec") ?? node;
  const named = [at(inner, "name"), at(inner, "names", "mcp"), at(inner, "tool_name"), at(inner, "id")].find(
    (found) => found && isName(textOf(found)),
  );
  const name = (named && textOf(named)) ?? (key && isName(key.text) ? key.text : undefined);
  const description = at(inner, "description");
  if (name === undefined || !/\S\s+\S/.test(textOf(description) ?? "")) return undefined;
  const command = commandOf(inner);
  const claims: EffectClaim[] = command
    ? [{ effect: "run-code", origin: "code", because: "its command", span: command.span }]
    : [];
  const language = /\.json[c5]?$/.test(source.path) ? "json" : "yaml";
  return declareTool({
    format: `custom-manifest-${language}`,
    language,
    name,
    nameSpan: named?.span ?? key?.span ?? node.span,
    span: named || !key ? node.span : { start: key.span.start, end: node.span.end },
    description,
    claims,
    confirmation: { confirmed: "unknown", by: "the code that loads this file" },
  });
}

function isName(text: string | undefined): text is string {
  return text !== undefined && /^[A-Za-z_][\w.:-]{1,79}$/.test(text);
}

function schemaOf(node: ValueNode): ValueNode | undefined {
  const inner = at(node, "function") ?? at(node, "toolSpec") ?? node;
  return ["inputSchema", "input_schema", "parameters"].flatMap((key) => at(inner, key) ?? [])[0];
}

function isSchema(node: ValueNode | undefined): boolean {
  const bare = at(node, "json") ?? node;
  return textOf(at(bare, "type")) === "object" && member(bare, "properties") !== undefined;
}

function commandOf(node: ValueNode): ValueNode | undefined {
  const found = at(node, "command") ?? at(node, "script");
  return found && textOf(found) !== undefined ? found : undefined;
}

/** A place for what the model fills in. */
function isTemplate(command: ValueNode | undefined): boolean {
  return command !== undefined && /\{\{\s*[\w.]+|\$\{?[a-z]\w*|<[a-z_]+>/.test(textOf(command) ?? "");
}

function hasHints(node: ValueNode): boolean {
  return membersOf(at(node, "annotations")).some(({ key }) =>
    /^(?:readOnly|destructive|idempotent|openWorld)Hint$/.test(key),
  );
}
