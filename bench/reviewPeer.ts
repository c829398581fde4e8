/**
 * What no review of a folder can be quicker than, as a program of its own: every file of a reviewed kind read, looked at
 * once for a word without which it defines nothing, and parsed where it has one. It loads the grammars it needs, starts
 * as cold as the review does, and does nothing with the trees.
 */
import { type Grammar, loadParsers } from "../src/core/parse/parsers.ts";
import { folderWasm } from "../src/node/wasm.ts";
import { workspaceFiles } from "../src/node/workspaceFiles.ts";

const grammars: readonly (readonly [RegExp, Grammar | undefined])[] = [
  [/\.[cm]?ts$/, "typescript"],
  [/\.(?:tsx|[cm]?jsx?)$/, "tsx"],
  [/\.py$/, "python"],
  [/\.cs$/, "c-sharp"],
  [/\.java$/, "java"],
  [/\.go$/, "go"],
  [/\.rs$/, "rust"],
  // Read, and not parsed as code.
  [/\.(?:kts?|ipynb|json|jsonc|ya?ml|toml|md|mdc|sql|sh)$/, undefined],
];

const mention =
  /@modelcontextprotocol|ModelContextProtocol|fastmcp|\bmcp\b|rmcp|["'](?:ai|@ai-sdk\/|@openai\/agents|@mastra\/|langchain|@langchain\/|genkit)|\b(?:langchain\w*|crewai\w*|agno|smolagents|strands|pydantic_ai|google\.adk|agents) import|langchain4j|KernelFunction|springframework\.ai/;

void run(process.argv[2] ?? ".", process.argv[3] ?? "");

async function run(folder: string, wasmFolder: string): Promise<void> {
  let read = 0;
  const candidates: { readonly grammar: Grammar; readonly text: string }[] = [];
  for (const file of workspaceFiles(folder, (path) => grammars.some(([ending]) => ending.test(path)))) {
    if ("skipped" in file) continue;
    read++;
    const grammar = grammars.find(([ending]) => ending.test(file.path))?.[1];
    if (grammar && mention.test(file.text)) candidates.push({ grammar, text: file.text });
  }
  const parsers = await loadParsers(folderWasm(wasmFolder), [...new Set(candidates.map(({ grammar }) => grammar))]);
  for (const { grammar, text } of candidates) parsers.parse(grammar, text)?.delete();
  console.log(JSON.stringify({ read, parsed: candidates.length }));
}
