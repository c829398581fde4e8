/** What a call of the sink tables would do with what it is given: the same judgements as for a command or a file. */
import type { Effect } from "../../model/effect.ts";
import type { Call } from "../../parse/code/code.ts";
import { deleteAct, type PathUse, readAct, writeAct } from "../access.ts";
import { refine } from "../code/refine.ts";
import type { Sink } from "../code/sink.ts";
import { type JudgementId, ruleOfEffect } from "../judgements.ts";
import { hostOf, isLoopback } from "../network.ts";
import { addAct, type Dialect, fileText, subScope, type Word } from "../shell/run.ts";
import { judgeSql } from "../sql.ts";
import { hole, isKnown, marked, type Text } from "../text.ts";
import { type Given, type Machine, note, noteSecrets, remember, runHandedOn } from "./machine.ts";
import { carries, choices, itemsOf, knownText, madeFrom, unknown, type Value } from "./value.ts";

/** One call of a sink. */
export interface Use {
  readonly given: Given;
  readonly code: Call;
  /** What the method is called on. */
  readonly object: Value;
}

/** Judges a call by its row in the tables; what it answers. */
export function judgeSink(sink: Sink, symbol: string, use: Use, machine: Machine): Value {
  const answer = judgeUse(sink, symbol, use, machine);
  runHandedOn(use.given, answer, machine);
  // What was read is data, whatever read it.
  const isData = sink.effects.includes("read-files") || (sink.refine === "open-mode" && answer.handle === undefined);
  return answer.symbol === undefined && !isData ? { ...answer, symbol: `${symbol}()` } : answer;
}

function judgeUse(sink: Sink, symbol: string, use: Use, machine: Machine): Value {
  const { effects } = sink;
  switch (sink.refine) {
    case "command":
      return judgeCommand(symbol, use, machine);
    case "code":
      return evaluated(symbol, machine.parts.runText(codeText(use), machine));
    case "sql":
      return judgeQuery(use, machine);
    case "open-mode":
      return judgeOpen(symbol, use, machine);
    case "socket":
      return judgeSocket(symbol, use, machine);
    case "http":
    case "http-route": {
      const refined = [...effects, ...refine(sink.refine, use.code, symbol).effects];
      return judgeRequest(symbol, refined, use, machine);
    }
    default:
      break;
  }
  if (effects.includes("delete-files")) return judgeDeletion(symbol, use, machine);
  if (effects.includes("write-files")) return judgeWrite(symbol, use, machine);
  if (effects.includes("read-files")) return judgeRead(use, machine);
  if (effects.includes("kill-process")) {
    machine.facts.understood = false;
    note(machine, use.given.list.some((value) => value.value === "-1") ? "ends-all-processes" : "ends-processes", {
      target: symbol,
    });
    return unknown;
  }
  if (effects.length === 1 && effects[0] === "change-access" && sharesPath(symbol)) return judgeRights(use, machine);
  return judgeEffects(effects, symbol, use.given, machine);
}

/** `new Function(…)` makes a function; the rest runs at once. */
function evaluated(symbol: string, result: Value): Value {
  return /^(?:Function|vm\.(?:Script|compileFunction)|create_function|compile)$/.test(symbol)
    ? { ...unknown, gives: result, symbol: `${symbol}()` }
    : result;
}

function sharesPath(symbol: string): boolean {
  return /ch(?:mod|own|grp)/i.test(symbol);
}

/** Effects whose arguments say no more. */
export function judgeEffects(effects: readonly Effect[], symbol: string, given: Given, machine: Machine): Value {
  machine.facts.understood = false;
  const secret = noteSecrets(given, machine);
  for (const effect of effects) {
    const rule = ruleOf[effect];
    if (rule) note(machine, rule, { target: symbol });
    if (effect === "read-secrets") machine.facts.secret = true;
    if (effect === "send-outward" || effect === "fetch-network") machine.facts.network ??= symbol;
  }
  if (secret && effects.includes("send-outward")) note(machine, "sends-secret", { target: symbol });
  runHandedOn(given, madeFrom(given.all), machine);
  const reads = effects.includes("read-secrets") ? { secret: true } : {};
  const remote = effects.includes("fetch-network") ? { remote: true } : {};
  return { ...madeFrom(given.all), symbol: `${symbol}()`, ...reads, ...remote };
}

