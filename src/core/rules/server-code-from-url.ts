import type { ServerDefinition, ServerValue } from "../model/definition.ts";
import { defineRule } from "./rule.ts";
import { definitionsOf } from "./support.ts";

export const serverCodeFromUrl = defineRule({
  id: "server-code-from-url",
  title: "A server's program is fetched from an address at each start",
  family: "supply-chain",
  severity: "high",
  confidence: "high",
  messages: {
    piped: "“{server}” runs whatever that address answers at each start. Install a version that you have read.",
    moving:
      "“{server}” runs whatever stands at “{address}” at each start, without a commit or a checksum. Name the commit.",
  },
  *check({ document }) {
    for (const server of definitionsOf(document, "server")) {
      const shell = /(?:^|[\\/])(?:ba|z|da)?sh$|(?:^|[\\/])(?:pwsh|powershell|cmd)(?:\.exe)?$/.test(
        server.command ?? "",
      );
      for (const arg of server.args) {
        if (
          shell &&
          /\b(?:curl|wget|iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\b[\s\S]{0,400}(?:\||\$\(|<\()/.test(arg.value)
        ) {
          yield { messageId: "piped", data: { server: server.name }, span: arg.span };
        } else if (isMoving(server, arg)) {
          yield { messageId: "moving", data: { server: server.name, address: arg.value }, span: arg.span };
        }
      }
    }
  },
});

/** An address as the package of a runner, without anything that fixes what stands there. */
function isMoving({ command = "" }: ServerDefinition, { value }: ServerValue): boolean {
  if (!/(?:^|[\\/])(?:npx|uvx|uv|pipx|bunx|pnpm|deno|bun)$/.test(command)) return false;
  return (
    /^(?:git\+)?https?:\/\/\S+$|^(?:git\+ssh|github):\S+$/.test(value) &&
    !/[@#][0-9a-f]{7,40}(?:$|#)/.test(value) &&
    !/[@/]v?\d+\.\d+\.\d+/.test(value)
  );
}
