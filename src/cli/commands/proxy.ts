import { spawn } from "node:child_process";
import { join } from "node:path";
import { locations } from "../../node/locations.ts";
import type { Command } from "../command.ts";
import { CliError } from "../errors.ts";
import { exitCodes } from "../exitCodes.ts";

export const proxy: Command = {
  name: "proxy",
  summary: "Start an MCP server behind the gate: its tools run only after they were let go ahead",
  usage: [
    "[--server NAME] [--patience MS] -- COMMAND [ARGS…]",
    "[--server NAME] [--patience MS] --url URL",
    "",
    "--server    the name that questions and policies call it by; the command's own without it",
    "--patience  milliseconds a call waits for an answer, at most an hour",
    "--url       a server on streamable HTTP; COUNTERSIGN_HEADERS holds its headers as a JSON object",
    "",
    "Speaks MCP over stdin and stdout, so it stands where the server's command stood.",
    "“countersign guard wrap FILE” writes it into a configuration file for you.",
  ],
  options: { server: { type: "string" }, patience: { type: "string" }, url: { type: "string" } },
  async run(args, io) {
    const { positionals } = args;
    const options = ["server", "patience", "url"].flatMap((name) => {
      const value = args.text(name);
      return value === undefined ? [] : [`--${name}`, value];
    });
    if ((args.text("url") === undefined) === (positionals.length === 0)) {
      throw new CliError("usage", "Say which server: either --url URL, or -- and its command.");
    }
    const command = positionals.length > 0 ? ["--", ...positionals] : [];
    const program = [join(io.product.dist, "proxy.js"), "--base", locations(io.home).base];
    const { code, signal } = await runToEnd(io.product.node, [...program, ...options, ...command]);
    // Ends as the proxy did, whose end is that of the server.
    if (signal) process.kill(process.pid, signal);
    return (code ?? exitCodes.failure) as typeof exitCodes.fine;
  },
};

/** Signals go to the proxy, which passes them on to the server. */
async function runToEnd(program: string, args: readonly string[]) {
  const child = spawn(program, [...args], { stdio: "inherit" });
  const signals = ["SIGTERM", "SIGINT", "SIGHUP"] as const;
  const pass = (name: NodeJS.Signals) => void child.kill(name);
  for (const name of signals) process.on(name, pass);
  return new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      for (const name of signals) process.off(name, pass);
      resolve({ code, signal });
    });
  });
}
