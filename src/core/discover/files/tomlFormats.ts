import type { AgentDefinition, EffectClaim } from "../../model/definition.ts";
import type { SourceText } from "../../model/span.ts";
import { parseTomlNodes } from "../../parse/tomlNodes.ts";
import { at, member, membersOf, textOf, type ValueNode } from "../../parse/value.ts";
import { buildAgent, grants, spanned } from "../agents/agentParts.ts";
import { inheritsAll } from "../agents/grants.ts";
import { type Format, fileName } from "../format.ts";
import { inspectShapes, type Shape } from "../shapes.ts";
import { readServer } from "./mcpConfig.ts";

/** `config.toml` of Codex: the servers it starts. Rules of the machine are told by the permissions. */
const codexConfig: Shape = {
  path: /(?:^|\/)\.codex\/(?:[^/]+\.)?config\.toml$/,
  mention: /mcp_servers/,
  read: (root) => ({ definitions: serversOf(root) }),
};

function serversOf(root: ValueNode) {
  return membersOf(at(root, "mcp_servers"))
    .filter(({ value }) => value.kind === "object")
    .map((server) => readServer(server));
}

/** `.codex/agents/*.toml`. Its `sandbox_mode` had no effect (0.169.0, 2026-11), so it may do what its parent may. */
const codexAgent: Shape = {
  path: /(?:^|\/)\.codex\/agents\/[^/]+\.toml$/,
  mention: /^\s*(?:name|description|developer_instructions)\s*=/m,
  read(root, source) {
    const instructions = at(root, "developer_instructions");
    if (!instructions && !at(root, "description")) return undefined;
    const sandbox = member(root, "sandbox_mode");
    return {
      definitions: [
        ...tomlAgent(root, source, {
          format: "codex-agent-toml",
          grantsAt: sandbox?.keySpan.start,
          claims: inheritsAll.map((claim) => ({ ...claim, because: "it may do what its parent may" })),
          instructions,
        }),
        ...serversOf(root),
      ],
    };
  },
};

/** Collections keep such files in folders of their own: a name, a description, and orders under Codex's own key. */
const collectedCodexAgent: Shape = {
  path: /\.toml$/,
  mention: /^developer_instructions\s*=/m,
  read(root, source) {
    const isWhole = ["name", "description", "developer_instructions"].every(
      (key) => textOf(at(root, key)) !== undefined,
    );
    return isWhole ? codexAgent.read(root, source) : undefined;
  },
};

/** Commands of Gemini CLI and Qwen Code: `!{…}` in the prompt runs in a shell, `@{…}` reads files. */
const promptCommand: Shape = {
  path: /(?:^|\/)commands\/(?:[^/]+\/)*[^/]+\.toml$/,
  mention: /^\s*prompt\s*=/m,
  read(root, source) {
    const prompt = at(root, "prompt");
    const text = textOf(prompt);
    if (text === undefined) return undefined;
    const claims = [
      ...(/!\{[^}]/.test(text) ? grants(["run-code"], "a command in its prompt", prompt?.span) : []),
      ...(/@\{[^}]/.test(text) ? grants(["read-files"], "files named in its prompt", prompt?.span) : []),
    ];
    const parts = { format: "gemini-command-toml", claims, instructions: prompt, tools: [] };
    return { definitions: tomlAgent(root, source, parts) };
  },
};

interface TomlAgent {
  readonly format: string;
  readonly claims: readonly EffectClaim[];
  readonly instructions: ValueNode | undefined;
  readonly grantsAt?: number | undefined;
  readonly tools?: AgentDefinition["tools"];
}

function tomlAgent(root: ValueNode, source: SourceText, { instructions, ...parts }: TomlAgent): AgentDefinition[] {
  const name = at(root, "name");
  const prose = spanned(instructions);
  const start = membersOf(root)[0]?.keySpan.start ?? root.span.start;
  return [
    buildAgent({
      ...parts,
      tools: parts.tools,
      language: "toml",
      name: textOf(name) ?? fileName(source.path).replace(/\.toml$/, ""),
      nameSpan: name?.span,
      span: { start, end: root.span.end },
      description: at(root, "description"),
      ...(prose && { instructions: prose }),
    }),
  ];
}

const shapes: readonly Shape[] = [codexConfig, codexAgent, promptCommand, collectedCodexAgent];

export const tomlFormats: Format = {
  id: "toml",
  isCandidate: (path) => shapes.some((shape) => shape.path?.test(path)),
  inspect: (source) => inspectShapes(source, shapes, parseTomlNodes),
};
