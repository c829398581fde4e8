// Plays a server that only notes the bytes it gets, in the file LAB_BYTES, and answers what asks for an answer.
import { appendFileSync } from "node:fs";
import { createInterface } from "node:readline";

const bytesFile = String(process.env.LAB_BYTES);
const tools = [{ name: "list_notes", description: "d", inputSchema: { type: "object" } }];
process.stdin.on("data", (bytes) => appendFileSync(bytesFile, bytes));
createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }).on("line", (line) => {
  for (const message of [read(line)].flat()) {
    if (message?.id === undefined || message.method === undefined) continue;
    const result = message.method === "tools/list" ? { tools } : { echo: message.method };
    console.log(JSON.stringify({ jsonrpc: "2.0", id: message.id, result }));
  }
});
for (const name of ["SIGTERM", "SIGINT", "SIGHUP"]) {
  process.on(name, () => {
    appendFileSync(bytesFile, `<${name}>`);
    process.exit(0);
  });
}

/** @param {string} line */
function read(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
