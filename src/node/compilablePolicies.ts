/** The policies whose rules may be written into agents' own configuration. */
import { loadPolicy } from "../core/policy/load.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { Locations } from "./locations.ts";
import { readPolicies } from "./policyFiles.ts";

/** The user's, and of a workspace's what tightens. `unreadable`: a policy that cannot be read; nothing is compiled then. */
export function compilablePolicies(
  locations: Locations,
  workspace: string | undefined,
): { readonly policies: readonly Policy[] } | { readonly unreadable: string } {
  const { user, workspace: own } = readPolicies(locations, workspace, loadPolicy);
  // The workspace's can only tighten: what it allows is no wish.
  const tightening = own && { ...own, rules: own.rules.filter(({ then }) => then !== "allow") };
  const policies = [user, tightening].flatMap((one) => one ?? []);
  const broken = policies.find(({ unreadable }) => unreadable);
  return broken ? { unreadable: broken.path } : { policies };
}
