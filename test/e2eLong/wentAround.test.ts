/**
 * What went around, in two windows on the same folder: whatever a person does to their own files is explained in both,
 * and what another program did is listed. Each deed is between two changes from outside: that the first is listed shows
 * that nothing else explains changes at that moment, and that the second is shows that the deed was looked at.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packagedBusy } from "../../scripts/lib/project.mjs";
import { openVscode, type Vscode } from "../support/vscode.ts";
import { eventually } from "../support/wait.ts";
import { pictureOfFailure, type Workbench } from "../support/workbench.ts";

const waitMs = 120_000;
const tasks = {
  version: "2.0.0",
  tasks: [
    {
      label: "make the list",
      type: "shell",
      command: "mkdir -p made && date > made/list.md",
      presentation: { reveal: "never" },
      problemMatcher: [],
    },
  ],
};
const files = {
  "saved.md": "one\n",
  "notes.md": "one\n",
  "by-hand.md": "one\n",
  "folder/a.md": "a\n",
  "folder/deep/b.md": "b\n",
  "package.json": '{ "name": "shop" }\n',
  ".vscode/tasks.json": JSON.stringify(tasks),
};
/** Its shell says nothing of what runs in it. */
const settings = {
  "terminal.integrated.profiles.linux": { plain: { path: "/bin/sh" } },
  "terminal.integrated.defaultProfile.linux": "plain",
  "explorer.confirmDragAndDrop": false,
  "explorer.confirmUndo": "light",
  "task.allowAutomaticTasks": "off",
};

