import type { ToolDefinition } from "../../model/definition.ts";
import type { Code, Entry, FunctionCode } from "../../parse/code/code.ts";
import { entriesOf, functionOf, resolveValue, stringOf, writtenName } from "../../parse/code/resolve.ts";
import type { Discovery } from "../context.ts";
import { buildTool, nameOf, spannedText } from "../tools/toolParts.ts";
import { keywords, modelParametersOf } from "./pythonParts.ts";

/**
 * A table of tools in a constant: `TOOLS = {"getAccount": ToolDefinition(name="get_account", description="…"), …}`, each
 * with what runs it or with the operation of a document that it stands for. That the package reaches a model is known
 * before; boxes of hammers elsewhere are called tools too.
 */
export function discoverPythonTables({ file, isTaken, approvals }: Discovery): ToolDefinition[] {
  return [...file.scope.bindings].flatMap(([constant, binding]) => {
    if (binding.kind !== "value" || !binding.value || !tableName.test(constant)) return [];
    const rows = rowsOf(binding.value).map(({ key, value }) => readRow(key, value));
    // One that is not described is no tool, and the table is something else.
    if (rows.length < 2 || !rows.every((row) => row !== undefined)) return [];
    return rows.flatMap((row): ToolDefinition[] => {
      if (!file.place(row.code.span) || isTaken(row.code.span)) return [];
      return [
        buildTool({
          format: "custom-table-py",
          file,
          name: nameOf(row.name),
          nameSpan: row.name.span,
          span: row.code.span,
          description: spannedText(row.description),
          handler: row.handler,
          parameters: row.handler ? modelParametersOf(row.handler) : [],
          confirmation: approvals.get(nameOf(row.name)),
        }),
      ];
    });
  });
}

const tableName =
  /^_?(?:[A-Z0-9]+_)*(?:TOOLS?|FUNCTIONS|OPERATIONS|ACTIONS)(?:_(?:REGISTRY|DEFINITIONS?|DEFS|TABLE|MAP|CATALOG|SPECS))?$|^_?(?:\w+_)?tools?_(?:registry|definitions|table|map|catalog|specs)$/;
const rowType =
  /(?:^|\.)\w*(?:Tool|Operation|Action|Function|Endpoint)(?:Definition|Def|Spec|Info|Entry|Config|Meta\w*)?$/;
const schemaKeys = /^(?:input_?schema|parameters|schema|args_?schema|input_?model|args_?model)$/i;

interface Row {
  readonly code: Code;
  readonly name: Code;
  readonly description: Code;
  readonly handler: FunctionCode | undefined;
}

function rowsOf(table: Code): { readonly key: Code | undefined; readonly value: Code }[] {
  if (table.kind === "object")
    return table.entries.map(({ key, keySpan, value, span }) => ({
      key: key === undefined ? undefined : { kind: "literal", value: key, span: keySpan ?? span },
      value,
    }));
  return table.kind === "list" ? table.items.map((value) => ({ key: undefined, value })) : [];
}

function readRow(key: Code | undefined, code: Code): Row | undefined {
  const value = resolveValue(code);
  const isMade = value.kind === "call" && rowType.test(writtenName(value.callee));
  if (!isMade && value.kind !== "object") return undefined;
  const given: ReadonlyMap<string, Entry> = value.kind === "call" ? keywords(value) : entriesOf(value);
  const name = given.get("name")?.value ?? key;
  const description = given.get("description")?.value;
  if (!name || stringOf(name) === undefined || stringOf(description) === undefined || !description) return undefined;
  const handler = ["handler", "func", "function", "fn", "callable", "run", "execute"].flatMap(
    (one) => functionOf(given.get(one)?.value) ?? [],
  )[0];
  const hasSchema = [...given.keys()].some((one) => schemaKeys.test(one));
  return isMade || handler || hasSchema ? { code, name, description, handler } : undefined;
}
