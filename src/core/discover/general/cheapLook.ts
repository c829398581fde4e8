/** Whether a file can hold the shape of a tool at all: looked at before its package, and long before it is parsed. */

/** What a model is told, under a key or by a method. */
const described =
  /\b(?:get_?|with_?)?[dD]esc(?:ription)?["']?\s*(?:[:=(,]|\)|=>)|[a-z_](?:Desc|_desc|_DESC)(?:ription|RIPTION)?\b|\bdescription\b\s*[}\]]/;
/** `("close_ticket", "Closes a ticket …"`, `(close, "close_ticket", "Closes a ticket …"`, `["close_ticket", close, "…"`. */
const positional =
  /[([]\s*(?:[\w.]+\s*,\s*)?["'`][A-Za-z][\w.:/-]+["'`]\s*,\s*(?:[\w.]+\s*,\s*)?(?:[fru]{0,2})["'`]{1,3}\s*\w+\s/;
/** A list named for tools, and marks. */
const listed = /tools?\w*\s*(?::[^=\n]+)?=\s*\[|^\s*[@#[]+\w[\w.:]*tool\b/im;

/** What is in all that is written so, and found at once. */
const tool = /tool/i;
const desc = /desc/i;

const longest = 400_000;

export function mayHoldTools(path: string, text: string): boolean {
  if (text.length > longest || /\.d\.ts$/.test(path)) return false;
  return (desc.test(text) && described.test(text)) || positional.test(text) || (tool.test(text) && listed.test(text));
}
