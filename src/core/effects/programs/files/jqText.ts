/** What jq prints, for programs that only take texts of their own, fields of known data, and decode them. */

import { decodeBase64 } from "../../base64.ts";
import { hole, isKnown, type Text } from "../../text.ts";

type Step = (value: unknown) => unknown;

const failed = Symbol("not followed");

/** undefined: not followed. @param input known data, where there is any. @param raw texts are printed without quotes. */
export function jqPrints(program: string, input: Text | undefined, raw: boolean): Text | undefined {
  const steps = program.length > 2_000 ? undefined : stages(program).map(stepOf);
  if (!steps || steps.some((step) => step === undefined)) return undefined;
  let value: unknown = input && isKnown(input) ? dataOf(input.value) : failed;
  for (const step of steps as Step[]) value = step(value);
  if (value === failed || value === undefined) return undefined;
  const text = raw && typeof value === "string" ? value : JSON.stringify(value);
  const decoded = program.includes("@base64d") || program.includes("implode");
  return { ...input, value: `${text}\n`, ...(decoded ? { decoded: true } : {}) };
}

function dataOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return failed;
  }
}

/** The parts between bars that stand outside of quotes. */
function stages(program: string): string[] {
  return (program.match(/(?:"(?:[^"\\]|\\.)*"|[^|"])+/g) ?? []).map((part) => part.trim());
}

function stepOf(stage: string): Step | undefined {
  if (/^"(?:[^"\\]|\\[^(])*"$/.test(stage) || /^\[[\d,\s]*\]$/.test(stage)) return () => dataOf(stage);
  if (stage === "@base64d") return (value) => (typeof value === "string" ? (decodeBase64(value) ?? failed) : failed);
  if (stage === "implode") return (value) => (isCodes(value) ? String.fromCodePoint(...value) : failed);
  const joint = /^join\("([^"\\]*)"\)$/.exec(stage)?.[1];
  if (joint !== undefined) return (value) => (Array.isArray(value) ? value.join(joint) : failed);
  if (/^(?:tostring|@text|ascii_downcase|ascii_upcase)$/.test(stage)) return (value) => inLetters(value, stage);
  if (/^\.$|^(?:\.[A-Za-z_]\w*|\.?\[\d+\])+$/.test(stage)) return (value) => fieldOf(value, stage);
  return undefined;
}

function isCodes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isInteger(item) && item >= 0 && item <= 0x10ffff);
}

function inLetters(value: unknown, stage: string): unknown {
  if (typeof value !== "string") return failed;
  return stage === "ascii_downcase" ? value.toLowerCase() : stage === "ascii_upcase" ? value.toUpperCase() : value;
}

function fieldOf(value: unknown, path: string): unknown {
  let found = value;
  for (const [, name, at] of path.matchAll(/\.([A-Za-z_]\w*)|\[(\d+)\]/g)) {
    if (typeof found !== "object" || found === null) return failed;
    const key = name ?? at ?? "";
    found = Object.hasOwn(found, key) ? (found as Record<string, unknown>)[key] : failed;
  }
  return typeof found === "string" && found.includes(hole) ? failed : found;
}
