/** Whether a file can hold the shape of a tool at all: looked at before its package, and long before it is parsed. */

/** What a model is told, under a key or by a method. */
const described =
  /\b(?:get_?|with_?)?[dD]esc(?:ription)?["']?\s*(?:[:=(,]|\)|=>)|[a-zA-Z_](?:Desc|_desc|_DESC)(?:ription|RIPTION)?\b|\bdescription\b\s*[}\]]|\bDESCRIPTION\b\s*[:=]|["'](?:description|Description)["']\s*(?:to\b|,|\])/;
/** `("close_ticket", "Closes a ticket …"`, `(close, "close_ticket", "Closes a ticket …"`, `["close_ticket", close, "…"`. */
const positional =
  /[([]\s*(?:[\w.]+\s*,\s*)?["'`][A-Za-z][\w.:/-]+["'`]\s*,\s*(?:[\w.]+\s*,\s*)?(?:[fru]{0,2})["'`]{1,3}\s*\w+\s/;
/** A list named for tools, and marks. */
const listed =
  /\bdef\s+\w*tools?\s*\(|\b(?:add|register|bind|attach)_?(?:tools?|functions?|skills?|actions?)\(|^\s*@\w*(?:callable|expose)\w*|derive\([^)]*Tool|(?:tools?|[a-z]_functions|(?:available|callable|llm|agent|model|ai)_?(?:functions|actions|skills))\w*\s*(?::[^=\n]+)?=\s*[[{]|^\s*[@#[]+[\w.:]*tool\b/im;
/** What documentation alone describes: a class of something called a tool, a function under a mark. */
const documented =
  /\bclass\s+\w+[^{;\n]{0,80}[(:\s]\w*(?:Tool|Skill|Action|Capability|Ability)\w*\s*[),{<]|^\s*[@[]\w*(?:Tool|Skill|Action|Capability|Ability|skill|action|capability|ability)\s*\(|\bsummary\s*[:=]\s*["'`]/m;

/** What is in all that is described, and found at once. */
const desc = /desc/i;
/** The same for what is listed or documented. */
const named = /tool|skill|action|callable|expose|functions|ability|summary|(?:add|register|bind|attach)_?function/i;

const longest = 400_000;

export function mayHoldTools(path: string, text: string): boolean {
  if (text.length > longest || /\.d\.ts$/.test(path)) return false;
  return (
    (desc.test(text) && described.test(text)) ||
    positional.test(text) ||
    (named.test(text) && (listed.test(text) || documented.test(text)))
  );
}
