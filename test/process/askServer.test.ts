/** Asking real servers for their tools, and everything that can go wrong with it. */
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerLaunch } from "../../src/core/wrap/launch.ts";
import { identityOf } from "../../src/core/wrap/launch.ts";
import { type Asked, askServer } from "../../src/node/mcp/askServer.ts";
import { createPins, pinsFolder } from "../../src/node/mcp/pins.ts";
import { recordedTools } from "../../src/node/mcp/recordedTools.ts";
import { childEnvironment } from "../../src/node/mcp/safeEnvironment.ts";
import { eventually } from "../support/wait.ts";
import { root } from "./hookLab.ts";

const patienceMs = 60_000;
const labServer = join(root, "test", "process", "programs", "labServer.mjs");
const program = (...args: string[]): Extract<ServerLaunch, { kind: "program" }> => ({
  kind: "program",
  command: process.execPath,
  args,
  env: {},
});

describe("asking a server for its tools", function () {
  this.timeout(120_000);
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ask-server-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const ask = (launch: Exclude<ServerLaunch, { kind: "unfit" }>, timeLimitMs = patienceMs, signal?: AbortSignal) =>
    askServer(launch, {
      cwd: folder,
      environment: childEnvironment(process.env),
      timeLimitMs,
      signal: signal ?? new AbortController().signal,
    });
  const problem = (asked: Asked): string => ("problem" in asked ? asked.problem : "");

  /** A server written for one test. */
  function server(text: string): ReturnType<typeof program> {
    const path = join(folder, "server.mjs");
    writeFileSync(path, text);
    return program(path);
  }

  const isAlive = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };

  it("is told them by a real server, which keeps them apart by how it is started", async () => {
    const launch = program(labServer);
    const asked = await ask(launch);
    assert.ok("tools" in asked, problem(asked));
    assert.deepEqual([...asked.tools.keys()], ["lab_touch"]);
    await createPins(folder, identityOf("lab", launch) ?? []).add(asked.tools);
    const config = { layer: "project", path: "/w/.mcp.json" } as const;
    const text = JSON.stringify({ mcpServers: { lab: { command: process.execPath, args: [labServer] } } });
    const input = {
      ...{ place: { home: folder, workspace: "/w", platform: "linux" as const }, documents: [], credentials: [] },
      ...{ installed: true, configs: [{ ...config, text }] },
    } as const;
    const source = { ...config, text: "lab" };
    const recorded = recordedTools(folder, {});
    const entry = { name: "lab", source, state: "enabled", tools: [] } as const;
    assert.deepEqual(
      recorded(entry, input)?.map(({ name }) => name),
      ["lab_touch"],
    );
    const other = JSON.stringify({ mcpServers: { lab: { command: "another", args: [labServer] } } });
    assert.equal(recorded(entry, { ...input, configs: [{ ...config, text: other }] }), undefined);
    assert.match(
      readFileSync(join(pinsFolder(folder), readdirSync(pinsFolder(folder))[0] ?? ""), "utf8"),
      /Creates a file/,
    );
  });

  it("hands a program none of our tokens, and what its entry gives it", async () => {
    const launch = server(
      `import { writeFileSync } from "node:fs";\nwriteFileSync("env.json", JSON.stringify(process.env));\nprocess.exit(0);\n`,
    );
    const environment = childEnvironment({ ...process.env, GITHUB_TOKEN: "secret" });
    const options = { cwd: folder, environment, timeLimitMs: patienceMs, signal: new AbortController().signal };
    await askServer({ ...launch, env: { OWN: "1" } }, options);
    const got = JSON.parse(readFileSync(join(folder, "env.json"), "utf8")) as Record<string, string>;
    assert.equal(got.OWN, "1");
    assert.equal(got.GITHUB_TOKEN, undefined);
  });

  it("says what a program wrote that ended early", async () => {
    const asked = await ask(server(`process.stderr.write("no key\\n", () => process.exit(3));\n`));
    assert.ok("problem" in asked);
    assert.match(asked.problem, /ended before it told its tools \(exit code 3\)/);
    assert.equal(asked.said, "no key");
  });

  it("says that a program is not there", async () => {
    assert.match(
      problem(await ask({ ...program(), command: join(folder, "nothing") })),
      /could not be started.*ENOENT/,
    );
  });

  it("gives up in time, and ends the program and what that started", async () => {
    const launch = server(
      `import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
writeFileSync("pids.json", JSON.stringify([process.pid, child.pid]));
setInterval(() => {}, 1000);
`,
    );
    const controller = new AbortController();
    const asked = ask(launch, patienceMs, controller.signal);
    const pids = await eventually(
      "both run",
      patienceMs,
      async () => JSON.parse(readFileSync(join(folder, "pids.json"), "utf8")) as number[],
    );
    controller.abort();
    assert.equal(problem(await asked), "It was cancelled.");
    await eventually("both have ended", patienceMs, async () => pids.every((pid) => !isAlive(pid)));
    assert.match(problem(await ask(launch, 10)), /did not answer within 0 seconds/);
  });

  it("does not believe a list that never ends", async () => {
    const launch = server(
      `import { createInterface } from "node:readline";
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method } = JSON.parse(line);
  if (id === undefined) continue;
  const result = method === "initialize" ? { protocolVersion: "2025-06-18", capabilities: {} } : { tools: [], nextCursor: "more" };
  console.log(JSON.stringify({ jsonrpc: "2.0", id, result }));
}
`,
    );
    assert.match(problem(await ask(launch)), /does not end/);
  });

  describe("over HTTP", () => {
    let http: Server | undefined;
    afterEach(() => new Promise<void>((resolve) => (http ? http.close(() => resolve()) : resolve())));

    async function listen(handle: RequestListener): Promise<string> {
      http = createServer(handle);
      await new Promise<void>((resolve) => http?.listen(0, "127.0.0.1", resolve));
      return `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`;
    }

    it("is told them with the headers of the entry", async () => {
      const seen: (string | undefined)[] = [];
      const url = await listen((request, response) => {
        let body = "";
        request.on("data", (part) => {
          body += part;
        });
        request.on("end", () => {
          if (request.method !== "POST") return void response.writeHead(405).end();
          seen.push(request.headers["x-key"] as string | undefined);
          const { id, method } = JSON.parse(body) as { id?: unknown; method: string };
          if (id === undefined) return void response.writeHead(202).end();
          const result =
            method === "initialize"
              ? { protocolVersion: "2025-06-18", capabilities: {} }
              : { tools: [{ name: "post_reply", description: "Posts." }] };
          response.writeHead(200, { "content-type": "application/json" });
          response.end(JSON.stringify({ jsonrpc: "2.0", id, result }));
        });
      });
      const asked = await ask({ kind: "url", url, headers: { "x-key": "k" } });
      assert.ok("tools" in asked, problem(asked));
      assert.deepEqual([...asked.tools.keys()], ["post_reply"]);
      assert.ok(seen.length > 0 && seen.every((one) => one === "k"));
    });

    it("says that it wants a sign-in", async () => {
      const url = await listen((_, response) => void response.writeHead(401).end());
      assert.match(problem(await ask({ kind: "url", url, headers: {} })), /refused to begin.*401/);
    });
  });
});
