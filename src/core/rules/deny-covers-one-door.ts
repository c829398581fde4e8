import { defineRule } from "./rule.ts";

/** Observed on Claude Code 2.1.329 (agents-a 2.4): rules for Read do not reach what a command in Bash reads. */
export const denyCoversOneDoor = defineRule({
  id: "deny-covers-one-door",
  title: "A file is denied to one tool and open to another",
  family: "least-privilege",
  severity: "medium",
  confidence: "medium",
  messages: {
    door: "“{rule}” keeps the file from the Read tool, and “{other}” lets a command read it. Narrow that rule, or keep the file out of the folder.",
  },
  *check({ document }) {
    const rules = document.permissionRules;
    const open = rules.find(({ list, text }) => list === "allow" && readsFiles(text));
    if (!open) return;
    for (const { list, text, span } of rules) {
      if (list !== "deny" || !/^Read\(.+\)$/.test(text)) continue;
      yield {
        messageId: "door",
        data: { rule: text, other: open.text },
        span,
        related: [{ path: document.source.path, span: open.span, message: "This lets a command read it" }],
      };
    }
  },
});

/** Rules that let a command print any file. */
function readsFiles(text: string): boolean {
  return /^Bash(?:\((?:\*|:\*|(?:cat|head|tail|less|more|grep|rg|awk|sed|cp|python3?|node|bash|sh|find|xargs)(?::\*| \*))\))?$/.test(
    text,
  );
}
