/**
 * Runs once after the extension was uninstalled (`vscode:uninstall`: at the next start of VS Code, in plain Node,
 * without the extension API).
 */
import { hookInstalls } from "../agents/installCatalogue.ts";
import { locations } from "../node/locations.ts";
import { uninstall } from "../node/uninstall.ts";

for (const problem of uninstall(locations(), hookInstalls)) {
  process.stderr.write(`Countersign could not remove its entry. ${problem}\n`);
  process.exitCode = 1;
}
