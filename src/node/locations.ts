import { homedir } from "node:os";
import { join } from "node:path";

/** Where Countersign keeps its own things. This is the one place that knows. All paths are absolute. */
export interface Locations {
  readonly home: string;
  /** `~/.countersign` */
  readonly base: string;
  /** The user's policy. */
  readonly policy: string;
  /** The hook programs, at a path that no update moves. */
  readonly bin: string;
  /** What the agents call. */
  readonly launcher: string;
  /** What agents start instead of an MCP server. */
  readonly proxyLauncher: string;
  /** Registry of open windows, and their sockets. Mode 0700. */
  readonly run: string;
  readonly audit: string;
  /** The second place that keeps signatures of the audit, apart from the first. */
  readonly auditAnchor: string;
  /** What files of others looked like before we wrote to them. */
  readonly backup: string;
  /** Exists while everything is stopped. */
  readonly stopFile: string;
  /** When a hook last called, one file a source. */
  readonly seen: string;
  /** Copies of what was allowed to be deleted. */
  readonly snapshots: string;
}

/** Name of the policy file at the root of a workspace. */
export const workspacePolicyName = ".countersign.yaml";

export function locations(home: string = homedir()): Locations {
  return locationsIn(join(home, ".countersign"), home);
}

/** For the installed hook, which knows its folder and does not trust the agent's environment for the home. */
export function locationsIn(base: string, home: string): Locations {
  const bin = join(base, "bin");
  const run = join(base, "run");
  return {
    home,
    base,
    policy: join(base, "countersign.yaml"),
    bin,
    launcher: join(bin, process.platform === "win32" ? "hook.cmd" : "hook"),
    proxyLauncher: join(bin, process.platform === "win32" ? "mcp-proxy.cmd" : "mcp-proxy"),
    run,
    audit: join(base, "audit"),
    auditAnchor: join(home, ...stateFolder(), "countersign", "audit"),
    backup: join(base, "backup"),
    stopFile: join(run, "stopped"),
    seen: join(run, "seen"),
    snapshots: join(base, "snapshots"),
  };
}

/** Where programs of this system keep what is theirs and no document. */
function stateFolder(): readonly string[] {
  if (process.platform === "darwin") return ["Library", "Application Support"];
  return process.platform === "win32" ? ["AppData", "Local"] : [".local", "state"];
}

/** Files an agent must never change by itself: with one of them it would free itself. */
export function protectedPaths({ base, home, policy }: Locations, workspace: string | undefined): string[] {
  // The policy lies in the first one, and is named for where a link in its place leads.
  const own = [
    base,
    policy,
    join(home, ...stateFolder(), "countersign"),
    join(home, ".copilot", "hooks", "countersign.json"),
  ];
  return workspace === undefined ? own : [...own, join(workspace, workspacePolicyName)];
}
