import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { agents } from "../../../src/agents/catalogue.ts";
import type { Grant } from "../../../src/core/model/permission.ts";
import { createPins } from "../../../src/node/mcp/pins.ts";
import { recordedTools } from "../../../src/node/mcp/recordedTools.ts";
import { loadResolved } from "../../../src/node/permissions.ts";

const listed = (...names: string[]) =>
  new Map(names.map((name) => [name, { name, description: name, inputSchema: { type: "object" } }] as const));

describe("tools that servers listed", () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "countersign-recorded-"));
    for (const folder of ["home/.codex", "ws/.claude", "ws/.vscode"])
      await mkdir(join(root, folder), { recursive: true });
    const server = { command: "npx", args: ["forum-server"] };
    await write("ws/.mcp.json", { mcpServers: { forum: server, off: { command: "npx", args: ["off-server"] } } });
    await write("ws/.vscode/mcp.json", { servers: { forum: server } });
    await write("home/.claude.json", { projects: { [join(root, "ws")]: { hasTrustDialogAccepted: true } } });
    await write("ws/.claude/settings.json", {
      enabledMcpjsonServers: ["forum"],
      disabledMcpjsonServers: ["off"],
      permissions: { allow: ["mcp__forum__post_reply"], deny: ["mcp__forum__delete_thread"] },
    });
    const base = join(root, "base");
    await createPins(base, ["forum", "npx", "forum-server"]).add(listed("post_reply", "delete_thread", "list_threads"));
    await createPins(base, ["off", "npx", "off-server"]).add(listed("post_reply"));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const write = (path: string, value: unknown) => writeFile(join(root, path), JSON.stringify(value));

  async function resolved(id: string, recorded = true) {
    const [found] = await loadResolved({
      agents: agents.filter((agent) => agent.id === id),
      place: { home: join(root, "home"), workspace: join(root, "ws"), platform: "linux" },
      documents: [],
      environment: { PATH: "" },
      ...(recorded ? { recorded: recordedTools(join(root, "base"), {}) } : {}),
    });
    assert.ok(found);
    return found;
  }
  const byName = (grants: readonly Grant[]) =>
    grants.filter((grant) => grant.byName).map(({ tool, decision }) => `${tool}: ${decision}`);

  it("are answered as the agent's own rules answer a call of them, with the line that decided", async () => {
    const { permissions } = await resolved("claude-code");
    assert.deepEqual(byName(permissions.grants).sort(), [
      "forum/delete_thread: deny",
      "forum/list_threads: ask",
      "forum/post_reply: allow",
    ]);
    const post = permissions.grants.find(({ tool }) => tool === "forum/post_reply");
    assert.equal(post?.source.text, "mcp__forum__post_reply");
    assert.equal(post?.source.path, join(root, "ws/.claude/settings.json"));
    assert.ok(post?.effects.includes("send-outward"), post?.effects.join());
  });

  it("say what runs by itself too: the Rule of Two gets no weaker by them", async () => {
    const [without, withThem] = [await resolved("claude-code", false), await resolved("claude-code")];
    assert.equal(without.permissions.ruleOfTwo.outward, false);
    assert.equal(withThem.permissions.ruleOfTwo.outward, true);
  });

  it("are those of servers that start: one that is switched off has nothing to call", async () => {
    const { permissions } = await resolved("claude-code");
    assert.ok(!byName(permissions.grants).some((row) => row.startsWith("off/")));
    const off = permissions.servers.find(({ name }) => name === "off");
    assert.deepEqual([off?.state, off?.tools.length], ["disabled", 1]);
  });

  it("count on both sides where an edit is compared with what was before", async () => {
    const { agent, input, permissions } = await resolved("claude-code");
    assert.deepEqual(agent.permissions(input), permissions);
  });

  it("are answered for every agent that has the server, and by name where that cannot be told", async () => {
    for (const { id } of agents) {
      const { agent, input, permissions } = await resolved(id);
      for (const { name, state, tools } of permissions.servers) {
        if (state === "disabled") continue;
        for (const tool of tools) {
          const where = { cwd: join(root, "ws"), home: join(root, "home"), platform: "linux" } as const;
          const call = { kind: "mcp_call", server: name, tool: tool.name, args: {}, ...where } as const;
          // One that waits to be approved has nothing to call where the agent starts none such.
          if (state === "needs-approval" && agent.explain(call, input).outcome === "unreachable") continue;
          const grant = permissions.grants.find((one) => one.tool === `${name}/${tool.name}`);
          assert.ok(grant !== undefined || tool.untold !== undefined || tool.path !== undefined, `${id}: ${tool.name}`);
        }
      }
    }
  });
});
