/** The properties that no text may break, for a minute in the tests and for as long as one likes by `npm run fuzz`. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Judge } from "../../src/core/decide.ts";
import { failed, grammatical, isAtLeast, judgeInTime, labelled, mangled, shells, wrappersOf } from "./fuzzing.ts";
import { decideCommand } from "./judging.ts";

export interface FuzzRun {
  readonly seconds: number;
  readonly seed: number;
  /** At most so many texts; undefined: until the time is up. */
  readonly runs?: number;
  /** How long one text may take, in milliseconds; 50 where it is not said. */
  readonly patienceMs?: number;
}

export interface FuzzProperty {
  readonly name: string;
  /** How many texts take some fifteen seconds. */
  readonly quarterMinute: number;
  run(judge: Judge, run: FuzzRun): number;
}

/** Runs a property until the time is up; answers how often. */
function untilTimeIsUp<T>(
  arbitrary: fc.Arbitrary<T>,
  test: (value: T) => void,
  { seconds, seed, runs: most = Number.MAX_SAFE_INTEGER }: FuzzRun,
): number {
  let runs = 0;
  fc.assert(
    fc.property(arbitrary, (value) => {
      runs++;
      test(value);
    }),
    {
      seed,
      numRuns: most,
      interruptAfterTimeLimit: seconds * 1000,
      markInterruptAsFailure: false,
    },
  );
  return runs;
}

const grammarLine = fc.constantFrom(...shells).chain((shell) => grammatical(shell).map((text) => ({ shell, text })));

export const fuzzProperties: readonly FuzzProperty[] = [
  {
    quarterMinute: 40_000,
    name: "bytes that are hardly a command are judged in time and without a fault",
    run: (judge, run) =>
      untilTimeIsUp(
        mangled,
        (line) => assert.ok(!failed(judgeInTime(judge, line, run.patienceMs)), JSON.stringify(line)),
        run,
      ),
  },
  {
    quarterMinute: 30_000,
    name: "commands of the grammar are judged in time and without a fault",
    run: (judge, run) =>
      untilTimeIsUp(
        grammarLine,
        (line) => assert.ok(!failed(judgeInTime(judge, line, run.patienceMs)), JSON.stringify(line)),
        run,
      ),
  },
  {
    quarterMinute: 400,
    name: "long text is judged in time and without a fault",
    run: (judge, run) =>
      untilTimeIsUp(
        fc.tuple(mangled, fc.integer({ min: 2, max: 40 }), fc.constantFrom("", ";", " ", "\n", "|", "$(", "(")),
        ([line, times, joint]) => {
          const text = Array.from({ length: times }, () => line.text)
            .join(joint)
            .slice(0, 10_000);
          assert.ok(!failed(judgeInTime(judge, { ...line, text }, run.patienceMs)), JSON.stringify({ ...line, text }));
        },
        run,
      ),
  },
  {
    quarterMinute: 8_000,
    name: "no answer becomes weaker by harmless text around it, by a shell around it, or by quotes",
    run: (judge, run) =>
      untilTimeIsUp(
        fc
          .oneof(
            labelled.filter(({ text }) => isWrappable(text)),
            grammarLine,
          )
          .chain((line) =>
            fc.tuple(
              fc.constant(line),
              fc.array(fc.constantFrom(...wrappersOf(line.shell)), { minLength: 1, maxLength: 3 }),
            ),
          ),
        ([line, layers]) => {
          const wrapped = layers.reduce((inner, wrap) => wrap(inner), line.text);
          const plain = decideCommand(judge, line.shell, line.text).decision;
          const around = decideCommand(judge, line.shell, wrapped).decision;
          assert.ok(isAtLeast(around, plain), `${line.shell}: ${plain} became ${around}: ${JSON.stringify(wrapped)}`);
        },
        run,
      ),
  },
];

/** Lines whose end or quotes would swallow what is put around them are others then. */
function isWrappable(text: string): boolean {
  return !/#|<<|\n|\\$|\^$|`$|::|\brem\b|"[^"]*$/i.test(text);
}
