import assert from "node:assert/strict";
import type { Action } from "../../../../src/core/model/action.ts";
import type { Decision } from "../../../../src/core/model/verdict.ts";
import { judgeWith, linux, windows } from "../../../support/judging.ts";

const bash = (command: string): Action => ({ kind: "command", shell: "bash", command });
const mcp = (server: string, tool: string, args: unknown = {}): Action => ({ kind: "mcp_call", server, tool, args });

/** What an action becomes under one rule of the user. `asked` is what it is without the rule. */
type Case = readonly [when: string, then: Decision, action: Action | string, expected: Decision];

const cases: Readonly<Record<string, readonly Case[]>> = {
  agent: [
    ["agent: claude-code", "deny", { ...bash("ls"), agent: "claude-code" }, "deny"],
    ["agent: Claude-*", "deny", { ...bash("ls"), agent: "claude-code" }, "deny"],
    ["agent: vscode", "deny", { ...bash("ls"), agent: "claude-code" }, "allow"],
    ["agent: vscode", "deny", bash("ls"), "deny"],
    ["agent: vscode", "allow", bash("npm test"), "ask"],
  ],
  effect: [
    ["effect: send-outward", "deny", "git push", "deny"],
    ["effect: [send-outward, read-data]", "deny", "ls", "allow"],
    ["effect: run-code", "allow", "npm test", "ask"],
    ["effect: [run-code, write-files]", "allow", "npm test", "allow"],
  ],
  tool: [
    ["tool: create_issue", "deny", mcp("github", "create_issue"), "deny"],
    ["tool: file_read", "deny", { kind: "file_read", path: "a" }, "deny"],
    ["tool: CREATE_*", "deny", mcp("github", "create_issue"), "deny"],
    ["tool: CREATE_*", "allow", mcp("github", "create_issue"), "ask"],
    // The name of a kind is no permission for a server that calls its tool so.
    ["tool: task_run", "allow", { kind: "task_run", name: "x" }, "allow"],
    ["tool: task_run", "allow", mcp("x", "task_run"), "ask"],
    ["tool: task_run", "deny", mcp("x", "task_run"), "deny"],
  ],
  server: [
    ["server: github", "deny", mcp("github", "create_issue"), "deny"],
    ["server: github", "deny", "ls", "allow"],
    ["server: github", "deny", { kind: "unknown_tool", tool: "x" }, "deny"],
    ["server: github", "allow", { kind: "unknown_tool", tool: "x" }, "ask"],
  ],
  command: [
    ['command: "git push *"', "deny", "git -C /home/dev/project push origin x", "deny"],
    ['command: "git push *"', "deny", "env A=1 timeout 5 git push", "deny"],
    ['command: "git push *"', "deny", "'git' \"push\" origin", "deny"],
    ['command: "git push *"', "deny", "g\\it pu''sh", "deny"],
    ['command: "git push *"', "deny", "bash -c 'git push'", "deny"],
    ['command: "git push *"', "deny", "echo git push", "allow"],
    ['command: "git push *"', "deny", { kind: "notebook_run", code: "!git push" }, "deny"],
    ['command: "python3 *"', "deny", { kind: "notebook_run", code: "print(1)" }, "allow"],
    ['command: "rm *"', "deny", "$CMD x", "deny"],
    ['command: "git push *"', "allow", "git -c core.sshCommand=x push", "ask"],
    ['command: "npm test *"', "allow", "sudo npm test", "ask"],
    ['command: "npm test *"', "allow", "npm test $ARGS", "allow"],
    ['command: "npm test"', "allow", "npm test $ARGS", "ask"],
    ['command: "npm test *"', "allow", "/tmp/npm test", "ask"],
    ['command: "npm test *"', "allow", "npm test && git push", "ask"],
    ['command: "npm test *"', "allow", "npm test > ../out.txt", "ask"],
  ],
  path: [
    ['path: "secret/**"', "deny", "cat src/../secret/a", "deny"],
    ['path: "secret/**"', "deny", "cat $FILE", "deny"],
    ['path: "secret/**"', "deny", "cat src/$FILE", "deny"],
    ['path: "secret/**"', "deny", "grep -r x .", "deny"],
    ['path: "secret/**"', "deny", "cp -r . /tmp/x", "deny"],
    ['path: "secret/**"', "deny", "ls", "allow"],
    ['path: "secret/**"', "deny", "cat src/*.ts", "allow"],
    ['path: "secret/**"', "deny", "cat */a", "deny"],
    ['path: "secret/**"', "deny", { kind: "workspace_search", query: "x" }, "deny"],
    ['path: "**/*.pem"', "deny", "rm -rf src", "deny"],
    ['path: "**/*.pem"', "deny", "rm -r src", "deny"],
    ['path: "**/*.pem"', "deny", "cp -a src dst", "deny"],
    ['path: "**/*.pem"', "deny", "mv src dst", "deny"],
    ['path: "**/*.pem"', "deny", "grep -rn x src", "deny"],
    ['path: "**/*.pem"', "deny", "grep --recursive x src", "deny"],
    ['path: "**/*.pem"', "deny", "rm $OPTIONS src", "deny"],
    ['path: "**/*.pem"', "deny", "rm src/a.pem", "deny"],
    ['path: "**/*.pem"', "deny", { kind: "file_delete", path: "src" }, "deny"],
    ['path: "**/*.pem"', "deny", "find src -type f -exec cat {} +", "deny"],
    ['path: "**/*.pem"', "deny", "find . -exec sed -n p {} +", "deny"],
    ['path: "**/*.pem"', "deny", "find . -type f -exec grep x {} +", "deny"],
    ['path: "**/*.pem"', "deny", "fd -t f -x cat {}", "deny"],
    ['path: "**/*.pem"', "deny", "find . -type f | xargs -I% cat %", "deny"],
    // What takes one file reaches nothing below it.
    ['path: "**/*.pem"', "deny", "cat 'src/READ ME.md'", "allow"],
    ['path: "**/*.pem"', "deny", "cat README.md", "allow"],
    ['path: "**/*.pem"', "deny", "grep -n x README.md", "allow"],
    ['path: "**/*.pem"', "deny", "cp src/a.ts src/b.ts", "allow"],
    ['path: "**/*.pem"', "deny", "echo x > src/a.ts", "allow"],
    ['path: "**/*.pem"', "deny", { kind: "file_write", path: "src/a.ts", content: "x" }, "allow"],
    ['path: "**/*.pem"', "deny", { kind: "file_edit", path: "src/a.ts", new_text: "x" }, "allow"],
    ['path: "**/*.pem"', "deny", { kind: "file_read", path: "src/a.ts" }, "allow"],
    ['path: "**/*.pem"', "deny", { kind: "file_write", path: "src/a.pem", content: "x" }, "deny"],
    ['path: "**/*.pem"', "deny", "cat src/a.pem", "deny"],
    ['path: "src/*.md"', "deny", "cat src/*.ts", "allow"],
    ['path: "src/{a,b}.md"', "deny", "cat src/b.md", "deny"],
    ['path: "build/**"', "allow", "rm -rf build/x", "allow"],
    ['path: "build/**"', "allow", "rm -rf build/$X", "ask"],
    ['path: "build/**"', "allow", "rm -rf build/x src", "ask"],
    ['path: "build/**"', "allow", "rm -rf build/../src", "ask"],
    ['path: "~/notes/**"', "allow", "echo x > ~/notes/a", "allow"],
    ['path: "~/notes/**"', "allow", "echo x > ~/other/a", "ask"],
  ],
  host: [
    ['host: "*.example.com"', "deny", "curl https://API.example.com./x", "deny"],
    ['host: "*.example.com"', "deny", "curl https://u@api.example.com:8443/x", "deny"],
    ['host: "*.example.com"', "deny", "curl https://example.org", "ask"],
    ['host: "*.example.com"', "deny", "curl https://$H/x", "deny"],
    ["host: a.example", "allow", "curl https://a.example https://b.example", "ask"],
    ["host: a.example", "allow", "curl https://$H", "ask"],
    ["host: a.example", "allow", "curl https://a.example", "allow"],
    ["host: a.example", "allow", "curl https://a.example.evil.example", "ask"],
  ],
  branch: [
    ["branch: main", "deny", "git push origin main", "deny"],
    ["branch: main", "deny", "git -C . push -q origin HEAD:main", "deny"],
    ["branch: main", "deny", "git push origin '+feature:refs/heads/main'", "deny"],
    ["branch: main", "deny", "git push --delete origin main", "deny"],
    ["branch: main", "deny", "git push origin :main", "deny"],
    ["branch: main", "deny", "git push --all", "deny"],
    ["branch: main", "deny", "git push", "deny"],
    ["branch: main", "deny", "git push origin HEAD", "deny"],
    ["branch: main", "deny", "git push origin $B", "deny"],
    ["branch: main", "deny", "git push origin 'refs/heads/*:refs/heads/*'", "deny"],
    ["branch: main", "deny", "git push origin feature", "ask"],
    ["branch: main", "deny", "git push origin v1:refs/tags/v1", "ask"],
    ["branch: main", "deny", "git push origin main:feature", "ask"],
    ["branch: main", "deny", "git branch -D main", "deny"],
    ["branch: main", "deny", "git branch --merged main", "allow"],
    ["branch: main", "deny", "git checkout -B main", "deny"],
    ["branch: main", "deny", "git switch -C main origin/x", "deny"],
    ["branch: main", "deny", "git switch --force-create main", "deny"],
    ["branch: main", "deny", "git checkout main", "allow"],
    ["branch: main", "deny", "git merge main", "deny"],
    ["branch: main", "deny", "git fetch origin x:main", "deny"],
    ["branch: main", "deny", "git update-ref refs/heads/main x", "deny"],
    ["branch: main", "deny", "gh pr merge 3", "deny"],
    ["branch: main", "deny", "git status", "allow"],
    ["branch: main", "deny", mcp("github", "push_files", { branch: "main" }), "deny"],
    ["branch: main", "deny", mcp("github", "push_files", { branch: "x" }), "ask"],
    ["branch: main", "deny", mcp("github", "merge_pull_request", { pull_number: 3 }), "deny"],
    ['branch: "agent/*"', "allow", "git push origin agent/x", "allow"],
    ['branch: "agent/*"', "allow", "git push origin agent/x main", "ask"],
    ['branch: "agent/*"', "allow", "git push origin agent/x:main", "ask"],
    ['branch: "agent/*"', "allow", "git push", "ask"],
    ['branch: "agent/*"', "allow", "git push origin agent/$X", "ask"],
  ],
  environment: [
    ["environment: production", "deny", "kubectl --context prod-eu apply -f x.yaml", "deny"],
    ["environment: production", "deny", "kubectl apply -f x.yaml", "deny"],
    ["environment: production", "deny", "kubectl --context acme-1 apply -f x.yaml", "deny"],
    ["environment: production", "deny", "kubectl --context staging apply -f x.yaml", "ask"],
    ["environment: production", "deny", "cat docs/production.md", "allow"],
    ["environment: production", "deny", mcp("db", "run_migration", { environment: "prod" }), "deny"],
    ["environment: staging", "allow", "kubectl --context staging -n staging scale deploy/x", "allow"],
    ["environment: staging", "allow", "kubectl scale deploy/staging", "ask"],
    ["environment: staging", "allow", "kubectl --context staging -n prod scale deploy/x", "ask"],
  ],
};

