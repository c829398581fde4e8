/**
 * Wishes written in one agent's own language, and tried: what comes of them is asked of the same resolver that tells
 * what the agent does. Nothing is written here.
 */
import type { Action } from "../../core/model/action.ts";
import type { Explanation, Provenance } from "../../core/model/permission.ts";
import type { LoadedConfig, PermissionInput, Place } from "../../core/permissions/input.ts";
import type { Wish } from "../../core/permissions/wish.ts";
import type { Resolvable } from "../resolvable.ts";
import { languageOf } from "./catalogue.ts";
import type { Language, Ruled, Written } from "./language.ts";

export interface Compiled {
  readonly agent: string;
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** What is written, with what it says differently from the wish. */
  readonly kept: readonly (Ruled & { readonly note?: string })[];
  /** What its language cannot say. */
  readonly left: readonly Refused[];
  /** What it would say and not do: a rule in the way, named. Such a wish is not written. */
  readonly vain: readonly Refused[];
  /** What is written and stricter than wished by a rule elsewhere. */
  readonly stricter: readonly Refused[];
}

export interface Refused {
  readonly wish: Wish;
  readonly why: string;
  readonly by?: Provenance;
}

export interface CompileOptions {
  readonly agent: Resolvable;
  readonly wishes: readonly Wish[];
  readonly input: PermissionInput;
  /** Whatever else the file allows goes. */
  readonly only?: boolean;
  /** Where the rules are written, where an editor knows it better. */
  readonly path?: string;
}

/** Undefined: the agent has no language, or its file cannot be read. */
export function compileWishes(options: CompileOptions): Compiled | undefined {
  const { agent, wishes, input, only = false } = options;
  const language = languageOf(agent.id);
  const path = options.path ?? language?.path(input.place);
  if (!language || path === undefined) return undefined;
  const before = input.configs.find((config) => config.path === path)?.text ?? "";
  const written = wishes.map((wish) => ({ wish, written: writtenBy(language, wish, input.place) }));
  const left = written.flatMap(({ wish, written: one }) => ("why" in one ? [{ wish, why: one.why }] : []));
  let kept = written.flatMap(({ wish, written: one }) => ("rule" in one ? [{ wish, ...one }] : []));
  const vain: Refused[] = [];
  let stricter: Refused[] = [];
  // A rule that proves vain may be what kept another from its effect, so the rest is tried again without it.
  for (let round = 0; round <= wishes.length; round++) {
    const text = language.put(before, kept, only);
    if (text === undefined) return undefined;
    const tried = kept.map((one) => ({ one, ...tryOut(agent, one.wish, withFile(input, path, text), input) }));
    stricter = tried.flatMap(({ one, result, why, by }) =>
      result === "stricter" ? [{ wish: one.wish, why, ...(by ? { by } : {}) }] : [],
    );
    const failed = tried.filter(({ result }) => result === "vain");
    if (failed.length === 0) return { agent: agent.id, path, before, after: text, kept, left, vain, stricter };
    vain.push(...failed.map(({ one, why, by }) => ({ wish: one.wish, why, ...(by ? { by } : {}) })));
    kept = kept.filter((one) => !failed.some((other) => other.one === one));
  }
  return undefined;
}

/** Wishes that the agent's own rules do not keep now: somebody loosened them since, or took a rule away. */
export function driftOf({ agent, wishes, input }: Omit<CompileOptions, "only" | "path">): readonly Refused[] {
  const language = languageOf(agent.id);
  if (!language) return [];
  const again = compileWishes({ agent, wishes, input });
  return wishes.flatMap((wish): Refused[] => {
    if (!("rule" in writtenBy(language, wish, input.place))) return [];
    const { result, why, by } = tryOut(agent, wish, input, input);
    const whole = { wish, ...(by ? { by } : {}) };
    if (wish.decision !== "allow") return result === "vain" ? [{ ...whole, why }] : [];
    return result === "stricter" && again && wouldHold(wish, again)
      ? [{ ...whole, why: `the rule that lets it run is gone: ${why}` }]
      : [];
  });
}

/** Written once more, it would let run what was wished: no rule elsewhere is in its way. */
function wouldHold(wish: Wish, { kept, stricter }: Compiled): boolean {
  return kept.some((one) => one.wish === wish) && !stricter.some((one) => one.wish === wish);
}

