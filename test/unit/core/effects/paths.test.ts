import assert from "node:assert/strict";
import { endings, resolvePath } from "../../../../src/core/effects/paths.ts";
import type { Place } from "../../../../src/core/effects/place.ts";
import { pathFacts } from "../../../../src/core/effects/zones.ts";
import { darwin, linux, windows } from "../../../support/judging.ts";

const at = (surroundings: typeof linux): Place => ({
  ...surroundings,
  cwd: surroundings.workspace,
  realpath: undefined,
});

function check(surroundings: typeof linux, written: string, expected: string | undefined): void {
  it(`${surroundings.platform}: ${JSON.stringify(written)} is ${expected}`, () => {
    assert.equal(resolvePath(written, at(surroundings)), expected);
  });
}

describe("resolvePath", () => {
  check(linux, "a/./b/../c", "/home/dev/project/a/c");
  check(linux, "//etc///passwd", "/etc/passwd");
  check(linux, "../../../../../x", "/x");
  check(linux, "~/a", "/home/dev/a");
  check(linux, "~root/a", "/home/root/a");
  check(linux, "/proc/self/root/etc/passwd", "/etc/passwd");
  check(linux, "/proc/123/root/proc/self/root/x", "/x");
  check(linux, "/proc/self/cwd/.git", "/home/dev/project/.git");
  check(linux, "file:///etc/pass%77d", "/etc/passwd");
  check(linux, "a\\b", "/home/dev/project/a\\b");
  check(darwin, "/private/etc/hosts", "/etc/hosts");
  check(darwin, "/System/Volumes/Data/Users/dev/x", "/Users/dev/x");
  check(windows, "src\\..\\a.txt", "C:/Users/dev/project/a.txt");
  check(windows, "a.txt. . ", "C:/Users/dev/project/a.txt");
  check(windows, "a.txt::$DATA", "C:/Users/dev/project/a.txt");
  check(windows, "\\\\?\\C:\\x", "C:/x");
  check(windows, "\\\\localhost\\C$\\x", "C:/x");
  check(windows, "\\\\server\\share\\x", "//server/share/x");
  check(windows, "\\Windows", "C:/Windows");
  check(windows, "D:", "D:/");
  check(windows, "c:a", "C:/Users/dev/project/a");
  check(windows, "GIT~1\\hooks", "C:/Users/dev/project/.git/hooks");
  check(windows, "file:///C:/x", "C:/x");
});

describe("endings", () => {
  it("holds the path as written and where its links end", () => {
    const place: Place = { ...at(linux), realpath: (path) => (path.endsWith("/link") ? "/etc/shadow" : undefined) };
    assert.deepEqual(endings("link", place), ["/home/dev/project/link", "/etc/shadow"]);
  });

  it("holds a percent-encoded spelling decoded as well", () => {
    assert.ok(endings(".vscode/%73ettings.json", at(linux)).includes("/home/dev/project/.vscode/settings.json"));
  });
});

describe("pathFacts", () => {
  const zones: readonly [typeof linux, string, string][] = [
    [linux, "/home/dev/project", "workspace-root"],
    [linux, "/home/dev/project/src/a.ts", "workspace"],
    [linux, "/home/dev/project2/a.ts", "home"],
    [linux, "/home/dev", "home-root"],
    [linux, "/home/dev/.config", "home-settings"],
    [linux, "/home/other", "other-home-root"],
    [linux, "/home", "system"],
    [linux, "/", "root"],
    [linux, "/etc/passwd", "system"],
    [linux, "/tmp/a", "temporary"],
    [linux, "/tmp", "temporary-root"],
    [linux, "/dev/null", "null-device"],
    [linux, "/dev/sda", "device"],
    [linux, "/srv/x/y", "elsewhere"],
    [darwin, "/users/DEV/Project/a", "workspace"],
    [windows, "c:/users/dev/PROJECT/a", "workspace"],
    [windows, "D:/", "root"],
    [windows, "C:/Windows/System32", "system"],
    [windows, "//server/share/a", "share"],
  ];
  for (const [surroundings, path, zone] of zones) {
    it(`${surroundings.platform}: ${path} is ${zone}`, () => {
      assert.equal(pathFacts(path, at(surroundings)).zone, zone);
    });
  }

  const kinds: readonly [string, string][] = [
    [".env", "secret"],
    [".env.production", "secret"],
    [".env.example", "ordinary"],
    ["src/env.ts", "ordinary"],
    ["docs/credentials.md", "ordinary"],
    ["config/credentials.json", "secret"],
    ["deploy/server.key", "secret"],
    ["cert.pem", "ordinary"],
    [".git/config", "git-config"],
    [".GIT/Hooks/pre-push", "git-hook"],
    [".git/objects/aa", "repository"],
    [".gitignore", "ignore-list"],
    [".claude/settings.local.json", "agent-settings"],
    ["packages/a/.claude/settings.json", "agent-settings"],
    ["packages/a/.vscode/settings.json", "ordinary"],
    [".vscode/settings.json", "editor-settings"],
    [".vscode/tasks.json", "editor-tasks"],
    ["src/mcp.json.ts", "ordinary"],
    [".mcp.json", "agent-settings"],
    ["AGENTS.md", "instructions"],
    [".github/workflows/ci.yml", "workflow"],
    ["package.json", "project-code"],
    ["node_modules/a/index.js", "dependency"],
    ["src/a.ts", "ordinary"],
  ];
  for (const [path, kind] of kinds) {
    it(`${path} is ${kind}`, () => {
      assert.equal(pathFacts(`/home/dev/project/${path}`, at(linux)).kind, kind);
    });
  }
});
