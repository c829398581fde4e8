/** Tests of a policy: `countersign.test.yaml` beside a `countersign.yaml`, a list of actions and what is expected. */
import { type Judge, parseAction, type Surroundings } from "../decide.ts";
import { extensionId } from "../identity.ts";
import type { Action } from "../model/action.ts";
import type { Span } from "../model/span.ts";
import { type Decision, decisions, type Verdict } from "../model/verdict.ts";
import { itemsOf, type Member, membersOf, plain, textOf, type ValueNode } from "../parse/value.ts";
import { parseYaml } from "../parse/yaml.ts";
import { isCalendarDate } from "./dates.ts";
import { removeMember, replaceByNearest, shown } from "./fixes.ts";
import type { PolicyProblem } from "./policy.ts";

export interface PolicyCase {
  /** As it is written; otherwise the action speaks for itself. */
  readonly name?: string;
  readonly action: Action;
  readonly expect: Decision;
  /** Id of the rule that must have spoken, of the policy or built in. */
  readonly rule?: string;
  /** ISO date on which it is tried. */
  readonly today?: string;
  readonly span: Span;
}

export interface PolicyTests {
  readonly cases: readonly PolicyCase[];
  readonly problems: readonly PolicyProblem[];
}

export const caseKeys = ["name", "action", "expect", "rule", "today"] as const;

/** Short forms of actions: the key, and what its text is to the action. */
export const shortForms: Readonly<Record<string, (text: string, rest: Readonly<Record<string, unknown>>) => object>> = {
  command: (command, { platform }) => ({
    kind: "command",
    shell: platform === "win32" ? "powershell" : "bash",
    command,
  }),
  write: (path) => ({ kind: "file_write", path, content: "" }),
  edit: (path) => ({ kind: "file_edit", path, new_text: "" }),
  delete: (path) => ({ kind: "file_delete", path }),
  read: (path) => ({ kind: "file_read", path }),
  fetch: (url) => ({ kind: "url_fetch", url }),
  tool: (name) => {
    const [server = "", ...tool] = name.split("/");
    return { kind: "mcp_call", server, tool: tool.join("/"), args: {} };
  },
};

/** Whatever is wrong becomes a problem at its place; a case with one is not among the cases. */
export function readPolicyTests(text: string): PolicyTests {
  const { value, problems } = parseYaml(text);
  const faults: PolicyProblem[] = problems.map(({ message, span }) => fault(message, span ?? { start: 0, end: 0 }));
  if (faults.length > 0 || value === undefined || isEmpty(value)) return { cases: [], problems: faults };
  if (value.kind !== "array") {
    const message = "Tests are a list of cases, each with an action and what is expected.";
    return { cases: [], problems: [fault(message, membersOf(value)[0]?.keySpan ?? value.span)] };
  }
  const cases: PolicyCase[] = [];
  for (const { value: node } of itemsOf(value)) {
    const before = faults.length;
    const read = readCase(node, faults);
    if (read && faults.length === before) cases.push(read);
  }
  return { cases, problems: faults };
}

function isEmpty(value: ValueNode): boolean {
  return value.kind === "scalar" && value.value === null;
}

function readCase(node: ValueNode, faults: PolicyProblem[]): PolicyCase | undefined {
  if (node.kind !== "object") {
    faults.push(fault("A case is a mapping with action and expect.", node.span));
    return undefined;
  }
  faults.push(...keyFaults(node));
  const field = (key: (typeof caseKeys)[number]) => membersOf(node).find((member) => member.key === key);
  const action = readCaseAction(field("action"), node, faults);
  const expect = readExpectation(field("expect"), node, faults);
  const name = readText(field("name"), faults);
  const rule = readText(field("rule"), faults);
  const today = readText(field("today"), faults);
  if (today !== undefined && !isCalendarDate(today)) {
    faults.push(fault("today must be a date such as 2026-12-31.", field("today")?.value.span ?? node.span));
  }
  if (!action || !expect) return undefined;
  return {
    action,
    expect,
    span: node.span,
    ...(name ? { name } : {}),
    ...(rule ? { rule } : {}),
    ...(today ? { today } : {}),
  };
}

