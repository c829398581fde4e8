import { readFileSync, realpathSync } from "node:fs";
import { availableParallelism, homedir } from "node:os";
import { dirname, join } from "node:path";
import { setFlagsFromString } from "node:v8";
import type { Platform } from "../core/model/action.ts";
import { createInspectors, type Inspectors } from "../node/review/inspectors.ts";
import { reviewThread } from "../node/review/thread.ts";
import { folderWasm } from "../node/wasm.ts";
import { review } from "./commands/review.ts";
import { tools } from "./commands/tools.ts";
import type { Io, Product } from "./io.ts";
import { runCommand } from "./run.ts";

/** What hooks and builds start again and again, and nothing else is loaded for. */
const often = [review, tools];

tuneForOneRun();
void main();

/**
 * A program that ends in seconds: what the engine takes long to optimise, by much inlining or early, is not used for
 * long, and each thread optimises anew (a tenth and a sixth of the processor's time of a review, seen with Node 20).
 * Engines that were not looked at may not know the words.
 */
function tuneForOneRun(): void {
  const version = Number.parseInt(process.versions.v8, 10);
  if (version >= 11 && version <= 13) setFlagsFromString("--max-inlined-bytecode-size-cumulative=200");
  // Unknown to that of Node 24, which has another compiler before the one that takes long.
  if (version === 11) setFlagsFromString("--interrupt-budget=500000");
}

async function main(): Promise<void> {
  // A reader that has seen enough (`… | head`) closes the pipe; that is no failure of ours.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 3));
  process.stderr.on("error", () => undefined);
  const argv = process.argv.slice(2);
  const isOften = often.some(({ name }) => name === argv[0]);
  process.exitCode = await (isOften ? runCommand(argv, processIo(), often) : everyCommand().runCli(argv, processIo()));
}

function processIo(): Io {
  const product = ownProduct();
  const { stdout, stderr, env } = process;
  // The program itself inspects too. More than a few would mostly load the same again.
  const helpers = Math.min(availableParallelism(), 4) - 1;
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
    ...(helpers > 0 && { inspectors: () => inspectorThreads(product.dist, helpers) }),
    product,
    now: () => new Date(),
  };
}

/** One document may take as long as in the editor, and a thread as much memory. */
function inspectorThreads(dist: string, count: number): Inspectors {
  return createInspectors(count, () =>
    reviewThread({
      program: join(dist, "reviewWorker.js"),
      wasmFolder: join(dist, "wasm"),
      limitMs: 60_000,
      maxHeapMegabytes: 2_048,
    }),
  );
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

/** From the bundle beside this one. @throws when it is not there: the installation is broken */
function everyCommand(): typeof import("./everyCommand.ts") {
  return require("./everyCommand.ts");
}
