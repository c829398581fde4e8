/** Milder commands that do what was probably wanted. Offered only when they would themselves run without a question. */
import type { Act } from "./act.ts";
import type { JudgementId } from "./judgements.ts";

type Suggest = (command: string) => string | undefined;

const table: Partial<Record<JudgementId, Suggest>> = {
  "discards-work": (command) =>
    /^git\s+clean\b/.test(command)
      ? "git clean -nd"
      : /^git\b.*\bstash\b/.test(command)
        ? "git stash list"
        : "git stash push",
  "rewrites-history": (command) => {
    const branch = /^git\s+branch\s+(?:-D|-d\s+-f|--delete\s+--force)\s+([\w./-]+)$/.exec(command)?.[1];
    return branch ? `git branch -d ${branch}` : undefined;
  },
  "destroys-history": () => "git count-objects -v",
  "deletes-workspace": () => "git clean -nd",
  "deletes-repository": () => "git status",
  "deletes-files": (command) => tracked(command),
  "destroys-infrastructure": (command) =>
    /^(?:docker|podman)\b.*\bprune\b/.test(command) ? "docker system df" : undefined,
  "changes-infrastructure": (command) =>
    /^terraform\s+apply\b/.test(command)
      ? "terraform validate"
      : /^helm\s+(?:install|upgrade)\b/.test(command)
        ? "helm list"
        : undefined,
  "lists-environment": () => "printenv PATH",
  "ends-processes": () => "ps aux",
};

/** A command for the same wish that only looks or that can be taken back; undefined: none is known. */
export function saferCommand(found: Act): string | undefined {
  return found.command === undefined ? undefined : table[found.rule]?.(found.command);
}

/** Looking at what would go, before it goes. */
function tracked(command: string): string | undefined {
  const paths = /^rm\s+(?:-\w+\s+)*([\w./-]+(?:\s+[\w./-]+)*)$/.exec(command)?.[1];
  return paths ? `ls -la ${paths}` : undefined;
}
