import assert from "node:assert/strict";
import { parseFrontmatter } from "../../../../src/core/parse/frontmatter.ts";
import { parseJsonc } from "../../../../src/core/parse/jsonc.ts";
import { at, itemsOf, member, plain, type ValueNode } from "../../../../src/core/parse/value.ts";
import { parseYaml } from "../../../../src/core/parse/yaml.ts";

/** Every span of a tree cut out of the text: keys, scalars and removals. */
function spans(node: ValueNode | undefined, text: string): string[] {
  if (!node) return [];
  const cut = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  if (node.kind === "scalar") return [cut(node.span)];
  if (node.kind === "array") return node.items.flatMap(({ value }) => spans(value, text));
  return node.members.flatMap(({ keySpan, value }) => [cut(keySpan), ...spans(value, text)]);
}

function removals(text: string): string[] {
  return itemsOf(parseJsonc(text).value).map(({ removalSpan }) => {
    return text.slice(0, removalSpan.start) + text.slice(removalSpan.end);
  });
}

describe("JSONC", () => {
  it("reads comments, trailing commas and a byte order mark, with exact places", () => {
    const text = '\uFEFF{ // é😀\r\n "a": [1, "x",], /* c */ "b": { "c": null } }';
    const { value, problems } = parseJsonc(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(spans(value, text), ['"a"', "1", '"x"', '"b"', '"c"', "null"]);
  });

  it("lets the last of two equal keys win", () => {
    assert.equal(plain(at(parseJsonc('{"a":1,"a":2}').value, "a") as ValueNode), 2);
  });

  it("gives removals that leave a valid array", () => {
    assert.deepEqual(removals('["a", "b", "c"]'), ['["b", "c"]', '["a", "c"]', '["a", "b"]']);
    assert.deepEqual(removals('["a"]'), ["[]"]);
    assert.deepEqual(removals('["a", ]'), ["[ ]"]);
  });

  it("keeps what could be read of a broken text and says where it broke", () => {
    const text = '{ "a": 1, "b": [2, }';
    const { value, problems } = parseJsonc(text);
    assert.equal(member(value, "a")?.value.kind, "scalar");
    assert.equal(problems.length, 1);
    assert.ok((problems[0]?.span?.start ?? 0) > 10);
  });

  it("treats an empty text as no value and no problem", () => {
    assert.deepEqual(parseJsonc(" \n"), { value: undefined, problems: [] });
  });

  it("keeps a key named __proto__ as data", () => {
    const data = plain(parseJsonc('{"__proto__": {"polluted": true}}').value as ValueNode) as object;
    assert.equal(Object.hasOwn(data, "__proto__"), true);
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
  });
});

describe("YAML", () => {
  it("gives exact places, moved by the offset", () => {
    const text = "# c\na: [x, 'y']\nb:\n  - z\n";
    const { value } = parseYaml(text.slice(4), 4);
    assert.deepEqual(spans(value, text), ["a", "x", "'y'", "b", "z"]);
  });

  it("follows aliases without multiplying them endlessly", () => {
    const bomb = [
      "a0: &a0 x",
      ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`),
    ];
    assert.equal(parseYaml(bomb.join("\n")).value?.kind, "object");
  });

  it("reports a broken text", () => {
    assert.equal(parseYaml("a: b: c").problems.length, 1);
  });
});

describe("nesting", () => {
  const deep = 100_000;
  for (const [name, parse, text] of [
    ["JSON arrays", parseJsonc, "[".repeat(deep)],
    ["JSON objects", parseJsonc, '{"a":'.repeat(deep)],
    ["YAML flow", parseYaml, "[".repeat(deep)],
    ["YAML sequences", parseYaml, "- ".repeat(deep)],
  ] as const) {
    it(`beyond the bound is a problem, not a crash: ${name}`, () => {
      const { value, problems } = parse(text);
      assert.equal(value, undefined);
      assert.match(problems[0]?.message ?? "", /deeper/);
    });
  }

  it("of YAML blocks deeper than the bound loses the inner part only", () => {
    const text = Array.from({ length: 1500 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n");
    assert.equal(parseYaml(text).value?.kind, "object");
  });

  it("counts no brackets inside strings and comments of JSON", () => {
    assert.deepEqual(parseJsonc(`["${"[".repeat(500)}"] // ${"[".repeat(500)}`).problems, []);
  });
});

describe("frontmatter", () => {
  it("splits the two halves, also with CRLF and a byte order mark", () => {
    const text = "\uFEFF---\r\nname: x\r\n---\r\nBody --- text\r\n";
    const { value } = parseFrontmatter(text);
    assert.equal(text.slice(value?.yaml.start, value?.yaml.end), "name: x\r\n");
    assert.equal(text.slice(value?.body.start, value?.body.end).trim(), "Body --- text");
    assert.equal(value?.insertOffset, text.indexOf("---\r\nBody"));
  });

  for (const text of ["# no fence\n---\na: b\n---\n", "", "--- x\na: b\n---\n"]) {
    it(`finds none in ${JSON.stringify(text)}`, () => {
      assert.equal(parseFrontmatter(text).value, undefined);
    });
  }

  it("says when the closing fence is missing", () => {
    assert.equal(parseFrontmatter("---\nname: x\n").problems.length, 1);
  });
});
