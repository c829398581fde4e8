/**
 * The Rule of Two (Meta, October 2025): without a person, an agent should combine at most two of: takes in text that
 * outsiders write, reaches what is sensitive, acts outward or changes state. Only what runs without asking counts.
 */
import type { Effect } from "../model/effect.ts";
import type { AgentPermissions, AmbientCredential, Grant } from "../model/permission.ts";

const untrustedEffects: readonly Effect[] = ["read-untrusted", "fetch-network"];
const sensitiveEffects: readonly Effect[] = ["read-secrets", "read-data"];
const outwardEffects: readonly Effect[] = [
  "send-outward",
  "change-access",
  "change-infra",
  "write-data",
  "destroy-data",
  "rewrite-history",
  "spend-money",
  // A program can send and change anything.
  "run-code",
];

/**
 * - untrusted: fetches, or takes in outside text.
 * - sensitive: reads secrets or records; or reads the workspace while an `.env` lies in it; or runs programs, which
 *   carry the ambient credentials of the user.
 * - outward: sends, changes access, records, history or infrastructure, spends, or runs programs.
 */
export function ruleOfTwo(
  grants: readonly Pick<Grant, "decision" | "effects">[],
  credentials: readonly AmbientCredential[],
): AgentPermissions["ruleOfTwo"] {
  const free = new Set(grants.filter((grant) => grant.decision === "allow").flatMap((grant) => grant.effects));
  const any = (wanted: readonly Effect[]) => wanted.some((effect) => free.has(effect));
  const secretFiles = credentials.some((credential) => credential.kind === "dotenv");
  return {
    untrusted: any(untrustedEffects),
    sensitive:
      any(sensitiveEffects) ||
      (free.has("read-files") && secretFiles) ||
      (free.has("run-code") && credentials.length > 0),
    outward: any(outwardEffects),
  };
}
