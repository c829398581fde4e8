import { type Disposable, l10n, Uri, window, workspace } from "vscode";
import { policyTemplate } from "../../core/policy/template.ts";
import { makePrivateFolder } from "../../node/privateFiles.ts";
import type { Services } from "../services.ts";

/** "Create Policy": the user's own policy, from a template that changes nothing until it is edited. */
export function registerCreatePolicy({ command, locations, notify }: Services): Disposable {
  return command("countersign.createPolicy", async () => {
    const uri = Uri.file(locations.policy);
    if (!(await exists(uri))) {
      makePrivateFolder(locations.base);
      await workspace.fs.writeFile(uri, new TextEncoder().encode(policyTemplate(new Date().toISOString())));
      const message = l10n.t(
        "Your policy was created. It holds from the next action on; until you edit it, nothing changes.",
      );
      notify.tell({ kind: "info", message });
    }
    await window.showTextDocument(uri);
  });
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
