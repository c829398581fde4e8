import assert from "node:assert/strict";
import { existsSync, readdirSync, statSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { agentsBySource } from "../../../src/agents/hookCatalogue.ts";
import type { Gate } from "../../../src/core/gate/gate.ts";
import { type GateServer, type HandleRequest, startGateServer } from "../../../src/node/gateServer.ts";
import { createGateway } from "../../../src/node/gateway.ts";
import { decodeReply, encode } from "../../../src/protocol/codec.ts";
import { type HookReply, type HookRequest, maxMessageBytes } from "../../../src/protocol/messages.ts";
import { type Home, inHome } from "./home.ts";

const passed: HookReply = { v: 1, type: "answer", stdout: "", stderr: "", exitCode: 0 };

function request(token: string, over: object = {}): string {
  const base: HookRequest = {
    v: 1,
    type: "held",
    token,
    source: "claude-settings",
    payload: "{}",
    cwd: "/w",
    patienceMs: 5_000,
  };
  return encode({ ...base, ...over });
}

/** Sends a text and reads until the server closes. */
function talk(socket: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const client = connect(socket, () => client.write(text));
    let answer = "";
    client.on("data", (chunk) => {
      answer += chunk;
    });
    client.on("close", () => resolve(answer));
    client.on("error", reject);
  });
}

async function served<T>(handle: HandleRequest, test: (server: GateServer, home: Home) => Promise<T>): Promise<T> {
  return inHome(async (home) => {
    const server = await startGateServer(home.locations.run, "w", handle);
    try {
      return await test(server, home);
    } finally {
      await server.close();
    }
  });
}

function check(name: string, text: (token: string) => string, says: RegExp): void {
  it(`denies ${name}`, () =>
    served(
      async () => passed,
      async ({ socket, token }) => {
        const decoded = decodeReply(await talk(socket, text(token)));
        assert.ok("value" in decoded);
        assert.equal(decoded.value.exitCode, 2);
        assert.match(decoded.value.stderr, says);
      },
    ));
}

describe("gate server", () => {
  it("hands a request with the window's token on, and answers what it is told", () =>
    served(
      async () => passed,
      async ({ socket, token }) => assert.deepEqual(decodeReply(await talk(socket, request(token))), { value: passed }),
    ));

  check("a request without the token", () => request(""), /token/);
  check("a token that only begins right", (token) => request(token.slice(0, -1)), /token/);
  check("a token as long as the right one", (token) => request(`${token.slice(0, -1)}~`), /token/);
  check("a request of another version", (token) => request(token, { v: 2 }), /version/);
  check("garbage", () => "GET / HTTP/1.1\n", /JSON/);
  check("a giant request", () => "x".repeat(maxMessageBytes + 1), /larger/);

  it("denies when handling fails", () =>
    served(
      () => Promise.reject(new Error("broken")),
      async ({ socket, token }) => assert.match(await talk(socket, request(token)), /"exitCode":2/),
    ));

  it("takes one request a connection", () => {
    let handled = 0;
    return served(
      async () => {
        handled++;
        return passed;
      },
      async ({ socket, token }) => {
        await talk(socket, request(token) + request(token));
        assert.equal(handled, 1);
      },
    );
  });

  it("tells when the hook has gone", () => {
    let tell: () => void = () => {};
    const gone = new Promise<void>((resolve) => {
      tell = resolve;
    });
    let client: Socket;
    return served(
      (_request, signal) => {
        signal.addEventListener("abort", () => tell());
        client.destroy();
        return new Promise(() => {});
      },
      async ({ socket, token }) => {
        client = connect(socket, () => client.write(request(token)));
        await gone;
      },
    );
  });

  it("is a socket of mode 0600 in a folder of mode 0700, gone when it closes", async () => {
    let path = "";
    await served(
      async () => passed,
      async ({ socket }, { locations }) => {
        path = socket;
        assert.equal(statSync(socket).mode & 0o777, 0o600);
        assert.equal(statSync(locations.run).mode & 0o777, 0o700);
      },
    );
    assert.equal(existsSync(path), false);
  });

  it("finds a place for its socket when the home's path is too long for one", () =>
    inHome(async ({ path }) => {
      const run = join(path, "x".repeat(120), "run");
      const server = await startGateServer(run, "w", async () => passed);
      assert.ok(Buffer.byteLength(server.socket) < 104);
      assert.match(await talk(server.socket, request(server.token)), /"exitCode":0/);
      await server.close();
      assert.equal(existsSync(server.socket), false);
    }));

  it("does not listen in a folder that is none", () =>
    inHome(async ({ locations, write }) => {
      write(".countersign/run", "");
      await assert.rejects(startGateServer(locations.run, "w", async () => passed));
      assert.deepEqual(readdirSync(locations.base), ["run"]);
    }));
});

describe("gateway", () => {
  const claude = {
    session_id: "s",
    hook_event_name: "PreToolUse",
    tool_name: "Bash",
    tool_input: { command: "x" },
    cwd: "/w",
  };
  const gone = new AbortController();

  function gatewayFor(outcome: Awaited<ReturnType<Gate["hold"]>["outcome"]>, held: object[] = []) {
    const seen: string[] = [];
    const gate = {
      hold(request: object) {
        held.push(request);
        return { outcome: Promise.resolve(outcome), withdraw() {} };
      },
    } as unknown as Gate;
    const handle = createGateway({
      gate,
      agents: agentsBySource,
      now: () => 1_000,
      seen: (...args) => seen.push(args.join()),
    });
    return { handle, seen };
  }

  function sent(payload: unknown, over: object = {}): HookRequest {
    const text = typeof payload === "string" ? payload : JSON.stringify(payload);
    return { ...JSON.parse(request("t", { payload: text })), ...over };
  }

  it("answers in the words of the agent that called", async () => {
    const person = gatewayFor({ decision: "allow", by: "person" });
    assert.match((await person.handle(sent(claude), gone.signal)).stdout, /"permissionDecision":"allow"/);
    const policy = gatewayFor({ decision: "allow", by: "policy" });
    assert.deepEqual(await policy.handle(sent(claude), gone.signal), passed);
    const denied = gatewayFor({ decision: "deny", by: "person", reason: "No." });
    assert.deepEqual((await denied.handle(sent(claude), gone.signal)).stderr, "No.\n");
    assert.deepEqual(denied.seen, ["claude-settings,claude-code,s"]);
  });

  it("answers before the hook would deny by itself", async () => {
    const held: { deadline?: number }[] = [];
    const { handle } = gatewayFor({ decision: "allow", by: "policy" }, held);
    await handle(sent(claude, { patienceMs: 60_000 }), gone.signal);
    await handle(sent(claude, { patienceMs: 2_000 }), gone.signal);
    assert.deepEqual(
      held.map(({ deadline }) => deadline),
      [58_000, 2_000],
    );
  });

  for (const [name, payload] of [
    ["that is no JSON", "{oops"],
    ["of no agent", { a: 1 }],
    ["of an agent that does not use this hook", { ...claude, source: "vscode-plugin" }],
  ] as const) {
    it(`denies a payload ${name}`, async () => {
      const { handle, seen } = gatewayFor({ decision: "allow", by: "policy" });
      const over = name.includes("this hook") ? { source: "vscode-plugin" } : {};
      const reply = await handle(sent(payload, over), gone.signal);
      assert.equal(reply.exitCode, 2);
      assert.match(reply.stderr, /\S/);
      assert.deepEqual(seen, []);
    });
  }
});
