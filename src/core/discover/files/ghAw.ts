import type { AgentDefinition, Confirmation, EffectClaim, GrantEntry } from "../../model/definition.ts";
import type { Effect } from "../../model/effect.ts";
import type { SourceText } from "../../model/span.ts";
import { type Frontmatter, parseFrontmatter } from "../../parse/frontmatter.ts";
import { at, type Member, member, membersOf, plain, textOf, type ValueNode } from "../../parse/value.ts";
import { buildAgent, grants, serverReach } from "../agents/agentParts.ts";
import { type Format, fileName } from "../format.ts";
import { readServer } from "./mcpConfig.ts";

const marks = ["engine", "tools", "safe-outputs", "mcp-servers"] as const;

/**
 * GitHub's agentic workflows: Markdown below `workflows` with `on` and what an agent may use.
 * Without a `tools` section the agent reads GitHub; writes happen in later jobs, one for each safe output.
 */
export const ghAwWorkflows: Format = {
  id: "gh-aw-workflow",
  isCandidate: (path) => /(?:^|\/)workflows\/(?:[^/]+\/)*[^/]+\.md$/.test(path) && !/(?:^|\/)readme\.md$/i.test(path),
  inspect(source) {
    const { value: front, problems } = parseFrontmatter(source.text);
    const root = front?.value;
    const isWorkflow = member(root, "on") && marks.some((key) => member(root, key));
    if (!front || !isWorkflow) return {};
    const servers = membersOf(at(root, "mcp-servers")).filter(({ value }) => value.kind === "object");
    return { definitions: [readWorkflow(source, front), ...servers.map(readServer)], problems };
  },
};

function readWorkflow(source: SourceText, front: Frontmatter): AgentDefinition {
  const root = front.value;
  const tools = membersOf(at(root, "tools")).filter(({ value }) => !isOff(value));
  const outputs = membersOf(at(root, "safe-outputs"));
  const nameNode = at(root, "name");
  const granting = member(root, "safe-outputs") ?? member(root, "tools") ?? member(root, "on");
  const servers = membersOf(at(root, "mcp-servers"));
  return buildAgent({
    format: "gh-aw-workflow",
    language: "markdown",
    name: textOf(nameNode) ?? fileName(source.path).replace(/\.md$/, ""),
    nameSpan: nameNode?.span,
    span: { start: membersOf(root)[0]?.keySpan.start ?? front.yaml.start, end: front.yaml.end },
    grantsAt: granting?.keySpan.start,
    description: at(root, "description"),
    claims: [
      ...tools.flatMap(toolClaims),
      ...githubByDefault(root),
      ...servers.flatMap(({ key, keySpan }) => grants(serverReach, `mcp-servers: ${key}`, keySpan)),
      ...outputs.flatMap(outputClaims),
      ...writePermissions(root),
    ],
    tools: [...tools, ...outputs].map(({ key, keySpan }): GrantEntry => ({ text: key, span: keySpan })),
    servers: servers.map(({ key, keySpan }) => ({ text: key, span: keySpan })),
    instructions: { text: source.slice(front.body), span: front.body },
    confirmation: confirmationOf(root),
  });
}

function isOff(node: ValueNode): boolean {
  return node.kind === "scalar" && node.value === false;
}

const toolEffects: Readonly<Record<string, readonly Effect[]>> = {
  bash: ["run-code", "read-files"],
  edit: ["write-files", "read-files"],
  github: ["fetch-network", "read-untrusted"],
  "web-fetch": ["fetch-network", "read-untrusted"],
  "web-search": ["fetch-network", "read-untrusted"],
  playwright: ["run-code", "fetch-network", "read-untrusted"],
  "agentic-workflows": ["fetch-network"],
  "cache-memory": [],
  "repo-memory": ["write-files"],
};

function toolClaims({ key, keySpan, value }: Member): EffectClaim[] {
  const own = Object.hasOwn(toolEffects, key) ? toolEffects[key] : undefined;
  const reach = own ?? (value.kind === "object" ? serverReach : []);
  return grants(reach ?? [], `tools: ${key}`, keySpan);
}

/** The server of GitHub is there unless it is switched off. */
function githubByDefault(root: ValueNode | undefined): EffectClaim[] {
  const github = member(at(root, "tools"), "github");
  return github ? [] : grants(["fetch-network", "read-untrusted"], "tools: github, on unless it is switched off");
}

/** Outputs that write code. */
const writing =
  /^(?:create-pull-request|push-to-pull-request-branch|push-to-branch|upload-asset|create-agent-session)$/;

function outputClaims({ key, keySpan }: Member): EffectClaim[] {
  const because = `safe-outputs: ${key}`;
  if (!acts.test(key)) return [];
  const extra: Effect[] = [];
  if (writing.test(key)) extra.push("write-files");
  if (/^(?:assign-to-agent|create-agent-(?:task|session)|dispatch-workflow|call-workflow)$/.test(key))
    extra.push("delegate");
  return grants(["send-outward", ...extra], because, keySpan);
}

/** Keys of `safe-outputs` that make something; the rest are settings. */
const acts =
  /^(?:create|add|update|close|push|merge|remove|assign|unassign|set|hide|link|mark|reply|submit|resolve|upload|dispatch|call|publish|reopen|autofix)(?:-|$)/;

/** The agent's own job may write where the workflow gives it a writing token. */
function writePermissions(root: ValueNode | undefined): EffectClaim[] {
  const found = member(root, "permissions");
  if (!found) return [];
  const text = textOf(found.value);
  const writes = text === "write-all" || membersOf(found.value).some(({ value }) => textOf(value) === "write");
  return writes ? grants(["send-outward"], "permissions: write", found.keySpan) : [];
}

/** Nobody is asked in a workflow, unless an environment waits for a person or outputs are only previews. */
function confirmationOf(root: ValueNode | undefined): Confirmation {
  const manual = member(root, "manual-approval") ?? member(at(root, "on"), "manual-approval");
  if (manual) return { confirmed: "elsewhere", by: "manual-approval", span: manual.span };
  const staged = member(at(root, "safe-outputs"), "staged");
  if (staged && plain(staged.value) === true) {
    return { confirmed: "elsewhere", by: "staged: outputs are only shown", span: staged.span };
  }
  const environment = member(root, "environment");
  if (environment) return { confirmed: "unknown", by: "the rules of its environment", span: environment.span };
  return { confirmed: "never", by: "it runs in a workflow, where nobody is asked" };
}
