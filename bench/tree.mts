/**
 * `npm run bench:tree`: from opening the Agents view to its rows, for a home with 50 configuration files of agents and
 * 40 MCP servers, and a workspace with definitions of its own: reading, resolving every agent, and building the tree.
 * The first time of a process counts; later ones are what a change of a file costs. Bar: 200 ms of this process's own time,
 * which is also told as time on the clock: that depends on what else the machine does.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { agents } from "../src/agents/catalogue.ts";
import { resolvable } from "../src/agents/resolvable.ts";
import { loadParsers } from "../src/core/parse/parsers.ts";
import { sourcesOf } from "../src/core/parse/project/sources.ts";
import { createReviewer } from "../src/core/review.ts";
import { loadPermissions } from "../src/node/permissions.ts";
import { agentsTree } from "../src/vscode/model/agentsTree.ts";
import type { TreeNode } from "../src/vscode/model/treeNode.ts";
import { packageWasm } from "../test/support/parsers.ts";

const barMs = 200;
const rounds = Number(process.env.BENCH_ROUNDS ?? 20);

const base = mkdtempSync(join(tmpdir(), "bench-tree-"));
const place = { home: join(base, "home"), workspace: join(base, "ws"), platform: "linux" } as const;
try {
  const files = fill();
  const reviewer = createReviewer(await loadParsers(packageWasm));
  const tool =
    'import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nconst server = new McpServer({});\nserver.registerTool("a", { description: "A." }, async () => ({ content: [] }));\n';
  const paths = Array.from({ length: 20 }, (_, index) => ({ path: `src/s${index}.ts`, text: tool }));
  const sources = sourcesOf(new Map());
  const documents = paths.map((document) => reviewer.inspect(document, sources));
  console.log(
    `load ${loadavg()[0]?.toFixed(1)}, Node ${process.versions.node}, ${files} files, 40 servers, ${resolvable.length} agents`,
  );
  const own: number[] = [];
  const clock: number[] = [];
  let rows = 0;
  for (let round = 0; round < rounds; round++) {
    const cpu = process.cpuUsage();
    const start = performance.now();
    const found = await loadPermissions({
      agents: resolvable,
      place,
      documents,
      environment: { PATH: process.env.PATH },
    });
    const shown = found.map((permissions) => ({
      permissions,
      gate: { kind: "notGated", why: "" } as const,
      limits: agents.find(({ id }) => id === permissions.agent)?.limits ?? [],
    }));
    const tree = agentsTree(shown, (text, ...values) => text.replace(/\{(\d)\}/g, (_, at) => String(values[at])));
    clock.push(performance.now() - start);
    const { user, system } = process.cpuUsage(cpu);
    own.push((user + system) / 1_000);
    rows = tree.reduce((sum, node) => sum + count(node), 0);
  }
  const later = (all: readonly number[]) =>
    all.slice(1).toSorted((a, b) => a - b)[Math.floor((all.length - 1) / 2)] ?? 0;
  const line = (name: string, all: readonly number[]) =>
    console.log(`${name}: first ${all[0]?.toFixed(0)} ms, later ${later(all).toFixed(0)} ms (${rows} rows)`);
  line("own time", own);
  line("on the clock", clock);
  if ((own[0] ?? 0) > barMs) {
    console.log(`FAILED: the bar is ${barMs} ms`);
    process.exitCode = 1;
  }
} finally {
  rmSync(base, { recursive: true, force: true });
}

function count({ children = [] }: TreeNode): number {
  return 1 + children.reduce((sum, child) => sum + count(child), 0);
}

/** @returns how many files there are */
function fill(): number {
  const texts = new Map<string, string>();
  const put = (path: string, text: string) => texts.set(path, text);
  const servers = (from: number, number: number) =>
    Object.fromEntries(
      Array.from({ length: number }, (_, at) => [`server${from + at}`, { command: "node", args: [`s${at}.js`] }]),
    );
  const rules = Array.from({ length: 30 }, (_, at) => `Bash(tool${at} *)`);
  const json = (value: unknown) => JSON.stringify(value, undefined, 2);
  put(
    ".claude.json",
    json({ projects: { [place.workspace]: { hasTrustDialogAccepted: true } }, mcpServers: servers(0, 8) }),
  );
  put(
    ".claude/settings.json",
    json({ permissions: { allow: rules, ask: ["Bash(git push *)"], deny: ["Read(~/.ssh/**)"] } }),
  );
  put(".config/Code/User/settings.json", json({ "chat.tools.terminal.autoApprove": { make: true, "/^npm /": true } }));
  put(".config/Code/User/mcp.json", json({ servers: servers(8, 8) }));
  put(
    ".codex/config.toml",
    `approval_policy = "on-request"\n${Array.from({ length: 6 }, (_, at) => `[mcp_servers.c${at}]\ncommand = "node"\n`).join("\n")}`,
  );
  put(".codex/rules/default.rules", 'prefix_rule(pattern=["make"], decision="allow")\n'.repeat(20));
  put(".gemini/settings.json", json({ mcpServers: servers(22, 6), tools: { allowed: ["run_shell_command(make)"] } }));
  put(".gemini/policies/a.toml", '[[rule]]\ntoolName = "write_file"\ndecision = "allow"\npriority = 10\n'.repeat(10));
  put(".qwen/settings.json", json({ permissions: { allow: rules }, mcpServers: servers(28, 4) }));
  put(".copilot/mcp-config.json", json({ mcpServers: servers(32, 4) }));
  put(".config/opencode/opencode.json", json({ permission: { bash: { "*": "ask", "make *": "allow" } }, mcp: {} }));
  put(".cursor/mcp.json", json({ mcpServers: servers(36, 4) }));
  for (let at = 0; at < 10; at++)
    put(`.config/opencode/agent/a${at}.md`, "---\npermission:\n  bash: ask\n---\nAn agent.\n");
  for (let at = 0; at < 10; at++)
    put(`.codex/rules/r${at}.rules`, 'prefix_rule(pattern=["git", "status"], decision="allow")\n');
  for (let at = 0; at < 10; at++)
    put(`.gemini/policies/p${at}.toml`, '[[rule]]\ntoolName = "read_file"\ndecision = "allow"\npriority = 1\n');
  for (let at = 0; at < 8; at++) put(`.aws/extra${at}`, "[default]\n");
  for (const [path, text] of texts) {
    const file = join(place.home, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  mkdirSync(join(place.workspace, ".git"), { recursive: true });
  return texts.size;
}
