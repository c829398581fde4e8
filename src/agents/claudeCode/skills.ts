/**
 * What Claude Code does while a skill or command is in use: `allowed-tools` of its file are allow rules until the
 * person's next turn, whether the model loaded it or the person typed its name, and in a folder that is not trusted
 * too. Tried with 2.1.329 on 2026-11-26.
 */
import type { Action } from "../../core/model/action.ts";
import type { Acting, Explanation, Provenance } from "../../core/model/permission.ts";
import { actingBeside, closedBy } from "../../core/permissions/acting.ts";
import type { ConfigFile, PermissionInput, Place } from "../../core/permissions/input.ts";
import { joinNative, slashed } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { explainIn, grantsIn } from "./permissions.ts";
import { parseRule, type Rule } from "./rule.ts";
import {
  type ClaudeSettings,
  isWantedSource,
  managedFolder,
  onlyManagedCount,
  onlyManagedRules,
  readClaudeSettings,
  userFolder,
} from "./settings.ts";
import { type Listed, readSkillFile, type SkillFile } from "./skillFile.ts";

const agent = "claude-code";

/** The files that may define a skill or command of this name, the strongest last. A name with a colon is a plugin's. */
export function skillFiles(
  place: Place,
  name: string,
  variables?: PermissionInput["variables"],
): readonly ConfigFile[] {
  if (!/^\w[\w.-]*$/.test(name)) return [];
  return [`commands/${name}.md`, `skills/${name}/SKILL.md`].flatMap((file) =>
    rootsOf(place, variables).map(
      ({ layer, root }): ConfigFile => ({ layer, path: joinNative(place.platform, root, file) }),
    ),
  );
}

function rootsOf(
  place: Place,
  variables: PermissionInput["variables"],
): readonly { readonly layer: ConfigFile["layer"]; readonly root: string }[] {
  const { platform, workspace } = place;
  return [
    ...(workspace === undefined
      ? []
      : [{ layer: "project" as const, root: joinNative(platform, workspace, ".claude") }]),
    { layer: "user", root: userFolder(place, variables) },
    { layer: "managed", root: joinNative(platform, managedFolder(place), ".claude") },
  ];
}

/**
 * What is done with the action in the turn in which the skill is in use. Where it cannot come into use, that is what is
 * done without it.
 * @param name with a slash before it when the person types it; otherwise the model loads it
 */
export function explainSkill(name: string, action: Action, input: PermissionInput): Explanation {
  const used = settingsWith(name, input);
  if ("unsure" in used) return { agent, outcome: "unknown", decidedBy: used.unsure, lost: [] };
  return explainIn(action, input, used.settings);
}

/** In the turns after it what it allowed is over, and its hooks go on. */
export function explainAfterSkill(name: string, action: Action, input: PermissionInput): Explanation {
  const used = settingsWith(name, input);
  if ("unsure" in used) return explainIn(action, input, readClaudeSettings(input));
  const { ownHooks } = used.settings;
  return explainIn(action, input, { ...readClaudeSettings(input), ownHooks });
}

/** Where skills and commands of any name are. */
export function skillFolders(place: Place, variables?: PermissionInput["variables"]): readonly ConfigFile[] {
  return rootsOf(place, variables).flatMap(({ layer, root }): ConfigFile[] => [
    { layer, path: joinNative(place.platform, root, "commands"), dropIns: ".md" },
    { layer, path: joinNative(place.platform, root, "skills"), dropIns: "/SKILL.md" },
  ]);
}

/** What a skill changes while it is in use; one that the model may not load is typed by the person. */
export function skillActing(name: string, input: PermissionInput): Acting {
  const loaded = settingsWith(name, input);
  const used = "settings" in loaded && loaded.byPersonOnly ? settingsWith(`/${name}`, input) : loaded;
  if ("unsure" in used) return closedBy({ outcome: "unknown", by: used.unsure });
  const { settings, ignored } = used;
  if (ignored) return closedBy({ outcome: "unreachable", by: ignored });
  return actingBeside(grantsIn(input, readClaudeSettings(input)), grantsIn(input, settings));
}

