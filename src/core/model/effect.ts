/**
 * The closed vocabulary shared by review, permissions, gate, policy and audit.
 * A tool *can* have an effect, an agent *may* have it, an action *does* have it.
 */
export const effects = [
  "read-files",
  "write-files",
  "delete-files",
  "run-code",
  "fetch-network",
  "send-outward",
  "read-secrets",
  "change-access",
  "read-data",
  "write-data",
  "destroy-data",
  "change-infra",
  "rewrite-history",
  "install-package",
  "kill-process",
  "gain-privilege",
  "persist",
  "spend-money",
  "delegate",
  "read-untrusted",
  "obfuscated",
] as const;

export type Effect = (typeof effects)[number];

/** How an effect is said to a person: "can <verb>" in lenses and trees, and one sentence for hovers and modals. */
export interface EffectWords {
  readonly verb: string;
  readonly explanation: string;
}

export const effectWords: Readonly<Record<Effect, EffectWords>> = {
  "read-files": { verb: "read files", explanation: "Reads files that hold no secrets." },
  "write-files": { verb: "write files", explanation: "Creates or changes files." },
  "delete-files": { verb: "delete files", explanation: "Deletes or truncates files." },
  "run-code": { verb: "run code", explanation: "Runs a program, a script, a task or evaluated text." },
  "fetch-network": { verb: "fetch from the network", explanation: "Brings data in from a network." },
  "send-outward": {
    verb: "send outward",
    explanation: "Makes something leave that others can see or keep: a post, comment, mail, message, push or upload.",
  },
  "read-secrets": { verb: "read secrets", explanation: "Reads keys, tokens, passwords or the whole environment." },
  "change-access": {
    verb: "change access",
    explanation:
      "Changes who or what may do something: roles, sharing, tokens, trust, approval switches, agent configuration.",
  },
  "read-data": { verb: "read records", explanation: "Reads records from a database or service." },
  "write-data": { verb: "change records", explanation: "Changes records in a database or service." },
  "destroy-data": { verb: "destroy data", explanation: "Drops, truncates or bulk-deletes records, backups or logs." },
  "change-infra": {
    verb: "change infrastructure",
    explanation: "Deploys, changes or deletes infrastructure, containers, clusters or environments.",
  },
  "rewrite-history": {
    verb: "discard version history",
    explanation: "Rewrites or discards version-control history or uncommitted work.",
  },
  "install-package": { verb: "install packages", explanation: "Installs, or runs once, a package or an extension." },
  "kill-process": { verb: "end processes", explanation: "Ends processes or services." },
  "gain-privilege": { verb: "gain privileges", explanation: "Becomes another or a more powerful user." },
  persist: {
    verb: "leave something that runs later",
    explanation: "Leaves something that runs later: start files, hooks, scheduled jobs, tasks on folder open.",
  },
  "spend-money": { verb: "spend money", explanation: "Pays, orders or refunds." },
  delegate: { verb: "start another agent", explanation: "Starts or instructs another agent." },
  "read-untrusted": {
    verb: "take in outside text",
    explanation: "Takes in text that outsiders can write: web pages, issues, mail, messages.",
  },
  obfuscated: { verb: "hide what it does", explanation: "The text hides what it does." },
};

/** Effects that others can see or that cannot be taken back: a person must confirm them. */
export const irreversibleOrOutward: ReadonlySet<Effect> = new Set([
  "delete-files",
  "send-outward",
  "change-access",
  "destroy-data",
  "change-infra",
  "rewrite-history",
  "spend-money",
]);

/** Effects that leave everything as it was and show nobody a secret. */
export const onlyLooking: ReadonlySet<Effect> = new Set(["read-files", "read-data", "fetch-network", "read-untrusted"]);

/** What is done with the records of a database. */
export const ofRecords: ReadonlySet<Effect> = new Set(["read-data", "write-data", "destroy-data"]);

const known: ReadonlySet<string> = new Set(effects);

export function isEffect(value: unknown): value is Effect {
  return typeof value === "string" && known.has(value);
}

/** Sorts into vocabulary order and drops duplicates, so that equal sets print equally. */
export function sortEffects(list: Iterable<Effect>): Effect[] {
  const present = new Set(list);
  return effects.filter((effect) => present.has(effect));
}
