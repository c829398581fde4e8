import { homedir } from "node:os";
import { join } from "node:path";
import { type ExtensionContext, l10n, Uri, version, workspace } from "vscode";
import { agentsBySource } from "../agents/hookCatalogue.ts";
import { hookInstalls } from "../agents/installCatalogue.ts";
import type { Resolvable } from "../agents/resolvable.ts";
import { pluginVariables, switchedOff } from "../agents/vscode/plugin.ts";
import type { AuditSink } from "../core/audit/record.ts";
import type { Confirm } from "../core/gate/question.ts";
import type { Platform } from "../core/model/action.ts";
import type { HeldCall } from "../core/model/heldCall.ts";
import type { Place } from "../core/permissions/input.ts";
import { toolEffectsIn } from "../core/permissions/toolEffects.ts";
import { openAudit } from "../node/auditFile.ts";
import { createInstaller } from "../node/installer.ts";
import type { Judging, JudgingOptions } from "../node/judging.ts";
import { type Locations, locations as locationsOf } from "../node/locations.ts";
import { putPluginRelay } from "../node/nativeRelay.ts";
import { lateReview } from "../node/review/late.ts";
import { sha256 } from "../node/sha256.ts";
import { createSnapshots, type Snapshots } from "../node/snapshots.ts";
import { createStopSwitch } from "../node/stopSwitch.ts";
import { createVersionReader } from "../node/transcripts.ts";
import { openWindowGate } from "../node/windowGate.ts";
import { extensionAgent } from "./api.ts";
import { DriftStore } from "./driftStore.ts";
import { createConfirm } from "./features/confirm.ts";
import { exampleAgent } from "./features/tryGate.ts";
import { createWriteRule } from "./features/writeRule.ts";
import { readAuditTail, readAuditTailWithGrants } from "./gate/auditTail.ts";
import { agentsOfThisEditor } from "./gate/editorAgents.ts";
import { GateInstalls } from "./gate/installs.ts";
import { createWindowJudge } from "./gate/judge.ts";
import { createLossKeeper } from "./gate/keepLosses.ts";
import { GateService, type GateServicePorts } from "./gateService.ts";
import { PermissionStore } from "./permissionStore.ts";
import { createRegisterCommand } from "./platform/commands.ts";
import { createContextKeys } from "./platform/contextKeys.ts";
import type { Log } from "./platform/log.ts";
import { createNotify } from "./platform/notify.ts";
import { createPages } from "./platform/pages.ts";
import { createReadOnlyDocuments } from "./platform/readOnlyDocuments.ts";
import { settings } from "./platform/settings.ts";
import { bundledWasm, deferParsers } from "./platform/wasm.ts";
import { createStartReview } from "./review/startReview.ts";
import { ReviewStore } from "./reviewStore.ts";
import type { Services } from "./services.ts";

/** Builds everything the features use, once a window. */
export function createServices(context: ExtensionContext, log: Log): Services {
  const { parsers, ready } = deferParsers(bundledWasm(context.extensionUri));
  const home = homedir();
  const locations = locationsOf(home);
  const own = <T extends { dispose(): void }>(item: T): T => {
    context.subscriptions.push(item);
    return item;
  };
  const notify = createNotify(context.globalState, log);
  const documents = own(createReadOnlyDocuments());
  const start = createStartReview(context.extensionUri, log);
  const review = own(new ReviewStore({ isCandidate: (path) => lateReview().isCandidate(path), start, log }));
  const agents = agentsOfThisEditor(context.globalStorageUri);
  const place = (folder: string) => ({ home, workspace: folder, platform: process.platform as Platform });
  const permissions = own(new PermissionStore({ agents, review, log, place, base: locations.base, ready }));
  const agentTitle = titles(agents);
  const installer = createInstaller(locations, Date.now);
  const installs = own(new GateInstalls(installer, hookInstalls, locations));
  const readRecent = (limit: number) => readAuditTail(locations.audit, limit);
  const writeRule = createWriteRule({ documents, notify, locations, agentTitle, folders });
  const media = Uri.joinPath(context.extensionUri, "media");
  const confirm = createConfirm({ documents, log, notify, media, sha256, writeRule });
  const snapshots = createSnapshots(locations);
  const toolEffects = reviewedTools(review, place);
  const judging = createWindowJudge({ locations, parsers, folders, toolEffects });
  const audit = openAudit(locations.audit, { sha256, now: () => new Date(), often: true });
  const dist = join(context.extensionPath, "dist");
  const gateParts = {
    dist,
    audit,
    judging,
    snapshots,
    agentTitle,
    confirm,
    installs,
    locations,
    log,
    readTail: (limit: number) => readAuditTailWithGrants(locations.audit, limit),
    ready,
  };
  const gate = own(createGateService(gateParts));
  return {
    context,
    ready,
    log,
    settings,
    contextKeys: createContextKeys(),
    notify,
    command: createRegisterCommand(log, notify),
    documents,
    pages: own(createPages(media, log)),
    review,
    permissions,
    drift: own(new DriftStore(locations, permissions, log)),
    gate,
    locations,
    installs,
    installer,
    hookInstalls,
    snapshots,
    judge: judging.judge,
    audit,
    folders,
    readRecent,
  };
}