function keyFaults(node: ValueNode): PolicyProblem[] {
  const seen = new Set<string>();
  return membersOf(node).flatMap((member) => {
    const { key, keySpan } = member;
    const isAgain = seen.has(key);
    seen.add(key);
    if (isAgain) return [fault(`The key "${shown(key)}" is written twice.`, keySpan, [removeMember(node, member)])];
    if ((caseKeys as readonly string[]).includes(key)) return [];
    const fixes = [...replaceByNearest(key, keySpan, caseKeys), removeMember(node, member)];
    return [fault(`A case has no key named "${shown(key)}".`, keySpan, fixes)];
  });
}

function readExpectation(entry: Member | undefined, node: ValueNode, faults: PolicyProblem[]): Decision | undefined {
  const given = entry && textOf(entry.value);
  const expect = decisions.find((decision) => decision === given);
  if (expect) return expect;
  const fixes = entry && given ? replaceByNearest(given, entry.value.span, decisions) : [];
  faults.push(fault("expect must be allow, ask or deny.", entry?.value.span ?? startOf(node), fixes));
  return undefined;
}

function readText(entry: Member | undefined, faults: PolicyProblem[]): string | undefined {
  if (!entry) return undefined;
  const text = textOf(entry.value);
  if (text === undefined) faults.push(fault(`${entry.key} must be a text.`, entry.keySpan));
  return text;
}

function readCaseAction(entry: Member | undefined, node: ValueNode, faults: PolicyProblem[]): Action | undefined {
  const members = membersOf(entry?.value);
  const forms = ["kind", ...Object.keys(shortForms)];
  if (!entry || !members.some(({ key }) => forms.includes(key))) {
    const message = `action must say what is done: ${forms.join(", ")}.`;
    const fixes = members.flatMap(({ key, keySpan }) => replaceByNearest(key, keySpan, forms));
    faults.push(fault(message, members[0]?.keySpan ?? entry?.keySpan ?? startOf(node), fixes));
    return undefined;
  }
  const parsed = parseAction(wireForm(plain(entry.value) as Readonly<Record<string, unknown>>));
  if ("action" in parsed) return parsed.action;
  faults.push(fault(parsed.error, entry.keySpan));
  return undefined;
}

/** A short form with its other fields, as the action it stands for. With `kind` it is one already. */
function wireForm(given: Readonly<Record<string, unknown>>): unknown {
  if ("kind" in given) return given;
  const [form] = Object.keys(shortForms).filter((key) => Object.hasOwn(given, key));
  const text = form === undefined ? undefined : given[form];
  const expand = form === undefined ? undefined : shortForms[form];
  if (form === undefined || typeof text !== "string" || !expand) return given;
  const { [form]: _text, ...rest } = given;
  return { ...expand(text, given), ...rest };
}

function startOf(node: ValueNode): Span {
  return membersOf(node)[0]?.keySpan ?? node.span;
}

function fault(message: string, span: Span, fixes: PolicyProblem["fixes"] = []): PolicyProblem {
  return { message, span, severity: "error", fixes };
}

export interface CaseResult {
  readonly case: PolicyCase;
  readonly verdict: Verdict;
  readonly passed: boolean;
}

/** @param today for cases that do not name a day. */
export function runCase(one: PolicyCase, judge: Judge, today: string): CaseResult {
  const verdict = judge.decide(one.action, testPlace(one.action, one.today ?? today));
  const hasSpoken = one.rule === undefined || verdict.reasons.some(({ rule }) => rule === one.rule);
  return { case: one, verdict, passed: verdict.decision === one.expect && hasSpoken };
}

/** Tests say the same on every machine: where they happen is made up, unless the action says it. */
function testPlace(action: Action, today: string): Surroundings {
  const isWindows = action.platform === "win32";
  const home = action.home ?? (isWindows ? "C:\\Users\\user" : "/home/user");
  const slash = isWindows ? "\\" : "/";
  const workspace = action.workspace ?? `${home}${slash}project`;
  return {
    platform: action.platform ?? "linux",
    home,
    workspace,
    protectedPaths: [`${home}${slash}.countersign`, `${workspace}${slash}.countersign.yaml`],
    extensionId,
    today,
  };
}

/** Whether a file is one of tests, and of which policy. */
export function policyOfTests(name: string): string | undefined {
  return /(?:^|[\\/])\.?countersign\.test\.yaml$/.test(name) ? name.replace(/\.test\.yaml$/, ".yaml") : undefined;
}
