/**
 * The built-in judgements: what each is called, how strictly it is graded, which effects it claims and how it is
 * said to a person. `{target}` is replaced by what is acted on. Ids say the act in words and never change meaning:
 * policies, audit records and documentation name them.
 */
import type { Effect } from "../model/effect.ts";
import type { Severity } from "../model/severity.ts";
import type { Decision } from "../model/verdict.ts";

export interface Judgement {
  readonly grade: Decision;
  readonly severity: Severity;
  readonly effects: readonly Effect[];
  readonly message: string;
}

const allow = (message: string, ...effects: Effect[]): Judgement => ({
  grade: "allow",
  severity: "low",
  effects,
  message,
});
const ask = (message: string, ...effects: Effect[]): Judgement => ({
  grade: "ask",
  severity: "medium",
  effects,
  message,
});
const askHigh = (message: string, ...effects: Effect[]): Judgement => ({
  ...ask(message, ...effects),
  severity: "high",
});
const deny = (message: string, ...effects: Effect[]): Judgement => ({
  grade: "deny",
  severity: "critical",
  effects,
  message,
});

export const judgements = {
  // Runs without a question.
  prints: allow("Only prints or computes"),
  "reads-files": allow("Only reads {target}", "read-files"),
  "writes-in-workspace": allow("Writes {target} in the workspace", "write-files"),
  "changes-repository": allow("Changes the local repository in a way that can be taken back", "write-files"),
  "reads-records": allow("Reads records through {target}", "read-data", "fetch-network"),
  "starts-helper": allow("Starts {target}, which is gated like this agent", "delegate"),
  "edits-in-editor": allow("Acts inside the editor only", "write-files"),
  "runs-read-script": allow("Runs {target}, whose content was read and judged", "run-code"),
  // Asks.
  "runs-project-task": ask("Runs the project's own code ({target})", "run-code", "write-files"),
  "runs-inline-code": ask("Runs code given in the command ({target})", "run-code"),
  "runs-own-writing": ask("Runs {target}, which this session of the agent wrote", "run-code"),
  "runs-unseen-script": ask("Runs {target}, whose content was not looked at", "run-code"),
  "runs-built-program": ask("Runs a program built from the workspace", "run-code"),
  "unknown-program": ask("Runs {target}, a program that is not known", "run-code"),
  "unknown-subcommand": ask("Runs {target}, of which the effect is not known", "run-code"),
  "unknown-tool": ask("Uses {target}, a tool that is not known", "run-code"),
  "hidden-command": askHigh("The command to run is only known when it runs", "run-code", "obfuscated"),
  "runs-hidden-program": askHigh("Makes a harmless-looking command run {target}", "run-code", "obfuscated"),
  "hides-its-text": askHigh("The text hides what it does", "obfuscated"),
  "cannot-be-parsed": askHigh(
    "The text cannot be read reliably, so its effect is not certain",
    "run-code",
    "obfuscated",
  ),
  "deletes-files": ask("Deletes {target}", "delete-files"),
  "deletes-generated-files": ask("Deletes {target}, which can be made again", "delete-files"),
  "deletes-unknown-files": askHigh("Deletes files that are only known when it runs", "delete-files"),
  "deletes-outside-workspace": askHigh("Deletes {target}, outside the workspace", "delete-files"),
  "truncates-file": ask("Empties {target}", "delete-files"),
  "writes-outside-workspace": ask("Writes {target}, outside the workspace", "write-files"),
  "writes-temporary": ask("Writes {target}, a temporary file outside the workspace", "write-files"),
  "writes-unknown-file": ask("Writes a file that is only known when it runs", "write-files"),
  "writes-shared-file": ask("Writes {target}, a file that has another name elsewhere", "write-files"),
  "writes-system-file": askHigh("Writes {target}, a file of the system", "write-files", "gain-privilege"),
  "writes-acting-file": askHigh("Writes {target}, which something runs later", "write-files", "run-code"),
  "writes-secret-file": ask("Writes {target}, a file for secrets", "write-files", "read-secrets"),
  "touches-repository-internals": askHigh("Changes files inside {target} by hand", "write-files", "rewrite-history"),
  "touches-agent-settings": askHigh(
    "Changes {target}, which steers an agent or the editor",
    "write-files",
    "change-access",
  ),
  "reads-secret": askHigh("Reads {target}, which holds secrets", "read-secrets"),
  "reads-outside-place": ask("Reads {target}, outside the place the server is for", "read-files"),
  "lists-environment": ask("Prints all environment variables, tokens included", "read-secrets"),
  "fetches-network": ask("Fetches from {target}", "fetch-network", "read-untrusted"),
  "contacts-network": ask("Contacts {target}", "fetch-network", "send-outward"),
  "sends-outward": ask("Sends to {target}", "send-outward"),
  "pushes-commits": ask("Pushes commits to a remote repository", "send-outward"),
  "publishes-release": askHigh("Publishes to {target} for others", "send-outward"),
  "posts-for-others": ask("Acts in your name where others see it ({target})", "send-outward"),
  "spends-money": askHigh("Moves money ({target})", "spend-money", "send-outward"),
  "opens-tunnel": askHigh("Opens a way into or out of this machine ({target})", "send-outward", "change-access"),
  "installs-package": ask("Installs {target}", "install-package", "run-code", "fetch-network"),
  "runs-package-once": ask("Downloads and runs {target}", "install-package", "run-code", "fetch-network"),
  "removes-package": ask("Removes installed software ({target})", "install-package", "delete-files"),
  "gains-privilege": askHigh("Runs with more rights ({target})", "gain-privilege"),
  "changes-file-rights": ask("Changes who may read, change or run {target}", "write-files"),
  "changes-system": askHigh("Changes this system ({target})", "gain-privilege"),
  "ends-processes": ask("Ends processes or services ({target})", "kill-process"),
  "starts-service": ask("Starts a service or background process ({target})", "run-code"),
  "opens-program": ask("Opens another program ({target})", "run-code"),
  "uses-containers": ask("Acts on containers or images ({target})", "change-infra", "run-code"),
  "changes-infrastructure": askHigh("Changes infrastructure ({target})", "change-infra", "send-outward"),
  "destroys-infrastructure": askHigh("Deletes infrastructure ({target})", "change-infra", "destroy-data"),
  "changes-data": askHigh("Changes records ({target})", "write-data"),
  "reads-production-data": ask("Copies records out of a database ({target})", "read-data"),
  "deletes-data": askHigh("Deletes records ({target})", "destroy-data"),
  "discards-work": askHigh("Discards uncommitted or stashed work", "rewrite-history", "delete-files"),
  "rewrites-history": askHigh("Rewrites or discards history ({target})", "rewrite-history"),
  "forces-push": askHigh("Overwrites history in the remote repository", "rewrite-history", "send-outward"),
  "creates-credential": askHigh("Creates or shows a credential ({target})", "change-access", "read-secrets"),
  "changes-access": askHigh("Changes who may do what ({target})", "change-access"),
  "sets-acting-variable": askHigh(
    "Sets {target}, which makes other programs run or load something",
    "run-code",
    "obfuscated",
  ),
  "redefines-command": askHigh("Gives {target} another meaning", "run-code", "obfuscated"),
  "instructs-agent": ask("Changes instructions that agents follow ({target})", "write-files", "delegate"),
  "starts-agent": ask("Starts another agent ({target})", "delegate"),
  "tool-changed": askHigh("The server changed what it says of {target}", "change-access"),
  "uses-unknown-server": ask("Uses {target} of a server that is not known", "run-code", "send-outward"),
  "sends-after-secret": askHigh(
    "Sends outward in a session that read secrets ({target})",
    "read-secrets",
    "send-outward",
  ),
  "contains-secret": askHigh(
    "Puts what looks like a secret where others can read it ({target})",
    "read-secrets",
    "send-outward",
  ),
  // Refused.
  "runs-remote-code": deny("Runs code from the network without anybody having read it", "fetch-network", "run-code"),
  "deletes-root": deny("Deletes the whole file system or drive ({target})", "delete-files"),
  "deletes-home": deny("Deletes a home folder or what holds its settings ({target})", "delete-files"),
  "deletes-system-files": deny("Deletes files the system needs ({target})", "delete-files"),
  "deletes-workspace": deny("Deletes the whole workspace, uncommitted work included", "delete-files"),
  "deletes-repository": deny("Deletes the repository's history ({target})", "delete-files", "rewrite-history"),
  "destroys-history": deny("Destroys history so that it cannot come back ({target})", "rewrite-history"),
  "overwrites-device": deny("Overwrites a disk or device ({target})", "delete-files"),
  "formats-disk": deny("Formats or partitions a disk ({target})", "delete-files"),
  "starts-fork-bomb": deny("Starts processes without end", "kill-process", "run-code"),
  "ends-all-processes": deny("Ends every process", "kill-process"),
  "sends-secret": deny("Sends a secret out to {target}", "read-secrets", "send-outward"),
  "opens-remote-shell": deny("Gives a shell to somebody over the network", "run-code", "send-outward", "change-access"),
  "leaves-something-running": deny("Leaves something that runs later ({target})", "persist", "write-files"),
  "changes-agent-settings": deny("Changes {target}, which decides what agents may do", "change-access", "write-files"),
  "switches-approval-off": deny("Switches approvals or trust off ({target})", "change-access"),
  "starts-unsupervised-agent": deny("Starts an agent that asks nobody ({target})", "delegate", "change-access"),
  "changes-guard": deny("Changes Countersign's own policy, audit trail or installation ({target})", "change-access"),
  "registers-server": deny(
    "Registers a server or extension that agents then run ({target})",
    "persist",
    "change-access",
  ),
  "destroys-database": deny("Destroys a database or all records of one ({target})", "destroy-data"),
  "destroys-environment": deny(
    "Destroys a whole environment, project or repository ({target})",
    "change-infra",
    "destroy-data",
  ),
  "destroys-backups": deny("Destroys backups, logs or the way back ({target})", "destroy-data"),
  "grants-admin": deny("Gives administrator rights ({target})", "change-access", "gain-privilege"),
  "weakens-protection": deny("Weakens the protection of this machine ({target})", "change-access", "gain-privilege"),
  "reaches-host-root": deny("Gives a container the rights of the host ({target})", "gain-privilege", "change-infra"),
  "replaces-program-source": deny(
    "Makes packages or programs come from elsewhere ({target})",
    "write-files",
    "change-access",
  ),
  "cannot-be-judged": deny("This action could not be judged, so it does not run"),
} as const satisfies Record<string, Judgement>;

export type JudgementId = keyof typeof judgements;

/** What an effect found in code is called when the code is judged as an action. Files go by their paths instead. */
export const ruleOfEffect: Readonly<Partial<Record<Effect, JudgementId>>> = {
  "run-code": "runs-inline-code",
  "send-outward": "sends-outward",
  "read-secrets": "reads-secret",
  "change-access": "changes-access",
  "write-data": "changes-data",
  "destroy-data": "deletes-data",
  "change-infra": "changes-infrastructure",
  "rewrite-history": "rewrites-history",
  "install-package": "installs-package",
  "kill-process": "ends-processes",
  "gain-privilege": "gains-privilege",
  persist: "leaves-something-running",
  "spend-money": "spends-money",
  delegate: "starts-agent",
};
