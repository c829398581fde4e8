import { findSecrets } from "../secrets/detect.ts";
import { defineRule } from "./rule.ts";
import { definitionsOf } from "./support.ts";

const isTest =
  /(?:^|\/)(?:tests?|__tests__|fixtures?|examples?|cookbook|samples?|docs?)\/|[._-](?:test|spec)\.[a-z]+$/i;

export const secretInToolCode = defineRule({
  id: "secret-in-tool-code",
  title: "A tool's code holds a secret",
  family: "identity",
  severity: "critical",
  confidence: "high",
  messages: {
    code: "This is a {kind} in plain text, in code that an agent's tool runs. Everybody and every agent that reads this file has it. Read it from the environment, and renew it where it was issued.",
  },
  *check({ document }) {
    const { path, text } = document.source;
    if (!/\.(?:[cm]?[jt]sx?|py|cs|java|go|rs|ipynb)$/.test(path) || isTest.test(path)) return;
    if (definitionsOf(document, "tool").length === 0) return;
    for (const { kind, span } of findSecrets(text)) {
      // A value beside a telling name is too often an example in code; a known shape is not.
      if (/^(?:a |the )?(?:secret|value|password in an address)/i.test(kind)) continue;
      yield { messageId: "code", data: { kind }, span };
    }
  },
});