type Used =
  | { readonly settings: ClaudeSettings; readonly byPersonOnly: boolean; readonly ignored: Provenance | undefined }
  | { readonly unsure: Provenance };

/** The settings while it is in use. @param settings those of who uses it: the session, or a sub-agent */
export function settingsWith(name: string, input: PermissionInput, settings = readClaudeSettings(input)): Used {
  const unknown = (unsure: Provenance): Used => ({ unsure });
  const config = (input.skillFiles ?? []).findLast(
    ({ layer, text, error }) => (text !== undefined || error !== undefined) && isWantedSource(layer, settings.run),
  );
  if (!config) return unknown(defaultProvenance(`no skill or command ${name} is found in the files that are read`));
  const file = readSkillFile(config);
  if (file.unsure) return unknown(file.unsure);
  const isTyped = name.startsWith("/");
  if (isTyped && file.byModelOnly) return unknown(file.byModelOnly);
  const loading = isTyped ? "loads" : loadedByModel(name, file, settings, input);
  if (loading !== "loads" && "unsure" in loading) return unknown(loading.unsure);
  const isManaged = onlyManagedRules(settings.files);
  const [taken] = file.disallowed;
  if (isManaged && taken) return unknown(taken.source);
  const ignored = loading !== "loads" ? loading.why : isManaged ? onlyManagedCount : undefined;
  if (file.hooks && isManaged) return unknown(file.hooks.where("whether hooks of a skill count was not observed"));
  const own = rulesOf(file, input.place, ignored);
  const hooks = file.hooks && loading === "loads" ? [file.hooks] : [];
  return {
    settings: { ...settings, rules: [...settings.rules, ...own], ownHooks: [...settings.ownHooks, ...hooks] },
    byPersonOnly: file.byPersonOnly,
    ignored: ignored === undefined ? undefined : { layer: "agent-file", path: config.path, line: 0, text: ignored },
  };
}

type Loading = "loads" | { readonly why: string } | { readonly unsure: Provenance };

/** One that allows tools, or takes some away, is loaded as a tool that asks is used; any other without a question. */
function loadedByModel(name: string, file: SkillFile, settings: ClaudeSettings, input: PermissionInput): Loading {
  if (file.byPersonOnly) return { why: "The model may not load the skill: disable-model-invocation is set." };
  const { place } = input;
  const where = { cwd: place.workspace ?? place.home, home: place.home, platform: place.platform };
  const call: Action = { ...where, kind: "unknown_tool", tool: "Skill", args: { skill: name } };
  const { outcome, decidedBy } = explainIn(call, input, settings);
  if (outcome === "deny" || outcome === "unreachable")
    return { why: `The model cannot load the skill: ${decidedBy.text}` };
  if (outcome !== "unknown") return "loads";
  if (settings.run.strange) return { unsure: settings.run.strange };
  if (file.allowed.length + file.disallowed.length === 0 && !file.hooks) return "loads";
  if (settings.mode.name === "auto") return { unsure: settings.mode.source };
  const refused = settings.mode.name === "dontAsk" ? settings.mode.source : settings.denyInsteadOfAsk;
  if (refused && file.hooks && file.allowed.length + file.disallowed.length === 0)
    return { unsure: file.hooks.where("whether a skill with hooks is loaded without a question was not observed") };
  return refused ? { why: `The model cannot load the skill, which would ask: ${refused.text}` } : "loads";
}

/** The entries are rules as in settings, those of the project's root. */
function rulesOf({ allowed, disallowed }: SkillFile, place: Place, ignored: string | undefined): Rule[] {
  const rule = (list: Rule["list"], { text, source }: Listed): Rule => {
    const root = slashed(place.workspace ?? place.home, place.platform);
    return { list, text, ...parseRule(text), source, root, ignored };
  };
  return [...disallowed.map((entry) => rule("deny", entry)), ...allowed.map((entry) => rule("allow", entry))];
}
