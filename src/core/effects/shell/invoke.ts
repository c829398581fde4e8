/** Finds what a command word means (alias, function, builtin, program) and has it judged. */

import { isAbsolute, lastPart, resolvePath } from "../paths.ts";
import { lookUp } from "../programs/catalogue.ts";
import { judgeBySpec } from "../programs/judge.ts";
import { specOf } from "../programs/spec.ts";
import { runFile } from "../scripts.ts";
import { hole, isKnown, plain, type Text, unknownText } from "../text.ts";
import { bashBuiltins } from "./bashBuiltins.ts";
import { addAct, fileText, type Invocation, note, type Word } from "./run.ts";

/** Judges one simple command; the text it prints as far as known. */
export function invoke(call: Invocation): Text {
  if (--call.run.budget < 0) {
    if (call.run.budget === -1) note(call, "cannot-be-parsed");
    return unknownText;
  }
  if (call.run.depth > 60) {
    note(call, "cannot-be-parsed");
    return unknownText;
  }
  const first = call.words[0] as Word;
  if (first.value.includes(hole)) return invokeUnknown(call, first);
  if (first.decoded) note(call, "hides-its-text", { span: first.span });
  const named = call.scope.aliases.get(first.value) ?? undefined;
  if (named !== undefined) return invokeAlias(call, named);
  const defined = call.scope.functions.get(first.value);
  if (defined) return call.run.engine.callFunction(call, defined);
  call.run.depth++;
  const printed = invokeProgram(call, first);
  call.run.depth--;
  return printed;
}

function invokeUnknown(call: Invocation, first: Word): Text {
  note(call, first.remote ? "runs-remote-code" : "hidden-command", { span: first.span });
  judgeTail(call);
  return unknownText;
}

function invokeAlias(call: Invocation, text: string): Text {
  const name = call.words[0]?.value ?? "";
  const aliases = new Map(call.scope.aliases);
  aliases.delete(name);
  const rest = call.words.slice(1).map((item) => quote(item.value));
  return call.run.engine.evaluate(
    { ...call, scope: { ...call.scope, aliases } },
    plain([text, ...rest].join(" ")),
    call.scope.dialect,
  );
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function invokeProgram(call: Invocation, first: Word): Text {
  const { dialect } = call.scope;
  const shellLike = dialect === "bash" || dialect === "zsh";
  const builtin = shellLike && Object.hasOwn(bashBuiltins, first.value) ? bashBuiltins[first.value] : undefined;
  if (builtin) return typeof builtin === "function" ? builtin(call) : judgeBySpec(call, builtin);
  const name = programName(first.value, call);
  if (name === undefined) return invokePath(call, first);
  const entry = lookUp(name, dialect);
  if (entry) return judgeBySpec(call, specOf(entry));
  note(call, "unknown-program", { span: first.span, target: first.value });
  judgeTail(call);
  return unknownText;
}

const standardFolders =
  /^(?:\/usr(?:\/local)?|\/opt\/homebrew|\/opt\/local|\/snap|\/nix\/var\/nix\/profiles\/default|\/run\/current-system\/sw)?\/s?bin\/[^/]+$|^[a-z]:\/(?:windows|program files(?: \(x86\))?)\/.*[^/]+$/i;

/** The name to look a program up by; undefined: a file of its own, not a program of the system. */
function programName(written: string, call: Invocation): string | undefined {
  const text =
    call.scope.dialect === "cmd" || call.scope.dialect === "powershell" ? written.replaceAll("\\", "/") : written;
  if (!text.includes("/")) return bareName(text);
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
function judgeTail(call: Invocation): void {
  const words = call.words;
  for (let index = 1; index < Math.min(words.length, 8); index++) {
    const word = words[index] as Word;
    if (!isKnown(word) || word.value.startsWith("-") || !/^[\w./-]+$/.test(word.value)) continue;
    if (!lookUp(bareName(lastPart(word.value)), call.scope.dialect)) continue;
    const before = call.run.acts.length;
    call.run.engine.invoke({ ...call, words: words.slice(index) });
    const found = call.run.acts.splice(before);
    for (const item of found) if (item.grade === "deny") addAct(call.run, item, item.span);
    return;
  }
}
