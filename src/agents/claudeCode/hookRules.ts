/**
 * What hooks of the user's own do with a call before rules do: a program may say anything, so only lines that plainly
 * say one thing are followed. Their denial comes before all, a question of theirs before everything but a denial, and
 * what they allow is still asked about or refused where a rule says so. Tried with 2.1.329 on 2026-11-26.
 */
import type { Grant, Provenance } from "../../core/model/permission.ts";
import type { Decision } from "../../core/model/verdict.ts";
import { at, itemsOf, textOf, type ValueNode } from "../../core/parse/value.ts";
import { provenanceOf, type SettingsFile } from "../../core/permissions/settingsFile.ts";
import { isOurCommand } from "../hookInstall.ts";
import { type ClaudeSettings, isTrue } from "./settings.ts";

export interface HookSays {
  /** `unknown`: only its run can tell. Undefined: nothing. */
  readonly decision: Decision | "unknown";
  readonly by: Provenance;
}

const strictness = ["allow", "ask", "unknown", "deny"] as const;

/** What the hooks say of a call of this tool; undefined: nothing. */
export function hooksSay(tool: string, settings: ClaudeSettings): HookSays | undefined {
  const said = hooksFor("PreToolUse", tool, settings).flatMap((hook) => says(hook) ?? []);
  return said.sort((a, b) => strictness.indexOf(b.decision) - strictness.indexOf(a.decision))[0];
}

/** A row of the tree after hooks of the file of who acts. */
export function rowAfterHooks(grant: Grant, settings: ClaudeSettings): Grant {
  const said = settings.ownHooks.length === 0 ? undefined : hooksSay(grant.tool, settings);
  if (!said || said.decision === "unknown" || grant.decision === "deny") return grant;
  const isLoosened = said.decision === "allow" && grant.source.layer !== "default";
  return isLoosened ? grant : { ...grant, decision: said.decision, source: said.by };
}

/** A hook that may answer a question in the person's place. */
export function hookAnswers(tool: string, settings: ClaudeSettings): Provenance | undefined {
  return hooksFor("PermissionRequest", tool, settings)[0]?.by;
}

interface Hook {
  /** Undefined: no command, such as a prompt for a model. */
  readonly command: string | undefined;
  readonly by: Provenance;
}

function hooksFor(event: string, tool: string, settings: ClaudeSettings): readonly Hook[] {
  const { files, run, ownHooks } = settings;
  if (run.without.hooks) return [];
  const ofAdministrator = (file: SettingsFile) => file.config.layer === "managed";
  const onlyManaged = files.some((file) => ofAdministrator(file) && isTrue(at(file.root, "allowManagedHooksOnly")));
  const off = files.find((file) => isTrue(at(file.root, "disableAllHooks")));
  const counting = files.filter((file) => {
    if ((onlyManaged || off) && !ofAdministrator(file)) return false;
    return !(off && ofAdministrator(off));
  });
  const ofFiles = counting.flatMap((file) =>
    hooksIn(file.root, event, tool, (node, text) => provenanceOf(file, node.span, text)),
  );
  const own = off ? [] : ownHooks.flatMap(({ root, where }) => hooksIn(root, event, tool, (_, text) => where(text)));
  // Whether those of such files are left out too was not observed.
  return [...ofFiles, ...(onlyManaged ? own.map(({ by }): Hook => ({ command: undefined, by })) : own)];
}

function hooksIn(
  root: ValueNode | undefined,
  event: string,
  tool: string,
  where: (node: ValueNode, text: string) => Provenance,
): readonly Hook[] {
  return itemsOf(at(root, "hooks", event))
    .filter(({ value }) => speaksOf(textOf(at(value, "matcher")), tool))
    .flatMap(({ value }) => itemsOf(at(value, "hooks")))
    .map(({ value: node }): Hook => {
      const type = textOf(at(node, "type"));
      const command = type === "command" ? textOf(at(node, "command")) : undefined;
      // A condition of its own, and one that holds once, are not followed.
      const isPlain = at(node, "if") === undefined && !isTrue(at(node, "async")) && !isTrue(at(node, "once"));
      const by = where(node, `a hook for ${event}: ${command ?? type ?? "unnamed"}`);
      return { command: isPlain ? command : undefined, by };
    })
    .filter(({ command }) => !isOurCommand(command));
}

/** A matcher is a name, several, or an expression for all of the name. */
function speaksOf(matcher: string | undefined, tool: string): boolean {
  if (matcher === undefined || matcher === "" || matcher === "*") return true;
  try {
    return new RegExp(`^(?:${matcher})$`).test(tool);
  } catch {
    return false;
  }
}

/** Lines that say one thing whenever they run. Only 2 as the end of a program means anything. */
function says({ command, by }: Hook): HookSays | undefined {
  if (command === undefined) return { decision: "unknown", by };
  const line = command.trim();
  if (/^(?:true|:|false|exit(?: \d+)?)$/.test(line)) return line === "exit 2" ? { decision: "deny", by } : undefined;
  const printed = /^(?:echo|printf) '([^'\\%]*)'$/.exec(line)?.[1];
  if (printed === undefined) return { decision: "unknown", by };
  const decision = decisionIn(printed);
  return decision && { decision, by };
}

const words: Readonly<Record<string, Decision | "unknown">> = {
  allow: "allow",
  approve: "allow",
  ask: "ask",
  deny: "deny",
  block: "deny",
};

function decisionIn(text: string): HookSays["decision"] | undefined {
  let answer: Record<string, unknown>;
  try {
    answer = JSON.parse(text);
  } catch {
    return undefined;
  }
  const own = answer?.hookSpecificOutput as Record<string, unknown> | undefined;
  const word = own?.permissionDecision ?? answer?.decision;
  // Another input, or the end of all: not followed.
  if (own?.updatedInput !== undefined || answer?.continue === false) return "unknown";
  return typeof word === "string" && Object.hasOwn(words, word) ? words[word] : undefined;
}
