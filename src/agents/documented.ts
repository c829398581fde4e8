/**
 * Agents whose permissions are known from documents or source only, and were never seen deciding. What their files say
 * is shown with its place, marked as not proven; what an action would meet is answered with "unknown" and what the
 * documents say. Everything about one agent is a table.
 */
import type { Action } from "../core/model/action.ts";
import { type Effect, sortEffects } from "../core/model/effect.ts";
import type {
  AgentPermissions,
  Explanation,
  Grant,
  IneffectiveRule,
  Layer,
  Provenance,
  ServerPermissions,
} from "../core/model/permission.ts";
import type { Decision } from "../core/model/verdict.ts";
import { at, itemsOf, membersOf, plain, textOf, type ValueNode } from "../core/parse/value.ts";
import { delegatesOf } from "../core/permissions/delegates.ts";
import type { ConfigFile, PermissionInput, Place } from "../core/permissions/input.ts";
import { joinNative } from "../core/permissions/paths.ts";
import { ruleOfTwo } from "../core/permissions/ruleOfTwo.ts";
import { toolsOfServer } from "../core/permissions/serverTools.ts";
import {
  defaultProvenance,
  provenanceOf,
  readSettingsFile,
  type SettingsFile,
} from "../core/permissions/settingsFile.ts";
import type { Documented, DocumentedTool, RuleForm } from "./documentedFacts.ts";

/** The half of an agent that answers for its own configuration. */
export function documentedResolver(known: Documented) {
  const { id, title, facts } = known;
  return {
    configFiles: (place: Place): readonly ConfigFile[] => filesOf(known, place),
    permissions(input: PermissionInput): AgentPermissions {
      const files = input.configs.map(readSettingsFile);
      const servers = serversOf(known, files, input);
      const { grants, problems } = grantsOf(known, files, servers);
      const free = sortEffects(grants.filter(({ decision }) => decision !== "deny").flatMap(({ effects }) => effects));
      return {
        agent: id,
        title,
        factsVersion: facts.version,
        factsDate: facts.date,
        installed: input.installed,
        mode: modeOf(known, files),
        grants,
        servers,
        delegates: delegatesOf(input.documents, input.place, {
          isAgentFile: (path) => known.agentFiles?.test(path) === true,
          inherited: free,
          effectsOf: (entry) => known.tools.find(({ tool }) => tool === entry)?.effects ?? free,
        }),
        credentials: input.credentials,
        ineffective: hardeningOf(known, files),
        ruleOfTwo: ruleOfTwo(grants, input.credentials),
        problems: [...files.flatMap((file) => file.problems), ...problems],
      };
    },
    explain(action: Action, input: PermissionInput): Explanation {
      const files = input.configs.map(readSettingsFile);
      const tools = known.tools.filter(({ kinds }) => kinds.includes(action.kind));
      const { grants } = grantsOf(known, files, serversOf(known, files, input));
      const related = grants.filter(
        ({ tool, source }) => source.layer !== "default" && tools.some((one) => speaksOf(tool, one)),
      );
      const fallback = tools.map((one) => `${one.tool}: ${one.default}, ${one.why}`).join("; ");
      const said = fallback === "" ? "its documents name no tool for this" : `its documents say ${fallback}`;
      return {
        agent: id,
        outcome: "unknown",
        decidedBy: defaultProvenance(`not proven: ${said}. ${known.unseen}`),
        lost: related.map(({ source }) => ({ ...source, why: `Not tried with the real program. ${known.order}` })),
      };
    },
  };
}

function speaksOf(tool: string, known: DocumentedTool): boolean {
  return tool === known.tool || tool === "*" || (known.kinds.includes("mcp_call") && /[/:]|__|^mcp/i.test(tool));
}

function filesOf({ files, managed }: Documented, { platform, home, workspace }: Place): ConfigFile[] {
  const below = (layer: Layer, folder: string | undefined) =>
    folder === undefined
      ? []
      : (files[layer] ?? []).map((name): ConfigFile => ({ layer, path: joinNative(platform, folder, name) }));
  return [
    ...below("user", home),
    ...below("project", workspace),
    ...below("local", workspace),
    ...(managed?.[platform] ?? []).map((path): ConfigFile => ({ layer: "managed", path })),
  ];
}

interface Found {
  readonly grants: readonly Grant[];
  readonly problems: AgentPermissions["problems"];
}

function grantsOf(known: Documented, files: readonly SettingsFile[], servers: readonly ServerPermissions[]): Found {
  const note = `Not proven: from ${known.from}. ${known.order}`;
  const problems: AgentPermissions["problems"][number][] = [];
  const effectsOf = (tool: string): readonly Effect[] => {
    const found = known.tools.find((one) => one.tool === tool) ?? known.tools.find((one) => speaksOf(tool, one));
    return found?.effects ?? [];
  };
  const written = files.flatMap((file) =>
    known.forms
      .flatMap((form) => rulesOf(form, file, problems))
      .map((rule): Grant => ({ ...rule, effects: effectsOf(rule.tool), overrides: [], note })),
  );
  const defaults = known.tools.map(
    (one): Grant => ({
      decision: one.default,
      effects: one.effects,
      tool: one.tool,
      source: defaultProvenance(`not proven: ${one.why}`),
      overrides: [],
      note,
    }),
  );
  const named = servers.flatMap((server) =>
    server.tools
      .filter((tool) => !written.some((grant) => grant.tool === `${server.name}/${tool.name}`))
      .map((tool): Grant => {
        const general = known.tools.find(({ kinds }) => kinds.includes("mcp_call"));
        const source = defaultProvenance(`not proven: ${general?.why ?? "not documented"}`);
        return {
          decision: general?.default ?? "ask",
          effects: tool.effects,
          tool: `${server.name}/${tool.name}`,
          source,
          overrides: [],
          note,
        };
      }),
  );
  return { grants: [...written, ...defaults, ...named], problems };
}

