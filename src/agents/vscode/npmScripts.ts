/** `chat.tools.terminal.autoApproveWorkspaceNpmScripts`: lines that run a script of the workspace. VS Code 1.139.1. */
import type { Provenance } from "../../core/model/permission.ts";
import { at, membersOf } from "../../core/parse/value.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";
import { readSettingsFile } from "../../core/permissions/settingsFile.ts";

/** Scripts of the workspace's package.json: they run without asking by default, and an agent can edit them. */
export type NpmScripts = ReadonlyMap<string, Provenance>;

export function npmScripts(input: Pick<PermissionInput, "configs">): NpmScripts {
  const config = input.configs.find((candidate) => /(^|[/\\])package\.json$/.test(candidate.path));
  if (!config) return new Map();
  const file = readSettingsFile(config);
  return new Map(
    membersOf(at(file.root, "scripts")).map((entry) => {
      const { line } = file.source.positionAt(entry.span.start);
      return [
        entry.key,
        { layer: config.layer, path: config.path, span: entry.span, line, text: `scripts.${entry.key}` },
      ];
    }),
  );
}

/** The script that a command runs, as VS Code reads the command: its text alone, and quotes are part of a name. */
export function scriptOf(command: string): string | undefined {
  for (const { form, own } of forms) {
    const name = form.exec(command.trim())?.[1];
    if (name !== undefined && !own.has(name.toLowerCase())) return name;
  }
  return undefined;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** How a script is run, and what is no script there but a command of the program's own. */
const forms: readonly { readonly form: RegExp; readonly own: ReadonlySet<string> }[] = [
  { form: /^npm\s+(?:run(?:-script)?)\s+([^\s&|;]+)/i, own: new Set() },
  { form: /^npm\s+(test|start|stop|restart)\b/i, own: new Set() },
  {
    form: /^yarn\s+(?:run\s+)?([^\s&|;]+)/i,
    own: words(
      "add audit autoclean bin cache check config create dedupe dlx exec explain generate-lock-entry global help import info init install licenses link list login logout node outdated owner pack patch patch-commit plugin policies publish rebuild remove run search set stage tag team unlink unplug up upgrade upgrade-interactive version versions why workspace workspaces",
    ),
  },
  {
    form: /^pnpm\s+(?:run\s+)?([^\s&|;]+)/i,
    own: words(
      "add audit bin config dedupe deploy dlx doctor env exec fetch import init install install-test licenses link list ln ls outdated pack patch patch-commit patch-remove prune publish rb rebuild remove rm root run server setup store un uninstall unlink up update why",
    ),
  },
];
