import { defineRule } from "./rule.ts";
import { definitionsOf } from "./support.ts";

export const filesystemServerTooWide = defineRule({
  id: "filesystem-server-too-wide",
  title: "A file server may reach your whole home or disk",
  family: "least-privilege",
  severity: "high",
  confidence: "high",
  messages: {
    wide: "“{server}” lets agents read and write everything below “{folder}”, keys and start files too. Give it the folder it works on.",
  },
  *check({ document }) {
    for (const server of definitionsOf(document, "server")) {
      if (
        !server.args.some(({ value }) =>
          /(?:^|[/@])(?:server-filesystem|mcp-server-filesystem|filesystem-mcp|mcp-filesystem)/.test(value),
        )
      )
        continue;
      for (const { value, span } of server.args) {
        const isWide =
          /^(?:\/|[A-Za-z]:[\\/]?|~\/?|\$\{?(?:HOME|env:HOME|userHome|USERPROFILE)\}?\/?|\/(?:home|Users|root|etc|var)(?:\/[^/]+)?\/?)$/.test(
            value,
          );
        if (isWide && !/^\/var\/\w/.test(value))
          yield { messageId: "wide", data: { server: server.name, folder: value }, span };
      }
    }
  },
});
