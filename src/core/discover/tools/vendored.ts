import { type Binding, type Code, wholeModule } from "../../parse/code/code.ts";
import { lookup } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";

/** Libraries that projects keep a changed copy of under a path of their own, and what such a copy has beside the rest. */
const copies: readonly { readonly library: string; readonly marks: readonly string[]; readonly module: RegExp }[] = [
  {
    library: "agents",
    marks: ["function_tool", "Runner"],
    module: /^(?!livekit\b).*?(?:^|[._])(?:agents|agents_sdk)(?:\.tool)?$/,
  },
  { library: "smolagents", marks: ["CodeAgent", "ToolCallingAgent"], module: /\.smolagents$/ },
  { library: "crewai", marks: ["Crew", "Task", "Process"], module: /\.crewai$/ },
  { library: "swarm", marks: ["Swarm", "Agent", "Result"], module: /\.swarm$/ },
];

/** Names that no other library has: they tell the copy also where its code is not in sight. */
const telling: ReadonlyMap<string, string> = new Map([["function_tool", "agents"]]);

/**
 * The name by which a row knows what an expression stands for: the resolved one, or the one in the library of which
 * the project has a copy of its own, `myproject.sdk.agents.function_tool`.
 */
export function librarySymbol(code: Code, isKnown: (symbol: string) => boolean): string | undefined {
  const symbol = symbolOf(code);
  if (symbol !== undefined && isKnown(symbol)) return symbol;
  const copied = copiedSymbol(code);
  return copied !== undefined && isKnown(copied) ? copied : undefined;
}

type Import = Extract<Binding, { readonly kind: "import" }>;

function copiedSymbol(code: Code): string | undefined {
  const { name, binding } = importOf(code) ?? {};
  if (name === undefined || !binding) return undefined;
  const copy = copies.find(({ module }) => module.test(binding.module));
  if (!copy) return undefined;
  const isCopy = copy.marks.every((mark) => binding.link?.(binding.module, mark) !== undefined);
  const isNamed = telling.get(name) === copy.library || isBesideTelling(code, binding, copy.library);
  return isCopy || isNamed ? `${copy.library}.${name}` : undefined;
}

/** The same file has a name from the same module that only the library has. */
function isBesideTelling(code: Code, { module }: Import, library: string): boolean {
  const root = code.kind === "member" ? code.object : code;
  if (root.kind !== "name") return false;
  return [...telling].some(([name, of]) => {
    const beside = of === library ? lookup(root.scope, name) : undefined;
    return beside?.kind === "import" && beside.module === module;
  });
}

/** `function_tool` of `from x.agents import function_tool`, and `sdk.function_tool` of `import x.agents as sdk`. */
function importOf(code: Code): { readonly name: string; readonly binding: Import } | undefined {
  const root = code.kind === "member" ? code.object : code;
  const binding = root.kind === "name" ? lookup(root.scope, root.name) : undefined;
  if (binding?.kind !== "import") return undefined;
  if (code.kind === "member") return binding.imported === wholeModule ? { name: code.property, binding } : undefined;
  return binding.imported === wholeModule ? undefined : { name: binding.imported, binding };
}
