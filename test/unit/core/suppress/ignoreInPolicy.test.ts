import assert from "node:assert/strict";
import fc from "fast-check";
import { SourceText } from "../../../../src/core/model/span.ts";
import { parseYaml } from "../../../../src/core/parse/yaml.ts";
import { ignoreInPolicy } from "../../../../src/core/suppress/ignoreInPolicy.ts";
import { policySuppressions } from "../../../../src/core/suppress/policyEntries.ts";

const ignored = { rule: "secret-in-file", path: ".mcp.json", reason: "A key of the test server." };
const read = (text: string) => policySuppressions(new SourceText(".countersign.yaml", text));

describe("a suppression in a folder's policy", () => {
  it("begins the policy where there is none", () => {
    const entry =
      "  ignore:\n    - rule: secret-in-file\n      path: .mcp.json\n      reason: A key of the test server.\n";
    assert.equal(ignoreInPolicy("", ignored), `version: 1\nreview:\n${entry}`);
  });

  it("is added at the end, and what was there stays, with its comments", () => {
    const before = `# Ours.
version: 1
rules:
  - id: no-push # never
    when: { branch: main }
    then: deny
review:
  # Old ones.
  ignore:
    - rule: remote-server-plain-http
      path: .mcp.json
      reason: private
`;
    const after = ignoreInPolicy(before, ignored);
    assert.equal(
      after,
      `${before}    - rule: secret-in-file\n      path: .mcp.json\n      reason: A key of the test server.\n`,
    );
  });

  it("is not written where it would not be read back", () => {
    for (const text of ["a: [", "- list", "review: text", "review:\n  ignore: all\n", "a: 1\n---\nb: 2\n"])
      assert.equal(ignoreInPolicy(text, ignored), undefined, text);
  });

  it("takes no sign of a file's name for a pattern", () => {
    const text = ignoreInPolicy("", { ...ignored, path: "a[*]{b,c}.json" }) ?? "";
    assert.deepEqual(read(text)[0]?.about, { kind: "path", folder: "", pattern: "a????b,c?.json" });
  });

  it("keeps any reason, whatever signs are in it, as one text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (reason) => {
        fc.pre(reason.trim() === reason && reason !== "");
        const text = ignoreInPolicy("version: 1\n", { ...ignored, reason });
        if (text === undefined) return;
        assert.equal(read(text)[0]?.reason, reason);
        assert.deepEqual(parseYaml(text).problems, []);
      }),
    );
    assert.equal(
      read(ignoreInPolicy("", { ...ignored, reason: "x: [y] # 'z'\n- w" }) ?? "")[0]?.reason,
      "x: [y] # 'z'\n- w",
    );
  });
});