type Rule = Pick<Grant, "decision" | "tool" | "specifier" | "source">;

function rulesOf(form: RuleForm, file: SettingsFile, problems: AgentPermissions["problems"][number][]): Rule[] {
  if (form.form === "list")
    return itemsOf(at(file.root, ...form.path)).flatMap(({ value }) => listRule(form, file, value));
  if (form.form === "per-server") {
    return membersOf(at(file.root, ...form.servers)).flatMap((server) =>
      itemsOf(at(server.value, form.list)).flatMap(({ value }): Rule[] => {
        const name = textOf(value);
        if (name === undefined) return [];
        const source = provenanceOf(file, value.span, `${server.key} ${form.list}: ${name}`);
        return [{ decision: "allow", tool: `${server.key}/${name}`, source }];
      }),
    );
  }
  if (form.form === "word") {
    const value = at(file.root, ...form.path);
    const decision = value && decisionOf(form.decisions, value, file, problems);
    if (!value || decision === undefined) return [];
    return [
      {
        decision,
        tool: form.tool,
        source: provenanceOf(file, value.span, `${form.path.join(".")}: ${textOf(value) ?? plain(value)}`),
      },
    ];
  }
  return itemsOf(at(file.root, ...form.path)).flatMap(({ value }): Rule[] => {
    const tool = textOf(at(value, form.tool));
    const word = at(value, form.decision);
    const decision = word && decisionOf(form.decisions, word, file, problems);
    if (tool === undefined || decision === undefined) return [];
    const narrowed = at(value, form.specifier);
    const specifier = narrowed === undefined ? {} : { specifier: JSON.stringify(plain(narrowed)) };
    return [{ decision, tool, ...specifier, source: provenanceOf(file, value.span, `${tool}: ${decision}`) }];
  });
}

function listRule(form: Extract<RuleForm, { form: "list" }>, file: SettingsFile, value: ValueNode): Rule[] {
  const text = textOf(value);
  if (text === undefined) return [];
  const source = provenanceOf(file, value.span, `${form.path.join(".")}: ${text}`);
  if (form.tool !== undefined) return [{ decision: form.decision, tool: form.tool, specifier: text, source }];
  const [, tool = text, specifier] = /^([^()]+)\((.*)\)$/s.exec(text) ?? [];
  return [{ decision: form.decision, tool, ...(specifier === undefined ? {} : { specifier }), source }];
}

function decisionOf(
  decisions: Readonly<Record<string, Decision>>,
  value: ValueNode,
  file: SettingsFile,
  problems: AgentPermissions["problems"][number][],
): Decision | undefined {
  const word = String(plain(value));
  if (Object.hasOwn(decisions, word)) return decisions[word];
  problems.push({
    path: file.config.path,
    span: value.span,
    message: "This word is not known here, so what it decides is not known.",
  });
  return undefined;
}

function modeOf({ mode, from }: Documented, files: readonly SettingsFile[]): AgentPermissions["mode"] {
  const fallback = defaultProvenance(`not proven: from ${from}`);
  for (const file of mode ? files.toReversed() : []) {
    const value = at(file.root, ...(mode?.path ?? []));
    const name = textOf(value);
    if (value && name !== undefined)
      return { name, source: provenanceOf(file, value.span, `not proven: ${mode?.path.join(".")}: ${name}`) };
  }
  return { name: mode?.default ?? "not proven", source: fallback };
}

function hardeningOf({ hardening = [], title }: Documented, files: readonly SettingsFile[]): IneffectiveRule[] {
  return files.flatMap((file) =>
    hardening.flatMap(({ path, fine, why }): IneffectiveRule[] => {
      const value = at(file.root, ...path);
      if (file.root === undefined || fine.includes(value && plain(value))) return [];
      const text = `${path.join(".")}: ${value === undefined ? "not set" : JSON.stringify(plain(value))}`;
      const source: Provenance = provenanceOf(file, value?.span ?? { start: 0, end: 0 }, text);
      return [
        {
          kind: "over-broad",
          source,
          message: `${why} ${title}'s own advice: ${fine.map((one) => JSON.stringify(one)).join(" or ")}.`,
        },
      ];
    }),
  );
}

function serversOf(
  { servers }: Documented,
  files: readonly SettingsFile[],
  input: PermissionInput,
): ServerPermissions[] {
  return files.flatMap((file) =>
    servers.flatMap((path) =>
      membersOf(at(file.root, ...path)).map(({ key, keySpan, value }): ServerPermissions => {
        const args = itemsOf(at(value, "args")).flatMap((item) => textOf(item.value) ?? []);
        const launch = {
          command: textOf(at(value, "command")) ?? textOf(at(value, "cmd")),
          args,
          cwd: textOf(at(value, "cwd")),
        };
        const off = [
          ["disabled", true],
          ["enabled", false],
        ] as const;
        const disabled = off.some(([name, word]) => {
          const found = at(value, name);
          return found !== undefined && plain(found) === word;
        });
        return {
          name: key,
          source: provenanceOf(file, keySpan, key),
          state: disabled ? "disabled" : "enabled",
          tools: toolsOfServer(launch, input.documents, input.place),
        };
      }),
    ),
  );
}
