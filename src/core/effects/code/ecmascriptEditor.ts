import type { Sink } from "./sink.ts";

/** VS Code's own interface, which tools of its extensions and servers inside them call. Facts of 1.107 (2026-11). */
export const ecmascriptEditor: readonly Sink[] = [
  { symbols: ["vscode.commands.executeCommand"], effects: [], refine: "editor-command" },
  { symbols: ["vscode.**.customRequest"], effects: [], refine: "debug-request" },
  {
    symbols: [
      "vscode.debug.{startDebugging,activeDebugConsole.append}",
      "vscode.{window.createTerminal,Terminal,window.activeTerminal,window.terminals.**}().**{sendText,executeCommand}",
      "vscode.window.{activeTerminal,terminals.**}.{sendText,shellIntegration.executeCommand}",
      "vscode.TerminalShellIntegration().executeCommand",
      "vscode.tests.createTestController().createRunProfile",
    ],
    effects: ["run-code"],
  },
  {
    symbols: [
      "vscode.{window.**,TextEditor}{,()}.{edit,insertSnippet}",
      "vscode.{workspace.openTextDocument,TextDocument}().save",
      "vscode.window.**.document.save",
      "vscode.workspace.{saveAll,save,saveAs,updateWorkspaceFolders}",
      "vscode.NotebookEditor().edit",
    ],
    effects: ["write-files"],
  },
  { symbols: ["vscode.lm.selectChatModels()**.sendRequest"], effects: ["fetch-network"] },
];
