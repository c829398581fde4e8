/**
 * The fault table of the hook: whatever breaks between the agent and a person, the action does not run.
 * Every row starts the built programs the way an agent does, `sh -c` and all.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { eventually } from "../support/wait.ts";
import { buildBundles } from "./bundles.ts";
import {
  claudePayload,
  corrupt,
  createHookLab,
  type Ended,
  type HookLab,
  passedCommand,
  type RunOptions,
} from "./hookLab.ts";

interface Fault {
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
const soon = { patienceMs: 700 };

const allowReply = `${JSON.stringify({ v: 1, type: "answer", stdout: "", stderr: "", exitCode: 0 })}\n`;

const servers: Server[] = [];
let connections = 0;

/** Plays a window that does with a connection what the row says. */
function window(lab: HookLab, id: string, serve: (client: Socket) => void, over: object = {}): Promise<void> {
  lab.announce(id, over);
  const server = createServer((client) => {
    client.on("error", () => {});
    connections++;
    serve(client);
  });
  servers.push(server);
  return new Promise((resolve) => server.listen(join(lab.locations.run, `${id}.sock`), resolve));
}

const answers = (text: string) => (client: Socket) => client.once("data", () => client.end(text));
const hangs = () => {};
const reply = (over: object) =>
  `${JSON.stringify({ v: 1, type: "answer", stdout: "", stderr: "", exitCode: 0, ...over })}\n`;

function app(lab: HookLab): string {
  const name = readdirSync(lab.locations.bin).find((entry) => entry.startsWith("app-"));
  return join(lab.locations.bin, name as string);
}

const passes = (lab: HookLab): RunOptions => ({ payload: claudePayload(lab.project, passedCommand) });

const nodeIs = (program: string) => (lab: HookLab) =>
  corrupt(lab.locations.launcher, (text) => text.replace(/for node in .*; do/, `for node in '${program}'; do`));

const unattendedIs = (source: string) => (lab: HookLab) => writeFileSync(join(app(lab), "unattended.js"), source);

