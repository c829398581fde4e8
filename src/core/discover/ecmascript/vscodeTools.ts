import { declaredEffects } from "../../effects/code/declared.ts";
import type { Confirmation, ToolDefinition } from "../../model/definition.ts";
import type { Code, FunctionCode } from "../../parse/code/code.ts";
import { entriesOf, resolveValue, returnsOf } from "../../parse/code/resolve.ts";
import { parseJsonc } from "../../parse/jsonc.ts";
import { at, itemsOf, textOf, type ValueNode } from "../../parse/value.ts";
import { serverProviders } from "../files/vscodePackage.ts";
import type { Format } from "../format.ts";
import { buildTool } from "../tools/toolParts.ts";
import { methodOf, type Registration, registrations } from "./vscodeRegistrations.ts";

/** Language model tools of VS Code extensions: declared in package.json, joined by name with `vscode.lm.registerTool`. */
export const vscodeTools: Format = {
  id: "vscode-lm-tool",
  isCandidate: (path) => /(?:^|\/)package\.json$/.test(path),
  inspect({ path, text }, inspection) {
    if (!/"(?:languageModelTools|mcpServerDefinitionProviders)"/.test(text)) return {};
    const manifest = parseJsonc(text).value;
    const providers = serverProviders(manifest);
    const listed = itemsOf(at(manifest, "contributes", "languageModelTools"));
    const named = listed.flatMap(({ value }) => (textOf(at(value, "name")) ? [value] : []));
    if (named.length === 0) return { definitions: providers };
    const names = new Set(named.map((value) => textOf(at(value, "name")) ?? ""));
    const registered = registrations(path, names, inspection);
    const definitions = named.map((value) => toTool(value, registered));
    return {
      definitions: [...definitions, ...providers],
      reads: [...new Set([...registered.values()].map((one) => one.path))],
    };
  },
};

function toTool(value: ValueNode, registered: ReadonlyMap<string, Registration>): ToolDefinition {
  const nameNode = at(value, "name") as ValueNode;
  const name = textOf(nameNode) ?? "";
  const description = at(value, "modelDescription") ?? at(value, "userDescription");
  const text = textOf(description);
  const place = {
    kind: "tool",
    format: "vscode-lm-tool",
    language: "json",
    name,
    span: value.span,
    nameSpan: nameNode.span,
    ...(description && text !== undefined && { description: { text, span: description.span } }),
  } as const;
  const registration = registered.get(name);
  const handler = registration && runnerOf(registration.implementation);
  if (!registration || !handler) {
    const effects = declaredEffects(name).map(
      (effect) => ({ effect, origin: "declared", because: "its name" }) as const,
    );
    return { ...place, effects, confirmation: { confirmed: "unknown", by: "code that cannot be followed" } };
  }
  const built = buildTool({
    format: place.format,
    file: registration.file,
    name,
    nameSpan: handler.span,
    span: handler.span,
    handler,
    parameters: [],
  });
  const effects = built.effects.map(({ effect, origin, because, assumed }) => ({
    effect,
    origin,
    ...(assumed && { assumed }),
    because: because.includes(" in ") ? because : `${because} in ${registration.path}`,
  }));
  return {
    ...place,
    effects,
    confirmation: confirmationOf(registration.implementation, built),
    ...(built.stub && { stub: true }),
  };
}

/** `invoke`; where a base class has that, with what it leaves to its sub-class. */
function runnerOf(code: Code): FunctionCode | undefined {
  const invoke = methodOf(code, "invoke");
  const value = resolveValue(code);
  const made = value.kind === "call" ? resolveValue(value.callee) : value;
  if (!invoke || made.kind !== "class" || made.members.has("invoke")) return invoke;
  const own = made.body.filter(
    (part): part is FunctionCode =>
      part.kind === "function" && !/^(?:constructor|prepareInvocation)$/.test(part.name ?? ""),
  );
  return { ...invoke, body: [...invoke.body, ...own.flatMap(({ body }) => body)] };
}

/** `prepareInvocation` asks when what it returns has confirmation messages. */
function confirmationOf(code: Code, built: ToolDefinition): Confirmation {
  const prepare = methodOf(code, "prepareInvocation");
  const asks = (prepare ? returnsOf(prepare) : []).map((returned) => entriesOf(returned).has("confirmationMessages"));
  const by = "prepareInvocation";
  if (asks.length > 0 && asks.every(Boolean)) return { confirmed: "always", by };
  if (asks.some(Boolean)) return { confirmed: "conditional", by };
  const { confirmed, by: inCode } = built.confirmation;
  return { confirmed, ...(inCode !== undefined && { by: inCode }) };
}
