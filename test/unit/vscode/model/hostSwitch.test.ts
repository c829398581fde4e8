import assert from "node:assert/strict";
import { type InspectedSwitch, switchedOff, versionAtLeast } from "../../../../src/vscode/model/hostSwitch.ts";
import { plain } from "../../../support/plainWords.ts";

const cases: readonly [string, InspectedSwitch | undefined, RegExp | undefined][] = [
  ["is on when nothing is set", {}, undefined],
  ["is on in an editor that does not know the setting", undefined, undefined],
  ["names the workspace, whose value beats the user's", { globalValue: true, workspaceValue: false }, /this workspace/],
  ["names the folder's settings too", { workspaceValue: true, workspaceFolderValue: false }, /this workspace/],
  ["is on when the workspace turns it on again", { globalValue: false, workspaceValue: true }, undefined],
  ["names the person's own settings", { globalValue: false }, /your settings/],
];

describe("host switch", () => {
  for (const [behaviour, found, expected] of cases) {
    it(behaviour, () => {
      const why = switchedOff("chat.useHooks", found, plain);
      if (expected) assert.match(why ?? "", expected);
      else assert.equal(why, undefined);
    });
  }
});

describe("version at least", () => {
  for (const [version, wanted, expected] of [
    ["1.114.0", "1.114.0", true],
    ["1.113.9", "1.114.0", false],
    ["2.0.0", "1.114.0", true],
    ["1.139.1-insider", "1.114.0", true],
    ["1.90", "1.114.0", false],
  ] as const) {
    it(`says ${expected} for ${version} and ${wanted}`, () => assert.equal(versionAtLeast(version, wanted), expected));
  }
});
