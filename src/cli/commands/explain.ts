import { resolve } from "node:path";
import { resolvable as agents, type Resolvable } from "../../agents/resolvable.ts";
import { parseAction } from "../../core/decide.ts";
import { safeLine } from "../../core/display/sanitize.ts";
import type { Action } from "../../core/model/action.ts";
import type { Explanation, Provenance } from "../../core/model/permission.ts";
import type { Verdict } from "../../core/model/verdict.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";
import { loadPermissionInput } from "../../node/permissions.ts";
import { createRealPath } from "../../node/realPath.ts";
import type { Arguments, Command } from "../command.ts";
import { CliError } from "../errors.ts";
import { exitCodes } from "../exitCodes.ts";
import { readInput } from "../input.ts";
import type { Io } from "../io.ts";
import { createCliJudge } from "../judging.ts";
import { printJson } from "../report/json.ts";
import { type Folders, jsonProvenance, provenanceText } from "../report/provenance.ts";
import { createStyle, type Style } from "../style.ts";
import { inspectFolder } from "../workspaceReview.ts";

export const explain: Command = {
  name: "explain",
  summary: "Say what an agent's own configuration would do with an action, and why",
  usage: [
    "--agent ID [--home DIR] [--workspace DIR] [--subagent NAME[/NAME…]] [--skill [/]NAME] [--format json|text] [-- WORDS…] < action.json",
    "",
    `--agent       ${agents.map(({ id }) => id).join(", ")}`,
    "--workspace   the current folder when it is not given",
    "--subagent    the sub-agent that acts; after a slash one that this one starts",
    "--skill       the skill that the model has loaded in this turn; /NAME is a skill, command or prompt file that the person has typed;",
    "              with --subagent that one was started afterwards",
    "WORDS         what the agent is started with, such as -- --permission-mode acceptEdits",
  ],
  options: {
    agent: { type: "string" },
    home: { type: "string" },
    workspace: { type: "string" },
    subagent: { type: "string" },
    skill: { type: "string" },
    format: { type: "string" },
  },
  async run(args, io) {
    const flags = wordsOfRun(args.positionals);
    const chain = (args.text("subagent") ?? "").split("/").filter((name) => name !== "");
    const skill = args.text("skill");
    const format = args.oneOf("format", ["json", "text"]) ?? "json";
    const agent = requireAgent(args);
    const action = await readAction(io);
    const home = resolve(io.cwd, args.text("home") ?? io.home);
    const folder = resolve(io.cwd, args.text("workspace") ?? ".");
    // Agents know their own folder as it is behind links.
    const workspace = createRealPath()(folder) ?? folder;
    const documents = await inspectFolder(workspace, io);
    const place = { home, workspace, platform: io.platform };
    const input = await loadPermissionInput(agent, {
      agents,
      place,
      documents,
      environment: io.env,
      flags,
      // A prompt file may name one to act.
      delegates: chain.length > 0 || skill !== undefined || action.kind === "subagent_start",
      ...(skill === undefined ? {} : { skill }),
    });
    const explanation = explainRun(agent, { chain, skill }, action, input);
    const judge = await createCliJudge({ ...place, policy: undefined }, io);
    const verdict = await judge.decide({ ...action, agent: agent.id });
    await io.write(
      format === "json"
        ? printJson(explanationJson(explanation, verdict))
        : explanationText(explanation, verdict, place, createStyle(io.color)),
    );
    return exitCodes.fine;
  },
};

/** Who acts, and with what in use. */
interface Acting {
  readonly chain: readonly string[];
  readonly skill: string | undefined;
}

function explainRun(agent: Resolvable, { chain, skill }: Acting, action: Action, input: PermissionInput): Explanation {
  if (chain.length > 0) return explainDelegate(agent, { chain, skill }, action, input);
  if (skill === undefined) return agent.explain(action, input);
  if (agent.skills) return agent.skills.explain(skill, action, input);
  const decidedBy = { layer: "default", text: `what a skill of ${agent.title} allows was not observed` } as const;
  return { agent: agent.id, outcome: "unknown", decidedBy, lost: [] };
}

function explainDelegate(
  agent: Resolvable,
  { chain, skill }: Acting,
  action: Action,
  input: PermissionInput,
): Explanation {
  const { delegation } = agent;
  if (delegation && skill === undefined) return delegation.explain(chain, action, input);
  if (delegation?.withSkills && skill !== undefined) return delegation.explain(chain, action, input, { name: skill });
  const what = delegation ? "what a skill allows in a sub-agent" : "what a sub-agent may do";
  const decidedBy = { layer: "default", text: `${what} was not observed of ${agent.title}` } as const;
  return { agent: agent.id, outcome: "unknown", decidedBy, lost: [] };
}

/** A word alone is no way to start an agent but these: it was meant for something else. */
function wordsOfRun(words: readonly string[]): readonly string[] {
  const [first] = words;
  if (first === undefined || /^(?:-|(?:exec|e|run)$)/.test(first)) return words;
  throw new CliError("usage", `“${first}” is one argument too many; what the agent is started with follows “--”.`);
}

function requireAgent(args: Arguments) {
  const id = args.oneOf(
    "agent",
    agents.map((agent) => agent.id),
  );
  const agent = agents.find((one) => one.id === id);
  if (agent) return agent;
  throw new CliError("usage", `--agent says whose configuration is asked: ${agents.map((one) => one.id).join(", ")}.`);
}

async function readAction(io: Io): Promise<Action> {
  const text = await readInput(io.stdin);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CliError("input", "The action on stdin is not valid JSON.");
  }
  const parsed = parseAction(value);
  if ("error" in parsed) throw new CliError("input", `The action on stdin cannot be used: ${parsed.error}`);
  return parsed.action;
}

function explanationJson({ agent, outcome, decidedBy, lost }: Explanation, verdict: Verdict) {
  return {
    agent,
    outcome,
    decidedBy: jsonProvenance(decidedBy),
    lost: lost.map((one) => ({ ...jsonProvenance(one), why: one.why })),
    countersign: { decision: verdict.decision, reasons: verdict.reasons },
  };
}

const outcomes = {
  allow: "runs it without asking",
  ask: "asks first",
  deny: "refuses it",
  unreachable: "has no tool for it",
  unknown: "may do it or not: that is not proven",
} as const;

function explanationText(explanation: Explanation, verdict: Verdict, folders: Folders, style: Style): string {
  const { agent, outcome, decidedBy, lost } = explanation;
  const color = (text: string) =>
    style.decision(outcome === "unknown" ? "ask" : outcome === "unreachable" ? "deny" : outcome, text);
  const from = (source: Provenance) =>
    style.dim(source.path === undefined ? `(${source.layer})` : provenanceText(source, folders));
  const title = agents.find(({ id }) => id === agent)?.title ?? agent;
  const lines = [
    `${style.bold(title)} ${color(outcomes[outcome])}`,
    `    because of  ${safeLine(decidedBy.text)}  ${from(decidedBy)}`,
    ...lost.map((one) => `    not         ${safeLine(one.text)}  ${from(one)}: ${safeLine(one.why)}`),
    `${style.bold("Countersign")} ${style.decision(verdict.decision, `would ${verdict.decision}`)}`,
    ...verdict.reasons.map(({ rule, message }) => `    ${safeLine(message)} ${style.dim(`(${safeLine(rule)})`)}`),
  ];
  return `${lines.join("\n")}\n`;
}
