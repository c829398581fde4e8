import { defineRule } from "./rule.ts";
import { definitionsOf } from "./support.ts";

const option = /^--?(?:[\w-]*-)?(?:token|api-?key|key|secret|password|pat|auth)$/i;
const inline = /^--?(?:[\w-]*-)?(?:token|api-?key|secret|password|pat|auth)=(.+)$/i;

export const tokenOnCommandLine = defineRule({
  id: "token-on-command-line",
  title: "A credential is handed over on the command line",
  family: "identity",
  severity: "low",
  confidence: "high",
  messages: {
    argument:
      "“{server}” gets a credential as an argument, which every program on the machine can read in the list of processes. Hand it over in “env”.",
  },
  *check({ document }) {
    for (const server of definitionsOf(document, "server")) {
      for (const [index, { value, span }] of server.args.entries()) {
        const before = server.args[index - 1]?.value ?? "";
        const isValue = option.test(before) && !value.startsWith("-");
        if (isValue || inline.test(value)) yield { messageId: "argument", data: { server: server.name }, span };
      }
    }
  },
});
