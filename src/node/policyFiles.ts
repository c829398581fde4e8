import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Policy } from "../core/policy/policy.ts";
import { type Locations, workspacePolicyName } from "./locations.ts";

/** Reads one policy; src/core/policy has the real one. */
export type LoadPolicy = (text: string, origin: Policy["origin"], path: string) => Policy;

export interface Policies {
  readonly user?: Policy;
  readonly workspace?: Policy;
  /** The exact texts in force, to name them in the audit and to notice a change. */
  readonly text: string;
}

/** A policy file larger than this is not read, which counts as unreadable. */
const maxPolicyBytes = 1024 * 1024;

/**
 * Reads the user's and the workspace's policy afresh, so that a change holds from the next action on.
 * A file that is there and cannot be read is a policy that lets nothing pass by itself.
 */
export function readPolicies(locations: Locations, workspace: string | undefined, load: LoadPolicy): Policies {
  const user = readOne({ origin: "user", path: locations.policy }, load);
  const own = workspace && readOne({ origin: "workspace", path: join(workspace, workspacePolicyName) }, load);
  return {
    ...(user ? { user: user.policy } : {}),
    ...(own ? { workspace: own.policy } : {}),
    text: JSON.stringify([user?.text ?? null, own ? own.text : null, workspace ?? null]),
  };
}

function readOne(
  file: Pick<Policy, "origin" | "path">,
  load: LoadPolicy,
): { readonly policy: Policy; readonly text: string } | undefined {
  try {
    // Most often there is none, and an exception costs more than the look.
    if (!statSync(file.path, { throwIfNoEntry: false })) return undefined;
    const bytes = readFileSync(file.path);
    if (bytes.length > maxPolicyBytes) return unreadable(file, "The policy is larger than 1 MB and was not read.");
    const text = bytes.toString("utf8");
    return { policy: loadOnce(file, text, load), text };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    return unreadable(file, "The policy could not be read, so nothing runs without a question.");
  }
}

/** The policy last made of each file, so that a text that did not change is not parsed again at every action. */
const loaded = new WeakMap<LoadPolicy, Map<string, { readonly text: string; readonly policy: Policy }>>();

function loadOnce(file: Pick<Policy, "origin" | "path">, text: string, load: LoadPolicy): Policy {
  const known = loaded.get(load) ?? new Map<string, { readonly text: string; readonly policy: Policy }>();
  loaded.set(load, known);
  const key = `${file.origin} ${file.path}`;
  const last = known.get(key);
  if (last?.text === text) return last.policy;
  const policy = load(text, file.origin, file.path);
  if (known.size > maxKept) known.clear();
  known.set(key, { text, policy });
  return policy;
}

/** A window has one policy a folder; the command line may be asked about many. */
const maxKept = 100;

function unreadable(file: Pick<Policy, "origin" | "path">, message: string): { policy: Policy; text: string } {
  const problem = { message, span: { start: 0, end: 0 }, severity: "error", fixes: [] } as const;
  return { policy: { ...file, rules: [], problems: [problem], unreadable: true }, text: `unreadable: ${message}` };
}
