/** What a server that is only asked for its tools gets of our environment: enough to start, and none of our tokens. */

/** The variables the MCP SDK itself hands on to a server by default (1.32, 2026-11-21), and what Windows needs. */
const inherited = [
  ...["HOME", "LOGNAME", "PATH", "SHELL", "TERM", "USER", "LANG", "TMPDIR"],
  ...["APPDATA", "HOMEDRIVE", "HOMEPATH", "LOCALAPPDATA", "PROCESSOR_ARCHITECTURE", "SYSTEMDRIVE", "SYSTEMROOT"],
  ...["TEMP", "USERNAME", "USERPROFILE", "PROGRAMFILES", "PATHEXT", "COMSPEC", "WINDIR"],
];

export function childEnvironment(
  own: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  const wanted = new Set(inherited);
  // Windows writes the names as it likes.
  return Object.fromEntries(Object.entries(own).filter(([name]) => wanted.has(name.toUpperCase())));
}
