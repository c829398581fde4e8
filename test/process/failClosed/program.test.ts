/** The fault table of the hook itself: missing, empty, cut off, replaced or failing programs. */
import assert from "node:assert/strict";
import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nativeRelayPath } from "../../../src/agents/hookCommand.ts";
import { relayPath } from "../../../src/node/launchers.ts";
import { corrupt, type HookLab } from "../hookLab.ts";
import {
  allowReply,
  answers,
  app,
  assertDenied,
  deniesEach,
  type Fault,
  hookPrograms,
  labForEach,
  passes,
  playWindow,
  reply,
} from "./faults.ts";

const windowAllows = (lab: HookLab) => playWindow(lab, "w", answers(allowReply));

const relayIs = (change: (text: string) => string) => (lab: HookLab) => [
  windowAllows(lab),
  corrupt(relayPath(lab.locations.launcher), change),
];

const relayFaults: readonly Fault[] = [
  { name: "a relay that may not be read, and no launcher", prepare: relayGone },
  { name: "an empty relay", prepare: relayIs(() => "") },
  // What stands behind __END__ is only read when it is needed.
  { name: "half of what a relay runs", prepare: relayIs((text) => text.slice(0, text.indexOf("\n__END__") / 2)) },
  ...[0.1, 0.25, 0.5, 0.75].map(
    (share): Fault => ({
      name: `${share} of the lines of a relay, and a window that answers garbage`,
      prepare: (lab) => [
        playWindow(lab, "w", answers("allow\n")),
        corrupt(relayPath(lab.locations.launcher), (text) =>
          text
            .split("\n")
            .slice(0, share * text.split("\n").length)
            .join("\n"),
        ),
      ],
    }),
  ),
  {
    name: "a relay without what is seldom needed, and a window that denies",
    prepare: (lab) => [
      playWindow(lab, "w", answers(reply({ exitCode: 2 }))),
      corrupt(relayPath(lab.locations.launcher), (text) => text.slice(0, text.lastIndexOf("\n__END__"))),
    ],
    says: /damaged/,
  },
  { name: "a relay that exits with 0", prepare: relayIs(() => "exit 0;") },
  { name: "a relay that prints garbage and exits with 0", prepare: relayIs(() => 'print "ok"; exit 0;') },
  { name: "a relay that dies", prepare: relayIs((text) => `die;\n${text}`) },
  { name: "a relay that kills itself", prepare: relayIs((text) => `kill 9, $$;\n${text}`) },
  {
    name: "no program for the fallback without a window",
    prepare: (lab) =>
      corrupt(relayPath(lab.locations.launcher), (text) =>
        text.replace(/^our .*$/m, (line) => line.replace(/'[^']*node'/g, "'/nonexistent/node'")),
      ),
    options: passes,
    says: /no program/,
  },
  {
    name: "no hook.js for the fallback without a window",
    prepare: (lab) => rmSync(join(app(lab), "hook.js")),
    options: passes,
    says: /missing/,
  },
];

const native = (lab: HookLab) => nativeRelayPath(lab.locations.launcher);
const nativeIs =
  (bytes: (whole: Buffer) => string | Buffer, answer = allowReply) =>
  (lab: HookLab) => [
    playWindow(lab, "w", answers(answer)),
    writeFileSync(native(lab), bytes(readFileSync(native(lab)))),
  ];

const nativeFaults: readonly Fault[] = [
  { name: "an empty native relay", prepare: nativeIs(() => "") },
  // What stands behind its code and its texts is not needed to run.
  ...[0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9].map((share): Fault => {
    const part = (whole: Buffer) => whole.subarray(0, whole.length * share);
    const no = reply({ exitCode: 2, stderr: "Countersign stopped this action. No.\n" });
    return { name: `${share} of a native relay, and a window that denies`, prepare: nativeIs(part, no) };
  }),
  { name: "a native relay that ends well and does nothing", prepare: nativeIs(() => readFileSync("/bin/true")) },
  { name: "a native relay that fails", prepare: nativeIs(() => readFileSync("/bin/false")) },
  { name: "a native relay that is a script and exits with 0", prepare: nativeIs(() => "exit 0\n") },
  {
    name: "no launcher for what a native relay hands on",
    prepare: (lab) => rmSync(lab.locations.launcher),
    options: passes,
    says: /damaged/,
  },
  {
    name: "nothing but a native relay, and an entry in another form",
    prepare: async (lab) => {
      await windowAllows(lab);
      corrupt(join(lab.locations.run, "w.json"), (text) => `${text} `);
      rmSync(lab.locations.launcher);
      rmSync(relayPath(lab.locations.launcher));
    },
    says: /damaged/,
  },
];

const nodeFaults: readonly Fault[] = [
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
];

describe("the hook fails closed when its programs fail", function () {
  this.timeout(60_000);
  if (hookPrograms.includes("native")) deniesEach(nativeFaults, ["native"]);
  deniesEach(relayFaults, ["relay"]);
  deniesEach(nodeFaults, ["node"]);
  deniesEach([{ name: "an unknown source", options: { source: "?" as never }, says: /--source/ }]);
});

describe("the hook fails closed without launcher and wrapper", function () {
  this.timeout(60_000);
  const lab = labForEach();

  it("denies by Node's program alone", async () => assertDenied(await lab().runBare().ended, /no editor window/));

  for (const perl of ["/bin/false", "/bin/true", "/nonexistent/perl"])
    it(`denies with ${perl} in the place of Perl, whatever the window says`, async () => {
      await windowAllows(lab());
      lab().takePerlAway(perl);
      const ended = await lab().run(passes(lab())).ended;
      // Where there is no Perl at all Node serves.
      if (perl === "/nonexistent/perl") return void assert.equal(ended.code, 0);
      assertDenied(ended, /could not run/);
    });
});

function nodeIs(program: string): (lab: HookLab) => void {
  return (lab) =>
    corrupt(lab.locations.launcher, (text) => text.replace(/for node in .*; do/, `for node in '${program}'; do`));
}

function relayGone(lab: HookLab) {
  rmSync(relayPath(lab.locations.launcher));
  rmSync(lab.locations.launcher);
  lab.takeNativeAway();
  return windowAllows(lab);
}
