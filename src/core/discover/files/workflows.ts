import type { ServerValue, SpannedText } from "../../model/definition.ts";
import { at, itemsOf, type Member, member, membersOf, textOf, type ValueNode } from "../../parse/value.ts";
import { parseYaml } from "../../parse/yaml.ts";
import type { Format } from "../format.ts";
import type { WorkflowFacts, WorkflowStep } from "./workflowFacts.ts";

/** Workflows and composite actions of GitHub Actions. */
export const workflows: Format = {
  id: "github-workflow",
  // What a compiler wrote (gh-aw) is judged at its source.
  isCandidate: (path) =>
    !path.endsWith(".lock.yml") && /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$/.test(path),
  inspect(source) {
    const { value, problems } = parseYaml(source.text);
    const workflow = readWorkflow(value);
    return workflow ? { workflow, problems } : {};
  },
};

function readWorkflow(root: ValueNode | undefined): WorkflowFacts | undefined {
  const jobs = membersOf(at(root, "jobs"));
  const composite = itemsOf(at(root, "runs", "steps"));
  if (jobs.length === 0 && composite.length === 0) return undefined;
  const env = named(at(root, "env"));
  const own = spanned(at(root, "permissions"));
  return {
    triggers: triggersOf(at(root, "on") ?? at(root, "true")),
    ...(own && { permissions: own }),
    steps: [
      ...jobs.flatMap(({ value }) => stepsOf(value, env)),
      ...composite.flatMap((item) => readStep(item.value, { env, condition: "" }) ?? []),
    ],
  };
}

/** `on: push`, `on: [push, issues]`, `on: { issues: … }`. */
function triggersOf(node: ValueNode | undefined): SpannedText[] {
  const single = spanned(node);
  if (single) return [single];
  return [
    ...itemsOf(node).flatMap((item) => spanned(item.value) ?? []),
    ...membersOf(node).map(({ key, keySpan }) => ({ text: key, span: keySpan })),
  ];
}

interface JobFacts {
  readonly env: readonly ServerValue[];
  readonly condition: string;
  readonly permissions?: SpannedText;
}

function stepsOf(job: ValueNode, outer: readonly ServerValue[]): WorkflowStep[] {
  const permissions = spanned(at(job, "permissions"));
  const facts: JobFacts = {
    env: [...outer, ...named(at(job, "env"))],
    condition: textOf(at(job, "if")) ?? "",
    ...(permissions && { permissions }),
  };
  return itemsOf(at(job, "steps")).flatMap((item) => readStep(item.value, facts) ?? []);
}

function readStep(node: ValueNode, job: JobFacts): WorkflowStep | undefined {
  const uses = spanned(at(node, "uses"));
  const run = spanned(at(node, "run"));
  const named = uses ?? run;
  if (!named) return undefined;
  const key = member(node, uses ? "uses" : "run");
  return {
    span: key?.keySpan ?? named.span,
    ...(uses && { uses }),
    ...(run && { run }),
    inputs: namedValues(node, "with"),
    env: [...job.env, ...namedValues(node, "env")],
    condition: `${job.condition} ${textOf(at(node, "if")) ?? ""}`.trim(),
    ...(job.permissions && { permissions: job.permissions }),
  };
}

function namedValues(node: ValueNode, key: string): ServerValue[] {
  return named(at(node, key));
}

function named(node: ValueNode | undefined): ServerValue[] {
  return membersOf(node).map(({ key, value }: Member) => ({
    name: key,
    value: value.kind === "scalar" ? String(value.value ?? "") : "",
    span: value.span,
  }));
}

function spanned(node: ValueNode | undefined): SpannedText | undefined {
  const text = textOf(node);
  return node && text !== undefined ? { text, span: node.span } : undefined;
}
