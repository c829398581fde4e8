/** Builtins, loadable modules and standard functions that only zsh has. */
import { hole, joinTexts, marked, plain, type Text, unknownText } from "../text.ts";
import { type Builtin, type Builtins, prints, runText } from "./bashBuiltins.ts";
import { decodeAnsi } from "./posix/ansi.ts";
import { type Invocation, note, setVariable, type Word } from "./run.ts";

/** Functions that come with zsh; a file of that name in front of them would be a change of `fpath`. */
const standardFunctions =
  /^(?:is-at-least|colors|zmv|zcp|zln|zargs|zcalc|add-zsh-hook|add-zle-hook-widget|compinit|bashcompinit|compaudit|vcs_info|promptinit|regexp-replace|run-help.*|tetris|zed|zkbd|zrecompile|zstyle\+|edit-command-line|(?:up|down)-line-or-beginning-search|history-search-end|select-word-style|url-quote-magic|bracketed-paste-magic|_\w+|throw|catch|cdr|chpwd_recent_dirs|age|before|after|nslookup|mere|pick-web-browser|zsh-mime-setup|zftp|zfinit|ztodo|zbell)$/;

function runUnseen(call: Invocation): Text {
  note(call, "runs-unseen-script", { target: call.words[0]?.value });
  return unknownText;
}

/** A precommand modifier: what follows is the command, a function too. */
const modifier: Builtin = (call) =>
  call.words.length > 1 ? call.run.engine.command({ ...call, words: call.words.slice(1) }) : prints(call);

/** Modules that only compute or show. */
const harmlessModules =
  /^zsh\/(?:datetime|mathfunc|stat|complist|complete|computil|compctl|zutil|parameter|param\/private|regex|pcre|terminfo|termcap|zprof|langinfo|rlimits|sched|zle|zleparameter|main|cap|attr|files|nearcolor|example|watch|hlgroup|random|ksh93)$/;

export const zshBuiltins: Builtins = {
  noglob: modifier,
  nocorrect: modifier,
  "-": modifier,
  setopt: (call) => setOptions(call, true),
  unsetopt: (call) => setOptions(call, false),
  print,
  zmodload: (call) => {
    const modules = call.words.slice(1).filter((item) => !/^[-+]/.test(item.value));
    const lists = call.words.slice(1).every((item) => /^-[LFeul]+$/.test(item.value));
    const known = modules.filter((item) => item.value.startsWith("zsh/"));
    const harmless = known.length > 0 && known.every((item) => harmlessModules.test(item.value));
    note(call, lists || harmless ? "prints" : "runs-hidden-program");
    return plain("");
  },
  autoload: (call) => {
    for (const file of call.words.slice(1)) {
      if (/[/]/.test(file.value)) note(call, "runs-unseen-script", { span: file.span, target: file.value });
      else if (/^[\w-]+$/.test(file.value) && !/^[-+]/.test(file.value) && !standardFunctions.test(file.value))
        call.scope.functions.set(file.value, { call: runUnseen });
    }
    return prints(call);
  },
  emulate: (call) => {
    const [, ...words] = call.words;
    const mode = words.find((item) => !item.value.startsWith("-"));
    const at = words.findIndex((item) => item.value === "-c");
    const splitsWords = mode !== undefined && mode.value !== "zsh";
    if (at < 0) call.scope.splitsWords = splitsWords;
    else runText({ ...call, scope: { ...call.scope, splitsWords } }, words[at + 1] ?? plain(""));
    return prints(call);
  },
  zftp: (call) => {
    const [, verb, ...given] = call.words;
    const sends = /^(?:put|putat|append|appendat)$/.test(verb?.value ?? "");
    const secret = sends && [call.stdin, ...given].some((text) => text?.secret === true);
    note(call, secret ? "sends-secret" : sends ? "sends-outward" : "contacts-network", { target: "FTP" });
    return { value: hole, remote: true };
  },
  zcompile: { operands: "write*", options: "U M R c z a m t" },
  "add-zsh-hook": runNamed,
  zle: (call) => {
    const [, widget] = call.words;
    const runs = widget && call.scope.functions.has(widget.value);
    return runs ? call.run.engine.command({ ...call, words: call.words.slice(1) }) : prints(call);
  },
  sched: (call) => runText(call, joinTexts(call.words.slice(2), " ")),
  zmv: moveMatching,
  zcp: moveMatching,
  zln: moveMatching,
  zargs: forEachArgument,
  ztcp: openConnection,
  zsocket: openConnection,
  zpty: { options: "d L r w t n b e", operands: "text shell", rule: "starts-service", noHelp: true },
  r: { rule: "hidden-command" },
  bindkey: (call) => {
    const text = call.words.findIndex((item) => item.value === "-s");
    const keys = text > 0 ? (call.words[text + 2] ?? unknownText) : undefined;
    if (keys) note(call, "runs-hidden-program", { target: keys.value });
    if (keys) runText(call, marked(decodeAnsi(keys.value), [keys]));
    return prints(call);
  },
  compinit: { rule: "runs-unseen-script" },
  ...Object.fromEntries(
    "unhash unfunction disable zstyle vared colors limit unlimit functions aliases zprof zstat strftime compdef zparseopts zselect zformat getln echotc echoti promptinit whence where rehash dirs zcalc is-at-least regexp-replace vcs_info zregexparse comparguments zbell"
      .split(" ")
      .map((name) => [name, {}]),
  ),
};

