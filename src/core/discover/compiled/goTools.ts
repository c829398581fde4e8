import type { ToolDefinition } from "../../model/definition.ts";
import type { ClassCode, Code, CodeFile, FunctionCode } from "../../parse/code/code.ts";
import { returnsOf } from "../../parse/code/resolve.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import { buildTool, nameOf, spannedText } from "../tools/toolParts.ts";
import { importsOf } from "./compiledParts.ts";
import { descriptorOf, isHandedIn, mcpTool } from "./goDescriptors.ts";
import { beside, handlerOf, handlersOf, type Link, ofSameType } from "./goHandlers.ts";
import { customTool, helperCalled, helperRegistered, helperTool } from "./goHelpers.ts";
import { definedBy } from "./goMakers.ts";
import { discoverOwnGo } from "./goOwnTools.ts";

/** Tools of mark3labs' and the official MCP SDK, Genkit, Google's ADK, eino and langchaingo. */
export function discoverGo(file: CodeFile): ToolDefinition[] {
  const handlers = handlersOf(file);
  const found: ToolDefinition[] = [];
  const usesMcp = importsOf(file).some((module) =>
    /^github\.com\/(?:mark3labs\/mcp-go|modelcontextprotocol\/go-sdk)\/|(?:^|[/._-])\w*mcp\w*(?:[/._-]|$)/i.test(
      module,
    ),
  );
  walkKinds(file.body, ["call", "object"], (part, ancestors) => {
    const custom = part.kind === "call" || part.kind === "object" ? customTool(part, file) : undefined;
    if (custom) found.push(custom);
    if (part.kind !== "call") return undefined;
    const descriptor = descriptorOf(part);
    if (descriptor) {
      const link = handlers.get(part) ?? beside(part, ancestors) ?? ofSameType(ancestors);
      // What is only described, as in a list of answers or a test, is no definition.
      if ((link || descriptor.isMaker) && !isHandedIn(descriptor.name)) found.push(mcpTool(descriptor, link, file));
    }
    const helped = descriptor
      ? undefined
      : (helperTool(part, file, usesMcp) ?? helperCalled(part, file) ?? helperRegistered(part, file));
    if (helped) found.push(helped);
    const defined = definedBy(part, file);
    if (defined) found.push(defined);
    return undefined;
  });
  const known = [...found, ...registeredElsewhere(handlers, file), ...langchainTools(file)];
  const places = known.map(({ span }) => span);
  const isTaken = ({ span }: Code) => places.some(({ start, end }) => start <= span.start && span.end <= end);
  const own = discoverOwnGo(
    file,
    (code) => isTaken({ ...code, span: file.place(code.span) ?? code.span }),
    (code) => handlerOf(handlers.get(code)?.handler),
  );
  return [...known, ...own];
}

/** Tools that a function of another file makes, where this one says what runs them. */
function registeredElsewhere(handlers: ReadonlyMap<Code, Link>, file: CodeFile): ToolDefinition[] {
  return [...handlers].flatMap(([made, link]): ToolDefinition[] => {
    const descriptor = made.kind === "call" && !file.place(made.span) ? descriptorOf(made) : undefined;
    return descriptor && !isHandedIn(descriptor.name) && handlerOf(link.handler)
      ? [mcpTool(descriptor, link, file)]
      : [];
  });
}

/** langchaingo: any type with the three methods Name, Description and Call. */
function langchainTools(file: CodeFile): ToolDefinition[] {
  if (!importsOf(file).some((module) => module.startsWith("github.com/tmc/langchaingo/"))) return [];
  return [...file.scope.bindings.values()].flatMap((binding): ToolDefinition[] => {
    const type = binding.kind === "value" && binding.value?.kind === "class" ? binding.value : undefined;
    const [name, description, call] = ["Name", "Description", "Call"].map((method) => methodOf(type, method));
    if (!type || !name || !description || !call) return [];
    const nameCode = returnsOf(name)[0];
    return [
      buildTool({
        format: "langchaingo-tool",
        file,
        name: nameCode ? nameOf(nameCode) : (type.name ?? "computed name"),
        nameSpan: nameCode?.span ?? type.span,
        span: type.span,
        description: spannedText(returnsOf(description)[0]),
        handler: call,
        parameters: [],
      }),
    ];
  });
}

function methodOf(type: ClassCode | undefined, name: string): FunctionCode | undefined {
  const binding = type?.members.get(name);
  return binding?.kind === "value" && binding.value?.kind === "function" ? binding.value : undefined;
}
