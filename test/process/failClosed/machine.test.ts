/** The fault table of the machine around the hook: disks, clocks, processes that end, and the stop switch. */
import type { ChildProcess } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { auditPaths } from "../../../src/node/auditFile.ts";
import { acquireLock } from "../../../src/node/lock.ts";
import { fullDisk } from "../../support/faultActs.ts";
import { startWindow } from "../../support/hookProcesses.ts";
import { eventually } from "../../support/wait.ts";
import type { HookLab } from "../hookLab.ts";
import { deniesEach, type Fault, passes, personAsked } from "./faults.ts";

/** A window in a process of its own, as an extension host is one. */
let host: ChildProcess | undefined;
const day = 24 * 60 * 60 * 1_000;
const realNow = Date.now;

const faults: readonly Fault[] = [
  {
    name: "a disk that is full, without a window",
    prepare: (lab) => fullDisk(lab),
    options: passes,
    says: /audit/,
  },
  {
    name: "a disk that is full, with a window",
    prepare: (lab) => [fullDisk(lab), lab.openWindow("allow")],
    options: passes,
    says: /audit/,
  },
  {
    name: "a disk that is full after a person allowed",
    prepare: (lab) => [fullDisk(lab), lab.openWindow("allow")],
    says: /audit/,
  },
  {
    name: "an audit that cannot be opened",
    prepare: (lab) => [
      mkdirSync(join(lab.locations.audit, "audit.jsonl"), { recursive: true }),
      lab.openWindow("allow"),
    ],
    options: passes,
    says: /audit/,
  },
  {
    name: "a disk that can only be read, without a window",
    prepare: (lab) => readOnlyDisk(lab),
    options: passes,
    says: /audit/,
  },
  {
    name: "a disk that can only be read, with a window",
    prepare: (lab) => [readOnlyDisk(lab), lab.openWindow("allow")],
    options: passes,
    says: /audit/,
  },
  {
    name: "an audit that another process keeps locked, without a window",
    prepare: (lab) => lockAudit(lab),
    options: passes,
    says: /audit|in time/,
  },
  {
    name: "an audit that another process keeps locked, with a window",
    prepare: async (lab) => [await lockAudit(lab), await lab.openWindow("allow")],
    options: passes,
    says: /audit|in time/,
  },
  {
    name: "the extension host is killed while a person is asked",
    prepare: async (lab) => {
      host = await startWindow(lab.locations.home, lab.project, "nobody");
    },
    meanwhile: async () => {
      await hostAsked();
      host?.kill("SIGKILL");
    },
    says: /closed/,
  },
  {
    name: "the clock is set back while a person is asked",
    prepare: (lab) => lab.openWindow("nobody"),
    options: { patienceMs: 8_000 },
    meanwhile: (lab) => jump(lab, -day),
    says: /in time/,
  },
  {
    name: "the clock is set forward while a person is asked",
    prepare: (lab) => lab.openWindow("nobody"),
    options: { patienceMs: 8_000 },
    meanwhile: (lab) => jump(lab, day),
    says: /in time/,
  },
  {
    name: "Stop is pressed while a person is asked",
    prepare: (lab) => lab.openWindow("nobody"),
    meanwhile: async (lab) => {
      await personAsked(lab);
      lab.windows[0]?.stopAll();
    },
    says: /stopped/,
  },
  {
    name: "Stop is pressed in another window while a person is asked",
    prepare: async (lab) => {
      await lab.openWindow("nobody");
      await lab.openWindow("allow", { folders: ["/elsewhere"] });
    },
    meanwhile: async (lab) => {
      await personAsked(lab);
      lab.windows[1]?.stopAll();
    },
    says: /stopped/,
  },
];

describe("the hook fails closed when the machine fails", function () {
  this.timeout(120_000);
  afterEach(() => {
    Date.now = realNow;
    host?.kill("SIGKILL");
    host = undefined;
  });
  deniesEach(faults);
});

/** A file of the system that nobody can write, not even who may do everything. */
function readOnlyDisk({ locations }: HookLab): void {
  mkdirSync(locations.audit, { recursive: true });
  symlinkSync("/proc/version", join(locations.audit, "audit.jsonl"));
}

/** Held by the process of this test, which lives on. */
async function lockAudit({ locations }: HookLab): Promise<void> {
  mkdirSync(locations.audit, { recursive: true, mode: 0o700 });
  await acquireLock(auditPaths(locations.audit).lock, { timeoutMs: 30_000 });
}

async function jump(lab: HookLab, by: number): Promise<void> {
  await personAsked(lab);
  Date.now = () => realNow() + by;
}

async function hostAsked(): Promise<void> {
  let asked = false;
  host?.on("message", (message) => {
    asked ||= message === "asked";
  });
  await eventually("the host asks its person", 30_000, async () => asked);
}
