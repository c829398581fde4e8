import type { AgentDefinition, Confirmation, EffectClaim, GrantEntry } from "../../model/definition.ts";
import type { Effect } from "../../model/effect.ts";
import type { Span } from "../../model/span.ts";
import { at, itemsOf, type Member, member, membersOf, textOf, type ValueNode } from "../../parse/value.ts";
import { buildAgent, grants, spanned } from "../agents/agentParts.ts";
import { grantEffects } from "../agents/grants.ts";
import type { Shape } from "../shapes.ts";

/** Steps of GitHub workflows that run an agent: by an action, or by its program. Nobody is asked there. */
export const workflowAgents: Shape = {
  path: /(?:^|\/)(?:\.github\/workflows\/[^/]+|action)\.ya?ml$/,
  mention:
    /claude-code-(?:base-)?action|codex-action|run-gemini-cli|gemini-cli-action|cursor-agent|\b(?:claude|copilot|gemini|opencode|codex)\s+(?:-p\b|--print\b|--prompt\b|exec\b|run\b|--yolo\b|-y\b)/,
  read(root) {
    const jobs = membersOf(at(root, "jobs"));
    const permissions = member(root, "permissions");
    const found = [
      ...jobs.flatMap((job) => stepsOf(job.value, job.key, member(job.value, "permissions") ?? permissions)),
      ...stepsOf(at(root, "runs"), textOf(at(root, "name")) ?? "action", undefined),
    ];
    return { definitions: found };
  },
};

function stepsOf(job: ValueNode | undefined, name: string, permissions: Member | undefined): AgentDefinition[] {
  return itemsOf(at(job, "steps")).flatMap(({ value }) => {
    const step = readStep(value);
    return step ? [agentOf(value, step, name, permissions)] : [];
  });
}

interface Step {
  /** What starts the agent: `uses:` or `run:`. */
  readonly starts: Member;
  readonly claims: readonly EffectClaim[];
  readonly tools: readonly GrantEntry[];
  readonly prompt: ValueNode | undefined;
}

function readStep(step: ValueNode): Step | undefined {
  const uses = member(step, "uses");
  const action = uses && actions.find(({ pattern }) => pattern.test(textOf(uses.value) ?? ""));
  if (uses && action) return withAction(step, uses, action);
  const run = member(step, "run");
  return run && runStep(run);
}

interface Action {
  readonly pattern: RegExp;
  readonly effects: readonly Effect[];
  /** Inputs that list tools in the words of Claude Code. */
  readonly lists?: readonly string[];
}

const reads: readonly Effect[] = ["read-files", "read-untrusted", "fetch-network"];

/** What each action can do without further settings, read from their documentation of 2026-11. */
const actions: readonly Action[] = [
  {
    pattern: /(?:^|\/)claude-code-action(?:@|$)/,
    effects: [...reads, "write-files", "send-outward"],
    lists: ["allowed_tools", "claude_args", "settings"],
  },
  {
    pattern: /(?:^|\/)claude-code-base-action(?:@|$)/,
    effects: reads,
    lists: ["allowed_tools", "claude_args", "settings"],
  },
  { pattern: /^openai\/codex-action(?:@|$)/, effects: [...reads, "write-files", "run-code"] },
  {
    pattern: /(?:run-gemini-cli|gemini-cli-action)(?:@|$)/,
    effects: [...reads, "write-files", "run-code"],
  },
];

function withAction(step: ValueNode, uses: Member, action: Action): Step {
  const inputs = at(step, "with");
  const lists = (action.lists ?? []).flatMap((key) => member(inputs, key) ?? []);
  const tools = lists.flatMap(({ value }) => allowedTools(textOf(value) ?? "", value.span));
  const all = lists.some(({ value }) => /dangerously-skip-permissions|bypassPermissions/.test(textOf(value) ?? ""));
  const sandbox = textOf(at(inputs, "sandbox"));
  const base = sandbox === "read-only" ? reads : action.effects;
  return {
    starts: uses,
    claims: [
      ...grants(base, `uses: ${(textOf(uses.value) ?? "").split("@")[0]}`, uses.value.span),
      ...tools.flatMap((entry) => grantEffects(entry, "claude")),
      ...(all ? grants(["write-files", "run-code"], "its permissions are skipped", uses.value.span) : []),
    ],
    tools,
    prompt: at(inputs, "prompt") ?? at(inputs, "direct_prompt"),
  };
}

/** `--allowedTools "A,B"`, or a list of its own. */
function allowedTools(text: string, span: Span): GrantEntry[] {
  const option = /--allowed-?[tT]ools[= ]+(?:"([^"]*)"|'([^']*)'|(\S+))/.exec(text);
  const isOption = /(?:^|\s)--\w/.test(text);
  const list = option ? (option[1] ?? option[2] ?? option[3] ?? "") : isOption ? "" : text;
  return [...list.matchAll(/[A-Za-z_][\w-]*(?:\([^)]*\))?(?:__[\w*]+)*/g)]
    .map(([entry]) => ({ text: entry, span }))
    .filter((entry) => grantEffects(entry, "claude").length > 0);
}

const programs =
  /(?:^|[\s;&|(])(claude|copilot|gemini|opencode|codex|cursor-agent)\s+(?:[^\n|;]*\s)?(?:-p\b|--print\b|--prompt\b|exec\b|run\b|--yolo\b|-y\b)[^\n]*/m;

function runStep(run: Member): Step | undefined {
  const text = textOf(run.value) ?? "";
  const found = programs.exec(text);
  if (!found) return undefined;
  const [line, program] = found;
  const all =
    /--dangerously-skip-permissions|bypassPermissions|--yolo|-y\b|--allow-all|--full-auto|danger-full-access|--force/.test(
      line,
    );
  const tools = allowedTools(/--allowed/.test(line) ? line : "--none", run.value.span);
  const isOpen = all || (program !== "claude" && program !== "copilot");
  return {
    starts: run,
    claims: [
      ...grants(reads, `run: ${program}`, run.value.span),
      ...(isOpen ? grants(["write-files", "run-code"], `run: ${program}`, run.value.span) : []),
      ...tools.flatMap((entry) => grantEffects(entry, "claude")),
    ],
    tools,
    prompt: undefined,
  };
}

const nobody: Confirmation = { confirmed: "never", by: "it runs in a workflow, where nobody is asked" };

function agentOf(step: ValueNode, found: Step, job: string, permissions: Member | undefined): AgentDefinition {
  const name = at(step, "name");
  const prose = spanned(found.prompt);
  return buildAgent({
    format: "github-workflow-agent",
    language: "yaml",
    name: textOf(name) ?? textOf(at(step, "id")) ?? job,
    nameSpan: name?.span,
    span: step.span,
    grantsAt: found.starts.keySpan.start,
    claims: [...found.claims, ...writes(permissions)],
    tools: found.tools,
    ...(prose && { instructions: prose }),
    confirmation: nobody,
  });
}

/** The token of the job decides what it can change on GitHub. */
function writes(permissions: Member | undefined): EffectClaim[] {
  if (!permissions) return [];
  const all = textOf(permissions.value) === "write-all";
  const some = membersOf(permissions.value).some(({ key, value }) => key !== "id-token" && textOf(value) === "write");
  return all || some ? grants(["send-outward"], "permissions: write", permissions.keySpan) : [];
}
