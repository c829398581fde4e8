/** Calls of MCP tools: judged by server, tool name and arguments. The server's own hints can only make it stricter. */
import type { Action } from "../../model/action.ts";
import type { Effect } from "../../model/effect.ts";
import { stricter } from "../../model/verdict.ts";
import type { Parsers } from "../../parse/parsers.ts";
import { type Act, act } from "../act.ts";
import { type JudgementId, judgements, ruleOfEffect } from "../judgements.ts";
import type { Place } from "../place.ts";
import {
  judgeAddresses,
  judgeCommands,
  judgeGrants,
  judgeLoosening,
  judgeOptions,
  judgePageScripts,
  judgePaths,
  judgeStatements,
} from "./arguments.ts";
import { isMethod, isResource, type Leaf, leavesOf } from "./leaves.ts";
import { serverKind } from "./servers.ts";
import { judgeTexts } from "./texts.ts";
import { isReading, judgeName } from "./toolName.ts";
import { type ToolWords, toolWords } from "./words.ts";

type Call = Extract<Action, { kind: "mcp_call" }>;

export function judgeMcpCall(call: Call, place: Place, parsers: Parsers): Act[] {
  const values = leavesOf(call.args);
  const kind = serverKind(call.server);
  const named = namings(call, values);
  const rule = named.map((words) => judgeName(words, kind)).reduce(strictest);
  const subject = {
    target: `${call.server}: ${call.tool}`,
    kind,
    rule,
    words: named[0] as ToolWords,
    values,
    reads: named.every((words) => isReading(words, kind)),
    place,
    parsers,
  };
  const commands = judgeCommands(subject);
  const statements = judgeStatements(subject, call.args);
  // A shell behind a tool does what its command does, and no more; so does a tool that runs statements.
  const isTold =
    (kind === "host" && commands.length > 0) ||
    (kind === "database" && rule === "unknown-tool" && statements.length > 0);
  const acts: Act[] = [...(isTold ? [] : [act(rule, { target: subject.target })]), ...commands, ...statements];
  acts.push(...judgePageScripts(subject));
  acts.push(...judgePaths(subject));
  acts.push(...judgeAddresses(subject));
  acts.push(...judgeOptions(subject));
  acts.push(...judgeGrants(subject));
  acts.push(...judgeLoosening(subject, call.args));
  acts.push(...judgeTexts(subject));
  acts.push(...judgeDefinition(call, subject.target, place));
  // Words that changed after they were trusted may instruct the model: always a person's to judge.
  if (call.changes && call.changes.length > 0) acts.push(act("tool-changed", { target: subject.target }));
  if (call.annotations?.destructiveHint === true && acts.every((found) => found.grade === "allow"))
    acts.push(act("changes-data", { target: subject.target }));
  return acts;
}

/** The tool's name with the thing it is used on, and its method where one argument chooses among several. */
function namings(call: Call, values: readonly Leaf[]): readonly ToolWords[] {
  const short = (test: (leaf: Leaf) => boolean) =>
    values.find((leaf) => test(leaf) && /^[\w./ -]{1,60}$/.test(leaf.value))?.value;
  const resource = short(isResource);
  const own = toolWords(call.tool, resource, [
    ...new Set(values.map(({ key }) => key.replace(/_?(?:name|id|slug)$/, ""))),
  ]);
  const method = short(isMethod);
  if (method === undefined) return [own];
  const chosen = toolWords(method, `${call.tool.replace(/[^\w]/g, " ")} ${resource ?? ""}`);
  return own.verb === "open" || own.verb === undefined ? [chosen] : [own, chosen];
}

function strictest(one: JudgementId, other: JudgementId): JudgementId {
  const grades = [judgements[one].grade, judgements[other].grade] as const;
  return grades[0] === stricter(...grades) ? one : other;
}

/** What each effect of a tool's own code is called when its call is judged; reading adds nothing. */
const definedRules: Readonly<Partial<Record<Effect, JudgementId>>> = {
  ...ruleOfEffect,
  "delete-files": "deletes-files",
};

/** The definition of the tool, where the workspace holds it, says more than its name. */
function judgeDefinition({ server, tool }: Call, target: string, place: Place): Act[] {
  const known = place.toolEffects?.(server, tool);
  if (!known || known.confirmed) return [];
  return known.effects.flatMap((effect) => {
    const rule = definedRules[effect];
    return rule ? [act(rule, { target })] : [];
  });
}
