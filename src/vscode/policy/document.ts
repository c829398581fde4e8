import { type TextDocument, workspace } from "vscode";
import { agents } from "../../agents/catalogue.ts";
import { SourceText } from "../../core/model/span.ts";
import { lintPolicy } from "../../core/policy/lint.ts";
import { loadPolicy, policyOrigin } from "../../core/policy/load.ts";
import type { Policy, PolicyProblem } from "../../core/policy/policy.ts";
import { type PolicyCase, policyOfTests, readPolicyTests } from "../../core/policy/tests.ts";
import { policyLanguageId } from "../ids.ts";

/** What an open policy, or its tests, say and what is wrong with them. */
export interface PolicyDocument {
  readonly version: number;
  readonly source: SourceText;
  /** Undefined for tests. */
  readonly policy: Policy | undefined;
  readonly cases: readonly PolicyCase[];
  readonly problems: readonly PolicyProblem[];
}

export function isPolicy(document: TextDocument): boolean {
  return document.languageId === policyLanguageId;
}

/** Larger files are no policies: they are not read when a decision is made either. */
const maxLength = 1024 * 1024;

const read = new WeakMap<TextDocument, PolicyDocument>();

/** Read once for each state of the text; undefined when it is too large. */
export function policyDocument(document: TextDocument): PolicyDocument | undefined {
  const known = read.get(document);
  if (known?.version === document.version) return known;
  const text = document.getText();
  if (text.length > maxLength) return undefined;
  const made = { version: document.version, ...analyze(new SourceText(document.uri.path, text)) };
  read.set(document, made);
  return made;
}

function analyze(source: SourceText): Omit<PolicyDocument, "version"> {
  if (policyOfTests(source.path) !== undefined) {
    const { cases, problems } = readPolicyTests(source.text);
    return { source, policy: undefined, cases, problems };
  }
  const policy = loadPolicy(source.text, policyOrigin(source.path), source.path);
  const lint = lintPolicy(policy, { today: today(), agents: agents.map(({ id }) => id) });
  return { source, policy, cases: [], problems: [...policy.problems, ...lint] };
}

/** Ids of the rules that tests beside a policy can name: of its open text, or of its file. */
export async function ruleIdsBeside(document: TextDocument): Promise<readonly string[]> {
  const path = policyOfTests(document.uri.path);
  if (path === undefined) return [];
  try {
    const policy = policyDocument(await workspace.openTextDocument(document.uri.with({ path })))?.policy;
    return policy?.rules.map(({ id }) => id) ?? [];
  } catch {
    // There is no policy beside it, so there are no names to offer.
    return [];
  }
}

/** ISO date. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
