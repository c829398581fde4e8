/** The fault table of the MCP proxy: whatever breaks between the agent and a person, the tool does not run. */
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { eventually } from "../support/wait.ts";
import { buildBundles } from "./bundles.ts";
import { corrupt } from "./hookLab.ts";
import { createProxyLab, type ProxyLab, patienceMs, type RawProxy } from "./proxyLab.ts";

interface Fault {
  readonly name: string;
  prepare?(lab: ProxyLab): unknown;
  /** Milliseconds the proxy waits for an answer, for a test's sake. */
  readonly waitMs?: number;
  /** Breaks something while the call waits. */
  meanwhile?(lab: ProxyLab, proxy: RawProxy): Promise<unknown>;
  readonly says?: RegExp;
}

const servers: Server[] = [];
const clients: Socket[] = [];

/** Plays a window that does with a connection what the row says. */
function played(lab: ProxyLab, serve: (client: Socket) => void): Promise<void> {
  lab.announce("w", {});
  const server = createServer((client) => {
    client.on("error", () => {});
    clients.push(client);
    serve(client);
  });
  servers.push(server);
  return new Promise((resolve) => server.listen(join(lab.locations.run, "w.sock"), resolve));
}

const reply = (over: object = {}) =>
  `${JSON.stringify({ v: 1, type: "answer", stdout: "", stderr: "", exitCode: 0, ...over })}\n`;
const answers = (text: string) => (client: Socket) => client.once("data", () => client.end(text));
const hangs = () => {};

function app(lab: ProxyLab): string {
  return join(lab.locations.bin, readdirSync(lab.locations.bin).find((name) => name.startsWith("app-")) as string);
}

const faults: readonly Fault[] = [
  { name: "no window, and the call must be asked", says: /no editor window/ },
  { name: "a window that ended", prepare: (lab) => lab.announce("w", { pid: 999_999_999 }), says: /no editor window/ },
  {
    name: "a registry that is no folder",
    prepare: (lab) => writeFileSync(lab.locations.run, ""),
    says: /Nobody could be asked/,
  },
  { name: "a socket that is gone", prepare: (lab) => lab.announce("w", {}), says: /does not answer/ },
  { name: "a person who denies", prepare: (lab) => lab.openWindow("deny"), says: /denied it/ },
  { name: "a person who does not answer", prepare: (lab) => lab.openWindow("nobody"), waitMs: 1_500, says: /in time/ },
  { name: "a window that hangs", prepare: (lab) => played(lab, hangs), waitMs: 700, says: /in time/ },
  {
    name: "a window that closes while it is asked",
    prepare: (lab) => played(lab, (client) => client.destroy()),
    says: /closed/,
  },
  {
    name: "the window closes while the person is asked",
    prepare: (lab) => lab.openWindow("nobody"),
    meanwhile: closes,
  },
  { name: "half a reply and its end", prepare: (lab) => played(lab, answers(reply().slice(0, -9))) },
  {
    name: "half a reply and then silence",
    prepare: (lab) => played(lab, (client) => client.write('{"v":1,')),
    waitMs: 700,
  },
  { name: "a whole reply without its line end", prepare: (lab) => played(lab, answers(reply().trimEnd())) },
  { name: "garbage as a reply", prepare: (lab) => played(lab, answers("allow\n")), says: /JSON/ },
  { name: "an endless reply", prepare: (lab) => played(lab, answers("x".repeat(2 * 1024 * 1024))), says: /too large/ },
  { name: "a reply of another version", prepare: (lab) => played(lab, answers(reply({ v: 2 }))), says: /version/ },
  { name: "a reply with an unknown exit code", prepare: (lab) => played(lab, answers(reply({ exitCode: 10 }))) },
  { name: "a denial without a reason", prepare: (lab) => played(lab, answers(reply({ exitCode: 2 }))) },
  { name: "a token of another window", prepare: otherToken, says: /token/ },
  {
    name: "an audit that cannot be written",
    prepare: (lab) => [auditIsFile(lab), lab.openWindow("allow")],
    says: /audit/,
  },
  { name: "an audit that cannot be written, without a window", prepare: auditIsFile, says: /audit|no editor window/ },
  { name: "everything is stopped", prepare: async (lab) => (await lab.openWindow("allow")).stopAll(), says: /stopped/ },
  { name: "no program to judge without a window", prepare: (lab) => rmSync(join(app(lab), "unattended.js")) },
  {
    name: "a judge that hangs, without a window",
    prepare: (lab) => corrupt(join(app(lab), "unattended.js"), () => "setInterval(() => {}, 1e6)"),
    waitMs: 700,
    says: /in time/,
  },
  {
    name: "a judge that allows and then fails, without a window",
    prepare: (lab) =>
      corrupt(
        join(app(lab), "unattended.js"),
        () => `process.stdout.write(${JSON.stringify(reply())}); process.exitCode = 1`,
      ),
  },
  {
    name: "pins that cannot be written",
    prepare: (lab) => [writeFileSync(join(lab.locations.base, "pins"), ""), lab.openWindow("allow")],
    says: /compared/,
  },
  { name: "a folder in the place of a policy", prepare: (lab) => mkdirSync(lab.locations.policy) },
];

