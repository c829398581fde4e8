/**
 * What Qwen Code 0.24.4 takes a command for: one that reads runs without asking, one that writes is refused in plan
 * mode. Tried on 2026-11-25 and 2026-11-26.
 */
import type { CommandLine, Segment } from "../../core/permissions/shellSegments.ts";

export type Safety = "reads" | "writes" | "unclear";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));
const readers = words(
  "awk basename cat cd column cut df dirname du echo find git grep head ls printenv printf ps pwd rg ripgrep sed sort stat tail tree uniq wc which where whoami",
);
const writers = words(
  "chgrp chmod chown cp install ln mkdir mkfifo mknod mv rename rm rmdir shred touch truncate unlink",
);
/** Of these a variable or a glob among the arguments may be an option. */
const careful = words("awk find git printf rg ripgrep sed sort tree uniq");
const gitReads = words("blame cat-file diff grep log ls-files rev-parse show status describe");
const gitWrites = words(
  "add am checkout cherry-pick clean clone commit fetch gc init merge mv pull push rebase reset restore revert rm stash switch",
);

/** Brackets, a line that goes on meanwhile and variables are followed; of a here-document only its redirect is seen. */
const followed: ReadonlySet<string> = new Set(["subshell", "group", "background", "heredoc", "variable"]);

