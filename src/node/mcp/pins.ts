/**
 * What each tool of a server said of itself when it was first seen, or when a person last let new words go ahead.
 * One file a server, shared by all proxies of this user.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ToolChange } from "../../core/model/action.ts";
import { acquireLock } from "../lock.ts";
import { makePrivateFolder, replaceFile } from "../privateFiles.ts";
import { changesBetween, pickParts, type ToolDefinition } from "./definitions.ts";

export interface Pins {
  /** Keeps the words of tools that were never seen. Those that are kept stay as they are. */
  add(tools: ReadonlyMap<string, ToolDefinition>): Promise<void>;
  /**
   * How a tool differs from what is kept; nothing when it does not, or was new and is kept from now on.
   * @param now undefined: the server does not list the tool
   * @throws when the pins cannot be read or written: then nothing can be compared
   */
  compare(tool: string, now: ToolDefinition | undefined): Promise<readonly ToolChange[]>;
  /** A person let the new words go ahead. */
  accept(tool: string, now: ToolDefinition | undefined): Promise<void>;
}

export const pinsFolder = (base: string): string => join(base, "pins");

/** @param server what tells one server from another: its name and how it is started or reached */
export function createPins(base: string, server: readonly string[]): Pins {
  const folder = pinsFolder(base);
  const name = createHash("sha256").update(JSON.stringify(server)).digest("hex").slice(0, 24);
  const file = join(folder, `${name}.json`);
  const change = (edit: (pins: Map<string, ToolDefinition>) => boolean) =>
    underLock(join(folder, `${name}.lock`), folder, async (isHeld) => {
      const pins = readPins(file);
      if (edit(pins) && (await isHeld())) writePins(file, server, pins);
    });
  // One after the other, so that a call that is compared finds what its own list brought.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = last.then(act, act);
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    add: (tools) => inTurn(() => change((pins) => addMissing(pins, tools))),
    compare: (tool, now) =>
      inTurn(async () => {
        const pins = readPins(file);
        if (pins.has(tool) || !now) return changesBetween(pins.get(tool), now);
        await change((current) => addMissing(current, new Map([[tool, now]])));
        return changesBetween(readPins(file).get(tool), now);
      }),
    accept: (tool, now) =>
      inTurn(() =>
        change((pins) => {
          if (now) pins.set(tool, now);
          return now !== undefined;
        }),
      ),
  };
}

const lockTimeoutMs = 20_000;

async function underLock(lock: string, folder: string, act: (isHeld: () => boolean) => Promise<void>): Promise<void> {
  makePrivateFolder(folder);
  const held = await acquireLock(lock, { timeoutMs: lockTimeoutMs });
  try {
    await act(() => held.isHeld());
  } finally {
    await held.release();
  }
}

function addMissing(pins: Map<string, ToolDefinition>, tools: ReadonlyMap<string, ToolDefinition>): boolean {
  const missing = [...tools].filter(([tool]) => !pins.has(tool));
  for (const [tool, definition] of missing) pins.set(tool, definition);
  return missing.length > 0;
}

/** @throws when the file is there and is not ours to read: a broken file must not count as "never seen" */
function readPins(file: string): Map<string, ToolDefinition> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Map();
    throw error;
  }
  const { v, tools } = JSON.parse(text) as { v?: unknown; tools?: unknown };
  if (v !== 1 || typeof tools !== "object" || tools === null) throw new Error(`${file} is of another version.`);
  return new Map(Object.entries(tools).map(([tool, definition]) => [tool, pickParts(definition)]));
}

function writePins(file: string, server: readonly string[], pins: ReadonlyMap<string, ToolDefinition>): void {
  replaceFile(file, JSON.stringify({ v: 1, server, tools: Object.fromEntries(pins) }, undefined, 1));
}
