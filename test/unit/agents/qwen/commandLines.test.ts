/**
 * Lines of commands with what Qwen Code 0.24.4 makes of them: what functions of its bundle answered, asked one by one on
 * 2026-11-26, under these rules in the default mode.
 */
import assert from "node:assert/strict";
import { qwen } from "../../../../src/agents/qwen/agent.ts";
import { type Safety, safetyOf } from "../../../../src/agents/qwen/readOnlyCommands.ts";

const place = { home: "/h", workspace: "/w", platform: "linux" } as const;

type Rules = Readonly<Record<"allow" | "ask" | "deny", readonly string[]>>;

const ofFiles: Rules = {
  allow: ["Bash(touch *)", "Bash(echo *)"],
  ask: ["Read(~/**)"],
  deny: ["Read(.env)", "Write(/sub/**)", "WebFetch(two.invalid)"],
};
const ofNames: Rules = {
  allow: ["Bash(git *)", "Bash(ls)", "Bash(touch * b)"],
  ask: ["Bash(git push:*)"],
  deny: ["Bash(rm *)"],
};
const none: Rules = { allow: [], ask: [], deny: [] };

const cases: readonly (readonly [Rules, readonly (readonly [line: string, outcome: string, safety: Safety])[]])[] = [
  [
    ofFiles,
    [
      ["cat .env", "deny", "reads"],
      ["cat sub/../.env", "deny", "reads"],
      ["cat '.env'", "deny", "reads"],
      ["cat .en*", "allow", "reads"],
      ["head -n 3 .env | cat", "deny", "reads"],
      ["cat < .env", "deny", "reads"],
      ["sudo -u me cat .env", "deny", "unclear"],
      ["bash -c 'cat .env'", "deny", "unclear"],
      ["cd sub && cat ../.env", "deny", "reads"],
      ['cd "$X" && cat .env', "deny", "reads"],
      ["cd $X && cat a", "ask", "reads"],
      ["find . -name x -exec cat .env \\;", "deny", "unclear"],
      ["grep -e x .env", "deny", "reads"],
      ["grep .env a", "allow", "reads"],
      ["echo x > sub/a", "deny", "writes"],
      ["echo x >sub/a", "deny", "writes"],
      ["echo x 2>&1", "allow", "reads"],
      ["touch a && mkdir -p sub/b", "deny", "writes"],
      ["cp -t sub a", "deny", "writes"],
      ["cp a sub/b", "deny", "writes"],
      ["dd if=.env of=o", "deny", "writes"],
      ["curl https://two.invalid/a", "deny", "unclear"],
      ["curl two.invalid", "ask", "unclear"],
      ["cat ~/notes", "ask", "reads"],
      ["cat <<EOF\n.env\nEOF", "allow", "reads"],
      ["touch 'a b' c", "allow", "writes"],
      ["env A=1 touch a", "ask", "unclear"],
      ["sort -o sub/x a", "deny", "writes"],
      ["sed -i s/a/b/ sub/x", "ask", "writes"],
    ],
  ],
  [
    ofNames,
    [
      ["git push", "ask", "writes"],
      ["git  push", "ask", "writes"],
      ["'git' push", "ask", "unclear"],
      ["A=1 git push", "ask", "writes"],
      ["git status && git push", "ask", "writes"],
      ["ls # rm a", "allow", "unclear"],
      ["ls; # rm a", "ask", "unclear"],
      ["! rm a", "ask", "writes"],
      ["true && ! rm a", "ask", "writes"],
      ["(rm a)", "ask", "writes"],
      ["if true; then rm a; fi", "ask", "writes"],
      ["echo `rm a`", "ask", "writes"],
      ["touch $X b", "allow", "writes"],
      ["touch *.ts b", "allow", "writes"],
      ["touch b", "allow", "writes"],
      ["touch a \\\n b", "allow", "writes"],
      ["ls > o", "allow", "writes"],
      ["ls 2>/dev/null", "allow", "writes"],
      ["git log | cat", "allow", "reads"],
      ["ls & rm a", "deny", "writes"],
      ["ls &> rm a", "allow", "writes"],
      ["\\rm a", "deny", "unclear"],
    ],
  ],
  [
    none,
    [
      ["bash -c 'ls'", "allow", "unclear"],
      ["bash -c 'ls'; touch a", "ask", "writes"],
      ["bash -c 'touch a'", "ask", "unclear"],
      ["ls $(pwd)", "ask", "unclear"],
      ["cd sub && git status", "ask", "unclear"],
      ["git branch -D a", "ask", "writes"],
      ["git branch --list", "allow", "reads"],
      ["find . -delete", "ask", "writes"],
      ["sed -n 1p a", "allow", "reads"],
      ["sed 's/a/b/w o' a", "ask", "writes"],
      ["awk '{print $1}' a", "allow", "reads"],
      ["awk '{print > \"o\"}' a", "ask", "writes"],
      ["echo '#' a", "allow", "reads"],
      ["ls # a", "ask", "unclear"],
      ["sort -u a", "allow", "reads"],
      ["sort -o b a", "ask", "writes"],
      ["uniq a b", "ask", "writes"],
      ["ls a\\ b", "allow", "reads"],
      ["ls {a,b}", "allow", "reads"],
      ["rg {a,b}", "ask", "unclear"],
      ["X=1", "allow", "reads"],
      ["X=1 ls", "ask", "unclear"],
      ["kill -0 1", "ask", "unclear"],
      ["git commit -m --help", "ask", "writes"],
    ],
  ],
];

describe("Qwen Code's reading of a line of commands", () => {
  for (const [permissions, lines] of cases) {
    const text = JSON.stringify({ tools: { approvalMode: "default" }, permissions });
    for (const [command, outcome, safety] of lines) {
      it(JSON.stringify(command), () => {
        const action = { kind: "command", shell: "bash", command, cwd: place.workspace, ...place } as const;
        const configs = [{ layer: "user", path: "/h/.qwen/settings.json", text }] as const;
        const input = {
          place,
          configs,
          documents: [],
          credentials: [],
          installed: true,
          realPath: (path: string) => path,
        };
        assert.deepEqual([qwen.explain(action, input).outcome, safetyOf(command)], [outcome, safety]);
      });
    }
  }
});
