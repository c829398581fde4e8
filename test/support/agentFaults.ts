/**
 * The fault table as data: whatever breaks between an agent and a person, the action does not happen. An agent is one
 * fixture; a fault is one row here. Rows whose end is "happens" are the controls, without which the rest proves nothing.
 */
import { rmSync, writeFileSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import { planWrap, readConfig, writePlan } from "../../src/node/wrapFile.ts";
import { type AgentFixture, type AgentLab, type Attempted, attempts, type RunOptions, write } from "./agentLab.ts";
import { environmentFaults } from "./environmentFaults.ts";
import { act, fullDisk, killHook } from "./faultActs.ts";
import { without } from "./faultConcerns.ts";
import { hostileFaults } from "./hostileFaults.ts";

export interface AgentFault {
  /** The limits of an adapter name what is impossible by it. */
  readonly id: string;
  readonly name: string;
  readonly end: "held" | "happens";
  /** What the agent tries; a fault that is not about the call itself is shown on one. */
  readonly attempts: readonly Attempted[];
  /** False: the gate is not installed. */
  readonly gated?: boolean;
  /** False: the user has no policy of his own, and the built-in one lets the attempts pass. */
  readonly asks?: boolean;
  /** Milliseconds after which the hook denies by itself; without it an hour. */
  readonly patienceMs?: number;
  /** An agent that waits on and on has not acted either: the milliseconds after which it is ended. */
  readonly mayWaitOn?: number;
  readonly run?: (lab: AgentLab) => RunOptions;
  /** Not for every agent: why what it is about does not exist there. */
  readonly notThere?: (fixture: AgentFixture) => string | undefined;
  /** What this machine must have for it. */
  readonly needs?: () => boolean;
  /** Changes the agent's own configuration before our gate comes into it. */
  before?(lab: AgentLab): void;
  /** Breaks something before the agent starts; what it returns is undone at the end. */
  prepare?(lab: AgentLab): unknown;
  /** Breaks something while the hook waits. */
  meanwhile?(lab: AgentLab, broken: unknown): Promise<unknown>;
}

const held = { end: "held", attempts: ["shell"] } as const;
const soon = { patienceMs: 4_000 } as const;

const denyingPolicy = `version: 1
rules:
  - id: lab-denies
    when:
      tool: command
    then: deny
    reason: denied it for the laboratory
`;
const silent = () => undefined;
const says = (text: string) => (client: Socket) => client.once("data", () => client.end(text));
const allowReply = `${JSON.stringify({ v: 1, type: "answer", stdout: "", stderr: "", exitCode: 0 })}\n`;
const laterMs = 2 * 3_600_000;

export const agentFaults: readonly AgentFault[] = [
  // The controls.
  { id: "ungated", name: "control: without Countersign it happens", end: "happens", attempts, gated: false },
  {
    id: "allowed-by-policy",
    name: "control: what the policy allows happens, without a question",
    end: "happens",
    attempts: ["shell", "write", "edit"],
    asks: false,
    prepare: (lab) => lab.hook.openWindow("deny"),
  },
  {
    id: "allowed-by-person",
    name: "control: what a person allows happens",
    end: "happens",
    attempts,
    prepare: (lab) => lab.hook.openWindow("allow"),
  },
  {
    id: "hook-and-proxy",
    name: "control: what comes through the hook and through the proxy is one question, and happens",
    end: "happens",
    attempts: ["mcp"],
    notThere: without("serversFile", "it tells servers no name that the proxy would know it by: that is two questions"),
    before(lab) {
      const file = lab.fixture.serversFile?.(lab.place) ?? "";
      writePlan(file, planWrap(readConfig(file), { action: "wrap", launcher: lab.hook.locations.proxyLauncher }));
    },
    prepare: (lab) => lab.hook.openWindow("allow"),
  },
  // Nobody says yes.
  { ...held, id: "denied", name: "a person denies", attempts, prepare: (lab) => lab.hook.openWindow("deny") },
  {
    ...held,
    id: "denied-by-policy",
    name: "the policy denies, and nobody is asked",
    before: (lab) => write({ [lab.hook.locations.policy]: denyingPolicy }),
    prepare: (lab) => lab.hook.openWindow("allow"),
  },
  { ...held, id: "no-window", name: "no window is open", attempts },
  {
    ...held,
    ...soon,
    id: "nobody-answers",
    name: "nobody answers before the deadline",
    prepare: (lab) => lab.hook.openWindow("nobody"),
  },
  {
    ...held,
    id: "own-deadline",
    name: "nobody answers before the deadline that is installed",
    notThere: without("impatient", "it waits for ten minutes or an hour, which no test does"),
    prepare: (lab) => lab.hook.openWindow("nobody"),
  },
  // The window.
  {
    ...held,
    id: "window-closed",
    name: "the window is closed while the question waits",
    prepare: (lab) => lab.hook.openWindow("nobody"),
    meanwhile: async (lab) => {
      await lab.asked();
      await lab.hook.windows[0]?.close();
    },
  },
  {
    ...held,
    id: "host-killed",
    name: "the extension host is killed while the question waits",
    prepare: (lab) => lab.startWindow("nobody"),
    meanwhile: async (_lab, broken) => {
      const window = broken as Awaited<ReturnType<AgentLab["startWindow"]>>;
      await window.asked();
      process.kill(window.pid, "SIGKILL");
    },
  },
  {
    ...held,
    id: "reload",
    name: "the window is loaded again while the question waits, and the new one would allow",
    prepare: (lab) => lab.hook.openWindow("nobody"),
    meanwhile: async (lab) => {
      await lab.asked();
      const [before] = lab.hook.windows;
      await lab.hook.openWindow("allow");
      await before?.close();
    },
  },
  {
    ...held,
    id: "second-window",
    name: "the window that owns the folder denies, and a second one would allow",
    prepare: async (lab) => {
      await lab.hook.openWindow("deny");
      await lab.hook.openWindow("allow", { folders: [join(lab.place.home, "elsewhere")] });
    },
  },
  { ...held, ...soon, id: "broker-hangs", name: "the window hangs", prepare: (lab) => act(lab, silent) },
  { ...held, id: "garbage", name: "the window answers garbage", prepare: (lab) => act(lab, says("allow\n")) },
  {
    ...held,
    id: "half-a-reply",
    name: "the window ends in the middle of its answer",
    prepare: (lab) => act(lab, says(allowReply.slice(0, -9))),
  },
  {
    ...held,
    ...soon,
    id: "clock-jump",
    name: "the clock of the window jumps back while the question waits, and nobody answers",
    prepare: (lab) => lab.startWindow("nobody", -laterMs),
  },
  // The hook.
  {
    ...held,
    id: "hook-missing",
    name: "the hook program is missing",
    prepare: async (lab) => {
      await lab.hook.openWindow("allow");
      // The launcher and what it starts, the relay beside it among them.
      rmSync(lab.hook.locations.bin, { recursive: true });
    },
  },
  {
    ...held,
    id: "hook-killed",
    name: "the hook is killed while it waits",
    prepare: (lab) => lab.hook.openWindow("nobody"),
    meanwhile: (lab) => killHook(lab, ["program"]),
  },
  {
    ...held,
    ...soon,
    id: "shell-killed",
    name: "the shell around the hook is killed while it waits",
    prepare: (lab) => lab.hook.openWindow("nobody"),
    meanwhile: (lab) => killHook(lab, ["shell"]),
  },
  {
    ...held,
    ...soon,
    id: "all-killed",
    name: "the hook and the shell around it are killed while it waits",
    prepare: (lab) => lab.hook.openWindow("nobody"),
    meanwhile: (lab) => killHook(lab, ["shell", "program"]),
  },
  // The call.
  {
    ...held,
    id: "typed-into-a-shell",
    name: "a person allows a shell, and not what is then typed into it",
    notThere: without("typing", "none of the tools that it was given here types into a program that runs"),
    run: () => ({ typing: true }),
    prepare: (lab) => lab.hook.openWindow("allow-first"),
  },
  {
    ...held,
    id: "giant-input",
    name: "the call is larger than a person could review",
    attempts: ["write"],
    notThere: ({ takesNoGiant }) => takesNoGiant,
    run: () => ({ bytes: 9 * 1024 * 1024 }),
    prepare: (lab) => lab.hook.openWindow("allow"),
  },
  // The person's other means.
  {
    ...held,
    id: "stopped-before",
    name: "everything was stopped before",
    asks: false,
    prepare: async (lab) => (await lab.hook.openWindow("allow")).stopAll(),
  },
  {
    ...held,
    id: "stopped-meanwhile",
    name: "everything is stopped while the question waits",
    prepare: (lab) => lab.hook.openWindow("nobody"),
    meanwhile: async (lab) => {
      await lab.asked();
      lab.hook.windows[0]?.stopAll();
    },
  },
  {
    ...held,
    id: "disk-full",
    name: "the disk of the audit is full",
    prepare: async (lab) => {
      fullDisk(lab.hook);
      await lab.hook.openWindow("allow");
    },
  },
  {
    ...held,
    id: "no-audit",
    name: "the audit cannot be written",
    prepare: async (lab) => {
      writeFileSync(lab.hook.locations.audit, "");
      await lab.hook.openWindow("allow");
    },
  },
  // Around the agent.
  {
    ...held,
    id: "untrusted-workspace",
    name: "the agent does not trust the workspace",
    notThere: without("distrust", "it knows no trust of a folder when it is started for one task"),
    run: (lab) => {
      const { env = {}, without = [] } = lab.fixture.distrust?.(lab.place) ?? {};
      return { env, without };
    },
    before: (lab) => write(lab.fixture.distrust?.(lab.place).files ?? {}),
    prepare: (lab) => lab.hook.openWindow("deny"),
  },
  ...environmentFaults,
  ...hostileFaults,
  {
    ...held,
    id: "switched-off",
    name: "the repository's settings switch hooks off",
    notThere: without("switchOff", "it has no such setting"),
    prepare: async (lab) => {
      // Executable, since some of it may be a hook of the repository's own.
      write(lab.fixture.switchOff?.(lab.place) ?? {}, 0o755);
      await lab.hook.openWindow("deny");
    },
  },
];
