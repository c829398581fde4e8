import type { AgentDefinition, Confirmation, EffectClaim } from "../../model/definition.ts";
import type { Effect } from "../../model/effect.ts";
import { parseJson5 } from "../../parse/json5.ts";
import { at, itemsOf, type Member, member, membersOf, plain, textOf, type ValueNode } from "../../parse/value.ts";
import type { SettingFact } from "../facts.ts";
import { readServer } from "../files/mcpConfig.ts";
import type { Format } from "../format.ts";
import { buildAgent, grants, textItems } from "./agentParts.ts";

/** `openclaw.json`: its agents by what its tool policy leaves them, its servers, and every setting. */
export const openclawConfig: Format = {
  id: "openclaw",
  isCandidate: (path) => /(?:^|\/)(?:openclaw|clawdbot|moltbot)\.json5?$/.test(path),
  inspect(source) {
    const { value, problems } = parseJson5(source.text);
    if (value?.kind !== "object") return { problems };
    const servers = membersOf(at(value, "mcp", "servers")).filter((server) => server.value.kind === "object");
    return {
      definitions: [
        ...agentsOf(value).map((agent) => readAgent(agent, value)),
        ...servers.map((one) => readServer(one)),
      ],
      settings: flatten(value, "", 0),
      problems,
    };
  },
};

/** Its agents; with none, the one that is always there. */
function agentsOf(root: ValueNode): Member[] {
  const entries = membersOf(at(root, "agents", "entries"));
  const listed = itemsOf(at(root, "agents", "list")).flatMap(({ value }): Member[] => {
    const id = at(value, "id") ?? at(value, "name");
    return id ? [{ key: textOf(id) ?? "agent", keySpan: id.span, value, span: value.span }] : [];
  });
  const found = [...entries, ...listed].filter(({ value }) => value.kind === "object");
  const tools = member(root, "tools") ?? member(root, "agents");
  if (found.length > 0 || !tools) return found;
  return [{ key: "main", keySpan: tools.keySpan, value: tools.value, span: tools.span }];
}

const groups: Readonly<Record<string, readonly Effect[]>> = {
  "group:fs": ["read-files", "write-files"],
  "group:runtime": ["run-code"],
  "group:web": ["fetch-network", "read-untrusted"],
  "group:sessions": ["delegate"],
  "group:automation": ["persist"],
  "group:messaging": ["send-outward", "read-untrusted"],
  "group:ui": ["fetch-network", "read-untrusted"],
  "group:nodes": ["run-code"],
  read: ["read-files"],
  write: ["write-files"],
  edit: ["write-files"],
  apply_patch: ["write-files"],
  exec: ["run-code"],
  bash: ["run-code"],
  process: ["run-code"],
  web_fetch: ["fetch-network", "read-untrusted"],
  web_search: ["fetch-network", "read-untrusted"],
  browser: ["fetch-network", "read-untrusted"],
  message: ["send-outward"],
  cron: ["persist"],
  sessions_spawn: ["delegate"],
  sessions_send: ["delegate"],
};

const profiles: Readonly<Record<string, readonly string[]>> = {
  minimal: [],
  coding: ["group:fs", "group:runtime", "group:web", "group:sessions"],
  messaging: ["group:messaging", "group:sessions"],
};

const everything: readonly string[] = [
  "group:fs",
  "group:runtime",
  "group:web",
  "group:sessions",
  "group:automation",
  "group:messaging",
];

function readAgent({ key, keySpan, value, span }: Member, root: ValueNode): AgentDefinition {
  const own = at(value, "tools") ?? (at(root, "agents", "entries") ? undefined : at(root, "tools"));
  const scopes = [at(root, "tools"), own].filter((scope) => scope !== undefined);
  const deny = new Set(scopes.flatMap((scope) => textItems(at(scope, "deny")).map(({ text }) => text.toLowerCase())));
  const allow = scopes.map((scope) => textItems(at(scope, "allow"))).findLast((list) => list.length > 0);
  const profile = scopes.map((scope) => at(scope, "profile")).findLast((node) => node !== undefined);
  const profileName = textOf(profile) ?? "";
  const names = allow?.map(({ text }) => text) ?? profiles[profileName] ?? everything;
  const because = allow ? "tools.allow" : profile ? `tools.profile: ${profileName}` : "no tools.profile: unfiltered";
  const refused = new Set([...deny].flatMap((name) => groups[name] ?? []));
  const claims = names
    .filter((name) => !deny.has(name.toLowerCase()))
    .flatMap((name): EffectClaim[] => grants(groups[name.toLowerCase()] ?? [], because, profile?.span ?? keySpan))
    // Denying write and edit does not stop the shell, so only the effect itself goes.
    .filter(({ effect }) => !refused.has(effect));
  return buildAgent({
    format: "openclaw-agent",
    language: "json",
    name: key,
    nameSpan: keySpan,
    span,
    claims,
    tools: allow ?? (profile ? [{ text: profileName, span: profile.span }] : undefined),
    confirmation: execConfirmation(scopes),
  });
}

/** `tools.exec.mode`; without one nothing is asked. */
function execConfirmation(scopes: readonly ValueNode[]): Confirmation {
  const mode = scopes
    .map((scope) => member(at(scope, "exec"), "mode") ?? member(at(scope, "exec"), "ask"))
    .findLast((one) => one !== undefined);
  const text = textOf(mode?.value);
  if (!mode || text === "full" || text === "off") {
    return { confirmed: "never", by: "tools.exec.mode is full", ...(mode && { span: mode.span }) };
  }
  if (text === "ask" || text === "always")
    return { confirmed: "always", by: `tools.exec.mode: ${text}`, span: mode.span };
  return { confirmed: "conditional", by: `tools.exec.mode: ${text ?? ""}`, span: mode.span };
}

const maxFlattenDepth = 6;

function flatten(node: ValueNode, prefix: string, depth: number): SettingFact[] {
  return membersOf(node).flatMap(({ key, keySpan, value }): SettingFact[] => {
    const path = prefix ? `${prefix}.${key}` : key;
    if (value.kind === "object" && value.members.length > 0 && depth < maxFlattenDepth)
      return flatten(value, path, depth + 1);
    return [{ key: path, value: plain(value), keySpan, valueSpan: value.span }];
  });
}