const faults: readonly Fault[] = [
  // Nobody to ask.
  { name: "no window, and the action must be asked", says: /no editor window/ },
  {
    name: "a window that ended without taking its entry away",
    prepare: (lab) => lab.announce("w", { pid: 999_999_999 }),
    says: /no editor window/,
  },
  { name: "a registry that is no folder", prepare: (lab) => writeFileSync(lab.locations.run, "") },
  { name: "a window entry that is garbage", prepare: (lab) => garbageEntry(lab, "{") },
  { name: "a window entry of another version", prepare: (lab) => garbageEntry(lab, '{"v":2,"pid":1}') },
  // The window.
  { name: "a socket that is gone", prepare: (lab) => lab.announce("w", {}), says: /does not answer/ },
  { name: "a socket that is a plain file", prepare: (lab) => plainSocket(lab), says: /does not answer/ },
  { name: "a window that hangs", prepare: (lab) => window(lab, "w", hangs), options: soon, says: /in time/ },
  {
    name: "a window that closes while it is asked",
    prepare: (lab) => window(lab, "w", (client) => client.destroy()),
    says: /closed/,
  },
  {
    name: "a window that closes with half a reply",
    prepare: (lab) => window(lab, "w", answers(allowReply.slice(0, -9))),
  },
  {
    name: "half a reply and then silence",
    prepare: (lab) => window(lab, "w", (client) => client.write('{"v":1,')),
    options: soon,
  },
  { name: "a whole reply without its line end", prepare: (lab) => window(lab, "w", answers(allowReply.trimEnd())) },
  { name: "garbage as a reply", prepare: (lab) => window(lab, "w", answers("allow\n")), says: /JSON/ },
  { name: "an empty reply", prepare: (lab) => window(lab, "w", answers("\n")) },
  {
    name: "an endless reply",
    prepare: (lab) => window(lab, "w", answers("x".repeat(2 * 1024 * 1024))),
    says: /too large/,
  },
  { name: "a reply of another version", prepare: (lab) => window(lab, "w", answers(reply({ v: 2 }))), says: /version/ },
  { name: "a reply of another type", prepare: (lab) => window(lab, "w", answers(reply({ type: "ok" }))) },
  {
    name: "a reply with an exit code that some agents take for an allow",
    prepare: (lab) => window(lab, "w", answers(reply({ exitCode: 1 }))),
  },
  { name: "a reply whose exit code is a text", prepare: (lab) => window(lab, "w", answers(reply({ exitCode: "0" }))) },
  { name: "a denial without a reason", prepare: (lab) => window(lab, "w", answers(reply({ exitCode: 2 }))) },
  { name: "a token of another window", prepare: (lab) => wrongToken(lab), says: /token/ },
  {
    name: "a person who does not answer",
    prepare: (lab) => lab.openWindow("nobody"),
    options: { patienceMs: 1_500 },
    says: /in time/,
  },
  { name: "a person who denies", prepare: (lab) => lab.openWindow("deny"), says: /denied it/ },
  {
    name: "the window closes while the person is asked",
    prepare: (lab) => lab.openWindow("nobody"),
    meanwhile: closeAsking,
  },
  { name: "two windows: the owner hangs, the other would allow", prepare: twoWindows, options: soon },
  {
    name: "two windows: nobody listens at either",
    prepare: (lab) => [lab.announce("a", {}), lab.announce("b", {})],
    says: /does not answer/,
  },
  {
    name: "everything is stopped, and the policy would let it pass",
    prepare: stopped,
    options: passes,
    says: /stopped/,
  },
  // The hook itself.
  { name: "no launcher", prepare: (lab) => rmSync(lab.locations.launcher) },
  { name: "an empty launcher", prepare: (lab) => writeFileSync(lab.locations.launcher, "") },
  { name: "a launcher that may not be run", prepare: (lab) => chmodSync(lab.locations.launcher, 0o600) },
  { name: "no node", prepare: nodeIs("/nonexistent/node"), says: /no program/ },
  { name: "a node that fails", prepare: nodeIs("/bin/false") },
  { name: "a node that ends well and does nothing", prepare: nodeIs("/bin/true") },
  { name: "no hook.js", prepare: (lab) => rmSync(join(app(lab), "hook.js")), says: /missing/ },
  { name: "an empty hook.js", prepare: (lab) => corrupt(join(app(lab), "hook.js"), () => "") },
  {
    name: "half a hook.js",
    prepare: (lab) => corrupt(join(app(lab), "hook.js"), (text) => text.slice(0, text.length / 2)),
  },
  {
    name: "a hook.js that exits with 0",
    prepare: (lab) => corrupt(join(app(lab), "hook.js"), () => "process.exit(0)"),
  },
  { name: "a hook.js that throws", prepare: (lab) => corrupt(join(app(lab), "hook.js"), () => "throw 1") },
  { name: "an unknown source", options: { source: "other" as never }, says: /--source/ },
  {
    name: "SIGTERM while waiting",
    prepare: (lab) => window(lab, "w", hangs),
    meanwhile: (_lab, pid) => signal(pid, "SIGTERM"),
  },
  {
    name: "SIGTERM to the whole group while waiting",
    prepare: (lab) => window(lab, "w", hangs),
    meanwhile: (_lab, pid) => signal(-pid, "SIGTERM"),
  },
  { name: "the program is killed while waiting", prepare: (lab) => window(lab, "w", hangs), meanwhile: killNode },
  {
    name: "the agent does not listen to an allow with text",
    prepare: (lab) => lab.openWindow("allow"),
    options: { deafStdout: true },
  },
  // What the agent sends.
  { name: "empty stdin", options: { payload: "" } },
  { name: "blank stdin", options: { payload: " \n" } },
  { name: "stdin that never ends", options: { ...soon, keepOpen: true }, says: /in time/ },
  { name: "giant stdin", options: { payload: Buffer.alloc(9 * 1024 * 1024, "x") }, says: /larger/ },
  {
    name: "invalid JSON, with a window",
    prepare: (lab) => lab.openWindow("allow"),
    options: { payload: "{oops" },
    says: /not JSON/,
  },
  { name: "invalid JSON, without a window", options: { payload: "{oops" }, says: /not JSON/ },
  {
    name: "JSON of no agent",
    prepare: (lab) => lab.openWindow("allow"),
    options: { payload: '{"a":1}' },
    says: /does not know/,
  },
  { name: "JSON that is no object", prepare: (lab) => lab.openWindow("allow"), options: { payload: "[1]" } },
  // The fallback without a window. The policy would let this command pass.
  { name: "no unattended.js", prepare: (lab) => rmSync(join(app(lab), "unattended.js")), options: passes },
  { name: "an empty unattended.js", prepare: unattendedIs(""), options: passes },
  { name: "an unattended.js that fails", prepare: unattendedIs("process.exit(1)"), options: passes },
  {
    name: "an unattended.js that allows and then fails",
    prepare: unattendedIs(`console.log(${JSON.stringify(allowReply.trim())}); process.exitCode = 1`),
    options: passes,
  },
  { name: "an unattended.js that prints garbage", prepare: unattendedIs("console.log('ok')"), options: passes },
  {
    name: "an unattended.js that kills itself",
    prepare: unattendedIs("process.kill(process.pid, 'SIGKILL')"),
    options: passes,
  },
  {
    name: "an unattended.js that hangs",
    prepare: unattendedIs("setInterval(() => {}, 1e6)"),
    options: (lab) => ({ ...passes(lab), ...soon }),
    says: /in time/,
  },
  { name: "no grammars", prepare: (lab) => rmSync(join(app(lab), "wasm"), { recursive: true }), options: passes },
  { name: "an audit that cannot be written, without a window", prepare: auditIsFile, options: passes, says: /audit/ },
  {
    name: "an audit that cannot be written, with a window",
    prepare: (lab) => [auditIsFile(lab), lab.openWindow("allow")],
    says: /audit/,
  },
  { name: "a policy that cannot be read", prepare: (lab) => mkdirSync(lab.locations.policy), options: passes },
];

