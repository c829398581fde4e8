/** What a sub-agent of Copilot CLI may do. Tried with 1.0.102 on 2026-11-26. */
import { joinNative } from "../../core/permissions/paths.ts";
import { delegationBySession, toolByKind } from "../delegation.ts";
import { explain, permissions } from "./permissions.ts";

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
  ...{ grep: "search", glob: "search" },
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
    { layer: "user", path: joinNative(platform, home, ".copilot/agents"), dropIns: ".agent.md" },
    ...(workspace === undefined
      ? []
      : [{ layer: "project" as const, path: joinNative(platform, workspace, ".github/agents"), dropIns: ".agent.md" }]),
  ],
  tried: ["name", "description", "tools"],
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
