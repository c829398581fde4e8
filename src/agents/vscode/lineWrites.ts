/** `chat.tools.terminal.blockDetectedFileWrites`: files that VS Code sees a command line write. VS Code 1.139.1, read from its bundle. */
import type { Provenance } from "../../core/model/permission.ts";
import { relativeTo, resolveFrom, slashed } from "../../core/permissions/paths.ts";
import type { Segment } from "../../core/permissions/shellSegments.ts";
import { sedWrites } from "./sedWrites.ts";
import { settingOf, type VsCodeSettings } from "./settings.ts";

/** Why a line is asked about that writes, whatever the rules approve. */
export function blockedWrite(
  segments: readonly Segment[],
  cwd: string,
  settings: VsCodeSettings,
): Provenance | undefined {
  const setting = settingOf(settings, "chat.tools.terminal.blockDetectedFileWrites", "outsideWorkspace");
  if (setting.value !== "all" && setting.value !== "outsideWorkspace") return undefined;
  const targets = segments.flatMap(writes);
  // Nothing is written to the null device, and "all" blocks it all the same (tried).
  const blocked = setting.value === "all" ? targets.length > 0 : targets.some((one) => isOutside(one, cwd, settings));
  return blocked ? setting.source : undefined;
}

/** Every redirect with a name counts, those that read too. A variable or a substitution alone is none. */
function writes({ redirects, text, whole }: Segment): readonly string[] {
  const named = redirects.filter(
    ({ operator, target }) => !operator.startsWith("<<") && (!nameless.test(target) || whole.includes(`'${target}'`)),
  );
  return [...named.map(({ target }) => target), ...sedWrites(text)];
}

const nameless = /^(?:-|\d+|\$\w+|\$\{[^{}]*\}|[$<>]\(.*\)|`.*`)$/s;

/** What a shell would still expand is taken for outside, wherever in the path it stands. */
function isOutside(target: string, cwd: string, { place }: VsCodeSettings): boolean {
  if (target === "/dev/null") return false;
  if (place.workspace === undefined) return true;
  const path = resolveFrom(cwd, target.replace(/^~/, "./~"), place);
  if (/[$(){}`~%]|![^!\r\n]+!/.test(path)) return true;
  return relativeTo(slashed(place.workspace, place.platform), path, place.platform) === undefined;
}
