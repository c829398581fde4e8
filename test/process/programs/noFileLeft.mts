/** Opens files until none is left, then starts each kind of child, and says what came of it. One argument: a folder. */
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { startAcpAgent } from "../../../src/node/acp/client.ts";
import { createTerminals } from "../../../src/node/acp/terminals.ts";
import { askUnattended } from "../../../src/node/askUnattended.ts";
import { proveHook } from "../../../src/node/canary.ts";
import { locationsIn } from "../../../src/node/locations.ts";
import { startChildServer } from "../../../src/node/mcp/childServer.ts";
import { protocolVersion } from "../../../src/protocol/messages.ts";

const folder = process.argv[2] ?? "";
const locations = locationsIn(join(folder, ".countersign"), folder);
const request = {
  ...({ v: protocolVersion, type: "held", source: "codex-config" } as const),
  ...{ payload: "{}", cwd: folder, patienceMs: 10_000 },
};
const words = (error: unknown) => `failed: ${(error as Error).message}`;

const kinds: Readonly<Record<string, () => Promise<unknown>>> = {
  unattended: () => askUnattended(process.execPath, folder, request),
  canary: () => proveHook("codex-config", { posix: "true", windows: "true" }, locations, Date.now),
  server: () =>
    new Promise((resolve) => {
      const handlers = { data: () => undefined, drained: () => undefined, ended: resolve };
      startChildServer("true", [], process.env, handlers).send("x");
    }),
  terminal: async () => createTerminals({}).create({ command: "true", args: ["x"] }, folder),
  agent: () =>
    startAcpAgent({ words: ["true"], env: {}, cwd: folder, noise: () => undefined, update: () => undefined } as never),
};

const open: number[] = [];
try {
  for (;;) open.push(openSync("/dev/null", "r"));
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== "EMFILE") throw error;
}
const said: Record<string, unknown> = {};
for (const [kind, begin] of Object.entries(kinds)) said[kind] = await begin().catch(words);
for (const file of open) closeSync(file);
console.log(JSON.stringify(said));
