/** Commands that Kilo Code 7.7.7 runs by itself, and `*` before them; read in its bundle on 2026-11-25. */
import type { Decision } from "../../core/model/verdict.ts";

const free =
  "cat head tail less ls tree pwd echo wc which type file diff du df date uname whoami printenv man grep rg ag sort uniq cut tr jq touch mkdir cp mv tsc tsgo tar unzip gzip gunzip";

export const kiloCommands: readonly (readonly [pattern: string, decision: Decision])[] = [
  ["*", "ask"],
  ...free.split(" ").map((name): readonly [string, Decision] => [`${name} *`, "allow"]),
];
