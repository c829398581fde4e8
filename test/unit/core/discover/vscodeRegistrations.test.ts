import assert from "node:assert/strict";
import { discover, shown } from "../../../support/discovered.ts";

const manifest = JSON.stringify({
  name: "x",
  contributes: { languageModelTools: [{ name: "x_remove", modelDescription: "Removes a file from disk" }] },
});
const head = `import * as vscode from "vscode";\nimport * as fs from "node:fs";\n`;
const tool = (field = "") => `${head}
export class RemoveTool implements vscode.LanguageModelTool<{ path: string }> {
  ${field}
  async invoke(options: vscode.LanguageModelToolInvocationOptions<{ path: string }>) { fs.rmSync(options.input.path); }
}
`;
const activate = (body: string) => `export function activate(c: vscode.ExtensionContext) { ${body} }\n`;
const removes = "vscode-lm-tool x_remove → delete-files";
const unseen = "vscode-lm-tool x_remove: unknown → destroy-data";

describe("what an extension registers for the tools of its manifest", () => {
  const rows: readonly (readonly [title: string, text: string, expected: string])[] = [
    ["by itself", tool() + activate(`vscode.lm.registerTool("x_remove", new RemoveTool())`), removes],
    [
      "in a loop over a table",
      tool() +
        activate(
          `const all = [{ name: "x_remove", instance: new RemoveTool() }]; for (const one of all) vscode.lm.registerTool(one.name, one.instance);`,
        ),
      removes,
    ],
    [
      "in a loop over tools that say what they are called",
      tool(`readonly name = "x_remove";`) +
        activate(`[new RemoveTool()].forEach((one) => vscode.lm.registerTool(one.name, one));`),
      removes,
    ],
    [
      "in a loop over a record",
      tool() +
        activate(
          `const all = { x_remove: new RemoveTool() }; for (const [name, one] of Object.entries(all)) vscode.lm.registerTool(name, one);`,
        ),
      removes,
    ],
    [
      "through a helper",
      `${tool()}const add = (name: string, one) => vscode.lm.registerTool(name, one);\n${activate(`add("x_remove", new RemoveTool());`)}`,
      removes,
    ],
    [
      "inside of what counts its calls",
      `${tool()}const counted = (name: string, one) => ({ invoke: (o, t) => { tally(name); return one.invoke(o, t); } });\n${activate(`vscode.lm.registerTool("x_remove", counted("x_remove", new RemoveTool()));`)}`,
      removes,
    ],
    [
      "and not what stands beside another name",
      tool() +
        activate(
          `const all = [{ name: "x_other", instance: new RemoveTool() }]; for (const one of all) vscode.lm.registerTool(one.name, one.instance);`,
        ),
      unseen,
    ],
    [
      "and not what has no code for a model",
      `${head}class Row { render() { fs.rmSync("x"); } }\n${activate(`show("x_remove", new Row()); vscode.lm.registerTool(names[0], tools[0]);`)}`,
      unseen,
    ],
  ];
  for (const [title, text, expected] of rows)
    it(title, async () => {
      const found = (await discover({ "package.json": manifest, "src/a.ts": text })).get("package.json") ?? [];
      assert.deepEqual(
        found.map((one) => `${shown(one)} → ${one.effects.map(({ effect }) => effect).join(" ")}`),
        [expected],
      );
    });
});
