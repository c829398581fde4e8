import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ampInstall } from "../../../src/agents/amp/install.ts";
import { clineInstall } from "../../../src/agents/cline/install.ts";
import type { HookInstall } from "../../../src/agents/hookInstall.ts";
import { hookInstalls } from "../../../src/agents/installCatalogue.ts";
import { openclawInstall } from "../../../src/agents/openclaw/install.ts";
import { opencodeInstall } from "../../../src/agents/opencode/install.ts";
import { createInstaller } from "../../../src/node/installer.ts";
import { type Home, inHome, makeHome } from "./home.ts";

const now = () => 1_000;

/** None of these entries depends on the file it stands in. */
const here = { file: "/home/u/settings", sha256: () => "" };

function placeHook({ write }: Home): void {
  write(".countersign/bin/version.json", JSON.stringify({ version: "1", app: "app-1" }));
  write(".countersign/bin/app-1/hook.js", "");
  write(".countersign/bin/hook", "");
}

function why(home: Home, target: HookInstall): string {
  const status = createInstaller(home.locations, now).status(target);
  return status.kind === "broken" ? status.why : status.kind;
}

/** Settings of a person, in the style of a person. */
const settings = {
  openclaw:
    '{\n  // mine\n  "plugins": {\n    "allow": ["voice-call"],\n    "entries": { "voice-call": { "enabled": true } }\n  },\n  "agents": {}\n}\n',
  plain: '{"agents":{"defaults":{"workspace":"~/w"}}}',
};

