/**
 * cmd.exe's own rules, for a line typed at its prompt (Windows 11 24H2): a caret hides the next character outside
 * quotes; a quote toggles; `&`, `&&`, `||`, `|` and parentheses separate; `%x%` expands before anything else.
 */
import { readAct, writeAct } from "../access.ts";
import { hole, joinTexts, marked, plain, type Text, unknownText } from "../text.ts";
import { secretName } from "./bashParameters.ts";
import { withoutMarks } from "./bashWords.ts";
import { addAct, fileText, type Invocation, maxDepth, note, rememberFile, type Scope, type Word, word } from "./run.ts";
import { maxTextLength } from "./syntax.ts";

type Caller = Pick<Invocation, "run" | "scope" | "span" | "stdin">;

interface Token {
  readonly kind: "word" | "operator" | "redirect";
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly secret?: boolean;
}

export function evaluateCmd(caller: Caller, text: string): Text {
  const { run } = caller;
  const whole = { run, span: caller.span, words: [word(text, caller.span)] };
  const source = withoutMarks(text);
  if (run.depth >= maxDepth || text.length > maxTextLength) {
    note(whole, "cannot-be-parsed");
    return unknownText;
  }
  if (source.includes(hole)) note(whole, "cannot-be-parsed");
  const scope: Scope = { ...caller.scope, dialect: "cmd", source };
  run.depth++;
  const lines = source.split(/\r?\n/);
  const printed: Text[] = [];
  let offset = 0;
  for (const line of lines) {
    printed.push(runLine({ ...caller, scope }, line, offset));
    offset += line.length + 1;
  }
  run.depth--;
  return joinTexts(printed);
}

function runLine(caller: Caller, line: string, offset: number): Text {
  if (/^\s*(?:rem\b|::)/i.test(line)) return plain("");
  const tokens = tokenize(line, caller, offset);
  if (!tokens) {
    note({ ...caller, words: [word(line, caller.span)] }, "cannot-be-parsed");
    return unknownText;
  }
  return runTokens(caller, tokens);
}

/** Commands one after the other; a pipe hands on what the one before prints. */
function runTokens(caller: Caller, tokens: readonly Token[]): Text {
  const printed: Text[] = [];
  let current: Token[] = [];
  let flow: Text | undefined = caller.stdin;
  const end = (operator: string) => {
    const text = current.length > 0 ? runSimple({ ...caller, stdin: flow }, current) : plain("");
    flow = operator === "|" ? text : caller.stdin;
    if (operator !== "|") printed.push(text);
    current = [];
  };
  for (const token of tokens) {
    if (token.kind === "operator") end(token.text);
    else current.push(token);
  }
  end("");
  return joinTexts(printed);
}

function runSimple(caller: Caller, tokens: readonly Token[]): Text {
  const words: Word[] = [];
  const outputs: { target: Word; append: boolean; standard: boolean }[] = [];
  let stdin = caller.stdin;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    const next = tokens[index + 1];
    if (token.kind === "word") {
      words.push(toWord(token));
      continue;
    }
    if (!next || next.kind !== "word" || /&\d$/.test(token.text)) continue;
    index++;
    const target = toWord(next);
    if (token.text.includes("<")) stdin = readInput(caller, target);
    else outputs.push({ target, append: token.text.includes(">>"), standard: !/^[2-9]/.test(token.text) });
  }
  const printed = words.length > 0 ? runWords({ ...caller, stdin }, words) : plain("");
  for (const { target, append, standard } of outputs) {
    const content = standard ? printed : undefined;
    addAct(
      caller.run,
      writeAct({ text: target.value, cwd: caller.scope.cwd }, content, "program", caller.run.place),
      target.span,
    );
    rememberFile(caller, target.value, content ?? unknownText, append);
  }
  return outputs.some((output) => output.standard) ? plain("") : printed;
}

function readInput(caller: Caller, target: Word): Text {
  const read = readAct({ text: target.value, cwd: caller.scope.cwd }, caller.run.place);
  addAct(caller.run, read, target.span);
  return fileText(caller, target.value) ?? { value: hole, ...(read.rule === "reads-secret" ? { secret: true } : {}) };
}

function toWord(token: Token): Word {
  const quoted = /^"[\s\S]*"$/.test(token.text);
  const value = token.text.replaceAll('"', "");
  return {
    value,
    span: { start: token.start, end: token.end },
    ...(token.secret ? { secret: true } : {}),
    ...(!quoted && /[*?]/.test(value) ? { glob: true } : {}),
  };
}