describe("the hook fails closed", function () {
  this.timeout(30_000);
  let lab: HookLab;
  before(function () {
    this.timeout(180_000);
    buildBundles();
  });
  beforeEach(() => {
    lab = createHookLab();
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) server.close();
    connections = 0;
    await lab.close();
  });

  for (const fault of faults) {
    it(`denies: ${fault.name}`, async () => {
      await Promise.all([fault.prepare?.(lab)].flat());
      const options = typeof fault.options === "function" ? fault.options(lab) : fault.options;
      const running = lab.run(options);
      await fault.meanwhile?.(lab, running.pid);
      assertDenied(await running.ended, fault.says ?? /\S/);
    });
  }

  it("denies without launcher and wrapper too", async () => {
    assertDenied(await lab.runBare().ended, /no editor window/);
  });
});

describe("the hook lets through what was decided", function () {
  this.timeout(30_000);
  let lab: HookLab;
  before(function () {
    this.timeout(180_000);
    buildBundles();
  });
  beforeEach(() => {
    lab = createHookLab();
  });
  afterEach(() => lab.close());

  it("says allow where a person allowed, so that Claude Code does not ask again", async () => {
    const window = await lab.openWindow("allow");
    const { code, stdout } = await lab.run().ended;
    assert.equal(code, 0);
    assert.equal(JSON.parse(stdout).hookSpecificOutput.permissionDecision, "allow");
    assert.equal(window.questions.length, 1);
    assert.match(lab.auditText(), /"decidedBy":"person"/);
  });

  it("says nothing where policy allowed, so that the agent's own rules hold", async () => {
    const window = await lab.openWindow("deny");
    assert.deepEqual(await lab.run(passes(lab)).ended, { code: 0, stdout: "", stderr: "" });
    assert.equal(window.questions.length, 0);
  });

  it("lets the policy decide when no window is open, and records it", async () => {
    assert.deepEqual(await lab.run(passes(lab)).ended, { code: 0, stdout: "", stderr: "" });
    assert.match(lab.auditText(), /"decidedBy":"policy"/);
  });

  it("asks the next window when nobody listens at the owner's", async () => {
    lab.announce("gone", {});
    await lab.openWindow("allow", { folders: [] });
    assert.equal((await lab.run().ended).code, 0);
  });

  it("asks the window that owns the folder, not the one focused last", async () => {
    const owner = await lab.openWindow("allow");
    const focused = await lab.openWindow("deny", { folders: ["/elsewhere"] });
    focused.announce(true);
    assert.equal((await lab.run().ended).code, 0);
    assert.deepEqual([owner.questions.length, focused.questions.length], [1, 0]);
  });

  it("takes nothing from the agent's environment", async () => {
    const evil = join(lab.project, "evil.cjs");
    writeFileSync(evil, "process.exit(10)");
    const environment = { NODE_OPTIONS: `--require ${evil}`, HOME: lab.project, PATH: lab.project };
    await lab.openWindow("deny");
    assertDenied(await lab.run({ environment }).ended, /denied it/);
  });

  it("gives 64 calls at once one answer each", async () => {
    const window = await lab.openWindow("allow");
    const calls = Array.from({ length: 64 }, (_, index) =>
      lab.run({
        payload: claudePayload(lab.project, `git push origin b${index}`, `toolu_${index}`),
        patienceMs: 25_000,
      }),
    );
    const codes = await Promise.all(calls.map(async ({ ended }) => (await ended).code));
    assert.ok(window.questions.length <= 64);
    // The breaker may stop the last of so many outward actions; none is lost.
    assert.equal(lab.auditText().trim().split("\n").length, 64);
    assert.equal(lab.auditText().match(/"decision":"allow"/g)?.length, codes.filter((code) => code === 0).length);
  });
});

