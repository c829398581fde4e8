import type { HeldCall } from "../core/model/heldCall.ts";
import type { Agent, AnswerBy, HookAnswer } from "./agent.ts";
import { type Fields, text } from "./payload.ts";

/** The half of an agent that the gate needs; small enough to be loaded by the hook's own fallback. */
export type HookAgent<Id extends string = Agent["id"]> = Pick<Agent, "title" | "readPayload" | "allow" | "deny"> & {
  readonly id: Id;
};

/** Which hook of ours the payload came through, and which agents call that hook, in the order they are tried. */
export type AgentsBySource = Readonly<Record<string, readonly HookAgent<string>[]>>;

/** Nothing on stdout and exit code 0: the host goes on with its own rules. Holds for every agent of the facts. */
export const passThrough: HookAnswer = { stdout: "", stderr: "", exitCode: 0 };

/** The shape Claude Code introduced and VS Code took over. `ask` is not among its values on purpose. */
export function nestedDecision(
  permissionDecision: "allow" | "deny",
  reason: string,
): Readonly<Record<string, unknown>> {
  return {
    hookSpecificOutput: { hookEventName: "PreToolUse", permissionDecision, permissionDecisionReason: reason },
  };
}

/** Said to a host whose own prompt is skipped because a person has just answered ours. */
const allowedByPerson = "Allowed by a person in Countersign.";

/**
 * A denial that every host obeys: exit code 2 with the reason on stderr. The JSON says the same to a host that looks
 * at stdout only (VS Code's Agent Host swallows exit codes of plugin hooks; bundle of 1.139.1).
 */
export function denial(reason: string, body: Readonly<Record<string, unknown>>): HookAnswer {
  return { stdout: `${JSON.stringify(body)}\n`, stderr: `${reason}\n`, exitCode: 2 };
}

/** Event names that carry no decision. An event that is not known is treated as a call when it names a tool. */
const silentEvents: ReadonlySet<string> = new Set([
  "SessionStart",
  "SessionEnd",
  "UserPromptSubmit",
  "PreCompact",
  "PostCompact",
  "SubagentStart",
  "SubagentStop",
  "Stop",
  "Notification",
]);

/** By which the agents tell what became of a call, and the end that the name alone tells. */
const afterwards: Readonly<Record<string, HeldCall["became"]>> = {
  PostToolUse: undefined,
  AfterTool: undefined,
  PostToolUseFailure: "failed",
};

/**
 * What a payload says of the end of its call.
 * @param told what this agent's event means where its name does not tell; undefined: that it ran
 */
export function becameOf(fields: Fields, told?: HeldCall["became"]): Pick<HeldCall, "became"> {
  const name = text(fields.hook_event_name);
  if (name === undefined || !Object.hasOwn(afterwards, name)) return {};
  const became = afterwards[name] ?? told;
  return became === undefined ? {} : { became };
}

/** Whether the event is about one call of a tool, before it or after it. */
export function isToolEvent(event: HeldCall["event"]): boolean {
  return event === "pre-tool" || event === "post-tool";
}

const endings: Readonly<Record<string, NonNullable<HeldCall["ends"]>>> = {
  UserPromptSubmit: "task",
  Stop: "task",
  SubagentStop: "subagent",
  SessionEnd: "session",
};

/** What an event says is over; a new prompt begins a new task. */
export function endsOf(name: string | undefined): Pick<HeldCall, "ends"> {
  const ends = name !== undefined && Object.hasOwn(endings, name) ? endings[name] : undefined;
  return ends === undefined ? {} : { ends };
}

/** What an event asks of us; undefined when it is nothing we know. */
export function eventOf(name: string | undefined, tool: string | undefined): HeldCall["event"] | undefined {
  if (name === "ConfigChange") return "config-change";
  if (name !== undefined && silentEvents.has(name)) return "other";
  if (name !== undefined && Object.hasOwn(afterwards, name)) return tool === undefined ? "other" : "post-tool";
  return tool === undefined ? undefined : "pre-tool";
}

/**
 * A person's yes in Claude's nested form, so that the host does not ask again what was just answered. Only PreToolUse
 * knows it; the policy's yes says nothing, so that the host's own rules hold.
 */
export function nestedAllow(call: HeldCall, by: AnswerBy): HookAnswer {
  if (call.event !== "pre-tool" || by !== "person") return passThrough;
  return { ...passThrough, stdout: `${JSON.stringify(nestedDecision("allow", allowedByPerson))}\n` };
}

/** A no in Claude's nested form for PreToolUse, and by exit code alone for every other event. */
export function nestedDeny(call: HeldCall, reason: string): HookAnswer {
  return call.event === "pre-tool" ? denial(reason, nestedDecision("deny", reason)) : denial(reason, {});
}
