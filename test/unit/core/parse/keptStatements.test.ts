import assert from "node:assert/strict";
import { type Call, type CodeFile, walk } from "../../../../src/core/parse/code/code.ts";
import { createProject, type Project } from "../../../../src/core/parse/project/project.ts";
import { noSources } from "../../../../src/core/parse/project/sources.ts";
import { testParsers } from "../../../support/parsers.ts";

const call = (index: number) =>
  `  tool("t${index}", async ({ text }) => fetch(address, { body: \`\${text} ${index}\` }));\n`;
const calls = Array.from({ length: 60 }, (_, index) => call(index)).join("");
const file = (body: string, head = "server", before = "") =>
  `const address = "https://example.com";\n${before}export function register(${head}) {\n  const { tool } = server;\n${body}}\n`;

function toolCalls(code: CodeFile): Call[] {
  const found: Call[] = [];
  walk(code.body, (part) => {
    if (part.kind === "call" && part.callee.kind === "name" && part.callee.name === "tool") found.push(part);
    return undefined;
  });
  return found;
}

describe("a long function that is edited", () => {
  const path = "a.ts";
  let project: Project;
  const open = (text: string): CodeFile => {
    const opened = project.open({ path, text }, noSources);
    assert.ok(opened);
    return opened.file;
  };
  /** How many calls are the very same as before, and that each is told to be where it stands. */
  const kept = (before: readonly Call[], text: string): number => {
    const code = open(text);
    const now = toolCalls(code);
    for (const { span } of now) {
      const place = code.place(span);
      assert.match(text.slice(place?.start, place?.end), /^tool\("t\d+", [\s\S]*\)$/);
    }
    // Whoever compares places in a function relies on their order.
    for (const [index, { span }] of now.entries()) {
      const next = now[index + 1];
      assert.ok(next === undefined || span.end <= next.span.start);
    }
    return now.filter((one) => before.includes(one)).length;
  };
  const begin = (): Call[] => {
    open(file(calls));
    return toolCalls(open(file(`${calls} `)));
  };

  beforeEach(async () => {
    project = createProject(await testParsers(), () => false);
  });

  it("keeps all its statements but the one that changed", () => {
    const before = begin();
    assert.equal(before.length, 60);
    assert.equal(kept(before, file(calls.replace('"t30"', '"t300"'))), 59);
  });

  it("keeps them where something is written before and between them, removed and moved", () => {
    const before = begin();
    assert.equal(kept(before, file(calls, "server", "let other;\n")), 60);
    assert.equal(kept(before, file(`  log();\n${calls.replace(call(3), `  log(2);\n${call(3)}  log(3);\n`)}`)), 60);
    assert.equal(kept(before, file(calls.replace(call(3), ""))), 59);
    assert.equal(kept(before, file(calls.replace(call(3), "") + call(3))), 59);
  });

  it("reads again whoever mentions what changed, in it and outside of it", () => {
    const before = begin();
    const local = calls.replace(call(5), `  let text2 = tool;\n${call(5)}`);
    assert.equal(kept(before, file(local)), 60);
    const again = toolCalls(open(file(local)));
    assert.equal(
      kept(again, file(local.replace("text2 = tool", "text2 = text2").replace("let text2", "let fetch"))),
      0,
    );
    const outside = toolCalls(open(file(local)));
    assert.equal(kept(outside, file(local).replace("https", "http")), 0);
  });

  it("reads all again where the function is given something else, and keeps all where it is given more", () => {
    const before = begin();
    assert.equal(kept(before, file(calls, "server, extra")), 60);
    const typed = toolCalls(open(file(calls, "server, extra")));
    assert.equal(kept(typed, file(calls, "server, tool")), 0);
  });

  it("goes on where one statement grows beyond what was left free", () => {
    begin();
    let least = 60;
    for (let length = 0; length < 12_000; length += 400) {
      const text = file(calls.replace('"t30", ', `"t30", ${"1 + ".repeat(length / 4)}`));
      const before = toolCalls(open(text));
      least = Math.min(least, kept(before, text.replace('"t30", ', '"t30", 2 + ')));
    }
    assert.ok(least === 0 || least >= 58, `${least} kept`);
  });
});
