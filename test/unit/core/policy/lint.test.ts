import assert from "node:assert/strict";
import { parse } from "yaml";
import { lintPolicy } from "../../../../src/core/policy/lint.ts";
import { loadPolicy } from "../../../../src/core/policy/load.ts";
import type { PolicyProblem } from "../../../../src/core/policy/policy.ts";

const facts = { today: "2026-11-21", agents: ["claude-code", "copilot-cli", "vscode"] };

/** Rules in their flow form, one a line. */
function policyText(...rules: readonly string[]): string {
  return `rules:\n${rules.map((rule) => `  - { ${rule} }\n`).join("")}`;
}

function problemsOf(text: string, origin: "user" | "workspace" = "user"): readonly PolicyProblem[] {
  const policy = loadPolicy(text, origin, "x");
  return [...policy.problems, ...lintPolicy(policy, facts)];
}

function fixed(text: string, problem: PolicyProblem, title: RegExp): string {
  const fix = problem.fixes.find((one) => title.test(one.title));
  assert.ok(fix, `no fix ${title}: ${problem.fixes.map((one) => one.title).join(", ")}`);
  return fix.edits.reduce((all, { span, newText }) => all.slice(0, span.start) + newText + all.slice(span.end), text);
}

describe("what is said about sound rules", () => {
  const cases: readonly (readonly [what: string, rules: readonly string[], message: RegExp | undefined])[] = [
    ["an allow that is over", ["when: { command: x }, then: allow, expires: 2026-11-20"], /ended on 2026-11-20/],
    ["an allow on its last day", ["when: { command: x }, then: allow, expires: 2026-11-21"], undefined],
    ["a deny with an end", ["when: { command: x }, then: deny, expires: 2026-11-20"], /holds for ever: deny/],
    ["an allow of what is never alone", ["when: { effect: install-package }, then: allow"], /never holds.*run-code/],
    ["an allow of access", ["when: { effect: change-access }, then: allow"], /change of access is always asked/],
    ["an allow of what may be alone", ["when: { effect: run-code }, then: allow"], undefined],
    ["an agent's own tool", ["when: { tool: Bash }, then: deny"], /of the kind command/],
    ["a tool of a server", ["when: { server: s, tool: Bash }, then: deny"], undefined],
    [
      "a file with a server",
      ["when: { tool: file_write, server: s }, then: deny"],
      /never matches: file_write has no server/,
    ],
    ["a file with a command", ["when: { tool: file_write, command: x }, then: deny"], /never matches/],
    ["a command with a command", ["when: { tool: command, command: x }, then: deny"], undefined],
    ["an agent nobody knows", ["when: { agent: claude }, then: deny"], /Is claude-code meant\?/],
    ["an agent by a pattern", ["when: { agent: 'co*' }, then: deny"], undefined],
    [
      "a narrower deny",
      ["when: { path: 'a/**' }, then: deny", "when: { path: 'a/b/**' }, then: deny"],
      /already covered/,
    ],
    ["a narrower path", ["when: { path: 'a/*' }, then: deny", "when: { path: a/b }, then: ask"], /already covered/],
    [
      "a wider path",
      ["when: { path: 'a/*' }, then: deny", "when: { path: 'a/**' }, then: deny"],
      /covered by the rule "rule-2"/,
    ],
    [
      "an ask that is denied",
      ["when: { command: 'x *' }, then: deny", "when: { command: x y }, then: ask"],
      /covered by/,
    ],
    ["a deny that is asked", ["when: { command: 'x *' }, then: ask", "when: { command: x y }, then: deny"], undefined],
    [
      "another condition",
      ["when: { command: x, agent: vscode }, then: ask", "when: { command: x }, then: deny"],
      /covered/,
    ],
    ["other paths", ["when: { path: 'a/**' }, then: deny", "when: { path: '/a/**' }, then: deny"], undefined],
    ["paths anywhere", ["when: { path: '**' }, then: deny", "when: { path: '~/x' }, then: deny"], /covered/],
    ["the same twice", ["when: { host: a.b }, then: ask", "when: { host: a.b }, then: ask"], /covered/],
    [
      "an allow that is refused",
      ["when: { command: 'x *' }, then: allow", "when: { command: '*' }, then: deny"],
      /never holds: .*deny/,
    ],
    [
      "an allow that lasts longer",
      ["when: { command: '*' }, then: allow, expires: 2026-12-01", "when: { command: x }, then: allow"],
      undefined,
    ],
    [
      "an allow beside one that is over",
      [
        "when: { command: '*' }, then: allow, expires: 2026-12-01",
        "when: { command: x }, then: allow, expires: 2026-11-30",
      ],
      /covered/,
    ],
    [
      "environments",
      ["when: { environment: prod }, then: ask", "when: { environment: staging }, then: ask"],
      undefined,
    ],
  ];
  for (const [what, rules, message] of cases) {
    it(`${message ? "marks" : "is content with"} ${what}`, () => {
      const problems = problemsOf(policyText(...rules));
      if (!message) assert.deepEqual(problems, []);
      else {
        assert.equal(problems.length, 1, JSON.stringify(problems));
        assert.match(problems[0]?.message ?? "", message);
        assert.notEqual(problems[0]?.severity, "error");
      }
    });
  }

  it("says nothing of the allow rules of a workspace but that they have no effect", () => {
    const text = policyText("when: { command: x }, then: allow, expires: 2020-01-01");
    assert.deepEqual(
      problemsOf(text, "workspace").map(({ severity }) => severity),
      ["warning"],
    );
  });
});

