/**
 * Sits before one MCP server, whatever agent starts it, and holds every `tools/call` until the gate allowed it.
 * Speaks to the client over standard input and output.
 */
import { once } from "node:events";
import { dirname, join } from "node:path";
import { startChildServer } from "../node/mcp/childServer.ts";
import { serverEnvironment } from "../node/mcp/environment.ts";
import { startHttpServer } from "../node/mcp/httpServer.ts";
import { createLineReader, createLineWriter } from "../node/mcp/lines.ts";
import { createPins } from "../node/mcp/pins.ts";
import { createToolList } from "../node/mcp/toolList.ts";
import type { ServerEnd, Upstream, UpstreamHandlers } from "../node/mcp/upstream.ts";
import { type ProxyArguments, readArguments } from "./arguments.ts";
import { createDecide } from "./decide.ts";
import { createSession, type Session } from "./session.ts";

main();

function main(): void {
  const parsed = readArguments(process.argv.slice(2));
  if ("error" in parsed) {
    process.stderr.write(`Countersign: ${parsed.error}\n`);
    process.exitCode = 2;
    return;
  }
  run(parsed);
}

function run(options: ProxyArguments): void {
  const client = createLineWriter((bytes) => void process.stdout.write(bytes));
  const pins = createPins(options.locations.base, identityOf(options));
  const tools = createToolList({
    send: (line) => upstream.send(`${line}\n`),
    // What cannot be kept is told with the next call, which is then denied.
    seen: (found) => void pins.add(found).catch(() => undefined),
  });
  const unattended = join(dirname(__filename), "unattended.js");
  const decide = createDecide({ ...options, unattended, cwd: process.cwd(), tools, pins });
  const session = createSession({
    toClient: client.line,
    toServer: (bytes) => upstream.send(bytes),
    tools,
    decide,
  });
  const fromServer = createLineReader({ line: session.fromServer.bind(session), piece: client.piece });
  const upstream = start(options, {
    data: fromServer.push,
    drained: () => (process.stdout.writableNeedDrain ? once(process.stdout, "drain").then(() => undefined) : undefined),
    ended(end) {
      fromServer.end();
      session.end("The server ended before the call was decided.");
      // Answers to what still waited are written first.
      setImmediate(() => leave(end));
    },
  });
  readClient(session, upstream);
  passSignalsOn(session, upstream);
}

/** The pins belong to the server that is started this way, so that another one of the same name is not taken for it. */
function identityOf({ server, target }: ProxyArguments): readonly string[] {
  return target.kind === "url" ? [server, target.url] : [server, target.command, ...target.args];
}

function start({ target }: ProxyArguments, handlers: UpstreamHandlers): Upstream {
  if (target.kind === "url") return startHttpServer(target.url, process.env, handlers);
  return startChildServer(target.command, target.args, serverEnvironment(process.env), handlers);
}

function readClient(session: Session, upstream: Upstream): void {
  const reader = createLineReader({
    line: session.fromClient.bind(session),
    piece: (_bytes, done) => (done ? session.tooLong() : undefined),
  });
  const gone = () => {
    session.end(undefined);
    upstream.finish();
  };
  process.stdin.on("data", reader.push);
  process.stdin.on("end", () => {
    reader.end();
    gone();
  });
  process.stdin.on("error", gone);
  // A client that no longer reads has left.
  process.stdout.on("error", gone);
}

function passSignalsOn(session: Session, upstream: Upstream): void {
  for (const name of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(name, () => {
      session.end(undefined);
      upstream.signal(name);
    });
  }
}

/** Ends as the server did, after everything it said was handed over. */
function leave({ code, signal, problem }: ServerEnd): void {
  if (problem !== undefined) process.stderr.write(`Countersign: the MCP server could not be used. ${problem}\n`);
  const exit = () => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  };
  if (process.stdout.destroyed || process.stdout.writableLength === 0) exit();
  else process.stdout.write("", exit);
}