describe("the MCP proxy fails closed", function () {
  this.timeout(90_000);
  let lab: ProxyLab;
  before(function () {
    this.timeout(180_000);
    buildBundles();
  });
  beforeEach(() => {
    lab = createProxyLab();
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy();
    for (const server of servers.splice(0)) server.close();
    await lab.close();
  });

  for (const fault of faults) {
    it(`denies: ${fault.name}`, async () => {
      await Promise.all([fault.prepare?.(lab)].flat());
      const patience = fault.waitMs === undefined ? [] : ["--patience", String(fault.waitMs)];
      const proxy = lab.raw([...patience, "--", ...lab.lineCommand]);
      proxy.send('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"send_message"}}\n');
      await fault.meanwhile?.(lab, proxy);
      const { result } = (await proxy.answer(1)) as { result?: { isError?: boolean; content?: { text: string }[] } };
      assert.equal(result?.isError, true);
      assert.match(result?.content?.[0]?.text ?? "", fault.says ?? /Countersign/);
      assert.doesNotMatch(lab.bytes(), /tools\/call/);
    });
  }
});

/** A line that could be a call for some reader, and how it must not get through. */
interface Smuggled {
  readonly name: string;
  readonly line: string | Buffer;
}

const call = '"method":"tools/call","params":{"name":"send_message"}';

const smuggled: readonly Smuggled[] = [
  {
    name: "an escaped method",
    line: '{"jsonrpc":"2.0","id":1,"method":"tools\\u002fcall","params":{"name":"send_message"}}',
  },
  {
    name: "an escaped key",
    line: '{"jsonrpc":"2.0","id":1,"\\u006dethod":"tools/call","params":{"name":"send_message"}}',
  },
  { name: "a method twice, the call first", line: `{"jsonrpc":"2.0","id":1,${call},"method":"ping"}` },
  { name: "a method twice, the call last", line: `{"jsonrpc":"2.0","id":1,"method":"ping",${call}}` },
  { name: "a method twice, once escaped", line: `{"jsonrpc":"2.0","id":1,"meth\\u006fd":"ping",${call}}` },
  {
    name: "a method in another case",
    line: '{"jsonrpc":"2.0","id":1,"method":"ping","Method":"tools/call","params":{"name":"send_message"}}',
  },
  {
    name: "only a method in another case",
    line: '{"jsonrpc":"2.0","id":1,"METHOD":"tools/call","params":{"name":"send_message"}}',
  },
  {
    name: "parameters with a long s",
    line: '{"jsonrpc":"2.0","id":1,"method":"tools/call","param\u017f":{"name":"send_message"}}',
  },
  {
    name: "a tool named twice",
    line: '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_notes","name":"send_message"}}',
  },
  {
    name: "a tool named in another case",
    line: '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_notes","Name":"send_message"}}',
  },
  {
    name: "arguments twice",
    line: '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"send_message","arguments":{"a":1,"a":2}}}',
  },
  { name: "a call without an id", line: `{"jsonrpc":"2.0",${call}}` },
  { name: "a call with a null id", line: `{"jsonrpc":"2.0","id":null,${call}}` },
  { name: "a call with an id that is an object", line: `{"jsonrpc":"2.0","id":{},${call}}` },
  { name: "a call with a giant number as id", line: `{"jsonrpc":"2.0","id":12345678901234567890,${call}}` },
  { name: "a call in a batch", line: `[{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","id":2,${call}}]` },
  { name: "a call in a batch in a batch", line: `[[{"jsonrpc":"2.0","id":2,${call}}]]` },
  {
    name: "a call behind a carriage return",
    line: `{"jsonrpc":"2.0","id":1,"method":"ping","params":\r{"jsonrpc":"2.0","id":2,${call}}\r}`,
  },
  {
    name: "two messages on one line",
    line: `{"jsonrpc":"2.0","id":1,"method":"ping"}{"jsonrpc":"2.0","id":2,${call}}`,
  },
  { name: "a byte order mark before a call", line: `\ufeff{"jsonrpc":"2.0","id":1,${call}}` },
  { name: "a comment in a call", line: `{"jsonrpc":"2.0","id":1,/**/${call}}` },
  { name: "a comma too many in a call", line: `{"jsonrpc":"2.0","id":1,${call},}` },
  {
    name: "bytes that are no UTF-8 in a call",
    line: Buffer.concat([Buffer.from('{"jsonrpc":"2.0","id":1,"x":"'), Buffer.from([0xff]), Buffer.from(`",${call}}`)]),
  },
  {
    name: "a method of wide letters",
    line: '{"jsonrpc":"2.0","id":1,"method":"ｔｏｏｌｓ/ｃａｌｌ","params":{"name":"send_message"}}',
  },
  {
    name: "a method with blanks around it",
    line: '{"jsonrpc":"2.0","id":1,"method":" Tools/Call ","params":{"name":"send_message"}}',
  },
  { name: "a call without a tool", line: '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{}}' },
  {
    name: "a call whose tool is a list",
    line: '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":["send_message"]}}',
  },
  {
    name: "a call larger than a person could review",
    line: `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"send_message","arguments":{"a":"${"x".repeat(9 * 1024 * 1024)}"}}}`,
  },
  {
    name: "a call nested without end",
    line: `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"send_message","arguments":${"[".repeat(200_000)}${"]".repeat(200_000)}}}`,
  },
  {
    name: "a line longer than any message",
    line: `{"jsonrpc":"2.0","id":1,${call},"x":"${"x".repeat(65 * 1024 * 1024)}"}`,
  },
];

