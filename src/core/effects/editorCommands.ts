/** Commands of VS Code (1.90 to 1.124) that an agent may run: by their id. An id nobody lists asks. */
import type { Parsers } from "../parse/parsers.ts";
import { deleteAct, readAct, writeAct } from "./access.ts";
import { type Act, act } from "./act.ts";
import type { JudgementId } from "./judgements.ts";
import { judgeFetch } from "./network.ts";
import type { Place } from "./place.ts";
import { loosensApprovals } from "./settings.ts";
import { judgeLine } from "./shell/line.ts";

const rows: readonly (readonly [RegExp, JudgementId])[] = [
  [
    /^(?:workbench\.action\.chat\.(?:toggle|enable|set|accept).*(?:autoapprove|autopilot|permission|confirm|tool)|.*autoapprove|.*yolo|.*bypasspermission)/,
    "switches-approval-off",
  ],
  [
    /^(?:workbench\.trust\.(?:manage|configure|grant)|workbench\.action\.(?:manageTrustedDomain|trustWorkspace|.*grantTrust)|workspace\.trust\.|workbench\.action\.workspaceTrust)/i,
    "switches-approval-off",
  ],
  [/^countersign\.(?:show|open|explain|review)/, "edits-in-editor"],
  [/^countersign\./, "changes-guard"],
  [
    /^(?:workbench\.extensions\.(?:uninstall|action\.(?:disable|uninstall)|disable)|extension\.disable)/i,
    "removes-package",
  ],
  [
    /^workbench\.(?:extensions\.(?:install|action\.install)|action\.extensions\.install|mcp\.(?:add|install|start|restart))|^mcp\.|^workbench\.extensions\.installExtension/i,
    "registers-server",
  ],
  [
    /^workbench\.action\.terminal\.(?:sendsequence|runselectedtext|runactivefile|new|newwithprofile)/i,
    "runs-inline-code",
  ],
  [
    /^workbench\.action\.(?:tasks\.|debug\.(?:start|run|selectandstart|restart)|terminal\.kill)|^testing\.(?:run|debug)|^notebook\.(?:execute|cell\.execute|run)|^jupyter\.(?:run|exec)|^python\.(?:exec|run)|^code-runner\.|^npm\.(?:run|debug)|^debug\.start/i,
    "runs-project-task",
  ],
  [
    /^(?:workbench\.action\.chat\.|workbench\.action\.quickchat|github\.copilot\.(?:chat|terminal|interactive)|inlinechat\.|claude|cline|cursor|aichat)/i,
    "starts-agent",
  ],
  [/^git\.(?:push\w*|sync\w*|publish)|^github\.publish/i, "pushes-commits"],
  [
    /^git\.(?:clean\w*|discard\w*|revert\w*|reset\w*|deletebranch|undocommit|stashdrop\w*|cleanall|forcepush|pushforce\w*|rebase\w*|deleteremote\w*|deletetag)/i,
    "discards-work",
  ],
  [/^git\.(?:clone\w*|pull\w*|fetch\w*|addremote)/i, "fetches-network"],
  [
    /^git\.(?:stage\w*|unstage\w*|commit\w*|checkout\w*|branch\w*|stash\w*|init|createtag|merge)/i,
    "changes-repository",
  ],
  [/^git\.(?:refresh|open\w*|view\w*|show\w*|timeline\w*)/i, "reads-files"],
  [/^(?:deletefile|movefiletotrash|explorer\.(?:delete|cut)|filesexplorer\.(?:delete|cut))/i, "deletes-files"],
  [
    /^workbench\.action\.(?:openSettingsJson|openGlobalSettings|openWorkspaceSettings\w*|configureRuntimeArguments|openGlobalKeybindings\w*)/i,
    "edits-in-editor",
  ],
  [
    /^(?:workbench\.action\.(?:reloadwindow|closewindow|quit|restartextensionhost|newwindow)|workbench\.extensions\.restart)/i,
    "ends-processes",
  ],
  [
    /^(?:workbench\.userdatasync|workbench\.action\.(?:remote|shareworkspace|signin|signout)|remote\.|liveshare\.|tunnel|remote-tunnels|workbench\.remote|forwardport|github\.(?:auth|signin))/i,
    "opens-tunnel",
  ],
  [
    /^(?:editor\.action\.(?!clipboardpaste)|editor\.(?:fold|unfold|toggle)|editor\.|undo$|redo$|cursor[A-Z]|type$|revealline|actions\.find|workbench\.action\.(?:files\.(?:save\w*|open\w*|new\w*|revert|show\w*|copy\w*)|gotoline|gotosymbol|quickopen\w*|showallsymbols|showcommands|navigate\w*|focus\w*|toggle\w*|close(?:active|all|other|editors)\w*|findinfiles|problems\.\w+|openpreviouseditor|output\.\w+|splitEditor\w*|zoom\w*|showAll\w*|terminal\.(?:focus|togglepanel|toggleterminal|scroll\w*|clear)|increase\w*|decrease\w*|view\w*|markers\.\w+|opensettings|openwalkthrough|selecttheme)|workbench\.view\.\w+|workbench\.files\.action\.\w+|vscode\.(?:diff|execute(?:hover|definition|reference|documentsymbol|workspacesymbol|completion|codeaction|codelens|formatdocument|implementation|typedefinition|declaration|signaturehelp|link|colorpresentation|foldingrange|selectionrange|semantictokens|inlayhint|callhierarchy|typehierarchy|documentrename)\w*|provide\w*|preparecallhierarchy|openwith|setEditorLayout)|markdown\.(?:showpreview\w*|showsource)|list\.\w+|setcontext|references-view\.\w+|timeline\.\w+|outline\.\w+|search\.action\.\w+|notifications\.\w+|typescript\.(?:organizeImports|sortImports|reloadProjects|restartTsServer|findAllFileReferences|goToSourceDefinition)|eslint\.executeAutofix|prettier\.\w+|testing\.(?:showmostrecentoutput|refreshtests|goto\w*|collapse\w*))/i,
    "edits-in-editor",
  ],
];