function writtenBy(language: Language, wish: Wish, place: Place): Written {
  const signs = wish.exact ? /^[\w./:=@,+ \\-]+$/ : /^[\w./:=@,+ \\*?-]+$/;
  if (!signs.test(wish.text))
    return { why: "it has signs that a rule would read as a pattern or as the end of the rule" };
  return language.write(wish, place);
}

/** The input with the file as it would be. A file of a folder of drop-ins may not be there yet. */
export function withFile(input: PermissionInput, path: string, text: string): PermissionInput {
  const there = input.configs.some((config) => config.path === path);
  const folder = path.replace(/[/\\][^/\\]*$/, "");
  const layer = input.configs.find((config) => config.path.startsWith(folder))?.layer ?? "user";
  const added: readonly LoadedConfig[] = there ? [] : [{ layer, path, text }];
  return {
    ...input,
    configs: [...input.configs.map((config) => (config.path === path ? { ...config, text } : config)), ...added],
  };
}

interface Tried {
  readonly result: "kept" | "stricter" | "vain";
  readonly why: string;
  readonly by?: Provenance;
}

const strictness = ["allow", "ask", "deny"] as const;

function tryOut(agent: Resolvable, wish: Wish, after: PermissionInput, before: PermissionInput): Tried {
  for (const action of witnesses(wish, after.place)) {
    const said = agent.explain(action, after);
    const tried = compare(agent, wish, said);
    if (tried.result !== "kept") {
      // Named as the files are now, where the same rule stands in them already.
      const now = agent.explain(action, before).decidedBy;
      return now.text === said.decidedBy.text ? { ...tried, by: now } : tried;
    }
    if (wish.decision === "allow" && action.kind === "command") {
      const longer: Action = { ...action, command: `${action.command} && never-heard-of-it` };
      if (agent.explain(longer, after).outcome === "allow" && agent.explain(longer, before).outcome !== "allow")
        return { result: "vain", why: "with it a longer line would run too" };
    }
  }
  return { result: "kept", why: "" };
}

function compare({ id }: Resolvable, { decision }: Wish, { outcome, decidedBy }: Explanation): Tried {
  if (outcome === "unknown")
    return { result: "vain", why: `whether it would hold is not known: ${decidedBy.text}`, by: decidedBy };
  const got = outcome === "unreachable" ? "deny" : outcome;
  // VS Code's own settings have no word for a refusal.
  const wanted = id === "vscode" && decision === "deny" ? "ask" : decision;
  const by = strictness.indexOf(got) - strictness.indexOf(wanted);
  if (by === 0) return { result: "kept", why: "" };
  if (by > 0) return { result: "stricter", why: `it ${words[got]} all the same: ${decidedBy.text}`, by: decidedBy };
  return { result: "vain", why: `it ${words[got]} all the same: ${decidedBy.text}`, by: decidedBy };
}

const words = { allow: "runs", ask: "asks", deny: "refuses" } as const;

/** Calls that the wish speaks of: the text itself, or the pattern with words in place of its signs. */
function witnesses({ kind, text }: Wish, { workspace, home, platform }: Place): Action[] {
  const cwd = workspace ?? home;
  const base = { cwd, home, platform, ...(workspace === undefined ? {} : { workspace }) };
  const filled = text
    .replaceAll("**/", "some/")
    .replaceAll("**", "some/thing")
    .replaceAll("*", "x1")
    .replaceAll("?", "q");
  switch (kind) {
    case "command": {
      const bare = text.endsWith(" *") ? [text.slice(0, -2).replaceAll("*", "x1").replaceAll("?", "q")] : [];
      const shell = platform === "win32" ? "powershell" : "bash";
      return [...bare, filled].map((command) => ({ ...base, kind: "command", shell, command }));
    }
    case "edit":
      return [{ ...base, kind: "file_write", path: filled, content: "" }];
    case "read":
      return [{ ...base, kind: "file_read", path: filled }];
    case "fetch":
      return [{ ...base, kind: "url_fetch", url: `https://${filled}/` }];
    case "server": {
      const [server = "", tool = ""] = filled.split("/");
      return [{ ...base, kind: "mcp_call", server, tool }];
    }
  }
}
