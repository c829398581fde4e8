import { join } from "node:path";
import { commands, type Disposable, l10n, type QuickPickItem, Uri, window } from "vscode";
import { commandsFor, type HookInstall } from "../../agents/hookInstall.ts";
import { proveHook } from "../../node/canary.ts";
import { putHookFiles } from "../../node/hookFiles.ts";
import type { PlannedChange } from "../../node/installer.ts";
import { Disposables } from "../platform/disposable.ts";
import { isTrusted } from "../platform/trust.ts";
import type { Services } from "../services.ts";
import { closePages } from "./questionPages.ts";

interface TargetItem extends QuickPickItem {
  readonly target: HookInstall;
}

/** Install Gate and Remove Gate. Nothing of another program is written before its exact change was shown. */
export function registerSetup(services: Services): Disposable {
  const { command } = services;
  const owned = new Disposables();
  owned.add(command("countersign.installGate", () => installGate(services)));
  owned.add(command("countersign.removeGate", () => removeGate(services)));
  return owned;
}

async function installGate(services: Services): Promise<void> {
  const { installs, notify } = services;
  if (!isTrusted()) {
    notify.tell({ kind: "info", message: l10n.t("The gate is installed from a trusted workspace only.") });
    return;
  }
  const chosen = await chooseTargets(services);
  const done: string[] = [];
  for (const target of chosen) {
    if (!(await agreed(target, services))) continue;
    const problem = await put(target, services);
    if (problem) notify.tell({ kind: "error", message: problem });
    else done.push(target.title);
  }
  installs.refresh();
  if (done.length === 0) return;
  const tryIt = l10n.t("Try the Gate");
  const message = l10n.t(
    "The gate is installed for {0}. Agents that run already need to be started again.",
    done.join(", "),
  );
  if ((await notify.choose({ kind: "info", message }, [tryIt])) === tryIt) {
    await commands.executeCommand("countersign.tryGate");
  }
}

/** Puts one file of an agent right again, after its exact change was shown. */
export async function installTarget(source: string, services: Services): Promise<void> {
  const target = services.hookInstalls.find((candidate) => candidate.source === source);
  if (!target || !(await agreed(target, services))) return;
  const problem = await put(target, services);
  if (problem) services.notify.tell({ kind: "error", message: problem });
}

/** @returns what is wrong, if something is */
async function put(target: HookInstall, services: Services): Promise<string | undefined> {
  putPrograms(services);
  const result = services.installer.install(target);
  services.log.info(`install ${target.source}: ${JSON.stringify(result)}`);
  return result.problem ?? trialProblem(target, services);
}

/** Puts what agents call at the path that no update moves. */
export function putPrograms({ context, locations }: Services): void {
  const version = String(context.extension.packageJSON.version);
  putHookFiles({ locations, dist: join(context.extensionPath, "dist"), version, nodes: [process.execPath] });
}

/** Runs the installed hook once, as its agent would; what is wrong with it, or nothing. */
async function trialProblem(target: HookInstall, { locations, log }: Services): Promise<string | undefined> {
  const command = commandsFor(locations.launcher, target.source);
  const proof = await proveHook(target.source, command, locations, Date.now);
  log.info(`trial of ${target.source}: ${JSON.stringify(proof)}`);
  if ("delayMs" in proof) return undefined;
  return l10n.t("The gate is installed for {0}, but its hook does not work: {1}", target.title, proof.why);
}

async function chooseTargets({ hookInstalls, installs, locations }: Services): Promise<readonly HookInstall[]> {
  const items = hookInstalls.map((target): TargetItem => {
    const status = installs.status(target);
    const state = {
      "not-installed": "",
      installed: l10n.t("installed"),
      live: l10n.t("installed, live"),
      broken: l10n.t("broken"),
    };
    return {
      target,
      label: target.title,
      description: state[status.kind],
      detail: join(locations.home, ...target.path),
      picked: status.kind === "not-installed" || status.kind === "broken",
    };
  });
  const picked = await window.showQuickPick(items, {
    canPickMany: true,
    ignoreFocusOut: true,
    title: l10n.t("Install Gate"),
    placeHolder: l10n.t("Which agents should ask before they act? You see each change before it is written."),
  });
  return picked?.map(({ target }) => target) ?? [];
}

/** Shows every file of the agent that would be changed, exactly as it would be left. */
async function agreed(target: HookInstall, services: Services): Promise<boolean> {
  for (const [index, change] of services.installer.planned(target).entries()) {
    if (!(await agreedOne(change, `${target.source}-${index}`, services))) return false;
  }
  return true;
}

/** Shows the file as it is beside the file as it would be, and asks below. */
async function agreedOne(
  { path, before, after, problem }: PlannedChange,
  name: string,
  { documents, locations, notify }: Services,
): Promise<boolean> {
  if (after === undefined) {
    const message = problem ?? l10n.t("{0} could not be understood and is left alone.", path);
    notify.tell({ kind: "error", message });
    return false;
  }
  const left = before === undefined ? documents.put(`install/${name}/before.json`, "") : Uri.file(path);
  const right = documents.put(`install/${name}/after.json`, after);
  await commands.executeCommand("vscode.diff", left, right, l10n.t("Change of {0}", path), { preview: true });
  const write: QuickPickItem = {
    label: l10n.t("Write This Change"),
    detail: l10n.t(
      "Also puts the hook program into {0}. Remove Gate takes everything back, byte for byte.",
      locations.bin,
    ),
  };
  const leave: QuickPickItem = { label: l10n.t("Leave the File Alone") };
  const picked = await window.showQuickPick([write, leave], { title: path, ignoreFocusOut: true });
  await closePages(`/install/${name}`);
  return picked === write;
}

async function removeGate({ hookInstalls, installer, installs, log, notify }: Services): Promise<void> {
  const results = hookInstalls.map((target) => installer.remove(target));
  log.info(`remove gate: ${JSON.stringify(results)}`);
  installs.refresh();
  const problems = results.flatMap(({ problem }) => problem ?? []);
  for (const message of problems) notify.tell({ kind: "error", message });
  if (problems.length > 0) return;
  const paths = results.filter(({ changed }) => changed).map(({ path }) => path);
  const removed =
    paths.length === 0
      ? l10n.t("There was nothing to remove: the gate is in no agent's file.")
      : l10n.t("The gate is removed. These files are as they were before: {0}", paths.join(", "));
  const rest = l10n.t("This extension still holds VS Code's own agent; disable the extension to end that.");
  notify.tell({ kind: "info", message: `${removed} ${rest}` });
}
