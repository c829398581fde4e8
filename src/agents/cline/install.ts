/**
 * Cline, CLI 3.0.65 (runs of 2026-11-21 and 2026-11-25) and VS Code extension (source of 2026-08-22): a script of the
 * name `PreToolUse` in the user's hooks folder, which both look into, and `PostToolUse` beside it, which only tells. Cline goes on when a hook is slower than 30 s
 * (extension) or 120 s (CLI), so ours answers after 25 s, and the script itself after 28 s.
 */
import { systemFolders } from "../hookCommand.ts";
import { commandsFor, type HookInstall, type InstallAt, isOurCommand, tellingFor } from "../hookInstall.ts";
import { ownFile } from "../ownFile.ts";

export const clineInstall: HookInstall = {
  source: "cline-hooks",
  title: "Cline",
  agents: ["cline"],
  path: ["Documents", "Cline", "Hooks", "PreToolUse"],
  executable: true,
  companions: [{ name: "PostToolUse", executable: true, telling: { isOurs: isOurCommand }, content: teller }],
  ...notOnWindows(ownFile(script)),
};

const patienceMs = 25_000;
const lastSeconds = 28;

/**
 * Only `{"cancel": true}` with exit code 0 denies, so whatever happens the script prints that, and nothing else, unless
 * the hook said "go on". What the hook prints goes through a file: a shell that reads from a pipe cannot be woken by
 * its timer, and a hook that hangs would keep it until Cline goes on. A bash that runs nothing (`SHELLOPTS`) would say
 * nothing, and Cline go on, so it is started as one that takes no options from the environment; not every other shell
 * knows that option. Cline looks for a shell called sh in PATH, so where there is one of another name that one is named.
 */
function script(launcher: string, _windows: boolean, { scriptShell = "/bin/sh" }: InstallAt): string {
  const { posixLine } = commandsFor(launcher, "cline-hooks", ["--patience", String(patienceMs)]);
  const broken = JSON.stringify({
    cancel: true,
    errorMessage: "Countersign stopped this action: its hook could not run, or nobody answered in time.",
  });
  return `#!${scriptShell}
# Written by Countersign (${launcher}). Cline calls it before each tool. Do not edit.
PATH=${systemFolders}
said=$(mktemp 2>/dev/null) || said=/dev/null
end() {
  kill $timer $hook 2>/dev/null
  [ "$said" = /dev/null ] || rm -f "$said"
  exit 0
}
deny() {
  printf '%s\\n' '${broken}'
  end
}
trap deny HUP INT TERM USR1
exec 3<&0
( ${posixLine} ) <&3 >"$said" 2>/dev/null 3<&- &
hook=$!
( trap 'kill $nap' TERM; sleep ${lastSeconds} & nap=$!; wait $nap && kill -USR1 $$ ) </dev/null >/dev/null 2>&1 3<&- &
timer=$!
wait $hook
code=$?
[ $code -eq 0 ] && end
answer=$(cat "$said" 2>/dev/null)
case $answer in
  '{"cancel":true,'*'}') printf '%s\\n' "$answer"; end ;;
esac
deny
`;
}

/** Told in passing: it is answered at once, prints nothing, and cancels nothing. */
function teller(launcher: string): string {
  return `#!/bin/sh
# Written by Countersign (${launcher}). Cline calls it after each tool. Do not edit.
${tellingFor(launcher, "cline-hooks").posix}
`;
}

/** Cline looks for `PreToolUse.ps1` there; not written before it was seen to work. */
function notOnWindows<T extends Pick<HookInstall, "add" | "remove" | "state" | "faultOf">>(install: T): T {
  return {
    ...install,
    add: (text: string, launcher: string, windows: boolean, at: InstallAt) =>
      windows
        ? { value: undefined, problems: [{ message: "Cline is not held on Windows yet." }] }
        : install.add(text, launcher, windows, at),
  };
}
