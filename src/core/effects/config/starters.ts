/** Files by which the editor, a container or an agent's own rules start things: tasks, containers, rule files, ignore lists. */
import { reachOf } from "./grants.ts";
import { formatOf, readSettings, type Setting } from "./read.ts";

/** Keys of tasks and containers that run by themselves, or hand the host over. */
const eager: readonly (readonly [RegExp, (value: unknown) => boolean])[] = [
  [/(?:^|[.\]])runon$/, (value) => /^folderopen$/i.test(String(value))],
  [/(?:^|[.\]])initializecommand(?:$|[.[])/, () => true],
  ...hostAccess(),
];

function hostAccess(): readonly (readonly [RegExp, (value: unknown) => boolean])[] {
  return [
    [/(?:^|[.\]])privileged$/, (value) => value === true || value === "true"],
    [/(?:^|[.\]])(?:pid|ipc|network_mode|userns_mode|uts)$/, (value) => value === "host"],
    [/(?:^|[.\]])(?:cap_add|capadd|security_opt|securityopt|devices|runargs)(?:\[\])?$/, (value) => !isEmpty(value)],
    [
      /(?:^|[.\]])(?:volumes|mounts|workspacemount)(?:\[\])?(?:\.source)?$/,
      (value) => typeof value === "string" && mountsHost(value),
    ],
  ];
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** The root, a home, a system folder or the container engine's socket as the source of a mount. */
function mountsHost(mount: string): boolean {
  const source =
    /(?:^|,)\s*(?:source|src)=([^,]*)/i.exec(mount)?.[1] ?? /^((?:[a-z]:)?[^:]*)(?::|$)/i.exec(mount)?.[1] ?? mount;
  return /docker\.sock|containerd\.sock|podman\.sock|^(?:\/|~|[a-z]:[\\/]|\$\{?(?:localenv:)?home\}?)(?:$|[\\/]?$)|^\/(?:etc|root|var\/run|run|proc|sys|dev|home|Users|boot)(?:\/|$)|^~\/|^\$\{?(?:localenv:)?home/i.test(
    source.trim(),
  );
}

const remoteShell = /\b(?:curl|wget|iwr|irm|invoke-webrequest)\b[^\n]*\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b|\|\s*iex\b/i;
const eagerText = /folderopen|initializecommand|privileged|source=\/,|docker\.sock|"runargs"/i;

/** True when tasks, launch configurations or a container would act by themselves or reach the host. */
export function startsByItself(text: string, name: string): boolean {
  if (remoteShell.test(text)) return true;
  const { entries, isWhole } = readSettings(text, formatOf(name));
  if (entries.some(matches(eager))) return true;
  return !isWhole && eagerText.test(text);
}

/** True when a container description hands the host to the container. */
export function reachesHost(text: string, name: string): boolean {
  const { entries, isWhole } = readSettings(text, formatOf(name));
  if (entries.some(matches(hostAccess()))) return true;
  return !isWhole && /privileged:\s*true|docker\.sock|-\s*["']?\/:|(?:pid|network_mode):\s*["']?host/i.test(text);
}

function matches(rows: readonly (readonly [RegExp, (value: unknown) => boolean])[]): (entry: Setting) => boolean {
  return ({ path, value }) => rows.some(([keys, test]) => keys.test(path) && test(value));
}

/** Codex's `prefix_rule(pattern=[…], decision="allow")`: how far the rules that allow reach. */
export function rulesAllow(text: string): "wide" | "narrow" | undefined {
  const calls = text.split(/\b(?=\w*_rule\s*\()/).filter((call) => /decision\s*=\s*["']allow["']/.test(call));
  if (calls.length === 0) return undefined;
  const wide = calls.some((call) => {
    const list = /pattern\s*=\s*\[([^\]]*)\]/.exec(call)?.[1] ?? "";
    const words = [...list.matchAll(/["']([^"']*)["']/g)].map((match) => match[1] as string);
    return words.length === 0 || reachOf(`${words.join(" ")} *`) === "wide";
  });
  return wide ? "wide" : "narrow";
}

/** Lines of an ignore list that keep secrets out of commits or out of an agent's sight. */
const hidesSecret = /env|secret|pem|key|credential|\.ssh|\.aws|token|password|\.p12|\.pfx|private/i;

/** True when the list no longer hides what it hid. Without the old text nobody can tell, unless a line takes something back. */
export function losesEntries(before: string | undefined, after: string, which: "secrets" | "all"): boolean {
  const counts = (line: string) =>
    line.trim() !== "" && !line.trim().startsWith("#") && (which === "all" || hidesSecret.test(line));
  const kept = new Set(after.split(/\r?\n/).map((line) => line.trim()));
  if ([...kept].some((line) => line.startsWith("!") && counts(line) && !/example|sample|template/i.test(line)))
    return true;
  if (before !== undefined) return before.split(/\r?\n/).some((line) => counts(line) && !kept.has(line.trim()));
  return /^\s*(?:removes?|deletes?|drops?)\b/i.test(after);
}
