import assert from "node:assert/strict";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { claudeCodeInstall } from "../../../src/agents/claudeCode/install.ts";
import { codexInstall } from "../../../src/agents/codex/install.ts";
import { copilotCliInstall } from "../../../src/agents/copilotCli/install.ts";
import type { HookInstall } from "../../../src/agents/hookInstall.ts";
import { hookInstalls } from "../../../src/agents/installCatalogue.ts";
import { createInstaller } from "../../../src/node/installer.ts";
import { installAt } from "../../../src/node/installTarget.ts";
import { createSeenLog } from "../../../src/node/seen.ts";
import { uninstall } from "../../../src/node/uninstall.ts";
import { planWrap, readConfig, writePlan } from "../../../src/node/wrapFile.ts";
import { rememberWrapped } from "../../../src/node/wrapRecord.ts";
import { jsoncText } from "../../support/jsoncText.ts";
import { type Home, inHome, makeHome } from "./home.ts";

const now = () => 1_000;

function pathOf(home: Home, target: HookInstall): string {
  return join(home.path, ...target.path);
}

/** Everything below a folder, with its bytes and permissions. */
function snapshot(folder: string): readonly string[] {
  if (!existsSync(folder)) return ["none"];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((found) => join(found.parentPath, found.name))
    .sort()
    .map((path) => {
      const { mode } = lstatSync(path);
      return `${path} ${mode.toString(8)} ${statSync(path).isFile() ? readFileSync(path, "hex") : ""}`;
    });
}

/** Puts the hook programs' names in place: the installer only looks whether they are there. */
function placeHook({ write, locations }: Home): void {
  write(".countersign/bin/version.json", JSON.stringify({ version: "1", app: "app-1" }));
  write(".countersign/bin/app-1/hook.js", "");
  write(".countersign/bin/hook", "");
  assert.ok(existsSync(locations.launcher));
}

