import { CodeLens, type Disposable, l10n, languages, Range, type TextDocument, type Uri, workspace } from "vscode";
import { safeShort } from "../../core/display/shorten.ts";
import type { Platform } from "../../core/model/action.ts";
import { replayPage } from "../../core/pages/replayPage.ts";
import type { Policies } from "../../core/policy/evaluate.ts";
import { loadPolicy, policyOrigin } from "../../core/policy/load.ts";
import { tryNeedless } from "../../core/policy/needless.ts";
import { replayRecord } from "../../core/policy/replay.ts";
import { needlessCases } from "../../node/needlessFile.ts";
import { readPolicies } from "../../node/policyFiles.ts";
import { policyLanguageId } from "../ids.ts";
import { Disposables } from "../platform/disposable.ts";
import { policyDocument, today } from "../policy/document.ts";
import type { Services } from "../services.ts";
import { reading } from "./reading.ts";

/** As far back as a policy is tried from the editor; the command line tries all. */
const lookBack = 10_000;

/** A lens on a policy that says what it, as it stands in the editor, would have decided of the recorded past. */
export function registerReplayPolicy(services: Services): Disposable {
  const { command, gate, pages } = services;
  const owned = new Disposables();
  const provideCodeLenses = (document: TextDocument): CodeLens[] => {
    if (!policyDocument(document)?.policy) return [];
    const title = l10n.t("Replay on what was recorded");
    return [
      new CodeLens(new Range(0, 0, 0, 0), { title, command: "countersign.replayPolicy", arguments: [document.uri] }),
    ];
  };
  owned.add(languages.registerCodeLensProvider(policyLanguageId, { provideCodeLenses }));
  owned.add(
    command("countersign.replayPolicy", async (uri) => {
      const document = await workspace.openTextDocument(uri);
      const records = await services.readRecent(lookBack);
      const policies = policiesWith(services, document);
      const place = { home: services.locations.home, platform: process.platform as Platform, today: today() };
      const all = records.map((record) => ({
        record,
        replayed: replayRecord(record, policies(record.workspace), place),
      }));
      const name = safeShort(workspace.asRelativePath(uri).replace(services.locations.home, "~"), 80);
      const needless = tryNeedless(needlessCases(services.locations), policies, place);
      pages.show("replay", l10n.t("Replay"), replayPage(all, name, { ...reading(gate), needless }, l10n.t));
    }),
  );
  return owned;
}

/** The open text in the place of its file; the other policy as it is on disk. */
function policiesWith({ locations }: Services, document: TextDocument): (folder?: string) => Policies {
  const { uri } = document;
  const origin = policyOrigin(uri.path);
  const tried = loadPolicy(document.getText(), origin, uri.fsPath);
  const folder = workspaceFolder(uri);
  const known = new Map<string | undefined, Policies>();
  return (of) => {
    const found = known.get(of) ?? readPolicies(locations, of, loadPolicy);
    known.set(of, found);
    if (origin === "user") return { ...found, user: tried };
    return of !== undefined && of === folder ? { ...found, workspace: tried } : found;
  };
}

function workspaceFolder(uri: Uri): string | undefined {
  return workspace.getWorkspaceFolder(uri)?.uri.fsPath;
}
