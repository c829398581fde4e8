/** Settings that have no effect, are hidden by a later one, or grant more than they read. */
import type { IneffectiveRule } from "../../core/model/permission.ts";
import { editEntries } from "./edits.ts";
import { meetsPattern } from "./glob.ts";
import { deadSettings, type VsCodeSettings } from "./settings.ts";
import { expressionOf, nothing, terminalRules } from "./terminalRules.ts";

/** Programs that run whatever text or program they are given. */
const interpreters =
  /^(bash|sh|zsh|fish|pwsh|powershell|python[\d.]*|node|deno|bun|perl|ruby|php|env|sudo|ssh|npx|bunx|uvx|docker|make|eval|xargs|find -exec)$/;

export function ineffectiveSettings(settings: VsCodeSettings): IneffectiveRule[] {
  return [
    ...deadSettings(settings).map(
      (source): IneffectiveRule => ({
        kind: "dead",
        source,
        message: "Only user settings count for this; VS Code does not read a workspace's value.",
      }),
    ),
    ...shadowedEdits(settings),
    ...terminalFindings(settings),
  ];
}

/** The last pattern that matches decides: an earlier one that a later one covers changes nothing. */
function shadowedEdits(settings: VsCodeSettings): IneffectiveRule[] {
  const entries = editEntries(settings);
  return entries.flatMap((entry, index): IneffectiveRule[] => {
    if (entry.source.layer === "default") return [];
    const sample = entry.key
      .replace(/\{([^,}]*)[^}]*\}/g, "$1")
      .replace(/\*\*/g, "x/y")
      .replace(/\*/g, "x");
    const later = entries
      .slice(index + 1)
      .find((other) => other.value !== entry.value && meetsPattern(other.key, sample, settings.place));
    if (!later) return [];
    const message = `A later pattern decides: ${JSON.stringify(later.key)}. The last pattern that matches wins.`;
    return [{ kind: "shadowed", source: entry.source, message }];
  });
}

function terminalFindings(settings: VsCodeSettings): IneffectiveRule[] {
  return terminalRules(settings).flatMap((rule): IneffectiveRule[] => {
    const { key, source } = rule.entry;
    if (source.layer === "default") return [];
    const expression = expressionOf(key);
    if (!expression) {
      const message = "This expression cannot be evaluated safely, so what it means is not known here.";
      return [{ kind: "dead", source, message }];
    }
    if (expression === nothing) {
      const message =
        "VS Code takes this for a rule about no command: it is empty, no expression, or meets an empty text.";
      return [{ kind: "dead", source, message }];
    }
    if (!rule.approve) return [];
    const probe = ["countersign-probe --x", "zzz"].every((text) => expression.test(text));
    if (probe) return [{ kind: "over-broad", source, message: "This approves every command." }];
    return interpreters.test(key)
      ? [
          {
            kind: "over-broad",
            source,
            message: `'${key}' runs any text or program it is given, so this approves every command.`,
          },
        ]
      : [];
  });
}
