/** Functions of agent libraries of Go that make a tool, and helpers of the project that call one. */
import type { ToolDefinition } from "../../model/definition.ts";
import type { Call, Code, CodeFile } from "../../parse/code/code.ts";
import { entriesOf, functionOf } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import { buildTool, nameOf, spannedText } from "../tools/toolParts.ts";
import { importedName } from "./compiledParts.ts";
import { isHandedIn, isText } from "./goDescriptors.ts";

interface Maker {
  readonly symbol: RegExp;
  readonly format: string;
  /** Position of the name, and of the description; an object holds both where `name` is a number of an object. */
  readonly name: number;
}

const makers: readonly Maker[] = [
  {
    symbol: /^github\.com\/firebase\/genkit\/go\/genkit\.Define(?:Multipart)?Tool(?:WithInputSchema)?$/,
    format: "genkit-go",
    name: 1,
  },
  { symbol: /^charm\.land\/fantasy\.New(?:Parallel)?AgentTool$/, format: "fantasy-go", name: 0 },
  {
    symbol: /^github\.com\/nlpodyssey\/openai-agents-go\/agents\.NewFunctionTool(?:Any)?$/,
    format: "openai-agents-go",
    name: 0,
  },
  { symbol: /^google\.golang\.org\/adk\/tool\/functiontool\.New$/, format: "adk-go-tool", name: 0 },
  {
    symbol: /^github\.com\/cloudwego\/eino\/components\/tool\/utils\.(?:Infer(?:Optionable)?(?:Stream)?Tool|NewTool)$/,
    format: "eino-go",
    name: 0,
  },
];

function makerOf(call: Call): Maker | undefined {
  // In the framework's own repository the function is followed, so the name as imported is asked.
  const symbol = importedName(call.callee) ?? symbolOf(call.callee) ?? "";
  return makers.find((row) => row.symbol.test(symbol));
}

/** A call of the project's own function that hands what it is given to a maker: `SafeTool("name", "…", run)`. */
function makerCalled(call: Call): readonly [row: Maker, name: Code, description: Code | undefined] | undefined {
  const name = call.args.find(isText);
  const helper = name && call.args.some((arg) => functionOf(arg) !== undefined) ? functionOf(call.callee) : undefined;
  let found: Maker | undefined;
  walkKinds(helper?.body ?? [], ["call"], (part) => {
    const row = makerOf(part);
    const given = row && part.args[row.name];
    if (given && isHandedIn(given)) found ??= row;
    return undefined;
  });
  return found && name && [found, name, call.args.find((arg) => arg !== name && isText(arg))];
}

export function definedBy(call: Call, file: CodeFile): ToolDefinition | undefined {
  const known = makerOf(call);
  const [maker, first, said] = known ? [known, call.args[known.name]] : (makerCalled(call) ?? []);
  if (!maker || !first) return undefined;
  const config = entriesOf(first);
  const name = config.get("Name")?.value ?? (config.size === 0 ? first : undefined);
  if (!name || isHandedIn(name)) return undefined;
  const description = config.get("Description")?.value ?? said ?? call.args[maker.name + 1];
  const confirms = config.get("RequireConfirmation");
  return buildTool({
    format: maker.format,
    file,
    name: nameOf(name),
    nameSpan: name.span,
    span: call.span,
    description: spannedText(description),
    handler: functionOf(call.args.findLast((arg) => functionOf(arg) !== undefined)),
    parameters: [],
    confirmation: confirms && { confirmed: "always", by: "RequireConfirmation", span: confirms.span },
  });
}
