/** Judges a command by its program's table entry. */
import { deleteAct, readAct, writeAct } from "../access.ts";
import { type Act, act } from "../act.ts";
import { judgeInlineCode } from "../inlineCode.ts";
import { judgements } from "../judgements.ts";
import { hostOf, isLoopback } from "../network.ts";
import { lastPart } from "../paths.ts";
import { runFile } from "../scripts.ts";
import { addAct, commandText, fileText, type Invocation, note, rememberFile, type Word } from "../shell/run.ts";
import { hole, isKnown, joinTexts, marked, plain, type Text, unknownText } from "../text.ts";
import { type Arguments, type Item, readArguments } from "./arguments.ts";
import { textMadeBy } from "./decoders.ts";
import { type Role, type Spec, specOf } from "./spec.ts";
import { doubtful } from "./unknownOptions.ts";

/** @param words the words after the program or subcommand this spec is of. */
export function judgeBySpec(call: Invocation, spec: Spec, words: readonly Word[] = call.words.slice(1)): Text {
  if (isHelp(words, spec)) {
    note(call, "prints");
    return unknownText;
  }
  const before = call.run.acts.length;
  const args = readArguments(words, spec);
  const own = spec.target ?? nameOf(call, spec, args);
  for (const { rule, word } of args.rules) note(call, rule, { span: word.span, target: own });
  if (spec.sub) return judgeSub(call, spec, args, words);
  const taken: Text[] = call.stdin ? [call.stdin] : [];
  let spoken: Text | undefined;
  for (const item of args.items) {
    if (isOutput(item.role)) continue;
    const text = judgeItem(call, item, args, spec);
    taken.push(text);
    // What code was seen to print, and the names of secrets that are listed.
    if ((item.role === "code" || item.role === "look") && text.value !== hole)
      spoken = spoken ? joinTexts([spoken, text]) : text;
  }
  if (spec.rule && !onlyLooks(args)) note(call, spec.rule, { target: own });
  const text = marked(hole, spec.remote ? [...taken, { value: "", remote: true }] : taken);
  const more = spec.more?.(call, args);
  const answered = textMadeBy(lastPart(call.words[0]?.value ?? ""), call, args) ?? more;
  const printed = spec.byHand
    ? spec.byHand(call, args)
    : args.rest.length > 0
      ? call.run.engine.invoke({ ...call, words: args.rest })
      : (answered ?? spoken ?? text);
  for (const item of args.items) if (isOutput(item.role)) judgeOutput(call, item, printed);
  const leaks = call.run.acts.slice(before).some(({ rule }) => rule === "reads-secret");
  if (spec.sink) judgeSink(call, [...taken, ...words]);
  if (!spec.byHand) noteDoubtful(call, args, spec, before);
  if (call.run.acts.length === before) note(call, spec.operands?.includes("read") ? "reads-files" : "prints");
  const branches = spec.branches?.(args);
  if (branches)
    for (let at = before; at < call.run.acts.length; at++)
      call.run.acts[at] = { ...(call.run.acts[at] as Act), branches };
  return leaks ? { ...printed, secret: true } : printed;
}

/** Where everything else is harmless, an option that nobody knows is what to ask about. */
function noteDoubtful(call: Invocation, args: Arguments, spec: Spec, from: number): void {
  const found = doubtful(args.unknown, spec);
  if (!found || call.run.acts.slice(from).some(({ grade }) => grade !== "allow")) return;
  note(call, "unknown-subcommand", { target: commandText(call.words), span: found.word.span });
}

function nameOf(call: Invocation, spec: Spec, args: Arguments): string {
  if (spec.named === undefined) return commandText(call.words);
  return commandText(args.operands) || spec.named;
}

/** Some options turn the program into one that only looks (`--dry-run`, `--list`), whatever else is given. */
function onlyLooks(args: Arguments): boolean {
  return args.rules.length > 0 && args.rules.every(({ rule }) => judgements[rule].grade === "allow");
}

