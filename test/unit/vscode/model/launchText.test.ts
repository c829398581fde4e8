import assert from "node:assert/strict";
import { launchLines } from "../../../../src/vscode/model/launchText.ts";
import { plain } from "../../../support/plainWords.ts";

describe("what would be started", () => {
  it("is said whole, with the names of variables and never their values", () => {
    const launch = { kind: "program", command: "npx", args: ["-y", "a b"], env: { KEY: "secret" } } as const;
    assert.deepEqual(launchLines(launch, "/work", plain), [
      "Program: npx",
      'Arguments: "-y" "a b"',
      "Folder: /work",
      "Variables its entry gives it: KEY",
    ]);
  });

  it("is said of an address with the names of its headers", () => {
    const launch = { kind: "url", url: "https://example.com/mcp", headers: { Authorization: "secret" } } as const;
    assert.deepEqual(launchLines(launch, "/work", plain), [
      "Address: https://example.com/mcp",
      "Headers it is sent: Authorization",
    ]);
  });

  it("cannot be made to look like something else", () => {
    const launch = { kind: "program", command: "a\u202Eb", args: ["x\nFolder: /safe"], env: {} } as const;
    const lines = launchLines(launch, "/work", plain);
    assert.equal(lines.length, 3);
    assert.ok(
      lines.every((line) => !/[\u202E\n]/.test(line)),
      lines.join("|"),
    );
  });
});
