/** The fault table of what the agent sends. */
import { deniesEach, type Fault, soon } from "./faults.ts";

const faults: readonly Fault[] = [
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
];

describe("the hook fails closed whatever the agent sends", function () {
  this.timeout(60_000);
  deniesEach(faults);
});