const ruleOf: Readonly<Partial<Record<Effect, JudgementId>>> = {
  ...ruleOfEffect,
  "fetch-network": "fetches-network",
  "write-files": "writes-in-workspace",
};

/** The paths a call names: those of a path object first, then by position. */
function pathsOf({ given, object }: Use): readonly Value[] {
  const own = /^(?:pathlib\.)?Path(?:name)?\(\)|Path\(\)/.test(object.symbol ?? "") ? [object] : [];
  return [...own, ...given.list, ...["path", "file", "src", "dst"].flatMap((name) => given.named.get(name) ?? [])];
}

function pathUses(value: Value | undefined, machine: Machine): PathUse[] {
  if (!value) return [];
  return itemsOf(value)
    .flatMap(choices)
    .filter((item) => !item.fields && !item.closure)
    .map((item) => ({ text: item.value, glob: item.glob === true, cwd: machine.scope.cwd }));
}

function judgeDeletion(symbol: string, use: Use, machine: Machine): Value {
  machine.facts.understood = false;
  const paths = pathsOf(use);
  const many = /unlink|remove|delete|rm/i.test(symbol) && !symbol.startsWith("shutil");
  const recursive =
    recursiveDeletion.test(symbol) ||
    [...use.given.all].some(
      (value) => value.fields?.get("recursive")?.value === "true" || value.value === "recursive=TRUE",
    ) ||
    use.given.named.has("recursive");
  const found = (many ? paths : paths.slice(0, 1)).flatMap((value) => pathUses(value, machine));
  for (const path of found) {
    const { place } = machine.invocation.run;
    addAct(machine.invocation.run, deleteAct(path, { recursive }, place), machine.invocation.span);
  }
  if (found.length === 0) note(machine, "deletes-unknown-files");
  return unknown;
}

const recursiveDeletion =
  /rmtree|removedirs|rm_r|rm_rf|remove_tree|remove_dir|remove_entry|rimraf|emptyDir|fs\.(?:rm|remove)$|Deno\.remove|^trash|^del$|Recursive/;

const twoPaths =
  /(?:rename|renames|replace|move|mv|cp|cp_r|copy\w*|symlink\w*|link\w*|ln\w*|hardlink_to|make_symlink)$/i;

function judgeWrite(symbol: string, use: Use, machine: Machine): Value {
  machine.facts.understood = false;
  noteSecrets(use.given, machine);
  const [first, second] = pathsOf(use);
  const { run, span } = machine.invocation;
  if (twoPaths.test(symbol)) {
    for (const path of pathUses(first, machine)) addAct(run, readAct(path, run.place), span);
    for (const path of pathUses(second, machine)) addAct(run, writeAct(path, undefined, "program", run.place), span);
    const moves = /(?:rename|renames|replace|move|mv)$/i.test(symbol);
    for (const path of moves ? pathUses(first, machine) : []) {
      const gone = deleteAct(path, { recursive: true }, run.place);
      // What is moved is still there; only what must not go away at all counts.
      if (gone.grade === "deny") addAct(run, gone, span);
    }
    const known = first && fileText({ run, scope: machine.scope }, first.value);
    if (known && second) remember(machine, second.value, known);
    return unknown;
  }
  const folder = /mkdir|mkpath|makedirs|ensureDir|createDirectory|dir\.create|make_path/.test(symbol);
  for (const path of pathUses(first, machine)) writePath(path, folder ? undefined : second, machine, folder);
  return unknown;
}

/** A folder is judged by what it could hold. */
function writePath(path: PathUse, content: Text | undefined, machine: Machine, folder = false): void {
  const { run, span } = machine.invocation;
  const use = folder ? { ...path, text: `${path.text}/.keep` } : path;
  addAct(run, writeAct(use, content, "program", run.place), span);
  if (!folder) remember(machine, path.text, content ?? unknown);
}

