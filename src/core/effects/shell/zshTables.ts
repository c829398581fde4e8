/** Tables in which zsh keeps its functions and aliases: who sets an element defines one. */
import { isKnown, plain, type Text } from "../text.ts";
import { type Invocation, note } from "./run.ts";

type Call = Omit<Invocation, "words">;

const define: Readonly<Record<string, (name: string, value: string) => string>> = {
  functions: (name, value) => `function ${name} {\n${value}\n}`,
  aliases: (name, value) => `alias -- ${quoted(`${name}=${value}`)}`,
  galiases: (name, value) => `alias -g -- ${quoted(`${name}=${value}`)}`,
  saliases: (name, value) => `alias -s -- ${quoted(`${name}=${value}`)}`,
  commands: (name, value) => `hash -- ${quoted(`${name}=${value}`)}`,
};

/** `functions[ls]='…'`, `aliases[ls]='…'`, `commands[ls]=/…`. True where it was one. */
export function defineElement(table: string, name: Text, value: Text, call: Call): boolean {
  const line = call.scope.dialect === "zsh" && Object.hasOwn(define, table) ? define[table] : undefined;
  if (!line) return false;
  if (isKnown(name) && isKnown(value) && /^[\w.@+-]+$/.test(name.value))
    call.run.engine.evaluate({ ...call }, plain(line(name.value, value.value)), "zsh");
  else note({ ...call, words: [] }, "redefines-command", { target: "a command" });
  return true;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