describe("installer", () => {
  for (const target of hookInstalls) {
    it(`${target.source}: makes what is missing and leaves nothing behind`, () =>
      inHome((home) => {
        const installer = createInstaller(home.locations, now);
        assert.deepEqual(installer.status(target), { kind: "not-installed" });
        assert.equal(installer.install(target).changed, true);
        assert.equal(
          target.state(
            readFileSync(pathOf(home, target), "utf8"),
            home.locations.launcher,
            false,
            installAt(home.locations, target),
          ),
          "present",
        );
        assert.equal(installer.install(target).changed, false, "a second time changes nothing");
        assert.equal(installer.remove(target).changed, true);
        assert.equal(existsSync(join(home.path, target.path[0] as string)), false);
        assert.equal(installer.remove(target).changed, false);
      }));

    it(`${target.source}: keeps folders that somebody else uses by now`, () =>
      inHome((home) => {
        const installer = createInstaller(home.locations, now);
        installer.install(target);
        const other = join(dirname(pathOf(home, target)), "other");
        writeFileSync(other, "");
        installer.remove(target);
        assert.ok(existsSync(other));
      }));

    it(`${target.source}: is live only after a call`, () =>
      inHome((home) => {
        const installer = createInstaller(home.locations, now);
        installer.install(target);
        assert.equal(installer.status(target).kind, "broken", "there is no hook program yet");
        placeHook(home);
        assert.deepEqual(installer.status(target), { kind: "installed", since: 1_000 });
        const note = createSeenLog(home.locations);
        note(target.source, "an-agent", 500);
        assert.equal(installer.status(target).kind, "installed", "a call from before proves nothing");
        createSeenLog(home.locations)(target.source, "an-agent", 2_000);
        assert.deepEqual(installer.status(target), { kind: "live", since: 1_000, lastCall: 2_000, agent: "an-agent" });
      }));
  }

  it("says that Codex trusts the hook no more, and gives the trust back without another change", () =>
    inHome((home) => {
      const installer = createInstaller(home.locations, now);
      const file = home.write(".codex/config.toml", 'model = "a"\n');
      installer.install(codexInstall);
      placeHook(home);
      const whole = readFileSync(file, "utf8");
      assert.equal(installer.status(codexInstall).kind, "installed");
      const hash = /^trusted_hash = .*\n/m;
      const later = '\n[projects."/w"]\ntrust_level = "trusted"\n';
      writeFileSync(file, whole.replace(hash, "") + later);
      const status = installer.status(codexInstall);
      assert.equal(status.kind, "broken");
      assert.match("why" in status ? status.why : "", /Codex does not trust .*config\.toml.* again/);
      // Without a path: a click repairs it, nobody has to by hand.
      assert.equal("path" in status, false);
      assert.equal(installer.install(codexInstall).problem, undefined);
      assert.equal(installer.status(codexInstall).kind, "installed");
      const repaired = readFileSync(file, "utf8");
      assert.ok(repaired.startsWith('model = "a"\n'));
      assert.ok(repaired.includes(later));
      assert.match(repaired, hash);
    }));

  it("changes what stands beside Codex' hook with it, says when it is gone, and takes it out again", () =>
    inHome((home) => {
      const installer = createInstaller(home.locations, now);
      const own = "TOKEN=a\n";
      const file = home.write(".codex/.env", own);
      const config = home.write(".codex/config.toml", 'model = "a"\n');
      placeHook(home);
      const before = snapshot(join(home.path, ".codex"));
      installer.install(codexInstall);
      const installed = readFileSync(file, "utf8");
      assert.match(installed, /^BASH_ENV=$/m);
      assert.ok(installed.endsWith(own));
      assert.equal(installer.status(codexInstall).kind, "installed");
      for (const [text, why] of [
        [own, /\.env is gone/],
        [installed.replace("BASH_ENV=", "BASH_ENV=x"), /\.env was changed/],
      ] as const) {
        writeFileSync(file, text);
        assert.match(JSON.stringify(installer.status(codexInstall)), why);
        assert.equal(installer.install(codexInstall).changed, true);
        assert.equal(installer.status(codexInstall).kind, "installed");
      }
      assert.equal(installer.remove(codexInstall).changed, true);
      assert.deepEqual(snapshot(join(home.path, ".codex")), before);
      writeFileSync(config, "broken [");
      assert.match(installer.install(codexInstall).problem ?? "", /config\.toml/);
      assert.equal(readFileSync(file, "utf8"), own, "nothing is left beside a file that could not be changed");
    }));

  const lostTrust = (text: string) => text.replace(/^trusted_hash = .*\n/m, "");
  const plans: readonly (readonly [what: string, target: HookInstall, change: (text: string) => string])[] = [
    ["there is nothing yet", claudeCodeInstall, () => "{}\n"],
    ["an entry was changed", claudeCodeInstall, (text) => text.replaceAll("3600", "30")],
    ["Codex trusts the hook no more", codexInstall, lostTrust],
    [
      "Codex' file has an entry of another version",
      codexInstall,
      (text) => text.replaceAll("timeout = 3600", "timeout = 9"),
    ],
  ];
  for (const [what, target, change] of plans)
    it(`shows exactly what it then writes when ${what}`, () =>
      inHome((home) => {
        const installer = createInstaller(home.locations, now);
        installer.install(target);
        const file = pathOf(home, target);
        writeFileSync(file, change(readFileSync(file, "utf8")));
        const before = readFileSync(file, "utf8");
        const plan = installer.planned(target);
        assert.deepEqual(
          plan.map((one) => [one.path, one.before]),
          [[file, before]],
        );
        assert.equal(readFileSync(file, "utf8"), before, "a plan writes nothing");
        installer.install(target);
        assert.equal(plan[0]?.after, readFileSync(file, "utf8"));
        assert.deepEqual(installer.planned(target), []);
      }));

  it("shows each file that would be changed", () =>
    inHome((home) => {
      const plan = createInstaller(home.locations, now).planned(codexInstall);
      assert.deepEqual(
        plan.map(({ path }) => path.slice(home.path.length)),
        ["/.codex/.env", "/.codex/config.toml"],
      );
      assert.ok(plan.every(({ before, after }) => before === undefined && after));
      home.write(".codex/config.toml", "broken [");
      assert.match(JSON.stringify(createInstaller(home.locations, now).planned(codexInstall)[1]), /"problem"/);
    }));

  it("leaves any settings file byte for byte as it was", () => {
    const home = makeHome();
    const installer = createInstaller(home.locations, now);
    try {
      fc.assert(
        fc.property(jsoncText(), fc.constantFrom(0o600, 0o644), (text, mode) => {
          const file = home.write(".claude/settings.json", text);
          writeFileSync(file, text, { mode });
          const before = snapshot(join(home.path, ".claude"));
          const result = installer.install(claudeCodeInstall);
          assert.equal(result.problem, undefined);
          assert.notEqual(readFileSync(file, "utf8"), text);
          installer.remove(claudeCodeInstall);
          assert.deepEqual(snapshot(join(home.path, ".claude")), before);
        }),
        { numRuns: 40 },
      );
    } finally {
      home.remove();
    }
  });

  it("keeps what a person changed since, and takes only its own out", () =>
    inHome((home) => {
      const text = '{\n  // mine\n  "model": "a",\n  "hooks": { "PreToolUse": [] }\n}\n';
      const file = home.write(".claude/settings.json", text);
      const installer = createInstaller(home.locations, now);
      installer.install(claudeCodeInstall);
      writeFileSync(file, readFileSync(file, "utf8").replace('"a"', '"b"'));
      installer.remove(claudeCodeInstall);
      assert.equal(readFileSync(file, "utf8"), text.replace('"a"', '"b"'));
    }));

  it("takes its entries out of a file that an editor has formatted anew", () =>
    inHome((home) => {
      const file = home.write(".claude/settings.json", '{"model":"a"}');
      const installer = createInstaller(home.locations, now);
      installer.install(claudeCodeInstall);
      const formatted = JSON.parse(readFileSync(file, "utf8"));
      formatted.hooks.PreToolUse.push({ matcher: "Bash", hooks: [{ type: "command", command: "theirs" }] });
      writeFileSync(file, JSON.stringify(formatted, undefined, 4));
      assert.equal(installer.remove(claudeCodeInstall).problem, undefined);
      assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), {
        model: "a",
        hooks: {
          ConfigChange: [],
          UserPromptSubmit: [],
          Stop: [],
          SubagentStop: [],
          SessionEnd: [],
          PostToolUse: [],
          PostToolUseFailure: [],
          PreToolUse: [{ matcher: "Bash", hooks: [{ type: "command", command: "theirs" }] }],
        },
      });
    }));

  it("finds its entries also without its record", () =>
    inHome((home) => {
      const file = home.write(".claude/settings.json", '{"model":"a"}');
      createInstaller(home.locations, now).install(claudeCodeInstall);
      writeFileSync(join(home.locations.backup, "claude-settings.json"), "broken");
      createInstaller(home.locations, now).remove(claudeCodeInstall);
      assert.doesNotMatch(readFileSync(file, "utf8"), /countersign/);
    }));

  it("replaces an entry of another version and still restores the person's own file", () =>
    inHome((home) => {
      const text = '{\n  "model": "a"\n}\n';
      const file = home.write(".claude/settings.json", text);
      const installer = createInstaller(home.locations, now);
      installer.install(claudeCodeInstall);
      writeFileSync(file, readFileSync(file, "utf8").replaceAll("3600", "30"));
      assert.match(JSON.stringify(installer.status(claudeCodeInstall)), /was changed/);
      assert.equal(installer.install(claudeCodeInstall).changed, true);
      assert.match(readFileSync(file, "utf8"), /"timeout": 3600/);
      installer.remove(claudeCodeInstall);
      assert.doesNotMatch(readFileSync(file, "utf8"), /countersign/);
      assert.equal(JSON.parse(readFileSync(file, "utf8")).model, "a");
    }));

  for (const [name, content] of [
    ["broken JSON", Buffer.from('{"a": ')],
    ["something else than an object", Buffer.from("[]")],
    ["hooks that are no object", Buffer.from('{"hooks": "none"}')],
    ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x7b])],
  ] as const) {
    it(`reports and never rewrites ${name}`, () =>
      inHome((home) => {
        const file = home.write(".claude/settings.json", content);
        const installer = createInstaller(home.locations, now);
        const result = installer.install(claudeCodeInstall);
        assert.equal(result.changed, false);
        assert.match(result.problem ?? "", /\S/);
        assert.deepEqual(readFileSync(file), content);
        assert.equal(existsSync(join(home.locations.backup, "claude-settings.json")), false);
      }));
  }

  it("does not rewrite a file that was broken after it was installed", () =>
    inHome((home) => {
      const file = home.write(".claude/settings.json", "{}");
      const installer = createInstaller(home.locations, now);
      installer.install(claudeCodeInstall);
      writeFileSync(file, "{ broken");
      assert.match(installer.remove(claudeCodeInstall).problem ?? "", /cannot be read/);
      assert.equal(readFileSync(file, "utf8"), "{ broken");
      assert.equal(installer.status(claudeCodeInstall).kind, "broken");
    }));

  it("writes through a link and leaves the link", () =>
    inHome((home) => {
      const real = home.write("dotfiles/claude.json", "{}\n");
      mkdirSync(join(home.path, ".claude"));
      symlinkSync(real, join(home.path, ".claude", "settings.json"));
      const installer = createInstaller(home.locations, now);
      installer.install(claudeCodeInstall);
      assert.ok(lstatSync(join(home.path, ".claude", "settings.json")).isSymbolicLink());
      assert.match(readFileSync(real, "utf8"), /countersign/);
      installer.remove(claudeCodeInstall);
      assert.equal(readFileSync(real, "utf8"), "{}\n");
    }));

  it("says so when the entry is gone or hooks are switched off", () =>
    inHome((home) => {
      placeHook(home);
      const file = home.write(".claude/settings.json", "{}");
      const installer = createInstaller(home.locations, now);
      installer.install(claudeCodeInstall);
      const installed = readFileSync(file, "utf8");
      writeFileSync(file, installed.replace("{", '{ "disableAllHooks": true,'));
      assert.match(JSON.stringify(installer.status(claudeCodeInstall)), /disableAllHooks/);
      writeFileSync(file, "{}");
      assert.match(JSON.stringify(installer.status(claudeCodeInstall)), /is gone/);
    }));

  it("puts a file of the same name back that was there before", () =>
    inHome((home) => {
      const file = home.write(".copilot/hooks/countersign.json", '{"mine":1}');
      const installer = createInstaller(home.locations, now);
      installer.install(copilotCliInstall);
      writeFileSync(file, readFileSync(file, "utf8").replace("3600", "10"));
      installer.remove(copilotCliInstall);
      assert.equal(readFileSync(file, "utf8"), '{"mine":1}');
    }));

  it("removes everything on uninstall but the policy and the audit", () =>
    inHome((home) => {
      placeHook(home);
      home.write(".claude/settings.json", "{ }");
      const before = snapshot(join(home.path, ".claude"));
      home.write(".countersign/audit/audit.jsonl", "x");
      home.write(".countersign/countersign.yaml", "y");
      const installer = createInstaller(home.locations, now);
      for (const target of hookInstalls) installer.install(target);
      assert.deepEqual(uninstall(home.locations, hookInstalls), []);
      assert.deepEqual(snapshot(join(home.path, ".claude")), before);
      assert.equal(existsSync(join(home.path, ".copilot")), false);
      assert.deepEqual(readdirSync(home.locations.base).sort(), ["audit", "countersign.yaml"]);
    }));

  it("leaves the hook in place on uninstall while an entry cannot be removed", () =>
    inHome((home) => {
      placeHook(home);
      const file = home.write(".claude/settings.json", "{}");
      createInstaller(home.locations, now).install(claudeCodeInstall);
      writeFileSync(file, "{ broken");
      assert.equal(uninstall(home.locations, hookInstalls).length, 1);
      assert.ok(existsSync(home.locations.launcher));
    }));

  const serverEntry = '{ "mcpServers": { "lab": { "command": "node", "args": ["lab.mjs"] } } }\n';

  function wrapIn(home: Home): string {
    placeHook(home);
    home.write(".countersign/bin/mcp-proxy", "");
    const file = home.write("project/.mcp.json", serverEntry);
    rememberWrapped(home.locations, file);
    writePlan(file, planWrap(readConfig(file), { action: "wrap", launcher: home.locations.proxyLauncher }));
    assert.match(readFileSync(file, "utf8"), /mcp-proxy/);
    return file;
  }

  it("gives wrapped servers their own entries again on uninstall, so that they still start", () =>
    inHome((home) => {
      const file = wrapIn(home);
      const gone = home.write("gone/.mcp.json", serverEntry);
      rememberWrapped(home.locations, gone);
      rmSync(gone);
      assert.deepEqual(uninstall(home.locations, hookInstalls), []);
      assert.equal(readFileSync(file, "utf8"), serverEntry);
      assert.deepEqual([existsSync(gone), existsSync(home.locations.base)], [false, false]);
    }));

  const changes: readonly (readonly [what: string, change: (text: string) => string])[] = [
    ["a file that is broken by now", (text) => text.replace("{", "")],
    ["an entry that was changed by now", (text) => text.replace('"--"', '"--else"')],
  ];
  for (const [what, change] of changes)
    it(`keeps what starts a wrapped server on uninstall: ${what}`, () =>
      inHome((home) => {
        const file = wrapIn(home);
        const changed = change(readFileSync(file, "utf8"));
        writeFileSync(file, changed);
        assert.match(uninstall(home.locations, hookInstalls).join(), /still starts a server through/);
        assert.equal(readFileSync(file, "utf8"), changed);
        assert.ok(existsSync(home.locations.proxyLauncher));
      }));
});