export function safetyOf(segment: Segment, { obstacles, segments }: CommandLine, line: string): Safety {
  const { redirects, assignments, text } = segment;
  const [program = "", ...args] = segment.words;
  // Only sets a variable.
  if (program === "" && assignments.length > 0)
    return segments.length === 1 && obstacles.size === 0 ? "reads" : "unclear";
  const own = program === "" ? "reads" : programSafety(program, args);
  const written = seenRedirects(redirects).map(redirectSafety);
  if (own === "writes" || written.includes("writes")) return "writes";
  const expands = careful.has(program) && /[$*?{[]/.test(text.replace(/'[^']*'/g, ""));
  const odd =
    assignments.length > 0 ||
    /^[^\s]*['"\\]/.test(text) ||
    /^\s*(?:if|for|while|until|case)\s|(?:^|\s)#|\$\(\(/.test(line);
  const open = [...obstacles].some((obstacle) => !followed.has(obstacle));
  return own === "unclear" || written.includes("unclear") || expands || odd || open ? "unclear" : "reads";
}

/** It does not see what stands behind a here-document on its line (tried). */
function seenRedirects(redirects: Segment["redirects"]): Segment["redirects"] {
  const here = redirects.findIndex(({ operator }) => /^<<-?$/.test(operator));
  return here < 0 ? redirects : redirects.slice(0, here);
}

function redirectSafety({ operator, target }: Segment["redirects"][number]): Safety {
  if (!operator.includes(">") || operator === "<>") return "reads";
  if (operator !== ">&") return "writes";
  return /^(?:\d+|-)$/.test(target) ? "reads" : "writes";
}

function programSafety(program: string, args: readonly string[]): Safety {
  const help = args.some((arg) => /^--(?:help|version)$/i.test(arg));
  if (writers.has(program)) return help ? "unclear" : "writes";
  if (program === "git") return gitSafety(args);
  if (program === "tee") return args.some((arg) => !arg.startsWith("-")) ? "writes" : "unclear";
  if (program === "dd") return args.some((arg) => arg.startsWith("of=")) ? "writes" : "unclear";
  if (/^(?:kill|killall|pkill)$/.test(program))
    return args.length > 0 && !help && !/^-[lL0hV]/.test(args[0] ?? "") ? "writes" : "unclear";
  if (!readers.has(program)) return "unclear";
  const rule = Object.hasOwn(doing, program) ? doing[program] : undefined;
  for (const [pattern, safety] of rule ?? []) if (args.some((arg) => pattern.test(arg))) return safety;
  if (program === "uniq" && args.filter((arg) => !arg.startsWith("-")).length > 1) return "writes";
  return help && program in doing ? "unclear" : "reads";
}

/** Arguments with which a program that reads does something else. */
const doing: Readonly<Record<string, readonly (readonly [RegExp, Safety])[]>> = {
  find: [
    [/^-(?:delete|fls|fprint)/, "writes"],
    [/^-(?:exec|ok)/, "unclear"],
  ],
  sed: [
    [/^(?:-[nErsuz]*[iI]|--in-place(?:=|$))/, "writes"],
    [/^-f|^--(?!line-length|expression)/, "unclear"],
    [/(?:^|[;{}\d$/])\s*[wW]\s|\/[gpIiMm\d]*w\s/, "writes"],
    [/(?:^|[;{}\d$])\s*[er](?:\s|$)|\/[gpIiMm\d]*e[gpIiMm\d]*$/, "unclear"],
  ],
  awk: [
    [/>/, "writes"],
    [/system|getline|\||^-[^Fv]/, "unclear"],
  ],
  sort: [
    [/^(?:-o|--output)/, "writes"],
    [/^(?:--o|-[^-]+o|--co)/, "unclear"],
  ],
  tree: [
    [/^-o/, "writes"],
    [/^-[^-]+o/, "unclear"],
  ],
  rg: [[/^(?:--(?:hostname-bin|pre)(?:=|$)|--search-zip$|-[^-]*z)/, "unclear"]],
  ripgrep: [[/^(?:--(?:hostname-bin|pre)(?:=|$)|--search-zip$|-[^-]*z)/, "unclear"]],
  printf: [[/^-[^-]*v/, "unclear"]],
  uniq: [],
};

function gitSafety(args: readonly string[]): Safety {
  const [first = "", ...rest] = args;
  if (first === "" || first === "--version" || (first === "--help" && rest.length === 0)) return "reads";
  if (first.startsWith("-")) return "unclear";
  const helps = rest.some((arg) =>
    /^--(?:ext-diff|filters|show-signature|textconv|open-files-in-pager)(?:=|$)|%G[?GKFPST]/.test(arg),
  );
  const asks = rest.some((arg) => /^--(?:help|version)$/i.test(arg));
  if (gitWrites.has(first)) return asks || rest.includes("--dry-run") ? "unclear" : "writes";
  if (first === "branch") return branchSafety(rest, helps || asks);
  if (first === "remote") return remoteSafety(rest, helps || asks);
  if (!gitReads.has(first)) return "unclear";
  if (rest.some((arg) => /^--output(?:=|$)/.test(arg))) return first === "blame" ? "unclear" : "writes";
  return helps || asks || (first === "grep" && rest.some((arg) => arg.startsWith("-O"))) ? "unclear" : "reads";
}

function branchSafety(args: readonly string[], odd: boolean): Safety {
  if (
    args.some((arg) =>
      /^(?:-[cCdDmMu]|--(?:delete|move|copy|set-upstream(?:-to)?|unset-upstream|create-reflog|edit-description)(?:=|$))/.test(
        arg,
      ),
    )
  )
    return "writes";
  if (args.some((arg) => /^--(?:format|sort)$/.test(arg))) return "unclear";
  if (
    args.some((arg) =>
      /^(?:-[alr]|--(?:all|list|remotes|show-current|contains|no-contains|merged|no-merged|points-at)(?:=|$))/.test(
        arg,
      ),
    )
  )
    return "reads";
  if (args.some((arg) => !arg.startsWith("-"))) return "writes";
  return args.length === 0 && !odd ? "reads" : "unclear";
}

function remoteSafety(args: readonly string[], odd: boolean): Safety {
  const act = args.find((arg) => !arg.startsWith("-"));
  if (act === undefined || /^(?:show|get-url)$/.test(act)) return odd ? "unclear" : "reads";
  return /^(?:add|remove|rm|rename|set-branches|set-head|set-url|update|prune)$/.test(act) ? "writes" : "unclear";
}