export function judgeEditorCommand(command: string, args: unknown, place: Place, parsers: Parsers): Act[] {
  const id = command.trim();
  const texts = stringsIn(args);
  const found = rows.find(([pattern]) => pattern.test(id))?.[1];
  const acts: Act[] = [];
  if (
    /^(?:vscode\.open|markdown\.api|simplebrowser\.|workbench\.action\.browser|vscode\.openFolder|vscode\.newWindow)/i.test(
      id,
    )
  ) {
    for (const text of texts)
      acts.push(
        ...(/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[a-zA-Z]:[\\/]|^file:/i.test(text)
          ? judgeFetch(text, place)
          : [readAct({ text }, place)]),
      );
    if (/openfolder|newwindow/i.test(id)) acts.push(act("opens-program", { target: id }));
    return acts.length > 0 ? acts : [act("opens-program", { target: id })];
  }
  const rule = isExtensionOff(id, texts, place) ? "changes-guard" : (found ?? "unknown-subcommand");
  acts.push(act(rule, { target: id }));
  if (/terminal|tasks|debug/i.test(id)) for (const text of texts) acts.push(...judgeTyped(text, place, parsers));
  if (/config|setting/i.test(id) && loosensApprovals(JSON.stringify(args ?? {})))
    acts.push(act("switches-approval-off", { target: id }));
  if (/^(?:deletefile|movefiletotrash|explorer\.delete|filesexplorer)/i.test(id))
    for (const text of texts) acts.push(deleteAct({ text }, { recursive: true }, place));
  if (/save|new|write|applyedit/i.test(id))
    for (const text of texts)
      if (/[\\/]/.test(text) && text.length < 500) acts.push(writeAct({ text }, undefined, "editor", place));
  return acts;
}

/** What is typed into a terminal is a command line. */
export function judgeTyped(text: string, place: Place, parsers: Parsers): Act[] {
  const line = text.replace(/\u001b\[[0-9;]*[A-Za-z]|[\r\n]+$/g, "").replaceAll("\r", "\n");
  if (line.trim() === "" || /^[\u0003\u0004\u001a]$/.test(line))
    return [act(line.trim() === "" ? "runs-inline-code" : "ends-processes", { target: "the terminal" })];
  return judgeLine(place.platform === "win32" ? "powershell" : "bash", line, place, parsers);
}

function isExtensionOff(id: string, texts: readonly string[], place: Place): boolean {
  const own = place.extensionId.toLowerCase();
  return (
    /extension/i.test(id) &&
    own !== "" &&
    texts.some((text) => text.toLowerCase().includes(own)) &&
    !/show|open|search/i.test(id)
  );
}

/** Strings in the arguments, URIs of files as their paths. */
function stringsIn(value: unknown): string[] {
  const found: string[] = [];
  const visit = (item: unknown, depth: number): void => {
    if (found.length > 200 || depth > 12) return;
    if (typeof item === "string") found.push(item);
    else if (Array.isArray(item)) for (const inner of item) visit(inner, depth + 1);
    else if (typeof item === "object" && item !== null) {
      const uri = item as { fsPath?: unknown; path?: unknown };
      if (typeof uri.fsPath === "string") found.push(uri.fsPath);
      else for (const inner of Object.values(item)) visit(inner, depth + 1);
    }
  };
  visit(value, 0);
  return found;
}
