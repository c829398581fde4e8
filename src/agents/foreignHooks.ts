/**
 * Hooks of somebody else that an agent asks before a call: what they answer is not known here, so neither is what becomes
 * of the call. Ours is not among them: it asks the policy, which is explained by itself.
 */
import type { Explanation, Provenance } from "../core/model/permission.ts";
import { at, itemsOf, textOf, type ValueNode } from "../core/parse/value.ts";
import { provenanceOf, type SettingsFile } from "../core/permissions/settingsFile.ts";
import { isOurCommand } from "./hookInstall.ts";
import { because, type Judgement } from "./judgement.ts";

export interface HookQuestion {
  readonly files: readonly SettingsFile[];
  /** The key under `hooks`, in each of its spellings. */
  readonly events: readonly string[];
  /** Names by which a matcher may know the tool. */
  readonly tools: readonly string[];
}

/** The first of somebody else's whose matcher speaks of the tool. */
function foreignHook({ files, events, tools }: HookQuestion): Provenance | undefined {
  for (const file of files) {
    for (const event of events) {
      const groups = itemsOf(at(file.root, "hooks", event)).map(({ value }) => value);
      const found = groups.find((group) => !isOurs(group) && speaksOf(textOf(at(group, "matcher")), tools));
      if (found) return provenanceOf(file, found.span, `hooks.${event}`);
    }
  }
  return undefined;
}

/** @param kept outcomes that stand before any hook is asked */
export function afterHooks(
  judged: Judgement,
  question: HookQuestion,
  kept: readonly Explanation["outcome"][] = ["unreachable"],
): Judgement {
  const by = kept.includes(judged.outcome) ? undefined : foreignHook(question);
  return by
    ? because("unknown", by, `${by.text}: a hook is asked first, and what it answers is not known here`)
    : judged;
}

/** A group with handlers, or a handler by itself. */
function isOurs(group: ValueNode): boolean {
  const handlers = itemsOf(at(group, "hooks")).map(({ value }) => value);
  const all = handlers.length > 0 ? handlers : [group];
  return all.every((one) => isOurCommand(textOf(at(one, "command")) ?? textOf(at(one, "bash"))));
}

/** A matcher that cannot be read speaks of everything. */
function speaksOf(matcher: string | undefined, tools: readonly string[]): boolean {
  if (matcher === undefined || matcher === "" || matcher === "*" || matcher.length > 500) return true;
  try {
    const pattern = new RegExp(matcher);
    return tools.some((tool) => pattern.test(tool));
  } catch {
    return true;
  }
}
