import assert from "node:assert/strict";
import { filterChoices, filterWords, readFilter } from "../../../../src/vscode/model/filterWords.ts";
import { plain } from "../../../support/plainWords.ts";

const title = (agent: string) => (agent === "codex" ? "Codex" : agent);

describe("words of a filter", () => {
  it("says what it is narrowed to, and nothing when it is not", () => {
    assert.equal(filterWords({}, title, plain), "");
    assert.equal(
      filterWords({ agent: "codex", effect: "delete-files", outcome: "denied" }, title, plain),
      "Codex · delete files · denied",
    );
  });

  it("adds what is chosen, and takes away what is chosen again", () => {
    const chosen = filterChoices({ agent: "codex" }, ["codex", "gemini"], title, plain);
    const set = (label: string) => chosen.find((choice) => choice.label === label)?.set;
    assert.deepEqual(set("Codex"), {});
    assert.deepEqual(set("gemini"), { agent: "gemini" });
    assert.deepEqual(set("allowed"), { agent: "codex", outcome: "allowed" });
    assert.deepEqual(
      chosen.filter((choice) => choice.chosen).map(({ label }) => label),
      ["Codex"],
    );
  });

  it("takes nothing it does not know from what was remembered", () => {
    assert.deepEqual(readFilter({ agent: "codex", effect: "fly", outcome: 3 }), { agent: "codex" });
    assert.deepEqual(readFilter("nonsense"), {});
  });
});
