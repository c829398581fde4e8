import assert from "node:assert/strict";
import { startCoverage } from "../../../../src/core/audit/coverage.ts";
import { sessionLegs } from "../../../../src/core/audit/sessionLegs.ts";
import { coveragePage } from "../../../../src/core/pages/coveragePage.ts";
import { pageText } from "../../../../src/core/pages/page.ts";
import { sessionPage } from "../../../../src/core/pages/sessionPage.ts";
import { auditRecord } from "../../../support/auditRecords.ts";
import { plain } from "../../../support/plainWords.ts";

const reading = { agentTitle: (agent: string) => agent.toUpperCase(), clock: (iso: string) => iso.slice(11, 16) };

describe("page of what was confirmed", () => {
  const coverage = startCoverage();
  const acts = [
    auditRecord({ agent: "codex", effects: ["read-files"], decidedBy: "policy" }),
    auditRecord({ agent: "codex", effects: ["send-outward"], decidedBy: "policy" }),
    auditRecord({ agent: "gemini", effects: ["write-files"], decidedBy: "person" }),
  ];
  for (const record of acts) coverage.add(record);
  const unused = [
    { agent: "gemini", effect: "delegate" },
    { agent: "qwen", effect: "run-code" },
  ] as const;
  const page = coveragePage(coverage.rows(), unused, reading, plain);

  it("has a table an agent, also for one that did nothing, and what nobody confirmed first", () => {
    const tables = page.parts.map((part) => (part.kind === "table" ? part : assert.fail(part.kind)));
    assert.deepEqual(
      tables.map(({ title, rows }) => [title, rows.map(({ cells, tone }) => [cells[0], tone])]),
      [
        [
          "CODEX",
          [
            ["send outward", "bad"],
            ["read files", undefined],
          ],
        ],
        ["GEMINI", [["write files", undefined]]],
        ["QWEN", []],
      ],
    );
  });

  it("says of each agent what it may do and never did", () => {
    assert.match(pageText(page), /GEMINI:\nCandidates to drop[^\n]*: start another agent\./);
    assert.match(pageText(page), /QWEN:\nCandidates to drop[^\n]*: run code\.\nNothing yet\./);
  });
});

describe("page of sessions", () => {
  const records = [
    auditRecord({ seq: 4, session: "later", effects: ["read-files"] }),
    auditRecord({ seq: 3, session: "both", effects: ["read-untrusted"], summary: "fetch “https://a.test”" }),
    auditRecord({
      seq: 2,
      session: "both",
      effects: ["read-secrets"],
      targets: ["/w/.env"],
      summary: "read “/w/.env”",
    }),
  ];
  const { parts } = sessionPage(sessionLegs(records), reading, plain);

  it("begins with those that ask more, and marks only them", () => {
    assert.deepEqual(
      parts.map((part) => [/both|later/.exec(part.title)?.[0], "mark" in part]),
      [
        ["both", true],
        ["later", false],
      ],
    );
  });

  it("says beside its name when it was and how much, and names no target twice", () => {
    const [both] = parts;
    assert.match((both?.kind === "list" && both.note) || "", /, 2 actions$/);
    const notes = both?.kind === "list" ? both.items.map(({ note }) => note ?? "") : [];
    assert.ok(notes.length >= 2 && notes.every((note) => !note.includes(".env")), notes.join());
  });
});
