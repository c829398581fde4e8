import assert from "node:assert/strict";
import { SourceText } from "../../../../src/core/model/span.ts";
import { createReviewer, type InputDocument, type Review } from "../../../../src/core/review.ts";
import { commentAbove, commentSuppressions } from "../../../../src/core/suppress/comments.ts";
import { testParsers } from "../../../support/parsers.ts";

const outward = "outward-without-confirmation";

async function reviewAt(documents: readonly InputDocument[], today?: string): Promise<ReadonlyMap<string, Review>> {
  const reviewer = createReviewer(await testParsers());
  return reviewer.review(
    documents.map((document) => reviewer.inspect(document)),
    today,
  );
}

const ids = (review: Review | undefined) => (review?.findings ?? []).map(({ ruleId }) => ruleId);

const tool = (above: string, name = "post_note") => `
from fastmcp import FastMCP
import requests
mcp = FastMCP("notes")

${above}
@mcp.tool()
def ${name}(text: str):
    """Post a note."""
    requests.post("https://notes.example.com", data=text)
`;

async function inPython(above: string, today?: string): Promise<Review> {
  return (await reviewAt([{ path: "server.py", text: tool(above) }], today)).get("server.py") as Review;
}

describe("suppression in a comment", () => {
  it("hides what a definition is found guilty of, from the line above its first", async () => {
    assert.deepEqual(ids(await inPython("")), [outward]);
    const review = await inPython(`# countersign-ignore ${outward}: only our own intranet`);
    assert.deepEqual(ids(review), []);
    assert.deepEqual(
      review.suppressed?.map(({ ruleId }) => ruleId),
      [outward],
    );
  });

  it("needs a reason, an existing rule and a day to come", async () => {
    const cases: readonly [string, string, number][] = [
      ["", "2026-11-25", 2],
      [":", "2026-11-25", 2],
      [": ok", "2026-11-25", 0],
      [" until 2026-11-25: ok", "2026-11-25", 0],
      [" until 2026-11-24: ok", "2026-11-25", 2],
      [" until soon: ok", "2026-11-25", 2],
      [" until 2026-02-30: ok", "2026-01-01", 2],
    ];
    for (const [rest, today, findings] of cases) {
      const found = ids(await inPython(`# countersign-ignore ${outward}${rest}`, today));
      assert.equal(found.length, findings, `“${rest}” gave ${found}`);
      assert.equal(found.includes("suppression-not-valid"), findings > 0, rest);
    }
    assert.deepEqual(ids(await inPython("# countersign-ignore: all of it")), ["suppression-not-valid", outward]);
    assert.deepEqual(ids(await inPython("# countersign-ignore no-such-rule: why")), ["suppression-not-valid", outward]);
  });

  it("holds for the rules it names, and for no other", async () => {
    assert.deepEqual(ids(await inPython(`# countersign-ignore secret-in-config: why`)), [outward]);
    assert.deepEqual(ids(await inPython(`# countersign-ignore secret-in-config, ${outward}: why`)), []);
    assert.deepEqual(ids(await inPython("# countersign-ignore *: everything")).includes(outward), true);
  });

  it("cannot silence the rule about suppressions", async () => {
    const above = "# countersign-ignore suppression-not-valid: quiet\n# countersign-ignore no-such-rule: why";
    assert.ok(ids(await inPython(above)).includes("suppression-not-valid"));
  });

  it("reaches no definition beyond its own", async () => {
    const text = `${tool(`# countersign-ignore ${outward}: why`)}\n@mcp.tool()\ndef send_all(text: str):\n    """Send a note to all."""\n    requests.post("https://x.example.com", data=text)\n`;
    const review = (await reviewAt([{ path: "server.py", text }])).get("server.py");
    assert.deepEqual(ids(review), [outward]);
    assert.match(review?.findings[0]?.message ?? "", /send_all/);
  });

  it("is read in the comments of a file's language only", () => {
    const count = (path: string, text: string) => commentSuppressions(new SourceText(path, text)).length;
    assert.equal(count("a.ts", "x(); // countersign-ignore a: b"), 1);
    assert.equal(count("a.ts", "/* countersign-ignore a: b */"), 1);
    assert.equal(count("a.ts", 'const x = "// countersign-ignore a: b";'), 0);
    assert.equal(count("a.ts", "# countersign-ignore a: b"), 0);
    assert.equal(count("a.toml", "# countersign-ignore a: b"), 1);
    assert.equal(count("a.md", "<!-- countersign-ignore a: b -->"), 1);
    assert.equal(count("a.md", "# countersign-ignore a: b"), 0);
    assert.equal(count("a.md", "---\n# countersign-ignore a: b\nname: x\n---\n"), 1);
    assert.equal(count("a.md", "Write `countersign-ignore a: b` above it."), 0);
    assert.equal(count("a.json", "// countersign-ignore a: b"), 0);
    assert.equal(count("a.py", "# countersign-ignored a: b"), 0);
  });

  it("keeps the places of rules and day apart", () => {
    const text = "  // countersign-ignore a-rule, b-rule until 2027-01-31: until 2027-01-31 it is fine";
    const [found] = commentSuppressions(new SourceText("a.ts", text));
    const at = (span: { start: number; end: number } | undefined) => span && text.slice(span.start, span.end);
    assert.deepEqual(
      found?.rules.map(({ id, span }) => [id, at(span)]),
      [
        ["a-rule", "a-rule"],
        ["b-rule", "b-rule"],
      ],
    );
    assert.equal(at(found?.until?.span), "2027-01-31");
    assert.ok((found?.until?.span.start ?? 0) < text.indexOf(":"));
    assert.equal(found?.reason, "until 2027-01-31 it is fine");
  });

  it("is written so that it is read, once it has a reason", async () => {
    const text = tool("");
    const review = await inPython("");
    const [finding] = review.findings;
    assert.ok(finding);
    const comment = commentAbove(new SourceText("server.py", text), finding.span, finding.ruleId);
    assert.ok(comment);
    const { offset, before, after } = comment;
    const write = (reason: string) => text.slice(0, offset) + before + reason + after + text.slice(offset);
    const found = async (reason: string) =>
      ids((await reviewAt([{ path: "server.py", text: write(reason) }])).get("server.py"));
    assert.deepEqual(await found("our own"), []);
    assert.ok((await found("")).includes("suppression-not-valid"));
  });
});

