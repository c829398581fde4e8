import type { SettingFact } from "../facts.ts";
import type { Format } from "../format.ts";

/**
 * Configuration of git that a repository can carry: of a bare repository inside it, which git takes for its own when
 * a command runs there, of submodules, and files that `include.path` names. Source: gitconfig's manual; incidents 44, 45.
 */
export const gitConfigs: Format = {
  id: "git-config",
  isCandidate: (path) => /(?:\.git|\/bare|(?:^|\/)git)\/config$|(?:^|\/)\.?gitconfig$|(?:^|\/)\.gitmodules$/.test(path),
  inspect({ text }) {
    const settings: SettingFact[] = [];
    let section = "";
    for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
      const header = /^\s*\[\s*([\w.-]+)(?:\s+"([^"]*)")?\s*\]/.exec(line);
      if (header) section = [header[1]?.toLowerCase(), header[2]].filter((part) => part !== undefined).join(".");
      const [, lead = "", key, value = ""] = /^(\s*)([A-Za-z][\w-]*)\s*=\s*(.*)$/.exec(line) ?? [];
      if (key === undefined) continue;
      const start = index + lead.length;
      settings.push({
        key: `gitconfig.${section}.${key.toLowerCase()}`,
        value: value.replace(/\s+[#;].*$/, "").trim(),
        keySpan: { start, end: start + key.length },
        valueSpan: { start: index + line.length - value.length, end: index + line.length },
      });
    }
    return { settings };
  },
};
