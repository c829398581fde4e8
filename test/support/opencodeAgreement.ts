/** What `explain` says of the calls that were tried on the real OpenCode, from the same configurations. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { opencode } from "../../src/agents/opencode/agent.ts";
import type { Action } from "../../src/core/model/action.ts";
import type { PermissionInput } from "../../src/core/permissions/input.ts";
import { type Call, setups as codeSetups, type Setup } from "./opencodeCases.ts";

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

/** Everything that was recorded of OpenCode, wherever it stands. */
export function everythingRecorded(): Recorded[] {
  const more = readMore().flatMap(({ name, calls }) =>
    calls.map(([tool, argument, outcome]): Recorded => ({ setup: name, call: [tool, argument], outcome })),
  );
  return [...recorded(), ...more];
}

/** Setups that stand in no code: each with its calls and the outcome of each ("?": not tried yet). */
type MoreSetup = Omit<Setup, "calls"> & { readonly calls: readonly (readonly [...Call, outcome: string])[] };

const morePath = fileURLToPath(new URL("../fixtures/agreement/opencode-more.jsonl", import.meta.url));

export function readMore(): MoreSetup[] {
  const lines = readFileSync(morePath, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as MoreSetup);
}

/** Replaces the outcomes of one setup there. */
export function writeMore(name: string, outcomes: readonly string[]): void {
  const all = readMore().map((setup) =>
    setup.name === name
      ? { ...setup, calls: setup.calls.map(([tool, argument], index) => [tool, argument, outcomes[index]]) }
      : setup,
  );
  writeFileSync(morePath, all.map((setup) => `${JSON.stringify(setup)}\n`).join(""));
}

export const setups: readonly Setup[] = [
  ...codeSetups,
  ...readMore().map((setup) => ({
    ...setup,
    calls: setup.calls.map(([tool, argument]) => [tool, argument] as const),
  })),
];

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
