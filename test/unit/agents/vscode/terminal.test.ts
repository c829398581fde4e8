/** Lines of a terminal and the settings that speak of them, as VS Code 1.139.1 reads them (its bundle, 2026-11-26). */
import assert from "node:assert/strict";
import { vscode } from "../../../../src/agents/vscode/agent.ts";
import { scriptOf } from "../../../../src/agents/vscode/npmScripts.ts";
import { sedWrites } from "../../../../src/agents/vscode/sedWrites.ts";
import { actionOf, inputOf } from "../../../support/agreement/recording.ts";

const userFile = "$HOME/.config/Code/User/settings.json";
const workspaceFile = "$WS/.vscode/settings.json";

type Row = readonly [line: string, outcome: string];

function check(title: string, files: Readonly<Record<string, string>>, rows: readonly Row[]): void {
  const input = inputOf(vscode, { files });
  for (const [line, outcome] of rows)
    it(`${title}: ${JSON.stringify(line)} -> ${outcome}`, () => {
      assert.equal(vscode.explain(actionOf(["command", line]), input).outcome, outcome);
    });
}

const rules = (of: unknown) => ({ [userFile]: JSON.stringify({ "chat.tools.terminal.autoApprove": of }) });

describe("VS Code agent: the form of a line", () => {
  check("as it is set out of the box", { [userFile]: "{}" }, [
    ["", "allow"],
    ["if ls; then pwd; fi", "allow"],
    ["if true; then ls; fi", "ask"],
    ["for f in a b; do echo $f; done", "allow"],
    ["[ -f x ] && ls", "allow"],
    ["[ -f x ]", "ask"],
    ["[[ -f x ]] && touch y", "ask"],
    ["A=1", "ask"],
    ["A=1; ls", "ask"],
    ["export A=1 && ls", "ask"],
    ["A=1 ls", "ask"],
    ["echo $HOME $A", "allow"],
    ["cd /lab/ws && ls", "allow"],
    ["echo {a,b}", "allow"],
    ["ls a\\ b", "allow"],
    ["echo $'a;b'; touch c", "ask"],
    ["case x in x) ls;; esac", "unknown"],
  ]);
  check("a folder that is the current one", rules({ cd: false, touch: true }), [
    ["cd /lab/ws && touch a", "allow"],
    ["cd /lab/ws/ && touch a", "allow"],
    ['cd "/lab/ws" && touch a', "allow"],
    ["cd /lab/ws; touch a", "ask"],
    ["cd /lab && touch a", "ask"],
    ["cd . && touch a", "ask"],
  ]);
});

describe("VS Code agent: files that a line writes", () => {
  check("outside the workspace", { [userFile]: "{}" }, [
    ["echo a > b", "allow"],
    ["echo a > ../b", "ask"],
    ["cat < ../b", "ask"],
    ["cat < b", "allow"],
    ["cat <<< ../b", "allow"],
    ["echo a 2>&1", "allow"],
    ["echo a > $F", "allow"],
    ["echo a > '$F'", "ask"],
    ["echo a > $F/b", "ask"],
    ["echo a > ~/b", "ask"],
    ["echo a > a%b", "ask"],
    ["echo a > 'a(b'", "ask"],
    ["sed -i s/a/b/ c", "allow"],
    ["sed -i s/a/b/ ../c", "ask"],
    ["sed s/a/b/ ../c", "allow"],
  ]);
  check(
    "in a folder whose name a shell would expand",
    { [userFile]: JSON.stringify({ "chat.tools.terminal.blockDetectedFileWrites": "no word for it" }) },
    [["echo a > ../b", "allow"]],
  );

  const edits: readonly (readonly [command: string, files: readonly string[]])[] = [
    ["sed -i s/a/b/ c d", ["c", "d"]],
    ["sed -i.bak s/a/b/ c", ["c"]],
    ["sed -i '.bak' s/a/b/ c", ["c"]],
    ["sed -i '' s/a/b/ c", ["c"]],
    ["sed --in-place -e s/a/b/ c", ["c"]],
    ["sed --in-place=.b --expression=s/a/b/ 'c d'", ["c d"]],
    ["sed -n -i -f script c", ["c"]],
    ["sed s/a/b/ c", []],
    ["used -i s/a/b/ c", []],
  ];
  for (const [command, files] of edits)
    it(`${command} writes ${files.join(", ") || "nothing"}`, () => {
      assert.deepEqual(sedWrites(command), files);
    });
});

