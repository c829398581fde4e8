/** What a person did with an agent's advice, in the audit. */
import { auditEntry } from "../../core/gate/auditEntry.ts";
import { callDigest } from "../../core/gate/callKey.ts";
import type { Judgement } from "../../core/gate/judgement.ts";
import type { HeldCall } from "../../core/model/heldCall.ts";
import { sha256 } from "../../node/sha256.ts";
import { userName } from "../../node/userName.ts";
import { workspaceOf } from "../../node/workspaceOf.ts";
import { asAdvice, type Followed } from "../model/adviceText.ts";
import type { Services } from "../services.ts";

/** Advice that was recognized, and what following it does. */
export interface Checked {
  /** As people know it. */
  readonly agent: string;
  readonly call: HeldCall;
  readonly judgement: Judgement;
}

export interface Shown {
  readonly decision: "allow" | "deny";
  readonly shownDigest: string;
  readonly lookedMs: number;
}

/** @throws when it cannot be written */
export async function recordAdvice(
  { audit, folders, locations }: Pick<Services, "audit" | "folders" | "locations">,
  { call, judgement }: Checked,
  how: Followed,
  { decision, shown }: { readonly decision: "allow" | "deny"; readonly shown?: Shown },
): Promise<void> {
  const answer = shown && ({ ...shown, scope: "once" } as const);
  const final = { decision, by: "person", ...(answer ? { answer } : {}) } as const;
  const workspace = workspaceOf(call.cwd, folders(), locations.home);
  const digest = callDigest(call, sha256);
  const facts = { call, digest, judgement: asAdvice(judgement, how), final, user: userName(), workspace };
  await audit.append(auditEntry(facts));
}
