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
import { codexEnvironment } from "./environment.ts";
import { type TrustedHook, trustedHash, trustKey } from "./hookTrust.ts";

export const codexInstall: HookInstall = {
  source: "codex-config",
  title: "Codex",
  agents: ["codex"],
  path: [".codex", "config.toml"],
  beside: [codexEnvironment],
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

/**
 * The block as it was written, by whatever version, with its trust where that still follows; what stands around it is
 * nobody's business but its owner's.
 */
const ourBlock = () =>
  new RegExp(
    `(?:\\r?\\n)?# Written by Countersign: [^\\r\\n]*\\r?\\n${partOf("PreToolUse")}(?:(?:\\r?\\n)*${partOf("PostToolUse")})?`,
  );

/** The one that tells is newer than this form, so that nothing but ours is taken for it. */
function partOf(event: TrustedHook["event"]): string {
  const lines = (...names: readonly string[]) => `(?:(?:${names.join("|")}) = [^\\r\\n]*(?:\\r?\\n|$))`;
  const handler =
    event === "PreToolUse"
      ? `${lines("type", "command", "timeout", "statusMessage")}+`
      : `${lines("type")}command = [^\\r\\n]*\\.countersign[^\\r\\n]*(?:\\r?\\n|$)${lines("timeout")}*`;
  const trust = `(?:\\r?\\n)*\\[hooks\\.state\\.[^\\r\\n]*:(?<group${event}>\\d+):\\d+"\\](?:\\r?\\n|$)${lines("trusted_hash", "enabled")}*`;
  return `\\[\\[hooks\\.${event}\\]\\](?:\\r?\\n)+\\[\\[hooks\\.${event}\\.hooks\\]\\]\\r?\\n${handler}(?<trust${event}>${trust})?`;
}

/** Where our trust was lost, what follows may be the trust of another hook. */
function remove(text: string): string {
  const root = rootOf(text);
  return text.replace(ourBlock(), (...found) => {
    const groups = found.at(-1) as Readonly<Record<string, string | undefined>>;
    return (["PreToolUse", "PostToolUse"] as const)
      .map((event) => {
        const ours = root ? groupsOf(root, event).findIndex(isOurs) : -1;
        return ours < 0 || Number(groups[`group${event}`]) === ours ? "" : (groups[`trust${event}`] ?? "");
      })
      .join("");
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
  const expected = hooksFor(launcher);
  if (!expected.some(({ event }) => groupsOf(root, event).some(isOurs))) return "absent";
  const whole = expected.every((hook) => isWhole(groupsOf(root, hook.event), hook) && isTrusted(root, hook, at));
  if (windows || !whole) return "altered";
  const isOff = expected.some(({ event }) => trustIn(root, event, at)?.enabled === false);
  return isOff || switchedOff(root) !== undefined ? "switched-off" : "present";
}

function alteredBy(text: string, launcher: string, at: InstallAt): string | undefined {
  const root = rootOf(text);
  const hooks = hooksFor(launcher);
  if (!root || !hooks.every((hook) => isWhole(groupsOf(root, hook.event), hook))) return undefined;
  return hooks.every((hook) => isTrusted(root, hook, at)) ? undefined : untrusted;
}

/** One group of ours, which calls for every tool and says exactly what we wrote. */
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

function isTrusted(root: Fields, hook: TrustedHook, at: InstallAt): boolean {
  return trustIn(root, hook.event, at)?.trusted_hash === trustedHash(hook, at.sha256);
}

/** The key holds the place: a group that somebody puts before ours takes its trust away. */
function trustIn(root: Fields, event: TrustedHook["event"], { file }: InstallAt): Fields | undefined {
  const key = trustKey(file, event, groupsOf(root, event).findIndex(isOurs));
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
