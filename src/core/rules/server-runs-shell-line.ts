import { defineRule } from "./rule.ts";
import { definitionsOf } from "./support.ts";

const shells = /(?:^|[/\\])(?:ba|z|da|k|fi)?sh(?:\.exe)?$|(?:^|[/\\])(?:pwsh|powershell|cmd)(?:\.exe)?$/i;
const takesLine = /^(?:-\w*c|-command|-encodedcommand|\/[ck])$/i;

/** On Windows runners are scripts, which need `cmd /c` in front; what they start is in the words that follow. */
const runner = /^(?:npx|npm|pnpm|bunx|bun|uvx|uv|node|deno|python3?|docker)(?:\.cmd|\.exe)?$/i;

export const serverRunsShellLine = defineRule({
  id: "server-runs-shell-line",
  title: "A server is a line for a shell",
  family: "supply-chain",
  severity: "medium",
  confidence: "medium",
  messages: {
    line: "“{server}” starts a shell with a line of its own: “{line}”. Whatever stands there runs with your rights when the server starts, and no version of it is pinned. Start one program with its arguments.",
  },
  *check({ document }) {
    for (const server of definitionsOf(document, "server")) {
      if (server.format !== "mcp-config" || !shells.test(server.command ?? "")) continue;
      const at = server.args.findIndex(({ value }) => takesLine.test(value));
      const line = server.args[at + 1];
      if (at < 0 || !line || runner.test(line.value)) continue;
      yield { messageId: "line", data: { server: server.name, line: line.value }, span: line.span };
    }
  },
});
