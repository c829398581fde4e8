import { defineRule } from "./rule.ts";
import { replacement } from "./support.ts";

export const shellRunsAnything = defineRule({
  id: "shell-runs-anything",
  title: "An allow rule lets a shell run anything",
  family: "least-privilege",
  severity: "critical",
  confidence: "high",
  messages: {
    all: "“{rule}” lets the agent run every command without asking. Allow the few commands that are needed, and let the rest ask.",
    interpreter:
      "“{rule}” lets the agent run any text through {program} without asking, so it allows every command, and deny rules do not see inside. Remove it, and allow the commands themselves.",
  },
  *check({ document }) {
    for (const { list, text, span, removalSpan } of document.permissionRules) {
      if (list !== "allow") continue;
      const program = interpreterOf(text);
      const isAll = /^(?:Bash|PowerShell)(?:\(\s*(?:\*|:\*|\*\s*\*)?\s*\))?$/.test(text.trim());
      if (!isAll && !program) continue;
      yield {
        messageId: isAll ? "all" : "interpreter",
        data: { rule: text, program: program ?? "" },
        span,
        fixes: [replacement("Remove this rule", "unsafe", removalSpan, "")],
      };
    }
  },
});

/** Programs that run whatever text or program they are given. */
const runners =
  "bash|sh|zsh|dash|fish|ksh|pwsh|powershell|cmd|python|python2|python3|node|deno|bun|ruby|perl|php|lua|osascript|eval|exec|source|sudo|doas|env|xargs|nohup|timeout|time|nice|ssh|su|npx|uvx|bunx|docker run|docker exec|kubectl exec|find|awk";

const interpreterRule = new RegExp(
  `^(?:Bash|PowerShell)\\(\\s*((?:/usr)?(?:/local)?(?:/s?bin/)?(?:${runners}))(?:\\.exe)?(?:\\s+(?:-c|-e|-lc|-ic|run|eval|-Command|/c))?(?:\\s*:\\s*\\*|\\s+\\*)\\s*\\)$`,
);

/** The program of a rule such as `Bash(bash:*)` or `Bash(python3 -c *)`. */
function interpreterOf(rule: string): string | undefined {
  return interpreterRule.exec(rule.trim())?.[1];
}
