/** Files that `sed` writes in place, as VS Code 1.139.1 reads them off the line. */

const inPlace = /(?:^|\s)(-[a-zA-Z]*[iI][a-zA-Z]*\S*|--in-place(?:=\S*)?|(-i|-I)\s*'[^']*'|(-i|-I)\s*"[^"]*")(?:\s|$)/;

export function sedWrites(command: string): readonly string[] {
  if (!/^sed\s+/.test(command) || !inPlace.test(command)) return [];
  const words = command.match(/(?:[^\s'"\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+/g)?.slice(1) ?? [];
  const files: string[] = [];
  let hasScript = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    if (/^--(?:expression|file)(?:=|$)/.test(word)) {
      hasScript = true;
      if (!word.includes("=")) at++;
    } else if (/^--/.test(word)) continue;
    else if (/^-./.test(word)) {
      const { takes, gives } = letters(word.slice(1), words[at + 1]);
      hasScript ||= gives;
      if (takes) at++;
    } else if (!hasScript) hasScript = true;
    else files.push(unquoted(word));
  }
  return files;
}

/** Whether short options take the next word, and whether they give the script. */
function letters(options: string, next: string | undefined): { readonly takes: boolean; readonly gives: boolean } {
  const edit = options.includes("i") ? options.indexOf("i") : options.indexOf("I");
  if (edit >= 0 && edit < options.length - 1) return { takes: false, gives: false };
  if (edit >= 0 && next !== undefined && isSuffix(next)) return { takes: true, gives: false };
  const script = options.includes("e") ? options.indexOf("e") : options.indexOf("f");
  return { takes: script >= 0 && script === options.length - 1, gives: script >= 0 };
}

function isSuffix(word: string): boolean {
  if (word === "''" || word === '""') return true;
  return unquoted(word) !== word && /^\.[^/]{0,9}$/.test(unquoted(word));
}

function unquoted(word: string): string {
  return /^(?:'.*'|".*")$/s.test(word) && word.length > 1 ? word.slice(1, -1) : word;
}
