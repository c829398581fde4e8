import type { InstallSource } from "./hookInstall.ts";

/** What a person types to start an agent that reads the file of a source (names of their packages, 2026-11-21). */
const programs: Readonly<Record<InstallSource, readonly string[]>> = {
  "claude-settings": ["claude"],
  "codex-config": ["codex"],
  "copilot-hooks": ["copilot"],
  "gemini-settings": ["gemini"],
  "qwen-settings": ["qwen"],
  "opencode-plugin": ["opencode"],
  "kilo-plugin": ["kilo", "kilocode"],
  "cline-hooks": ["cline"],
  "openclaw-plugin": ["openclaw"],
  "cursor-tool": ["cursor-agent"],
  "cursor-step": ["cursor-agent"],
  "kiro-hooks": ["kiro-cli"],
  // An editor of its own: nobody starts it in a terminal of this one.
  "windsurf-hooks": [],
  "goose-plugin": ["goose"],
  "amp-delegate": ["amp"],
  "factory-hooks": ["droid"],
};

/** The sources whose agents a command line starts. It only decides which hook is tried: nothing is held by it. */
export function sourcesStartedBy(commandLine: string): readonly InstallSource[] {
  const started = new Set(
    commandLine
      .slice(0, longest)
      .split(/[;&|\n]+/)
      .map(programOf),
  );
  const sources = Object.entries(programs) as readonly (readonly [InstallSource, readonly string[]])[];
  return sources.flatMap(([source, names]) => (names.some((name) => started.has(name)) ? [source] : []));
}

/** Longer ones are no start of an agent by a person. */
const longest = 4_096;

/** Words that run the one after them, and settings of variables before it. */
const before = /^(?:(?:npx|bunx|exec|env|command|nohup|time|-y|--yes|[A-Za-z_]\w*=\S*)\s+)*/;

function programOf(command: string): string {
  const [word = ""] = command.trim().replace(before, "").split(/\s/);
  const name = word.replace(/["']/g, "").split(/[\\/]/).at(-1) ?? "";
  return name.replace(/\.(?:cmd|exe|ps1)$/i, "");
}
