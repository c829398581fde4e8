import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { runCli } from "../../src/cli/everyCommand.ts";
import type { Io } from "../../src/cli/io.ts";
import { packageWasm } from "./parsers.ts";

export const fixtures = resolve(import.meta.dirname, "..", "fixtures", "cli");
const root = resolve(import.meta.dirname, "..", "..");

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in this process, with everything it could see of the machine replaced. */
export async function cli(argv: readonly string[], options: Partial<Io> & { input?: string } = {}): Promise<CliRun> {
  const { input = "", ...changes } = options;
  let stdout = "";
  let stderr = "";
  const io: Io = {
    stdin: (async function* () {
      if (input !== "") yield Buffer.from(input);
    })(),
    write: async (text) => {
      stdout += text;
    },
    warn: (text) => {
      stderr += text;
    },
    color: false,
    columns: undefined,
    progress: false,
    cwd: join(fixtures, "workspace"),
    home: join(fixtures, "home"),
    platform: "linux",
    env: {},
    wasm: packageWasm,
    product: {
      version: "1.2.3",
      nodeVersion: "20.0.0",
      node: "/usr/bin/node",
      dist: join(root, "dist"),
      pages: "/pages",
    },
    now: () => new Date("2026-11-21T10:00:00.000Z"),
    ...changes,
  };
  const code = await runCli(argv, io);
  return { code, stdout, stderr };
}

/** Compares with `test/golden/<name>`; `UPDATE_GOLDEN=1` accepts what comes out. */
export function matchesGolden(name: string, text: string): void {
  const file = join(root, "test", "golden", name);
  const stable = text.replaceAll(root, "<root>");
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, stable);
  assert.ok(existsSync(file), `${file} is missing; UPDATE_GOLDEN=1 writes it.`);
  assert.equal(stable, readFileSync(file, "utf8"));
}
