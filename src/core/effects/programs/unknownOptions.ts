/** Options that no table knows: of a program that can write, run or send by an option they are not taken for harmless. */
import { judgements } from "../judgements.ts";
import { isKnown } from "../text.ts";
import type { UnknownOption } from "./arguments.ts";
import { optionsOf, type Role, type Spec } from "./spec.ts";

const actingRoles: ReadonlySet<Role> = new Set([
  "write",
  "append",
  "delete",
  "shell",
  "program",
  "script",
  "upload",
  "data",
  "code",
]);

/** Names of options that say that they do something: long ones that run, load, write or send. */
const actingName =
  /(?:^|-)(?:exec(?:ute)?|run|cmd|command|program|script|shell|eval|hook|plugins?|load|preload|require|import|module-path|library|write|output|out(?:file|put-file|-file)?|in-?place|edit|save|dump|delete|remove|purge|overwrite|install|upload|send|post|listen|serve|editor|pager|helper|filter-program|preprocessor|startup|init-file|rcfile|config|wrapper|launcher|driver|interpreter|compiler|linker)(?:-|$)/i;

/** Names of options that only show what there is: `--list-output-formats`. */
const listing = /^-{0,2}(?:no|list|print|show|dump(?:machine|version|specs))(?:-|$)/;

/** A value that names a file by its folder, or a line of a shell. */
const actingValue = /^(?:\.{0,2}\/|~|[A-Za-z]:[\\/])|[|;&$`]|\.(?:sh|py|js|rb|pl|so|dll|exe|bat|ps1)$/;

const acting = new WeakMap<Spec, boolean>();

/** True when options of the program, as the tables have them, write, run or send. */
function canAct(spec: Spec): boolean {
  const known = acting.get(spec);
  if (known !== undefined) return known;
  const found = [...optionsOf(spec).values()].some(
    ({ role, rule }) => actingRoles.has(role) || (rule !== undefined && judgements[rule].grade !== "allow"),
  );
  acting.set(spec, found);
  return found;
}

/** The first option of which nobody knows what it does; undefined: none, or none that could matter. */
export function doubtful(unknown: readonly UnknownOption[], spec: Spec): UnknownOption | undefined {
  if (unknown.length === 0) return undefined;
  if (spec.complete) return unknown[0];
  if (!canAct(spec) || spec.style === "windows" || spec.style === "powershell") return undefined;
  return unknown.find(
    ({ name, value }) =>
      (name.length > 2 && actingName.test(name) && !listing.test(name)) ||
      (value !== undefined && (!isKnown(value) || actingValue.test(value.value))),
  );
}
