import assert from "node:assert/strict";
import type { Limit } from "../../../../src/agents/agent.ts";
import type { AgentPermissions, Grant, Provenance } from "../../../../src/core/model/permission.ts";
import { agentsTree } from "../../../../src/vscode/model/agentsTree.ts";
import { renderTree, type TreeNode } from "../../../../src/vscode/model/treeNode.ts";
import { plain } from "../../../support/plainWords.ts";

const settings: Provenance = {
  layer: "project",
  path: "/work/.claude/settings.json",
  line: 4,
  text: "Bash(npm run:*)",
};
const builtIn: Provenance = { layer: "default", text: "Read runs without asking" };

const grants: readonly Grant[] = [
  { decision: "allow", effects: ["read-files"], tool: "Read", source: builtIn, overrides: [] },
  {
    decision: "allow",
    effects: ["run-code"],
    tool: "Bash",
    specifier: "npm run:*",
    source: settings,
    overrides: [builtIn],
  },
  { decision: "deny", effects: ["read-secrets"], tool: "Read", specifier: ".env", source: settings, overrides: [] },
];

const permissions: AgentPermissions = {
  agent: "claude-code",
  title: "Claude Code",
  factsVersion: "2.1.0",
  factsDate: "2026-11-20",
  installed: true,
  mode: { name: "default", source: builtIn },
  grants,
  servers: [
    {
      name: "forum",
      source: settings,
      state: "enabled",
      tools: [{ name: "post_reply", effects: ["send-outward"], confirmed: "never", path: "/work/server.ts", line: 9 }],
    },
  ],
  delegates: [{ name: "helper", source: settings, inheritsAll: true, tools: [], effects: ["run-code"] }],
  credentials: [{ kind: "GitHub token", name: "gh", path: "/home/me/.config/gh/hosts.yml" }],
  ineffective: [{ kind: "dead", source: settings, message: "No tool has this name." }],
  ruleOfTwo: { untrusted: true, sensitive: true, outward: true },
  problems: [{ message: "The settings are no JSON.", path: "/home/me/.claude/settings.json" }],
};

const limits: readonly Limit[] = [
  {
    id: "typed",
    faults: [],
    what: "Typing into a program is not held.",
    why: "No hook is called for it.",
    instead: "Deny consoles.",
  },
];

function all(nodes: readonly TreeNode[]): TreeNode[] {
  return nodes.flatMap((node) => [node, ...all(node.children ?? [])]);
}

