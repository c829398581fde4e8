import { defineRule } from "./rule.ts";
import { replacement } from "./support.ts";

/** Programs that run whatever their arguments say. */
const runners =
  /^(?:bash|sh|zsh|fish|dash|ksh|pwsh|powershell|cmd|python[\d.]*|node|deno|bun|ruby|perl|php|lua|osascript|eval|exec|env|xargs|find|sudo|doas|su|ssh|nohup|timeout|watch|npx|bunx|uvx|uv run|pnpm dlx|yarn dlx|npm exec|docker|podman|kubectl exec|make|awk|sed|vim?|tee|git)$/;

export const allowRuleRunsAnything = defineRule({
  id: "allow-rule-runs-anything",
  title: "An allow rule reads like a limit and lets everything through",
  family: "least-privilege",
  severity: "high",
  confidence: "high",
  messages: {
    bare: "“{rule}” allows every use of this tool without asking. Allow the uses that are needed.",
    runner:
      "“{rule}” reads like one program, and “{program}” runs whatever it is told. Allow the few commands that are needed, in full.",
    addresses:
      "“{rule}” allows every address without asking, and what is fetched can instruct the agent. Name the hosts.",
    servers: "“{rule}” allows every tool of the server without asking, also those it adds tomorrow. Name the tools.",
  },
  *check({ document }) {
    for (const { list, text, span, removalSpan } of document.permissionRules) {
      if (list !== "allow") continue;
      const fixes = [replacement("Remove the rule", "unsafe", removalSpan, "")];
      const data = { rule: text, program: programOf(text) ?? "" };
      if (/^(?:Bash|PowerShell|Edit|Write)(?:\((?:\*|\*\*|:\*|\/\/\*\*)\))?$/.test(text))
        yield { messageId: "bare", data, span, fixes };
      else if (data.program) yield { messageId: "runner", data, span, fixes };
      else if (/^WebFetch(?:\((?:\*|domain:\*)\))?$/.test(text)) {
        yield { messageId: "addresses", data, span, fixes, severity: "medium" };
      } else if (/^mcp__[\w-]+?(?:__\*)?$/.test(text) && !/^mcp__[\w-]+?__[\w-]+$/.test(text)) {
        yield { messageId: "servers", data, span, fixes, severity: "medium" };
      }
    }
  },
});

/** The program of `Bash(program:*)` or `Bash(program *)`, where it runs anything. */
function programOf(text: string): string | undefined {
  const program = /^(?:Bash|PowerShell)\((.+?)(?::\*| \*)\)$/.exec(text)?.[1]?.trim();
  return program !== undefined && runners.test(program) ? program : undefined;
}
