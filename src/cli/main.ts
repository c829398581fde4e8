import { readFileSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { Platform } from "../core/model/action.ts";
import { folderWasm } from "../node/wasm.ts";
import type { Io, Product } from "./io.ts";
import { runCli } from "./run.ts";

void main();

async function main(): Promise<void> {
  // A reader that has seen enough (`… | head`) closes the pipe; that is no failure of ours.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 3));
  process.stderr.on("error", () => undefined);
  process.exitCode = await runCli(process.argv.slice(2), processIo());
}

function processIo(): Io {
  const product = ownProduct();
  const { stdout, stderr, env } = process;
  return {
    stdin: stdinBytes(),
    write: (text) =>
      new Promise((resolve) => {
        if (stdout.write(text)) resolve();
        else stdout.once("drain", resolve);
      }),
    warn: (text) => void stderr.write(text),
    // https://no-color.org: any value but the empty one switches color off.
    color: stdout.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb",
    columns: stdout.isTTY ? stdout.columns : undefined,
    progress: stderr.isTTY === true,
    cwd: process.cwd(),
    home: homedir(),
    platform: process.platform as Platform,
    env,
    wasm: folderWasm(join(product.dist, "wasm")),
    product,
    now: () => new Date(),
  };
}

/** Opened only when it is read: a closed stdin is then simply empty. */
async function* stdinBytes(): AsyncGenerator<Uint8Array> {
  try {
    yield* process.stdin as AsyncIterable<Uint8Array>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EBADF") throw error;
  }
}

/** The bundle lies in `dist` of the package, whose manifest and rule pages are next to it. */
function ownProduct(): Product {
  const dist = dirname(realpathSync(process.argv[1] ?? "."));
  const manifest: unknown = JSON.parse(readFileSync(join(dist, "..", "package.json"), "utf8"));
  const version = typeof manifest === "object" && manifest !== null && "version" in manifest ? manifest.version : "";
  return {
    version: String(version),
    nodeVersion: process.versions.node,
    node: process.execPath,
    dist,
    pages: join(dist, "..", "media", "rules"),
  };
}
