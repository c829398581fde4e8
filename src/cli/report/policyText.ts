/** Problems and test results of policies, for people and for programs. */
import { safeLine } from "../../core/display/sanitize.ts";
import { summarize } from "../../core/display/summary.ts";
import type { SourceText } from "../../core/model/span.ts";
import type { Policy, PolicyProblem, PolicySeverity } from "../../core/policy/policy.ts";
import type { CaseResult } from "../../core/policy/tests.ts";
import { count, type Style } from "../style.ts";

export interface CheckedFile {
  readonly source: SourceText;
  readonly what: "rule" | "test";
  readonly number: number;
  readonly problems: readonly PolicyProblem[];
}

export interface TestedFile {
  readonly source: SourceText;
  readonly policySource: SourceText;
  readonly policy: Policy;
  readonly results: readonly CaseResult[];
}

const shades = { error: "high", warning: "medium", information: "low" } as const;

export function checkText(files: readonly CheckedFile[], style: Style): string {
  const lines = files.flatMap(({ source, problems }) =>
    problems.map(({ span, severity, message, fixes }) => {
      const head = `${style.bold(placeOf(source, span.start, true))}  ${style.severity(shades[severity], severity)}`;
      return [`${head}\n    ${safeLine(message)}\n`, ...fixes.map(({ title }) => `    fix  ${safeLine(title)}\n`)].join(
        "",
      );
    }),
  );
  const seen = files.map(({ source, what, number }) => `${count(number, what)} in ${safeLine(source.path)}`).join(", ");
  const problems = files.flatMap((file) => file.problems);
  const numbers = (["error", "warning", "information"] as const)
    .map((severity) => countOf(problems, severity))
    .filter((text) => text !== "");
  const result = numbers.length === 0 ? style.good("No problems") : numbers.join(", ");
  return `${lines.join("")}${result}: ${seen}.\n`;
}

function countOf(problems: readonly PolicyProblem[], severity: PolicySeverity): string {
  const number = problems.filter((problem) => problem.severity === severity).length;
  if (number === 0) return "";
  return severity === "information" ? `${number} for information` : count(number, severity);
}

export function checkJson(files: readonly CheckedFile[]): unknown {
  return files.map(({ source, what, number, problems }) => ({
    path: source.path,
    [`${what}s`]: number,
    problems: problems.map(({ span, severity, message, fixes }) => ({
      ...lineAndColumn(source, span.start),
      severity,
      message,
      fixes: fixes.map(({ title }) => title),
    })),
  }));
}

export function testText(files: readonly TestedFile[], style: Style): string {
  const failed = files.flatMap((file) =>
    file.results.filter(({ passed }) => !passed).map((result) => failureText(result, file, style)),
  );
  const passed = files.flatMap(({ results }) => results).length - failed.length;
  const sum = `${passed} passed, ${failed.length} failed`;
  return `${failed.join("")}${failed.length === 0 ? style.good(sum) : style.bad(sum)}\n`;
}

function failureText({ case: one, verdict }: CaseResult, file: TestedFile, style: Style): string {
  const wanted = one.rule === undefined ? one.expect : `${one.expect} by ${one.rule}`;
  const spoke = verdict.reasons.map(({ rule, message }) => {
    const at = placeOfRule(rule, file);
    return `    by        ${safeLine(rule)}${at ? ` (${safeLine(at)})` : ""}: ${safeLine(message)}\n`;
  });
  return [
    `${style.bold(placeOf(file.source, one.span.start))}  ${safeLine(one.name ?? summarize(one.action))}\n`,
    `    expected  ${safeLine(wanted)}\n`,
    `    got       ${style.decision(verdict.decision, verdict.decision)}\n`,
    ...spoke,
  ].join("");
}

export function testJson(files: readonly TestedFile[]): unknown {
  const all = files.flatMap(({ results }) => results);
  const passed = all.filter((result) => result.passed).length;
  return {
    passed,
    failed: all.length - passed,
    cases: files.flatMap((file) =>
      file.results.map(({ case: one, verdict, passed: isGood }) => ({
        path: file.source.path,
        ...lineAndColumn(file.source, one.span.start),
        name: one.name ?? summarize(one.action),
        passed: isGood,
        expected: one.expect,
        ...(one.rule === undefined ? {} : { expectedRule: one.rule }),
        got: verdict.decision,
        reasons: verdict.reasons.map(({ rule, message }) => {
          const at = placeOfRule(rule, file);
          return { rule, message, ...(at ? { at } : {}) };
        }),
      })),
    ),
  };
}

/** Where a rule of the policy stands; undefined: it is built in. */
function placeOfRule(id: string, { policy, policySource }: TestedFile): string | undefined {
  const found = policy.rules.find((rule) => rule.id === id);
  return found && placeOf(policySource, found.nameSpan.start);
}

function placeOf(source: SourceText, offset: number, withColumn = false): string {
  const { line, column } = lineAndColumn(source, offset);
  return `${source.path}:${line}${withColumn ? `:${column}` : ""}`;
}

function lineAndColumn(source: SourceText, offset: number): { line: number; column: number } {
  const { line, character } = source.positionAt(offset);
  return { line: line + 1, column: character + 1 };
}
