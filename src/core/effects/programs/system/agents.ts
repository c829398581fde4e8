/** Command lines of coding agents and of the editors that hold them, as data. */
import { commandText, type Invocation, note } from "../../shell/run.ts";
import { type Text, unknownText } from "../../text.ts";
import type { Spec, Table } from "../spec.ts";
import { choose, each } from "../table.ts";

/** Options that let it act without asking, or that bring rights and servers of their own. */
const asksNobody =
  /\s--?(?:dangerously[\w-]*|allow-dangerously[\w-]*|yolo|full-auto|allow-all[\w-]*|auto-approve[\w-]*|always-approve|yes-always|no-confirm\w*|skip-permissions[\w-]*|trust-all-tools|trust-tools|no-interactive|auto[-_]run|autonomous|force|full|ask-for-approval[= ]never|approval-mode[= ](?:yolo|auto\w*|never)|approval-policy[= ]never|sandbox[= ](?:danger-full-access|none|off)|permission-mode[= ](?:bypassPermissions|acceptEdits|dontAsk|auto)|auto[= ](?:high|medium)|settings|config|mcp-config|allowed-?tools|allow-tool|yes|auto)(?=[= ]|$)|\s-(?:y|f|a never|s danger-full-access)(?=\s|$)|bypassPermissions|danger-full-access|approval_policy\W+never|sandbox_mode\W+danger|\s-c\s+\S*(?:approval|sandbox|trust|mcp|hooks|permission)/i;
const looking =
  /^(?:--version|-v|-V|--help|-h|help|version|doctor|status|ls|list|models|features|completion|whoami|usage|stats|about|inspect)$/;
const listing = /^(?:list|get|ls|show|view|path|status|help|--help|--list)$/;
const registering = /^(?:mcp|mcp-server|plugin|plugins|extension|extensions|skills?|hooks?|agents?)$/;
const settings = /^(?:config|configure|permissions|settings|trust|setup)$/;
const signing = /^(?:login|auth|setup-token|logout|signin)$/;
const installing = /^(?:update|upgrade|install|uninstall|migrate-installer|self-update)$/;

/** Other agents: their flags that ask nobody, their servers, and plain runs. */
function judgeAgent(call: Invocation): Text {
  const target = commandText(call.words);
  const [first = "", second = ""] = call.words.slice(1).map((word) => word.value);
  if ((looking.test(first) && call.words.length <= 3) || /^--?(?:help|version)$/.test(call.words.at(-1)?.value ?? ""))
    note(call, "prints");
  else if (registering.test(first)) note(call, listing.test(second) ? "prints" : "registers-server", { target });
  else if (settings.test(first)) note(call, listing.test(second) ? "prints" : "changes-agent-settings", { target });
  else if (signing.test(first)) note(call, listing.test(second) ? "prints" : "creates-credential", { target });
  else if (installing.test(first)) note(call, "installs-package", { target });
  else
    note(
      call,
      asksNobody.test(
        ` ${call.words
          .slice(1)
          .map((word) => word.value)
          .join(" ")}`,
      )
        ? "starts-unsupervised-agent"
        : "starts-agent",
      { target },
    );
  return unknownText;
}

const agent: Spec = { operands: "text*", noHelp: true, more: judgeAgent };

/** VS Code's own command line installs, runs and opens. */
const editor: Spec = {
  options:
    "install-extension=text!installs-package uninstall-extension=text!removes-package update-extensions!installs-package add-mcp=text!registers-server disable-workspace-trust!switches-approval-off list-extensions!prints show-versions!prints disable-extension=text!changes-guard disable-extensions!changes-guard enable-proposed-api=text!registers-server extensionDevelopmentPath=text!registers-server inspect-extensions=text!opens-tunnel inspect-brk-extensions=text!opens-tunnel remote=text!opens-tunnel locate-shell-integration-path=text!prints locate-extension=text!prints telemetry!prints user-data-dir=dir extensions-dir=dir profile=text sync=text locale=text log=text password-store=text d,diff m,merge a,add g,goto n,new-window r,reuse-window w,wait v,version!prints s,status!prints tunnel!opens-tunnel folder-uri=text!opens-program file-uri=text!opens-program",
  sub: { ...each("opens-tunnel", "tunnel serve-web ext"), ...each("starts-agent", "chat agent") },
  otherwise: "opens-program",
  bare: "opens-program",
  more: (call, args) => {
    const gone = args.options.get("uninstall-extension")?.value.toLowerCase();
    if (gone !== undefined && gone === call.run.place.extensionId.toLowerCase())
      note(call, "changes-guard", { target: gone });
    return undefined;
  },
};

/** Countersign's own command line: looking is fine, switching it off is not. */
const own: Spec = choose({
  guard: choose({ status: {}, ...each("changes-guard", "install remove") }),
  ...each({}, "audit review tools permissions explain decide doctor"),
});

export const agents: Table = {
  ...each(
    agent,
    "claude codex gemini copilot aider cursor-agent opencode amp qwen crush droid cline kilocode kilo roo auggie q kiro-cli kiro openhands interpreter cn plandex gptme sgpt chatgpt mods aichat tgpt shell-gpt mentat gpt-engineer sweep devin jules grok vibe iflow codebuff letta forgecode zencoder rovodev trae-cli trae-agent swe-agent amazonq",
  ),
  ...each(
    { operands: "text*", rule: "sends-outward", sink: true, options: "m=text s=text f=upload a=upload" },
    "llm fabric",
  ),
  ...each(editor, "code code-insiders codium vscodium cursor windsurf code-oss positron kiro-ide trae antigravity"),
  countersign: own,
};
