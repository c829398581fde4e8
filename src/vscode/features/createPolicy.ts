import { type Disposable, l10n, Uri, window, workspace } from "vscode";
import { makePrivateFolder } from "../../node/privateFiles.ts";
import type { Services } from "../services.ts";

/** "Create Policy": the user's own policy, from a template that changes nothing until it is edited. */
export function registerCreatePolicy({ command, locations, notify }: Services): Disposable {
  return command("countersign.createPolicy", async () => {
    const uri = Uri.file(locations.policy);
    if (!(await exists(uri))) {
      makePrivateFolder(locations.base);
      await workspace.fs.writeFile(uri, new TextEncoder().encode(template));
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

/** Every rule is a comment: an example is not a decision of the person. */
const template = `# Your Countersign policy. Deny beats ask beats allow; order never matters.
# Without a rule the built-in default holds: reads and ordinary edits in the workspace run, what leaves the
# workspace or cannot be undone asks, and what would free an agent from its limits is denied.
# A workspace may have its own .countersign.yaml, which can only tighten.
version: 1
rules: []
#  - id: ask-before-deploy
#    when:
#      command: ["*deploy*"]
#    then: ask
#    reason: A deployment needs a second person.
#    owner: you@example.org
#
#  - id: no-production-data
#    when:
#      effect: [write-data, destroy-data]
#      host: ["*.prod.example.org"]
#    then: deny
#    reason: Production data is changed by migrations only.
#
#  - id: allow-test-runs
#    when:
#      command: ["npm test"]
#    then: allow
#    expires: 2027-01-31
`;