describe("the conditions of a policy", () => {
  for (const [name, list] of Object.entries(cases)) {
    for (const [when, then, given, expected] of list) {
      const action = typeof given === "string" ? bash(given) : given;
      it(`${name}: ${then} by ${when} makes ${JSON.stringify(given)} ${expected}`, async () => {
        const user = JSON.stringify({ rules: [] }).replace("[]", `[{ when: { ${when} }, then: ${then} }]`);
        const verdict = (await judgeWith({ user })).decide(action, linux);
        assert.equal(verdict.decision, expected, JSON.stringify(verdict.reasons));
      });
    }
  }

  it("compare paths of Windows in any case and with either separator", async () => {
    const judge = await judgeWith({ user: `rules: [{ when: { path: 'Secret\\**' }, then: deny }]` });
    const read = (path: string) => judge.decide({ kind: "file_read", path }, windows).decision;
    assert.equal(read("C:\\Users\\dev\\project\\SECRET\\a"), "deny");
    assert.equal(read("C:\\Users\\dev\\project\\src\\a"), "allow");
  });

  it("take a folder's name as it is, whatever it holds", async () => {
    const judge = await judgeWith({ user: `rules: [{ when: { path: 'secret/**' }, then: deny }]` });
    const place = { ...linux, workspace: "/home/dev/[p]*" };
    assert.equal(judge.decide({ kind: "file_read", path: "/home/dev/[p]*/secret/a" }, place).decision, "deny");
    assert.equal(judge.decide({ kind: "file_read", path: "/home/dev/px/secret/a" }, place).decision, "allow");
  });

  it("tell the person who decides and until when", async () => {
    const user = `rules:
  - { id: main, when: { branch: main }, then: ask, reason: Pushing to main is decided by the release team., owner: release@example.org }
  - { id: tests, when: { command: npm test }, then: allow, owner: qa, expires: 2027-01-31 }`;
    const judge = await judgeWith({ user });
    const say = (command: string) => judge.decide(bash(command), { ...linux, today: "2026-11-21" }).reasons[0]?.message;
    assert.equal(
      say("git push origin main"),
      "Pushing to main is decided by the release team (owner: release@example.org)",
    );
    assert.equal(say("npm test"), "The policy says allow (owner: qa, until 2027-01-31)");
  });
});
