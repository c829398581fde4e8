import assert from "node:assert/strict";
import { discover, shown } from "../../../support/discovered.ts";

/** What the tools of a file are shown as, with their effects. */
type Trail = readonly [title: string, files: Readonly<Record<string, string>>, expected: readonly string[]];

function trails(path: string, table: readonly Trail[]): void {
  for (const [title, files, expected] of table)
    it(title, async () => {
      const found = (await discover(files)).get(path) ?? [];
      assert.deepEqual(
        found.map((one) => `${shown(one)} → ${one.effects.map(({ effect }) => effect).join(" ") || "nothing"}`),
        expected,
      );
    });
}

const server = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nconst server = new McpServer({ name: "x", version: "1" });\n`;
/** A file that registers one tool with a handler, and what else it needs. */
const registers = (head: string, handler: string) => ({
  "a.ts": `${server}import fs from "node:fs";\n${head}\nserver.registerTool("t", { description: "Does it" }, ${handler});`,
});
const deletes = ["mcp-ts-registerTool t → delete-files"];

describe("handlers that go through a function of the project", () => {
  const wraps = `export function withErrors(fn) { return async (args, extra) => { try { return await fn(args, extra); } catch (error) { return { error }; } }; }
export const named = (name: string, fn: Handler) => async (args) => { console.log(name); return fn(args); };
export const adapt = ({ run }: { run: Handler }) => async (args) => run(args);
export const through = (options) => async (args) => options.run(args);
export function onlyWith(token, fn) { if (!token) { return () => ({ error: "no token" }); } return fn; }
export const either = (token, fn) => (token ? fn : () => ({ error: "no token" }));
export const timed = (fn) => async (args) => inTime("x", fn(args), 100);
export const twice = (fn) => withErrors(named("x", fn));
export const kept = (fn) => { const run = async (args) => { await log(args); return fn(args); }; return async (args) => run(args); };
export const refuses = (fn) => async () => ({ error: "not here" });`;
  const from = (names: string) => `import { ${names} } from "./wraps";`;
  const literal = "async ({ p }) => { fs.rmSync(p); }";
  const withWraps = (names: string, handler: string, more = "") => ({
    ...registers(`${from(names)}\n${more}`, handler),
    "wraps.ts": wraps,
  });
  trails("a.ts", [
    ["that catches what they throw", withWraps("withErrors", `withErrors(${literal})`), deletes],
    [
      "and are functions by name",
      withWraps("withErrors", "withErrors(gone)", `async function gone({ p }) { fs.rmSync(p); }`),
      deletes,
    ],
    ["after a name", withWraps("named", `named("t", ${literal})`), deletes],
    ["as a field of an object that it takes apart", withWraps("adapt", `adapt({ run: ${literal} })`), deletes],
    ["as a field of an object", withWraps("through", `through({ run: ${literal} })`), deletes],
    ["that gives a stub where something is missing", withWraps("onlyWith", `onlyWith(token, ${literal})`), deletes],
    ["that chooses between them and a stub", withWraps("either", `either(token, ${literal})`), deletes],
    ["inside of a call", withWraps("timed", `timed(${literal})`), deletes],
    ["of which one wraps the other", withWraps("twice", `twice(${literal})`), deletes],
    ["that keeps the call in a function of its own", withWraps("kept", `kept(${literal})`), deletes],
    [
      "kept under a name before",
      withWraps("withErrors", "gone", `const gone = withErrors(${literal});`),
      ["mcp-ts-registerTool t → delete-files"],
    ],
    ["but does not run them", withWraps("refuses", `refuses(${literal})`), ["mcp-ts-registerTool t → nothing"]],
    [
      "of a library, by name",
      registers(
        `import { withSentry } from "sentry-mcp";\nasync function gone({ p }) { fs.rmSync(p); }`,
        "withSentry(gone)",
      ),
      deletes,
    ],
    [
      "of a library that takes something else",
      registers(`import { z } from "zod";\nasync function gone({ p }) { fs.rmSync(p); }`, "z.custom(gone)"),
      ["mcp-ts-registerTool t: unknown → nothing"],
    ],
  ]);

  const asking = `export const asks = (fn) => async (args, { elicit }) => { const answer = await elicit({ message: "Sure?" }); if (answer.action !== "accept") return; return fn(args); };
export const plain = (fn) => async (args, extra) => fn(args, extra);`;
  trails("a.ts", [
    [
      "that asks a person before it runs them",
      {
        ...registers(`import { asks } from "./asks";`, `asks(${literal})`),
        "asks.ts": `import { elicit } from "./person";\n${asking.replaceAll("{ elicit }", "ctx").replaceAll("await elicit(", "await ctx.elicit(")}`,
      },
      ["mcp-ts-registerTool t: always → delete-files"],
    ],
    [
      "and that ask themselves",
      {
        ...registers(
          `import { plain } from "./asks";`,
          `plain(async ({ p }, ctx) => { const answer = await ctx.elicit({ message: "Sure?" }); if (answer.action !== "accept") return; fs.rmSync(p); })`,
        ),
        "asks.ts": asking,
      },
      ["mcp-ts-registerTool t: always → delete-files"],
    ],
  ]);
});