function judgeRead(use: Use, machine: Machine): Value {
  const { run, span } = machine.invocation;
  let answer: Value = unknown;
  const paths = pathUses(pathsOf(use)[0], machine);
  for (const path of paths) {
    if (/^[a-z]+:\/\//i.test(path.text) && !/^file:/i.test(path.text)) {
      answer = judgeRequest("", ["fetch-network"], use, machine);
      continue;
    }
    const read = readAct(path, run.place);
    addAct(run, read, span);
    if (read.rule === "reads-secret") machine.facts.secret = true;
    const known = fileText({ run, scope: machine.scope }, path.text);
    answer = { ...answer, ...(known ?? {}), ...(read.rule === "reads-secret" ? { secret: true } : {}) };
  }
  return answer;
}

function judgeRights(use: Use, machine: Machine): Value {
  machine.facts.understood = false;
  for (const value of pathsOf(use).slice(0, 2)) {
    for (const path of pathUses(value, machine)) {
      if (/^(?:0o?)?\d+$/.test(path.text)) continue;
      note(machine, "changes-file-rights", { target: path.text });
      const written = writeAct(path, undefined, "program", machine.invocation.run.place);
      if (written.grade === "deny") addAct(machine.invocation.run, written, machine.invocation.span);
    }
  }
  return unknown;
}