function setOptions(call: Invocation, on: boolean): Text {
  for (const item of call.words.slice(1)) {
    const name = item.value.toLowerCase().replaceAll("_", "");
    if (/^(?:no)?shwordsplit$/.test(name)) call.scope.splitsWords = on !== name.startsWith("no");
  }
  return prints(call);
}

/** `zf_rm` and its kin are the programs of the same name. */
export function fileBuiltin(name: string): string | undefined {
  return /^zf_(rm|mv|ln|mkdir|rmdir|chmod|chown|chgrp|sync)$/.exec(name)?.[1];
}

/** Options of `print` that do not go with a value. */
function print(call: Invocation): Text {
  let words = call.words.slice(1);
  const options = new Map<string, Word | undefined>();
  while (words[0] && /^-[a-zA-Z]+$/.test(words[0].value)) {
    const letters = words[0].value.slice(1);
    const last = letters.at(-1) ?? "";
    for (const letter of letters) options.set(letter, /[vufCx]/.test(last) ? words[1] : undefined);
    words = words.slice(/[vufCx]$/.test(letters) ? 2 : 1);
  }
  if (words[0]?.value === "--" || words[0]?.value === "-") words = words.slice(1);
  const given = joinTexts(words, options.has("l") ? "\n" : options.has("N") ? "\0" : " ");
  const text = options.has("r") || options.has("R") ? given : marked(decodeAnsi(given.value), [given]);
  note(call, "prints");
  // Text for a prompt is expanded when it is shown; text for the editor or the history is run by one key.
  if (options.has("P"))
    call.run.engine.evaluate(call, marked(`: "${given.value.replaceAll('"', '\\"')}"`, [given]), "zsh");
  if (options.has("z")) {
    note(call, "runs-hidden-program", { target: given.value });
    runText(call, given);
  }
  const hidden = text.value !== given.value && /\\(?:x|u|0[0-7])/.test(given.value);
  const printed = { ...text, value: text.value + (options.has("n") ? "" : "\n"), ...(hidden ? { decoded: true } : {}) };
  const target = options.get("v");
  if (target) setVariable(call.scope, target.value, text);
  const descriptor = options.get("u");
  if (descriptor) call.run.takers.get(`/dev/fd/${descriptor.value}`)?.(printed);
  return target ? plain("") : printed;
}

/** `add-zsh-hook precmd f`: the shell calls f by itself. */
function runNamed(call: Invocation): Text {
  const name = call.words.at(-1);
  const removes = call.words.some((item) => /^-[dDL]/.test(item.value));
  if (removes || !name || call.words.length < 3) return prints(call);
  note(call, "runs-hidden-program", { target: name.value });
  return call.run.engine.command({ ...call, words: [name] });
}

/** `zmv '(*).a' '$1.b'` renames what matches; `-n` shows it, `-p` has a program do it. */
function moveMatching(call: Invocation): Text {
  const words = call.words.slice(1);
  const options = words.filter((item) => /^-[a-zA-Z]+$/.test(item.value)).map((item) => item.value);
  if (options.some((option) => option.includes("n"))) return prints(call);
  const program = words[words.findIndex((item) => /^-\w*p$/.test(item.value)) + 1];
  if (program && options.some((option) => option.endsWith("p")))
    call.run.engine.invoke({ ...call, words: [program, { ...plain("."), span: call.span }] });
  note(call, "writes-unknown-file");
  return unknownText;
}

/** `zargs -- words -- command`. */
function forEachArgument(call: Invocation): Text {
  const words = call.words.slice(1);
  const from = words.findIndex((item) => item.value === "--");
  const to = words.findIndex((item, index) => index > from && item.value === "--");
  if (from < 0 || to < 0) return prints(call);
  const command = words.slice(to + 1);
  const given = words.slice(from + 1, to);
  return command.length === 0 ? prints(call) : call.run.engine.invoke({ ...call, words: [...command, ...given] });
}

/** A connection becomes a descriptor, whose number is in REPLY (or the one of `-d`). */
function openConnection(call: Invocation): Text {
  const words = call.words.slice(1);
  if (words.some((item) => /^-\w*[cL]/.test(item.value))) return prints(call);
  const listens = words.some((item) => /^-\w*l/.test(item.value));
  const given = words.find((_item, index) => words[index - 1]?.value === "-d");
  const [host] = words.filter((item) => !item.value.startsWith("-") && item !== given);
  const number = given?.value ?? "71";
  note(call, listens ? "opens-tunnel" : "contacts-network", {
    target: host?.value,
    hosts: host && !listens ? [host.value] : [],
  });
  setVariable(call.scope, "REPLY", plain(number));
  call.run.sockets.set(`/dev/fd/${number}`, host?.value ?? "a connection");
  call.run.files.set(`/dev/fd/${number}`, { ...unknownText, remote: true });
  return plain("");
}
