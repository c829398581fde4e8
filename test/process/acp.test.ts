/** The ACP client against an agent that tries everything: nothing is done that was not allowed. */
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { heldMethods, permissionAnswer, readAcpRequest } from "../../src/agents/acp/requests.ts";
import type { HeldCall } from "../../src/core/model/heldCall.ts";
import { type AcpClient, type AcpVerdict, startAcpAgent } from "../../src/node/acp/client.ts";
import { root } from "./hookLab.ts";

const program = join(root, "test", "process", "programs", "acpAgent.mjs");

describe("an ACP agent", function () {
  this.timeout(60_000);
  let cwd: string;
  let client: AcpClient | undefined;
  const held: HeldCall[] = [];
  let said: string[] = [];

  beforeEach(() => {
    cwd = realpathSync(mkdtempSync(join(tmpdir(), "countersign-acp-")));
    held.length = 0;
    said = [];
  });
  afterEach(async () => {
    client?.end();
    await client?.ended;
    client = undefined;
    rmSync(cwd, { recursive: true, force: true });
  });

  async function begin(
    verdict: AcpVerdict | (() => Promise<AcpVerdict>),
    words: readonly string[] = [],
  ): Promise<AcpClient> {
    client = await startAcpAgent({
      words: [process.execPath, program, ...words],
      env: { PATH: process.env.PATH },
      cwd,
      adapter: {
        heldMethods,
        permissionAnswer,
        readRequest: (method, params) => readAcpRequest(method, params, { agent: "a", cwd }),
      },
      hold(call) {
        held.push(call);
        return typeof verdict === "function" ? verdict() : Promise.resolve(verdict);
      },
      update: ({ content }) => said.push((content as { text: string }).text),
      noise: (text) => said.push(text),
    });
    return client;
  }

  const tries = (...requests: readonly object[]) => requests.map((request) => JSON.stringify(request)).join("\n");
  const write = (path: string) => ({ method: "fs/write_text_file", params: { path, content: "x" } });
  const runs = (path: string) => ({
    method: "terminal/create",
    params: { command: process.execPath, args: ["-e", `fs.writeFileSync(${JSON.stringify(path)}, "x")`] },
  });
  const denied: AcpVerdict = { allowed: false, reason: "Because." };
  const allowed: AcpVerdict = { allowed: true };

  it("does nothing that was denied, and is told why", async () => {
    writeFileSync(join(cwd, "secret"), "hidden");
    const reads = { method: "fs/read_text_file", params: { path: join(cwd, "secret") } };
    await (await begin(denied)).prompt(tries(write(join(cwd, "a")), runs(join(cwd, "b")), reads));
    assert.equal(held.length, 3);
    assert.ok(!existsSync(join(cwd, "a")) && !existsSync(join(cwd, "b")));
    assert.equal(said.filter((text) => text.includes("Because.")).length, 3);
    assert.doesNotMatch(said.join(""), /hidden/);
  });

  it("does what was allowed, through us", async () => {
    writeFileSync(join(cwd, "text"), "1\n2\n3\n");
    const reads = { method: "fs/read_text_file", params: { path: join(cwd, "text"), line: 2, limit: 1 } };
    await (await begin(allowed)).prompt(tries(write(join(cwd, "a")), runs(join(cwd, "b")), reads));
    const { terminalId } = JSON.parse(said[1] ?? "") as { terminalId: string };
    await client?.prompt(tries({ method: "terminal/wait_for_exit", params: { terminalId } }));
    assert.equal(readFileSync(join(cwd, "a"), "utf8"), "x");
    assert.equal(readFileSync(join(cwd, "b"), "utf8"), "x");
    assert.deepEqual(JSON.parse(said[2] ?? ""), { content: "2" });
    assert.deepEqual(JSON.parse(said[3] ?? ""), { exitCode: 0, signal: null });
  });

  it("gets nothing from a method we do not know, a path that is not absolute, or a terminal of nobody", async () => {
    const others = [
      { method: "fs/delete_file", params: { path: "/x" } },
      { method: "fs/write_text_file", params: { path: "relative", content: "x" } },
      { method: "terminal/output", params: { terminalId: "other" } },
      { method: "session/request_permission", params: {} },
    ];
    await (await begin(allowed)).prompt(tries(...others));
    assert.equal(said.filter((text) => text.includes("-32000")).length, others.length, said.join("\n"));
  });

  it("is told “cancelled” for questions that wait when its turn is ended", async () => {
    const options = [{ optionId: "yes", name: "Yes", kind: "allow_once" }];
    const asks = {
      method: "session/request_permission",
      params: { toolCall: { rawInput: { command: "ls" } }, options },
    };
    const turn = (
      await begin(async () => {
        client?.cancel();
        return allowed;
      })
    ).prompt(tries(asks));
    await turn;
    assert.deepEqual(JSON.parse(said[0] ?? ""), { outcome: { outcome: "cancelled" } });
  });

  it("that speaks another version is not started", async () => {
    await assert.rejects(begin(allowed, ["2"]), /another version/);
  });

  it("that does not exist is told as such", async () => {
    const words = [join(cwd, "missing")];
    const nothing = { heldMethods, permissionAnswer, readRequest: () => undefined };
    const start = startAcpAgent({
      words,
      env: {},
      cwd,
      adapter: nothing,
      hold: async () => denied,
      update: () => undefined,
      noise: () => undefined,
    });
    await assert.rejects(start, /ENOENT|ended/);
  });
});
