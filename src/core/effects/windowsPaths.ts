/** Paths of Windows as its file system reads them. */

/** A path that names a device itself, not a file on it. */
const devicePath = "/dev/";

/** Device prefixes, streams, trailing dots and blanks, drive-relative paths: what Windows drops or adds by itself. */
export function fromWindows(text: string, cwd: string | undefined): string {
  let path = withoutPrefix(text.replaceAll("\\", "/"));
  if (path.startsWith(devicePath)) return path;
  path = path.replace(/^\/\/wsl(?:\$|\.localhost)\/[^/]+\/mnt\/([a-z])(?=\/|$)/i, "$1:");
  path = path.replace(/^(?:Microsoft\.PowerShell\.Core\\)?FileSystem::/i, "");
  path = path.replace(/^\/\/(?:localhost|127\.0\.0\.1|\.)\/([a-z])\$(?=\/|$)/i, "$1:");
  // Drives as the shells of MSYS and of the Linux subsystem write them.
  path = path.replace(/^(?:\/mnt)?\/([a-z])(?=\/|$)/i, (_whole, drive: string) => `${drive}:`);
  const drive = /^([a-zA-Z]):/.exec(path)?.[1];
  let rest = drive ? path.slice(2) : path;
  rest = rest
    .split("/")
    .map((part) => (part === "." || part === ".." ? part : part.replace(/:.*$/, "").replace(/[. ]+$/, "")))
    .join("/");
  if (!drive) return rest.startsWith("/") && !rest.startsWith("//") && cwd ? `${cwd.slice(0, 2)}${rest}` : rest;
  const drivePath = `${drive.toUpperCase()}:`;
  if (rest.startsWith("/") || rest === "") return `${drivePath}${rest || "/"}`;
  const here = cwd?.replaceAll("\\", "/");
  return here?.toUpperCase().startsWith(drivePath) ? `${here}/${rest}` : `${drivePath}/${rest}`;
}

/** `\\\\?\\`, `\\\\.\\`, `\\??\\`, volumes by their number: one file has many such names. */
function withoutPrefix(path: string): string {
  const rest = /^(?:\/\/[?.]|\/\?\?)\/(.*)$/.exec(path)?.[1];
  if (rest === undefined) return path;
  if (/^unc\//i.test(rest)) return `//${rest.slice(4)}`;
  if (/^[a-z]:/i.test(rest)) return rest;
  const volume = /^(?:globalroot\/)?(?:device\/harddisk(?:volume\d+|\d+\/partition\d+)|volume\{[^}]*\})(\/.*)?$/i.exec(
    rest,
  );
  if (volume?.[1]) return `C:${volume[1]}`;
  if (/^globalroot\//i.test(rest)) return withoutPrefix(`//?/${rest.slice(11)}`);
  return `${devicePath}${rest}`;
}
