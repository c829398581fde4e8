/** `chat.tools.urls.autoApprove`: which patterns meet an address, which of them decides, and what is left open. */
import assert from "node:assert/strict";
import { vscode } from "../../../../src/agents/vscode/agent.ts";
import { meetsAddress, readAddress } from "../../../../src/agents/vscode/urlGlob.ts";
import { inputOf } from "../../../support/agreement/recording.ts";

/** What VS Code's own function says of them (1.139.1, 2026-11-26). */
const rows: readonly (readonly [pattern: string, url: string, meets: boolean | undefined])[] = [
  ["https://a.test", "https://a.test", true],
  ["https://a.test", "https://a.test/b/c?d#e", true],
  ["https://a.test", "http://a.test", false],
  ["a.test", "http://a.test/b", true],
  ["A.test", "https://a.test", false],
  ["https://a.test", "https://A.TEST/b", true],
  ["https://a.test", "https://a.test.evil.test", false],
  ["https://a.test", "https://a.test:8080", false],
  ["https://a.test:*", "https://a.test:8080", true],
  ["https://a.test:*", "https://a.test", true],
  ["*.a.test", "https://a.test", true],
  ["*.a.test", "https://x.y.a.test", true],
  ["*.a.test", "https://xa.test", false],
  ["*a.test", "https://xa.test", true],
  ["*", "https://any.test/b", true],
  ["*.*", "https://any.test/b", true],
  ["https://a.test/*", "https://a.test/", false],
  ["https://a.test/*", "https://a.test/b/c", true],
  ["https://a.test/b", "https://a.test/bc", false],
  ["https://a.test/b", "https://a.test/b/c", true],
  ["https://a.test/b*", "https://a.test/bc/d", true],
  ["https://a.test/b*", "https://a.test/b", false],
  ["https://a.test/*/c", "https://a.test/b/c/d", true],
  ["https://a.test/B", "https://a.test/b", false],
  ["https://github.com/A", "https://github.com/A", false],
  ["https://github.com/a", "https://github.com/A/b", true],
  ["https://a.test/b?c=d", "https://a.test/b", true],
  ["*://a.test", "https://a.test", undefined],
  ["https://a.test/%62", "https://a.test/b", undefined],
];

function explained(url: string, rules: Readonly<Record<string, unknown>>, workspace?: string) {
  const files = {
    "$HOME/.config/Code/User/settings.json": JSON.stringify({ "chat.tools.urls.autoApprove": rules }),
    ...(workspace === undefined ? {} : { "$WS/.vscode/settings.json": workspace }),
  };
  const { outcome, decidedBy } = vscode.explain({ kind: "url_fetch", url }, inputOf(vscode, { files }));
  return { outcome, text: decidedBy.text };
}

describe("addresses that VS Code's agent fetches", () => {
  for (const [pattern, url, is] of rows)
    it(`${pattern} ${is === undefined ? "may meet" : is ? "meets" : "does not meet"} ${url}`, () => {
      const address = readAddress(url);
      assert.ok(address);
      assert.equal(meetsAddress(pattern, address), is);
    });

  it("are read only where all read them alike", () => {
    for (const url of [
      "https://u@a.test",
      "https://a.test/../b",
      "https://a.test/%2e",
      "ftp://a.test",
      "HTTPS://a.test",
    ])
      assert.equal(readAddress(url), undefined, url);
  });

  it("are compared in no time, whatever the pattern", () => {
    const address = readAddress(`https://${"a".repeat(200)}.test/${"a".repeat(1_000)}`);
    assert.ok(address);
    const before = process.cpuUsage().user;
    assert.equal(meetsAddress(`${"*a".repeat(90)}/${"*a".repeat(400)}b`, address), false);
    assert.ok(process.cpuUsage().user - before < 5_000_000);
  });

  it("follow the first pattern that speaks of the request", () => {
    const rules = { "https://a.test/b": false, "https://a.test": true };
    assert.equal(explained("https://a.test/b", rules).outcome, "ask");
    assert.equal(explained("https://a.test/c", rules).outcome, "allow");
    assert.equal(explained("https://a.test/b", { "https://a.test": true, "https://a.test/b": false }).outcome, "allow");
    const silent = { "https://a.test/b": { approveResponse: true }, "https://a.test": { approveRequest: true } };
    assert.equal(explained("https://a.test/b", silent).outcome, "allow");
  });

  it("can be asked for without asking, and answered with a question", () => {
    const { outcome, text } = explained("https://a.test", { "https://a.test": { approveRequest: true } });
    assert.equal(outcome, "allow");
    assert.match(text, /what it brings is asked about/);
    assert.doesNotMatch(explained("https://a.test", { "https://a.test": true }).text, /asked about/);
    const refused = { "https://a.test": { approveRequest: false, approveResponse: true } };
    assert.equal(explained("https://a.test", refused).outcome, "ask");
  });

  it("have the rules out of the box before all others", () => {
    const own = { "https://code.visualstudio.com/api": false };
    assert.equal(explained("https://code.visualstudio.com/api", own).outcome, "allow");
    assert.equal(
      explained("https://code.visualstudio.com", { "https://code.visualstudio.com": false }).outcome,
      "unknown",
    );
  });

  it("may be approved by a workspace, which replaces what the user set", () => {
    const workspace = JSON.stringify({ "chat.tools.urls.autoApprove": { "https://a.test": true } });
    assert.equal(explained("https://a.test", { "https://a.test": false }, workspace).outcome, "allow");
  });

  it("are not told of where VS Code trusts the domain by itself, or a rule is not understood", () => {
    assert.equal(explained("http://localhost:3000/x", {}).outcome, "unknown");
    assert.equal(explained("https://github.com/o/r", {}).outcome, "unknown");
    assert.equal(explained("https://a.test", { "https://a.test": "yes" }).outcome, "unknown");
    assert.equal(explained("https://a.test", { "*://b.test": true }).outcome, "unknown");
    assert.equal(explained("https://a.test", {}).outcome, "ask");
  });
});
