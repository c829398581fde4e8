import { modelTexts, placeIn } from "./modelText.ts";
import { defineRule } from "./rule.ts";

/**
 * Characters without a shape that carry or reorder text: tag characters, bidirectional overrides, zero-width ones
 * between letters. Joiners inside emoji and of scripts that need them are everyday text.
 */
const hidden =
  /[\u{e0000}-\u{e007f}]+|[\u202a-\u202e\u2066-\u2069]|[\u200b\u2060\u2062-\u2064\u180e]+|(?<=[A-Za-z])(?:\u200c|\u200d|\ufeff)+(?=[A-Za-z])|(?:[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]){4,}/u;

export const invisibleCharacters = defineRule({
  id: "invisible-characters",
  title: "A text for a model holds characters that nobody sees",
  family: "description",
  severity: "critical",
  confidence: "high",
  messages: {
    hidden:
      "{what} holds {count} characters that nobody sees and a model reads ({first}). Take them out, and find out who put them in.",
  },
  *check({ document }) {
    for (const text of modelTexts(document)) {
      const match = hidden.exec(text.text);
      if (!match) continue;
      const count = [...text.text.matchAll(new RegExp(hidden.source, "gu"))].reduce(
        (sum, [run]) => sum + [...run].length,
        0,
      );
      // An emoji of England, Scotland or Wales is made of a few tag characters.
      if (/^[\u{e0000}-\u{e007f}]+$/u.test(match[0]) && text.text.slice(0, match.index).endsWith("\u{1f3f4}")) continue;
      const first = `U+${(match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
      // A few zero-width blanks come along when text is copied from a page; they carry nothing.
      const isCopied = count < 8 && /^(?:\u200b|\u2060|\u200c|\u200d|\ufeff)+$/u.test(match[0]);
      yield {
        messageId: "hidden",
        ...(isCopied && { severity: "low" as const }),
        data: { what: text.what, count: String(count), first },
        span: placeIn(text, match.index, match[0].length),
      };
    }
  },
});
