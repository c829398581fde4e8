import { type Disposable, l10n, type QuickPickItem, window } from "vscode";
import { questionText } from "../../core/display/questionText.ts";
import { summarizeCall } from "../../core/display/summary.ts";
import { longestGrantMs } from "../../core/gate/grants.ts";
import { type DecidedCall, failures } from "../../core/gate/outcome.ts";
import { userName } from "../../node/userName.ts";
import type { TreeNode } from "../model/treeNode.ts";
import { reviewPick } from "../platform/reviewPick.ts";
import { isTrusted } from "../platform/trust.ts";
import { withoutIcons } from "../platform/withoutIcons.ts";
import type { Services } from "../services.ts";
import { closePages, questionInFull } from "./questionPages.ts";

/**
 * "Allow for This Task…": what an agent asked for in a task that still runs is allowed until the task ends. The person
 * reads the exact action before, and nothing that was not asked about can be allowed.
 */
export function registerAllowForTask(services: Services): Disposable {
  return services.command("countersign.allowForTask", (node) => allow(node, services));
}

async function allow(node: TreeNode | undefined, services: Services): Promise<void> {
  const { gate, log, notify } = services;
  if (!isTrusted())
    return notify.tell({ kind: "info", message: l10n.t("Actions are allowed in a trusted workspace only.") });
  const agent = node?.subject?.agent;
  const calls = gate.mayAllow().filter(({ call }) => agent === undefined || call.agent === agent);
  if (calls.length === 0) return notify.tell({ kind: "info", message: nothingToAllow(agent, services) });
  const call = await pickCall(calls, services);
  if (!call || !(await agreed(call, services))) return;
  if (!(await gate.allowForTask(call.id))) {
    const message = l10n.t(
      "Nothing was allowed: its task is over, all agents are stopped, or it could not be recorded.",
    );
    return notify.tell({ kind: "warning", message });
  }
  log.info(`allowed for its task: ${call.digest}`);
  const title = gate.agentTitle(call.call.agent);
  const message = l10n.t(
    "Allowed until the task of {0} ends. It is not told: say to it that it may try again. Take Back is in its entry of the tree.",
    title,
  );
  notify.tell({ kind: "info", message });
}

function nothingToAllow(agent: string | undefined, { gate }: Services): string {
  const rest = l10n.t(
    "Only what was asked about in a task that still runs can be allowed for it, and never what changes access, sends something outward or destroys data.",
  );
  const first =
    agent === undefined
      ? l10n.t("No agent asked for anything here that can be allowed for its task.")
      : l10n.t("{0} asked for nothing here that can be allowed for its task.", gate.agentTitle(agent));
  return `${first} ${rest}`;
}

async function pickCall(calls: readonly DecidedCall[], { gate }: Services): Promise<DecidedCall | undefined> {
  const time = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
  const items = calls.map((call): QuickPickItem & { readonly call: DecidedCall } => ({
    label: withoutIcons(summarizeCall(call.call, 120)),
    description: [gate.agentTitle(call.call.agent), outcome(call), time.format(new Date(call.decidedAt))].join(" · "),
    call,
  }));
  const title = l10n.t("Allow for This Task");
  const placeHolder = l10n.t("What may it do again until its task ends? You read it before it is allowed");
  return (await window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.call;
}

function outcome({ state, by, failure }: DecidedCall): string {
  if (state === "allowed") return l10n.t("allowed once");
  if (failure !== undefined) return l10n.t(failures[failure]);
  return by === "person" ? l10n.t("denied by you") : l10n.t("denied");
}

/** INVARIANT: what is allowed was read in full before, with "Leave It" chosen. */
async function agreed(decided: DecidedCall, { documents, gate }: Services): Promise<boolean> {
  const { call, digest, id, verdict } = decided;
  if (!verdict) return false;
  const agentTitle = gate.agentTitle(call.agent);
  const { title, detail } = questionText({
    call,
    verdict,
    agentTitle,
    user: userName(),
    equalCalls: 1,
    moreWaiting: 0,
  });
  const page = `allow-for-task/${id}`;
  await documents.show(`${page}/${l10n.t("Question")}.txt`, questionInFull({ call, verdict, title, detail, digest }));
  const minutes = longestGrantMs.task / 60_000;
  const choice = await reviewPick({
    title: withoutIcons(title),
    placeholder: l10n.t("Read the text in the editor, then decide."),
    choices: [
      { label: l10n.t("Leave It"), description: l10n.t("it is asked about again"), choice: false },
      {
        label: l10n.t("Allow for This Task"),
        description: l10n.t("exactly this, until {0} has ended its turn; {1} minutes at most", agentTitle, minutes),
        choice: true,
      },
    ],
    report: [],
    open: () => undefined,
  });
  await closePages(`/${page}`);
  return choice === true;
}
