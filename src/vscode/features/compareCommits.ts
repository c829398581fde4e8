import { type Disposable, l10n, type QuickPickItem, window } from "vscode";
import { safeShort } from "../../core/display/shorten.ts";
import type { AgentPermissions } from "../../core/model/permission.ts";
import type { LoadedConfig } from "../../core/permissions/input.ts";
import { type Commit, commitsOf, filesAtCommit } from "../../node/gitFile.ts";
import { permissionDiffPage } from "../model/permissionDiffPage.ts";
import type { TreeNode } from "../model/treeNode.ts";
import type { FolderPermissions } from "../permissionStore.ts";
import { shortDay } from "../platform/shortDay.ts";
import { isTrusted } from "../platform/trust.ts";
import { withoutIcons } from "../platform/withoutIcons.ts";
import type { Services } from "../services.ts";
import { pickAgent } from "./pickAgent.ts";

/** "Compare Permissions Between Commits": what an agent's files in the workspace let it do at two times, as a page. */
export function registerCompareCommits(services: Services): Disposable {
  return services.command("countersign.compareCommits", (node) => compare(node, services));
}

/** What an agent may do with the files of one commit, or with those of now. */
interface Side {
  readonly words: string;
  readonly permissions: AgentPermissions;
}

async function compare(node: TreeNode | undefined, services: Services): Promise<void> {
  const tell = (message: string) => services.notify.tell({ kind: "info", message });
  if (!isTrusted()) return tell(l10n.t("Commits are read in a trusted workspace only."));
  const title = l10n.t("Compare Permissions Between Commits");
  const chosen = await pickAgent(services, { title, placeholder: l10n.t("Whose permissions?"), node });
  if (!chosen) return;
  const paths = ownFiles(chosen);
  const agent = chosen.agent.title;
  if (paths.length === 0) return tell(l10n.t("{0} reads no files of this workspace that could be compared.", agent));
  const commits = await commitsOf(chosen.folder.uri.fsPath, paths).catch(() => undefined);
  if (!commits)
    return tell(l10n.t("This folder is in no git repository with a commit, so there is nothing to compare."));
  if (commits.length === 0) return tell(l10n.t("No commit changed a file that {0} reads here.", agent));
  const before = await pickCommit(commits, { title, placeHolder: l10n.t("Before: the state after which commit?") });
  if (!before) return;
  const newer = commits.slice(0, commits.indexOf(before));
  const now: QuickPickItem = { label: l10n.t("Now"), description: l10n.t("the files as they are") };
  const after =
    newer.length === 0 ? "now" : await pickCommit(newer, { title, placeHolder: l10n.t("After: which state?") }, now);
  if (!after) return;
  const [left, right] = await Promise.all([sideOf(before, paths, chosen), sideOf(after, paths, chosen)]);
  const page = permissionDiffPage(
    left.permissions,
    right.permissions,
    { before: left.words, after: right.words },
    l10n.t,
  );
  services.pages.show("permissions", l10n.t("{0}: Permissions", agent), page);
}

/** Files of the workspace itself. Folders of drop-ins are taken as they are now, and what git keeps is in no commit. */
function ownFiles({ agent, input }: FolderPermissions): string[] {
  const { workspace } = input.place;
  if (workspace === undefined) return [];
  const isBelow = (path: string) => /^[/\\]/.test(path.slice(workspace.length)) && path.startsWith(workspace);
  return agent
    .configFiles(input.place)
    .filter(({ layer, dropIns }) => layer !== "managed" && dropIns === undefined)
    .map(({ path }) => path)
    .filter((path) => isBelow(path) && !/[/\\]\.git[/\\]/.test(path));
}

async function pickCommit(
  commits: readonly Commit[],
  options: { readonly title: string; readonly placeHolder: string },
): Promise<Commit | undefined>;
async function pickCommit(
  commits: readonly Commit[],
  options: { readonly title: string; readonly placeHolder: string },
  now: QuickPickItem,
): Promise<Commit | "now" | undefined>;
async function pickCommit(
  commits: readonly Commit[],
  options: { readonly title: string; readonly placeHolder: string },
  now?: QuickPickItem,
): Promise<Commit | "now" | undefined> {
  const items: (QuickPickItem & { readonly commit: Commit | "now" })[] = [
    ...(now ? [{ ...now, commit: "now" as const }] : []),
    ...commits.map((commit) => ({
      label: withoutIcons(subjectOf(commit)),
      description: `${commit.id.slice(0, 8)} · ${shortDay(commit.time)}`,
      commit,
    })),
  ];
  return (await window.showQuickPick(items, { ...options, matchOnDescription: true }))?.commit;
}

const subjectOf = ({ subject }: Commit) => safeShort(subject, 80) || l10n.t("(no subject)");

async function sideOf(
  at: Commit | "now",
  paths: readonly string[],
  { agent, folder, input, permissions }: FolderPermissions,
): Promise<Side> {
  if (at === "now") return { words: l10n.t("now"), permissions };
  const texts = await filesAtCommit(folder.uri.fsPath, at.id, paths);
  // A file that the commit does not have is not there then, and one that cannot be read is told of by the agent's reading.
  const configs = input.configs.map((config): LoadedConfig => {
    const { layer, path } = config;
    return paths.includes(path) ? { layer, path, ...texts.get(path) } : config;
  });
  const words = `${at.id.slice(0, 8)}, ${shortDay(at.time)} · ${subjectOf(at)}`;
  return { words, permissions: agent.permissions({ ...input, configs }) };
}