describe("VS Code agent: rules for the terminal", () => {
  check(
    "what is no expression, or meets nothing at all",
    rules({ "/[/": false, "/x*/": false, "": false, "/^.*$/": true }),
    [
      ["ls", "allow"],
      ["touch a", "ask"],
    ],
  );
  check(
    "what meets an empty text on purpose",
    rules({ "/^/": true, "/.*/": { approve: true, matchCommandLine: true } }),
    [["touch a", "allow"]],
  );
  check("a refusal by an expression that is not evaluated", rules({ "/(a+)+$/": false }), [["ls", "unknown"]]);
  check("an approval by one", rules({ "/(a+)+$/": true }), [
    ["ls", "allow"],
    ["touch a", "unknown"],
  ]);
  check("modifiers that not every engine knows", rules({ "/(?i:TOUCH) a/": true }), [["touch a", "unknown"]]);
  check("variables of a command's own", rules({ "/.*/": { approve: true, matchCommandLine: true } }), [
    ["touch a", "allow"],
    ["A=1 touch a", "ask"],
  ]);
  check(
    "objects of two layers become one",
    {
      ...rules({ touch: { approve: true, matchCommandLine: true } }),
      [workspaceFile]: JSON.stringify({ "chat.tools.terminal.autoApprove": { touch: { approve: false } } }),
    },
    [
      ["touch a", "ask"],
      ["ls && touch a", "ask"],
    ],
  );
});

describe("VS Code agent: scripts", () => {
  const rows: readonly (readonly [command: string, script: string | undefined])[] = [
    ["npm run build", "build"],
    ["npm  run  build -- --x", "build"],
    ["NPM run-script build", "build"],
    ["npm run 'build'", "'build'"],
    ["npm test-all", "test"],
    ["npm build", undefined],
    ["npm t", undefined],
    ["yarn build", "build"],
    ["yarn run build", "build"],
    ["yarn add", undefined],
    ["pnpm build", "build"],
    ["pnpm exec", undefined],
    ["bun run build", undefined],
  ];
  for (const [command, script] of rows)
    it(`${command} runs ${script ?? "none"}`, () => {
      assert.equal(scriptOf(command), script);
    });
});

describe("VS Code agent: settings written as objects", () => {
  const workspace = (of: unknown) => ({ [userFile]: "{}", [workspaceFile]: JSON.stringify(of) });
  check("all the way", workspace({ chat: { tools: { terminal: { autoApprove: { touch: true, ls: false } } } } }), [
    ["touch a", "allow"],
    ["ls", "ask"],
    ["pwd", "allow"],
  ]);
  check("from the middle on", workspace({ "chat.tools": { terminal: { autoApprove: { touch: true } } } }), [
    ["touch a", "allow"],
  ]);
  check("a dot inside an object is none", workspace({ "chat.tools": { "terminal.autoApprove": { touch: true } } }), [
    ["touch a", "ask"],
  ]);
  check(
    "a shorter name takes the place of longer ones before it",
    workspace({ "chat.tools.terminal.autoApprove": { touch: true }, "chat.tools": {} }),
    [["touch a", "ask"]],
  );
  check(
    "and not of those after it",
    workspace({ "chat.tools": {}, "chat.tools.terminal.autoApprove": { touch: true } }),
    [["touch a", "allow"]],
  );
  check("what is no object leaves no rule", workspace({ "chat.tools.terminal.autoApprove": [] }), [["ls", "ask"]]);
  check("where nothing stands for all of the chat, it has no tools either", workspace({ chat: null }), [
    ["ls", "unreachable"],
  ]);

  it("what only the user can set does not count as an object either", () => {
    const nested = { chat: { tools: { edits: { autoApprove: { "**/.env": true, "**/a.txt": false } } } } };
    const outcomeOf = (file: string, path: string) => {
      const input = inputOf(vscode, { files: { [file]: JSON.stringify(nested) } });
      return vscode.explain(actionOf(["write", path]), input).outcome;
    };
    assert.deepEqual([outcomeOf(workspaceFile, "$WS/.env"), outcomeOf(workspaceFile, "$WS/a.txt")], ["ask", "allow"]);
    assert.deepEqual([outcomeOf(userFile, "$WS/.env"), outcomeOf(userFile, "$WS/a.txt")], ["allow", "ask"]);
  });
});
