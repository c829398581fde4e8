/** What breaks around VS Code's own agent in a real VS Code. Everything is put right by `undo`. */
import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Socket } from "node:net";
import { dirname, join } from "node:path";
import { locations } from "../../src/node/locations.ts";
import { type HookProcesses, pluginProcesses } from "./agentProcesses.ts";
import { filesBelow } from "./faultActs.ts";
import type { Vscode } from "./vscode.ts";
import { eventually } from "./wait.ts";

/** One kind of file is asked about and one denied; the agent writes them without any question of VS Code's own. */
export const heldPolicy = `version: 1
rules:
  - id: lab-asks
    when:
      path: "**/held-*.txt"
    then: ask
  - id: lab-denies
    when:
      path: "**/held-denied-by-policy*.txt"
    then: deny
    reason: denied it for the laboratory
`;

function ifThere(step: () => unknown): void {
  try {
    step();
  } catch {
    // It has ended.
  }
}

export interface VscodeFaults {
  /** Each relay and the program that Node runs, or only some of them. */
  takeHookAway(...which: readonly HookProgram[]): void;
  /** They are there and empty. */
  emptyHook(): void;
  /** Another file stands where the window listens. */
  replaceSocket(): void;
  /** The extension's plugin names no hook any longer. */
  takeGateOut(): void;
  /** Kills what waits for the person: the hook's own program, the shell that VS Code started it with, or both. */
  kill(...which: readonly (keyof HookProcesses)[]): Promise<void>;
  /** The same, which do not end and go no further. */
  halt(...which: readonly (keyof HookProcesses)[]): Promise<void>;
  /** VS Code waits half a minute for a hook and not an hour, in windows that are opened afterwards. */
  shortenTimeout(): void;
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

export type HookProgram = "native" | "relay.pl" | "hook.js";

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
  const programs = (which: readonly HookProgram[]) =>
    (which.length === 0 ? (["native", "relay.pl", "hook.js"] as const) : which).map((name) =>
      name === "native" ? bin : join(extension(), "dist", name),
    );
  const theSocket = () => {
    const entries = readdirSync(run).filter((name) => name.endsWith(".json"));
    assert.equal(entries.length, 1, "one window is announced");
    return (JSON.parse(readFileSync(join(run, String(entries[0])), "utf8")) as { socket: string }).socket;
  };
  const rewriteHooks = (change: (text: string) => string) => {
    const hooks = join(extension(), "plugin", "hooks", "hooks.json");
    const text = readFileSync(hooks, "utf8");
    later(() => writeFileSync(hooks, text));
    writeFileSync(hooks, change(text));
  };
  const waiting = (which: readonly (keyof HookProcesses)[]) =>
    eventually("the hook waits", patienceMs, async () => {
      const processes = pluginProcesses(home);
      const found = which.map((part) => processes[part]);
      return found.every(({ length }) => length > 0) && found.flat();
    });
  return {
    later,
    async undo() {
      for (const step of steps.splice(0).reverse()) await step();
    },
    takeHookAway(...which) {
      // The native relay, where there is one.
      for (const path of programs(which)) if (existsSync(path)) away(path);
    },
    emptyHook() {
      const files = programs([]).flatMap((path) => (path === bin ? (existsSync(bin) ? filesBelow(bin) : []) : [path]));
      for (const path of files) {
        const [content, mode] = [readFileSync(path), statSync(path).mode];
        later(() => writeFileSync(path, content, { mode }));
        truncateSync(path);
      }
    },
    replaceSocket() {
      const socket = theSocket();
      away(socket);
      writeFileSync(socket, '{"v":1,"type":"answer","stdout":"","stderr":"","exitCode":0}\n');
    },
    takeGateOut: () => rewriteHooks(() => '{ "hooks": {} }\n'),
    async kill(...which) {
      for (const pid of await waiting(which)) process.kill(pid, "SIGKILL");
    },
    async halt(...which) {
      for (const pid of await waiting(which)) {
        process.kill(pid, "SIGSTOP");
        later(() => ifThere(() => process.kill(pid, "SIGKILL")));
      }
    },
    shortenTimeout: () => rewriteHooks((text) => text.replaceAll('"timeout": 3600', '"timeout": 30')),
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
      const socket = theSocket();
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
    shortenPatience: () =>
      rewriteHooks((text) => text.replaceAll("--source vscode-plugin", `--patience ${shortMs} --source vscode-plugin`)),
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
