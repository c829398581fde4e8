/**
 * The real OpenCode under many configurations, with a scripted model: what it did with each call against what `explain`
 * says of it. `RECORD=1` writes what was seen to the fixture that every `npm test` compares with.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { npmAgents } from "../../scripts/lib/agentTools.mjs";
import { end, start } from "../../scripts/lib/processes.mjs";
import { type AgentLab, agentDeadlineMs, openAgentLab, write } from "../support/agentLab.ts";
import { opencodeFixture } from "../support/agents/opencode.ts";
import type { ToolCall } from "../support/model.ts";
import {
  explainCase,
  type Recorded,
  readMore,
  recorded,
  recordedPath,
  setups,
  writeMore,
} from "../support/opencodeAgreement.ts";
import type { Call, Setup } from "../support/opencodeCases.ts";

const only = process.env.AGENTS?.split(",");

if (only?.includes("opencode") !== false) {
  describe("OpenCode agrees with what is said of it", function () {
    this.timeout(900_000);

    for (const setup of setups.filter(isWanted)) {
      it(setup.name, async () => {
        const lab = await openAgentLab(opencodeFixture, { asks: false });
        try {
          prepare(lab, setup);
          const outcomes = await tryAll(lab, setup);
          record(setup, outcomes);
          const said = setup.calls.map((call) => explainCase(setup, call));
          const wrong = setup.calls.flatMap((call, index) =>
            said[index] === "unknown" || said[index] === outcomes[index]
              ? []
              : [`${call.join(" ")}: was ${outcomes[index]}, explained as ${said[index]}`],
          );
          assert.deepEqual(wrong, []);
        } finally {
          await lab.close();
        }
      });
    }
  });
}

/** `CONFIG=?` are those that were not tried yet. */
function isWanted({ name }: Setup): boolean {
  const wanted = process.env.CONFIG ?? "";
  if (wanted !== "?") return name.includes(wanted);
  return readMore().some((setup) => setup.name === name && setup.calls.some(([, , outcome]) => outcome === "?"));
}

/** The setup replaces what was recorded of it before; the first line says of which version. */
function record({ name, calls }: Setup, outcomes: readonly string[]): void {
  if (process.env.RECORD !== "1") return;
  if (readMore().some((setup) => setup.name === name)) {
    writeMore(name, outcomes);
    return;
  }
  const head = { agent: "opencode", version: npmAgents.opencode?.version, date: new Date().toISOString().slice(0, 10) };
  const others = recorded().filter(({ setup }) => setup !== name);
  const seen = calls.map((call, index): Recorded => ({ setup: name, call, outcome: outcomes[index] ?? "" }));
  writeFileSync(recordedPath, [head, ...others, ...seen].map((line) => `${JSON.stringify(line)}\n`).join(""));
}

function prepare({ place }: AgentLab, { user, project, dot, homeDot, agent }: Setup): void {
  const { home, workspace } = place;
  spawnSync("git", ["init", "-q", workspace]);
  const [path = "", text = ""] = Object.entries(opencodeFixture.files(place))[0] ?? [];
  const { permission: _, ...base } = JSON.parse(text) as Record<string, unknown>;
  write({
    [path]: JSON.stringify({ ...base, ...user }),
    ...(project ? { [join(workspace, "opencode.json")]: JSON.stringify(project) } : {}),
    ...(dot ? { [join(workspace, ".opencode", "opencode.json")]: JSON.stringify(dot) } : {}),
    ...(homeDot ? { [join(home, ".opencode", "opencode.json")]: JSON.stringify(homeDot) } : {}),
    ...(agent === undefined ? {} : { [join(workspace, ".opencode", "agent", "build.md")]: agent }),
    [join(workspace, "known.txt")]: "known\n",
    [join(workspace, ".env")]: "A=b\n",
    [join(workspace, ".env.example")]: "A=\n",
    [join(workspace, "src", "x.ts")]: "\n",
    [join(home, "outside.txt")]: "\n",
  });
}

/** One question ends the run, since nobody is there to answer: the calls after it are tried in the next one. */
async function tryAll(lab: AgentLab, setup: Setup): Promise<string[]> {
  const outcomes: string[] = [];
  while (outcomes.length < setup.calls.length) {
    const rest = setup.calls.slice(outcomes.length);
    const { output, results } = await runOnce(lab, setup, rest);
    const before = outcomes.length;
    for (const result of results.slice(0, rest.length)) {
      if (/user rejected permission|rejected permission to use/i.test(result)) outcomes.push("ask");
      else outcomes.push(/rule which prevents|unavailable tool|invalid.*tool/is.test(result) ? "deny" : "allow");
    }
    if (outcomes.length < setup.calls.length && outcomes.length - before < rest.length) {
      assert.match(output, /reject/i, `${setup.name}: the run ended with nothing said\n${output}`);
      if (outcomes.at(-1) !== "ask" || outcomes.length === before) outcomes.push("ask");
    }
  }
  return outcomes;
}

async function runOnce({ place, model }: AgentLab, setup: Setup, calls: readonly Call[]) {
  const already = model.requests.length;
  model.play(calls.map((call) => ({ calls: [toolCall(call, place.workspace)] })));
  const { words, env } = await opencodeFixture.start(place);
  const [program = "", ...args] = words.filter((word) => word !== "--auto");
  const child = start(program, args, {
    cwd: place.workspace,
    env: { ...env, ...setup.variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => (output += text));
  const deadline = setTimeout(() => void end(child), agentDeadlineMs * 2);
  await once(child, "exit");
  clearTimeout(deadline);
  if (process.env.DEBUG_AGREEMENT)
    console.error(
      output,
      model.requests.slice(already).map(({ results }) => results),
    );
  return {
    output,
    results: model.requests.slice(already).findLast(({ results }) => results.length > 0)?.results ?? [],
  };
}

function toolCall([tool, argument]: Call, workspace: string): ToolCall {
  if (tool === "bash") return { tool, input: { command: argument, description: "Tries something" } };
  if (tool === "write") return { tool, input: { filePath: join(workspace, argument), content: "text\n" } };
  if (tool === "read") return { tool, input: { filePath: join(workspace, argument) } };
  return { tool: `lab_${argument}`, input: { file: join(workspace, "mcp.txt") } };
}
