import type { Effect } from "../../model/effect.ts";
import type { Code } from "../../parse/code/code.ts";
import { resolveValue, writtenName } from "../../parse/code/resolve.ts";
import { rememberAnswers } from "../../rememberAnswers.ts";

/**
 * Other agents that a handler runs, told by what they are kept in and by the method: `researchAgent.run(question)`,
 * `self.remote_agent_connections[name].send_message(task)`, `a2aClient.sendTask(…)`.
 */

const made = "(?:\\(\\)|\\.\\*)?";

/** Runs an agent with a task; what only tells of one (`agent.list()`, `agent.get("/")` of a test) is none. */
const runs =
  "(?:run|arun|run_(?:async|sync|stream|task|streamed)|run(?:Async|Sync|Stream|Task|Streaming|StreamingAsync)|invoke|ainvoke|invoke_async|invoke_stream|invokeAsync|(?:Run|Invoke|RunAsync|RunStreamingAsync|InvokeAsync|InvokeStreamingAsync)|a?kickoff(?:_async|Async)?|a?chat|a?prompt|a?ask|generateText|generateVNext|streamText|streamVNext|(?:send|Send)(?:_?(?:message|task|prompt|Message|Task|Prompt))(?:_?(?:stream\\w*|Stream\\w*|async|Async|subscribe|Subscribe))?)";

/** A part of the name says agent, and nothing before it that it is one of another kind. */
const agent = new RegExp(
  `(?:^|\\.)_{0,2}(\\w*?)(?:(?:^|_|\\b|(?<=[a-z]))[aA]gents?)(?:_?(?:[eE]xecutor|[cC]lients?|[cC]onnections?|[cC]onnectors?|[pP]rox(?:y|ies)|[rR]unner|[iI]nstance))?${made}\\.${runs}$`,
);
const otherKinds =
  /(?:user|https?|proxy|ssh|guest|qemu|build|monitor(?:ing)?|transfer|forwarding|launch|node|log|metrics|undici|dispatcher|keep_?alive)_?$/i;

/** A client of the protocol between agents, whoever wrote it. */
const protocol = /(?:^|[._])\w*a2a\w*(?:\(\)|\.\*)?\.(?:send|Send)_?(?:[mM]essage|[tT]ask)\w*$/i;

/** The effects of running another agent; undefined for any other call. */
export function agentEffects(callee: Code): readonly Effect[] | undefined {
  if (callee.kind !== "member") return undefined;
  const written = writtenName(callee);
  const found = ofName(written);
  if (found || callee.object.kind !== "name") return found;
  // `client = self.agents[name]; client.send_message(task)`: what it was taken from says it.
  const from = resolveValue(callee.object);
  return from.kind === "member" && from.property === "*"
    ? ofName(`${writtenName(from)}.${callee.property}`)
    : undefined;
}

const ofName = rememberAnswers((written): readonly Effect[] | undefined => {
  if (protocol.test(written)) return ["delegate", "send-outward"];
  const kind = agent.exec(written)?.[1];
  return kind === undefined || otherKinds.test(kind) ? undefined : ["delegate"];
});
