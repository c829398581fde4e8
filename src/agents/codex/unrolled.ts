/** A line with its plain variables filled in, so that what it does to which path can be told. */

/** Loops over words that stand there, and variables that are set to one, at the beginning of a line. */
export function unrolled(text: string): string {
  const line = text.trim();
  const [, name = "", list = "", body] =
    /^for\s+([A-Za-z_]\w*)\s+in\s+([\w./~ -]+?)\s*;\s*do\s+(.+?)\s*;\s*done$/s.exec(line) ?? [];
  if (body !== undefined && !/\b(?:for|while|until|done)\b/.test(body) && !sets(body, name))
    return list
      .split(/\s+/)
      .map((word) => filled(body, name, word))
      .join("; ");
  const [, variable = "", value = "", rest] = /^([A-Za-z_]\w*)=([\w./~-]*)\s*(?:;|&&)\s*(.+)$/s.exec(line) ?? [];
  return rest === undefined || sets(rest, variable) ? text : unrolled(filled(rest, variable, value));
}

/** It may have another value later. */
function sets(text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\+?=|\\b(?:read|unset|declare|local|export)\\b`).test(text);
}

/** Within single quotes a variable is a text. */
function filled(text: string, name: string, value: string): string {
  if (text.includes("'")) return text;
  return text.replace(new RegExp(`\\$(?:${name}\\b|\\{${name}\\})`, "g"), () => value);
}
