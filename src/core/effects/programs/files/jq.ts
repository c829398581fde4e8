/** jq and yq: their programs compute on data. What matters is the environment, files they load, and files they change. */
import { readAct, writeAct } from "../../access.ts";
import { secretName } from "../../shell/bashParameters.ts";
import { addAct, type Invocation, note, type Word } from "../../shell/run.ts";
import { hole, isKnown, marked, type Text } from "../../text.ts";
import { pathUse, readFile, withCommand } from "../judge.ts";
import { jqPrints } from "./jqText.ts";

/** Options that take values, by how many; the last value of a file option is the file. */
const taken: Readonly<Record<string, number>> = {
  "--arg": 2,
  "--argjson": 2,
  "--slurpfile": 2,
  "--rawfile": 2,
  "--argfile": 2,
  "--indent": 1,
  "-L": 1,
  "--library-path": 1,
  "--from-file": 1,
  "-f": 1,
  "-o": 1,
  "-p": 1,
  "-I": 1,
  "--output-format": 1,
  "--input-format": 1,
  "--expression": 1,
  "--split-exp": 1,
  "-s": 0,
};
const fileOptions = /^--(?:slurpfile|rawfile|argfile|from-file)$|^-f$/;

/** Judges jq: the first word that is no option is the program, the rest are files. */
export function judgeJq(call: Invocation): Text {
  return judgeProgram(call, { "-s": 0 });
}

/** Judges yq, whose `-i` writes back and whose `-s` splits into files. */
export function judgeYq(call: Invocation): Text {
  return judgeProgram(call, { "-s": 1 });
}

function judgeProgram(call: Invocation, own: Readonly<Record<string, number>>): Text {
  const { plainWords, options, read } = readWords(call, { ...taken, ...own });
  const hasFile = options.has("-f") || options.has("--from-file");
  const isYq = own["-s"] === 1;
  const rest = isYq && /^(?:e|eval|ea|eval-all)$/.test(plainWords[0]?.value ?? "") ? plainWords.slice(1) : plainWords;
  const expression = options.get("--expression");
  const program = expression ?? (hasFile ? undefined : rest[0]);
  const files = expression || hasFile ? rest : rest.slice(1);
  const texts = [...read, ...files].map((file) => readFile(call, file));
  if (isYq && program && files.length === 0 && /^[\w./-]+\.ya?ml$/.test(program.value))
    texts.push(readFile(call, program));
  const changes = [...options.keys()].some((name) => /^(?:-\w*i\w*|--in-?place)$/.test(name)) && isYq;
  for (const file of changes ? files : []) {
    addAct(call.run, withCommand(call, writeAct(pathUse(call, file), undefined, "program", call.run.place)), file.span);
  }
  if (options.has("--split-exp") || (isYq && options.has("-s"))) note(call, "writes-unknown-file");
  const secret = program ? judgeText(call, program) : false;
  if (texts.length === 0 && !changes) note(call, "prints");
  const made = isYq || !program ? undefined : madeText(call, program, options, texts);
  return { ...marked(hole, [...texts, call.stdin]), ...made, ...(secret ? { secret: true } : {}) };
}

/** What it prints, where its program only takes texts that are known. */
function madeText(
  call: Invocation,
  program: Word,
  options: ReadonlyMap<string, unknown>,
  texts: readonly Text[],
): Text | undefined {
  const letters = [...options.keys()].filter((name) => /^-\w+$/.test(name)).join("");
  const has = (letter: string, name: string) => letters.includes(letter) || options.has(name);
  const input = has("n", "--null-input") ? undefined : texts.length > 0 ? texts[0] : call.stdin;
  return jqPrints(program.value, input, has("r", "--raw-output") || has("j", "--join-output"));
}

interface Words {
  readonly plainWords: readonly Word[];
  readonly options: ReadonlyMap<string, Word | undefined>;
  /** Files that options name. */
  readonly read: readonly Word[];
}

function readWords(call: Invocation, counts: Readonly<Record<string, number>>): Words {
  const plainWords: Word[] = [];
  const read: Word[] = [];
  const options = new Map<string, Word | undefined>();
  const words = call.words.slice(1);
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as Word;
    const [name = "", glued] = word.value.split(/=(.*)/s);
    if (word.value === "--args" || word.value === "--jsonargs") {
      plainWords.push(...words.slice(at + 1, plainWords.length === 0 ? at + 2 : at + 1));
      break;
    }
    if (!/^-./.test(word.value)) {
      plainWords.push(word);
      continue;
    }
    const count = glued === undefined && Object.hasOwn(counts, name) ? (counts[name] ?? 0) : 0;
    const value = glued === undefined ? words[at + count] : { ...word, value: glued };
    options.set(name, count > 0 || glued !== undefined ? value : undefined);
    if (fileOptions.test(name) && value) read.push(value);
    at += count;
  }
  return { plainWords, options, read };
}

const shapes =
  /#[^\n]*|\benv\b(?=\s*:)|"((?:[^"\\]|\\[\s\S])*)"?|\.\s*(?:[A-Za-z_]\w*|")|\$ENV\b(?:\s*\.\s*(\w+)|\s*\[\s*"(\w+)"\s*\])?|\b(?:env|strenv)\s*\(\s*(\w+)\s*\)|\b(load(?:_\w+)?)\s*\(\s*"([^"]*)"|\b(import|include)\s+"([^"]*)"|\benv\b(?:\s*\.\s*(\w+)|\s*\[\s*"(\w+)"\s*\])?(?!\s*:)|\b(?:envsubst|load\w*|eval)\b|[A-Za-z_]\w*/g;

/** The names a program uses outside of its texts; what a text computes (`\(…)`) is program again. */
function judgeText(call: Invocation, program: Text & { readonly span: Word["span"] }, depth = 0): boolean {
  if (!isKnown(program)) note(call, "hidden-command", { span: program.span });
  let secret = false;
  for (const found of program.value.slice(0, 50_000).matchAll(shapes)) {
    const [whole, text, ...rest] = found;
    if (text?.includes("\\(") && depth < 8) {
      for (const inner of text.matchAll(/\\\(([^"]*)/g))
        secret = judgeText(call, { ...program, value: inner[1] ?? "" }, depth + 1) || secret;
    }
    const isKey = whole === "env" && /^\s*:/.test(program.value.slice(found.index + 3));
    if (isKey || whole.startsWith('"') || whole.startsWith("#") || whole.startsWith(".")) continue;
    secret = judgeName(call, whole, rest, program.span) || secret;
  }
  return secret;
}

function judgeName(
  call: Invocation,
  whole: string,
  parts: readonly (string | undefined)[],
  span: Word["span"],
): boolean {
  const [dotted, indexed, called, loads, file, , module, field, key] = parts;
  if (loads && file !== undefined)
    addAct(call.run, withCommand(call, readAct({ text: file, cwd: call.scope.cwd }, call.run.place)), span);
  if (module !== undefined) note(call, "reads-files", { span, target: module });
  if (/^load/.test(whole) && !file)
    note(call, "reads-files", { span, target: "files that are only known when it runs" });
  if (!/^(?:\$ENV|env|strenv)\b/.test(whole)) return false;
  const name = dotted ?? indexed ?? called ?? field ?? key;
  if (name === undefined) note(call, "lists-environment", { span });
  else if (secretName.test(name)) note(call, "reads-secret", { span, target: name });
  else return false;
  return true;
}
