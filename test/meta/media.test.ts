import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow, manifest, read, root } from "./repository.ts";

describe("media", () => {
  it("has an icon of 256 by 256 pixels with transparency", () => {
    const png = readFileSync(join(root, manifest.icon));
    assert.equal(png.subarray(1, 4).toString(), "PNG");
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20), png[25]], [256, 256, 6]);
  });

  it("has an activity-bar icon of 24 by 24 in one colour", () => {
    const svg = read("media/activity-bar.svg");
    assert.match(svg, /width="24" height="24" viewBox="0 0 24 24"/);
    const colours = new Set([...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map((match) => match[1]));
    assert.deepEqual(colours, new Set(["none", "#ffffff"]));
  });

  it("draws the walkthrough in the colours of the theme, without scripts or links", () => {
    const pictures = filesBelow("media/walkthrough", ".svg");
    assert.equal(pictures.length, 5);
    for (const picture of pictures) {
      assert.match(read(picture), /var\(--vscode-foreground/, picture);
      assert.doesNotMatch(read(picture), /<script|href|on\w+=/, picture);
    }
  });
});
