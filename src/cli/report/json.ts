/** The review as JSON. It is a baseline too, so its shape only grows. */
import { loosens } from "../../core/permissions/difference.ts";
import type { AgentChange, ReportedChange, ReportedFinding, ReviewReport } from "./findings.ts";
import { differenceJson } from "./permissionsDifference.ts";

export function jsonReport(report: ReviewReport, version: string): string {
  const { findings, known, suppressed, files, definitions, skipped, since } = report;
  return printJson({
    tool: { name: "countersign", version },
    findings: findings.map(jsonFinding),
    known,
    suppressed,
    reviewed: { files, tools: definitions.tool, agents: definitions.agent, servers: definitions.server },
    skipped,
    ...(since && {
      since: {
        commit: since.commit,
        changes: since.changes.map(jsonChange),
        permissions: since.permissions.map(jsonAgent),
      },
    }),
  });
}

/** JSON for a file: two blanks a level, and a line end. */
export function printJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function jsonChange({ change, words, shownPath: _, ...place }: ReportedChange): unknown {
  const { definition, gained, lost, confirmation, reachGained, reachLost, movedFrom, worse } = change;
  return {
    change: change.change,
    kind: definition.kind,
    name: definition.name,
    ...place,
    ...(movedFrom !== undefined && { movedFrom }),
    worse,
    gained,
    lost,
    confirmation: { before: confirmation?.before?.confirmed, now: confirmation?.now?.confirmed },
    reachGained,
    reachLost,
    words,
  };
}

function jsonFinding({ shownPath: _, related, subject, ...finding }: ReportedFinding): unknown {
  return {
    ...finding,
    ...(subject && { subject: subject.words }),
    related: related.map(({ shownPath: __, ...place }) => place),
  };
}

function jsonAgent({ agent, title, changes }: AgentChange): unknown {
  return { agent, title, loosens: loosens(changes), ...differenceJson(changes) };
}
