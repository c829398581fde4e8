import type { Surroundings } from "../../src/core/decide.ts";
import { createJudge, type Judge } from "../../src/core/decide.ts";
import type { Shell } from "../../src/core/model/action.ts";
import type { Verdict } from "../../src/core/model/verdict.ts";
import { loadPolicy } from "../../src/core/policy/load.ts";
import { withSql } from "../../src/node/sqlReader.ts";
import { judgeGrammars } from "../../src/node/wasm.ts";
import { testParsers } from "./parsers.ts";

export const linux: Surroundings = {
  platform: "linux",
  home: "/home/dev",
  workspace: "/home/dev/project",
  protectedPaths: ["/home/dev/.countersign"],
  extensionId: "countersign.countersign",
};

export const darwin: Surroundings = {
  ...linux,
  platform: "darwin",
  home: "/Users/dev",
  workspace: "/Users/dev/project",
  protectedPaths: ["/Users/dev/.countersign"],
};

export const windows: Surroundings = {
  ...linux,
  platform: "win32",
  home: "C:\\Users\\dev",
  workspace: "C:\\Users\\dev\\project",
  protectedPaths: ["C:\\Users\\dev\\.countersign"],
};

/** A judge with the given policy texts. */
export async function judgeWith(policies: { user?: string; workspace?: string } = {}): Promise<Judge> {
  return createJudge(withSql(await testParsers(...judgeGrammars)), {
    ...(policies.user === undefined ? {} : { user: loadPolicy(policies.user, "user", "countersign.yaml") }),
    ...(policies.workspace === undefined
      ? {}
      : { workspace: loadPolicy(policies.workspace, "workspace", ".countersign.yaml") }),
  });
}

/** The verdict of one command in the place its shell is at home. */
export function decideCommand(judge: Judge, shell: Shell, command: string, place?: Surroundings): Verdict {
  const usual = shell === "powershell" || shell === "cmd" ? windows : linux;
  return judge.decide({ kind: "command", shell, command }, place ?? usual);
}
