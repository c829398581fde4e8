/** What `explain` says of the calls that were tried on the real OpenCode, from the same configurations. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { opencode } from "../../src/agents/opencode/agent.ts";
import type { Action } from "../../src/core/model/action.ts";
import type { PermissionInput } from "../../src/core/permissions/input.ts";
import type { Call, Setup } from "./opencodeCases.ts";

export interface Recorded {
  readonly setup: string;
  readonly call: Call;
  readonly outcome: string;
}

export const recordedPath = fileURLToPath(new URL("../fixtures/agreement/opencode.jsonl", import.meta.url));

/** What was recorded, without the first line, which says of which version and day. */
export function recorded(): Recorded[] {
  if (!existsSync(recordedPath)) return [];
  const lines = readFileSync(recordedPath, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  return lines.slice(1).map((line) => JSON.parse(line) as Recorded);
}

export const place = { home: "/lab/home", workspace: "/lab/home/project", platform: "linux" } as const;

export function opencodeInput(setup: Omit<Setup, "calls" | "name">): PermissionInput {
  const json = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value, undefined, 2));
  const texts: Readonly<Record<string, string | undefined>> = {
    "/lab/home/.config/opencode/opencode.json": json(setup.user),
    "/lab/home/project/opencode.json": json(setup.project),
    "/lab/home/project/.opencode/opencode.json": json(setup.dot),
    "/lab/home/.opencode/opencode.json": json(setup.homeDot),
    "/lab/home/project/.git/HEAD": "ref: refs/heads/main\n",
  };
  const configs = opencode.configFiles(place).flatMap(({ dropIns, ...file }) => {
    if (dropIns !== undefined) {
      if (setup.agent === undefined || file.path !== "/lab/home/project/.opencode/agent") return [];
      return [{ ...file, path: `${file.path}/build.md`, text: setup.agent }];
    }
    const text = texts[file.path];
    return [text === undefined ? file : { ...file, text }];
  });
  const variables = setup.variables ?? {};
  return { place, configs, documents: [], credentials: [], installed: true, variables };
}

export function actionOf([tool, argument]: Call): Action {
  const base = { cwd: place.workspace, workspace: place.workspace, home: place.home, platform: "linux" } as const;
  if (tool === "bash") return { ...base, kind: "command", shell: "bash", command: argument };
  if (tool === "write") return { ...base, kind: "file_write", path: argument, content: "text\n" };
  if (tool === "read") return { ...base, kind: "file_read", path: argument };
  return { ...base, kind: "mcp_call", server: "lab", tool: argument };
}

export function explainCase(setup: Setup, call: Call): string {
  const { outcome } = opencode.explain(actionOf(call), opencodeInput(setup));
  // A tool that is not there and one that is refused look the same to the model.
  return outcome === "unreachable" ? "deny" : outcome;
}
