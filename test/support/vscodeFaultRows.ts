/** The fault table for VS Code's own agent in a real VS Code: what is broken, when, and how it is put right. */
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { nodeScript, packagedClock, packagedExtension } from "../../scripts/lib/project.mjs";
import { fillUserData } from "../../scripts/lib/vscode.mjs";
import { leaveFewFiles } from "./agentProcesses.ts";
import { gatesAreOpen, hostsOf, killHosts } from "./extensionHosts.ts";
import { type HostileEnvironment, hostileEnvironments, otherFolder } from "./hostileEnvironments.ts";
import { manyCalls } from "./hostileFaults.ts";
import type { Model } from "./model.ts";
import type { Vscode, VscodeSetup } from "./vscode.ts";
import type { VscodeFaults } from "./vscodeFaults.ts";
import type { Workbench } from "./workbench.ts";

/** A VS Code that meets faults. */
export interface Met {
  readonly vscode: Vscode;
  readonly faults: VscodeFaults;
  window(): Workbench;
}

export interface VscodeRow {
  /** A row of the fault table, whose name it has. */
  readonly id: string;
  /** Breaks something before a window is opened. It, and each of the next three, means a VS Code for this row alone. */
  before?(met: Met): unknown;
  setup?(model: Model): Promise<VscodeSetup> | VscodeSetup;
  /** What the window is started with. */
  readonly windowFlags?: readonly string[];
  /** No gate is waited for: there is none, or it cannot be seen from here. */
  readonly seesNoGate?: true;
  /** Breaks something in the open window. */
  prepare?(met: Met): unknown;
  /** Breaks something when the model has been asked and has not answered. */
  beforeCall?(met: Met): unknown;
  /** So many calls in one turn of the model. */
  readonly calls?: number;
  /** While the question is on the screen, once for each call; without it none is expected. */
  whileAsked?(met: Met): unknown;
  /** The agent ends with it, so that there is no end of a turn. */
  readonly endsAgent?: true;
  /** It waits on and on, and has not acted either: the milliseconds after which that counts. */
  readonly mayWaitOn?: number;
  /** VS Code itself does not let its agent begin. */
  readonly neverBegins?: true;
  /** An extension host without a window stays behind. */
  readonly leavesHost?: true;
  /** Why the same act cannot be seen to happen in the same surroundings where the gate allows it. */
  readonly noControl?: string;
}

const asItIs = () => undefined;
const deny = ({ window }: Met) => window().decision.press("Deny");
const allow = ({ window }: Met) => window().decision.press("Allow Once");

async function stopAll({ window, faults }: Met): Promise<void> {
  await window().runCommand("Countersign: Stop All Agents");
  faults.later(() => window().runCommand("Countersign: Resume Agents"));
}

async function stopTurn({ window }: Met): Promise<void> {
  // A notification may lie over the chat.
  await window().runCommand("Notifications: Clear All Notifications");
  await window().page.locator(".chat-execute-toolbar .codicon-stop-circle").first().click();
}

async function denyBesideAnother(met: Met): Promise<void> {
  const other = await met.vscode.openWindow(met.faults.otherFolder());
  await gatesAreOpen(met.vscode, 2);
  if ((await other.decision.isOpen()) || (await other.modal.isOpen())) throw new Error("the other window asks");
  await deny(met);
  await other.close();
}

async function jumpBack({ window, faults }: Met): Promise<void> {
  await window().runCommand("Clock: Jump Back");
  faults.later(() => window().runCommand("Clock: Put Right"));
}

/** The same version, over itself: what VS Code knows of it is gone with its files. */
async function updateExtension(met: Met): Promise<void> {
  await met.vscode.server.install(await packagedExtension());
  // The extension has time to notice, and VS Code to read its hook anew.
  await delay(20_000);
  await deny(met);
}

const gone = { endsAgent: true, noControl: "the agent is gone with its window" } as const;

const otherWindow = { noControl: "its window is another one from then on" } as const;

/** Started in such an environment, with what stands in the repository for it. */
function startedIn(id: keyof typeof hostileEnvironments, prepare?: VscodeRow["prepare"]): VscodeRow {
  const { env, fill }: HostileEnvironment = hostileEnvironments[id];
  const setup = () => ({ env, ...(fill ? { prepare: fill } : {}) });
  return { id, setup, ...(prepare ? { prepare } : {}), whileAsked: deny };
}

/** By which VS Code or its agent look for settings, extensions and hooks elsewhere. */
const movedBy = [
  ...["VSCODE_PORTABLE", "VSCODE_APPDATA", "VSCODE_EXTENSIONS", "VSCODE_AGENT_FOLDER"],
  ...["XDG_CONFIG_HOME", "XDG_DATA_HOME", "COPILOT_HOME", "CLAUDE_CONFIG_DIR"],
];

