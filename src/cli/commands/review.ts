import { readFileSync } from "node:fs";
import { join } from "node:path";
import { atLeast, severities } from "../../core/model/severity.ts";
import { rules } from "../../core/rules/catalogue.ts";
import type { Command } from "../command.ts";
import { exitCodes } from "../exitCodes.ts";
import type { Io } from "../io.ts";
import { readBaseline, writeBaseline } from "../report/baseline.ts";
import { type ReviewReport, reportOf } from "../report/findings.ts";
import { jsonReport } from "../report/json.ts";
import { markdownReport } from "../report/markdown.ts";
import { sarifReport } from "../report/sarif.ts";
import { textReport } from "../report/text.ts";
import { createStyle } from "../style.ts";
import { reviewPaths } from "../workspaceReview.ts";

const formats = ["text", "json", "sarif", "markdown"] as const;

export const review: Command = {
  name: "review",
  summary: "Find what is wrong with the agent tools, agents and servers of a folder",
  usage: [
    "[PATH…] [--format text|json|sarif|markdown] [--fail-on critical|high|medium|low] [--baseline FILE]",
    "[FOLDER] --since REF …",
    "",
    "PATH         folders or files; the current folder when none is given",
    "--fail-on    exit with 1 when a finding is at least that severe; without it findings do not fail",
    "--baseline   an earlier “--format json” report, whose findings are not repeated",
    "--write-baseline FILE   writes the findings of now as a baseline, beside the report",
    "--since      only the files changed since a commit (or where a branch left it), what is new elsewhere through",
    "             them, and what agents can do that they could not before",
  ],
  options: {
    format: { type: "string" },
    "fail-on": { type: "string" },
    baseline: { type: "string" },
    "write-baseline": { type: "string" },
    since: { type: "string" },
  },
  async run(args, io) {
    const format = args.oneOf("format", formats) ?? "text";
    const failOn = args.oneOf("fail-on", severities);
    const baseline = await readBaseline(args.text("baseline"), io);
    const since = args.text("since");
    const report =
      since === undefined
        ? reportOf(await reviewPaths(args.positionals, io), baseline)
        : await sinceBundle().reviewSince(args.positionals, since, baseline, io);
    const written = args.text("write-baseline");
    if (written !== undefined) await writeBaseline(written, report, io);
    await io.write(print(report, format, io));
    const isFound = failOn !== undefined && report.findings.some(({ severity }) => atLeast(severity, failOn));
    return isFound ? exitCodes.found : exitCodes.fine;
  },
};

/** What is asked of a commit is not loaded for a review. @throws when it is not there: the installation is broken */
function sinceBundle(): typeof import("../reviewSince.ts") {
  return require("../reviewSince.ts") as typeof import("../reviewSince.ts");
}

function print(report: ReviewReport, format: (typeof formats)[number], io: Io): string {
  const { version, pages } = io.product;
  switch (format) {
    case "text":
      return textReport(report, { style: createStyle(io.color), width: io.columns });
    case "json":
      return jsonReport(report, version);
    case "markdown":
      return markdownReport(report);
    case "sarif":
      return sarifReport(report, { version, rules, pages, page: ({ id }) => pageText(join(pages, `${id}.md`)) });
  }
}

/** The pages are help, not findings: a report without them is still whole. */
function pageText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