describe("agents tree", () => {
  it("shows the gate, what runs without asking by effect, and the rest that makes an agent risky", () => {
    assert.equal(
      renderTree(agentsTree([{ permissions, limits, gate: { kind: "installed" } }], plain)),
      `Claude Code  [not seen yet]
  Rule of Two: all three without a person  [takes in outside text, reaches what is sensitive, acts outward]
  Runs without asking  [2 rules]
    Read files  [Read]
      Read  [built-in default]
    Run code  [Bash]
      Bash(npm run:*)  [settings.json:5, project]
  Denied  [1 rule]
    Read secrets  [Read]
      Read(.env)  [settings.json:5, project]
  MCP servers  [1]
    forum  [starts with the agent · settings.json:5, project]
      post_reply  [can send outward · nobody confirms]
  Delegates  [1]
    helper  [inherits every tool · may run code]
  Ambient credentials  [1]
    gh  [GitHub token]
  Rules that do not do what they say  [1]
    Bash(npm run:*)  [has no effect · settings.json:5, project]
  Settings that could not be read  [1]
    The settings are no JSON.  [settings.json]
  What the gate cannot hold  [1]
    Typing into a program is not held.  [No hook is called for it.]
  Mode: default  [built-in default]
  Known version: 2.1.0  [other versions are not proven]`,
    );
  });

  it("opens the file and line that decided", () => {
    const rule = all(agentsTree([{ permissions, gate: { kind: "live" } }], plain)).find(
      (node) => node.label === "Bash(npm run:*)",
    );
    assert.deepEqual(rule?.opens, { path: "/work/.claude/settings.json", line: 4 });
  });

  it("says what a rule beat", () => {
    const rule = all(agentsTree([{ permissions, gate: { kind: "live" } }], plain)).find(
      (node) => node.label === "Bash(npm run:*)",
    );
    assert.ok(rule?.tooltip?.includes("Beats Read runs without asking (built-in default)"));
  });

  it("shows what each sub-agent and skill may really do, by the line that decides, and why one may not be", () => {
    const file: Provenance = {
      layer: "agent-file",
      path: "/work/.claude/agents/helper.md",
      line: 3,
      text: "tools: Read",
    };
    const row = { effects: ["read-files"], source: builtIn, overrides: [] } as const;
    const acting = {
      grants: [
        ...["Read", "Glob"].map((tool): Grant => ({ ...row, decision: "allow", tool })),
        ...["Read", "Glob"].map((tool): Grant => ({ ...row, decision: "ask", tool, specifier: "elsewhere" })),
        { ...row, decision: "ask", effects: ["run-code"], tool: "Bash", specifier: "git *", source: settings } as const,
      ],
      without: [{ tools: ["Write", "Edit", "Agent", "Skill", "WebFetch"], source: file }],
    };
    const closed = { outcome: "unreachable", by: settings } as const;
    const of = { source: file, inheritsAll: false, tools: [], effects: [] };
    const found: AgentPermissions = {
      ...permissions,
      delegates: [
        { ...of, name: "helper", acting },
        { ...of, name: "closed", acting: { grants: [], without: [], closed } },
      ],
      skills: [{ name: "release", source: file, tools: ["Bash(git *)"], acting: { grants, without: [] } }],
    };
    const tree = agentsTree([{ permissions: found, gate: { kind: "installed" } }], plain);
    const groups = tree[0]?.children?.filter(({ id }) => /delegates$|skills$/.test(id)) ?? [];
    assert.equal(
      renderTree(groups),
      `Delegates  [2]
  helper  [without asking: read files · asks: run code]
    Read, Glob  [runs without asking · built-in default]
    Read, Glob (elsewhere)  [asks · built-in default]
    Bash(git *)  [asks · settings.json:5, project]
    Write, Edit, Agent and 2 more  [not there · helper.md:4, agent-file]
  closed  [cannot be started]
    Bash(npm run:*)  [settings.json:5, project]
Skills and commands  [1]
  release  [while in use, allows Read, Bash(npm run:*) · denies Read(.env)]
    Read  [runs without asking · built-in default]
    Bash(npm run:*)  [runs without asking · settings.json:5, project]
    Read(.env)  [denied · settings.json:5, project]`,
    );
    const ids = all(tree).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(
      all(groups).find(({ label }) => label.startsWith("Write"))?.spoken,
      "Write, Edit, Agent and 2 more: not there, decided by helper.md:4, agent-file",
    );
  });

  it("gives every node its own id and words for a screen reader, four levels deep at most", () => {
    const view = { permissions, limits, gate: { kind: "live" } } as const;
    const roots = agentsTree([view, { ...view, folder: "other" }], plain);
    const ids = all(roots).map((node) => node.id);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(all(roots).every((node) => node.spoken.trim() !== ""));
    const depth = (nodes: readonly TreeNode[]): number =>
      nodes.length === 0 ? 0 : 1 + Math.max(...nodes.map((node) => depth(node.children ?? [])));
    assert.equal(depth(roots), 4);
  });

  it("keeps the ids of all that was there when a rule comes in before it, so that what is unfolded stays so", () => {
    const idsOf = (nodes: readonly TreeNode[]): string[] =>
      nodes.flatMap(({ id, label, children = [] }) => [`${id} ${label}`, ...idsOf(children)]);
    const gate = { kind: "notGated", why: "" } as const;
    const added: Grant = {
      decision: "allow",
      effects: ["run-code"],
      tool: "Bash",
      specifier: "make",
      source: settings,
      overrides: [],
    };
    const before = idsOf(agentsTree([{ permissions, gate }], plain));
    const after = idsOf(agentsTree([{ permissions: { ...permissions, grants: [added, ...grants] }, gate }], plain));
    assert.deepEqual(
      before.filter((id) => !after.includes(id)),
      [],
    );
    assert.equal(after.length, before.length + 1);
  });

  it("says of an agent that no hook can hold why, and what to do instead, before what it may do", () => {
    const gate = { kind: "cannotBeHeld", why: "it has no hooks.", instead: "Turn auto-approval off." } as const;
    const [here] = agentsTree([{ permissions, gate }], plain);
    assert.equal(here?.description, "cannot be held");
    assert.equal(here?.contextValue, "agent.cannotBeHeld.tightenable");
    assert.equal(here?.children?.[0]?.spoken, "Countersign cannot hold it: it has no hooks.");
    assert.equal(here?.children?.[0]?.children?.[0]?.label, "Turn auto-approval off.");
    const [elsewhere] = agentsTree([{ permissions: { ...permissions, installed: false }, gate }], plain);
    assert.equal(elsewhere?.label, "Not found on this machine");
  });

  it("shows what is allowed for now, with when it ends, before what always runs", () => {
    const lasting = [{ id: "grant-1", scope: "task", summary: "runs “make”", until: "12:30" }] as const;
    const [here] = agentsTree([{ permissions, gate: { kind: "live" }, lasting }], plain);
    const group = here?.children?.find(({ label }) => label === "Allowed for now");
    const [one] = group?.children ?? [];
    assert.equal(one?.spoken, "runs “make”, for this task, until 12:30 at the latest");
    assert.deepEqual([one?.contextValue, one?.subject?.grant], ["lasting", "grant-1"]);
  });

  it("says why an agent is not protected", () => {
    const why = "chat.useHooks is false in this workspace";
    const [agent] = agentsTree([{ permissions, gate: { kind: "broken", why } }], plain);
    assert.equal(agent?.description, "not protected");
    assert.ok(agent?.spoken.includes(why));
  });

  it("says calmly, below the rest, how many of the three of the Rule of Two an agent has when one is missing", () => {
    const two = { ...permissions, ruleOfTwo: { untrusted: true, sensitive: false, outward: true } };
    const tree = renderTree(agentsTree([{ permissions: two, gate: { kind: "live" } }], plain));
    assert.match(tree, /\n {2}Rule of Two: 2 of 3 {2}\[takes in outside text, acts outward\]\n {2}Mode: default/);
    assert.ok(!tree.includes("all three"));
  });
});
