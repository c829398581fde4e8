/** One `key = value` of an INI file, a git configuration, `.npmrc` or `.properties`. */
export interface IniEntry {
  /** As written between brackets, quotes taken off: `filter x` of `[filter "x"]`. "" before the first section. */
  readonly section: string;
  readonly key: string;
  readonly value: string;
}

/**
 * Reads `[section]`, `key = value`, `key: value` and bare keys (true in git), several on one line after a header too.
 * Comments begin with `#`, `;` or `!`. Lines that are none of these are left out. Linear in the length.
 */
export function parseIni(text: string): readonly IniEntry[] {
  const entries: IniEntry[] = [];
  let section = "";
  for (const line of text.replace(/\\\r?\n/g, "").split(/\r?\n/)) {
    let rest = line.trim();
    const header = /^\[\s*([^\]"]*?)\s*(?:"((?:[^"\\]|\\.)*)")?\s*\]/.exec(rest);
    if (header) {
      section = [header[1], header[2]].filter(Boolean).join(" ");
      rest = rest.slice(header[0].length).trim();
    }
    if (rest === "" || /^[#;!]/.test(rest)) continue;
    const pair = /^([^=:\s][^=]*?)\s*=\s*(.*)$/.exec(rest) ?? /^([^=:\s]+)\s*:\s*(.*)$/.exec(rest);
    const bare = pair ? undefined : /^[\w.@/-]+$/.exec(rest)?.[0];
    if (pair) entries.push({ section, key: pair[1] as string, value: unquoted(pair[2] as string) });
    else if (bare !== undefined) entries.push({ section, key: bare, value: "true" });
  }
  return entries;
}

function unquoted(value: string): string {
  const text = value.trim();
  return /^"[^"]*"$|^'[^']*'$/.test(text) ? text.slice(1, -1) : text;
}
