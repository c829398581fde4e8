/** A log that was rewritten whole, with an anchor that fits it: only signatures kept elsewhere show it. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { anchorPlaces, editorStore } from "../../../src/node/anchorPlaces.ts";
import { openAudit } from "../../../src/node/auditFile.ts";
import { openSigner } from "../../../src/node/auditKeys.ts";
import { sealAudit } from "../../../src/node/auditSeal.ts";
import { locations } from "../../../src/node/locations.ts";
import { auditEntry, sha256 } from "../../support/auditEntries.ts";
import { cli } from "../../support/cli.ts";

const userData: Readonly<Record<string, string>> = {
  darwin: "Library/Application Support/Code",
  win32: "AppData/Roaming/Code",
};

describe("what the command line says of a log that was rewritten whole", () => {
  let home: string;
  before(async () => {
    home = mkdtempSync(join(tmpdir(), "anchors-"));
    const place = join(home, userData[process.platform] ?? ".config/Code", ...editorStore);
    mkdirSync(place, { recursive: true });
    const { audit: folder } = locations(home);
    await append("echo original");
    const signer = () => openSigner({ read: async () => undefined, write: async () => {} });
    const sealing = await sealAudit({ folder, places: [place], signer, sha256, now: () => new Date() });
    assert.equal(sealing.kind, "sealed");
    rmSync(folder, { recursive: true });
    await append("echo forged");
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  async function append(summary: string): Promise<void> {
    const audit = openAudit(locations(home).audit, { sha256, now: () => new Date() });
    await audit.append(auditEntry(1, { summary }));
    await audit.close();
  }

  const run = (...argv: string[]) => cli([...argv, "--home", home]);
  const rewritten = /not what was signed/;

  it("looks into every editor's store that is there, and the second place always", () => {
    assert.equal(anchorPlaces(locations(home)).length, 2);
    assert.equal(anchorPlaces(locations(join(home, "nobody"))).length, 1);
  });

  it("is a problem to doctor", async () => {
    const { code, stdout } = await run("doctor");
    assert.equal(code, 1);
    assert.match(stdout, /PROBLEM {2}audit.*not what was signed/);
  });

  it("fails verify, and pack writes nothing", async () => {
    const verified = await run("audit", "verify");
    assert.equal(verified.code, 1);
    assert.match(verified.stdout, rewritten);
    const packed = await run("audit", "pack", "--out", join(home, "case.jsonl"));
    assert.equal(packed.code, 1);
    assert.match(packed.stdout, rewritten);
  });

  for (const report of ["coverage", "fatigue", "replay", "export"]) {
    it(`is said before what ${report} tells from it`, async () => {
      const policy = join(home, "new.yaml");
      writeFileSync(policy, "version: 1\nrules: []\n");
      const { stderr, stdout } = await run("audit", report, ...(report === "replay" ? ["--policy", policy] : []));
      assert.match(stderr, rewritten);
      assert.ok(stdout.length > 0);
    });
  }

  it("is signed by nobody again, and nothing of it is removed", async () => {
    const sealed = await run("audit", "seal");
    assert.equal(sealed.code, 1);
    assert.match(sealed.stdout, rewritten);
  });
});
