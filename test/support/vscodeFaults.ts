/** What breaks around VS Code's own agent in a real VS Code. Everything is put right by `undo`. */
import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Socket } from "node:net";
import { dirname, join } from "node:path";
import { locations } from "../../src/node/locations.ts";
import { type HookProcesses, pluginProcesses } from "./agentProcesses.ts";
import type { Vscode } from "./vscode.ts";
import { eventually } from "./wait.ts";

/** One kind of file is asked about; the agent writes it without any question of VS Code's own. */
export const heldPolicy = `version: 1
rules:
  - id: lab-asks
    when:
      path: "**/held-*.txt"
    then: ask
`;

export interface VscodeFaults {
  /** Each relay and the program that Node runs. */
  takeHookAway(): void;
  /** Kills what waits for the person: the hook's own program, the shell that VS Code started it with, or both. */
  kill(...which: readonly (keyof HookProcesses)[]): Promise<void>;
  hookEnded(): Promise<unknown>;
  fillDisk(): void;
  blockAudit(): void;
  /** Takes the place of the open window and does with each call what the test says. */
  play(serve: (client: Socket) => void): Promise<void>;
  /** For windows that are opened afterwards: nobody has more than a few seconds to answer. */
  shortenPatience(): void;
  /** The repository brings settings along, for windows that are opened afterwards. */
  switchOff(): void;
  otherFolder(): string;
  /** Something that is to be put right at the end of the test. */
  later(step: () => unknown): void;
  undo(): Promise<void>;
}

const patienceMs = 240_000;
/** Long enough for a busy machine to show the question before. */
const shortMs = 20_000;

export function faultsOfVscode({ home, workspace }: Vscode): VscodeFaults {
  const steps: (() => unknown)[] = [];
  const later = (step: () => unknown) => steps.push(step);
  const { audit, bin, run } = locations(home);
  const away = (path: string) => {
    renameSync(path, `${path}.away`);
    later(() => {
      rmSync(path, { recursive: true, force: true });
      renameSync(`${path}.away`, path);
    });
  };
  const extension = () => {
    const folder = join(dirname(home), "data", "extensions");
    const name = readdirSync(folder).find((entry) => entry.startsWith("countersign."));
    assert.ok(name, "the extension is not installed");
    return join(folder, name);
  };
  return {
    later,
    async undo() {
      for (const step of steps.splice(0).reverse()) await step();
    },
    takeHookAway() {
      for (const name of ["relay.pl", "hook.js"]) away(join(extension(), "dist", name));
      // The native relay, where there is one.
      if (existsSync(bin)) away(bin);
    },
    async kill(...which) {
      const pids = await eventually("the hook waits", patienceMs, async () => {
        const waiting = pluginProcesses(home);
        const found = which.map((part) => waiting[part]);
        return found.every(({ length }) => length > 0) && found.flat();
      });
      for (const pid of pids) process.kill(pid, "SIGKILL");
    },
    hookEnded: () =>
      eventually("the hook has ended", patienceMs, async () => {
        const { shell, program } = pluginProcesses(home);
        return shell.length + program.length === 0;
      }),
    fillDisk() {
      mkdirSync(audit, { recursive: true });
      away(audit);
      mkdirSync(audit);
      symlinkSync("/dev/full", join(audit, "audit.jsonl"));
    },
    blockAudit() {
      mkdirSync(audit, { recursive: true });
      away(audit);
      writeFileSync(audit, "");
    },
    async play(serve) {
      const entries = readdirSync(run).filter((name) => name.endsWith(".json"));
      assert.equal(entries.length, 1, "one window is announced");
      const { socket } = JSON.parse(readFileSync(join(run, String(entries[0])), "utf8")) as { socket: string };
      rmSync(socket);
      const clients = new Set<Socket>();
      const server = createServer((client) => {
        clients.add(client);
        client.on("error", () => undefined);
        client.once("data", () => serve(client));
      });
      await new Promise<void>((resolve) => server.listen(socket, resolve));
      later(() => {
        for (const client of clients) client.destroy();
        server.close();
      });
    },
    shortenPatience() {
      const hooks = join(extension(), "plugin", "hooks", "hooks.json");
      const text = readFileSync(hooks, "utf8");
      later(() => writeFileSync(hooks, text));
      writeFileSync(hooks, text.replaceAll("--source vscode-plugin", `--patience ${shortMs} --source vscode-plugin`));
    },
    switchOff() {
      const settings = join(workspace, ".vscode", "settings.json");
      mkdirSync(dirname(settings), { recursive: true });
      writeFileSync(settings, '{ "chat.useHooks": false }\n');
      later(() => rmSync(settings));
    },
    otherFolder() {
      const folder = join(home, "other-workspace");
      mkdirSync(folder, { recursive: true });
      return folder;
    },
  };
}
