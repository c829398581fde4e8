import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readRevision } from "../../../src/node/gitRevision.ts";
import { askGit, GitError } from "../../../src/node/quietGit.ts";

const asking = { timeoutMs: 60_000, maxBytes: 1_000_000 };
const status = ["status", "--porcelain", "-z"];

describe("asking git", () => {
  let root: string;
  /** Is there when anything of the repository was run. */
  let ran: string;
  let program: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "countersign-quiet-")));
    ran = join(root, "ran");
    program = join(root, "program");
    writeFileSync(program, `#!/bin/sh\ntouch ${ran}\ncat\n`);
    chmodSync(program, 0o755);
    made("top");
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const env = () => ({ PATH: process.env.PATH, HOME: root, GIT_CONFIG_NOSYSTEM: "1" });
  const who = ["-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "protocol.file.allow=always"];
  const git = (folder: string, ...args: readonly string[]) =>
    execFileSync("git", ["-C", join(root, folder), ...who, ...args], { env: env(), stdio: "pipe" });

  /** A repository of one file that a filter is set for. */
  function made(folder: string): void {
    mkdirSync(join(root, folder));
    git(folder, "init", "--quiet");
    writeFileSync(join(root, folder, ".gitattributes"), "* filter=own diff=own\n");
    writeFileSync(join(root, folder, "a.txt"), "text\n");
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "--message", "one");
  }
  /** What makes git read its content again. */
  const touch = (folder: string) => utimesSync(join(root, folder, "a.txt"), 1, 1);
  /** All the settings by which a repository names a program. */
  function arm(folder: string): void {
    const settings = ["filter.own.clean", "filter.own.process", "diff.own.command", "diff.own.textconv"];
    for (const key of [...settings, "diff.external", "core.fsmonitor", "core.pager", "gpg.program", "core.sshCommand"])
      git(folder, "config", key, program);
    git(folder, "config", "filter.own.required", "true");
    git(folder, "config", "log.showSignature", "true");
    for (const hook of ["post-index-change", "reference-transaction"])
      writeFileSync(join(root, folder, ".git/hooks", hook), `#!/bin/sh\ntouch ${ran}\n`, { mode: 0o755 });
    rmSync(ran, { force: true });
  }

  /** The trap is one: git itself, asked without care, runs what the repository names. */
  function careless(folder: string, ...args: readonly string[]): void {
    spawnSync("git", ["-C", join(root, folder), ...args], { env: env(), stdio: "ignore" });
    assert.ok(existsSync(ran));
  }

  it("runs no filter, hook, monitor or driver that the repository names", async () => {
    arm("top");
    touch("top");
    assert.equal((await askGit(join(root, "top"), status, asking)).toString(), "");
    touch("top");
    const revision = await readRevision(join(root, "top"), "HEAD", () => true);
    assert.deepEqual([[...revision.changed], existsSync(ran)], [[], false]);
    touch("top");
    careless("top", ...status);
  });

  it("does not look into submodules, which have settings of their own", async () => {
    made("part");
    git("top", "submodule", "--quiet", "add", "../part", "part");
    git("top", "commit", "--quiet", "--message", "two");
    const own = join(root, "top/part");
    // Its settings lie in the repository around it.
    for (const key of ["filter.own.clean", "core.fsmonitor"]) git("top/part", "config", key, program);
    rmSync(ran, { force: true });
    utimesSync(join(own, "a.txt"), 1, 1);
    assert.equal((await askGit(join(root, "top"), status, asking)).toString(), "");
    await readRevision(join(root, "top"), "HEAD", () => true);
    assert.equal(existsSync(ran), false);
    careless("top", ...status);
  });

  it("verifies no signature", async () => {
    writeFileSync(join(root, "top/a.txt"), "more\n");
    const [header, text] = git("top", "cat-file", "commit", git("top", "stash", "create").toString().trim())
      .toString()
      .split(/\n\n(.*)/s);
    const signed = `${header}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n${text}`;
    const input = { cwd: join(root, "top"), env: env(), input: signed };
    const name = execFileSync("git", ["hash-object", "-t", "commit", "-w", "--stdin"], input).toString().trim();
    git("top", "stash", "store", "--message", "signed", name);
    arm("top");
    assert.match((await askGit(join(root, "top"), ["stash", "list"], asking)).toString(), /^stash@\{0\}: signed/);
    assert.equal(existsSync(ran), false);
    careless("top", "stash", "list");
  });

  it("says that it cannot be asked where a filter could not be switched off", async () => {
    writeFileSync(join(root, "top/.git/config"), `[filter "own=x"]\n\tclean = ${program}\n`, { flag: "a" });
    await assert.rejects(askGit(join(root, "top"), status, asking), GitError);
  });

  it("takes no repository and no settings from the environment", async () => {
    made("other");
    arm("other");
    const before = process.env.GIT_DIR;
    process.env.GIT_DIR = join(root, "other/.git");
    try {
      const found = await askGit(join(root, "top"), ["rev-parse", "--absolute-git-dir"], asking);
      assert.equal(found.toString().trim(), join(root, "top/.git"));
    } finally {
      if (before === undefined) delete process.env.GIT_DIR;
      else process.env.GIT_DIR = before;
    }
  });
});
