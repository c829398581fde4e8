import type { AgentDefinition, Confirmation, EffectClaim } from "../../model/definition.ts";
import type { SourceText } from "../../model/span.ts";
import { type Frontmatter, parseFrontmatter } from "../../parse/frontmatter.ts";
import { at, member, membersOf, textOf, type ValueNode } from "../../parse/value.ts";
import { type Format, type FormatFacts, fileName } from "../format.ts";
import { grantList, nameFromPath } from "./agentFile.ts";
import { buildAgent, grants } from "./agentParts.ts";
import { grantEffects, inheritsAll } from "./grants.ts";

/** Commands and skills of Claude Code and hosts that read its files, and prompt files of VS Code and Copilot. */

/** `SKILL.md`: a model picks it up by its description; `allowed-tools` runs without asking. */
export const skills: Format = {
  id: "agent-skill-md",
  isCandidate: (path) => /(?:^|\/)skill\.md$/i.test(path),
  inspect: (source) =>
    read(source, (front) => {
      if (!member(front.value, "description")) return undefined;
      const folder = source.path.split("/").at(-2);
      const name = textOf(at(front.value, "name")) ?? folder ?? "skill";
      return preApproved(source, front, { format: "agent-skill-md", name });
    }),
};

/** `.claude/commands/**`, and `commands/` of plugins: what is typed as `/name`. */
export const claudeCommands: Format = {
  id: "claude-command-md",
  isCandidate: (path) => /(?:^|\/)commands\/(?:[^/]+\/)*[^/]+\.md$/.test(path) && !/(?:^|\/)readme\.md$/i.test(path),
  inspect: (source) =>
    read(source, (front) => {
      const isOwn = /(?:^|\/)\.(?:claude|qwen|factory)\/commands\//.test(source.path);
      const marks = ["allowed-tools", "argument-hint", "disable-model-invocation"];
      // Elsewhere a folder named commands holds the manual of a program.
      const isCommand = isOwn ? membersOf(front.value).length > 0 : marks.some((key) => member(front.value, key));
      if (!isCommand) return undefined;
      const name = fileName(source.path).replace(/\.md$/, "");
      return preApproved(source, front, { format: "claude-command-md", name });
    }),
};

interface Named {
  readonly format: string;
  readonly name: string;
}

/** What `allowed-tools` lists runs without a question; it does not limit anything. */
function preApproved(source: SourceText, front: Frontmatter, { format, name }: Named): AgentDefinition {
  const root = front.value;
  const allowed = member(root, "allowed-tools") ?? member(root, "allowed_tools") ?? member(root, "tools");
  const tools = grantList(allowed?.value, source, true) ?? [];
  const shell = shellAtLoad(source, front);
  const confirmation: Confirmation =
    tools.length > 0
      ? { confirmed: "never", by: "allowed-tools, which runs these without asking", span: allowed?.span ?? front.yaml }
      : { confirmed: "unknown", by: "the host's permission rules" };
  return buildAgent({
    ...common(source, front),
    format,
    name,
    grantsAt: allowed?.keySpan.start,
    claims: [...tools.flatMap((entry) => grantEffects(entry, "claude")), ...shell],
    tools,
    confirmation,
  });
}

/** Lines such as `` !`git status` `` run when the file is used, before any model sees it. */
function shellAtLoad(source: SourceText, { body }: Frontmatter): EffectClaim[] {
  const text = source.slice(body);
  const found = /(?:^|\s)!`([^`\n]+)`/.exec(text);
  if (!found) return [];
  const start = body.start + found.index + found[0].indexOf("!");
  return grants(["run-code"], "a command in its text, which runs when it is used", {
    start,
    end: body.start + found.index + found[0].length,
  });
}

/** `*.prompt.md`: a prompt with its own tools or mode. */
export const copilotPrompts: Format = {
  id: "copilot-prompt-md",
  isCandidate: (path) => /\.prompt\.md$/.test(path),
  inspect: (source) =>
    read(source, (front) => {
      const root = front.value;
      const listed = member(root, "tools");
      const mode = member(root, "agent") ?? member(root, "mode");
      if (!listed && !mode) return undefined;
      const tools = grantList(listed?.value, source);
      const modeName = textOf(mode?.value) ?? "";
      const inherited = tools === undefined && !/^(?:ask|plan)$/i.test(modeName) ? inheritsAll : [];
      return buildAgent({
        ...common(source, front),
        format: "copilot-prompt-md",
        name: textOf(at(root, "name")) ?? nameFromPath(source.path),
        grantsAt: listed?.keySpan.start ?? mode?.keySpan.start,
        claims: [...inherited, ...(tools ?? []).flatMap((entry) => grantEffects(entry, "copilot"))],
        tools: tools ?? [],
      });
    }),
};

function common(source: SourceText, front: Frontmatter) {
  const root: ValueNode | undefined = front.value;
  const start = membersOf(root)[0]?.keySpan.start ?? front.yaml.start;
  return {
    language: "markdown",
    nameSpan: at(root, "name")?.span,
    span: { start, end: front.yaml.end },
    description: at(root, "description"),
    instructions: { text: source.slice(front.body), span: front.body },
  };
}

function read(source: SourceText, define: (front: Frontmatter) => AgentDefinition | undefined): FormatFacts {
  const { value: front, problems } = parseFrontmatter(source.text);
  if (!front?.value) return {};
  const definition = define(front);
  return definition ? { definitions: [definition], problems } : {};
}