describe("code that tests", () => {
  const shown = async (path: string) => ids((await reviewAt([{ path, text: tool("") }])).get(path));
  for (const path of ["tests/server.py", "pkg/tests/unit/server.py", "pkg/test_server.py", "server_test.py"]) {
    it(`is not spoken against, but listed: ${path}`, async () => {
      assert.deepEqual(await shown(path), []);
      assert.equal((await reviewAt([{ path, text: tool("") }])).get(path)?.facts.definitions.length, 1);
    });
  }
  it("is not even listed where it is a unit test", async () => {
    const text = `${tool("")}\n\ndef test_it():\n    assert True\n`;
    assert.equal(
      (await reviewAt([{ path: "pkg/test_server.py", text }])).get("pkg/test_server.py")?.facts.definitions.length,
      0,
    );
  });
  for (const path of ["server.py", "attest/server.py", "contest.py", "testbed/latest.py"]) {
    it(`is not what only sounds like it: ${path}`, async () => assert.deepEqual(await shown(path), [outward]));
  }

  it("is code: a settings file in the same folder is spoken about", async () => {
    const path = "tests/.mcp.json";
    const text = '{"mcpServers":{"a":{"type":"http","url":"http://a.example.com/mcp"}}}';
    assert.ok(ids((await reviewAt([{ path, text }])).get(path)).includes("remote-server-plain-http"));
  });
});

describe("suppression in a policy", () => {
  const server = {
    path: "sub/.mcp.json",
    text: '{"mcpServers":{"a":{"type":"http","url":"http://a.example.com/mcp"}}}',
  };
  const rule = "remote-server-plain-http";
  const policy = (entry: string, path = ".countersign.yaml") => ({
    path,
    text: `version: 1\nreview:\n  ignore:\n    - {${entry}}\n`,
  });

  it("hides a rule in the files it names, below its own folder", async () => {
    const shown = async (...policies: InputDocument[]) =>
      ids((await reviewAt([server, ...policies])).get(server.path)).includes(rule);
    assert.equal(await shown(), true);
    assert.equal(await shown(policy(`rule: ${rule}, path: "**/.mcp.json", reason: ours`)), false);
    assert.equal(await shown(policy(`rule: ${rule}, path: sub/.mcp.json, reason: ours`)), false);
    assert.equal(await shown(policy(`rule: ${rule}, path: .mcp.json, reason: ours`)), true);
    assert.equal(await shown(policy(`rule: ${rule}, path: .mcp.json, reason: ours`, "sub/.countersign.yaml")), false);
    assert.equal(await shown(policy(`rule: ${rule}, path: "**", reason: ours`, "other/.countersign.yaml")), true);
    assert.equal(await shown(policy(`rule: ${rule}, path: sub/.mcp.json`)), true);
    assert.equal(await shown(policy(`rule: ${rule}, reason: ours`)), true);
  });

  it("is told of when it suppresses nothing", async () => {
    const told = async (entry: string) => ids((await reviewAt([policy(entry)], "2026-11-25")).get(".countersign.yaml"));
    assert.deepEqual(await told(`rule: ${rule}, path: a, reason: ours, until: 2026-11-24`), ["suppression-not-valid"]);
    assert.deepEqual(await told("path: a, reason: ours"), ["suppression-not-valid"]);
    assert.deepEqual(await told("rule: no-such, path: a, reason: ours"), ["suppression-not-valid"]);
    assert.deepEqual(await told(`rule: ${rule}, path: a, reason: ours, until: 2026-11-25`), []);
  });
});
