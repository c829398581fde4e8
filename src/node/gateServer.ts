import { randomBytes, timingSafeEqual } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createLineCollector, decodeRequest, encode } from "../protocol/codec.ts";
import { type HookReply, type HookRequest, protocolVersion } from "../protocol/messages.ts";
import { makePrivateFolder } from "./privateFiles.ts";

/** Answers one request. `gone` tells that the hook went away before. Never rejects. */
export type HandleRequest = (request: HookRequest, gone: AbortSignal, onTold?: OnTold) => Promise<HookReply>;

/** Takes what is called once the reply was handed to the hook whole. */
export type OnTold = (listener: () => void) => void;

export interface GateServer {
  /** Path of a Unix socket, or name of a Windows pipe. */
  readonly socket: string;
  readonly token: string;
  close(): Promise<void>;
}

/** A client that connects and says nothing holds a connection for this long at most. */
const requestTimeoutMs = 20_000;

/** `sun_path` holds 104 bytes on macOS and 108 on Linux, the ending zero included. */
const longestSocketPath = 100;

/**
 * Listens where only this user can connect: a socket of mode 0600 in a folder of mode 0700, or a named pipe.
 * A client needs the token of this window as well, can ask one thing, and can never answer one.
 * @throws when the folder is not private or the socket cannot be opened
 */
export async function startGateServer(run: string, id: string, handle: HandleRequest): Promise<GateServer> {
  const token = randomBytes(32).toString("base64url");
  const socket = socketPath(run, id);
  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    client.on("close", () => open.delete(client));
    serve(client, token, handle);
  });
  await listen(server, socket);
  if (process.platform !== "win32") chmodSync(socket, 0o600);
  return { socket, token, close: () => close(server, open, run, socket) };
}

function serve(client: Socket, token: string, handle: HandleRequest): void {
  const collector = createLineCollector();
  const gone = new AbortController();
  let asked = false;
  client.setTimeout(requestTimeoutMs, () => client.destroy());
  client.on("error", () => client.destroy());
  // A reason of our own: making the usual one, with its stack, costs as much as judging.
  client.on("close", () => gone.abort("closed"));
  client.on("data", (chunk) => {
    const progress = asked ? undefined : collector.push(chunk);
    if (!progress) return;
    asked = true;
    client.setTimeout(0);
    const onTold = (listener: () => void) => void client.once("finish", listener);
    const answer =
      "line" in progress ? answerLine(progress.line, token, handle, { gone: gone.signal, onTold }) : refuse(tooLarge);
    void Promise.resolve(answer).then((reply) => client.end(encode(reply)));
  });
}

function answerLine(
  line: string,
  token: string,
  handle: HandleRequest,
  { gone, onTold }: { readonly gone: AbortSignal; readonly onTold: OnTold },
): Promise<HookReply> | HookReply {
  const decoded = decodeRequest(line);
  if ("error" in decoded) return refuse(decoded.error);
  if (!sameToken(decoded.value.token, token)) return refuse("The hook does not know this editor window's token.");
  return handle(decoded.value, gone, onTold).catch(() => refuse("The editor could not handle the call."));
}

/** A denial for a caller whose agent is not known: the exit code and text that every agent obeys. */
export function refuse(reason: string): HookReply {
  return {
    v: protocolVersion,
    type: "answer",
    stdout: "",
    stderr: `Countersign stopped this action. ${reason}\n`,
    exitCode: 2,
  };
}

const tooLarge = "The call is larger than a person could review.";

/** How much of it is right does not show in the time it takes; its length is no secret. */
function sameToken(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given, "utf8"), Buffer.from(expected, "utf8")];
  return one.length === other.length && timingSafeEqual(one, other);
}

function socketPath(run: string, id: string): string {
  if (process.platform === "win32") return `\\\\.\\pipe\\countersign-${id}-${randomBytes(8).toString("hex")}`;
  makePrivateFolder(run);
  const path = join(run, `${id}.sock`);
  if (Buffer.byteLength(path) <= longestSocketPath) {
    rmSync(path, { force: true });
    return path;
  }
  // mkdtemp makes a folder of mode 0700 with a name nobody can guess.
  return join(mkdtempSync(join(tmpdir(), "countersign-")), "s");
}

function listen(server: Server, socket: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(socket, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function close(server: Server, open: ReadonlySet<Socket>, run: string, socket: string): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const client of open) client.destroy();
  await closed;
  if (process.platform === "win32") return;
  rmSync(socket, { force: true });
  if (dirname(socket) !== run) rmSync(dirname(socket), { recursive: true, force: true });
}
