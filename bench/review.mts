/**
 * `npm run bench:review`: from a keystroke to new findings in a file of 2,000 lines, there and back to the review's
 * thread, how long the editor was kept from anything else meanwhile, in a file of 10,000 lines too, and a cold folder of
 * 10,000 files (`reviewFolder.mts`). Absolute numbers depend on the machine and on what else it does: the rows of one run
 * are what to compare, and where it is busy, the processor's time. `BENCH_FOLDER` names a folder to review instead of the
 * made one, `BENCH_ROUNDS` the length, and `BENCH_ONLY=keystroke` or `folder` one half.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { compareFolder } from "./reviewFolder.mts";
import { typeInThread } from "./reviewKeys.mts";

const rounds = Number(process.env.BENCH_ROUNDS ?? 200);
const bars = { keystrokeMs: 50, blockMs: 50 };

const toolText = (index: number) => `
server.registerTool("note_${index}", { description: "Note ${index}.", inputSchema: { text: z.string() } }, async ({ text }) => {
  const address = \`https://notes.example.com/\${text}\`;
  if (text.length > ${index}) {
    const answer = await fetch(address, { method: "${index % 3 === 0 ? "POST" : "GET"}" });
    const lines = (await answer.text()).split("\\n").map((line) => line.trim());
    return { content: [{ type: "text", text: lines.join("; ") }] };
  }
  return { content: [] };
});
`;
const head = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nimport { z } from "zod";\nconst server = new McpServer({ name: "n", version: "1" });\n`;
const server = (tools: number, from = 0) =>
  head + Array.from({ length: tools }, (_, index) => toolText(from + index)).join("");
/** All in one function, as many servers are written: a key changes the one statement that there is. */
const wrapped = (tools: number) =>
  server(tools).replace(/\nserver\.registerTool[\s\S]*$/, (all) => `\nexport function register() {${all}}\n`);
const plainCode = (index: number) =>
  Array.from(
    { length: 30 },
    (_, line) => `export const value${index}_${line} = (x: number) => ({ sum: x + ${line} });`,
  ).join("\n");

console.log(`load ${loadavg()[0]?.toFixed(1)}, Node ${process.versions.node}`);
if (process.env.BENCH_ONLY !== "folder") {
  await keystrokes(server(200), "lines");
  await keystrokes(wrapped(200), "lines in one function");
  await keystrokes(server(1_000), "lines", 30);
}
if (process.env.BENCH_ONLY !== "keystroke") await folder();

function quantile(all: readonly number[], share: number): number {
  const sorted = all.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** A key in each of several places, judged with a workspace of fifty other files. */
async function keystrokes(text: string, what: string, keys = rounds): Promise<void> {
  const others = Array.from({ length: 50 }, (_, index) => ({ path: `src/s${index}.ts`, text: server(4, index) }));
  const warmUp = Math.min(20, keys);
  const edits = Array.from({ length: keys + warmUp }, (_, round) => {
    const at = text.indexOf("return {", (text.length / keys) * (round % keys));
    return `${text.slice(0, at)}x${round};${text.slice(at)}`;
  });
  const { times, cpuTimes, longestBlockMs } = await typeInThread(others, edits, warmUp);
  const rowOf = (all: readonly number[]) =>
    [0.5, 0.95, 0.99].map((share) => quantile(all, share).toFixed(1)).join(" / ");
  const lines = text.split("\n").length;
  const bar = lines > 5_000 ? "" : ` (bar ${bars.keystrokeMs}: ${metOr(quantile(times, 0.95), bars.keystrokeMs)})`;
  console.log(
    `keystroke in ${lines} ${what}, 50 files beside: median/p95/p99 ${rowOf(times)} ms${bar}; of the processor ${rowOf(cpuTimes)} ms; the editor kept from anything else for ${longestBlockMs.toFixed(1)} ms at most (bar ${bars.blockMs}: ${metOr(longestBlockMs, bars.blockMs)})`,
  );
}

function metOr(value: number, bar: number): string {
  return value <= bar ? "met" : "missed";
}

async function folder(): Promise<void> {
  const given = process.env.BENCH_FOLDER;
  const root = given ?? makeFolder();
  try {
    await compareFolder(root, process.env.BENCH_ROUNDS === undefined ? 5 : rounds);
  } finally {
    if (given === undefined) rmSync(root, { recursive: true, force: true });
  }
  console.log(`load ${loadavg()[0]?.toFixed(1)}`);
}

function makeFolder(): string {
  const root = mkdtempSync(join(tmpdir(), "bench-review-"));
  for (let index = 0; index < 10_000; index++) {
    const folder = join(root, `src/p${index % 100}`);
    if (index < 100) mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `f${index}.ts`), index % 25 === 0 ? server(5, index) : plainCode(index));
  }
  mkdirSync(join(root, ".claude/agents"), { recursive: true });
  writeFileSync(join(root, ".claude/agents/a.md"), "---\nname: a\ndescription: b\n---\nHelp.\n");
  return root;
}
