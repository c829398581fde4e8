/**
 * An MCP server over stdio with one tool, `lab_touch`, that creates the file it is given: the proof that it was called.
 * The name that it says of itself may follow it: VS Code names its tools by that.
 */
import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

const tools = [
  {
    name: "lab_touch",
    description: "Creates a file.",
    inputSchema: { type: "object", properties: { file: { type: "string" } }, required: ["file"] },
  },
];

/** @type {Readonly<Record<string, (params: any) => unknown>>} */
const methods = {
  initialize: ({ protocolVersion }) => ({
    protocolVersion: protocolVersion ?? "2025-06-18",
    capabilities: { tools: {} },
    serverInfo: { name: process.argv[2] ?? "lab", version: "1.0.0" },
  }),
  "tools/list": () => ({ tools }),
  "tools/call": ({ arguments: { file } }) => {
    writeFileSync(file, "touched\n");
    return { content: [{ type: "text", text: "touched" }] };
  },
  ping: () => ({}),
};

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === "") continue;
  const { id, method, params } = JSON.parse(line);
  if (id === undefined) continue;
  const answer = methods[method];
  const body = answer ? { result: answer(params ?? {}) } : { error: { code: -32601, message: "unknown method" } };
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", id, ...body })}\n`);
}
