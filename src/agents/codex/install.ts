/**
 * Codex 0.169.0, seen 2026-11-25. Hook and trust stand together in the user's `config.toml`, so that one file is
 * changed and none is left behind half done. The block goes to the end, where it changes no other byte.
 */
import { parseToml } from "../../core/parse/toml.ts";
import { commandsFor, type EntryState, type HookInstall, type InstallAt, isOurCommand } from "../hookInstall.ts";
import { type Fields, fieldsOf, list } from "../payload.ts";
import { type TrustedHook, trustedHash, trustKey } from "./hookTrust.ts";

export const codexInstall: HookInstall = {
  source: "codex-config",
  title: "Codex",
  agents: ["codex"],
  path: [".codex", "config.toml"],
  add(text, launcher, windows, at) {
    if (windows) return { value: undefined, problems: [{ message: notOnWindows }] };
    const root = rootOf(text);
    if (!root)
      return { value: undefined, problems: [{ message: "The file is not valid TOML, so nothing was added." }] };
    const inserted = `${gapAfter(text)}${block(hookFor(launcher), groupsOf(root).length, at)}`.replaceAll(
      "\n",
      eol(text),
    );
    const after = text + inserted;
    // An inline table in one of our places would make the whole file unreadable.
    if (!rootOf(after)) return { value: undefined, problems: [{ message: taken }] };
    return { value: { text: after, splices: [{ offset: text.length, removed: "", inserted }] }, problems: [] };
  },
  remove,
  state,
  alteredBy,
  faultOf(text) {
    const root = rootOf(text);
    return root ? switchedOff(root) : "is not valid TOML";
  },
  project: {
    agents: ["codex"],
    files: [".codex/config.toml"],
    switchedOff(text) {
      const root = rootOf(text);
      return root && switchedOff(root);
    },
  },
};

const notOnWindows = "How Codex runs hooks on Windows was not proven yet, so nothing was added: it would hold nothing.";
const taken = "“hooks” is written in a form that nothing can be added to, so nothing was added.";

const untrusted = "Codex does not trust the gate's hook any more, and skips it without a word";

/** Seconds. The hook answers a minute earlier by itself. */
const timeout = 3600;

function hookFor(launcher: string): TrustedHook {
  const { posix } = commandsFor(launcher, "codex-config");
  return { command: posix, timeout, statusMessage: "Waiting for Countersign" };
}

function block(hook: TrustedHook, group: number, { file, sha256 }: InstallAt): string {
  return `# Written by Countersign: it holds every tool call for a person. “Countersign: Remove Gate” takes it out.
[[hooks.PreToolUse]]

[[hooks.PreToolUse.hooks]]
type = "command"
command = ${quote(hook.command)}
timeout = ${hook.timeout}
statusMessage = ${quote(hook.statusMessage)}

[hooks.state.${quote(trustKey(file, group))}]
trusted_hash = ${quote(trustedHash(hook, sha256))}
`;
}

/**
 * The block as it was written, by whatever version, with its trust where that still follows; what stands around it is
 * nobody's business but its owner's.
 */
const ourBlock =
  /(?:\r?\n)?# Written by Countersign: [^\r\n]*\r?\n\[\[hooks\.PreToolUse\]\](?:\r?\n)+\[\[hooks\.PreToolUse\.hooks\]\]\r?\n(?:(?:type|command|timeout|statusMessage) = [^\r\n]*(?:\r?\n|$))+(?<trust>(?:\r?\n)*\[hooks\.state\.[^\r\n]*:(?<group>\d+):\d+"\](?:\r?\n|$)(?:(?:trusted_hash|enabled) = [^\r\n]*(?:\r?\n|$))*)?/;

/** Where our trust was lost, what follows may be the trust of another hook. */
function remove(text: string): string {
  const root = rootOf(text);
  const ours = root ? groupsOf(root).findIndex(isOurs) : -1;
  return text.replace(ourBlock, (...found) => {
    const { trust = "", group } = found.at(-1) as { trust?: string; group?: string };
    return ours < 0 || Number(group) === ours ? "" : trust;
  });
}

/** JSON's escapes are TOML's. */
function quote(value: string): string {
  return JSON.stringify(value);
}

function state(text: string, launcher: string, windows: boolean, at: InstallAt): EntryState {
  if (text.replace("\uFEFF", "").trim() === "") return "absent";
  const root = rootOf(text);
  if (!root) return "unreadable";
  const groups = groupsOf(root);
  if (!groups.some(isOurs)) return "absent";
  const hook = hookFor(launcher);
  const trust = trustIn(root, at);
  if (windows || !isWhole(groups, hook) || trust?.trusted_hash !== trustedHash(hook, at.sha256)) return "altered";
  return trust.enabled === false || switchedOff(root) !== undefined ? "switched-off" : "present";
}

function alteredBy(text: string, launcher: string, at: InstallAt): string | undefined {
  const root = rootOf(text);
  const hook = hookFor(launcher);
  if (!root || !isWhole(groupsOf(root), hook)) return undefined;
  return trustIn(root, at)?.trusted_hash === trustedHash(hook, at.sha256) ? undefined : untrusted;
}

function isWhole(groups: readonly Fields[], hook: TrustedHook): boolean {
  const [ours, ...more] = groups.filter(isOurs);
  const [handler] = list(ours?.hooks).map(fieldsOf);
  return (
    more.length === 0 &&
    ours?.matcher === undefined &&
    handler?.type === "command" &&
    handler.command === hook.command &&
    handler.timeout === hook.timeout &&
    handler.statusMessage === hook.statusMessage
  );
}

/** The key holds the place: a group that somebody puts before ours takes its trust away. */
function trustIn(root: Fields, { file }: InstallAt): Fields | undefined {
  const key = trustKey(file, groupsOf(root).findIndex(isOurs));
  return fieldsOf(fieldsOf(fieldsOf(root.hooks)?.state)?.[key]);
}

function switchedOff(root: Fields): string | undefined {
  const hooks = fieldsOf(root.features)?.hooks;
  if (hooks !== undefined && hooks !== true) return "sets “features.hooks”";
  const trust = Object.entries(fieldsOf(fieldsOf(root.hooks)?.state) ?? {});
  const off = trust.some(([, entry]) => fieldsOf(entry)?.enabled === false);
  return off ? "switches a hook off in “hooks.state”" : undefined;
}

function isOurs(group: Fields): boolean {
  const handlers = list(group.hooks).map(fieldsOf);
  return handlers.length > 0 && handlers.every((handler) => isOurCommand(handler?.command));
}

function groupsOf(root: Fields): readonly Fields[] {
  return list(fieldsOf(root.hooks)?.PreToolUse).map((group) => fieldsOf(group) ?? {});
}

function rootOf(text: string): Fields | undefined {
  return fieldsOf(parseToml(text.replace("\uFEFF", "")).value);
}

/** A table has to begin on a line of its own, and looks better after an empty one. */
function gapAfter(text: string): string {
  if (text.replace("\uFEFF", "") === "") return "";
  return text.endsWith("\n") ? "\n" : "\n\n";
}

function eol(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}
