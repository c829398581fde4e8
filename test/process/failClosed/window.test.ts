/** The fault table of the windows: whatever breaks between the hook and a person, the action does not run. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { corrupt, type HookLab } from "../hookLab.ts";
import {
  allowReply,
  answers,
  deniesEach,
  type Fault,
  hangs,
  killProgram,
  passes,
  personAsked,
  playWindow,
  reply,
  signal,
  soon,
} from "./faults.ts";

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
  { name: "a window that hangs", prepare: (lab) => playWindow(lab, "w", hangs), options: soon, says: /in time/ },
  {
    name: "a window that closes while it is asked",
    prepare: (lab) => playWindow(lab, "w", (client) => client.destroy()),
    says: /closed/,
  },
  {
    name: "a window that closes with half a reply",
    prepare: (lab) => playWindow(lab, "w", answers(allowReply.slice(0, -9))),
  },
  {
    name: "half a reply and then silence",
    prepare: (lab) => playWindow(lab, "w", (client) => client.write('{"v":1,')),
    options: soon,
  },
  { name: "a whole reply without its line end", prepare: (lab) => playWindow(lab, "w", answers(allowReply.trimEnd())) },
  { name: "garbage as a reply", prepare: (lab) => playWindow(lab, "w", answers("allow\n")), says: /JSON/ },
  { name: "an empty reply", prepare: (lab) => playWindow(lab, "w", answers("\n")) },
  {
    name: "an endless reply",
    prepare: (lab) => playWindow(lab, "w", answers("x".repeat(2 * 1024 * 1024))),
    says: /too large/,
  },
  {
    name: "a reply of another version",
    prepare: (lab) => playWindow(lab, "w", answers(reply({ v: 2 }))),
    says: /version/,
  },
  { name: "a reply of another type", prepare: (lab) => playWindow(lab, "w", answers(reply({ type: "ok" }))) },
  {
    name: "a reply with an exit code that some agents take for an allow",
    prepare: (lab) => playWindow(lab, "w", answers(reply({ exitCode: 1 }))),
  },
  {
    name: "a reply whose exit code is a text",
    prepare: (lab) => playWindow(lab, "w", answers(reply({ exitCode: "0" }))),
  },
  { name: "a denial without a reason", prepare: (lab) => playWindow(lab, "w", answers(reply({ exitCode: 2 }))) },
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
  {
    name: "SIGTERM while waiting",
    prepare: (lab) => playWindow(lab, "w", hangs),
    meanwhile: (_lab, pid) => signal(pid, "SIGTERM"),
  },
  {
    name: "SIGTERM to the whole group while waiting",
    prepare: (lab) => playWindow(lab, "w", hangs),
    meanwhile: (_lab, pid) => signal(-pid, "SIGTERM"),
  },
  {
    name: "the program is killed while waiting",
    prepare: (lab) => playWindow(lab, "w", hangs),
    meanwhile: killProgram,
  },
  {
    name: "the agent does not listen to an allow with text",
    prepare: (lab) => lab.openWindow("allow"),
    options: { deafStdout: true },
  },
];

describe("the hook fails closed when a window fails", function () {
  this.timeout(60_000);
  deniesEach(faults);
});

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
  await playWindow(lab, "owner", hangs);
  await playWindow(lab, "other", answers(allowReply), { folders: ["/elsewhere"], focusedAt: 2 });
}

async function stopped(lab: HookLab): Promise<void> {
  (await lab.openWindow("allow")).stopAll();
}

async function closeAsking(lab: HookLab): Promise<void> {
  await personAsked(lab);
  await lab.windows[0]?.close();
}
