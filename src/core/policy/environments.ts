/** In which environment an action acts, as far as its words say. */
import type { EnvironmentNames } from "../model/judgedAct.ts";

/** Words for the same environment. */
const synonyms: readonly (readonly string[])[] = [
  ["production", "prod", "prd", "live"],
  ["staging", "stage", "stg"],
  ["preproduction", "preprod"],
  ["development", "dev", "devel"],
  ["testing", "test", "tst"],
  ["uat"],
  ["qa"],
  ["local"],
  ["preview"],
  ["sandbox"],
];
const groupOf: ReadonlyMap<string, readonly string[]> = new Map(
  synonyms.flatMap((group) => group.map((word) => [word, group] as const)),
);

/** Names of options and arguments whose value says where something is done. */
const naming =
  /^(?:env|environment|env-name|stage|context|kube-context|namespace|n|profile|project|cluster|workspace|account|subscription|target|target-env|database|instance|e)$/;

/** Values whose name says where something is done: `--context prod-eu`, `{"environment": "staging"}`. */
export function isNaming(name: string): boolean {
  return naming.test(name.toLowerCase().replaceAll("_", "-"));
}

/** The environments that a command names. */
export function environmentsOfCommand(command: string): EnvironmentNames {
  const words = command.split(/\s+/);
  const named: string[] = [];
  for (const [index, word] of words.entries()) {
    const [, option, value] = /^--?([A-Za-z][\w-]*)(?:[=:](.*))?$/.exec(word) ?? [];
    if (option === undefined || !isNaming(option)) continue;
    const given = value ?? words[index + 1];
    if (given !== undefined && given !== "" && !given.startsWith("-")) named.push(given);
  }
  return { named, hinted: environmentWords(command) };
}

/** Known environment words in a text, each once. */
export function environmentWords(text: string): string[] {
  return [...new Set(wordsOf(text).filter((word) => groupOf.has(word)))];
}

/**
 * What a name may be called in a policy: itself, and every word for the environments in it.
 * @returns `known` false: it is a name of its own, which may stand for any environment
 */
export function readEnvironment(name: string): { readonly names: readonly string[]; readonly known: boolean } {
  const groups = wordsOf(name).flatMap((word) => groupOf.get(word) ?? []);
  return { names: [name.toLowerCase(), ...groups], known: groups.length > 0 };
}

function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/);
}

/** The words that completion offers. */
export const environmentNames: readonly string[] = synonyms.map(([name]) => name as string);
