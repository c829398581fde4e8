import type { AuditSink, StepEntry } from "../audit/record.ts";
import { redactText } from "../audit/redact.ts";
import { summarizeCall } from "../display/summary.ts";
import { whose } from "./afterwards.ts";
import { callDigest, type Sha256 } from "./callKey.ts";
import type { LastingGrant } from "./grants.ts";

export interface GrantLogPorts {
  readonly audit: AuditSink;
  readonly sha256: Sha256;
  /** Who gives and takes back. */
  readonly user: string;
}

/** What a person allowed for longer than once has a record of its own, and so has its end where a person brought it. */
export interface GrantLog {
  /** @returns whether the record was acknowledged */
  granted(grant: LastingGrant): Promise<boolean>;
  takenBack(grant: LastingGrant): Promise<boolean>;
  /** Resolves when nothing is being written any more. */
  idle(): Promise<void>;
}

export function createGrantLog({ audit, sha256, user }: GrantLogPorts): GrantLog {
  const writing = new Set<Promise<unknown>>();

  async function write(step: "granted" | "taken-back", grant: LastingGrant): Promise<boolean> {
    const { call, scope, until, decision } = grant;
    const { agent, session } = whose(call);
    const entry: StepEntry = {
      ...{ step, agent, user, scope, until: new Date(until).toISOString() },
      ...(session === undefined ? {} : { session }),
      ...(decision === undefined ? {} : { of: decision }),
      actionDigest: callDigest(call, sha256),
      note: summarizeCall(call, 1_500, redactText),
    };
    try {
      return (await audit.note?.(entry)) !== undefined;
    } catch {
      return false;
    }
  }

  function tracked(step: "granted" | "taken-back", grant: LastingGrant): Promise<boolean> {
    const written = write(step, grant);
    writing.add(written);
    void written.finally(() => writing.delete(written));
    return written;
  }

  return {
    granted: (grant) => tracked("granted", grant),
    takenBack: (grant) => tracked("taken-back", grant),
    async idle() {
      await Promise.all(writing);
    },
  };
}
