import type { CodeFile } from "../../../../../../src/core/parse/code/code.ts";
import { readCsharp } from "../../../../../../src/core/parse/code/csharp.ts";
import { readEcmascript } from "../../../../../../src/core/parse/code/ecmascript.ts";
import { readGo } from "../../../../../../src/core/parse/code/go.ts";
import { readJava } from "../../../../../../src/core/parse/code/java.ts";
import { readPython } from "../../../../../../src/core/parse/code/python.ts";
import { readRust } from "../../../../../../src/core/parse/code/rust.ts";
import { copyTree } from "../../../../../../src/core/parse/syntax.ts";
import { testParsers } from "../../../../../support/parsers.ts";

/** One library as a tool calls it: what stands above the tool, what the tool does, and the effects to be seen. */
export type Probe = readonly [head: string, body: string, expected: string];

export const languages = ["python", "typescript", "go", "java", "csharp", "rust"] as const;
export type ProbedLanguage = (typeof languages)[number];

const readers = {
  python: readPython,
  typescript: (root, text) => readEcmascript(root, text, "typescript"),
  go: readGo,
  java: readJava,
  csharp: readCsharp,
  rust: readRust,
} satisfies Record<ProbedLanguage, (root: ReturnType<typeof copyTree>, text: string) => CodeFile>;

/** The whole text around a probe; of Java and C#, fields of the class stand after `|`. */
const texts: Readonly<Record<ProbedLanguage, (head: string, body: string) => string>> = {
  python: (head, body) => `${head}\nasync def handler(a, b, c):\n${indented(body)}\n`,
  typescript: (head, body) => `${head}\nasync function handler({ a, b }: In, c: Ctx) {\n${body}\n}\n`,
  go: (head, body) =>
    `package main\n${head}\nfunc handler(ctx context.Context, a string, b string) (any, error) {\n${body}\n}\n`,
  java: (head, body) => inClass(head, `Object handler(String a, String b) throws Exception { ${body} }`),
  csharp: (head, body) => inClass(head, `public async Task<object> handler(string a, string b) { ${body} }`),
  rust: (head, body) => `${head}\nasync fn handler(a: String, b: String) -> Result<()> {\n${body}\n}\n`,
};

function indented(body: string): string {
  return body
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
}

function inClass(head: string, method: string): string {
  const [imports = "", fields = ""] = head.split("|");
  return `${imports}\npublic class Tools {\n${fields}\n${method}\n}\n`;
}

/** Reads a probe as the review reads a file. */
export async function readProbe(language: ProbedLanguage, [head, body]: Probe): Promise<CodeFile> {
  const text = texts[language](head, body);
  const grammar = language === "csharp" ? "c-sharp" : language;
  const tree = (await testParsers(grammar)).parse(grammar, text);
  if (!tree) throw new Error("The grammar is not loaded.");
  return readers[language](copyTree(tree), text);
}