describe("the MCP proxy lets no call through that it did not see", function () {
  this.timeout(90_000);
  let lab: ProxyLab;
  before(function () {
    this.timeout(180_000);
    buildBundles();
  });
  beforeEach(() => {
    lab = createProxyLab();
  });
  afterEach(() => lab.close());

  for (const { name, line } of smuggled) {
    it(name, async () => {
      await lab.openWindow("deny");
      const proxy = lab.raw();
      proxy.send(line);
      proxy.send('\n{"jsonrpc":"2.0","id":"after","method":"ping"}\n');
      // The server reads in order: what got through came before.
      await proxy.answer("after");
      assert.doesNotMatch(lab.bytes(), /send_message/);
    });
  }

  it("answers under the id as it was written", async () => {
    await lab.openWindow("deny");
    const proxy = lab.raw();
    proxy.send(`{"jsonrpc":"2.0","id":12345678901234567890,${call}}\n{"jsonrpc":"2.0","id":"\\u0061",${call}}\n`);
    await eventually("two answers", patienceMs, async () => proxy.lines().length === 2);
    const text = proxy.lines().join("\n");
    assert.match(text, /"id":12345678901234567890,"result"/);
    assert.match(text, /"id":"\\u0061","result"/);
  });

  it("passes the rest of a batch on, and answers for the calls that were denied", async () => {
    await lab.openWindow("deny");
    const proxy = lab.raw();
    proxy.send(`[{"jsonrpc":"2.0","id":1,"method":"ping", "x":1.50},{"jsonrpc":"2.0","id":2,${call}}]\n`);
    await proxy.answer(1);
    assert.match(JSON.stringify(await proxy.answer(2)), /denied it/);
    assert.match(lab.bytes(), /^\[\{"jsonrpc":"2.0","id":1,"method":"ping", "x":1.50\}\]$/m);
  });

  it("passes what is allowed byte for byte, with odd blanks, numbers and escapes", async () => {
    await lab.openWindow("allow");
    const proxy = lab.raw();
    const lines = [
      `{ "jsonrpc" : "2.0",\t"id":1 , ${call} , "x": 1.0e2 , "\\u0061":"\\ud83d" }\n`,
      `{"jsonrpc":"2.0","id":2,"method":"something/new","params":{"deep":[1.10,{"é":"\u2028"}]}}\r\n`,
      ` \n[{"jsonrpc":"2.0","method":"notifications/x"},  {"jsonrpc":"2.0","id":3,"method":"ping"}]\n`,
    ];
    for (const line of lines) proxy.send(line);
    for (const id of [1, 2, 3]) await proxy.answer(id);
    for (const line of lines) assert.ok(lab.bytes().includes(line), line);
  });

  it("refuses a second call under an id that still waits", async () => {
    const window = await lab.openWindow("nobody");
    const proxy = lab.raw();
    proxy.send(`{"jsonrpc":"2.0","id":1,${call}}\n`);
    await eventually("it is asked", patienceMs, async () => window.questions.length === 1);
    proxy.send(`{"jsonrpc":"2.0","id":"1",${call}}\n`);
    assert.match(JSON.stringify(await proxy.answer("1")), /still waits/);
    assert.equal(window.questions.length, 1);
  });
});

function auditIsFile(lab: ProxyLab): void {
  writeFileSync(lab.locations.audit, "not a folder");
}

async function otherToken(lab: ProxyLab): Promise<void> {
  const open = await lab.openWindow("allow");
  corrupt(open.entry, (text) => text.replace(/"token":"[^"]+"/, '"token":"guess"'));
}

async function closes(lab: ProxyLab): Promise<void> {
  const [open] = lab.windows;
  await eventually("the person is asked", patienceMs, async () => (open?.questions.length ?? 0) > 0);
  await open?.close();
}
