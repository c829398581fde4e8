import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { commands, l10n, type QuickPickItem, Uri, window } from "vscode";
import type { Question } from "../../core/gate/question.ts";
import type { Platform } from "../../core/model/action.ts";
import { loadPolicy } from "../../core/policy/load.ts";
import { narrowRule } from "../../core/policy/narrowRule.ts";
import type { Locations } from "../../node/locations.ts";
import { readPolicies } from "../../node/policyFiles.ts";
import { makePrivateFolder, replaceFile } from "../../node/privateFiles.ts";
import { workspaceOf } from "../../node/workspaceOf.ts";
import type { Notify } from "../platform/notify.ts";
import type { ReadOnlyDocuments } from "../platform/readOnlyDocuments.ts";
import { closePages } from "./questionPages.ts";

export interface RuleParts {
  readonly documents: ReadOnlyDocuments;
  readonly notify: Notify;
  readonly locations: Locations;
  agentTitle(agent: string): string;
  folders(): readonly string[];
  /** Said of saving, where nothing waits to be allowed. */
  readonly save?: string;
}

/** What a rule is written for. */
export type RuledQuestion = Pick<Question, "id" | "call" | "verdict">;

/** Shows the policy with the narrowest rule for a question beside the policy as it is, and saves it if told to. */
export function createWriteRule(parts: RuleParts): (question: RuledQuestion) => Promise<boolean> {
  return async (question) => {
    const { locations, notify } = parts;
    const before = policyText(locations);
    const offer = narrowRule({ ...wishOf(question, parts), text: before });
    if ("why" in offer) {
      notify.tell({ kind: "info", message: l10n.t("No rule was written. {0}", l10n.t(offer.why)) });
      return false;
    }
    if (!(await agreed(question, before, offer.text, parts))) return false;
    if (policyText(locations) !== before) {
      notify.tell({ kind: "warning", message: l10n.t("Your policy was changed meanwhile. No rule was written.") });
      return false;
    }
    makePrivateFolder(dirname(locations.policy));
    replaceFile(locations.policy, offer.text);
    return true;
  };
}

function wishOf({ call, verdict }: RuledQuestion, { locations, agentTitle, folders }: RuleParts) {
  const workspace = workspaceOf(call.cwd, folders(), locations.home);
  const { workspace: tightening } = readPolicies(locations, workspace, loadPolicy);
  const platform = process.platform as Platform;
  return {
    path: locations.policy,
    acts: verdict.acts ?? [],
    place: { platform, home: locations.home, workspace, cwd: call.cwd ?? workspace },
    ...(tightening ? { workspace: tightening } : {}),
    today: new Date().toISOString(),
    agentTitle: agentTitle(call.agent),
  };
}

async function agreed(question: RuledQuestion, before: string, after: string, parts: RuleParts): Promise<boolean> {
  const folder = `rule/${question.id}`;
  const left = parts.documents.put(`${folder}/before/countersign.yaml`, before);
  const right = parts.documents.put(`${folder}/after/countersign.yaml`, after);
  const title = l10n.t("Your policy, with the new rule");
  await commands.executeCommand("vscode.diff", left, right, title, { preview: true });
  const leave: QuickPickItem = { label: l10n.t("Leave My Policy as It Is") };
  const save: QuickPickItem = {
    label: parts.save ?? l10n.t("Save This Rule and Allow Once"),
    detail: Uri.file(parts.locations.policy).fsPath,
  };
  try {
    return (await window.showQuickPick([leave, save], { title, ignoreFocusOut: true })) === save;
  } finally {
    await closePages(`/${folder}`);
  }
}

function policyText({ policy }: Locations): string {
  try {
    return readFileSync(policy, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}
