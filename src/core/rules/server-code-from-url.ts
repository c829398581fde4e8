import { defineRule } from "./rule.ts";
import { fetchedPackage, isAddress, programName } from "./serverPackage.ts";
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
      const shell = /^(?:(?:ba|z|da)?sh|pwsh|powershell|cmd)$/.test(programName(server.command ?? ""));
      for (const { value, span } of shell ? server.args : []) {
        if (piped.test(value)) yield { messageId: "piped", data: { server: server.name }, span };
      }
      const fetched = fetchedPackage(server);
      if (fetched && isMoving(fetched.value)) {
        yield { messageId: "moving", data: { server: server.name, address: fetched.value }, span: fetched.span };
      }
    }
  },
});

const piped = /\b(?:curl|wget|iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\b[\s\S]{0,400}(?:\||\$\(|<\()/;

/** An address without anything that fixes what stands there: no commit, no version. */
function isMoving(value: string): boolean {
  return isAddress(value) && !/[@#][0-9a-f]{7,40}(?:$|#)/.test(value) && !/[@/]v?\d+\.\d+\.\d+/.test(value);
}
