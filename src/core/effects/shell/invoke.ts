import type { Act } from "../act.ts";
import { isAbsolute, lastPart, resolvePath } from "../paths.ts";
import { lookUp, programNames } from "../programs/catalogue.ts";
import { judgeBySpec } from "../programs/judge.ts";
import { type Spec, specOf } from "../programs/spec.ts";
import { runFile } from "../scripts.ts";
import { hole, isKnown, plain, type Text, unknownText } from "../text.ts";
import { type Builtin, bashBuiltins, globalAlias, suffixAlias } from "./bashBuiltins.ts";
import { compiled, live, patternSource } from "./bashPatterns.ts";
import { addAct, type Dialect, fileText, type Invocation, note, spend, subScope, type Word } from "./run.ts";
import { fileBuiltin, zshBuiltins } from "./zshBuiltins.ts";

/** Judges one simple command of a shell's own line; the text it prints as far as known. */
export function invokeCommand(call: Invocation): Text {
  const first = call.words[0] as Word;
  if (first.value.includes(hole)) return invoke(call);
  const named = call.scope.aliases.size > 0 ? aliasedLine(call) : undefined;
  if (named) return call.run.engine.evaluate(named.call, plain(named.text), call.scope.dialect);
  const defined = call.scope.functions.get(first.value);
  return (defined && call.run.engine.callFunction(call, defined)) ?? invoke(call);
}

/** Judges a builtin or program, whoever starts it; the text it prints as far as known. */
export function invoke(call: Invocation): Text {
  if (!spend(call)) return unknownText;
  if (call.run.depth > 36) {
    note(call, "cannot-be-parsed");
    return unknownText;
  }
  const first = call.words[0] as Word;
  if (first.value.includes(hole)) return invokeUnknown(call, first);
  const bare = call.words.some(({ value }) => emptyBeforeOption.test(value));
  if (bare) return invoke({ ...call, words: call.words.map(withoutEmpty) });
  if (first.fallback) note(call, "hidden-command", { span: first.span });
  if (first.glob && first.value !== "[" && /[*?[]/.test(first.value)) return invokePattern(call, first);
  const plainName = withoutDisguise(first.value);
  if (plainName !== first.value) {
    note(call, "hides-its-text", { span: first.span });
    keepRefusals(call, [plainName]);
  }
  if (first.decoded) note(call, "hides-its-text", { span: first.span });
  call.run.depth++;
  const printed = invokeProgram(call, first);
  call.run.depth--;
  return printed;
}

/** What is not known may be nothing at all, and what stands behind it an option. */
const emptyBeforeOption = new RegExp(`^${hole}+-(?=[a-zA-Z-])`);

function withoutEmpty(word: Word): Word {
  return emptyBeforeOption.test(word.value) ? { ...word, value: word.value.replaceAll(hole, "") } : word;
}

function invokeUnknown(call: Invocation, first: Word): Text {
  note(call, first.remote ? "runs-remote-code" : "hidden-command", { span: first.span });
  // What is not known may be nothing at all: `r$x"m"`.
  const rest = first.value.replaceAll(hole, "");
  if (rest !== "" && lookUp(bareName(lastPart(rest)), call.scope.dialect)) keepRefusals(call, [rest]);
  judgeTail(call);
  return unknownText;
}

/** `/bin/r?`: the programs it may mean. */
function invokePattern(call: Invocation, first: Word): Text {
  note(call, "hidden-command", { span: first.span });
  const pattern = first.value.slice(first.value.lastIndexOf("/") + 1);
  const source = patternSource(pattern.replace(/[*?[\]]/g, (character) => live[character] as string));
  const test = compiled(source && `^(?:${source})$`);
  const names = test ? programNames().filter((name) => test.test(name)) : [];
  keepRefusals(call, names.slice(0, 40));
  return unknownText;
}

/** Judges the command by other names of its program; what would be refused counts. */
function keepRefusals(call: Invocation, names: readonly string[]): void {
  const [first, ...rest] = call.words;
  onlyRefusals(call, () => {
    for (const value of names)
      call.run.engine.invoke({ ...call, words: [{ value, span: (first as Word).span }, ...rest] });
  });
}

/** A name as it looks to a person: without characters that cannot be seen, and with letters that look alike as one. */
function withoutDisguise(name: string): string {
  if (/^[\x20-\x7e]*$/.test(name)) return name;
  return name
    .normalize("NFKC")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/[\u0430-\u0458\u03bf\u03c1\u0261]/g, (letter) => lookalikes[letter] ?? letter);
}

