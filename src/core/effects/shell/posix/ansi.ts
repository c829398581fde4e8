/** Backslash escapes of `$'…'`, `echo -e` and `printf`. */

const ansiEscapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  a: "\x07",
  b: "\b",
  e: "\x1b",
  E: "\x1b",
  f: "\f",
  v: "\v",
};

/** Escapes of `$'…'`, also those of `echo -e` and `printf`. */
export function decodeAnsi(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(
    /\\(?:x\{?([0-9a-fA-F]{1,2})\}?|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|0?([0-7]{1,3})|c(.)|([\s\S]))/g,
    (_whole, hex, short, long, octal, control, other: string) => {
      const code = hex ?? short ?? long;
      if (code !== undefined) return fromCode(Number.parseInt(code, 16));
      if (octal !== undefined) return fromCode(Number.parseInt(octal, 8) & 0xff);
      if (control !== undefined) return fromCode(control.charCodeAt(0) & 0x1f);
      return ansiEscapes[other] ?? (/[\\'"?]/.test(other) ? other : `\\${other}`);
    },
  );
}

/** Characters that stand for something in the judge's own texts are unknown where they come from outside. */
function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code).replace(/[\uE000-\uE0FF]/g, "\uE000") : "\uE000";
}