interface GateParts extends Pick<GateServicePorts, "agentTitle" | "installs" | "log" | "readTail" | "ready"> {
  readonly dist: string;
  readonly audit: AuditSink;
  readonly confirm: Confirm;
  readonly locations: Locations;
  readonly judging: Judging;
  readonly snapshots: Snapshots;
}

/** The person's own settings. */
function copies(): { on: boolean; maxBytes: number } {
  return { on: settings.get("snapshots.enabled"), maxBytes: settings.get("snapshots.maxMegabytes") * 1_000_000 };
}

/** VS Code's own agent has VS Code's version; of the others their transcripts tell. */
function versions(home: string) {
  const read = createVersionReader(home);
  return (call: HeldCall) => (call.agent === "vscode" ? version : read(call));
}

function createGateService({ dist, audit, judging, snapshots, confirm, locations, ...rest }: GateParts): GateService {
  const keeper = createLossKeeper(judging.judge, { snapshots, copies, now: Date.now });
  const agentVersion = versions(locations.home);
  const options = {
    locations,
    agents: agentsBySource,
    agentTitle: rest.agentTitle,
    judging: { ...judging, judge: keeper.judge },
    beforeAllowed: keeper.beforeAllowed,
    confirm,
    audit,
    folders,
  };
  return new GateService({
    ...rest,
    settings,
    stopSwitch: createStopSwitch(locations),
    open: (seen, ranAnyway) =>
      openWindowGate({
        ...options,
        ranAnyway,
        agentVersion,
        onSeen: (source, agent, session) => seen({ source, agent, session }),
      }),
    handToHooks: (entry) => handToHooks(entry, locations, dist),
    switchHooks,
  });
}

/** Looks tools up in the review as it is now: an edit of a server's code counts for its next call. */
function reviewedTools(
  review: ReviewStore,
  place: (folder: string) => Place,
): NonNullable<JudgingOptions["toolEffects"]> {
  return (folder, server, tool) =>
    toolEffectsIn(review.facts(Uri.file(folder).toString()), place(folder))(server, tool);
}

/** Absolute folders of this window, in its order. */
function folders(): readonly string[] {
  return (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file").map(({ uri }) => uri.fsPath);
}

function titles(agents: readonly Pick<Resolvable, "id" | "title">[]): (id: string) => string {
  const known = new Map(agents.map(({ id, title }) => [id, title]));
  known.set(exampleAgent, l10n.t("Example agent"));
  known.set(extensionAgent, l10n.t("Another extension"));
  return (id) => known.get(id) ?? id;
}

/**
 * Hooks that the editor itself starts inherit this: the window they belong to, without a file to look it up, and with
 * it the native relay. What was handed out before makes the hook slower, and never looser.
 */
function handToHooks(entry: string | undefined, locations: Locations, dist: string): void {
  if (entry === undefined) return void delete process.env[pluginVariables.window];
  process.env[pluginVariables.window] = entry;
  const native = putPluginRelay(locations, dist, process.execPath);
  if (native === undefined) delete process.env[pluginVariables.native];
  else process.env[pluginVariables.native] = native;
}

/** Only the person's own setting switches the editor's hook off; a window that closes or breaks leaves it denying. */
function switchHooks(on: boolean): void {
  if (on) delete process.env[pluginVariables.gate];
  else process.env[pluginVariables.gate] = switchedOff(process.pid, process.platform);
}

/** The hook of our plugin denies without these, so they are set before anything else. */
export function handProgramsToHooks(extensionPath: string): void {
  switchHooks(true);
  process.env[pluginVariables.node] = process.execPath;
  process.env[pluginVariables.hook] = join(extensionPath, "dist", "hook.js");
  process.env[pluginVariables.relay] = join(extensionPath, "dist", "relay.pl");
}
