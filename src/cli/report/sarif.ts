/** The review as SARIF 2.1.0 (OASIS), for code scanning. */
import { pathToFileURL } from "node:url";
import type { Provenance } from "../../core/model/permission.ts";
import type { Severity } from "../../core/model/severity.ts";
import { mappings } from "../../core/rules/mappings.ts";
import type { Rule } from "../../core/rules/rule.ts";
import type { Place, ReportedChange, ReportedFinding, ReportedPlace, ReviewReport, SinceReport } from "./findings.ts";
import { printJson } from "./json.ts";

export interface SarifOptions {
  readonly version: string;
  readonly rules: readonly Rule[];
  /** Absolute folder of the rules' pages, for their addresses. */
  readonly pages: string;
  /** The text of a rule's page, where it is at hand. */
  page(rule: Rule): string | undefined;
}

export function sarifReport(report: ReviewReport, options: SarifOptions): string {
  return printJson({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Countersign",
            version: options.version,
            semanticVersion: options.version,
            rules: [
              ...options.rules.map((rule) => descriptor(rule, options)),
              ...(report.since ? [changeDescriptor, permissionDescriptor] : []),
            ],
          },
        },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { SRCROOT: { description: { text: "The folder in which the review was started." } } },
        results: [
          ...report.findings.map((finding) => result(finding, options.rules)),
          ...(report.since?.changes ?? []).map((change) => changeResult(change, options.rules.length)),
          ...(report.since ? permissionResults(report.since, options.rules.length + 1) : []),
        ],
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: report.skipped.map(notification) }],
      },
    ],
  });
}

/** SARIF knows three levels; code scanning sorts by `security-severity`, a CVSS-like number. */
const levels: Readonly<Record<Severity, { readonly level: string; readonly security: string }>> = {
  critical: { level: "error", security: "9.5" },
  high: { level: "error", security: "8.0" },
  medium: { level: "warning", security: "5.5" },
  low: { level: "note", security: "2.0" },
};

function descriptor(rule: Rule, options: SarifOptions): unknown {
  const page = options.page(rule);
  return {
    id: rule.id,
    name: rule.id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.title },
    helpUri: pathToFileURL(`${options.pages}/${rule.id}.md`).href,
    help: { text: page ?? rule.title, ...(page === undefined ? {} : { markdown: page }) },
    defaultConfiguration: { level: levels[rule.severity].level },
    properties: {
      tags: ["security", rule.family, ...mapped(rule.id)],
      precision: rule.confidence,
      "security-severity": levels[rule.severity].security,
    },
  };
}

/** "OWASP-ASI02", "OWASP-MCP05", "AML.T0053": how others sort findings. */
function mapped(id: string): string[] {
  const mapping = mappings[id];
  if (!mapping) return [];
  return [...mapping.asi.map((one) => `OWASP-${one}`), ...mapping.mcp.map((one) => `OWASP-${one}`), ...mapping.atlas];
}

function result(finding: ReportedFinding, rules: readonly Rule[]): unknown {
  return {
    ruleId: finding.ruleId,
    ruleIndex: rules.findIndex(({ id }) => id === finding.ruleId),
    level: levels[finding.severity].level,
    message: { text: finding.message },
    locations: [location(finding.shownPath, finding)],
    ...(finding.related.length > 0 ? { relatedLocations: finding.related.map(relatedLocation) } : {}),
    partialFingerprints: { "countersign/v1": finding.fingerprint },
    properties: { severity: finding.severity, "security-severity": levels[finding.severity].security },
  };
}

/** A change is no fault: it is there to be read in a pull request. */
const changeDescriptor = {
  id: "capability-change",
  name: "CapabilityChange",
  shortDescription: { text: "What an agent can do has changed" },
  defaultConfiguration: { level: "note" },
};

function changeResult({ words, shownPath, change, ...place }: ReportedChange, ruleIndex: number): unknown {
  return {
    ruleId: changeDescriptor.id,
    ruleIndex,
    kind: "informational",
    level: "none",
    message: { text: words },
    locations: change.change === "removed" ? [] : [location(shownPath, place)],
  };
}

/** What an agent's own configuration lets it do now, and did not, or the other way round. */
const permissionDescriptor = {
  id: "permission-change",
  name: "PermissionChange",
  shortDescription: { text: "What an agent may do by its own configuration has changed" },
  defaultConfiguration: { level: "note" },
};

function permissionResults({ permissions, folders, prefix }: SinceReport, ruleIndex: number): unknown[] {
  return permissions.flatMap(({ title, changes }) => {
    const one = (text: string, source?: Provenance, loosens = false) => ({
      ruleId: permissionDescriptor.id,
      ruleIndex,
      kind: "informational",
      level: "none",
      message: { text: `${title}: ${text}` },
      locations: placesOf(source, folders, prefix),
      properties: { loosens },
    });
    const { mode, grants, servers, delegates } = changes;
    return [
      ...(mode ? [one(`mode ${mode.before} → ${mode.after}`)] : []),
      ...grants.map(({ tool, specifier, before, after, loosens }) => {
        const name = specifier === undefined ? tool : `${tool}(${specifier})`;
        const text = `${name}: ${before?.decision ?? "no rule"} → ${after?.decision ?? "no rule"}`;
        return one(text, after?.source, loosens);
      }),
      ...servers.map(({ name, before, after }) => one(`server ${name}: ${before ?? "not there"} → ${after ?? "gone"}`)),
      ...delegates.added.map((name) => one(`sub-agent ${name} is new`)),
      ...delegates.removed.map((name) => one(`sub-agent ${name} is gone`)),
    ];
  });
}

/** The place in the workspace that decides now; what stands in no file of it has none. */
function placesOf(
  source: Provenance | undefined,
  { workspace = "" }: SinceReport["folders"],
  prefix: string,
): object[] {
  const path = source?.path?.replaceAll("\\", "/");
  const root = `${workspace.replaceAll("\\", "/")}/`;
  if (path === undefined || source?.line === undefined || !path.startsWith(root)) return [];
  const uri = `${prefix}${path.slice(root.length)}`.split("/").map(encodeURIComponent).join("/");
  const region = { startLine: source.line + 1 };
  return [{ physicalLocation: { artifactLocation: { uri, uriBaseId: "SRCROOT" }, region } }];
}

function location(path: string, place: Place): object {
  const isAbsolute = path.startsWith("/") || /^[A-Za-z]:\//.test(path);
  const artifactLocation = isAbsolute
    ? { uri: pathToFileURL(path).href }
    : { uri: path.split("/").map(encodeURIComponent).join("/"), uriBaseId: "SRCROOT" };
  const { line, column, endLine, endColumn } = place;
  return {
    physicalLocation: {
      artifactLocation,
      region: { startLine: line, startColumn: column, endLine, endColumn },
    },
  };
}

function relatedLocation(place: ReportedPlace, index: number): unknown {
  return { id: index + 1, ...location(place.shownPath, place), message: { text: place.message } };
}

function notification({ path, reason }: ReviewReport["skipped"][number]): unknown {
  return { level: "warning", message: { text: `Not reviewed: ${path} (${reason}).` } };
}
