/**
 * What Copilot CLI 1.0.102 never runs, whatever is allowed and before anybody is asked: processes are ended by their
 * number alone (tried over ACP on 2026-11-26). It looks at words outside of quotes and substitutions, behind any wrapper.
 */

import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { withoutSubstitutions } from "../../core/permissions/shellBrackets.ts";
import { splitCommand, withoutAssignments } from "../../core/permissions/shellSegments.ts";
import { because, type Judgement } from "../judgement.ts";

/** Programs whose words are no commands. */
const mentions: ReadonlySet<string> = new Set(
  "cat echo printf grep egrep fgrep ack rg sed awk man which whereis whatis apropos alias unalias type".split(" "),
);

export function judgeUnrun(line: string): Judgement | undefined {
  const plain = withoutSubstitutions(line);
  const heads = plain.match(/(?<=(?:^|[;&|\s])for\s+)[^;\n]+/g) ?? [];
  const commands = splitCommand(plain).segments.map((segment) => withoutAssignments(segment));
  for (const text of [...heads, ...commands]) {
    const [program = "", ...args] = text.split(/\s+/);
    const named = [program, ...(mentions.has(program) ? [] : args)].map((word) =>
      word.slice(word.lastIndexOf("/") + 1),
    );
    const byName = named.find((word) => word === "pkill" || word === "killall");
    if (byName !== undefined)
      return because("deny", defaultProvenance(`${byName} is never run: processes are ended by their number`));
    const at = named.indexOf("kill");
    // The words of a substitution count as well.
    if (at >= 0 && !/(?:^|[\s(])\d+(?=$|[\s)])/.test(line.slice(line.indexOf("kill"))))
      return because("deny", defaultProvenance("kill is never run without the number of a process"));
  }
  return undefined;
}
