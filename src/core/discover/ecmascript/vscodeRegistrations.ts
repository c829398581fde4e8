import type { ClassCode, Code, CodeFile, FunctionCode } from "../../parse/code/code.ts";
import { entriesOf, functionOf, memberOf, resolveValue, stringOf } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import { folderOf, type Sources } from "../../parse/project/sources.ts";
import type { Inspection } from "../format.ts";

/** What an extension registers for the language model tools that its manifest names. */
export interface Registration {
  readonly path: string;
  readonly file: CodeFile;
  /** An instance, an object or a class that has `invoke`. */
  readonly implementation: Code;
}

/** Files that register language model tools or are such; a package of more is cut short. */
const maxFiles = 40;

/**
 * By the names of the tools: `vscode.lm.registerTool("name", new MyTool())`, and where a loop or a helper of the project
 * registers them, what stands beside the name in a call, in a table or in the class itself.
 */
export function registrations(
  manifest: string,
  names: ReadonlySet<string>,
  { project, sources }: Inspection,
): ReadonlyMap<string, Registration> {
  const direct = new Map<string, Registration>();
  const beside = new Map<string, Registration>();
  for (const path of candidates(manifest, sources)) {
    const text = sources.read(path);
    const opened = text === undefined ? undefined : project.open({ path, text }, sources);
    if (!opened) continue;
    const { file } = opened;
    const note = (to: Map<string, Registration>, name: string | undefined, implementation: Code | undefined) => {
      if (name !== undefined && names.has(name) && implementation && invokeOf(implementation) && !to.has(name))
        to.set(name, { path, file, implementation });
    };
    walkKinds(file.body, ["call", "object", "class"], (part) => {
      if (part.kind === "call") {
        const isOwn = part.args.length > 1 && /^vscode\.lm\.registerTool$/.test(symbolOf(part.callee) ?? "");
        // Another registry may have something of the same name.
        if (isOwn || functionOf(part.callee))
          note(isOwn ? direct : beside, namedIn(part.args), part.args.find(invokeOf));
      }
      if (part.kind === "object") {
        const values = part.entries.map(({ value }) => value);
        note(beside, namedIn(values), values.find(invokeOf));
        for (const { key, value } of part.entries) note(beside, key, value);
      }
      if (part.kind === "class") note(beside, namedIn(fieldsOf(part)), part);
      return undefined;
    });
  }
  return new Map([...beside, ...direct]);

  function namedIn(codes: readonly Code[]): string | undefined {
    return codes
      .map((code) => stringOf(code) ?? stringOf(staticOf(code)))
      .find((text) => text !== undefined && names.has(text));
  }
}

function fieldsOf({ members }: ClassCode): Code[] {
  return [...members.values()].flatMap((member) => (member.kind === "value" && member.value ? [member.value] : []));
}

/** `MyTool.toolId`: the field of the class. */
function staticOf(code: Code): Code | undefined {
  if (code.kind !== "member") return undefined;
  const owner = resolveValue(code.object);
  const binding = owner.kind === "class" ? memberOf(owner, code.property) : undefined;
  return binding?.kind === "value" ? binding.value : undefined;
}

function candidates(manifest: string, sources: Sources): string[] {
  const folder = folderOf(manifest);
  const registering: string[] = [];
  const implementing: string[] = [];
  for (const path of sources.paths()) {
    if (!path.startsWith(folder) || !/\.[cm]?[jt]sx?$/.test(path)) continue;
    const text = sources.read(path) ?? "";
    // The interface may be held by another name: `const lmApi = (vscode as any).lm`.
    if (/\.\s*registerTool\b/.test(text) && /["']vscode["']/.test(text)) registering.push(path);
    else if (/\bLanguageModelTool(?:InvocationOptions)?\b/.test(text)) implementing.push(path);
    if (registering.length >= maxFiles) break;
  }
  return [...registering, ...implementing].slice(0, maxFiles);
}

function invokeOf(code: Code): FunctionCode | undefined {
  return methodOf(code, "invoke");
}

/** A method of an instance, an object or a class, where its code is in sight. */
export function methodOf(code: Code, name: string): FunctionCode | undefined {
  const value = resolveValue(code);
  const made = value.kind === "call" ? resolveValue(value.callee) : value;
  const binding = made.kind === "class" ? memberOf(made, name) : undefined;
  const found = binding?.kind === "value" ? binding.value : entriesOf(made).get(name)?.value;
  const resolved = found && resolveValue(found);
  return resolved?.kind === "function" ? resolved : undefined;
}