describe("a fix", () => {
  const block = `version: 1
rules:
  - id: a # the first
    when:
      effect: [send-outwards, read-data]
    then: allow
    until: 2027-01-01

  # About b.
  - id: b
    when: { comand: x }
    then: dney
`;

  it("removes a key, and leaves the rest as it was", () => {
    const problem = problemsOf(block).find(({ message }) => message.includes('"until"'));
    assert.ok(problem);
    assert.equal(fixed(block, problem, /^Remove/), block.replace("\n    until: 2027-01-01", ""));
  });

  for (const [wrong, right] of [
    ["send-outwards", "send-outward"],
    ["comand", "command"],
    ["dney", "deny"],
  ] as const) {
    it(`replaces ${wrong} by ${right}`, () => {
      const problem = problemsOf(block).find(({ span }) => block.slice(span.start, span.end) === wrong);
      assert.ok(problem);
      assert.equal(fixed(block, problem, /^Replace/), block.replace(wrong, right));
    });
  }

  for (const index of [0, 1]) {
    it(`takes out rule ${index + 1} of two and leaves the other`, () => {
      const { rules } = loadPolicy(block, "user", "x");
      const removal = rules[index]?.removal ?? [];
      const text = removal.reduce(
        (all, { span, newText }) => all.slice(0, span.start) + newText + all.slice(span.end),
        block,
      );
      const left = parse(text).rules;
      assert.deepEqual(left, [parse(block).rules[1 - index]]);
    });
  }

  for (const text of ["rules:\n  - when: { command: x }\n    then: ask\nversion: 1\n", "rules: [{ then: ask }]\n"]) {
    it(`takes out the only rule of ${JSON.stringify(text)}`, () => {
      const [rule] = loadPolicy(text, "user", "x").rules;
      const left = (rule?.removal ?? []).reduce(
        (all, { span, newText }) => all.slice(0, span.start) + newText + all.slice(span.end),
        text,
      );
      assert.deepEqual(parse(left).rules, []);
      assert.equal(parse(left).version, parse(text).version);
    });
  }

  it("puts a number in quotes", () => {
    const text = policyText("when: { branch: 1.0 }, then: deny");
    const [problem] = problemsOf(text);
    assert.ok(problem);
    const mended = fixed(text, problem, /quotes/);
    assert.deepEqual(loadPolicy(mended, "user", "x").rules[0]?.when, { branch: ["1.0"] });
  });
});

describe("a policy with a mistake at the top", () => {
  for (const text of [
    "rulez: []",
    "rules: []\nrules: []",
    "rules: []\n---\nrules: []",
    "version: 3",
    "? [rules]\n: []",
  ]) {
    it(`lets nothing pass by itself: ${JSON.stringify(text)}`, () => {
      const policy = loadPolicy(text, "user", "x");
      assert.equal(policy.unreadable, true);
      assert.equal(policy.problems.length, 1);
    });
  }

  for (const text of ["rules:", "x-common: &a [main]\nrules: [{ when: { branch: *a }, then: ask }]"]) {
    it(`is not ${JSON.stringify(text)}`, () => {
      const policy = loadPolicy(text, "user", "x");
      assert.deepEqual([policy.unreadable, policy.problems], [false, []]);
    });
  }
});

describe("a hostile policy", () => {
  const wide = `when: { path: "${"{a,b}".repeat(8)}" }`;

  for (const [what, rule] of [
    ["patterns that stand for many", `- { ${wide}, then: deny }\n`],
    ["many rules", "- { when: { command: 'a *' }, then: deny }\n"],
    ["many names", "- { id: x, when: { command: a }, then: allow }\n"],
    ["many faults", "- { whenn: 1 }\n"],
  ] as const) {
    it(`with ${what} is read in little time, and tightens where it is not read`, () => {
      const text = `rules:\n${rule.repeat(Math.floor(900_000 / rule.length))}`;
      const before = process.cpuUsage();
      const policy = loadPolicy(text, "workspace", "x");
      lintPolicy(policy, facts);
      // Time of this process: the clock goes on while a busy machine does other things.
      assert.ok(process.cpuUsage(before).user < 15_000_000);
      assert.ok(policy.unreadable || policy.rules.length > 0);
    }).timeout(300_000);
  }

  it("reads no more patterns than it may, and counts the others as met", () => {
    const policy = loadPolicy(policyText(...Array.from({ length: 100 }, () => `${wide}, then: deny`)), "user", "x");
    assert.equal(policy.rules[0]?.broken, undefined);
    assert.match(policy.rules.at(-1)?.broken ?? "", /more patterns than are read/);
  });
});
