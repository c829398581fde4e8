import { defineRule } from "./rule.ts";
import { definitionsOf } from "./support.ts";

const credentialInUrl =
  /[?&](?:[\w-]*(?:token|key|secret|password|auth|apikey)[\w-]*)=([^&#]+)|:\/\/[^/@\s]*:([^/@\s]+)@/i;

export const tokenInUrl = defineRule({
  id: "token-in-url",
  title: "A credential is part of a server's address",
  family: "identity",
  severity: "medium",
  confidence: "high",
  messages: {
    url: "The address of “{server}” carries a credential, and addresses end up in logs, histories and error messages. Send it in a header.",
  },
  *check({ document }) {
    for (const server of definitionsOf(document, "server")) {
      if (server.url && credentialInUrl.test(server.url.value)) {
        yield { messageId: "url", data: { server: server.name }, span: server.url.span };
      }
    }
  },
});
