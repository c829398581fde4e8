/** Commands of VS Code (1.90 to 1.139) by their id. The first row that matches holds; an id nobody lists asks. Data. */
import type { JudgementId } from "../judgements.ts";

export const commandRows: readonly (readonly [RegExp, JudgementId])[] = [
  [
    /^(?:workbench\.action\.chat\.(?:toggle|enable|set|accept|allow|approve|confirm).*(?:autoapprove|autopilot|permission|confirm|tool|elicitation)|.*autoapprove|.*yolo|.*bypasspermission)|^(?:workbench\.action\.)?chat\.(?:accept|allow|approve)\w*tool/i,
    "switches-approval-off",
  ],
  [
    /^(?:workbench\.trust\.(?:manage|configure|grant)|workbench\.action\.(?:manageTrustedDomain|trustWorkspace|.*grantTrust)|workspace\.trust\.|workbench\.action\.workspaceTrust)/i,
    "switches-approval-off",
  ],
  [/^countersign\.(?:show|open|explain|review)/, "edits-in-editor"],
  [/^countersign\./, "changes-guard"],
  // With all the others, Countersign goes too.
  [/^workbench\.extensions\.(?:action\.)?disableAll/i, "changes-guard"],
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
  [/^workbench\.action\.files\.revert/i, "discards-work"],
  [
    /^(?:editor\.action\.clipboardpaste|workbench\.action\.terminal\.(?:paste|acceptselectedsuggestion|runrecentcommand))/i,
    "runs-inline-code",
  ],
  [
    /^(?:workbench\.actions?\.view\.|workbench\.(?:panel|view|explorer)\.[\w.]*(?:focus|view|toggle\w*|reset\w*|open)$|workbench\.action\.(?:(?:next|previous|first|last|move|pin|unpin|split|join|maximize|minimize|even|new|lock|unlock)\w*(?:editor|group|panel|sidebar|view)\w*|compareEditor\.\w+|editor\.\w+|evenEditorWidths|keybindingsReference|showReleaseNotes|openSnippets|output\.\w+|accessibility\w*)|[\w.-]+\.focus$|problems\.action\.\w+|reveal(?:inexplorer|fileinos|line|inview)$|copy(?:relative)?filepath$|explorer\.(?:newfile|newfolder|openandpass\w*)|workbench\.action\.(?:showallsymbols|gotodefinition|reopenclosededitor|inspect\w*|opensettings\w*|problems\w*|debug\.(?:console\w*|continue|pause|step\w*|stop|disconnect|openView)|quickchat\.close|chat\.(?:focus\w*|clear\w*|export|close|history|copy\w*|next\w*|previous\w*))|editor\.action\.(?!clipboardpaste)|editor\.(?:fold|unfold|toggle)|editor\.|undo$|redo$|cursor[A-Z]|type$|revealline|actions\.find|workbench\.action\.(?:files\.(?:save\w*|open\w*|new\w*|show\w*|copy\w*)|gotoline|gotosymbol|quickopen\w*|showallsymbols|showcommands|navigate\w*|focus\w*|toggle\w*|close(?:active|all|other|editors)\w*|findinfiles|problems\.\w+|openpreviouseditor|output\.\w+|splitEditor\w*|zoom\w*|showAll\w*|terminal\.(?:focus|togglepanel|toggleterminal|scroll\w*|clear)|increase\w*|decrease\w*|view\w*|markers\.\w+|opensettings|openwalkthrough|selecttheme)|workbench\.view\.\w+|workbench\.files\.action\.\w+|vscode\.(?:diff|execute(?:hover|definition|reference|documentsymbol|workspacesymbol|completion|codeaction|codelens|formatdocument|implementation|typedefinition|declaration|signaturehelp|link|colorpresentation|foldingrange|selectionrange|semantictokens|inlayhint|callhierarchy|typehierarchy|documentrename)\w*|provide\w*|preparecallhierarchy|openwith|setEditorLayout)|markdown\.(?:showpreview\w*|showsource)|list\.\w+|setcontext|references-view\.\w+|timeline\.\w+|outline\.\w+|search\.action\.\w+|notifications\.\w+|typescript\.(?:organizeImports|sortImports|reloadProjects|restartTsServer|findAllFileReferences|goToSourceDefinition)|eslint\.executeAutofix|prettier\.\w+|testing\.(?:showmostrecentoutput|refreshtests|goto\w*|collapse\w*))/i,
    "edits-in-editor",
  ],
];