function runWords(caller: Caller, words: readonly Word[]): Text {
  const [first, ...rest] = words;
  if (!first) return plain("");
  const name = first.value.toLowerCase().replace(/^@/, "");
  const span = { start: first.span.start, end: words.at(-1)?.span.end ?? first.span.end };
  if (name === "for") return runFor(caller, rest, span);
  if (name === "if") return runIf(caller, rest);
  if (name === "else" || name === "do") return runWords(caller, rest);
  const glued = /^(cd|chdir|md|mkdir|rd|rmdir|del|dir|type|echo|copy|move|ren)([\\/.].*)$/i.exec(
    first.value.replace(/^@/, ""),
  );
  const split = glued
    ? [
        { ...first, value: glued[1] as string },
        { ...first, value: glued[1]?.toLowerCase() === "echo" ? (glued[2] as string).slice(1) : (glued[2] as string) },
      ]
    : [{ ...first, value: first.value.replace(/^@/, "") }];
  return caller.run.engine.invoke({ ...caller, words: [...split, ...rest], span });
}

/** `for … in (set) do command`: the loop variable is one of the set. */
function runFor(caller: Caller, words: readonly Word[], span: Word["span"]): Text {
  const at = words.findIndex((item) => item.value.toLowerCase() === "do");
  const open = words.findIndex((item) => item.value.toLowerCase() === "in");
  const variable = words.find((item) => /^%%?\w/.test(item.value))?.value.replace(/^%+/, "%") ?? "%";
  const set = words
    .slice(open + 1, at < 0 ? undefined : at)
    .map((item) => item.value.replace(/^\(|\)$/g, ""))
    .filter((text) => text !== "");
  const command = /^\s*['`](.*)['`]\s*$/.exec(set.join(" "))?.[1];
  const printed = command ? caller.run.engine.evaluate({ ...caller, span }, plain(command), "cmd") : undefined;
  if (at < 0) {
    note({ ...caller, words }, "cannot-be-parsed");
    return unknownText;
  }
  const values = command ? [hole] : set;
  const texts = values.slice(0, 20).map((value) => {
    const filled = words.slice(at + 1).map((item) => ({
      ...marked(
        item.value.replaceAll(new RegExp(`%{1,2}(?:~\\w*)?${escapePattern(variable.slice(1))}`, "gi"), () => value),
        [item, printed],
      ),
      span: item.span,
      ...(/[*?]/.test(value) ? { glob: true } : {}),
    }));
    return runWords(caller, stripParentheses(filled));
  });
  return joinTexts(texts);
}

function stripParentheses(words: Word[]): Word[] {
  return words
    .map((item) => ({ ...item, value: item.value.replace(/^\(|\)$/g, "") }))
    .filter((item) => item.value !== "");
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** The condition is skipped; both branches are judged. */
function runIf(caller: Caller, words: readonly Word[]): Text {
  let rest = words.filter((item) => !/^\/i$|^not$/i.test(item.value));
  const kind = rest[0]?.value.toLowerCase() ?? "";
  if (/^(?:exist|defined|errorlevel|cmdextversion)$/.test(kind)) rest = rest.slice(2);
  else if (/==/.test(kind)) rest = rest.slice(kind.endsWith("==") ? 2 : 1);
  else rest = rest.slice(rest[1]?.value === "==" ? 3 : 3);
  const other = rest.findIndex((item) => /^\)?else\(?$/i.test(item.value));
  const branches = other < 0 ? [rest] : [rest.slice(0, other), rest.slice(other + 1)];
  return joinTexts(branches.map((branch) => runWords(caller, stripParentheses(branch.map((item) => ({ ...item }))))));
}

/** undefined: a quote is left open in front of something that separates. */
function tokenize(line: string, caller: Caller, offset: number): Token[] | undefined {
  const { text, secret } = expandPercent(line, caller);
  const tokens: Token[] = [];
  let value = "";
  let start = -1;
  let quoted = false;
  const shift = (index: number) => offset + Math.min(index, line.length);
  const push = (index: number) => {
    if (start >= 0)
      tokens.push({
        kind: "word",
        text: value,
        start: shift(start),
        end: shift(index),
        ...(secret ? { secret: true } : {}),
      });
    value = "";
    start = -1;
  };
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    if (start < 0 && !/[\s,;=&|<>()]/.test(character)) start = index;
    if (character === '"') quoted = !quoted;
    if (quoted || character === '"') value += character;
    else if (character === "^") value += text[++index] ?? "";
    else if (
      /[\s,;]/.test(character) ||
      (character === "=" && tokens.length > 0 && !/^set$/i.test(tokens[0]?.text ?? "") && start < 0)
    )
      push(index);
    else if (/[&|]/.test(character)) {
      push(index);
      const double = text[index + 1] === character;
      tokens.push({
        kind: "operator",
        text: double ? character + character : character,
        start: shift(index),
        end: shift(index + 1),
      });
      if (double) index++;
    } else if (/[<>]/.test(character)) {
      const number = /^\d$/.test(value) ? value : "";
      if (number) value = "";
      else push(index);
      start = -1;
      const operator = /^(?:>>|>|<)(?:&\d)?/.exec(text.slice(index))?.[0] ?? character;
      tokens.push({
        kind: "redirect",
        text: number + operator,
        start: shift(index),
        end: shift(index + operator.length),
      });
      index += operator.length - 1;
    } else if (character === "(" && start < 0 && !isLoopSet(tokens))
      tokens.push({ kind: "operator", text: "(", start: shift(index), end: shift(index + 1) });
    else if (character === ")" && !isLoopSet(tokens)) {
      push(index);
      tokens.push({ kind: "operator", text: ")", start: shift(index), end: shift(index + 1) });
    } else {
      if (start < 0) start = index;
      value += character;
    }
  }
  push(text.length);
  return tokens;
}

/** Inside `for %i in (…)` parentheses hold the set. */
function isLoopSet(tokens: readonly Token[]): boolean {
  const first = tokens.findLast(
    (token, index) => token.kind === "word" && (index === 0 || tokens[index - 1]?.kind === "operator"),
  );
  if (first && /^@?for$/i.test(first.text)) return !tokens.some((token) => /^do$/i.test(token.text));
  return false;
}

/** `%x%` and `%x:a=b%`, before anything else is read. */
function expandPercent(line: string, caller: Caller): { text: string; secret: boolean } {
  let secret = false;
  const text = line.replace(
    /%([A-Za-z_][\w()]*)(?::([^%]*))?%|!([A-Za-z_]\w*)!/g,
    (whole, plainName: string | undefined, change: string | undefined, delayed: string | undefined) => {
      const name = (plainName ?? delayed ?? "").toLowerCase();
      const known = caller.scope.variables.get(name)?.[0];
      if (known?.secret || secretName.test(name)) secret = true;
      const value = known?.value ?? wellKnown(name, caller);
      // A name that this line sets is not yet set when the line is read; `call` reads it again.
      if (value === undefined) return new RegExp(`\\bset\\s+"?${escapePattern(name)}=`, "i").test(line) ? whole : hole;
      return change === undefined ? value : changed(value, change, whole);
    },
  );
  return { text, secret };
}

