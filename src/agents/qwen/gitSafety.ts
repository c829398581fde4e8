/** What Qwen Code takes a command of git for. Read in the bundle of its 0.24.4 and compared with it, 2026-11-26. */
import { asksForHelp, beforeEnd, outputSafety, type Safety } from "./readOnlyCommands.ts";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));
const reading = words("blame branch cat-file diff grep log ls-files remote rev-parse show status describe");
const writing = words(
  "add am checkout cherry-pick clean clone commit fetch gc init merge mv pull push rebase reset restore revert rm stash switch",
);
const commitValued =
  /^(?:-[CcFmt]|--(?:author|cleanup|date|file|fixup|message|pathspec-from-file|reedit-message|reuse-message|squash|template|trailer))$/;
const helpers = /^--(?:ext-diff|filters|show-signature|textconv|open-files-in-pager)(?:=|$)/;

export function gitSafety(args: readonly string[]): Safety {
  const [first = "", ...rest] = args;
  if (first === "" || first === "--version") return "reads";
  if (first === "--help") return args.length === 1 ? "reads" : "unclear";
  if (first.startsWith("-")) return "unclear";
  const name = first.toLowerCase();
  if (writing.has(name)) return changes(name, rest);
  if (!reading.has(name)) return "unclear";
  const options = beforeEnd(rest);
  const output = /^(?:diff|log|show)$/.test(name) ? outputSafety(rest, true, false) : undefined;
  if (output) return output;
  if (name === "blame" && options.some((arg) => /^--output(?:=|$)/.test(arg))) return "unclear";
  if (name !== "branch" && asksForHelp(rest)) return "unclear";
  const helped =
    options.some((arg) => helpers.test(arg)) ||
    (name === "grep" && options.some((arg) => arg.startsWith("-O"))) ||
    (/^(?:log|show)$/.test(name) && options.some((arg) => /%G[?GKFPST]/.test(arg)));
  if (name === "remote") return remoteSafety(rest, helped);
  if (name === "branch") return branchSafety(rest, helped);
  return helped ? "unclear" : "reads";
}

function changes(name: string, rest: readonly string[]): Safety {
  const args = name === "commit" ? withoutValues(rest, commitValued) : rest;
  const options = beforeEnd(args);
  const tries = options.includes("--dry-run") || (options.includes("-n") && /^(?:add|clean|mv|push|rm)$/.test(name));
  return tries || asksForHelp(args) ? "unclear" : "writes";
}

function withoutValues(args: readonly string[], valued: RegExp): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] as string;
    found.push(arg);
    if (valued.test(arg)) at++;
  }
  return found;
}

const branchChanges =
  /^(?:-[cCdDmMu](?:.|$)|--(?:delete|move|copy|set-upstream(?:-to)?|unset-upstream|create-reflog|edit-description)(?:=|$))/;
const branchLists =
  /^(?:-[alr]|--(?:all|list|remotes|show-current|contains|no-contains|merged|no-merged|points-at))(?:=|$)/;

function branchSafety(rest: readonly string[], helped: boolean): Safety {
  const args = withoutValues(rest, /^--(?:format|sort)$/);
  const options = beforeEnd(args);
  if (asksForHelp(args)) return "unclear";
  if (args.some((arg) => branchChanges.test(arg)))
    return options.some((arg) => branchChanges.test(arg)) ? "writes" : "unclear";
  if (args.length !== rest.length) return "unclear";
  if (options.some((arg) => branchLists.test(arg))) return "reads";
  if (rest.some((arg) => !arg.startsWith("-"))) return "writes";
  return rest.length === 0 && !helped ? "reads" : "unclear";
}

const remoteChanges = /^(?:add|remove|rm|rename|set-branches|set-head|set-url|update)$/i;

function remoteSafety(rest: readonly string[], helped: boolean): Safety {
  const action = rest.find((arg) => !arg.startsWith("-"))?.toLowerCase();
  if (action === undefined) return helped ? "unclear" : "reads";
  if (action === "show" || action === "get-url")
    return helped || rest.some((arg) => remoteChanges.test(arg) || /^prune$/i.test(arg)) ? "unclear" : "reads";
  if (remoteChanges.test(action)) return "writes";
  if (action !== "prune") return "unclear";
  return rest.some((arg) => arg === "-n" || arg === "--dry-run") ? "unclear" : "writes";
}
