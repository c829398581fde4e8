import { defineRule } from "./rule.ts";
import { replacement } from "./support.ts";

/** Programs known for one task that also run others, by an option, an alias or a file; shells are another rule's. */
const hatches =
  /^(?:git|make|sed|tee|vim?|nano|less|man|tar|rsync|uv run|npm|pnpm|yarn|pnpm dlx|yarn dlx|npm exec|npm run|cargo|go run|podman run|docker|kubectl|terraform|aws|gcloud|az|gh|curl|wget)$/;

export const allowRuleWithoutLimit = defineRule({
  id: "allow-rule-without-limit",
  title: "An allow rule reads like a limit and lets everything through",
  family: "least-privilege",
  severity: "medium",
  confidence: "high",
  messages: {
    bare: "“{rule}” allows every use of this tool without asking. Allow the uses that are needed.",
    hatch:
      "“{rule}” reads like one program, and “{program}” also does what nobody thinks of: it runs others, changes what others see, or sends. Allow the subcommands that are needed.",
    addresses:
      "“{rule}” allows every address without asking, and what is fetched can instruct the agent. Name the hosts.",
    servers: "“{rule}” allows every tool of the server without asking, also those it adds tomorrow. Name the tools.",
  },
  *check({ document }) {
    for (const { list, text, span, removalSpan } of document.permissionRules) {
      if (list !== "allow") continue;
      const fixes = [replacement("Remove the rule", "unsafe", removalSpan, "")];
      const data = { rule: text, program: programOf(text) ?? "" };
      if (/^(?:Edit|Write|NotebookEdit)(?:\((?:\*|\*\*|:\*|\/\/\*\*)\))?$/.test(text))
        yield { messageId: "bare", data, span, fixes };
      else if (data.program) yield { messageId: "hatch", data, span, fixes };
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
  return program !== undefined && hatches.test(program) ? program : undefined;
}
