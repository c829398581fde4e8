import { l10n, type QuickPickItem, window, workspace } from "vscode";
import { languageOf } from "../../agents/languages/catalogue.ts";
import { compileWishes } from "../../agents/languages/compile.ts";
import { wishesOf } from "../../core/policy/wishes.ts";
import { compilablePolicies } from "../../node/compilablePolicies.ts";
import { recordCompiled } from "../../node/nativeRules.ts";
import { driftWords } from "../model/driftWords.ts";
import type { Proposal } from "../model/proposalItems.ts";
import type { FolderPermissions } from "../permissionStore.ts";
import { shortDay } from "../platform/shortDay.ts";
import { isTrusted } from "../platform/trust.ts";
import { isPolicy, today } from "../policy/document.ts";
import type { Services } from "../services.ts";
import { propose } from "./propose.ts";
import { rulesPath } from "./rulesPath.ts";

const title = () => l10n.t("Write the Policy into Agents' Own Rules");

/** Writes the policy in the own rules of agents that the person picks, after showing all of it. */
export async function compileInto(services: Services): Promise<void> {
  const { drift, locations, notify } = services;
  const tell = (message: string) => notify.tell({ kind: "info", message });
  if (!isTrusted()) return tell(l10n.t("Rules are written in a trusted workspace only."));
  if (workspace.textDocuments.some((document) => isPolicy(document) && document.isDirty))
    return tell(l10n.t("Save the policy first."));
  // What is changed is what the files say now, also when nobody has told of their last change yet.
  await services.permissions.refresh();
  const chosen = await pickAgents(services);
  if (!chosen || chosen.length === 0) return;
  const found = chosen.map((one) => ({ one, proposal: proposalOf(one, services) }));
  const failed = found.flatMap(({ proposal }) => (typeof proposal === "string" ? [proposal] : []));
  if (failed[0] !== undefined) return tell(failed[0]);
  const proposals = found.flatMap(({ proposal }) => (typeof proposal === "string" ? [] : [proposal]));
  const isSaid = proposals.every(({ compiled }) => compiled.before === compiled.after);
  const written = await propose(title(), proposals, services);
  // What the files say already need not be written, and is watched from now on all the same.
  if (!written && !isSaid) return;
  for (const { one, proposal } of found) {
    if (typeof proposal === "string" || proposal.compiled.kept.length === 0) continue;
    const { path } = proposal.compiled;
    const record = { agent: one.agent.id, workspace: one.folder.uri.fsPath, path, time: new Date().toISOString() };
    recordCompiled(locations, record);
  }
  drift.refresh();
}

/** What it would come to, or why it cannot be. */
function proposalOf({ agent, input }: FolderPermissions, { locations }: Services): Proposal | string {
  const { workspace: folder } = input.place;
  const found = compilablePolicies(locations, folder);
  if ("unreadable" in found) return l10n.t("{0} cannot be read, so nothing is written.", found.unreadable);
  if (found.policies.length === 0) return l10n.t("There is no policy here. Create Policy makes one.");
  const { wishes, left } = wishesOf(found.policies, agent.id, { ...input.place, cwd: folder }, today());
  const path = rulesPath(agent.id, input);
  const compiled = compileWishes({ agent, wishes, input, ...(path === undefined ? {} : { path }) });
  if (!compiled) return l10n.t("The file of {0}'s rules cannot be read, so it is left alone.", agent.title);
  return { title: agent.title, compiled, left };
}

async function pickAgents({ drift, permissions }: Services): Promise<readonly FolderPermissions[] | undefined> {
  const able = permissions.all().filter(({ agent }) => languageOf(agent.id) !== undefined);
  const several = new Set(able.map(({ folder }) => folder.name)).size > 1;
  const items = able.map((one): QuickPickItem & { readonly one: FolderPermissions } => {
    const written = drift.all().find(({ where }) => where === one || isSame(where, one));
    const since =
      written &&
      driftWords(
        { title: one.agent.title, path: written.path, day: shortDay(written.time), differs: written.differs },
        l10n.t,
      );
    return {
      label: one.agent.title,
      description: [languageOf(one.agent.id)?.file, ...(several ? [one.folder.name] : [])].join(" · "),
      ...(since === undefined ? {} : { detail: since }),
      picked: one.permissions.installed,
      one,
    };
  });
  const picked = await window.showQuickPick(items, {
    title: title(),
    placeHolder: l10n.t("Into whose rules? Each change is shown before it is written"),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return picked?.map(({ one }) => one);
}

function isSame(a: FolderPermissions, b: FolderPermissions): boolean {
  return a.agent.id === b.agent.id && a.folder.uri.fsPath === b.folder.uri.fsPath;
}