function changed(value: string, change: string, whole: string): string {
  const replaced = /^([^=]+)=(.*)$/.exec(change);
  if (replaced) return value.replaceAll(replaced[1] as string, () => replaced[2] as string);
  const slice = /^~(-?\d+)(?:,(-?\d+))?$/.exec(change);
  if (!slice) return whole;
  const from = Number(slice[1]);
  const rest = from < 0 ? value.slice(from) : value.slice(from);
  return slice[2] === undefined
    ? rest
    : Number(slice[2]) < 0
      ? rest.slice(0, Number(slice[2]))
      : rest.slice(0, Number(slice[2]));
}

function wellKnown(name: string, caller: Caller): string | undefined {
  const home = caller.run.place.home.replaceAll("/", "\\");
  const known: Readonly<Record<string, string | undefined>> = {
    userprofile: home,
    homepath: home.slice(2),
    homedrive: home.slice(0, 2),
    appdata: `${home}\\AppData\\Roaming`,
    localappdata: `${home}\\AppData\\Local`,
    temp: `${home}\\AppData\\Local\\Temp`,
    tmp: `${home}\\AppData\\Local\\Temp`,
    systemroot: "C:\\Windows",
    windir: "C:\\Windows",
    systemdrive: "C:",
    programfiles: "C:\\Program Files",
    programdata: "C:\\ProgramData",
    comspec: "C:\\Windows\\System32\\cmd.exe",
    public: "C:\\Users\\Public",
    cd: caller.scope.cwd,
    username: home.slice(home.lastIndexOf("\\") + 1),
  };
  return known[name];
}
