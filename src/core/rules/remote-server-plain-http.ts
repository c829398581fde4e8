import { defineRule } from "./rule.ts";
import { definitionsOf, replacement } from "./support.ts";

export const remoteServerPlainHttp = defineRule({
  id: "remote-server-plain-http",
  title: "A remote server is spoken to without encryption",
  family: "editor-and-ci",
  severity: "high",
  confidence: "high",
  messages: {
    plain:
      "Server “{server}” is reached over plain http, so anybody on the way can read what the agent sends and change what it is told. Use https.",
  },
  *check({ document }) {
    for (const server of definitionsOf(document, "server")) {
      const { url } = server;
      if (!url || !/^(?:http|ws):\/\//i.test(url.value) || isLoopback(url.value)) continue;
      const written = document.source.slice(url.span);
      const secure = written.replace(/^(["']?)(http|ws):/i, "$1$2s:");
      const fixes = secure === written ? [] : [replacement("Use an encrypted address", "unsafe", url.span, secure)];
      yield { messageId: "plain", data: { server: server.name }, span: url.span, fixes };
    }
  },
});

function isLoopback(url: string): boolean {
  const host = /^\w+:\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/?#]*)/.exec(url)?.[1] ?? "";
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|(?:[\w-]+\.)*localhost|host\.docker\.internal)$/i.test(host);
}
