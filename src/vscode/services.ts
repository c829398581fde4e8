import type { ExtensionContext } from "vscode";
import type { HookInstall } from "../agents/hookInstall.ts";
import type { AuditRecord, AuditSink } from "../core/audit/record.ts";
import type { JudgeCall } from "../core/gate/judgement.ts";
import type { Installer } from "../node/installer.ts";
import type { Locations } from "../node/locations.ts";
import type { Snapshots } from "../node/snapshots.ts";
import type { DriftStore } from "./driftStore.ts";
import type { GateInstalls } from "./gate/installs.ts";
import type { GateService } from "./gateService.ts";
import type { PermissionStore } from "./permissionStore.ts";
import type { RegisterCommand } from "./platform/commands.ts";
import type { ContextKeys } from "./platform/contextKeys.ts";
import type { Log } from "./platform/log.ts";
import type { Notify } from "./platform/notify.ts";
import type { Pages } from "./platform/pages.ts";
import type { ReadOnlyDocuments } from "./platform/readOnlyDocuments.ts";
import type { Settings } from "./platform/settings.ts";
import type { ReviewStore } from "./reviewStore.ts";

/** What every feature is handed. Built once in extension.ts. */
export interface Services {
  readonly context: ExtensionContext;
  /** The parsers are loaded: from now on the review and the gate work. */
  readonly ready: Promise<void>;
  readonly log: Log;
  readonly settings: Settings;
  readonly contextKeys: ContextKeys;
  readonly notify: Notify;
  readonly command: RegisterCommand;
  readonly documents: ReadOnlyDocuments;
  /** Pages about the record. */
  readonly pages: Pages;
  readonly review: ReviewStore;
  readonly permissions: PermissionStore;
  readonly drift: DriftStore;
  readonly gate: GateService;
  readonly locations: Locations;
  readonly installs: GateInstalls;
  readonly installer: Installer;
  readonly hookInstalls: readonly HookInstall[];
  readonly snapshots: Snapshots;
  /** Judges without holding: for telling only. */
  readonly judge: JudgeCall;
  /** Where what a person was told outside the gate is recorded too. */
  readonly audit: AuditSink;
  /** Absolute folders of this window, in its order. */
  folders(): readonly string[];
  /** The newest records of the audit, newest first. */
  readRecent(limit: number): Promise<readonly AuditRecord[]>;
}
