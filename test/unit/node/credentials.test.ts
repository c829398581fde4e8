import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { ambientCredentials } from "../../../src/node/credentials.ts";

/** Stands for every value: it must be in nothing that is told. */
const value = "Zq9canaryZq9";

const home: Readonly<Record<string, string>> = {
  ".aws/credentials": `[default]\naws_secret_access_key = ${value}\n[prod]\n`,
  ".aws/config": `[profile prod]\nregion = eu\n`,
  ".kube/config": `apiVersion: v1\ncurrent-context: prod-cluster\nusers:\n- user:\n    token: ${value}\n`,
  ".config/gcloud/active_config": "work",
  ".config/gcloud/configurations/config_work": "[core]\naccount = me@example.com\n",
  ".config/gh/hosts.yml": `github.com:\n    user: octo\n    oauth_token: ${value}\ngh.example.com:\n    oauth_token: ${value}\n`,
  ".npmrc": `//registry.npmjs.org/:_authToken=${value}\nfund=false\n`,
  ".cargo/credentials.toml": `[registry]\ntoken = "${value}"\n`,
  ".docker/config.json": JSON.stringify({ auths: { "ghcr.io": { auth: value } }, credsStore: "desktop" }),
  ".netrc": `machine api.example.com login me password ${value}\n`,
  ".git-credentials": `https://me:${value}@github.com\n`,
  ".gitconfig": "[credential]\n\thelper = store\n",
  ".ssh/id_ed25519": `-----BEGIN OPENSSH PRIVATE KEY-----\n${value}\n`,
  ".ssh/id_ed25519.pub": "ssh-ed25519 AAAA",
  ".ssh/config": "Host a",
};

const workspace: Readonly<Record<string, string>> = {
  ".env": `# comment\nexport API_KEY=${value}\nEMPTY=\nCERT="-----BEGIN\n${value}=\n${value}==\n"\n`,
  ".env.local": `TOKEN = '${value}'\n`,
};

describe("ambient credentials", () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), "countersign-credentials-"));
    for (const [folder, files] of [
      ["home", home],
      ["ws", workspace],
    ] as const) {
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(root, folder, path)), { recursive: true });
        await writeFile(join(root, folder, path), text);
      }
    }
  });
  after(() => rm(root, { recursive: true, force: true }));

  const place = () => ({ home: join(root, "home"), workspace: join(root, "ws"), platform: "linux" }) as const;

  it("are told by kind, name and place", async () => {
    const found = await ambientCredentials(place(), {});
    assert.deepEqual(found.map(({ kind, name, path }) => `${kind} ${name} ${relative(root, path)}`).sort(), [
      "aws default home/.aws/credentials",
      "aws prod home/.aws/config",
      "aws prod home/.aws/credentials",
      "cargo registry home/.cargo/credentials.toml",
      "docker credential store desktop home/.docker/config.json",
      "docker ghcr.io home/.docker/config.json",
      "dotenv API_KEY ws/.env",
      "dotenv CERT ws/.env",
      "dotenv TOKEN ws/.env.local",
      "gcloud me@example.com home/.config/gcloud/configurations/config_work",
      "gcloud work home/.config/gcloud/active_config",
      "git github.com home/.git-credentials",
      "git-helper store home/.gitconfig",
      "github gh.example.com home/.config/gh/hosts.yml",
      "github octo@github.com home/.config/gh/hosts.yml",
      "kubernetes prod-cluster home/.kube/config",
      "netrc api.example.com home/.netrc",
      "npm registry.npmjs.org home/.npmrc",
      "ssh-key id_ed25519 home/.ssh/id_ed25519",
    ]);
  });

  it("never hold a value, from files or the environment", async () => {
    const found = await ambientCredentials(place(), {
      AWS_PROFILE: value,
      MY_TOKEN: value,
      PATH: value,
      UNSET_TOKEN: undefined,
    });
    assert.ok(!JSON.stringify(found).includes("canary"));
    assert.deepEqual(
      found.filter(({ kind }) => kind === "environment").map(({ name }) => name),
      ["AWS_PROFILE", "MY_TOKEN"],
    );
  });

  it("leave out what is broken, missing or not a file", async () => {
    const other = join(root, "other");
    await mkdir(join(other, ".npmrc"), { recursive: true });
    await mkdir(join(other, ".docker"));
    await writeFile(join(other, ".docker/config.json"), "{ broken");
    await symlink("/nowhere", join(other, ".netrc"));
    assert.deepEqual(await ambientCredentials({ ...place(), home: other, workspace: undefined }, {}), []);
  });
});