export const vscodeFaultRows: readonly VscodeRow[] = [
  { id: "denied-by-policy" },
  // The hook.
  { id: "hook-missing", prepare: ({ faults }) => faults.takeHookAway() },
  { id: "hook-emptied", prepare: ({ faults }) => faults.emptyHook() },
  { id: "hook-killed", whileAsked: ({ faults }) => faults.kill("program") },
  { id: "all-killed", whileAsked: ({ faults }) => faults.kill("shell", "program") },
  { id: "shell-killed", whileAsked: (met) => met.faults.kill("shell").then(() => deny(met)) },
  // The person's other means.
  { id: "stopped-before", prepare: stopAll },
  { id: "stopped-meanwhile", whileAsked: stopAll },
  { id: "turn-stopped", whileAsked: stopTurn },
  { id: "disk-full", prepare: ({ faults }) => faults.fillDisk(), whileAsked: allow },
  { id: "no-audit", prepare: ({ faults }) => faults.blockAudit(), whileAsked: allow },
  { id: "many-calls", calls: manyCalls, whileAsked: deny },
  // The window.
  { id: "socket-replaced", prepare: ({ faults }) => faults.replaceSocket() },
  { id: "second-window", whileAsked: denyBesideAnother, leavesHost: true },
  {
    id: "garbage",
    before: asItIs,
    prepare: ({ faults }) => faults.play((client) => client.end("allow\n")),
    ...otherWindow,
  },
  {
    id: "half-a-reply",
    before: asItIs,
    prepare: ({ faults }) => faults.play((client) => client.end('{"v":1,"type":"answer","stdout":"","stde')),
    ...otherWindow,
  },
  { id: "reload", before: asItIs, whileAsked: ({ window }) => window().reload(), ...gone },
  // Its extension host lives on, for the window to come back; so the hook waits until its time is over.
  {
    id: "window-closed",
    before: ({ faults }) => faults.shortenPatience(),
    whileAsked: ({ window }) => window().close(),
    ...gone,
  },
  { id: "host-killed", before: asItIs, whileAsked: ({ vscode }) => killHosts(vscode), ...gone },
  { id: "updated", before: asItIs, whileAsked: updateExtension },
  // Around the agent.
  { id: "untrusted-workspace", setup: () => ({ trusted: false }), neverBegins: true },
  { id: "switched-off", before: ({ faults }) => faults.switchOff() },
  { id: "left-out", before: asItIs, windowFlags: ["disableExtensions"], seesNoGate: true },
  {
    id: "left-out-hooked",
    before: ({ vscode }) =>
      nodeScript(["dist/cli.js", "guard", "install", "--agent", "copilot-cli", "--home", vscode.home]),
    windowFlags: ["disableExtensions"],
    seesNoGate: true,
    // Seen 2026-11-26: it then asks about the workspace's own files too, and so denies.
    noControl: "without a window that hook does not know the workspace",
  },
  {
    id: "gate-taken-out",
    before: asItIs,
    beforeCall: async ({ faults }) => {
      faults.takeGateOut();
      // VS Code has time to notice.
      await delay(5_000);
    },
    whileAsked: deny,
  },
  startedIn("shells-run-nothing"),
  startedIn("runs-first"),
  startedIn("library-first", ({ faults }) => faults.takeHookAway("native")),
  startedIn("library-in-all"),
  startedIn("perl-runs-first", ({ faults }) => faults.takeHookAway("native")),
  startedIn("node-runs-first", ({ faults }) => faults.takeHookAway("native", "relay.pl")),
  startedIn("programs-first"),
  startedIn("shell-first"),
  startedIn("odd-environment"),
  {
    id: "moved",
    setup: (model) => ({
      env: (place) => Object.fromEntries(movedBy.map((name) => [name, otherFolder(place)])),
      // There too is a person who works with it.
      prepare: (place) => fillUserData(join(otherFolder(place), "user-data"), { modelUrl: model.url }),
    }),
    whileAsked: deny,
  },
  {
    id: "few-files",
    before: asItIs,
    beforeCall: ({ vscode }) => leaveFewFiles(hostsOf(vscode)),
  },
  {
    id: "other-processes",
    setup: () => ({ prefix: ["/usr/bin/unshare", "--pid", "--fork", "--mount-proc", "--kill-child"] }),
    seesNoGate: true,
    whileAsked: deny,
  },
  {
    id: "hook-halted",
    before: ({ faults }) => faults.shortenTimeout(),
    whileAsked: ({ faults }) => faults.halt("shell", "program"),
    // Its own time is over after half a minute.
    mayWaitOn: 60_000,
    noControl: "its turn ends with the hook",
  },
  // Nobody.
  { id: "nobody-answers", before: ({ faults }) => faults.shortenPatience(), whileAsked: asItIs },
  {
    id: "clock-jump",
    setup: async () => ({ extensions: [await packagedClock()] }),
    before: ({ faults }) => faults.shortenPatience(),
    whileAsked: jumpBack,
  },
  {
    id: "broker-hangs",
    before: ({ faults }) => faults.shortenPatience(),
    prepare: ({ faults }) => faults.play(asItIs),
    ...otherWindow,
  },
];
