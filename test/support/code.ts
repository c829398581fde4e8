import type { CodeFile } from "../../src/core/parse/code/code.ts";
import { readEcmascript } from "../../src/core/parse/code/ecmascript.ts";
import { readPython } from "../../src/core/parse/code/python.ts";
import { copyTree } from "../../src/core/parse/syntax.ts";
import { testParsers } from "./parsers.ts";

/** Reads source text as the review does. */
export async function readCode(language: "typescript" | "python", text: string): Promise<CodeFile> {
  const tree = (await testParsers()).parse(language, text);
  if (!tree) throw new Error("The grammar is not loaded.");
  const root = copyTree(tree);
  return language === "python" ? readPython(root, text) : readEcmascript(root, text, "typescript");
}