function judgeSub(call: Invocation, spec: Spec, args: Arguments, words: readonly Word[]): Text {
  const [name, ...rest] = args.operands;
  if (asksDeeply(args.operands)) {
    note(call, "prints");
    return unknownText;
  }
  const entry = name && spec.sub && Object.hasOwn(spec.sub, name.value) ? spec.sub[name.value] : undefined;
  if (name && !entry && typeof spec.otherwise === "object" && isKnown(name))
    return judgeBySpec(call, inherit(spec.otherwise, spec), words);
  for (const item of args.items) judgeItem(call, item, args, spec);
  spec.more?.(call, args);
  if (onlyLooks(args)) return unknownText;
  if (!name) {
    const rule = spec.bare ?? "prints";
    if (args.rules.length === 0 || judgements[rule].grade === "allow") note(call, rule);
    return unknownText;
  }
  if (!isKnown(name)) {
    note(call, "hidden-command", { span: name.span });
    return unknownText;
  }
  if (entry === undefined) {
    note(call, typeof spec.otherwise === "string" ? spec.otherwise : "unknown-subcommand", {
      target: commandText(call.words),
    });
    if (spec.sink) judgeSink(call, rest);
    return spec.remote ? { value: hole, remote: true } : unknownText;
  }
  if (asksForHelp(rest)) {
    note(call, "prints");
    return unknownText;
  }
  return judgeBySpec(call, inherit(specOf(entry), spec), rest);
}

/** `system reset --help`: help of what stands below; where another program may follow, it could be that one's. */
function asksDeeply(words: readonly Word[]): boolean {
  return (
    words.length > 1 &&
    words.length < 5 &&
    words.at(-1)?.value === "--help" &&
    words
      .slice(0, -1)
      .every(
        ({ value }) =>
          /^[a-z][a-z0-9:-]*$/.test(value) &&
          !/^(?:run|exec|execute|x|dlx|start|create|shell|eval|compose|enter|ssh|sh)/.test(value),
      )
  );
}

/** All a subcommand is asked for is how it is used. */
function asksForHelp(words: readonly Word[]): boolean {
  return words.length === 1 && /^(?:--help|-h|-help|--version)$/.test(words[0]?.value ?? "");
}

/** Parts of a remote service stay remote. */
function inherit(spec: Spec, parent: Spec): Spec {
  return parent.sink && spec.sink === undefined ? { ...spec, sink: true } : spec;
}

function isHelp(words: readonly Word[], spec: Spec): boolean {
  // Cmdlets know only `-?`, and that themselves: `-V` is short for `-Verbose`.
  if (words.length === 0 || spec.style === "powershell") return false;
  const first = words[0]?.value ?? "";
  if (spec.style === "windows" && (words.length === 1 || !spec.noHelp) && words.some((word) => isQuestion(word.value)))
    return true;
  if (spec.noHelp) return words.length === 1 && /^(?:--version|--help|-V)$/.test(first);
  if (words.length === 1 && /^(?:--?help|--?version|-V)$/.test(first)) return true;
  if (/^--(?:help(?:-[\w-]+)?(?:=\S+)?|version)$/.test(first)) return true;
  return false;
}

/** Windows: asked for its help, a program does nothing else. */
function isQuestion(text: string): boolean {
  return text === "/?" || text === "-?";
}

function isOutput(role: Role): boolean {
  return role === "write" || role === "append";
}

/** Judges one word by what it is to its program; the text it brings in. */
function judgeItem(call: Invocation, item: Item, args: Arguments, spec: Spec): Text {
  const onlyChecked = item.role === "script" && spec.checks?.some((name) => args.options.has(name));
  return roles[onlyChecked ? "read" : item.role](call, item.word, args, spec);
}

type JudgeRole = (call: Invocation, word: Word, args: Arguments, spec: Spec) => Text;

