import assert from "node:assert/strict";
import * as vscode from "vscode";
import { extensionId } from "../../src/core/identity.ts";
import { hiddenCommands, paletteCommands } from "../../src/vscode/ids.ts";
import { soon } from "./editor.ts";

describe("activation", () => {
  it("starts by itself, without a command or a file", () =>
    soon("the extension is active", () => vscode.extensions.getExtension(extensionId)?.isActive === true));

  it("registers every command it declares, and no other", async () => {
    await vscode.extensions.getExtension(extensionId)?.activate();
    const registered = (await vscode.commands.getCommands(true)).filter((id) => id.startsWith("countersign."));
    const made = registered.filter((id) => !/^countersign\.(agents|activity)\./.test(id));
    assert.deepEqual(made.sort(), [...paletteCommands, ...hiddenCommands].sort());
  });
});
