/**
 * Patterns of files as VS Code reads them (1.139.1, read in its bundled Copilot extension and tried on 2026-11-26): its
 * braces hold no braces and have no empty last choice, a backslash is a letter like any other, and a slash at the end
 * says nothing.
 */
import { matchesGlob, maxAlternatives } from "../../core/permissions/glob.ts";
import type { Place } from "../../core/permissions/input.ts";

/** @param path relative to the folder that the pattern belongs to, with forward slashes */
export function meetsPattern(pattern: string, path: string, { platform }: Pick<Place, "platform">): boolean {
  const written = pattern.trim().replace(/\/$/, "");
  const text = platform === "win32" ? written.replaceAll("\\", "/") : written;
  // No path has such a letter there.
  if (text.includes("\\")) return false;
  const ignoreCase = platform !== "linux";
  return choicesOf(text).some((choice) => choice !== "" && matchesGlob(choice, path, { ignoreCase }));
}

function choicesOf(pattern: string): readonly string[] {
  let all: readonly string[] = [""];
  for (const part of pattern.split(/(\{[^}]*(?:\}|$))/)) {
    // A brace that nothing closes takes the rest with it, and one that nothing opens is not there.
    const texts = part.startsWith("{")
      ? part.endsWith("}")
        ? choices(part.slice(1, -1))
        : [""]
      : [part.replaceAll("}", "")];
    all = all.flatMap((before) => texts.map((text) => before + text)).slice(0, maxAlternatives);
  }
  return all;
}

/** A brace inside begins a choice of its own that is never ended, and stands for nothing. */
function choices(inner: string): readonly string[] {
  const [flat = "", ...nested] = inner.split(/(?=\{)/);
  const found = flat.split(/,(?![^[]*\])/);
  const last = found.at(-1) ?? "";
  return nested.length === 0 && last === "" ? found.slice(0, -1) : found;
}
