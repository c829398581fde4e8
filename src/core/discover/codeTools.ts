import type { ToolDefinition } from "../model/definition.ts";
import type { Problem } from "../model/problem.ts";
import type { CodeFile } from "../parse/code/code.ts";
import { readEcmascript } from "../parse/code/ecmascript.ts";
import { readPython } from "../parse/code/python.ts";
import { maxCodeLength } from "../parse/limits.ts";
import type { Grammar, Parsers } from "../parse/parsers.ts";
import { copyTree } from "../parse/syntax.ts";
import { discoverAiSdk } from "./aiSdk.ts";
import type { Format } from "./format.ts";
import { discoverMcpLowLevel } from "./mcpLowLevel.ts";
import { discoverMcpPython } from "./mcpPython.ts";
import { discoverMcpTypescript } from "./mcpTypescript.ts";

/** One agent library: which files can have to do with it, and the tools it finds there. */
interface Framework {
  /** Text without which a file is not parsed at all: cheap, and generous. */
  readonly mention: RegExp;
  discover(file: CodeFile): ToolDefinition[];
}

const ecmascriptFrameworks: readonly Framework[] = [
  {
    mention: /@modelcontextprotocol\/|mcp-handler|@vercel\/mcp-adapter|["']fastmcp["']|agents\/mcp|\.registerTool\s*\(/,
    discover: discoverMcpTypescript,
  },
  { mention: /setRequestHandler/, discover: discoverMcpLowLevel },
  { mention: /["'](?:ai|@ai-sdk\/provider-utils)["']/, discover: discoverAiSdk },
];

const pythonFrameworks: readonly Framework[] = [
  { mention: /\b(?:fastmcp|mcp)\b/, discover: discoverMcpPython },
  { mention: /\blist_tools\b/, discover: discoverMcpLowLevel },
];

interface Language {
  readonly extension: RegExp;
  readonly grammar: Grammar;
  readonly language: "typescript" | "javascript" | "python";
  readonly frameworks: readonly Framework[];
}

const languages: readonly Language[] = [
  { extension: /\.[cm]?ts$/, grammar: "typescript", language: "typescript", frameworks: ecmascriptFrameworks },
  { extension: /\.tsx$/, grammar: "tsx", language: "typescript", frameworks: ecmascriptFrameworks },
  // The tsx grammar reads JSX and plain JavaScript alike, and the same node types keep one reader enough.
  { extension: /\.[cm]?jsx?$/, grammar: "tsx", language: "javascript", frameworks: ecmascriptFrameworks },
  { extension: /\.py$/, grammar: "python", language: "python", frameworks: pythonFrameworks },
];

const generated =
  /(?:^|\/)(?:dist|out|build|target|coverage|\.next|\.venv|venv|site-packages|__pycache__|vendor)\/|\.min\.[cm]?js$|\.d\.[cm]?ts$/;

/** Source files that define tools. */
export const codeTools: Format = {
  id: "code",
  isCandidate: (path) => languages.some(({ extension }) => extension.test(path)) && !generated.test(path),
  inspect({ path, text }, parsers) {
    const language = languages.find(({ extension }) => extension.test(path));
    const frameworks = language?.frameworks.filter(({ mention }) => mention.test(text)) ?? [];
    if (!language || frameworks.length === 0) return {};
    if (text.length > maxCodeLength) return problem("The file is larger than 500 KB, so its tools are not reviewed.");
    const file = readCode(text, language, parsers);
    if (!file) return problem("The file could not be parsed, so its tools are not reviewed.");
    const definitions = frameworks.flatMap((framework) => framework.discover(file));
    const problems =
      file.truncated && definitions.length > 0
        ? problem("A part of the file nests too deeply and is not reviewed.").problems
        : [];
    return { definitions: definitions.toSorted((a, b) => a.span.start - b.span.start), problems };
  },
};

function problem(message: string): { readonly problems: readonly Problem[] } {
  return { problems: [{ message, span: { start: 0, end: 0 } }] };
}

function readCode(text: string, { grammar, language }: Language, parsers: Parsers): CodeFile | undefined {
  const tree = parsers.parse(grammar, text);
  if (!tree) return undefined;
  const root = copyTree(tree);
  return language === "python" ? readPython(root, text) : readEcmascript(root, text, language);
}
