import type { ServerDefinition, ServerValue } from "../model/definition.ts";
import { defineRule } from "./rule.ts";
import { definitionsOf } from "./support.ts";

export const oneTokenManyServers = defineRule({
  id: "one-token-many-servers",
  title: "Two servers are handed the same credential",
  family: "identity",
  severity: "medium",
  confidence: "medium",
  messages: {
    shared:
      "“{server}” is handed the same credential as “{other}” ({name}). What one may do, the other may do too, and nobody can tell them apart. Issue one for each, with the rights it needs.",
  },
  *check({ document }) {
    const first = new Map<string, { server: ServerDefinition; value: ServerValue }>();
    for (const server of definitionsOf(document, "server")) {
      for (const value of [...server.env, ...server.headers]) {
        const reference = referenceOf(value);
        if (!reference) continue;
        const earlier = first.get(reference);
        if (!earlier) first.set(reference, { server, value });
        else if (earlier.server !== server && !isSameService(earlier.server, server)) {
          yield {
            messageId: "shared",
            data: { server: server.name, other: earlier.server.name, name: reference },
            span: value.span,
            related: [
              { path: document.source.path, span: earlier.value.span, message: `“${earlier.server.name}” has it too` },
            ],
          };
        }
      }
    }
  },
});

/** The variable or input that a value stands for, where its name says that it is a credential. */
function referenceOf({ value }: ServerValue): string | undefined {
  const name = /\$\{(?:env:|input:)?([\w.-]+)\}/.exec(value)?.[1];
  return name !== undefined && /token|key|secret|password|pat\b|credential/i.test(name) ? name : undefined;
}

/** Two entries of one program are one service in two settings. */
function isSameService(a: ServerDefinition, b: ServerDefinition): boolean {
  const what = ({ url, command, args }: ServerDefinition) =>
    url ? hostOf(url.value) : `${command} ${args.find(({ value }) => !value.startsWith("-"))?.value ?? ""}`;
  return what(a) === what(b);
}

function hostOf(url: string): string {
  return /^\w+:\/\/([^/?#]*)/.exec(url)?.[1] ?? url;
}
