/**
 * The narrowest rules that keep what an agent was seen to do. Only what the built-in judgement lets pass is proposed as
 * allowed; what a person was asked about stays a question. Exact commands, files, hosts and tools: nothing is widened.
 */
import type { AuditAct } from "../audit/acts.ts";
import type { AuditRecord } from "../audit/record.ts";
import type { AgentPermissions, Grant } from "../model/permission.ts";

export const useKinds = ["command", "edit", "read", "fetch", "server"] as const;

/** One thing that was done, with how often and when. */
export interface Use {
  readonly kind: (typeof useKinds)[number];
  /** The command, the absolute path, the host, or `server/tool`. */
  readonly what: string;
  readonly decision: "allow" | "ask";
  readonly count: number;
  /** ISO 8601. */
  readonly first: string;
  readonly last: string;
}

export interface Uses {
  add(record: AuditRecord): void;
  /** By kind, the most frequent first. */
  all(): Use[];
  /** Acts of which the record does not say all, so that no rule can be made of them. */
  untold(): number;
}

type Counted = { -readonly [K in keyof Use]: Use[K] };

/** Collects record by record; memory grows with distinct uses only, and no further than `maxUses`. */
export function startUses(agent: string): Uses {
  const found = new Map<string, Counted>();
  let untold = 0;
  return {
    add(record) {
      if (record.agent !== agent || record.decision !== "allow") return;
      // A record of before acts were kept says that something was done, and not what.
      if (record.acts === undefined || (record.actsLeftOut ?? 0) > 0) untold++;
      for (const act of record.acts ?? []) {
        const things = thingsOf(act);
        if (things === undefined) untold++;
        for (const [kind, what] of things ?? []) note(kind, what, act.grade === "allow" ? "allow" : "ask", record.time);
      }
    },
    all: () =>
      [...found.values()].toSorted(
        (a, b) =>
          useKinds.indexOf(a.kind) - useKinds.indexOf(b.kind) || b.count - a.count || (a.what < b.what ? -1 : 1),
      ),
    untold: () => untold,
  };

  function note(kind: Use["kind"], what: string, decision: Use["decision"], time: string): void {
    const key = `${kind} ${what}`;
    const use = found.get(key);
    if (!use) {
      if (found.size >= maxUses) untold++;
      else found.set(key, { kind, what, decision, count: 1, first: time, last: time });
      return;
    }
    use.count++;
    if (time < use.first) use.first = time;
    if (time > use.last) use.last = time;
    // What was a question once stays one.
    if (decision === "ask") use.decision = "ask";
  }
}

const maxUses = 2_000;

const kindOfPath: Readonly<Record<string, Use["kind"]>> = {
  file_write: "edit",
  file_edit: "edit",
  file_delete: "edit",
  file_rename: "edit",
  dir_create: "edit",
  file_read: "read",
};

/** Undefined: the record does not say all of it. */
function thingsOf({
  kind,
  command,
  paths,
  hosts,
  server,
  tool,
  lost = [],
}: AuditAct): (readonly [Use["kind"], string])[] | undefined {
  if (lost.length > 0) return undefined;
  if (kind === "command") return command === undefined || command === "" ? undefined : [["command", command]];
  if (kind === "mcp_call")
    return server === undefined || tool === undefined ? undefined : [["server", `${server}/${tool}`]];
  if (kind === "url_fetch") return hosts?.map((host) => ["fetch", host] as const);
  const ofPath = kindOfPath[kind];
  return ofPath === undefined ? [] : paths?.map((path) => [ofPath, path] as const);
}

/** What one agent's language makes of the uses. */
export interface Proposal {
  /** Where it goes: a file below the home folder, or below the workspace. */
  readonly file: string;
  /** The text of the file's part, ready to be put in. */
  readonly text: string;
  readonly kept: readonly Use[];
  /** What its language cannot say as narrowly, so that it is left out and asked. */
  readonly inexpressible: readonly { readonly use: Use; readonly why: string }[];
}

/** Rules of the user or the project that allow, whatever of them was used: the proposal takes their place. */
export function droppedRules({ grants }: Pick<AgentPermissions, "grants">): Grant[] {
  return grants.filter(({ decision, source }) => decision === "allow" && source.path !== undefined);
}