const roles: Readonly<Record<Role, JudgeRole>> = {
  text: (_call, word) => word,
  read: readFile,
  look: (call, word) => {
    const read = withCommand(call, readAct(pathUse(call, word), call.run.place));
    const isContent = read.rule === "reads-secret";
    addAct(call.run, isContent ? act("reads-files", { target: read.targets[0], paths: read.paths }) : read, word.span);
    // Its name is printed, and may be what the next program reads.
    return isContent ? marked(`${word.value}\n`, [word]) : marked(hole, [word]);
  },
  list: readFile,
  write: (_call, word) => word,
  append: (_call, word) => word,
  dir: (_call, word) => word,
  delete: (call, word, args) => {
    if (word.value === "") return word;
    const recursive = ["r", "R", "recursive", "recurse", "s"].some((name) => args.options.has(name));
    addAct(call.run, withCommand(call, deleteAct(pathUse(call, word), { recursive }, call.run.place)), word.span);
    return word;
  },
  shell: (call, word, _args, spec) => {
    if (word.remote) note(call, "runs-remote-code", { span: word.span });
    else if (!spec.noHelp) note(call, "runs-hidden-program", { span: word.span, target: word.value });
    return call.run.engine.evaluate(call, word, "bash");
  },
  program: (call, word) => {
    note(call, word.remote ? "runs-remote-code" : "runs-hidden-program", { span: word.span, target: word.value });
    call.run.engine.evaluate(call, word, "bash");
    return unknownText;
  },
  script: (call, word) => {
    runFile(call, word);
    return unknownText;
  },
  command: (_call, word) => word,
  url: (call, word) => {
    const target = word.value.replaceAll(hole, "…");
    if (/^file:/i.test(target)) return readFile(call, word);
    note(call, isLoopback(target) ? "reads-records" : "fetches-network", {
      span: word.span,
      target,
      hosts: [hostOf(target)],
    });
    return { ...marked(hole, [word]), remote: true };
  },
  host: (call, word) => {
    const host = hostOf(word.value.replaceAll(hole, "…"));
    note(call, isLoopback(host) ? "reads-records" : "contacts-network", {
      span: word.span,
      target: host,
      hosts: [host],
    });
    return { ...marked(hole, [word]), remote: true };
  },
  data: (call, word) => {
    if (word.value === "@-") return call.stdin ?? unknownText;
    const file = /^(?:[\w.[\]-]*=)?[@<](.+)$/.exec(word.value)?.[1];
    return file ? readFile(call, { ...word, value: file.split(";")[0] as string }) : word;
  },
  upload: (call, word) =>
    word.value === "-" || word.value === "." ? (call.stdin ?? unknownText) : readFile(call, word),
  code: (call, word, args) => {
    const all = args.items.filter((item) => item.role === "code").map((item) => item.word);
    // Several pieces are one text, in which later ones see what earlier ones set.
    if (all.length > 1 && word !== all[0]) return unknownText;
    return judgeInlineCode(call, { ...word, ...joinTexts(all, "\n") });
  },
};

/** Reads a file: judged, and answered with what it is known to hold. */
export function readFile(call: Invocation, word: Word): Text {
  if (word.value === "-") return call.stdin ?? unknownText;
  const known = fileText(call, word.value);
  const read = readAct(pathUse(call, word), call.run.place);
  addAct(call.run, withCommand(call, read), word.span);
  judgeResponseFile(call, word);
  if (known) return known;
  if (read.paths.includes("/dev/null")) return plain("");
  return read.rule === "reads-secret" ? { value: hole, secret: true } : marked(hole, [word]);
}

/** `@file`: for many programs a file that holds further words, which they show where they make no sense of them. */
function judgeResponseFile(call: Invocation, word: Word): void {
  if (!word.value.startsWith("@")) return;
  const named = readAct(pathUse(call, { ...word, value: word.value.slice(1) }), call.run.place);
  if (named.rule === "reads-secret") addAct(call.run, withCommand(call, named), word.span);
}

function judgeOutput(call: Invocation, item: Item, printed: Text): void {
  if (item.word.value === "-") return;
  const written = writeAct(
    pathUse(call, item.word),
    item.role === "append" ? undefined : printed,
    "program",
    call.run.place,
  );
  addAct(call.run, withCommand(call, written), item.word.span);
  const isEmpty = item.role === "write" && isKnown(printed) && printed.value.trim() === "";
  if (isEmpty && written.rule === "writes-in-workspace")
    note(call, "truncates-file", { target: item.word.value, span: item.word.span });
  rememberFile(call, targetFile(item.word.value), printed, item.role === "append");
}

function targetFile(path: string): string {
  return path.endsWith("/") ? path.slice(0, -1) : path;
}

function judgeSink(call: Invocation, given: readonly Text[]): void {
  const secret = given.some((text) => text.secret);
  if (given.some((text) => text.fromShell)) note(call, "opens-remote-shell");
  if (!secret) return;
  note(call, "sends-secret", {
    target: call.run.acts.findLast((found) => found.hosts.length > 0)?.hosts[0] ?? "the network",
  });
}

export function pathUse(call: Invocation, word: Word): { text: string; glob: boolean; cwd: string | undefined } {
  return { text: word.value, glob: word.glob === true, cwd: call.scope.cwd };
}

export function withCommand(call: Invocation, found: Act): Act {
  return { ...found, command: commandText(call.words) };
}
