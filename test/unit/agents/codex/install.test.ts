import assert from "node:assert/strict";
import fc from "fast-check";
import { trustedHash } from "../../../../src/agents/codex/hookTrust.ts";
import { codexInstall } from "../../../../src/agents/codex/install.ts";
import { takeOut } from "../../../../src/core/parse/insertJsonc.ts";
import { parseToml } from "../../../../src/core/parse/toml.ts";
import { sha256 } from "../../../support/auditEntries.ts";

const at = { file: "/home/u/.codex/config.toml", sha256 };
const launcher = "/home/u/.countersign/bin/hook";

function install(text: string): string {
  const { value, problems } = codexInstall.add(text, launcher, false, at);
  assert.ok(value, problems[0]?.message);
  return value.text;
}

const state = (text: string) => codexInstall.state(text, launcher, false, at);

describe("Codex's trust in a hook", () => {
  it("is the number that Codex itself computes (hooks/list of 0.169.0)", () => {
    const hook = { command: "/x/hook", timeout: 3600, statusMessage: "Waiting" };
    const told = "sha256:adafa14bff1b547b8d4b74593988d432d2183ea4bc5a6452ac5737cfd97b8ec4";
    assert.equal(trustedHash(hook, sha256), told);
  });
});

const group = '[[hooks.PreToolUse]]\n[[hooks.PreToolUse.hooks]]\ntype = "command"\ncommand = "x"\n';

describe("the gate in Codex's settings", () => {
  const texts: readonly string[] = [
    "",
    'model = "gpt-6"\n',
    'model = "gpt-6"',
    'model = "gpt-6"\r\n\r\n[features]\r\nhooks = true\r\n',
    "# only a comment",
    '[hooks]\n\n[[hooks.PreToolUse]]\nmatcher = "Bash"\n\n[[hooks.PreToolUse.hooks]]\ntype = "command"\ncommand = "other"\n',
    '[hooks.state."/home/u/.codex/hooks.json:pre_tool_use:0:0"]\ntrusted_hash = "sha256:0"\n',
  ];
  for (const text of texts) {
    it(`is whole, and goes without a trace: ${JSON.stringify(text).slice(0, 60)}`, () => {
      const { value } = codexInstall.add(text, launcher, false, at);
      assert.ok(value);
      assert.equal(state(value.text), "present");
      assert.ok(value.text.startsWith(text), "what was there stays as it was");
      assert.equal(takeOut(value.text, value.splices), text);
      assert.equal(state(codexInstall.remove(value.text)), "absent");
    });
  }

  it("goes from a file that was written on since, and takes nothing else with it", () => {
    const later = `${install('model = "a"\n')}\n[projects."/w"]\ntrust_level = "trusted"\n`;
    assert.equal(codexInstall.remove(later), 'model = "a"\n\n[projects."/w"]\ntrust_level = "trusted"\n');
  });

  it("goes without its trust too, and leaves the trust of another hook", () => {
    const trust = /\n\[hooks\.state[\s\S]*/;
    const [other] = trust.exec(install(group)) ?? [];
    assert.ok(other);
    const text = install("").replace(trust, other);
    assert.equal(codexInstall.remove(text), other);
    assert.equal(codexInstall.remove(install("").replace(trust, "")), "");
    assert.equal(codexInstall.remove(install("").replace(/^trusted_hash.*\n/m, "")), "");
    assert.equal(codexInstall.remove(`${install("")}enabled = false\n`), "");
  });

  it("leaves any text as it was", () => {
    const line = fc.constantFrom("", "# c", "a = 1", '[x."y z"]', "[[list]]", "k = [1, 2]", "s = '''\nlong\n'''");
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom("\n", "\r\n"), fc.boolean(), (lines, eol, ended) => {
        const text = lines.join(eol) + (ended ? eol : "");
        const { value, problems } = codexInstall.add(text, launcher, false, at);
        if (parseToml(text).value === undefined) return assert.match(problems[0]?.message ?? "", /not valid/);
        assert.ok(value);
        assert.equal(takeOut(value.text, value.splices), text);
      }),
    );
  });

  const refused: readonly (readonly [name: string, text: string, says: RegExp])[] = [
    ["a file that is no TOML", "model = ", /not valid TOML/],
    ["hooks in one line, which nothing can be added to", "hooks = {}\n", /written in a form/],
    ["a list of hooks in one line", "[hooks]\nPreToolUse = []\n", /written in a form/],
  ];
  for (const [name, text, says] of refused) {
    it(`is not written into ${name}`, () => {
      const { value, problems } = codexInstall.add(text, launcher, false, at);
      assert.equal(value, undefined);
      assert.match(problems[0]?.message ?? "", says);
    });
  }

  it("is not promised on Windows, where it was not proven", () => {
    assert.equal(codexInstall.add("", launcher, true, at).value, undefined);
  });

  const whole = install("");
  const changes: readonly (readonly [name: string, text: string, state: string])[] = [
    ["another timeout", whole.replace("timeout = 3600", "timeout = 1"), "altered"],
    ["another hash", whole.replace(/sha256:./, "sha256:x"), "altered"],
    ["a hash for another place", whole.replace(":0:0", ":1:0"), "altered"],
    ["no hash", whole.replace(/\[hooks\.state[\s\S]*/, ""), "altered"],
    ["a matcher", whole.replace("[[hooks.PreToolUse]]\n", '[[hooks.PreToolUse]]\nmatcher = "Bash"\n'), "altered"],
    ["a group before ours, which takes our place", group + whole, "altered"],
    ["a group after ours", whole + group, "present"],
    ["hooks switched off", `${whole}\n[features]\nhooks = false\n`, "switched-off"],
    ["our hook switched off", `${whole}enabled = false\n`, "switched-off"],
    ["broken TOML", `${whole}\n[`, "unreadable"],
    ["nothing", "", "absent"],
  ];
  for (const [name, text, expected] of changes) {
    it(`is ${expected}: ${name}`, () => assert.equal(state(text), expected));
  }

  it("says what was lost where Codex trusts the hook no more, and nothing of another change", () => {
    const why = (text: string) => codexInstall.alteredBy?.(text, launcher, at);
    assert.equal(why(whole), undefined);
    for (const text of [
      whole.replace(/sha256:./, "sha256:x"),
      whole.replace(/\[hooks\.state[\s\S]*/, ""),
      whole.replace(":0:0", ":1:0"),
      group + whole,
    ])
      assert.match(why(text) ?? "", /does not trust/);
    assert.equal(why(whole.replace("timeout = 3600", "timeout = 1")), undefined);
    assert.equal(why("[broken"), undefined);
  });

  it("is seen to be switched off by a project's file", () => {
    const switchedOff = (text: string) => codexInstall.project?.switchedOff(text);
    assert.match(switchedOff("[features]\nhooks = false\n") ?? "", /features\.hooks/);
    assert.equal(switchedOff("[features]\nhooks = true\n"), undefined);
    assert.equal(switchedOff("[broken"), undefined);
  });
});
