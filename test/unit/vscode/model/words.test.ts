import assert from "node:assert/strict";
import type { Definition, EffectClaim } from "../../../../src/core/model/definition.ts";
import type { Effect } from "../../../../src/core/model/effect.ts";
import { lensTitle } from "../../../../src/vscode/model/words.ts";
import { plain } from "../../../support/plainWords.ts";

function claims(...effects: Effect[]): EffectClaim[] {
  return effects.map((effect) => ({ effect, origin: "code", because: "seen" }));
}

const base = { format: "mcp-ts", language: "typescript", name: "x", span: { start: 0, end: 1 } } as const;

function check(definition: Definition, reachableBy: readonly string[], expected: string): void {
  assert.equal(lensTitle(definition, reachableBy, plain), expected);
}

describe("lens title", () => {
  it("names what cannot be taken back first, then who confirms and who can reach it", () =>
    check(
      {
        ...base,
        kind: "tool",
        effects: claims("read-files", "send-outward"),
        confirmation: { confirmed: "never" },
      },
      ["forum-helper"],
      "Can send outward, read files · nobody confirms · forum-helper can call it",
    ));

  it("counts effects and agents beyond the first ones", () =>
    check(
      {
        ...base,
        kind: "tool",
        effects: claims("read-files", "write-files", "run-code", "send-outward"),
        confirmation: { confirmed: "always", by: "ctx.elicit" },
      },
      ["a", "b", "c"],
      "Can send outward, read files, write files and 1 more · confirmed by a person (ctx.elicit) · a, b and 1 more can call it",
    ));

  const saying = (...effects: Effect[]) =>
    effects.map((effect): EffectClaim => ({ effect, origin: "declared", because: "its name" }));

  it("tells what code shows from what is only said", () => {
    const tool = { ...base, kind: "tool", confirmation: { confirmed: "never" } } as const;
    const effects = [...claims("fetch-network"), ...saying("destroy-data")];
    check({ ...tool, effects }, [], "Can fetch from the network · Seems to destroy data · nobody confirms");
    check({ ...tool, effects: saying("destroy-data") }, [], "Seems to destroy data · nobody confirms");
    check(
      { ...tool, effects: saying("destroy-data"), stub: true },
      [],
      "Says it can destroy data, and does nothing yet · nobody confirms",
    );
  });

  it("does not claim that a tool without seen effects is harmless", () =>
    check(
      { ...base, kind: "tool", effects: [], confirmation: { confirmed: "unknown" } },
      [],
      "No effect seen in its code · confirmation not known",
    ));

  it("says that an agent without a tool list inherits every tool", () =>
    check(
      { ...base, kind: "agent", effects: claims("run-code"), confirmation: { confirmed: "never" } },
      ["ignored"],
      "Inherits every tool · May run code · nobody confirms",
    ));

  it("writes hidden characters of names out", () =>
    check(
      { ...base, kind: "tool", effects: claims("run-code"), confirmation: { confirmed: "never" } },
      ["a\u202eb"],
      "Can run code · nobody confirms · a⟨U+202E⟩b can call it",
    ));
});
