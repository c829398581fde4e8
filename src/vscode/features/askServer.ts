import { type Disposable, l10n, ProgressLocation, window } from "vscode";
import { safeBlock } from "../../core/display/sanitize.ts";
import { expandLaunch, identityOf, launchOf, type ServerLaunch } from "../../core/wrap/launch.ts";
import { type Asked, askServer } from "../../node/mcp/askServer.ts";
import { createPins } from "../../node/mcp/pins.ts";
import { childEnvironment } from "../../node/mcp/safeEnvironment.ts";
import { launchLines } from "../model/launchText.ts";
import type { TreeNode } from "../model/treeNode.ts";
import type { FolderPermissions } from "../permissionStore.ts";
import { isTrusted } from "../platform/trust.ts";
import type { Services } from "../services.ts";

const timeLimitMs = 60_000;

type Fit = Exclude<ServerLaunch, { kind: "unfit" }>;

/**
 * "Ask This Server for Its Tools". INVARIANT: nothing is started or reached unless the person saw exactly what, and
 * pressed the button for it.
 */
export function registerAskServer(services: Services): Disposable {
  return services.command("countersign.askServer", (node) => ask(node, services));
}

async function ask(node: TreeNode, services: Services): Promise<void> {
  const { locations, log, notify, permissions } = services;
  if (!isTrusted()) {
    const message = l10n.t("Servers are started in a trusted workspace only.");
    return notify.tell({ kind: "info", message });
  }
  const found = serverOf(node, await permissions.known());
  if (!found) return notify.tell({ kind: "info", message: l10n.t("The server is no longer configured.") });
  const { name, launch, where } = found;
  if (launch.kind === "unfit") {
    const message = l10n.t("{0} cannot be asked from here: {1}.", name, launch.why);
    return notify.tell({ kind: "warning", message });
  }
  const { home, workspace } = where.input.place;
  const cwd = workspace ?? home;
  if (!(await agreed(name, launch, cwd))) return;
  log.info(`asking the server ${JSON.stringify(name)} for its tools`);
  const asked = await askWithProgress(name, launch, cwd);
  if ("problem" in asked) return tellFailure(name, asked, services);
  const identity = identityOf(name, launch);
  if (identity) await createPins(locations.base, identity).add(asked.tools);
  await permissions.refresh();
  const message =
    asked.tools.size === 1
      ? l10n.t("{0} has 1 tool. It is kept, so that a change of its words is noticed.", name)
      : l10n.t("{0} has {1} tools. They are kept, so that a change of their words is noticed.", name, asked.tools.size);
  notify.tell({ kind: "info", message });
}

interface Found {
  readonly name: string;
  readonly launch: ServerLaunch;
  readonly where: FolderPermissions;
}

/** What the entry says now, and not what it said when the tree was drawn. */
function serverOf({ subject, opens }: TreeNode, all: readonly FolderPermissions[]): Found | undefined {
  const where = all.find(
    ({ agent, folder }) => agent.id === subject?.agent && (subject.folder ?? folder.name) === folder.name,
  );
  const text = where?.input.configs.find(({ path }) => path === opens?.path)?.text;
  if (!where || !opens || text === undefined || subject?.server === undefined) return undefined;
  const launch = launchOf({ path: opens.path, text }, subject.server, opens.line);
  if (!launch) return undefined;
  const place = { ...where.input.place, environment: process.env };
  return { name: subject.server, launch: expandLaunch(launch, place), where };
}

async function agreed(name: string, launch: Fit, cwd: string): Promise<boolean> {
  const start = launch.kind === "url" ? l10n.t("Reach It Once") : l10n.t("Start It Once");
  const title =
    launch.kind === "url"
      ? l10n.t("Reach the server “{0}” and ask for its tools?", name)
      : l10n.t("Start the server “{0}” and ask for its tools?", name);
  const last =
    launch.kind === "url"
      ? l10n.t("It is asked for its list of tools and nothing else. Whoever runs it sees that you asked.")
      : l10n.t("This program runs as you. It is asked for its list of tools and nothing else, and then ended.");
  const detail = [...launchLines(launch, cwd, l10n.t), "", last].join("\n");
  // The first button has the focus: Enter starts nothing.
  return (await window.showWarningMessage(title, { modal: true, detail }, l10n.t("Leave It"), start)) === start;
}

async function askWithProgress(name: string, launch: Fit, cwd: string): Promise<Asked> {
  const title = l10n.t("Asking {0} for its tools (at most {1} s)", name, timeLimitMs / 1_000);
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (_, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      const environment = childEnvironment(process.env);
      return askServer(launch, { cwd, environment, timeLimitMs, signal: controller.signal });
    },
  );
}

async function tellFailure(
  name: string,
  { problem, said }: Exclude<Asked, { tools: unknown }>,
  services: Services,
): Promise<void> {
  const { documents, notify } = services;
  const show = l10n.t("Show What It Said");
  const message = l10n.t("{0} did not tell its tools. {1}", name, problem);
  const chosen = await notify.choose({ kind: "warning", message }, said === "" ? [] : [show]);
  if (chosen === show) await documents.show(`server/${name.replaceAll("/", " ")}.txt`, safeBlock(said));
}
