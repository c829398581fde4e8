/**
 * Codex 0.169.0, seen 2026-11-25. Hook and trust stand together in the user's `config.toml`, so that one file is
 * changed and none is left behind half done. The block goes to the end, where it changes no other byte.
 */
import { parseToml } from "../../core/parse/toml.ts";
import {
  commandsFor,
  type EntryState,
  type HookInstall,
  type InstallAt,
  isOurCommand,
  tellingFor,
} from "../hookInstall.ts";
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
    const inserted = `${gapAfter(text)}${block(hooksFor(launcher), root, at)}`.replaceAll("\n", eol(text));
    const after = text + inserted;
    // An inline table in one of our places would make the whole file unreadable.
    if (!rootOf(after)) return { value: undefined, problems: [{ message: taken }] };
    return { value: { text: after, splices: [{ offset: text.length, removed: "", inserted }] }, problems: [] };
  },
  remove: (text) => text.replace(ourBlock, ""),
  state,
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

/** Seconds. The hook answers a minute earlier by itself. */
const timeout = 3600;

/** Told in passing: the agent goes on whatever comes of it. */
const tellTimeout = 10;

/** The one that holds, and the one that tells what became of a call. */
function hooksFor(launcher: string): readonly TrustedHook[] {
  const hold = commandsFor(launcher, "codex-config");
  const tell = tellingFor(launcher, "codex-config");
  return [
    { event: "PreToolUse", command: hold.posix, timeout, statusMessage: "Waiting for Countersign" },
    { event: "PostToolUse", command: tell.posix, timeout: tellTimeout },
  ];
}

function block(hooks: readonly TrustedHook[], root: Fields, at: InstallAt): string {
  const title =
    "# Written by Countersign: it holds every tool call for a person. “Countersign: Remove Gate” takes it out.";
  const parts = hooks.map((hook) => part(hook, groupsOf(root, hook.event).length, at));
  return `${title}\n${parts.join("\n")}`;
}

function part(hook: TrustedHook, group: number, { file, sha256 }: InstallAt): string {
  const { event, command, statusMessage } = hook;
  return `[[hooks.${event}]]

[[hooks.${event}.hooks]]
type = "command"
command = ${quote(command)}
timeout = ${hook.timeout}
${statusMessage === undefined ? "" : `statusMessage = ${quote(statusMessage)}\n`}
[hooks.state.${quote(trustKey(file, event, group))}]
trusted_hash = ${quote(trustedHash(hook, sha256))}
`;
}

/** The block as it was written, by whatever version; what stands around it is nobody's business but its owner's. */
const ourBlock =
  /(?:\r?\n)?# Written by Countersign: [^\r\n]*\r?\n(?:(?:\r?\n)?\[\[hooks\.(PreToolUse|PostToolUse)\]\](?:\r?\n)+\[\[hooks\.\1\.hooks\]\]\r?\n(?:(?:type|command|timeout|statusMessage) = [^\r\n]*\r?\n)+(?:\r?\n)*\[hooks\.state\.[^\r\n]*\]\r?\ntrusted_hash = [^\r\n]*(?:\r?\n|$))+/;

/** JSON's escapes are TOML's. */
function quote(value: string): string {
  return JSON.stringify(value);
}

function state(text: string, launcher: string, windows: boolean, at: InstallAt): EntryState {
  if (text.replace("\uFEFF", "").trim() === "") return "absent";
  const root = rootOf(text);
  if (!root) return "unreadable";
  const expected = hooksFor(launcher);
  const found = expected.map(({ event }) => groupsOf(root, event));
  if (!found.flat().some(isOurs)) return "absent";
  const states = fieldsOf(fieldsOf(root.hooks)?.state);
  const trusts = expected.map((hook, index) => {
    const groups = found[index] ?? [];
    const place = groups.findIndex(isOurs);
    const trust = fieldsOf(states?.[trustKey(at.file, hook.event, place)]);
    // The key holds the place: a group that somebody puts before ours takes its trust away.
    return isWhole(groups, hook) && trust?.trusted_hash === trustedHash(hook, at.sha256) ? trust : undefined;
  });
  if (windows || trusts.includes(undefined)) return "altered";
  const isOff = trusts.some((trust) => trust?.enabled === false);
  return isOff || switchedOff(root) !== undefined ? "switched-off" : "present";
}

/** One group of ours, which calls for every tool and says exactly what we wrote. */
function isWhole(groups: readonly Fields[], { command, timeout: within, statusMessage }: TrustedHook): boolean {
  const [ours, ...others] = groups.filter(isOurs);
  const [handler] = list(ours?.hooks).map(fieldsOf);
  return (
    others.length === 0 &&
    ours?.matcher === undefined &&
    handler?.type === "command" &&
    handler.command === command &&
    handler.timeout === within &&
    handler.statusMessage === statusMessage
  );
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

function groupsOf(root: Fields, event: TrustedHook["event"]): readonly Fields[] {
  return list(fieldsOf(root.hooks)?.[event]).map((group) => fieldsOf(group) ?? {});
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
