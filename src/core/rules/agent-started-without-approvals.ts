import { agentSteps } from "./agentSteps.ts";
import { defineRule } from "./rule.ts";
import { unaskedFlag } from "./startFlags.ts";

export const agentStartedWithoutApprovals = defineRule({
  id: "agent-started-without-approvals",
  title: "A script starts an agent that asks nobody",
  family: "confirmation",
  severity: "high",
  confidence: "high",
  messages: {
    script:
      "“{flag}” starts an agent that runs every command and changes every file without asking. Allow the few tools it needs instead, or run it where it can break nothing.",
  },
  *check({ document }) {
    const runs = [
      ...(document.commands ?? []),
      ...agentSteps(document.workflow).flatMap(({ run, inputs }) => [
        ...(run ? [run] : []),
        ...inputs
          .filter(({ name }) => /args$/.test(name))
          .map(({ value, span }) => ({ text: `claude ${value}`, span })),
      ]),
    ];
    for (const { text, span } of runs) {
      const found = unaskedFlag(text);
      if (!found) continue;
      const at = document.source.slice(span).indexOf(found.flag);
      const start = at < 0 ? span.start : span.start + at;
      yield { messageId: "script", data: { flag: found.flag }, span: { start, end: start + found.flag.length } };
    }
  },
});
