/** What breaks between an agent and a person, done to one laboratory. */
import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import type { HookLab } from "../process/hookLab.ts";
import type { AgentLab } from "./agentLab.ts";
import { eventually } from "./wait.ts";

/** Says what a window of our own making does with a connection. */
export interface Acted {
  readonly connected: () => boolean;
  end(): void;
}

/** Every write to the audit fails for want of space, as on a full disk. */
export function fullDisk({ locations }: HookLab): void {
  mkdirSync(locations.audit, { recursive: true });
  symlinkSync("/dev/full", join(locations.audit, "audit.jsonl"));
}

/** Plays a window that does with a connection what the row says. */
export async function act(lab: AgentLab, serve: (client: Socket) => void): Promise<Acted> {
  lab.hook.announce("acted", {});
  const clients = new Set<Socket>();
  const server: Server = createServer((client) => {
    clients.add(client);
    client.on("error", () => undefined);
    serve(client);
  });
  mkdirSync(lab.hook.locations.run, { recursive: true });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(join(lab.hook.locations.run, "acted.sock"), resolve);
  });
  const end = () => {
    for (const client of clients) client.destroy();
    server.close();
  };
  return { connected: () => clients.size > 0, end };
}

/** Ends or halts what waits for the person: the hook's own program, the shell that the agent started it with, or both. */
export async function killHook(
  lab: AgentLab,
  which: readonly ("program" | "shell")[],
  signal: NodeJS.Signals = "SIGKILL",
): Promise<void> {
  await lab.asked();
  const pids = await eventually("the hook waits", 30_000, async () => {
    const waiting = lab.hookProcesses();
    const found = which.map((part) => waiting[part]);
    return found.every(({ length }) => length > 0) && found.flat();
  });
  for (const pid of pids) process.kill(pid, signal);
}

/** Plain files, at any depth. */
export function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
