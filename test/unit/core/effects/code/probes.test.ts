import assert from "node:assert/strict";
import { codeEffects } from "../../../../../src/core/effects/code/codeEffects.ts";
import { effects as vocabulary } from "../../../../../src/core/model/effect.ts";
import { walk } from "../../../../../src/core/parse/code/code.ts";
import { csharp } from "./probes/csharp.ts";
import { go } from "./probes/go.ts";
import { handedOver } from "./probes/handedOver.ts";
import { java } from "./probes/java.ts";
import { links } from "./probes/links.ts";
import { type Probe, type ProbedLanguage, readProbe } from "./probes/probe.ts";
import { python } from "./probes/python.ts";
import { rust } from "./probes/rust.ts";
import { stores } from "./probes/stores.ts";
import { typescript } from "./probes/typescript.ts";
import { typescriptServices } from "./probes/typescriptServices.ts";

const tables: readonly (readonly [ProbedLanguage, readonly Probe[]])[] = [
  ["python", python],
  ["typescript", typescript],
  ["typescript", typescriptServices],
  ["go", go],
  ["java", java],
  ["csharp", csharp],
  ["rust", rust],
];

/** Effects of the function `handler`, in the order of the vocabulary; undefined where there is none. */
async function effectsOf(language: ProbedLanguage, probe: Probe): Promise<string | undefined> {
  const file = await readProbe(language, probe);
  let found: Set<string> | undefined;
  walk(file.body, (part) => {
    if (part.kind === "function" && part.name === "handler")
      found = new Set(codeEffects(part, file).occurrences.map(({ effect }) => effect));
    return undefined;
  });
  return found && inOrder(found);
}

function inOrder(found: ReadonlySet<string>): string {
  return vocabulary.filter((effect) => found.has(effect)).join(" ");
}

for (const [subject, language, probes] of [
  ...tables.map(([language, probes]) => ["what tools call", language, probes] as const),
  ...handedOver.map(([language, probes]) => ["what tools hand over", language, probes] as const),
  ...[...links, ...stores].map(([language, probes]) => ["what code reaches", language, probes] as const),
]) {
  describe(`effects of ${subject} in ${language}`, () => {
    for (const probe of probes) {
      const [head, body, expected] = probe;
      it(`${head.split("\n")[0]} ${body.replaceAll("\n", " ⏎ ")} → ${expected || "nothing"}`, async () => {
        const seen = await effectsOf(language, probe);
        assert.equal(seen, inOrder(new Set(expected.split(" "))));
      });
    }
  });
}