describe("what went around", function () {
  this.timeout(600_000);
  let vscode: Vscode;
  let window: Workbench;
  let other: Workbench;
  let outside = 0;

  const path = (...parts: string[]) => join(vscode.workspace, ...parts);
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.test", "-c", "core.editor=true", ...args], {
      cwd: vscode.workspace,
      stdio: "pipe",
    });

  before(async () => {
    vscode = await openVscode({ files, settings, extensions: [await packagedBusy()] });
    git("init", "-q", "-b", "main");
    git("add", ".");
    git("commit", "-q", "-m", "one");
    for (const one of ["topic", "second"]) {
      git("checkout", "-q", "-b", one, "main");
      writeFileSync(path(`${one}.md`), `${one}\n`);
      git("add", ".");
      git("commit", "-q", "-m", one);
    }
    git("checkout", "-q", "main");
    window = await vscode.openWindow();
    other = await vscode.openWindow();
    for (const one of [other, window]) {
      await one.runCommand("Countersign: Focus on Activity View");
      await eventually("Countersign has begun", waitMs, async () =>
        (await one.statusBarTexts()).some((text) => /Countersign|gated/i.test(text)),
      );
    }
  });
  after(() => vscode?.end());
  afterEach(async function () {
    await pictureOfFailure(window, this.currentTest);
  });

  const listed = async (one: Workbench) => {
    const rows = await one.tree("Activity").rows();
    return rows.length === 0 ? [] : one.tree("Activity").unfold("Not explained");
  };
  const seen = async (one: Workbench, name: string) => (await listed(one)).some((row) => row.includes(name));

  /** Both windows list a change that nobody here made: nothing hides it, and all before it was looked at. */
  async function nothingHides(): Promise<void> {
    const first = outside + 1;
    const named = new RegExp(`outside-(?:${Array.from({ length: 40 }, (_, index) => first + index).join("|")})\\.md`);
    await eventually("a change from outside is listed in both windows", 4 * waitMs, async () => {
      writeFileSync(path(`outside-${++outside}.md`), "by another program\n");
      const both = async () => {
        for (const one of [window, other]) if (!(await listed(one)).some((row) => named.test(row))) return false;
        return true;
      };
      return eventually("this one is", 20_000, both).catch(() => undefined);
    });
  }

  /** Does something between two changes from outside, and looks at what the windows say of it. */
  async function accusedOf(deed: () => Promise<unknown>): Promise<string[]> {
    await nothingHides();
    const before = new Set([...(await listed(window)), ...(await listed(other))]);
    await deed();
    await nothingHides();
    const now = [...(await listed(window)), ...(await listed(other))];
    return now.filter((row) => !before.has(row) && !/outside-\d+\.md/.test(row));
  }

  const onDisk = (name: string, wanted: RegExp) =>
    eventually(`${name} is on the disk`, waitMs, async () => wanted.test(readFileSync(path(name), "utf8")));

  async function typed(name: string, words: string): Promise<void> {
    await window.openFile(path(name));
    await window.page.keyboard.type(words);
    await window.page.keyboard.press("Control+s");
    await onDisk(name, new RegExp(words));
  }

  it("explains a save, what another extension formats in it, and what it writes after it", async () => {
    assert.deepEqual(
      await accusedOf(async () => {
        await typed("saved.md", "written");
        await onDisk("saved.md", /formatted/);
        await onDisk("contents.md", /\d/);
      }),
      [],
    );
  });

  it("explains undo and redo, each saved", async () => {
    assert.deepEqual(
      await accusedOf(async () => {
        await typed("notes.md", "undone");
        for (const [key, wanted] of [
          ["Control+z", /^one/],
          ["Control+y", /undone/],
        ] as const) {
          await eventually(`${key} is saved`, waitMs, async () => {
            await window.openFile(path("notes.md"));
            if (wanted.test(readFileSync(path("notes.md"), "utf8"))) return true;
            await window.page.keyboard.press(key);
            await window.page.keyboard.press("Control+s");
            return eventually("it is", 5_000, async () => wanted.test(readFileSync(path("notes.md"), "utf8"))).catch(
              () => undefined,
            );
          });
        }
      }),
      [],
    );
  });

  it("explains a folder that is renamed in the explorer, with all that is in it", async () => {
    assert.deepEqual(
      await accusedOf(async () => {
        await window.runCommand("File: Focus on Files Explorer");
        const row = window.page.locator('.explorer-folders-view .monaco-list-row[aria-label^="folder"]').first();
        const input = window.page.locator(".explorer-folders-view .explorer-item-edited input");
        await eventually("it is renamed", waitMs, async () => {
          if (existsSync(path("renamed", "deep", "b.md"))) return true;
          if (!(await input.isVisible())) {
            await row.click({ timeout: 5_000 });
            if (!/focused/.test((await row.getAttribute("class")) ?? "")) return false;
            await window.page.keyboard.press("F2");
          }
          // Rows move while files come: what has the keyboard by now may be another one.
          if ((await input.inputValue({ timeout: 5_000 })) !== "folder") return void (await input.press("Escape"));
          await input.fill("renamed", { timeout: 5_000 });
          await input.press("Enter");
          return eventually("it is", 5_000, async () => existsSync(path("renamed", "deep", "b.md"))).catch(
            () => undefined,
          );
        });
        await window.runCommand("Countersign: Focus on Activity View");
      }),
      [],
    );
  });

  it("explains what git does: stash, checkout, merge and rebase", async () => {
    assert.deepEqual(
      await accusedOf(async () => {
        writeFileSync(path("by-hand.md"), "changed, and at once put away\n");
        git("stash", "-q", "-u");
        git("stash", "pop", "-q");
        git("checkout", "-q", "--", ".");
        git("stash", "-q", "-u");
        git("checkout", "-q", "topic");
        git("checkout", "-q", "second");
        git("rebase", "-q", "topic");
        git("checkout", "-q", "main");
        git("merge", "-q", "--no-ff", "-m", "merged", "second");
        git("stash", "pop", "-q");
      }),
      [],
    );
  });

  it("explains what a task makes", async () => {
    assert.deepEqual(
      await accusedOf(async () => {
        await window.quick.openWith("ControlOrMeta+P", ({ value }) => !value.startsWith(">"));
        await window.quick.fill("task make the list");
        await window.quick.accept(({ active }) => active.startsWith("make the list"));
        await eventually("it is made", waitMs, async () => existsSync(path("made", "list.md")));
      }),
      [],
    );
  });

  it("explains what is done in a terminal that tells nothing, also when it is closed at once", async () => {
    assert.deepEqual(
      await accusedOf(async () => {
        await window.runCommand("Terminal: Create New Terminal");
        const screen = window.page.locator(".terminal-wrapper.active .xterm-screen");
        await eventually("it ran", waitMs, async () => {
          if (/two/.test(readFileSync(path("by-hand.md"), "utf8"))) return true;
          if (await screen.isVisible()) {
            await screen.click({ timeout: 5_000 });
            await window.page.keyboard.type("echo two > by-hand.md; exit");
            await window.page.keyboard.press("Enter");
          }
          return eventually("it did", 5_000, async () => /two/.test(readFileSync(path("by-hand.md"), "utf8"))).catch(
            () => undefined,
          );
        });
      }),
      [],
    );
  });

  it("explains a setting of the workspace that another extension changes for the person", async () => {
    assert.deepEqual(
      await accusedOf(async () => {
        await window.runCommand("Busy: Widen Tabs");
        await eventually("it is set", waitMs, async () =>
          /7/.test(readFileSync(path(".vscode", "settings.json"), "utf8")),
        );
      }),
      [],
    );
  });

  it("lists what other programs change, and neither their own copies nor what they install", async () => {
    await nothingHides();
    // As vi and sed write: a copy beside it that takes its place, or that is gone again.
    writeFileSync(path(".notes.md.swp"), "");
    execFileSync("sed", ["-i", "s/one/three/", path("notes.md")]);
    rmSync(path(".notes.md.swp"));
    mkdirSync(path("node_modules"));
    for (let index = 0; index < 3_000; index++) writeFileSync(path("node_modules", `p${index}.js`), "");
    writeFileSync(path("package-lock.json"), "{}\n");
    for (const one of [window, other]) {
      await eventually("both are listed", waitMs, async () => {
        return (await seen(one, "notes.md")) && (await seen(one, "package-lock.json"));
      });
      assert.deepEqual(
        (await listed(one)).filter((row) => /node_modules|sed|swp/.test(row)),
        [],
      );
    }
    await window.screenshot("record-went-around");
  });
});
