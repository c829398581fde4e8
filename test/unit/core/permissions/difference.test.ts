import assert from "node:assert/strict";
import fc from "fast-check";
import type { Effect } from "../../../../src/core/model/effect.ts";
import type { AgentPermissions, Grant } from "../../../../src/core/model/permission.ts";
import { type Decision, decisions } from "../../../../src/core/model/verdict.ts";
import { difference, isEmpty, loosens } from "../../../../src/core/permissions/difference.ts";

const source = { layer: "user", text: "" } as const;
const grant = (
  decision: Decision,
  tool = "Bash",
  effects: readonly Effect[] = ["run-code"],
  specifier?: string,
): Grant => ({
  decision,
  effects,
  tool,
  ...(specifier === undefined ? {} : { specifier }),
  source,
  overrides: [],
});
const having = (grants: readonly Grant[], more: Partial<AgentPermissions> = {}): AgentPermissions => ({
  agent: "a",
  title: "A",
  factsVersion: "1",
  factsDate: "2026-11-25",
  installed: true,
  mode: { name: "default", source },
  grants,
  servers: [],
  delegates: [],
  credentials: [],
  ineffective: [],
  ruleOfTwo: { untrusted: false, sensitive: false, outward: false },
  problems: [],
  ...more,
});

describe("the difference between two permissions", () => {
  const rows: readonly [name: string, before: Grant[], after: Grant[], loosens: boolean][] = [
    ["a new allow", [], [grant("allow")], true],
    ["a new denial", [], [grant("deny")], false],
    ["a denial that goes", [grant("deny", "Read", [], "*.env")], [], true],
    ["an allow that goes", [grant("allow")], [], false],
    ["ask becomes allow", [grant("ask")], [grant("allow")], true],
    ["allow becomes ask", [grant("allow")], [grant("ask")], false],
    ["deny becomes ask", [grant("deny")], [grant("ask")], true],
  ];
  for (const [name, before, after, expected] of rows) {
    it(`${name} ${expected ? "loosens" : "does not loosen"}`, () => {
      const changes = difference(having(before), having(after));
      assert.equal(isEmpty(changes), false);
      assert.equal(loosens(changes), expected);
    });
  }

  it("says which effects run without asking now, servers, delegates and modes", () => {
    const server = { name: "forum", source, state: "enabled", tools: [] } as const;
    const delegate = { name: "helper", source, inheritsAll: true, tools: [], effects: [] };
    const after = having([grant("allow", "Fetch", ["fetch-network"])], {
      servers: [server],
      delegates: [delegate],
      mode: { name: "bypass", source },
    });
    const changes = difference(having([grant("allow")]), after);
    assert.deepEqual(changes.gained, ["fetch-network"]);
    assert.deepEqual(changes.lost, ["run-code"]);
    assert.deepEqual(changes.servers, [{ name: "forum", after: "enabled" }]);
    assert.deepEqual(changes.delegates, { added: ["helper"], removed: [] });
    assert.deepEqual(changes.mode, { before: "default", after: "bypass" });
  });

  const grants = fc.array(
    fc
      .tuple(fc.constantFrom(...decisions), fc.constantFrom("Bash", "Read", "Fetch"))
      .map(([decision, tool]) => grant(decision, tool)),
  );

  it("there is none to itself, and there and back name the same rules", () => {
    fc.assert(
      fc.property(grants, grants, (left, right) => {
        assert.ok(isEmpty(difference(having(left), having(left))));
        const names = (a: readonly Grant[], b: readonly Grant[]) =>
          difference(having(a), having(b))
            .grants.map(({ tool }) => tool)
            .sort();
        assert.deepEqual(names(left, right), names(right, left));
      }),
    );
  });
});
