import { defineRule } from "./rule.ts";

/** Keys whose value git runs. Source: gitconfig's manual; CVE-2026-45033 and CVE-2026-26268 of incidents 44 and 45. */
const running =
  /^(?:core\.(?:fsmonitor|sshcommand|hookspath|editor|pager|askpass|gitproxy)|sequence\.editor|gpg(?:\..+)?\.program|diff\.external|(?:diff|merge)\..+\.(?:command|driver|textconv)|filter\..+\.(?:clean|smudge|process)|(?:credential(?:\..+)?)\.helper|difftool\..+\.cmd|mergetool\..+\.cmd|pager\..+|uploadpack\.packobjectshook|init\.templatedir)$/;

export const gitConfigRunsCommands = defineRule({
  id: "git-config-runs-commands",
  title: "Configuration of git inside the repository runs a command",
  family: "editor-and-ci",
  severity: "high",
  confidence: "high",
  messages: {
    runs: "“{key}” makes git run “{value}”, also for commands that only read, such as git status, which agents run without asking. Take the file out, or the key.",
  },
  *check({ document }) {
    for (const { key: written, value, keySpan } of document.settings) {
      if (!written.startsWith("gitconfig.")) continue;
      const key = written.slice("gitconfig.".length);
      const text = String(value);
      const alias = (key.startsWith("alias.") || /^submodule\..+\.update$/.test(key)) && text.startsWith("!");
      if (alias || (running.test(key) && !isSwitch(text)))
        yield { messageId: "runs", data: { key, value: text }, span: keySpan };
    }
  },
});

/** `fsmonitor = true` is git's own; words name programs of git or of the system. */
function isSwitch(value: string): boolean {
  return (
    /^(?:true|false|yes|no|on|off|0|1|)$/.test(value) ||
    /^(?:cache|store|osxkeychain|manager(?:-core)?|wincred|libsecret|less|vi|vim|nano|code --wait)$/.test(value)
  );
}
