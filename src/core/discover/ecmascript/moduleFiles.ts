import type { Confirmation, ToolDefinition } from "../../model/definition.ts";
import type { Binding, Code, CodeFile, FunctionCode } from "../../parse/code/code.ts";
import { entriesOf, functionOf, returnsOf, stringOf } from "../../parse/code/resolve.ts";
import { at, itemsOf, member, textOf, type ValueNode } from "../../parse/value.ts";
import type { Discovery } from "../context.ts";
import { buildTool, modelParameters, nameOf, spannedText } from "../tools/toolParts.ts";

/**
 * Files that are tools, for hosts that load them by their place: what a file gives by default runs, and its name, what
 * it says beside, or the manifest of the package says what it is for. xmcp and Raycast, by their documents of 2026-11.
 */
export function discoverModuleFiles(discovery: Discovery): ToolDefinition[] {
  const { file, path, isTaken } = discovery;
  const named = /(?:^|\/)tools\/(?:[^/]+\/)*([\w-]+)\.[cm]?[jt]sx?$/.exec(path)?.[1];
  const handler = named === undefined ? undefined : functionGiven(file, "default");
  if (named === undefined || !handler || isTaken(handler.span)) return [];
  const tool = ofXmcp(named, handler, discovery) ?? ofRaycast(named, handler, discovery);
  return tool ? [tool] : [];
}

function given(file: CodeFile, name: string): Code | undefined {
  const binding: Binding | undefined = file.exports.named.get(name) ?? file.scope.bindings.get(name);
  return binding?.kind === "value" ? binding.value : undefined;
}

function functionGiven(file: CodeFile, name: string): FunctionCode | undefined {
  const value = given(file, name);
  return value && functionOf(value);
}

/** `export const metadata: ToolMetadata = { name, description }` beside `schema` and the default function. */
function ofXmcp(fileName: string, handler: FunctionCode, { file, modules, manifest }: Discovery) {
  const metadata = given(file, "metadata");
  const entries = entriesOf(metadata);
  const name = entries.get("name")?.value;
  if (!metadata || !entries.has("description")) return undefined;
  if (!modules.includes("xmcp") && !needs(manifest(), "xmcp")) return undefined;
  return buildTool({
    format: "xmcp-tool",
    file,
    name: name ? nameOf(name) : fileName,
    nameSpan: name?.span ?? metadata.span,
    span: handler.span,
    description: spannedText(entries.get("description")?.value),
    annotations: entries.get("annotations")?.value,
    handler,
    parameters: modelParameters(handler, given(file, "schema")),
  });
}

/** The manifest lists `src/tools/NAME.ts`; `confirmation`, where the file gives it, asks before. */
function ofRaycast(fileName: string, handler: FunctionCode, { file, manifest }: Discovery) {
  const root = manifest();
  if (!needs(root, "@raycast/api")) return undefined;
  const listed = itemsOf(at(root, "tools")).find(({ value }) => textOf(at(value, "name")) === fileName);
  if (!listed) return undefined;
  return buildTool({
    format: "raycast-tool",
    file,
    name: fileName,
    nameSpan: handler.nameSpan ?? handler.span,
    span: handler.span,
    description: handler.doc ?? {
      text: textOf(at(listed.value, "description")) ?? "",
      span: { start: handler.span.start, end: handler.span.start },
    },
    handler,
    parameters: modelParameters(handler, undefined),
    confirmation: askedBefore(functionGiven(file, "confirmation")),
  });
}

/** One that answers nothing for some input lets that through. */
function askedBefore(confirmation: FunctionCode | undefined): Confirmation | undefined {
  if (!confirmation) return undefined;
  const always = returnsOf(confirmation).every(
    (returned) => stringOf(returned) === undefined && entriesOf(returned).size > 0,
  );
  return { confirmed: always ? "always" : "conditional", by: "confirmation", span: confirmation.span };
}

function needs(root: ValueNode | undefined, library: string): boolean {
  return ["dependencies", "devDependencies"].some((list) => member(at(root, list), library) !== undefined);
}
