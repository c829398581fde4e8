/**
 * Rules for files that refuse or ask also hold for commands that read or write such a file by name. Qwen Code 0.24.4,
 * tried on 2026-11-25 and 2026-11-26; the names of programs whose words it looks at were read in its bundle.
 */
import { resolveFrom } from "../../core/permissions/paths.ts";
import type { CommandLine, Segment } from "../../core/permissions/shellSegments.ts";
import { matches, type Rule } from "./rule.ts";
import type { QwenSettings } from "./settings.ts";

type File = readonly [tool: "read_file" | "edit", path: string];

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));
const readers = words("ls cat tac nl head tail grep wc less more sort find");
const writers = words("touch mkdir rm rmdir tee truncate");
const copiers = words("cp mv");

/** It looks at the words of these too; which of them it takes for files was not tried for each. */
const others = words(
  "zcat bzcat xzcat gzcat lzcat most file stat readlink realpath diff diff3 sdiff cmp md5sum sha1sum sha256sum sha512sum " +
    "sha224sum sha384sum cksum b2sum sum strings hexdump xxd od uniq cut paste join column fold expand unexpand base64 base32 " +
    "tr egrep fgrep zgrep bzgrep rg ag ack dir vdir exa eza lsd tree du mkfifo install dd rsync ln unlink shred chmod chown " +
    "chgrp rename patch perl sed awk gawk curl wget sudo doas env time nice ionice nohup timeout unbuffer stdbuf " +
    "bash sh zsh dash ksh cmd pwsh powershell",
);

/** What a line does to files that rules speak of. */
export interface FileRules {
  /** Rules that hold for the segment. */
  readonly certain: Rule | undefined;
  /** Rules that may hold. */
  readonly possible: readonly Rule[];
}

export function fileRulesFor(segment: Segment, line: CommandLine, settings: QwenSettings): FileRules {
  const careful = settings.rules.filter(({ list }) => list !== "allow");
  if (careful.length === 0) return { certain: undefined, possible: [] };
  const cwd = folderOf(segment, line, settings);
  const rulesAt = ([tool, path]: File) => {
    const absolute = resolveFrom(cwd, path, settings.place);
    const tools = tool === "edit" ? ["edit", "write_file"] : [tool];
    return careful.filter((rule) => tools.some((name) => matches(rule, { tool: name, path: absolute }, settings)));
  };
  const certain = filesOf(segment).flatMap((file) => rulesAt(file).slice(0, 1));
  const possible = mentioned(segment).flatMap((path) => [...rulesAt(["read_file", path]), ...rulesAt(["edit", path])]);
  return { certain: certain.find(({ list }) => list === "deny") ?? certain[0], possible };
}

function filesOf({ words: [program = "", ...args], redirects }: Segment): readonly File[] {
  const plain = args.filter((arg) => !arg.startsWith("-"));
  const reads = readers.has(program) ? (plain.length > 0 ? plain : ["."]) : [];
  const writes = copiers.has(program) ? plain.slice(-1) : writers.has(program) ? plain : [];
  return [
    ...reads.map((path): File => ["read_file", path]),
    ...writes.map((path): File => ["edit", path]),
    ...redirects.flatMap(({ operator, target }): readonly File[] => {
      if (operator.includes(">")) return [["edit", target]];
      return operator === "<" ? [["read_file", target]] : [];
    }),
  ];
}

/** Everything in the words that may be a file, where it is not known what the program does with them. */
function mentioned({ words: [program = "", ...args] }: Segment): readonly string[] {
  const copied = copiers.has(program);
  const runs = program === "find" && args.some((arg) => /^-(?:exec|ok)/.test(arg));
  if (!others.has(program) && !copied && !runs) return [];
  return args.flatMap((arg) => [arg, arg.replace(/^--?[\w-]*=/, ""), ...arg.split(/[\s;&|<>()'"=]+/)]).filter(Boolean);
}

/** The folder of a command that follows `cd`. */
function folderOf(segment: Segment, { segments }: CommandLine, { place }: QwenSettings): string {
  const before = segments.slice(0, segments.indexOf(segment)).filter(({ words: [program] }) => program === "cd");
  return before.reduce(
    (folder, { words: [, target = place.home] }) => resolveFrom(folder, target, place),
    place.workspace ?? place.home,
  );
}