/** `open(path, mode)`; in Perl and Ruby a path may be a command with a bar, and the mode may stand before it. */
function judgeOpen(symbol: string, use: Use, machine: Machine): Value {
  const isPerl = machine.language.name === "perl" && symbol === "open";
  const list = isPerl ? use.given.list.slice(1) : pathsOf(use);
  const [first = unknown, second] = list;
  const written = isPerl
    ? perlOpening(first, second)
    : {
        mode: knownText(use.given.named.get("mode") ?? second) ?? (second && !second.fields ? undefined : "r"),
        path: first,
      };
  const text = knownText(written.path) ?? written.path.value;
  const pipes = machine.language.name === "ruby" || machine.language.name === "perl";
  if (pipes && (/^\s*\|/.test(text) || (isPerl && /\|\s*$/.test(text)) || written.mode === "|")) {
    return startText({ ...written.path, value: text.replace(/^\s*\||\|\s*$/g, "") }, machine);
  }
  if (/^[a-z]+:\/\//i.test(text)) return judgeRequest(symbol, ["fetch-network"], use, machine);
  // Perl makes a copy of a handle of `>&S`: how a shell is tied to a socket.
  if (written.mode === "&") return unknown;
  const isRead = written.mode !== undefined && !/[wax+>]/.test(written.mode);
  if (isRead) return judgeRead({ ...use, given: { ...use.given, list: [written.path] }, object: unknown }, machine);
  machine.facts.understood = false;
  const appends = written.mode === undefined || /a|>>/.test(written.mode);
  const { run, span } = machine.invocation;
  for (const path of pathUses(written.path, machine)) {
    const act = writeAct(path, undefined, "program", run.place);
    addAct(run, act, span);
    if (written.mode === undefined) addAct(run, readAct(path, run.place), span);
    if (!appends) remember(machine, path.text, unknown);
  }
  return { ...unknown, symbol: `${symbol}()`, handle: text };
}

interface Opening {
  readonly mode: string | undefined;
  readonly path: Value;
}

/** `open(F, ">x")`, `open(F, ">", $x)`, `open(F, "-|", @command)`, `open(F, "cmd |")`. */
function perlOpening(first: Value, second: Value | undefined): Opening {
  const text = first.value;
  const [, sign = "", rest = ""] = /^\s*(\|-|-\||\||\+?[<>]{1,2}&?=?)\s*([\s\S]*)$/.exec(text) ?? [];
  if (sign.includes("&")) return { mode: "&", path: first };
  if (second) return { mode: sign.includes("|") ? "|" : sign, path: second };
  if (sign === "") return { mode: /\|\s*$/.test(text) ? "|" : "<", path: first };
  return { mode: sign.includes("|") ? "|" : sign, path: { ...first, value: rest } };
}

const shellProgram = /(?:^|[\\/])(?:ba|z|k|c|tc|da|fi|a)?sh(?:\.exe)?$|(?:^|[\\/])(?:cmd|powershell|pwsh)(?:\.exe)?$/i;

/** A process: its words, or a line for a shell. */
function judgeCommand(symbol: string, use: Use, machine: Machine): Value {
  const { given } = use;
  machine.facts.understood = false;
  if (/dup2|pty\.spawn|PTY/.test(symbol)) machine.facts.shell = true;
  noteSecrets(given, machine);
  const folder =
    given.named.get("cwd") ?? given.list.map((value) => value.fields?.get("cwd")).find((value) => value !== undefined);
  const inner = folder ? { ...machine, scope: { ...machine.scope, cwd: knownText(folder) } } : machine;
  const stdin =
    given.named.get("input") ??
    given.list.map((value) => value.fields?.get("input")).find((value) => value !== undefined);
  const values = [...given.list, ...(given.named.get("args") ? [given.named.get("args") as Value] : [])].filter(
    (value) => !value.fields && !value.closure && value.value !== "",
  );
  const words = commandWords(symbol, values);
  const [only] = words;
  if (!only) {
    note(machine, "hidden-command");
    return unknown;
  }
  const printed = words.length === 1 ? startText(only, inner, stdin) : startWords(words, inner, stdin);
  return { ...printed, symbol: `${symbol}()` };
}

/** The words a process is started with, as far as the arguments say. */
function commandWords(symbol: string, values: readonly Value[]): readonly Value[] {
  const bare = symbol.slice(symbol.lastIndexOf(".") + 1);
  // `execlp(file, name, …)`, `spawnlp(mode, file, name, …)`: the program is named twice.
  const doubled = /^(?:exec[lv]|spawn[lv]|posix_spawn)/.test(bare);
  // `proc_open(command, descriptors, …)`
  const own = bare === "proc_open" ? values.slice(0, 1) : values;
  const from = /^spawn[lv]/.test(bare) ? own.slice(1) : own;
  const flat = from.flatMap((value) => (value.items ? value.items : [value]));
  const withNames = from[0]?.items && from.length === 1 ? from[0].items : flat;
  // Ruby's `system({…}, "x")` and modes such as "r" are no words.
  const words = withNames.filter(
    (value, index) => index === 0 || !/^(?:r|w|rb|wb|r\+)$/.test(value.value) || bare !== "popen",
  );
  if (!doubled || words.length < 2) return words;
  return [words[0] as Value, ...words.slice(2)];
}

function dialectOf(machine: Machine): Dialect {
  return machine.invocation.run.place.platform === "win32" ? "cmd" : "bash";
}

/** A line that a shell reads. */
function startText(value: Value, machine: Machine, stdin?: Value): Value {
  const printed: Value[] = [];
  for (const choice of choices(value)) {
    if (choice.remote) note(machine, "runs-remote-code");
    if (choice.decoded) note(machine, "hides-its-text");
    if (choice.value.trim() === hole) note(machine, "hidden-command");
    else {
      const text = choice.value.trim();
      if (shellProgram.test(text.split(/\s+/)[0] ?? "") && /^\S+(?:\s+-i|\s+\d?[<>]+&?\s*\S+)*$/.test(text))
        machine.facts.shell = true;
      printed.push(engineRun(choice, machine, stdin));
    }
  }
  return printed[0] ?? madeFrom([value]);
}

function engineRun(text: Text, machine: Machine, stdin: Value | undefined): Value {
  const { invocation, scope } = machine;
  const dialect = dialectOf(machine);
  return invocation.run.engine.evaluate(
    { ...invocation, scope: { ...subScope(scope), dialect }, stdin },
    text,
    dialect,
  );
}

function startWords(values: readonly Value[], machine: Machine, stdin: Value | undefined): Value {
  const { invocation, scope } = machine;
  const words = values.map((value): Word => ({ ...marked(value.value, [value]), span: invocation.span }));
  const [program, ...rest] = words as [Word, ...Word[]];
  if (words.some((word) => word.remote)) note(machine, "runs-remote-code");
  if (words.some((word) => word.decoded)) note(machine, "hides-its-text");
  if (shellProgram.test(program.value) && rest.every((word) => word.value === "-i")) machine.facts.shell = true;
  const dialect = dialectOf(machine);
  for (const [index, value] of values.entries()) {
    for (const other of value.others ?? []) {
      const changed = words.map((word, at) =>
        at === index ? { ...marked(other.value, [other]), span: word.span } : word,
      );
      invocation.run.engine.invoke({ ...invocation, scope: { ...subScope(scope), dialect }, words: changed, stdin });
    }
  }
  // A single text with a shell's signs, given with other words, is the line that `sh -c` gets.
  if (/[\s;|&]/.test(program.value) && isKnown(program)) engineRun(program, machine, stdin);
  return invocation.run.engine.invoke({ ...invocation, scope: { ...subScope(scope), dialect }, words, stdin });
}

function codeText({ given, object }: Use): Value {
  // `new Function("a", "return …")`: the body is the last.
  const texts = given.list.filter((value) => !value.fields && !value.closure);
  return (
    texts.find((value) => value.remote || value.decoded || /[(\s`]/.test(value.value)) ??
    texts.at(-1) ??
    madeFrom([object])
  );
}

function judgeQuery(use: Use, machine: Machine): Value {
  machine.facts.understood = false;
  const { given } = use;
  const query =
    given.list.find((value) => /\s/.test(value.value) || value.value.includes(hole)) ??
    given.list[0] ??
    given.named.get("sql") ??
    unknown;
  for (const choice of choices(query)) {
    if (!isKnown(choice)) note(machine, "changes-data", { target: "statements only known when it runs" });
    else
      for (const { rule } of judgeSql(choice.value, { parse: machine.invocation.run.parsers.sql }))
        note(machine, rule, { target: choice.value.replace(/\s+/g, " ").slice(0, 120) });
  }
  return madeFrom(given.all);
}

function judgeSocket(symbol: string, use: Use, machine: Machine): Value {
  machine.facts.understood = false;
  machine.facts.socket = true;
  const secret = noteSecrets(use.given, machine);
  const texts = use.given.all.flatMap(itemsOf).map((value) => value.value);
  const host = texts.find((text) =>
    /^[\w.-]*[a-z\d][\w.-]*\.[\w.-]+$|^localhost$/i.test(text.replace(/^\w+:\/\//, "").replace(/:\d+$/, "")),
  );
  if (host === undefined || !isLoopback(host)) machine.facts.network ??= host ?? symbol;
  note(machine, secret ? "sends-secret" : "contacts-network", {
    target: host ?? "the network",
    hosts: host ? [hostOf(host)] : [],
  });
  return { ...madeFrom(use.given.all), symbol: `${symbol}()`, remote: true };
}

const savesToFile = /retrieve|download|getstore|mirror/i;

/** A request: where to, and whether a secret goes along. */
function judgeRequest(symbol: string, effects: readonly Effect[], use: Use, machine: Machine): Value {
  machine.facts.understood = false;
  const { given, object } = use;
  const secret = noteSecrets(given, machine) || carries(object, "secret");
  const addresses = [...given.all, object].flatMap(addressesIn);
  const local = addresses.find((text) => /^file:/i.test(text));
  if (local) return judgeRead({ ...use, given: { ...given, list: [{ value: local }] }, object: unknown }, machine);
  const url = addresses[0];
  const target = (url ?? "the network").replaceAll(hole, "…");
  const hosts = url ? [hostOf(url)] : [];
  const loopback = url !== undefined && isLoopback(url);
  const sends = effects.some((effect) => effect === "send-outward" || effect === "destroy-data");
  const calm: JudgementId = sends ? "changes-data" : "reads-records";
  note(machine, loopback ? calm : sends ? "sends-outward" : "fetches-network", { target, hosts });
  if (secret && !loopback) note(machine, "sends-secret", { target, hosts });
  if (savesToFile.test(symbol)) {
    for (const path of pathUses(given.list[1], machine)) writePath(path, { value: hole, remote: true }, machine);
  }
  if (!loopback) machine.facts.network ??= hosts[0] ?? "the network";
  for (const effect of effects) {
    const rule = /^(?:spend-money|change-access|change-infra)$/.test(effect) ? ruleOf[effect] : undefined;
    if (rule) note(machine, rule, { target });
  }
  return { ...madeFrom(given.all), remote: true };
}

function addressesIn(value: Value): string[] {
  const own = /^[a-z][a-z0-9+.-]*:\/\//i.test(value.value) ? [value.value] : [];
  const inner = [...(value.fields?.values() ?? []), ...(value.items ?? [])].flatMap((part) =>
    /^[a-z][a-z0-9+.-]*:\/\//i.test(part.value) ? [part.value] : [],
  );
  return [...own, ...inner];
}
