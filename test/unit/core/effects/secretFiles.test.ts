/** Which files hold secrets, and which addresses carry one. */
import assert from "node:assert/strict";
import { isSecretFile } from "../../../../src/core/effects/secretFiles.ts";
import { secretInAddress } from "../../../../src/core/effects/secrets.ts";

const holding = [
  "C:/Users/dev/AppData/Roaming/GitHub CLI/hosts.yml",
  "C:/Users/dev/AppData/Roaming/WinSCP.ini",
  "/home/dev/.config/github-copilot/hosts.json",
  "/home/dev/.config/stripe/config.toml",
  "/home/dev/.config/sops/age/keys.txt",
  "/home/dev/.kaggle/kaggle.json",
  "/home/dev/.config/solana/id.json",
  "/home/dev/.gradle/gradle.properties",
  "/etc/wireguard/wg0.conf",
  "/etc/krb5.keytab",
  "/home/dev/project/deploy/kubeconfig.yaml",
  "/home/dev/project/secrets/prod.yaml",
];
const ordinary = [
  "/home/dev/project/src/secrets/index.ts",
  "/home/dev/project/secrets/README.md",
  "/home/dev/project/secrets/db.example",
  "/home/dev/project/src/config.toml",
  "/home/dev/project/stripe/README.md",
  "/home/dev/project/docs/wireguard.md",
  "/home/dev/project/gradle.properties",
];

describe("files that hold secrets", () => {
  for (const path of holding) it(path, () => assert.equal(isSecretFile(path), true));
  for (const path of ordinary) it(`not ${path}`, () => assert.equal(isSecretFile(path), false));
});

describe("addresses that carry a secret", () => {
  const key = `${"A".repeat(20)}${"b3/+".repeat(5)}`;
  const says = (query: string) => secretInAddress(`https://img.example/p.png?k=${query}`);

  it("as it is, in percent signs, in base64", () => {
    const text = `AWS_SECRET_ACCESS_KEY=${key}`;
    assert.equal(says(text), true);
    assert.equal(says(encodeURIComponent(text)), true);
    assert.equal(says(Buffer.from(text).toString("base64url")), true);
  });

  it("but not one that names a commit, an id or a page", () => {
    assert.equal(says("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"), false);
    assert.equal(says("what%20is%20a%20secret%20access%20key"), false);
    assert.equal(says("%E0%A4%A"), false);
  });
});
