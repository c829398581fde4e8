/** The fault table of the judge without a window. The policy would let the command pass in every row. */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { corrupt, type HookLab } from "../hookLab.ts";
import { allowReply, app, deniesEach, type Fault, passes, soon } from "./faults.ts";

const faults: readonly Fault[] = [
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
  { name: "a policy that cannot be read", prepare: (lab) => mkdirSync(lab.locations.policy), options: passes },
];

describe("the hook fails closed without a window", function () {
  this.timeout(60_000);
  deniesEach(faults);
});

function unattendedIs(source: string): (lab: HookLab) => void {
  return (lab) => corrupt(join(app(lab), "unattended.js"), () => source);
}
