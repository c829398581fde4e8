import type { Parsed } from "../model/problem.ts";
import type { ValueNode } from "./value.ts";
import { parseYaml } from "./yaml.ts";

/**
 * Reads JSON5 with places. JSON5 without comments is flow YAML (unquoted keys, single quotes, trailing commas), so
 * comments and tabs are blanked out at their own length, and every span stays true.
 */
export function parseJson5(text: string): Parsed<ValueNode | undefined> {
  return parseYaml(
    text.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|\/\*[\s\S]*?\*\/|\t/g, (part) =>
      part.startsWith("/") || part === "\t" ? part.replace(/[^\n]/g, " ") : part,
    ),
  );
}