const lookalikes: Readonly<Record<string, string>> = Object.fromEntries(
  [..."аaеeоoрpсcуyхxіiјjѕsԁdһhкkтtмmнhвbгrиuο\u006fρpɡg"].reduce<[string, string][]>((pairs, letter, index, all) => {
    if (index % 2 === 0) pairs.push([letter, all[index + 1] ?? letter]);
    return pairs;
  }, []),
);

/** The line an alias makes of the command; undefined: no alias is used. */
function aliasedLine(call: Invocation): { call: Invocation; text: string } | undefined {
  const [first, ...rest] = call.words as [Word, ...Word[]];
  const known = call.scope.aliases;
  const suffix = /\.(\w+)$/.exec(first.value)?.[1];
  const opener = suffix === undefined ? undefined : known.get(suffixAlias(suffix));
  const used = [first.value, ...call.words.map((item) => globalAlias(item.value))].filter((name) => known.has(name));
  if (used.length === 0 && opener === undefined) return undefined;
  const aliases = new Map(known);
  for (const name of used) aliases.delete(name);
  if (suffix !== undefined) aliases.delete(suffixAlias(suffix));
  const word = (item: Word) => known.get(globalAlias(item.value)) ?? quote(item.value);
  const head = known.get(first.value) ?? (opener === undefined ? word(first) : `${opener} ${quote(first.value)}`);
  return {
    call: { ...call, scope: { ...call.scope, aliases } },
    text: [head, ...rest.map(word)].join(" "),
  };
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function invokeProgram(call: Invocation, first: Word): Text {
  const { dialect } = call.scope;
  const shellLike = dialect === "bash" || dialect === "zsh";
  const builtin = shellLike ? builtinOf(first.value, dialect) : undefined;
  if (builtin) return typeof builtin === "function" ? builtin(call) : judgeBySpec(call, builtin);
  const name = programName(first.value, call);
  if (name === undefined) return invokePath(call, first);
  const entry = lookUp(name, dialect, bareName(first.value) !== first.value);
  if (entry) {
    const before = call.run.acts.length;
    const { tails } = call.run;
    const printed = judgeBySpec(call, specOf(entry));
    // What stands behind the innermost launcher was looked at once; those around it see the same words.
    if (call.run.tails === tails) {
      const own = call.run.acts.slice(before);
      if (startsMore(own)) judgeTail(call, takesProse(own));
    }
    return printed;
  }
  note(call, "unknown-program", { span: first.span, target: first.value });
  judgeTail(call);
  return unknownText;
}

/** What such a judgement is about starts something that its program's table may not name. */
const starting: ReadonlySet<string> = new Set([
  "starts-service",
  "opens-program",
  "runs-project-task",
  "runs-unseen-script",
  "runs-hidden-program",
  "runs-package-once",
  "runs-inline-code",
]);

/** Test runners and the like are given texts that are no commands. */
function takesProse(own: readonly Act[]): boolean {
  return own.some(({ rule }) => rule === "runs-project-task" || rule === "runs-inline-code");
}

/** Options whose value is a line to run. */
const givesLine = /^-{1,2}(?:c|e|x|C|exec|execute|command|cmd|eval|run|shell|build\.cmd)$|^--$/;

function startsMore(own: readonly Act[]): boolean {
  return own.some(({ rule }) => starting.has(rule)) && own.every(({ grade }) => grade !== "deny");
}

function builtinOf(name: string, dialect: Dialect): Builtin | Spec | undefined {
  if (dialect === "zsh" && Object.hasOwn(zshBuiltins, name)) return zshBuiltins[name];
  return Object.hasOwn(bashBuiltins, name) ? bashBuiltins[name] : undefined;
}

const standardFolders =
  /^(?:\/usr(?:\/local)?|\/opt\/homebrew|\/opt\/local|\/snap|\/nix\/var\/nix\/profiles\/default|\/run\/current-system\/sw)?\/s?bin\/[^/]+$|^\/usr\/libexec\/[^/]+$|^[a-z]:\/(?:windows|program files(?: \(x86\))?)\/.*[^/]+$/i;

/** The name to look a program up by; undefined: a file of its own, not a program of the system. */
function programName(written: string, call: Invocation): string | undefined {
  const text =
    call.scope.dialect === "cmd" || call.scope.dialect === "powershell" ? written.replaceAll("\\", "/") : written;
  if (!text.includes("/")) return (call.scope.dialect === "zsh" ? fileBuiltin(text) : undefined) ?? bareName(text);
  const absolute =
    isAbsolute(text) || text.startsWith("~") ? resolvePath(text, call.run.place, call.scope.cwd) : undefined;
  if (absolute && standardFolders.test(absolute)) return bareName(lastPart(absolute));
  if (/^\/(?:usr\/)?lib(?:32|64|x32)?\/(?:[^/]+\/)?ld-[\w.-]+\.so[\d.]*$/.test(absolute ?? "")) return "ld.so";
  return undefined;
}

function bareName(name: string): string {
  return name.replace(/\.(?:exe|com|cmd|bat)$/i, "");
}

/** A program given by its path: a wrapper checked in, an installed tool, or a script nobody looked at. */
function invokePath(call: Invocation, first: Word): Text {
  const path = first.value.replaceAll("\\", "/");
  const isTool =
    /(?:^|\/)(?:gradlew|mvnw)(?:\.(?:bat|cmd))?$|(?:^|\/)node_modules\/\.bin\/[^/]+$|^\.?\/?(?:manage\.py|bin\/(?:rails|rake|rspec|console|phpunit))$/.test(
      path,
    );
  if (isTool && !fileText(call, path)) note(call, "runs-project-task", { span: first.span, target: first.value });
  else runFile(call, { ...first, value: path });
  const base = bareName(lastPart(path));
  const interpreter =
    /^(?:python[\d.]*|node|pip[\d.]*|ruby|perl|bash|sh|zsh|dash|rm|busybox|rails|rake|wp|drush)$/.test(base)
      ? lookUp(base, call.scope.dialect)
      : undefined;
  if (interpreter) judgeBySpec(call, specOf(interpreter));
  else judgeTail(call);
  return unknownText;
}

/**
 * A program that is not known may run what follows it. What follows is judged as a command too, and counts where
 * it would be refused: a wrapper nobody listed must not soften it.
 */
function judgeTail(call: Invocation, prose = false): void {
  const { words, run } = call;
  run.tails++;
  // What stands behind may be such a program again; each level doubles what is to be looked at.
  if (run.exploring >= 2) return;
  run.exploring++;
  let programs = 0;
  for (let index = 1; index < Math.min(words.length, 8); index++) {
    const word = words[index] as Word;
    if (!isKnown(word) || word.value.startsWith("-")) continue;
    if (/\s/.test(word.value)) {
      if (!prose || givesLine.test(words[index - 1]?.value ?? "")) onlyRefusals(call, () => evaluateTexts(call, word));
    }
    // The first may be the name of a machine or of a thing: `host`, `docker`.
    else if (programs < 2 && /^[\w./-]+$/.test(word.value) && isProgram(word.value, call)) {
      programs++;
      onlyRefusals(call, () => call.run.engine.invoke({ ...call, words: words.slice(index) }));
    }
  }
  run.exploring--;
}

function isProgram(name: string, call: Invocation): boolean {
  return lookUp(bareName(lastPart(name)), call.scope.dialect) !== undefined;
}

/** A text that is given to what starts commands, or that starts itself (Groovy). */
const handedOn =
  /(?:exec\w*|system|spawn\w*|run|shell(?:[-_ ](?:command|script))?|popen\w*|call|command|sh)\W{0,4}(["'`])([^"'`\n]+)\1|"([^"\n]+)"\.execute/gi;

/** A line given as one word (`-e 'rm …'`, `:!rm …`), and the texts that code of a language nobody reads hands on. */
function evaluateTexts(call: Invocation, word: Word): void {
  const inner = [...word.value.matchAll(handedOn)].map((found) => found[2] ?? found[3] ?? "");
  for (const text of [word.value.replace(/^\s*:?!/, ""), ...inner.slice(0, 8)])
    if (isProgram(/^\s*([\w./-]+)\s/.exec(text)?.[1] ?? "", call))
      call.run.engine.evaluate(
        { ...call, scope: subScope(call.scope), stdin: undefined },
        { ...word, value: text },
        "bash",
      );
}

/** Of what is found only that counts which would be refused. */
function onlyRefusals(call: Invocation, judge: () => void): void {
  const before = call.run.acts.length;
  judge();
  const found = call.run.acts.splice(before);
  for (const item of found) if (item.grade === "deny") addAct(call.run, item, item.span);
}
