import type { ChildProcess } from "node:child_process";

/**
 * Takes a child that was just started, and throws where it has none of its streams: with no file left to open, Node
 * (20 and 24, seen 2026-11-26) gives back such a child and tells the error afterwards, when it ends whoever asked.
 * @throws Error that says so; nothing was started then
 */
export function withPipes<Child extends ChildProcess>(child: Child): Child {
  const streams: readonly unknown[] = [child.stdin, child.stdout, child.stderr];
  if (!streams.includes(undefined)) return child;
  child.on("error", () => undefined);
  throw new Error("No file is left to open, so no program can be started.");
}
