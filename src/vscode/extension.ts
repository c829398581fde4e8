import { type Disposable, type ExtensionContext, l10n, window } from "vscode";
import { type CountersignApi, createApi } from "./api.ts";
import { createServices, handProgramsToHooks } from "./compose.ts";
import { registerAcp } from "./features/acp.ts";
import { registerActivityView } from "./features/activityView.ts";
import { registerAdvice } from "./features/advice.ts";
import { registerAgentsView } from "./features/agentsView.ts";
import { registerAllowForTask } from "./features/allowForTask.ts";
import { registerAskServer } from "./features/askServer.ts";
import { registerAudit } from "./features/audit.ts";
import { registerAuditSeal } from "./features/auditSeal.ts";
import { registerChatTools } from "./features/chatTools.ts";
import { registerCodeActions } from "./features/codeActions.ts";
import { registerCodeLens } from "./features/codeLens.ts";
import { registerCompareAgents } from "./features/compareAgents.ts";
import { registerCompareCommits } from "./features/compareCommits.ts";
import { registerCompilePolicy } from "./features/compilePolicy.ts";
import { registerConfigLens } from "./features/configLens.ts";
import { registerControl } from "./features/control.ts";
import { registerCreatePolicy } from "./features/createPolicy.ts";
import { registerDiagnostics } from "./features/diagnostics.ts";
import { registerDriftProblems } from "./features/driftProblems.ts";
import { registerEvidencePack } from "./features/evidencePack.ts";
import { registerExplain } from "./features/explain.ts";
import { registerHover } from "./features/hover.ts";
import { registerIgnoreInFile } from "./features/ignoreInFile.ts";
import { registerKeepPlugin } from "./features/keepPlugin.ts";
import { registerOpenSource } from "./features/openSource.ts";
import { registerPolicyLanguage } from "./features/policyLanguage.ts";
import { registerPolicyProblems } from "./features/policyProblems.ts";
import { registerRepairGate } from "./features/repairGate.ts";
import { registerReplayPolicy } from "./features/replayPolicy.ts";
import { registerReports } from "./features/reports.ts";
import { registerReviewWorkspace } from "./features/reviewWorkspace.ts";
import { registerSessionTrials } from "./features/sessionTrials.ts";
import { registerSetup } from "./features/setup.ts";
import { registerStatusBar } from "./features/statusBar.ts";
import { registerTighten } from "./features/tighten.ts";
import { registerTimeline } from "./features/timelinePanel.ts";
import { registerTryGate } from "./features/tryGate.ts";
import { registerUndoDeletion } from "./features/undoDeletion.ts";
import { registerWhoDidThis } from "./features/whoDidThis.ts";
import { registerWouldItBeAsked } from "./features/wouldItBeAsked.ts";
import { registerWrapServers } from "./features/wrapServers.ts";
import { guarded } from "./platform/events.ts";
import { createLog, type Log } from "./platform/log.ts";
import type { Services } from "./services.ts";

/** What the person sees, each in its own file. */
const features: readonly ((services: Services) => Disposable)[] = [
  registerKeepPlugin,
  registerDiagnostics,
  registerCodeLens,
  registerHover,
  registerCodeActions,
  registerIgnoreInFile,
  registerExplain,
  registerAgentsView,
  registerActivityView,
  registerAudit,
  registerAuditSeal,
  registerEvidencePack,
  registerTimeline,
  registerReports,
  registerReplayPolicy,
  registerAdvice,
  registerConfigLens,
  registerTighten,
  registerCompilePolicy,
  registerDriftProblems,
  registerAskServer,
  registerWouldItBeAsked,
  registerAllowForTask,
  registerCompareAgents,
  registerCompareCommits,
  registerOpenSource,
  registerStatusBar,
  registerSetup,
  registerRepairGate,
  registerSessionTrials,
  registerWrapServers,
  registerWhoDidThis,
  registerTryGate,
  registerAcp,
  registerControl,
  registerReviewWorkspace,
  registerPolicyLanguage,
  registerPolicyProblems,
  registerCreatePolicy,
  registerUndoDeletion,
  registerChatTools,
];

let running: Services | undefined;

/**
 * Builds the services and registers the features; what takes time goes on by itself afterwards.
 * @returns what other extensions can ask
 */
export function activate(context: ExtensionContext): CountersignApi {
  handProgramsToHooks(context.extensionPath);
  const log = createLog();
  context.subscriptions.push(log);
  const failed = (error: unknown): void => tellFailure(log, error);
  try {
    const services = createServices(context, log);
    running = services;
    for (const register of features) context.subscriptions.push(register(services));
    guarded(log, "opening the gate", () => services.gate.apply())();
    services.ready.then(() => startReview(services), failed);
    const { gate, ready } = services;
    return createApi({ hold: (call, deadline) => gate.hold({ call, source: "api", deadline }), ready, now: Date.now });
  } catch (error) {
    failed(error);
    throw error;
  }
}

function startReview({ log, permissions, review }: Services): void {
  guarded(log, "the first review", () => review.start())();
  guarded(log, "reading permissions", () => permissions.refresh())();
}

/** The editor shows nothing when an extension cannot start, and a safety product must not be missing in silence. */
function tellFailure(log: Log, error: unknown): void {
  log.error("Countersign could not start", error);
  const message = l10n.t("Countersign could not start: nobody is asked in this window. The log says why.");
  void window.showErrorMessage(message);
}

/** Denies what waits, since nobody can be asked any longer. */
export async function deactivate(): Promise<void> {
  await running?.gate.close();
  running = undefined;
}
