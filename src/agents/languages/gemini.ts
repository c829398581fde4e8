/** Rules of Gemini CLI 0.61.0 (2026-11-25): a policy file of its own. The highest priority decides. */
import { joinNative } from "../../core/permissions/paths.ts";
import { commandRegex, type Language } from "./language.ts";

const tails = {
  allow: 'decision = "allow"\npriority = 100\n',
  ask: 'decision = "ask_user"\npriority = 200\n',
  deny: 'decision = "deny"\npriority = 300\n',
} as const;

export const geminiLanguage: Language = {
  agent: "gemini",
  file: ".gemini/policies/countersign.toml",
  path: ({ home, platform }) => joinNative(platform, home, ".gemini", "policies", "countersign.toml"),
  write({ kind, text, decision }) {
    const tail = tails[decision];
    if (kind === "command") {
      const by = text.endsWith(" *") && !/[*?]/.test(text.slice(0, -2));
      const how = by
        ? `commandPrefix = ${JSON.stringify(text.slice(0, -2))}`
        : `commandRegex = ${JSON.stringify(`${commandRegex(text)}$`)}`;
      return { rule: `[[rule]]\ntoolName = "run_shell_command"\n${how}\n${tail}` };
    }
    if (kind !== "server")
      return { why: "a rule for one file or host is a pattern on the call's JSON, which other calls may meet" };
    const [server = "", tool = ""] = text.split("/");
    if (/[*?]/.test(server) || (tool !== "*" && /[*?]/.test(tool)))
      return { why: "its rules for servers have no pattern" };
    return { rule: `[[rule]]\nmcpName = ${JSON.stringify(server)}\ntoolName = ${JSON.stringify(tool)}\n${tail}` };
  },
  put: (_text, rules) => rules.map(({ rule }) => rule).join("\n"),
};
