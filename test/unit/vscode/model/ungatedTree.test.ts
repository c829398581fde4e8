import assert from "node:assert/strict";
import { hookAgents } from "../../../../src/agents/hookCatalogue.ts";
import { ungatedAgents } from "../../../../src/agents/ungated.ts";
import { renderTree } from "../../../../src/vscode/model/treeNode.ts";
import { ungatedGroup } from "../../../../src/vscode/model/ungatedTree.ts";
import { plain } from "../../../support/plainWords.ts";

describe("agents that cannot be held", () => {
  it("are shown, each with the reason and what to do instead", () => {
    const [first] = ungatedAgents;
    assert.ok(first);
    assert.equal(
      renderTree([ungatedGroup([first], plain)]),
      `Agents that cannot be held  [1]
  VS Code inline chat  [it writes into the editor without calling a hook.]
    ${first.instead}`,
    );
  });

  it("say when and on which version that was looked at, and are not among those that are held", () => {
    const held = new Set<string>(hookAgents.map(({ id }) => id));
    for (const { id, facts, why, instead } of ungatedAgents) {
      assert.ok(!held.has(id), id);
      assert.match(facts.date, /^2026-\d\d-\d\d$/);
      assert.ok(facts.version.length > 0);
      assert.match(why, /^[a-z].*\.$/);
      assert.match(instead, /^[A-Z].*\.$/);
    }
  });
});
