/** What a sub-agent of Copilot CLI may do. Tried with 1.0.102 on 2026-11-26. */
import { at } from "../../core/parse/value.ts";
import { joinNative } from "../../core/permissions/paths.ts";
import { provenanceOf, stringsAt } from "../../core/permissions/settingsFile.ts";
import { delegationBySession, toolByKind } from "../delegation.ts";
import { explain, permissions } from "./permissions.ts";
import { readCopilotSettings } from "./settings.ts";

/** By the names of its lists. */
const toolOf = toolByKind(
  {
    command: "execute",
    file_write: "edit",
    file_edit: "edit",
    file_read: "read",
    workspace_search: "search",
    url_fetch: "web",
  },
  (server, tool) => `${server}/${tool}`,
);

/** Rows of the tree by the names of its lists. */
const rowNames: Readonly<Record<string, string>> = { bash: "execute", "create, edit": "edit", view: "read" };

const aliases: Readonly<Record<string, string>> = {
  ...{ shell: "execute", bash: "execute", powershell: "execute" },
  ...{ view: "read", notebookread: "read" },
  ...{ create: "edit", write: "edit", multiedit: "edit", notebookedit: "edit" },
  // Whoever has `glob` alone finds files by name, and looks into none.
  ...{ grep: "search" },
  ...{ web_fetch: "web", webfetch: "web", websearch: "web" },
};

/** From the program's own `definitions`. */
const builtIn: Readonly<Record<string, readonly string[] | undefined>> = {
  explore: ["grep", "glob", "view", "bash"],
  ...{ task: undefined, "general-purpose": undefined, "code-review": undefined },
  ...{ research: undefined, "security-review": undefined },
};

export const copilotCliDelegation = delegationBySession({
  agent: "copilot-cli",
  suffix: ".agent.md",
  files: ({ platform, home, workspace }) => [
    { layer: "user", path: joinNative(platform, home, ".copilot/agents"), dropIns: ".md" },
    ...(workspace === undefined
      ? []
      : [".github/agents", ".claude/agents"].map(
          (folder) => ({ layer: "project", path: joinNative(platform, workspace, folder), dropIns: ".md" }) as const,
        )),
  ],
  firstCounts: true,
  tried: [
    ...["name", "description", "tools", "model", "target", "argument-hint"],
    ...["user-invocable", "disable-model-invocation", "infer"],
  ],
  notStarted(file, input) {
    const isSwitch = (key: string, off: boolean) => {
      const value = at(file.root, key);
      return value?.kind === "scalar" && value.value === off;
    };
    if (isSwitch("disable-model-invocation", true))
      return file.where("disable-model-invocation", "disable-model-invocation: true");
    if (isSwitch("infer", false)) return file.where("infer", "infer: false");
    const list = "subagents.disabledSubagents";
    const { files } = readCopilotSettings(input);
    for (const one of files.filter(({ config }) => config.layer === "user")) {
      const found = stringsAt(one, ...list.split(".")).find(({ text }) => text === file.name);
      if (found) return provenanceOf(one, found.span, `${list}: ${file.name}`);
    }
    return undefined;
  },
  builtIn,
  toolOf,
  grants: (input) => permissions(input).grants,
  toolOfGrant({ tool }, input) {
    if (Object.hasOwn(rowNames, tool)) return rowNames[tool];
    const server = permissions(input).servers.find(({ name }) => tool.startsWith(`${name}-`));
    return server && `${server.name}/${tool.slice(server.name.length + 1)}`;
  },
  names(entry, tool) {
    const lower = entry.toLowerCase();
    const name = Object.hasOwn(aliases, lower) ? aliases[lower] : entry;
    return (
      lower === tool || name === "*" || name === tool || (entry.endsWith("/*") && tool.startsWith(entry.slice(0, -1)))
    );
  },
  explain,
});
