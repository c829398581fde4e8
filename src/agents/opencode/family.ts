/**
 * OpenCode 1.18.33 and Kilo Code 7.7.7: two programs of one family. Everything in which they differ is a row here, read
 * in their bundles on 2026-11-25; that OpenCode does so was seen by running it.
 */
import type { Decision } from "../../core/model/verdict.ts";
import type { HookAgent } from "../hookAgent.ts";
import { kiloHook } from "../kilo/hook.ts";
import { opencodeHook } from "./hook.ts";
import { kiloCommands } from "./kiloCommands.ts";

/** One built-in rule: a permission, a pattern and what happens. The last one that matches decides. */
export type BuiltInRule = readonly [permission: string, pattern: string, decision: Decision];

export interface Family {
  readonly hook: HookAgent;
  readonly facts: { readonly version: string; readonly date: string };
  /** Below the home folder. */
  readonly userFolder: string;
  readonly userFiles: readonly string[];
  readonly projectFiles: readonly string[];
  /** Folders of settings and agents, below the workspace first and then below the home folder. */
  readonly dotFolders: readonly string[];
  readonly managed: Readonly<Record<"linux" | "darwin" | "win32", string>>;
  /** Its variables start with this. */
  readonly prefix: string;
  readonly defaults: readonly BuiltInRule[];
  readonly defaultAgent: string;
  /** Built-in agents, and what their own rules change before the user's come. */
  readonly agents: Readonly<Record<string, readonly BuiltInRule[]>>;
  /** Answers of a session are not the only other thing that decides: said where an answer would otherwise be sure. */
  readonly notProven?: string;
}

const base: readonly BuiltInRule[] = [
  ["*", "*", "allow"],
  ["doom_loop", "*", "ask"],
  ["external_directory", "*", "ask"],
  ["question", "*", "deny"],
  ["plan_enter", "*", "deny"],
  ["plan_exit", "*", "deny"],
  ["read", "*", "allow"],
  ["read", "*.env", "ask"],
  ["read", "*.env.*", "ask"],
  ["read", "*.env.example", "allow"],
];

const builder: readonly BuiltInRule[] = [
  ["question", "*", "allow"],
  ["plan_enter", "*", "allow"],
];

const plan: readonly BuiltInRule[] = [
  ["question", "*", "allow"],
  ["plan_exit", "*", "allow"],
  ["task", "general", "deny"],
  ["edit", "*", "deny"],
  ["edit", ".opencode/plans/*.md", "allow"],
];

const explore: readonly BuiltInRule[] = [
  ["*", "*", "deny"],
  ...["grep", "glob", "list", "bash", "webfetch", "websearch", "read"].map(
    (permission): BuiltInRule => [permission, "*", "allow"],
  ),
  ["external_directory", "*", "ask"],
];

export const opencodeFamily: Family = {
  hook: opencodeHook,
  facts: { version: "1.18.33", date: "2026-11-25" },
  userFolder: ".config/opencode",
  userFiles: ["config.json", "opencode.json", "opencode.jsonc"],
  projectFiles: ["opencode.json", "opencode.jsonc"],
  dotFolders: [".opencode"],
  managed: {
    linux: "/etc/opencode",
    darwin: "/Library/Application Support/opencode",
    win32: "C:\\ProgramData\\opencode",
  },
  prefix: "OPENCODE",
  defaults: base,
  defaultAgent: "build",
  agents: { build: builder, plan, general: [["todowrite", "*", "deny"]], explore },
};

export const kiloFamily: Family = {
  hook: kiloHook,
  facts: { version: "7.7.7", date: "2026-11-25" },
  userFolder: ".config/kilo",
  userFiles: ["config.json", "kilo.json", "kilo.jsonc", "opencode.json", "opencode.jsonc"],
  projectFiles: ["kilo.json", "kilo.jsonc", "opencode.json", "opencode.jsonc"],
  dotFolders: [".kilocode", ".kilo"],
  managed: { linux: "/etc/kilo", darwin: "/Library/Application Support/kilo", win32: "C:\\ProgramData\\kilo" },
  prefix: "KILO",
  defaults: [
    ...base,
    ...kiloCommands.map(([pattern, decision]): BuiltInRule => ["bash", pattern, decision]),
    ["recall", "*", "ask"],
  ],
  defaultAgent: "code",
  agents: { code: builder, plan, general: [["todowrite", "*", "deny"]], explore },
  notProven:
    "Kilo Code combines these rules with those of a session, turns broad reads of .env back to asking, and asks for each server's tools: not run here.",
};
