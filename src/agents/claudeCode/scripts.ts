/**
 * Denials of removals within what a shell is told: `bash -c 'rm x'` is no `rm`, so that such a rule does not refuse it, but
 * Claude Code asks then, whatever is allowed and in every mode. Of other programs, and by rules for files or such that
 * ask, nothing is looked for there. Tried with 2.1.329 on 2026-11-26.
 */
import { type Segment, splitCommand } from "../../core/permissions/shellSegments.ts";
import { coversBroadly, startedBy } from "./commandRule.ts";
import type { CommandUse } from "./judgeCommand.ts";
import type { Rule } from "./rule.ts";

const shells = /^(?:ba|z|da|k)?sh$/;
const maxDepth = 5;

export function deniedInScript({ tool, line }: CommandUse, rules: readonly Rule[]): Rule | undefined {
  const denials = rules.filter((rule) => rule.list === "deny" && rule.tool === tool && rule.specifier !== undefined);
  if (denials.length === 0) return undefined;
  const told = line.segments.flatMap((segment) => toldTo(segment, maxDepth)).filter(removes);
  return denials.find(({ specifier = "" }) => told.some((segment) => coversBroadly(specifier, segment)));
}

function removes({ words }: Segment): boolean {
  return startedBy(words).some(([program = ""]) => /^(?:.*\/)?(?:rm|rmdir)$/.test(program));
}

/** The commands of the script that the segment hands to a shell. */
function toldTo({ words }: Segment, depth: number): readonly Segment[] {
  const script = startedBy(words).flatMap((form) => scriptIn(form) ?? [])[0];
  if (script === undefined || depth === 0) return [];
  const { segments } = splitCommand(script);
  return [...segments, ...segments.flatMap((inner) => toldTo(inner, depth - 1))];
}

function scriptIn([first = "", ...rest]: readonly string[]): string | undefined {
  const [program = "", ...args] = first === "busybox" ? rest : [first, ...rest];
  if (!shells.test(program.slice(program.lastIndexOf("/") + 1))) return undefined;
  const at = args.findIndex((arg) => /^-[A-Za-z]*c[A-Za-z]*$/.test(arg));
  const before = args.slice(0, Math.max(at, 0));
  // A word that no option takes is a file to run.
  const isFile = before.some((arg, index) => !/^[-+]/.test(arg) && !/^[-+]o$/.test(before[index - 1] ?? ""));
  return at < 0 || isFile ? undefined : args[at + 1];
}
