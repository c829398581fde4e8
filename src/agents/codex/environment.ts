/**
 * Codex 0.169.0 starts hooks with the person's own login shell and takes no variables for them, so what its own
 * environment holds decides what that shell runs before our line: `BASH_ENV` in bash, `ZDOTDIR` in zsh. When it starts
 * it takes the lines of `~/.codex/.env` over what it was started with (seen 2026-11-26), and of no such file of a
 * repository. So these stand there, at the top: a line that the person has below them counts instead.
 */
import type { BesideFile } from "../hookInstall.ts";

export const codexEnvironment: BesideFile = {
  key: "codex-environment",
  path: [".codex", ".env"],
  add(text, _launcher, windows) {
    if (windows) return { value: undefined, problems: [{ message: notOnWindows }] };
    const offset = text.startsWith("\uFEFF") ? 1 : 0;
    const inserted = block(text.includes("\r\n") ? "\r\n" : "\n");
    const after = text.slice(0, offset) + inserted + text.slice(offset);
    return { value: { text: after, splices: [{ offset, removed: "", inserted }] }, problems: [] };
  },
  remove: (text) => text.replace(ours, ""),
  state(text) {
    const [found] = ours.exec(text.replace("\uFEFF", "")) ?? [];
    if (found === undefined) return text.includes(title) ? "altered" : "absent";
    // Further down a quotation that is not closed would swallow them.
    const isWhole = text.replace("\uFEFF", "").startsWith(found);
    return isWhole && found.replaceAll("\r\n", "\n") === block("\n") ? "present" : "altered";
  },
};

const notOnWindows = "Codex starts no login shell on Windows.";

const title = "# Written by Countersign: ";

const end = "# End of what Countersign wrote.";

/** Without options of its own and files to run first, whatever the terminal or a repository put into the environment. */
const lines = ["BASH_ENV=", "SHELLOPTS=", "ZDOTDIR=$HOME"];

function block(eol: string): string {
  const why = "no file but your own runs before the hook. A line of yours below counts instead.";
  return [`${title}${why}`, ...lines, end, ""].join(eol);
}

/** As any version wrote it: its title, the lines of these names that follow it, and its end. */
const ours = new RegExp(
  `${title}[^\\r\\n]*(?:\\r?\\n|$)(?:(?:BASH_ENV|SHELLOPTS|ZDOTDIR)=[^\\r\\n]*(?:\\r?\\n|$))*(?:${end}(?:\\r?\\n|$))?`,
);