/** The one form that every agent obeys: exit code 2 with a text on stderr. */
function assertDenied({ code, stdout, stderr }: Ended, says: RegExp): void {
  assert.equal(code, 2, `stdout: ${stdout}\nstderr: ${stderr}`);
  assert.match(stderr, says);
  assert.doesNotMatch(stdout, /"(?:allow|ask)"/);
}

function garbageEntry(lab: HookLab, text: string): void {
  mkdirSync(lab.locations.run, { recursive: true });
  writeFileSync(join(lab.locations.run, "w.json"), text);
}

function plainSocket(lab: HookLab): void {
  lab.announce("w", {});
  writeFileSync(join(lab.locations.run, "w.sock"), "");
}

async function wrongToken(lab: HookLab): Promise<void> {
  const open = await lab.openWindow("allow");
  corrupt(open.entry, (text) => text.replace(/"token":"[^"]+"/, '"token":"guess"'));
}

async function twoWindows(lab: HookLab): Promise<void> {
  await window(lab, "owner", hangs);
  await window(lab, "other", answers(allowReply), { folders: ["/elsewhere"], focusedAt: 2 });
}

async function stopped(lab: HookLab): Promise<void> {
  (await lab.openWindow("allow")).stopAll();
}

function auditIsFile(lab: HookLab): void {
  writeFileSync(lab.locations.audit, "not a folder");
}

async function closeAsking(lab: HookLab): Promise<void> {
  const [open] = lab.windows;
  await eventually("the person is asked", 10_000, async () => (open?.questions.length ?? 0) > 0);
  await open?.close();
}

/** Ends the program under the wrapper, as the kernel does when memory is short. */
async function killNode(_lab: HookLab, pid: number): Promise<void> {
  await asked();
  const [child] = execFileSync("pgrep", ["-P", String(pid)], { encoding: "utf8" })
    .trim()
    .split("\n");
  process.kill(Number(child), "SIGKILL");
}

async function signal(pid: number, name: NodeJS.Signals): Promise<void> {
  await asked();
  process.kill(pid, name);
}

async function asked(): Promise<void> {
  await eventually("the hook asks the window", 10_000, async () => connections > 0);
}
