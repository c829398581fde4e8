import type { ServerDefinition, ServerValue } from "../model/definition.ts";
import type { Fix } from "../model/finding.ts";
import { secretKind } from "../secrets/detect.ts";
import { defineRule } from "./rule.ts";
import { definitionsOf, replacement } from "./support.ts";

export const secretInConfig = defineRule({
  id: "secret-in-config",
  title: "A secret is written into a configuration file",
  family: "identity",
  severity: "critical",
  confidence: "high",
  messages: {
    server:
      "“{name}” of server “{server}” holds a {kind} in plain text. Everybody and every agent that reads this file has it. Replace it by a reference, and renew it where it was issued.",
    setting:
      "“{name}” holds a {kind} in plain text. Everybody and every agent that reads this file has it. Keep it outside, and renew it where it was issued.",
  },
  *check({ document }) {
    const { path, text } = document.source;
    for (const server of definitionsOf(document, "server")) {
      for (const value of valuesOf(server)) {
        const kind = secretKind(value.name, value.value);
        if (!kind) continue;
        yield {
          messageId: "server",
          data: { name: value.name, server: server.name, kind },
          span: value.span,
          fixes: referenceFix(value, path, text.slice(value.span.start, value.span.end)),
        };
      }
    }
    for (const setting of document.settings) {
      if (typeof setting.value !== "string") continue;
      const name = setting.key.split(".").at(-1) ?? setting.key;
      const kind = secretKind(name, setting.value);
      if (kind) yield { messageId: "setting", data: { name: setting.key, kind }, span: setting.valueSpan };
    }
  },
});

function valuesOf(server: ServerDefinition): ServerValue[] {
  const args = server.args.map((arg, index): ServerValue => {
    // The argument after `--api-key` is named by it.
    const before = server.args[index - 1]?.value ?? "";
    const [flag, inline] = arg.value.split("=", 2);
    if (inline !== undefined && flag?.startsWith("-")) return { ...arg, name: flag.replace(/^-+/, ""), value: inline };
    return { ...arg, name: before.startsWith("-") ? before.replace(/^-+/, "") : "argument" };
  });
  return [...server.env, ...server.headers, ...args, ...(server.url ? [server.url] : [])];
}

/** A reference that the reader of this file resolves: VS Code knows `${env:X}`, Claude Code `${X}`. */
function referenceFix(value: ServerValue, path: string, written: string): Fix[] {
  const isPlain = written === JSON.stringify(value.value);
  if (!isPlain || !/^[A-Za-z][\w-]*$/.test(value.name) || /^(?:argument|url)$/.test(value.name)) return [];
  const variable = value.name.replaceAll("-", "_").toUpperCase();
  const reference = path.includes(".vscode/") ? `\${env:${variable}}` : `\${${variable}}`;
  const scheme = /^(?:Bearer|Basic|Token)\s+/.exec(value.value)?.[0] ?? "";
  const title = `Read it from the environment variable ${variable}`;
  return [replacement(title, "unsafe", value.span, JSON.stringify(scheme + reference))];
}
