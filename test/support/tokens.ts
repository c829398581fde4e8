/** Tokens as VS Code's own highlighter makes them, from the grammars it ships and ours as the manifest contributes them. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..", "..");
const require = createRequire(import.meta.url);
// Both are CommonJS with a flag that makes loaders disagree on what their default export is.
const oniguruma = require("vscode-oniguruma") as typeof import("vscode-oniguruma");
const textmate = require("vscode-textmate") as typeof import("vscode-textmate");

interface ContributedGrammar {
  readonly scopeName: string;
  readonly path: string;
  readonly injectTo?: readonly string[];
}

const ours: readonly ContributedGrammar[] = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).contributes
  .grammars;

/** Grammars of VS Code by their scope; those that embed others get nothing for what is not here. */
const shipped: Readonly<Record<string, string>> = {
  "source.json": "json",
  "source.json.comments": "jsonc",
  "source.yaml": "yaml",
  "source.shell": "shellscript",
  "text.html.markdown": "markdown",
};

/** Of the extension that comes with VS Code: it only stands for Markdown. */
const prompt = {
  scopeName: "text.html.markdown.prompt",
  patterns: [{ include: "text.html.markdown" }],
  repository: {},
};

type Registry = InstanceType<typeof textmate.Registry>;

async function load(): Promise<Registry> {
  const wasm = readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm);
  return new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    async loadGrammar(scopeName) {
      const own = ours.find((grammar) => grammar.scopeName === scopeName);
      if (own) return textmate.parseRawGrammar(readFileSync(join(root, own.path), "utf8"), own.path);
      if (scopeName === prompt.scopeName) return textmate.parseRawGrammar(JSON.stringify(prompt), "prompt.json");
      const name = shipped[scopeName];
      if (name === undefined) return undefined;
      const path = require.resolve(`tm-grammars/grammars/${name}.json`);
      return textmate.parseRawGrammar(readFileSync(path, "utf8"), path);
    },
    getInjections: (scopeName) =>
      ours.filter(({ injectTo }) => injectTo?.includes(scopeName)).map((grammar) => grammar.scopeName),
  });
}

let registry: Promise<Registry> | undefined;

export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

/** The tokens of a text, line by line. */
export async function tokensOf(scopeName: string, text: string): Promise<readonly (readonly Token[])[]> {
  registry ??= load();
  const grammar = await (await registry).loadGrammar(scopeName);
  if (!grammar) throw new Error(`There is no grammar ${scopeName}.`);
  let stack = textmate.INITIAL;
  return text.split("\n").map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes }));
  });
}

/** Tokens with a scope of ours, one a line: the text, then our scopes without their ending. */
export async function ourTokens(scopeName: string, text: string): Promise<readonly string[]> {
  return (await tokensOf(scopeName, text)).flat().flatMap((token) => {
    const own = token.scopes.filter((scope) => scope.endsWith(".countersign") && !/^(?:meta|source)\./.test(scope));
    return own.length === 0
      ? []
      : [`${token.text}  ${own.map((scope) => scope.replace(/\.countersign$/, "")).join(" ")}`];
  });
}