describe("installing plugins, scripts and helpers", () => {
  for (const text of Object.values(settings)) {
    it(`leaves OpenClaw's settings as they were: ${text.slice(0, 20)}`, () =>
      inHome((home) => {
        placeHook(home);
        const file = home.write(".openclaw/openclaw.json", text);
        const installer = createInstaller(home.locations, now);
        assert.equal(installer.install(openclawInstall).problem, undefined);
        assert.equal(why(home, openclawInstall), "installed");
        assert.ok(existsSync(join(home.locations.base, "agents", "countersign.mjs")));
        installer.remove(openclawInstall);
        assert.equal(readFileSync(file, "utf8"), text);
        assert.ok(!existsSync(join(home.locations.base, "agents")));
      }));

    it(`takes only its own out when the person changed something since: ${text.slice(0, 20)}`, () =>
      inHome((home) => {
        const file = home.write(".openclaw/openclaw.json", text);
        const installer = createInstaller(home.locations, now);
        installer.install(openclawInstall);
        // A formatter: nothing of ours is found by its bytes any longer.
        const stripped = readFileSync(file, "utf8").replace("// mine", "");
        writeFileSync(file, JSON.stringify(JSON.parse(stripped)));
        installer.remove(openclawInstall);
        assert.doesNotMatch(readFileSync(file, "utf8"), /countersign/);
        const left = JSON.parse(readFileSync(file, "utf8"));
        assert.deepEqual(left.agents, JSON.parse(text.replace("// mine", "")).agents);
      }));
  }

  it("adds to a list of allowed plugins and never makes one, which would switch the others off", () => {
    const launcher = "/home/u/.countersign/bin/hook";
    const added = (text: string) =>
      JSON.parse(openclawInstall.add(text.replace("// mine", ""), launcher, false, here).value?.text ?? "");
    assert.deepEqual(added(settings.openclaw).plugins.allow, ["countersign", "voice-call"]);
    assert.equal(added(settings.plain).plugins.allow, undefined);
  });

  it("says what in OpenClaw's settings switches the plugin off", () => {
    const launcher = "/home/u/.countersign/bin/hook";
    const text = openclawInstall.add(settings.plain, launcher, false, here).value?.text ?? "";
    for (const off of [
      { enabled: false },
      { deny: ["countersign"] },
      { allow: ["other"] },
      { entries: { countersign: { enabled: false } } },
    ]) {
      const config = JSON.parse(text);
      const changed = JSON.stringify({ ...config, plugins: { ...config.plugins, ...off } });
      assert.equal(openclawInstall.state(changed, launcher, false, here), "switched-off", changed);
      assert.match(openclawInstall.faultOf(changed) ?? "", /“plugins\./);
    }
  });

  it("is broken when a companion is missing or was changed", () =>
    inHome((home) => {
      placeHook(home);
      createInstaller(home.locations, now).install(openclawInstall);
      const plugin = join(home.locations.base, "agents", "countersign.mjs");
      writeFileSync(plugin, `${readFileSync(plugin, "utf8")}// changed`);
      assert.match(why(home, openclawInstall), /was changed/);
      assert.equal(createInstaller(home.locations, now).install(openclawInstall).changed, true);
      assert.equal(why(home, openclawInstall), "installed");
    }));

  it("is broken when Cline's script may not be executed, since Cline then skips it", () =>
    inHome((home) => {
      placeHook(home);
      createInstaller(home.locations, now).install(clineInstall);
      const script = join(home.path, ...clineInstall.path);
      assert.equal(statSync(script).mode & 0o777, 0o700);
      assert.equal(why(home, clineInstall), "installed");
      chmodSync(script, 0o600);
      assert.match(why(home, clineInstall), /may not be executed/);
      assert.equal(createInstaller(home.locations, now).install(clineInstall).changed, true);
      assert.equal(why(home, clineInstall), "installed");
    }));

  it("replaces no file that somebody else wrote", () =>
    inHome((home) => {
      for (const target of [clineInstall, opencodeInstall]) {
        const file = join(home.path, ...target.path);
        mkdirSync(join(file, ".."), { recursive: true });
        writeFileSync(file, "#!/bin/sh\necho mine\n");
        const { changed, problem } = createInstaller(home.locations, now).install(target);
        assert.equal(changed, false);
        assert.match(problem ?? "", /did not write it/);
        assert.equal(readFileSync(file, "utf8"), "#!/bin/sh\necho mine\n");
      }
    }));

  it("puts no rule in front of a person's rules of Amp, and sees one in front of ours", () =>
    inHome((home) => {
      placeHook(home);
      const file = home.write(".config/amp/settings.json", '{"amp.permissions":[{"tool":"Bash","action":"reject"}]}');
      assert.match(createInstaller(home.locations, now).install(ampInstall).problem ?? "", /first that matches/);
      writeFileSync(file, '{"amp.permissions":[]}');
      assert.equal(createInstaller(home.locations, now).install(ampInstall).problem, undefined);
      const config = JSON.parse(readFileSync(file, "utf8"));
      config["amp.permissions"].unshift({ tool: "Bash", action: "allow" });
      writeFileSync(file, JSON.stringify(config));
      assert.match(why(home, ampInstall), /in front of ours/);
    }));

  it("writes plugins that load and scripts that a shell can read", async () => {
    const home = makeHome();
    try {
      for (const target of hookInstalls) {
        const name = target.path.at(-1) ?? "";
        const texts = [
          ...(name.endsWith(".js") || name === "PreToolUse"
            ? [[name, target.add("", home.locations.launcher, false, here).value?.text]]
            : []),
          ...(target.companions ?? []).map((file) => [file.name, file.content(home.locations.launcher, false)]),
        ];
        for (const [file, text] of texts) {
          const path = home.write(`${target.source}-${file?.replace(/\.js$/, ".mjs")}`, text ?? "");
          if (path.endsWith(".mjs")) assert.ok((await import(pathToFileURL(path).href)).default.id);
          else assert.equal(spawnSync("/bin/sh", ["-n", path]).status, 0, path);
        }
      }
    } finally {
      home.remove();
    }
  });

  it("never writes a plugin that imports more than Node has", () => {
    const texts = hookInstalls.flatMap((target) => [
      target.add("", "/home/u/.countersign/bin/hook", false, here).value?.text ?? "",
      ...(target.companions ?? []).map(({ content }) => content("/home/u/.countersign/bin/hook", false)),
    ]);
    const imports = texts.flatMap((text) => [...text.matchAll(/^import .* from "([^"]+)"/gm)].map(([, from]) => from));
    assert.ok(imports.length >= 3);
    assert.deepEqual(
      imports.filter((from) => !from?.startsWith("node:")),
      [],
    );
  });
});
