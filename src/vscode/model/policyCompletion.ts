/** What may be written at a place of a policy or of its tests. */

import type { Translate } from "../../core/display/translate.ts";
import { daysAfter } from "../../core/policy/dates.ts";
import { environmentNames } from "../../core/policy/environments.ts";
import type { ConditionName } from "../../core/policy/policy.ts";
import { actionKinds } from "../../core/wireAction.ts";
import { keysAt, type Schema, type Step, valuesAt } from "./schemaLookup.ts";
import { placeAt, type YamlPlace } from "./yamlPath.ts";

/** Names of the workspace that rules can mean. */
export interface PolicyNames {
  readonly agents: readonly string[];
  readonly servers: readonly string[];
  readonly tools: readonly string[];
  /** Rules of the policy that tests are about. */
  readonly rules: readonly string[];
  /** ISO date. */
  readonly today: string;
}

export interface PolicyCompletion {
  readonly label: string;
  readonly kind: "key" | "value" | "name" | "snippet";
  /** In the editor's snippet form. */
  readonly insert: string;
  readonly detail?: string;
  readonly documentation?: string;
  /** The next word can be chosen too. */
  readonly goesOn?: boolean;
}

export interface CompletionRequest {
  readonly schema: Schema;
  readonly names: PolicyNames;
  readonly text: string;
  readonly line: number;
  readonly character: number;
}

export function policyCompletions(request: CompletionRequest, t: Translate): readonly PolicyCompletion[] {
  const { schema, names, text, line, character } = request;
  const place = placeAt(text, line, character);
  const wantsKey = place.expects !== "value";
  const wantsValue = place.expects !== "key";
  return [
    ...(wantsKey && !place.inFlow ? snippets(schema, place, t) : []),
    ...(wantsKey ? keys(schema, place) : []),
    ...(wantsValue ? [...words(schema, place.path), ...namesAt(place.path, names, t)] : []),
  ];
}

function keys(schema: Schema, place: YamlPlace): PolicyCompletion[] {
  const { path, present } = place;
  return [...keysAt(schema, path)]
    .filter(([key]) => !present.includes(key))
    .map(([key, documentation]) => ({
      label: key,
      kind: "key",
      insert: insertKey(key, place),
      documentation,
      goesOn: choosing.has(key),
    }));
}

/** Keys whose value is chosen from what is known. */
const choosing: ReadonlySet<string> = new Set([
  "then",
  "expect",
  "effect",
  "agent",
  "tool",
  "server",
  "environment",
  "expires",
  "rule",
  "kind",
  "shell",
  "platform",
]);

function insertKey(key: string, { inFlow, expects }: YamlPlace): string {
  // The editor indents by the line, and a key after a dash stands further in than its line.
  const indent = expects === "either" ? "    " : "  ";
  if (key === "when" || key === "action") return inFlow ? `${key}: { $0 }` : `${key}:\n${indent}$0`;
  if (key === "rules" && !inFlow) return "rules:\n  - $0";
  return `${key}: `;
}

/** A whole rule, or a whole case of tests, where an item of the list may stand. */
function snippets(schema: Schema, { path, expects, present }: YamlPlace, t: Translate): PolicyCompletion[] {
  const isTests = schema.items !== undefined;
  const list = isTests ? [] : ["rules"];
  const isOfList = list.every((step, index) => path[index] === step) && present.length === 0;
  const beginsItem = path.length === list.length;
  const afterDash = path.length === list.length + 1 && path.at(-1) === undefined && expects === "either";
  if (!isOfList || !(beginsItem || afterDash)) return [];
  return isTests
    ? [snippet(t("New test"), caseSnippet, beginsItem, t("An action and what is expected"))]
    : [snippet(t("New rule"), ruleSnippet, beginsItem, t("An id, when, then and why"))];
}

function snippet(label: string, text: string, dash: boolean, detail: string): PolicyCompletion {
  const [first = "", ...rest] = text.split("\n");
  const indented = rest.map((line) => `  ${line}`);
  // With its dash it begins a line; after a dash that is written, the editor keeps the indentation of that line.
  return { label, kind: "snippet", insert: [dash ? `- ${first}` : first, ...indented].join("\n"), detail };
}

const ruleSnippet = `id: \${1:name-of-the-rule}
when:
  \${2|command,path,effect,host,branch,server,tool,environment,agent|}: \${3:value}
then: \${4|ask,deny,allow|}
reason: \${5:Why}`;
const caseSnippet = `action: { \${1|command,write,read,fetch,tool|}: \${2:value} }
expect: \${3|ask,deny,allow|}`;

function words(schema: Schema, path: readonly Step[]): PolicyCompletion[] {
  return [...valuesAt(schema, path)].map(([word, documentation]) => ({
    label: word,
    kind: "value",
    insert: word,
    documentation,
  }));
}

type NamesOf = (names: PolicyNames, t: Translate) => readonly PolicyCompletion[];

const ofConditions: Readonly<Partial<Record<ConditionName, NamesOf>>> = {
  agent: ({ agents }) => agents.map(name),
  server: ({ servers }) => servers.map(name),
  tool: ({ tools }, t) => [
    ...tools.map(name),
    ...actionKinds.map((kind) => ({ ...name(kind), detail: t("kind of action") })),
  ],
  environment: () => environmentNames.map(name),
};

function namesAt(path: readonly Step[], names: PolicyNames, t: Translate): readonly PolicyCompletion[] {
  const steps = path.filter((step) => step !== undefined);
  const key = steps.at(-1) ?? "";
  if (steps.at(-2) === "when") {
    return Object.hasOwn(ofConditions, key) ? (ofConditions[key as ConditionName]?.(names, t) ?? []) : [];
  }
  if (key === "expires" || key === "today") return dates(names.today, t);
  if (key === "rule") return names.rules.map(name);
  return key === "agent" ? names.agents.map(name) : [];
}

function name(label: string): PolicyCompletion {
  // What is more than a word must not be read as something else by YAML.
  const isPlain = /^[A-Za-z][\w./-]*$/.test(label);
  return { label, kind: "name", insert: isPlain ? label : JSON.stringify(label).replaceAll("$", "\\$") };
}

function dates(today: string, t: Translate): PolicyCompletion[] {
  const later = [7, 30, 90].map((days) => ({ ...value(daysAfter(today, days)), detail: t("in {0} days", days) }));
  return [...later, { ...value(`${today.slice(0, 4)}-12-31`), detail: t("end of the year") }];
}

function value(label: string): PolicyCompletion {
  return { label, kind: "value", insert: label };
}
