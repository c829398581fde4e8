import { declaredEffects } from "../../effects/code/declared.ts";
import type { Confirmation, ToolDefinition } from "../../model/definition.ts";
import type { Code, CodeFile, FunctionCode } from "../../parse/code/code.ts";
import { entriesOf, memberOf, resolveValue, returnsOf, stringOf } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import { parseJsonc } from "../../parse/jsonc.ts";
import { folderOf, type Sources } from "../../parse/project/sources.ts";
import { at, itemsOf, textOf, type ValueNode } from "../../parse/value.ts";
import { serverProviders } from "../files/vscodePackage.ts";
import type { Format, Inspection } from "../format.ts";
import { buildTool } from "../tools/toolParts.ts";

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
    const registered = registrations(path, inspection);
    const definitions = named.map((value) => toTool(value, registered));
    return {
      definitions: [...definitions, ...providers],
      reads: [...new Set([...registered.values()].map((one) => one.path))],
    };
  },
};

interface Registration {
  readonly path: string;
  readonly file: CodeFile;
  readonly implementation: Code;
}

/** Files that register language model tools; a package of more is cut short. */
const maxFiles = 40;

function registrations(manifest: string, { project, sources }: Inspection): ReadonlyMap<string, Registration> {
  const found = new Map<string, Registration>();
  for (const path of candidates(manifest, sources)) {
    const text = sources.read(path);
    const opened = text === undefined ? undefined : project.open({ path, text }, sources);
    if (!opened) continue;
    walkKinds(opened.file.body, ["call"], (part) => {
      if (part.args.length < 2) return undefined;
      if (!/^vscode\.lm\.registerTool$/.test(symbolOf(part.callee) ?? "")) return undefined;
      const name = stringOf(part.args[0]) ?? stringOf(staticOf(part.args[0]));
      if (name !== undefined) found.set(name, { path, file: opened.file, implementation: part.args[1] as Code });
      return undefined;
    });
  }
  return found;
}

/** `MyTool.toolId`: the field of the class. */
function staticOf(code: Code | undefined): Code | undefined {
  if (code?.kind !== "member") return undefined;
  const owner = resolveValue(code.object);
  const binding = owner.kind === "class" ? memberOf(owner, code.property) : undefined;
  return binding?.kind === "value" ? binding.value : undefined;
}

function candidates(manifest: string, sources: Sources): string[] {
  const folder = folderOf(manifest);
  const found: string[] = [];
  for (const path of sources.paths()) {
    if (!path.startsWith(folder) || !/\.[cm]?[jt]sx?$/.test(path)) continue;
    const text = sources.read(path) ?? "";
    // The interface may be held by another name: `const lmApi = (vscode as any).lm`.
    if (/\.\s*registerTool\b/.test(text) && /["']vscode["']/.test(text)) found.push(path);
    if (found.length >= maxFiles) break;
  }
  return found;
}

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
  const invoke = method(code, "invoke");
  const value = resolveValue(code);
  const made = value.kind === "call" ? resolveValue(value.callee) : value;
  if (!invoke || made.kind !== "class" || made.members.has("invoke")) return invoke;
  const own = made.body.filter(
    (part): part is FunctionCode =>
      part.kind === "function" && !/^(?:constructor|prepareInvocation)$/.test(part.name ?? ""),
  );
  return { ...invoke, body: [...invoke.body, ...own.flatMap(({ body }) => body)] };
}

function method(code: Code, name: string): FunctionCode | undefined {
  const value = resolveValue(code);
  const made = value.kind === "call" ? resolveValue(value.callee) : value;
  const binding = made.kind === "class" ? memberOf(made, name) : undefined;
  const found = binding?.kind === "value" ? binding.value : entriesOf(made).get(name)?.value;
  const resolved = found && resolveValue(found);
  return resolved?.kind === "function" ? resolved : undefined;
}

/** `prepareInvocation` asks when what it returns has confirmation messages. */
function confirmationOf(code: Code, built: ToolDefinition): Confirmation {
  const prepare = method(code, "prepareInvocation");
  const asks = (prepare ? returnsOf(prepare) : []).map((returned) => entriesOf(returned).has("confirmationMessages"));
  const by = "prepareInvocation";
  if (asks.length > 0 && asks.every(Boolean)) return { confirmed: "always", by };
  if (asks.some(Boolean)) return { confirmed: "conditional", by };
  const { confirmed, by: inCode } = built.confirmation;
  return { confirmed, ...(inCode !== undefined && { by: inCode }) };
}
