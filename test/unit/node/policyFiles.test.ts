import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { loadPolicy } from "../../../src/core/policy/load.ts";
import { policyRevision } from "../../../src/node/judging.ts";
import { readPolicies } from "../../../src/node/policyFiles.ts";
import { inHome } from "./home.ts";

describe("policy files", () => {
  it("are optional", () =>
    inHome(({ locations, path }) => {
      const policies = readPolicies(locations, path, loadPolicy);
      assert.deepEqual([policies.user, policies.workspace], [undefined, undefined]);
      assert.equal(policyRevision(policies), "built-in");
    }));

  it("are the user's and the workspace's, each with its own path", () =>
    inHome(({ locations, path, write }) => {
      const user = write(".countersign/countersign.yaml", "rules: []");
      const workspace = write("w/.countersign.yaml", "rules: []");
      const policies = readPolicies(locations, join(path, "w"), loadPolicy);
      assert.deepEqual([policies.user?.path, policies.workspace?.path], [user, workspace]);
      assert.deepEqual([policies.user?.origin, policies.workspace?.origin], ["user", "workspace"]);
    }));

  it("have another revision after every change", () =>
    inHome(({ locations, path, write }) => {
      const revisions = ["rules: []", "rules: [] # changed"].map((text) => {
        write(".countersign/countersign.yaml", text);
        return policyRevision(readPolicies(locations, path, loadPolicy));
      });
      assert.equal(new Set(revisions).size, 2);
    }));

  it("are parsed again only after a change", () =>
    inHome(({ locations, path, write }) => {
      let parsed = 0;
      const load: typeof loadPolicy = (...args) => {
        parsed++;
        return loadPolicy(...args);
      };
      const rulesOf = (text: string) => {
        write(".countersign/countersign.yaml", text);
        return readPolicies(locations, path, load).user?.rules.length;
      };
      const one = "rules: [{ when: { path: x }, then: ask }]";
      assert.deepEqual([rulesOf(one), rulesOf(one), rulesOf("rules: []"), rulesOf(one)], [1, 1, 0, 1]);
      assert.equal(parsed, 3);
    }));

  it("that cannot be read let nothing pass by themselves", () =>
    inHome(({ locations, path, write }) => {
      mkdirSync(locations.policy, { recursive: true });
      write("w/.countersign.yaml", "x".repeat(1024 * 1024 + 1));
      const policies = readPolicies(locations, join(path, "w"), loadPolicy);
      assert.deepEqual([policies.user?.unreadable, policies.workspace?.unreadable], [true, true]);
    }));
});
