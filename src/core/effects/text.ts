/** Text as far as it is known before anything runs, with what it is known to carry. */
export interface Text {
  /** Parts that are only known at run time are one `hole` each. */
  readonly value: string;
  /** Holds (something made from) a secret. */
  readonly secret?: boolean;
  /** Came from a network. */
  readonly remote?: boolean;
  /** Was decoded from another form, so a reader of the command does not see it. */
  readonly decoded?: boolean;
  /** Stands in for a variable that may be set to something else: `${x:-this}`. */
  readonly fallback?: boolean;
  /** What a shell prints that takes its orders from its input. */
  readonly fromShell?: boolean;
  /** Printed by parts of which not all run: what it may be instead. Lost where text is put together. */
  readonly either?: readonly Text[];
}

/** Stands for one part that is not known. A private-use character; input that holds it is unknown there too. */
export const hole = "\uE000";

export const unknownText: Text = { value: hole };

export function plain(value: string): Text {
  return { value };
}

export function isKnown(text: Text): boolean {
  return !text.value.includes(hole);
}

export function joinTexts(texts: readonly Text[], separator = ""): Text {
  return marked(texts.map((text) => text.value).join(separator), texts);
}

/** Text that commands put together grows with each of them; what is longer than this is not known any more. */
const longest = 100_000;

/** `value` with every mark that any of `sources` carries. */
export function marked(value: string, sources: readonly (Text | undefined)[]): Text {
  const has = (mark: "secret" | "remote" | "decoded" | "fallback" | "fromShell") =>
    sources.some((source) => source?.[mark]);
  return {
    value: value.length > longest ? hole : value,
    ...(has("secret") ? { secret: true } : {}),
    ...(has("remote") ? { remote: true } : {}),
    ...(has("decoded") ? { decoded: true } : {}),
    ...(has("fallback") ? { fallback: true } : {}),
    ...(has("fromShell") ? { fromShell: true } : {}),
  };
}
