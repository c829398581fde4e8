/** Flags of Codex that decide what is asked. Tried with 0.169.0 on 2026-11-26. */
import type { Provenance } from "../../core/model/permission.ts";
import type { LoadedConfig } from "../../core/permissions/input.ts";
import { readTomlFile } from "../../core/permissions/tomlFile.ts";
import { byFlag, type FlagTable, flagPath, flags, lastGiven, type Run, readFlags, valuesOf } from "../flags.ts";

const table: FlagTable = {
  ...flags("-c --config", { takes: "one", means: "set" }),
  ...flags("-s --sandbox", { takes: "one", means: "sandbox" }),
  ...flags("-a --ask-for-approval", { takes: "one", means: "approval" }),
  ...flags("--dangerously-bypass-approvals-and-sandbox --yolo", { means: "yolo" }),
  ...flags("--add-dir", { takes: "one", means: "folder" }),
  ...flags("-m --model -i --image --local-provider --color --output-schema -o --output-last-message", { takes: "one" }),
  ...flags("--oss --search --no-alt-screen --no-daemon --skip-git-repo-check --ephemeral --json --strict-config"),
  ...flags("--dangerously-bypass-hook-trust"),
  ...flags("-p --profile", { takes: "one", means: "profile" }),
  ...flags("--ignore-rules", { means: "no-rules" }),
  ...flags("--ignore-user-config", { means: "no-user-config" }),
};

export function readCodexRun(words: readonly string[] | undefined): Run {
  return readFlags(words, table);
}

/** Words that it does not start with: `exec` takes no policy behind it, and one flag is gone (tried on 2026-11-26). */
export function refusedWord(words: readonly string[] = []): Provenance | undefined {
  const at = words.findIndex((word) => word === "exec" || word === "e");
  const behind = at < 0 ? [] : words.slice(at);
  const word =
    behind.find((one) => /^(?:-a|--ask-for-approval)(?:=|$)/.test(one)) ?? words.find((one) => gone.has(one));
  return word === undefined ? undefined : byFlag(`Codex does not start with ${word}`);
}

const gone: ReadonlySet<string> = new Set(["--full-auto"]);

/** `codex exec` asks nobody. */
export function isAlone({ words }: Run): boolean {
  return words[0] === "exec" || words[0] === "e";
}

/** The user's file that a flag lays over the first. */
export function profileFile(run: Run): string | undefined {
  const name = lastGiven(run, "profile")?.value;
  return name !== undefined && /^[\w-]+$/.test(name) ? `${name}.config.toml` : undefined;
}

/** What the flags say, as one more file. */
export function flagFile(run: Run): LoadedConfig | undefined {
  const values = new Map<string, string>();
  for (const { value } of valuesOf(run, "set")) {
    const at = value.indexOf("=");
    values.set(value.slice(0, at).trim(), asToml(value.slice(at + 1).trim()));
  }
  for (const [meaning, key] of [
    ["sandbox", "sandbox_mode"],
    ["approval", "approval_policy"],
  ] as const) {
    const given = lastGiven(run, meaning);
    if (given) values.set(key, JSON.stringify(given.value));
  }
  if (isAlone(run)) values.set("approval_policy", '"never"');
  if (lastGiven(run, "yolo")) {
    values.set("sandbox_mode", '"danger-full-access"');
    values.set("approval_policy", '"never"');
  }
  if (values.size === 0) return undefined;
  const text = [...values].map(([key, value]) => `${key} = ${value}\n`).join("");
  return { layer: "flag", path: flagPath, text };
}

/** What is no value of its language is taken as text. */
function asToml(written: string): string {
  const { root } = readTomlFile({ layer: "flag", path: flagPath, text: `value = ${written}\n` });
  return root ? written : JSON.stringify(written);
}

export function foldersGiven(run: Run): readonly string[] {
  return valuesOf(run, "folder").map(({ value }) => value);
}
