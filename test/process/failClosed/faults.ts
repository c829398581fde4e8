/**
 * What the fault tables are made of: a fault, the window a test plays itself, and the runner that starts the built
 * programs the way an agent does, `sh -c` and all. Each row runs through each relay that there is, and through Node.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { nativeRelayName } from "../../../scripts/lib/nativeRelay.mjs";
import { nativeRelayPath } from "../../../src/node/launchers.ts";
import { eventually } from "../../support/wait.ts";
import { buildBundles } from "../bundles.ts";
import {
  claudePayload,
  createHookLab,
  type Ended,
  type HookLab,
  passedCommand,
  type RunOptions,
  root,
} from "../hookLab.ts";

export interface Fault {
  readonly name: string;
  readonly options?: RunOptions | ((lab: HookLab) => RunOptions);
  /** Breaks something before the hook starts. */
  prepare?(lab: HookLab): unknown;
  /** Breaks something while the hook waits. */
  meanwhile?(lab: HookLab, pid: number): Promise<unknown>;
  /** What stderr must say; that it says something is always checked. */
  readonly says?: RegExp;
}

/** A hook that waits no longer than this for a test's sake. */
export const soon = { patienceMs: 700 };

/** The policy would let this one pass. */
export const passes = (lab: HookLab): RunOptions => ({ payload: claudePayload(lab.project, passedCommand) });

/** "arm64": the native relay of that processor, under an emulator. */
export type HookProgram = "native" | "relay" | "node" | "arm64";

/**
 * Which there are on this machine: the native relay is built where a compiler can, see `test/meta/package.test.ts`. The
 * one for arm64 alone where it is asked for: `node scripts/test.mjs relay-arm64`.
 */
export const hookPrograms: readonly HookProgram[] =
  process.env.COUNTERSIGN_RELAY === "arm64"
    ? ["arm64"]
    : buildsNative()
      ? ["native", "relay", "node"]
      : ["relay", "node"];

/** From now on this one serves. */
export function useProgram(lab: HookLab, program: HookProgram): void {
  if (program === "node") lab.takePerlAway();
  else if (program === "relay") lab.takeNativeAway();
  else if (program === "arm64") emulate(nativeRelayPath(lab.locations.launcher));
  else assert.ok(existsSync(nativeRelayPath(lab.locations.launcher)), "there is no native relay");
}

/** The relay knows its launcher by its own name, and goes on as it: that one runs on this machine again. */
function emulate(place: string): void {
  const program = join(root, "dist", nativeRelayName("linux", "arm64") ?? "");
  assert.ok(existsSync(program), `${program} is not there`);
  writeFileSync(place, `#!/bin/sh\nexec /usr/bin/qemu-aarch64 -0 "$0" '${program}' "$@"\n`, { mode: 0o700 });
}

function buildsNative(): boolean {
  const name = nativeRelayName();
  return name !== undefined && existsSync(join(root, "dist", name));
}

/** Declares one test for each fault and program: whatever breaks, the action does not run. */
export function deniesEach(faults: readonly Fault[], programs: readonly HookProgram[] = hookPrograms): void {
  const lab = labForEach();
  for (const program of programs)
    for (const fault of faults)
      it(`denies, by ${program}: ${fault.name}`, async () => {
        useProgram(lab(), program);
        await Promise.all([fault.prepare?.(lab())].flat());
        const options = typeof fault.options === "function" ? fault.options(lab()) : fault.options;
        const running = lab().run(options);
        await fault.meanwhile?.(lab(), running.pid);
        assertDenied(await running.ended, fault.says ?? /\S/);
      });
}

/** A lab for each test of the suite; played windows end with it. */
export function labForEach(): () => HookLab {
  let lab: HookLab;
  before(function () {
    this.timeout(300_000);
    buildBundles();
  });
  beforeEach(() => {
    lab = createHookLab();
    connections = 0;
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) server.close();
    await lab.close();
  });
  return () => lab;
}

const servers: Server[] = [];
let connections = 0;

/** Plays a window that does with a connection what the row says. */
export function playWindow(
  lab: HookLab,
  id: string,
  serve: (client: Socket) => void,
  over: object = {},
): Promise<void> {
  lab.announce(id, over);
  const server = createServer((client) => {
    client.on("error", () => {});
    connections++;
    serve(client);
  });
  servers.push(server);
  return new Promise((resolve) => server.listen(join(lab.locations.run, `${id}.sock`), resolve));
}

export const answers = (text: string) => (client: Socket) => client.once("data", () => client.end(text));
export const hangs = () => {};
export const reply = (over: object) =>
  `${JSON.stringify({ v: 1, type: "answer", stdout: "", stderr: "", exitCode: 0, ...over })}\n`;
export const allowReply = reply({});

/** The folder of the installed programs. */
export function app(lab: HookLab): string {
  const name = readdirSync(lab.locations.bin).find((entry) => entry.startsWith("app-"));
  return join(lab.locations.bin, name as string);
}

/** The one form that every agent obeys: exit code 2 with a text on stderr. */
export function assertDenied({ code, stdout, stderr }: Ended, says: RegExp): void {
  assert.equal(code, 2, `stdout: ${stdout}\nstderr: ${stderr}`);
  assert.match(stderr, says);
  assert.doesNotMatch(stdout, /"(?:allow|ask)"/);
}

/** Ends the program under the wrapper, as the kernel does when memory is short. */
export async function killProgram(_lab: HookLab, pid: number): Promise<void> {
  await asked();
  const [child] = execFileSync("pgrep", ["-P", String(pid)], { encoding: "utf8" })
    .trim()
    .split("\n");
  process.kill(Number(child), "SIGKILL");
}

export async function signal(pid: number, name: NodeJS.Signals): Promise<void> {
  await asked();
  process.kill(pid, name);
}

/** Until the hook has asked a played window. */
export async function asked(): Promise<void> {
  await eventually("the hook asks the window", 30_000, async () => connections > 0);
}

/** Until a person sees the question of a real window. */
export async function personAsked(lab: HookLab): Promise<void> {
  await eventually("the person is asked", 30_000, async () =>
    lab.windows.some(({ questions }) => questions.length > 0),
  );
}
