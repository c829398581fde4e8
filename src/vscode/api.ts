/** What other extensions can ask of Countersign. Documented in docs/api.md; a change here is a change for them. */
import { l10n } from "vscode";
import { parseAction } from "../core/decide.ts";
import type { Outcome } from "../core/gate/outcome.ts";
import type { HeldCall } from "../core/model/heldCall.ts";

export interface ApprovalRequest {
  /** Id of the extension that asks, such as `publisher.name`. Shown to the person as what it calls itself. */
  readonly extension: string;
  /** One action, as `countersign decide` takes it. */
  readonly action: unknown;
  /** Names the conversation or run: needed for an answer that lasts. */
  readonly session?: string;
  /** How long an answer is waited for; ten minutes if not said. */
  readonly patienceMs?: number;
}

export interface Approval {
  readonly decision: "allow" | "deny";
  /** Why; for a denial, written for a model to read. */
  readonly reason: string;
}

export interface CountersignApi {
  /** Grows by one when something is taken away or means something else. */
  readonly version: 1;
  /**
   * Holds an action until policy or a person has decided, and records it. Never rejects: what goes wrong is a denial.
   * Do the action only after "allow", and do exactly that action.
   */
  requestApproval(request: ApprovalRequest): Promise<Approval>;
}

export interface ApiPorts {
  /** Undefined: the gate is not open in this window. */
  hold(call: HeldCall, deadline: number): Promise<Outcome | undefined>;
  /** The judge can judge. */
  readonly ready: Promise<void>;
  now(): number;
}

/** The agent that calls of other extensions are recorded and judged as. */
export const extensionAgent = "extension";

const usualPatienceMs = 10 * 60_000;
const longestPatienceMs = 60 * 60_000;

export function createApi(ports: ApiPorts): CountersignApi {
  return Object.freeze({
    version: 1 as const,
    async requestApproval(request: ApprovalRequest): Promise<Approval> {
      try {
        return await decide(request, ports);
      } catch {
        return denied(l10n.t("Countersign could not judge it. Nothing may be done."));
      }
    },
  });
}

async function decide(request: ApprovalRequest, { hold, ready, now }: ApiPorts): Promise<Approval> {
  const call = callOf(request);
  if ("error" in call) return denied(call.error);
  await ready;
  const asked = Number(request.patienceMs ?? usualPatienceMs);
  const patience = Number.isFinite(asked) ? Math.min(Math.max(asked, 0), longestPatienceMs) : usualPatienceMs;
  const outcome = await hold(call, now() + patience);
  if (!outcome) return denied(l10n.t("The gate is not open in this window. Nothing may be done."));
  if (outcome.decision === "deny") return denied(outcome.reason);
  const by = outcome.by === "person" ? l10n.t("A person allowed it.") : l10n.t("The policy allows it.");
  return { decision: "allow", reason: by };
}

/** The request comes from code that nobody checked, so every field is read as if it came from outside. */
function callOf(request: ApprovalRequest): HeldCall | { readonly error: string } {
  const { extension, session } = request;
  if (typeof extension !== "string" || extension === "") return { error: "A request must name its extension." };
  const parsed = parseAction(request.action);
  if ("error" in parsed) return { error: parsed.error };
  const { id: _id, ...action } = parsed.action;
  return {
    agent: extensionAgent,
    event: "pre-tool",
    tool: "requestApproval",
    client: extension,
    ...(typeof session === "string" && session !== "" ? { sessionId: JSON.stringify([extension, session]) } : {}),
    ...(action.cwd === undefined ? {} : { cwd: action.cwd }),
    actions: [{ ...action, agent: extensionAgent }],
  };
}

function denied(reason: string): Approval {
  return { decision: "deny", reason };
}
