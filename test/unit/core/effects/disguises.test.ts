import assert from "node:assert/strict";
import fc from "fast-check";
import type { Judge, Surroundings } from "../../../../src/core/decide.ts";
import { type Decision, decisions } from "../../../../src/core/model/verdict.ts";
import { darwin, judgeWith, linux, windows } from "../../../support/judging.ts";

const loosens = '{"chat.tools.global.autoApprove": true, "permissions": {"allow": ["Bash(*)"]}}';
const guarded = [
  ".vscode/settings.json",
  ".claude/settings.json",
  ".git/hooks/pre-commit",
  ".git/config",
  ".cursor/mcp.json",
  ".npmrc",
  ".env",
];

type Disguise = (path: string, place: Surroundings) => string;
const absolute: Disguise = (path, { workspace }) => `${workspace?.replaceAll("\\", "/")}/${path}`;
const percent = (text: string) => [...text].map((char) => `%${char.charCodeAt(0).toString(16)}`).join("");

const everywhere: readonly Disguise[] = [
  absolute,
  (path) => `./${path}`,
  (path) => `src/../${path}`,
  (path) => path.replaceAll("/", "//"),
  (path) => path.replaceAll("/", "/./"),
  (path) => percent(path[0] as string) + path.slice(1),
  (path) => `%25${percent(path[0] as string).slice(1)}${path.slice(1)}`,
  (path, place) => `file://${place.platform === "win32" ? "/" : ""}${absolute(path, place)}`,
  (path) => `${path.slice(0, 3)}\u200b${path.slice(3)}`,
  (path) => `${path}\0.txt`,
  (path) => path.toUpperCase(),
];
const onWindows: readonly Disguise[] = [
  (path) => path.replaceAll("/", "\\"),
  (path) => `${path}. .`,
  (path) => `${path}::$DATA`,
  (path, place) => `\\\\?\\${absolute(path, place).replaceAll("/", "\\")}`,
  (path, place) => `\\\\.\\${absolute(path, place).replaceAll("/", "\\")}`,
  (path, place) => `\\\\localhost\\C$${absolute(path, place).slice(2).replaceAll("/", "\\")}`,
  (path, place) => `\\\\?\\GLOBALROOT\\Device\\HarddiskVolume2${absolute(path, place).slice(2)}`,
  (path, place) => `\\\\wsl$\\Ubuntu\\mnt\\c${absolute(path, place).slice(2)}`,
  (path, place) => absolute(path, place).slice(2),
  (path) => `c:${path}`,
];
const onMac: readonly Disguise[] = [
  (path, place) => `/System/Volumes/Data${absolute(path, place)}`,
  (path, place) => `/.nofollow${absolute(path, place)}`,
  (path, place) => `/Volumes/Macintosh HD${absolute(path, place)}`,
];
const onLinux: readonly Disguise[] = [
  (path) => `/proc/self/cwd/${path}`,
  (path, place) => `/proc/self/root${absolute(path, place)}`,
  (path, place) => `/proc/1/root/proc/self/root${absolute(path, place)}`,
];
const places: readonly [Surroundings, readonly Disguise[]][] = [
  [linux, [...everywhere, ...onLinux]],
  [darwin, [...everywhere, ...onMac]],
  [windows, [...everywhere, ...onWindows]],
];

describe("a disguised path", () => {
  let judge: Judge;
  before(async () => {
    judge = await judgeWith();
  });
  const write = (path: string, place: Surroundings): Decision =>
    judge.decide({ kind: "file_write", path, content: loosens }, place).decision;

  for (const [place, disguises] of places) {
    it(`is never judged milder than the plain one on ${place.platform}`, () => {
      fc.assert(
        fc.property(fc.constantFrom(...guarded), fc.constantFrom(...disguises), (path, disguise) => {
          const hidden = disguise(path, place);
          const [plain, found] = [write(path, place), write(hidden, place)];
          assert.ok(
            decisions.indexOf(found) >= decisions.indexOf(plain),
            `${JSON.stringify(hidden)}: ${found}, not ${plain}`,
          );
        }),
        { numRuns: 300 },
      );
    });
  }

  it("is met through a link in the middle, also with .. behind it", () => {
    const place: Surroundings = {
      ...linux,
      realpath: (path) => path.replace(/^\/home\/dev\/project\/link(?=\/|$)/, "/home/dev/project/.vscode/extra"),
    };
    assert.equal(write("link/../settings.json", place), "deny");
    assert.equal(judge.decide({ kind: "file_write", path: "link/a.md", content: "x" }, place).decision, "allow");
  });

  it("asks for a file of the workspace that has a second name", () => {
    const place: Surroundings = { ...linux, linkCount: (path) => (path.endsWith("/two.md") ? 2 : 1) };
    const decide = (path: string) => judge.decide({ kind: "file_write", path, content: "x" }, place);
    assert.equal(decide("one.md").decision, "allow");
    assert.equal(decide("two.md").decision, "ask");
    assert.deepEqual(
      decide("two.md").reasons.map(({ rule }) => rule),
      ["writes-shared-file"],
    );
  });

  it("is told from a name that imitates nothing", () => {
    for (const path of ["src/größe.ts", "src/данные.ts", "100%.md", "a%20b.md", "src/~x.ts"])
      assert.equal(write(path, linux), "allow", path);
  });
});

describe("an edit of a file that can be read", () => {
  let judge: Judge;
  before(async () => {
    judge = await judgeWith();
  });
  const held = '{"permissions": {"deny": ["Read(.env)"]}, "sandbox": {"enabled": true}}';
  const place: Surroundings = { ...linux, readFile: () => ({ text: held, sha256: "0" }) };
  const edit = (old_text: string, new_text: string): Decision =>
    judge.decide({ kind: "file_edit", path: ".claude/settings.json", old_text, new_text }, place).decision;

  it("is judged by the whole file before and after", () => {
    assert.equal(edit('"enabled": true', '"enabled": false'), "deny");
    assert.equal(edit("true", "false"), "deny");
    assert.equal(edit('"Read(.env)"', ""), "deny");
    assert.equal(edit('["Read(.env)"]', '["Read(.env)", "Read(.ssh/**)"]'), "ask");
  });

  it("counts what a rewrite of the file leaves out", () => {
    const rewrite = (content: string) =>
      judge.decide({ kind: "file_write", path: ".claude/settings.json", content }, place).decision;
    assert.equal(rewrite("{}"), "deny");
    assert.equal(rewrite(held), "ask");
  });
});
