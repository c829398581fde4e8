/** Files that Countersign alone writes: plugins and hook scripts in a folder that an agent looks into. */
import { type HookInstall, type InstallAt, isOurCommand } from "./hookInstall.ts";

/** A file that is ours alone: whole, of another version of ours, or somebody else's, which is left alone. */
function ownFileState(text: string, content: string): "absent" | "present" | "altered" {
  if (text === content) return "present";
  return isOurCommand(text) ? "altered" : "absent";
}

/** Writes a file that is ours alone. A file of the same name that somebody else wrote is not replaced. */
export function ownFile(
  content: (launcher: string, windows: boolean, at: InstallAt) => string,
): Pick<HookInstall, "add" | "remove" | "state" | "faultOf"> {
  return {
    add(text, launcher, windows, at) {
      const inserted = content(launcher, windows, at);
      if (text.trim() !== "" && ownFileState(text, inserted) === "absent") {
        return { value: undefined, problems: [{ message: somebodyElses }] };
      }
      return { value: { text: inserted, splices: [{ offset: 0, removed: text, inserted }] }, problems: [] };
    },
    remove: () => "",
    state: (text, launcher, windows, at) => ownFileState(text, content(launcher, windows, at)),
    faultOf: () => undefined,
  };
}

const somebodyElses =
  "A file of this name is already there, and Countersign did not write it. Rename it, then install the gate again.";
