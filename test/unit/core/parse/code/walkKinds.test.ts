import assert from "node:assert/strict";
import { type Code, type CodeFile, walk } from "../../../../../src/core/parse/code/code.ts";
import { type Sought, walkKinds } from "../../../../../src/core/parse/code/walkKinds.ts";
import { readCode } from "../../../../support/code.ts";

const typescript = `
import { a } from "m";
@mark({ as: "x" }) export class Store extends Base { run = async ({ id }) => { await this.go(id)[key("k")]; } }
const list = [1, name, \`text \${call(deep.of(1))}\`, { [computed()]: value, plain: () => made(), ...rest }];
target.field = ok ? first() : second({ inner: [third()] });
if (a && check(b)) { one(); } else { for (const item of all()) two(item); }
${Array.from(
  { length: 10 },
  (_, at) => `function long${at}() {
  ${Array.from({ length: 12 }, (_, line) => `const v${line} = step${line}(() => ({ at: ${line}, run: inner(${line}) }));`).join("\n  ")}
  return v1;
}`,
).join("\n")}
`;
const python = `
from m import a
@tool("x", keep=lambda v: v.used())
class Store(Base):
    field: int = made(1)
    @marked
    def run(self, id: str = default()):
        """What it does."""
        return [one(item, key={"a": two()}) for item in self.all(id) if check(item)]
value = first() if ok else second()
`;

/** What is visited, with all around it. */
type Seen = readonly { readonly code: Code; readonly ancestors: readonly Code[] }[];

function seenBy(file: CodeFile, kinds: readonly Sought[], enter: (code: Code) => boolean, isWhole: boolean): Seen {
  const seen: { code: Code; ancestors: readonly Code[] }[] = [];
  const note = (code: Code, ancestors: readonly Code[]): boolean => {
    seen.push({ code, ancestors: [...ancestors] });
    return enter(code);
  };
  if (!isWhole) walkKinds(file.body, kinds, note);
  else {
    walk(file.body, (code, ancestors) => {
      const isSought = (kinds as readonly string[]).includes(code.kind) && (code.kind !== "group" || code.operator);
      return isSought ? note(code, ancestors) : undefined;
    });
  }
  return seen;
}

const choices: readonly (readonly Sought[])[] = [
  ["call"],
  ["object"],
  ["class"],
  ["function", "entry"],
  ["branch", "group"],
  ["call", "object", "function", "class", "declaration", "entry", "branch", "group"],
];

describe("the code of some kinds", () => {
  for (const [language, text] of [["typescript", typescript] as const, ["python", python] as const]) {
    for (const kinds of choices) {
      it(`is what a walk over everything finds: ${kinds.join(", ")} in ${language}`, async () => {
        const file = await readCode(language, text);
        let count = 0;
        for (const enter of [() => true, () => false, () => count++ % 3 !== 0]) {
          count = 0;
          const expected = seenBy(file, kinds, enter, true);
          count = 0;
          const found = seenBy(file, kinds, enter, false);
          assert.ok(expected.length > 0, "there is something to find");
          assert.equal(found.length, expected.length);
          for (const [index, { code, ancestors }] of found.entries()) {
            assert.equal(code, expected[index]?.code);
            assert.deepEqual(
              ancestors.map(({ kind, span }) => [kind, span]),
              expected[index]?.ancestors.map(({ kind, span }) => [kind, span]),
            );
          }
        }
      });
    }
  }
});
