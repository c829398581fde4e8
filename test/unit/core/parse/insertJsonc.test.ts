import assert from "node:assert/strict";
import fc from "fast-check";
import { insertIntoArrays, removeFromArray, takeOut } from "../../../../src/core/parse/insertJsonc.ts";
import { parseJsonc } from "../../../../src/core/parse/jsonc.ts";
import { at, itemsOf, plain, textOf } from "../../../../src/core/parse/value.ts";
import { jsoncText } from "../../../support/jsoncText.ts";

const entries = [
  { path: ["hooks", "Pre"], value: { matcher: "*", run: "ours" } },
  { path: ["hooks", "Config"], value: { run: "ours" } },
] as const;

function inserted(text: string): string {
  return insertIntoArrays(text, entries).value?.text ?? assert.fail("nothing was inserted");
}

function check(name: string, text: string, expected: string): void {
  it(name, () => assert.equal(inserted(text), expected));
}

describe("insertIntoArrays", () => {
  check(
    "writes a new text for an empty one",
    "",
    '{\n  "hooks": {\n    "Config": [\n      {\n        "run": "ours"\n      }\n    ],\n    "Pre": [\n      {\n        "matcher": "*",\n        "run": "ours"\n      }\n    ]\n  }\n}\n',
  );
  check(
    "stays on one line where the file is on one line",
    '{"a":1}',
    '{"hooks": {"Config": [{"run":"ours"}], "Pre":[{"matcher":"*","run":"ours"}]}, "a":1}',
  );
  check(
    "takes over tabs, Windows line ends and a byte order mark",
    '\uFEFF{\r\n\t"hooks": {\r\n\t\t"Pre": [\r\n\t\t\t1\r\n\t\t],\r\n\t\t"Config": []\r\n\t}\r\n}',
    '\uFEFF{\r\n\t"hooks": {\r\n\t\t"Pre": [\r\n\t\t\t{\r\n\t\t\t\t"matcher": "*",\r\n\t\t\t\t"run": "ours"\r\n\t\t\t},\r\n\t\t\t1\r\n\t\t],\r\n\t\t"Config": [{"run":"ours"}]\r\n\t}\r\n}',
  );
  check(
    "leaves comments where they are",
    '{ // mine\n  "a": 1, // too\n}\n',
    '{\n  "hooks": {\n    "Config": [\n      {\n        "run": "ours"\n      }\n    ],\n    "Pre": [\n      {\n        "matcher": "*",\n        "run": "ours"\n      }\n    ]\n  }, // mine\n  "a": 1, // too\n}\n',
  );
  check(
    "uses the last of two equal keys, as every reader does",
    '{"hooks":{},"hooks":{"A":1}}',
    '{"hooks":{},"hooks":{"Config": [{"run":"ours"}], "Pre": [{"matcher":"*","run":"ours"}], "A":1}}',
  );

  const refused = ["{", "[]", '{"hooks": 3}', '{"hooks": {"Pre": {}}}', "nonsense", '{"a": 1} x'];
  for (const text of refused) {
    it(`leaves alone and tells of: ${text}`, () => {
      const { value, problems } = insertIntoArrays(text, entries);
      assert.equal(value, undefined);
      assert.ok(problems.length > 0);
    });
  }

  it("puts both entries where they are read, in any settings file, and takes them out byte for byte", () => {
    fc.assert(
      fc.property(jsoncText(), (text) => {
        const { value } = insertIntoArrays(text, entries);
        if (!value) return;
        const { value: root, problems } = parseJsonc(value.text);
        assert.deepEqual(problems, []);
        for (const { path, value: entry } of entries) {
          const [first] = itemsOf(at(root, ...path));
          assert.equal(JSON.stringify(first && plain(first.value)), JSON.stringify(entry));
        }
        assert.equal(takeOut(value.text, value.splices), text);
      }),
      { numRuns: 500 },
    );
  });

  it("can be taken out of a file that was changed elsewhere since", () => {
    const { value } = insertIntoArrays('{\n  "a": 1\n}\n', entries);
    assert.ok(value);
    assert.equal(takeOut(value.text.replace('"a": 1', '"a": 2, // mine'), value.splices), '{\n  "a": 2, // mine\n}\n');
  });

  it("is not taken out by guessing when it was changed or copied", () => {
    const { value } = insertIntoArrays("{}", entries);
    assert.ok(value);
    assert.equal(takeOut(value.text.replace("ours", "theirs"), value.splices), undefined);
    assert.equal(takeOut(value.text + value.text, value.splices), undefined);
  });
});

describe("removeFromArray", () => {
  const ours = (element: Parameters<Parameters<typeof removeFromArray>[2]>[0]) => textOf(at(element, "run")) === "ours";

  it("removes the elements that match, with their commas", () => {
    const text = '{"hooks": {"Pre": [ /* mine */ {"run":"ours"}, {"run":"theirs"}, {"run":"ours"} ]}, "a": 1}';
    const rest = removeFromArray(text, ["hooks", "Pre"], ours);
    assert.equal(rest, '{"hooks": {"Pre": [ /* mine */ {"run":"theirs"} ]}, "a": 1}');
  });

  it("leaves an empty array when nothing else was in it", () => {
    const rest = removeFromArray('{"hooks":{"Pre":[{"run":"ours"},{"run":"ours"}]}}', ["hooks", "Pre"], ours);
    assert.deepEqual(JSON.parse(rest), { hooks: { Pre: [] } });
  });

  it("leaves a text without such an array alone", () => {
    for (const text of ["", "{", "{}", '{"hooks":1}']) {
      assert.equal(
        removeFromArray(text, ["hooks", "Pre"], () => true),
        text,
      );
    }
  });
});
