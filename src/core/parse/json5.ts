import type { Parsed } from "../model/problem.ts";
import { parseJsonc } from "./jsonc.ts";
import type { ValueNode } from "./value.ts";
import { parseYaml } from "./yaml.ts";

/**
 * Reads JSON5 with the place of every value. What JSON cannot say (bare keys, single quotes) YAML's flow form can,
 * once comments are blanked out; offsets stay as they are.
 */
export function parseJson5(text: string): Parsed<ValueNode | undefined> {
  const plain = parseJsonc(text);
  if (plain.problems.length === 0) return plain;
  return parseYaml(withoutComments(text).replaceAll("\t", " "));
}

const parts = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

function withoutComments(text: string): string {
  return text.replace(parts, (part) => (part.startsWith("/") ? part.replace(/[^\n]/g, " ") : part));
}
