import assert from "node:assert/strict";
import { type ReviewReport, reportOf } from "../../../src/cli/report/findings.ts";
import { markdownReport } from "../../../src/cli/report/markdown.ts";
import { sarifReport } from "../../../src/cli/report/sarif.ts";
import { textReport } from "../../../src/cli/report/text.ts";
import { createStyle } from "../../../src/cli/style.ts";
import type { Finding } from "../../../src/core/model/finding.ts";
import { SourceText } from "../../../src/core/model/span.ts";
import type { Review } from "../../../src/core/review.ts";
import { rules } from "../../../src/core/rules/catalogue.ts";
import { sarifFaults } from "../../support/sarif.ts";

const ruleId = "shell-runs-anything";

/** A report on one file in which `needle` is found wherever it stands. */
function reportOn(
  text: string,
  changes: Partial<Finding> = {},
  path = "a.json",
  baseline: string[] = [],
): ReviewReport {
  const source = new SourceText(path, text);
  const findings = [...text.matchAll(/needle/g)].map(
    (match): Finding => ({
      ruleId,
      severity: "high",
      message: "A needle.",
      span: { start: match.index, end: match.index + 6 },
      related: [],
      fixes: [],
      ...changes,
    }),
  );
  const facts = { source, definitions: [], permissionRules: [], settings: [], problems: [] };
  const review: Review = { facts, findings, reachableBy: new Map() };
  const root = { folder: "/w", prefix: "sub/", reviews: new Map([[path, review]]), skipped: [] };
  return reportOf([root], new Set(baseline));
}

const fingerprints = (report: ReviewReport) => report.findings.map(({ fingerprint }) => fingerprint);

describe("fingerprints", () => {
  it("stay the same when lines are added above and blanks change", () => {
    const before = fingerprints(reportOn('{\n  "a": "needle"\n}'));
    assert.deepEqual(fingerprints(reportOn('// new\n\n{\r\n\t"a":  "needle"\n}')).length, 1);
    assert.deepEqual(fingerprints(reportOn('\n\n{\n      "a": "needle"\n}')), before);
  });

  it("tell equal lines of one file apart", () => {
    assert.equal(new Set(fingerprints(reportOn("needle\nneedle\nneedle"))).size, 3);
  });

  it("differ by file and by the text of the line", () => {
    const all = [reportOn("needle"), reportOn("needle", {}, "b.json"), reportOn("a needle")].flatMap(fingerprints);
    assert.equal(new Set(all).size, 3);
  });

  it("leave out what the baseline names, and count it", () => {
    const [first = ""] = fingerprints(reportOn("needle"));
    const report = reportOn("needle\nnew needle", {}, "a.json", [first]);
    assert.equal(report.known, 1);
    assert.deepEqual(
      report.findings.map(({ line }) => line),
      [2],
    );
  });
});

describe("places", () => {
  it("are one-based and count UTF-16 code units", () => {
    const [finding] = reportOn("\u{1f600}\r\n\u{1f600} needle").findings;
    assert.deepEqual([finding?.line, finding?.column, finding?.endLine, finding?.endColumn], [2, 4, 2, 10]);
  });
});

const hostile = {
  message: "x\u001b[31m\u202e [a](http://evil.example) <img src=x> `b` @everyone",
  fixes: [{ title: "do\nit", kind: "safe" as const, edits: [] }],
};

describe("text report", () => {
  const plain = { style: createStyle(false), width: undefined };

  it("writes out what could move or hide text", () => {
    const text = textReport(reportOn("needle", hostile, "\u001b[2Ja.json"), plain);
    assert.ok(!/[\u0000-\u0009\u000b-\u001f\u202e]/.test(text), text);
    assert.match(text, /⟨U\+001B⟩/);
  });

  it("says the same with and without color", () => {
    const report = reportOn("needle needle", { fixes: hostile.fixes });
    const colored = textReport(report, { style: createStyle(true), width: undefined });
    assert.notEqual(colored, textReport(report, plain));
    assert.equal(colored.replace(/\u001b\[\d+m/g, ""), textReport(report, plain));
  });

  it("breaks long messages at the width of the terminal", () => {
    const text = textReport(reportOn("needle", { message: "word ".repeat(50).trim() }), { ...plain, width: 60 });
    assert.ok(text.split("\n").every((line) => line.length <= 60));
  });
});

describe("Markdown report", () => {
  it("gives text of others no effect", () => {
    const text = markdownReport(reportOn("needle", hostile, "a`b.json"));
    assert.ok(text.includes("\\[a\\]\\(http:"));
    assert.ok(text.includes("\\<img src=x\\>"));
    assert.ok(text.includes("`` sub/a`b.json:1:1 ``"));
    assert.ok(!text.includes("://evil"));
  });
});

describe("SARIF report", () => {
  const options = { version: "1.2.3", rules, pages: "/pages", page: () => undefined };
  const run = (report: ReviewReport) => JSON.parse(sarifReport(report, options)).runs[0];

  it("is valid SARIF 2.1.0 with findings, with hostile text, and without anything", () => {
    const related = [{ path: "a.json", span: { start: 0, end: 1 }, message: "here" }];
    const reports = [
      reportOn("no such thing"),
      reportOn("needle", { related, ...hostile }),
      reportOn("needle", {}, "/abs olute/ü.json"),
      { ...reportOn("needle"), skipped: [{ path: "big.json", reason: "larger than 2 MB" }] },
    ];
    for (const report of reports) assert.deepEqual(sarifFaults(sarifReport(report, options)), []);
  });

  it("is checked by a schema that refuses what is no SARIF", () => {
    assert.notDeepEqual(sarifFaults('{"version":"2.1.0","runs":[{"tool":{}}]}'), []);
  });

  it("names rule, place, level and fingerprint of each finding", () => {
    const report = reportOn("needle");
    const [result] = run(report).results;
    assert.equal(result.ruleId, ruleId);
    assert.equal(run(report).tool.driver.rules[result.ruleIndex].id, ruleId);
    assert.equal(result.level, "error");
    assert.deepEqual(result.partialFingerprints, { "countersign/v1": fingerprints(report)[0] });
    assert.deepEqual(result.locations[0].physicalLocation, {
      artifactLocation: { uri: "sub/a.json", uriBaseId: "SRCROOT" },
      region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 7 },
    });
  });

  it("escapes paths", () => {
    const [result] = run(reportOn("needle", {}, "a b#c.json")).results;
    assert.equal(result.locations[0].physicalLocation.artifactLocation.uri, "sub/a%20b%23c.json");
  });

  it("describes every rule with an address of its page", () => {
    const { driver } = run(reportOn("")).tool;
    assert.deepEqual(
      driver.rules.map(({ id }: { id: string }) => id),
      rules.map(({ id }) => id),
    );
    for (const rule of driver.rules) assert.equal(rule.helpUri, `file:///pages/${rule.id}.md`);
  });
});
