/** Batch files for Windows. Not run yet: no Windows was at hand (2026-11-25). */
import { win32 } from "node:path";

/**
 * Words of a batch file. cmd reads the file in the code page of the console, in which a name like "Jörg" is another
 * one, so what lies in the home is named from the file's own place, which cmd knows by itself.
 * @param file absolute path of the batch file, two folders below the home
 */
export function batchPaths(file: string): (path: string) => string {
  const folder = win32.dirname(file);
  const home = win32.dirname(win32.dirname(folder));
  return (path) => {
    const isInHome = !win32.relative(home, path).startsWith("..") && !win32.isAbsolute(win32.relative(home, path));
    return isInHome ? `"%~dp0${percents(win32.relative(folder, path))}"` : `"${percents(path)}"`;
  };
}

/** Tries one program after the other; the exit code is that of the one that is there. */
export function startFirst(nodes: readonly string[], word: (path: string) => string, rest: string): readonly string[] {
  // Only paths with a drive: a name without one would be looked up in the folder of the agent.
  const programs = nodes.filter((node) => /^[A-Za-z]:\\/.test(node)).map(word);
  return programs.map((node) => `if exist ${node} (${node} ${rest} & exit /b)`);
}

/** A percent sign begins a variable. The quotes around take everything else literally, and no path holds a quote. */
function percents(path: string): string {
  return path.replaceAll("%", "%%");
}
