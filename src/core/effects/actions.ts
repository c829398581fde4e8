/** What one action of any kind would do. */
import type { Action } from "../model/action.ts";
import type { Parsers } from "../parse/parsers.ts";
import { type Act, act } from "./act.ts";
import { judgeEditorCommand, judgeTyped } from "./editorCommands.ts";
import { judgeFileAction } from "./files.ts";
import { judgeMcpCall } from "./mcp.ts";
import { hostOf, isLoopback, judgeFetch } from "./network.ts";
import type { Place } from "./place.ts";
import { secretInText } from "./secrets.ts";
import { judgeLine } from "./shell/line.ts";

export function judgeAction(action: Action, place: Place, parsers: Parsers): Act[] {
  switch (action.kind) {
    case "command":
      return judgeLine(action.shell, action.command, place, parsers);
    case "file_write":
    case "file_edit":
    case "file_delete":
    case "file_read":
    case "dir_create":
    case "file_rename":
    case "symlink":
      return judgeFileAction(action, place);
    case "url_fetch":
      return judgeFetch(action.url, place);
    case "mcp_call":
      return judgeMcpCall(action, place, parsers);
    case "terminal_input":
      return judgeTyped(action.command ?? action.text ?? action.content ?? "", place, parsers);
    case "notebook_run":
      return judgeNotebook(action.code ?? action.content, place, parsers);
    case "task_run":
      return judgeTask(action.command ?? action.content, action.name, place, parsers);
    case "debug_start":
      return [act("runs-project-task", { target: action.name ?? "a debug session" })];
    case "subagent_start":
      return judgeSubagent(action.prompt ?? action.content ?? "", action.name);
    case "clipboard_write":
      return judgeClipboard(action.content ?? "", place, parsers);
    case "markdown_render":
      return judgeMarkdown(action.content ?? "");
    case "workspace_search":
    case "diagnostics_read":
      return [act("reads-files", { target: "the workspace" })];
    case "todo_update":
      return [act("edits-in-editor")];
    case "vscode_command":
      return judgeEditorCommand(action.command, action.args, place, parsers);
    case "unknown_tool":
      return [act("unknown-tool", { target: action.tool })];
  }
}

/** Lines with `!` and `%%bash` are a shell's; the rest is code, judged as what `python -c` would run. */
function judgeNotebook(code: string | undefined, place: Place, parsers: Parsers): Act[] {
  if (code === undefined) return [act("runs-unseen-script", { target: "a notebook" })];
  const whole = /^\s*%%(?:bash|sh|script\b.*|system)\s*\n([\s\S]*)$/.exec(code);
  if (whole)
    return [
      act("runs-inline-code", { target: "a notebook cell" }),
      ...judgeLine("bash", whole[1] as string, place, parsers),
    ];
  const lines = code
    .split("\n")
    .flatMap((line) => /^\s*(?:!{1,2}|%(?:sx|system|pip|conda)\b)\s*(.*)$/.exec(line)?.[1] ?? []);
  const rest = code.replace(/^\s*[!%].*$/gm, "");
  const quoted = `python3 -c '${rest.replaceAll("'", `'\\''`)}'`;
  return [
    ...lines.flatMap((line) => judgeLine("bash", line, place, parsers)),
    // The command around the code is ours, so no rule about commands may meet it.
    ...judgeLine("bash", quoted, place, parsers).map(({ command: _command, ...found }) => found),
  ].map(({ span: _span, ...found }) => found);
}

function judgeTask(command: string | undefined, name: string | undefined, place: Place, parsers: Parsers): Act[] {
  const task = act("runs-project-task", { target: name ?? command ?? "a task" });
  if (command === undefined) return [task];
  return [task, ...judgeLine(place.platform === "win32" ? "powershell" : "bash", command, place, parsers)];
}

/** A delegate is gated like its parent. What it is told still may ask for more than that. */
function judgeSubagent(prompt: string, name: string | undefined): Act[] {
  const target = name ?? "a sub-agent";
  if (
    /bypass|dangerously|skip[- ]?(?:permission|approval|confirmation)|without (?:asking|approval|confirm\w*)|auto-?approve|yolo|never ask|do not ask|don't ask|ignore (?:previous|all|prior)/i.test(
      prompt,
    )
  ) {
    return [act("starts-unsupervised-agent", { target })];
  }
  const acts =
    /\b(?:delete|remove|drop|push|deploy|publish|send|post|merge|install|migrate|upload|pay|order|credential|secret|token|password|production)\b/i.test(
      prompt,
    );
  return [act(acts ? "starts-agent" : "starts-helper", { target })];
}

/** Text that a person may paste into a terminal without looking again. */
function judgeClipboard(content: string, place: Place, parsers: Parsers): Act[] {
  if (secretInText(content)) return [act("contains-secret", { target: "the clipboard" })];
  const lines = content.length < 2000 ? judgeLine("bash", content, place, parsers) : [];
  return lines.some((found) => found.grade === "deny" && found.rule !== "cannot-be-judged")
    ? [act("hidden-command", { target: "the clipboard" })]
    : [act("edits-in-editor")];
}

/** An image is fetched as soon as it is shown, with whatever its address carries. */
function judgeMarkdown(content: string): Act[] {
  const acts: Act[] = [act("prints")];
  for (const found of content.matchAll(
    /!\[[^\]]*\]\(\s*<?([^)>\s]+)|!\[[^\]]*\]\s*\[([^\]]*)\]|<(?:img|iframe|video|audio|source|link|script|object|embed)\b[^>]*(?:src|href|data)\s*=\s*["']?([^"'\s>]+)|^\s*\[[^\]]+\]:\s*(\S+)/gim,
  )) {
    const address = found[1] ?? found[3] ?? found[4];
    if (address === undefined || !/^(?:https?:)?\/\//i.test(address) || isLoopback(address)) continue;
    const hosts = [hostOf(address)];
    acts.push(act(secretInText(address) ? "sends-secret" : "sends-outward", { target: address, hosts }));
  }
  if (/\]\(\s*<?(?:command|vscode|javascript|data|file):/i.test(content))
    acts.push(act("opens-program", { target: "a link that runs something" }));
  return acts;
}
