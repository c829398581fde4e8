/**
 * One normalised thing an agent wants to do. This is the wire form of `countersign decide` (JSON, snake case),
 * and what every agent adapter turns its hook payload into.
 */
export type Shell = "bash" | "zsh" | "sh" | "powershell" | "cmd";
export type Platform = "linux" | "darwin" | "win32";

/**
 * How an edit finds its place, where it is not the one place of `old_text`. Not part of the command line's input.
 * - every: at each place of `old_text`
 * - hunks: at the places of a patch, one after the other
 * - line: as new lines after so many lines
 * - cell: in one cell of a notebook
 * - merge: somewhere; another model works it in, so the result is not known beforehand
 */
export type EditHow =
  | { readonly by: "every" }
  | { readonly by: "hunks"; readonly hunks: readonly PatchHunk[] }
  | { readonly by: "line"; readonly after: number }
  | {
      readonly by: "cell";
      readonly mode: "replace" | "insert" | "delete";
      readonly cell?: string;
      readonly type?: "code" | "markdown";
    }
  | { readonly by: "merge" };

/** One place of a patch: lines to go to first, then its lines with their signs (" ", "-", "+"). */
export interface PatchHunk {
  readonly anchors: readonly string[];
  readonly lines: readonly string[];
  /** It says that its lines are the last of the file. */
  readonly atEnd?: true;
}

/** One part of a tool's definition, before and now. Undefined: it had, or has, no such part. */
export interface ToolChange {
  readonly part: string;
  readonly before?: string;
  readonly after?: string;
}

interface ActionBase {
  readonly id?: string;
  readonly agent?: string;
  readonly cwd?: string;
  readonly workspace?: string;
  readonly home?: string;
  readonly platform?: Platform;
}

export type Action = ActionBase &
  (
    | { readonly kind: "command"; readonly shell: Shell; readonly command: string }
    | { readonly kind: "file_write"; readonly path: string; readonly content: string }
    | {
        readonly kind: "file_edit";
        readonly path: string;
        readonly new_text: string;
        readonly old_text?: string;
        readonly how?: EditHow;
      }
    | { readonly kind: "file_delete"; readonly path: string }
    | { readonly kind: "file_read"; readonly path: string }
    | { readonly kind: "dir_create"; readonly path: string }
    | { readonly kind: "file_rename"; readonly path: string; readonly to: string }
    | { readonly kind: "symlink"; readonly path: string; readonly target: string }
    | { readonly kind: "url_fetch"; readonly url: string }
    | {
        readonly kind: "mcp_call";
        readonly server: string;
        readonly tool: string;
        readonly args?: unknown;
        readonly annotations?: Readonly<Record<string, unknown>>;
        /** What the server says of the tool in other words than when it was last let go ahead. */
        readonly changes?: readonly ToolChange[];
      }
    | { readonly kind: "terminal_input"; readonly content?: string; readonly command?: string; readonly text?: string }
    | { readonly kind: "notebook_run"; readonly content?: string; readonly code?: string; readonly path?: string }
    | { readonly kind: "task_run"; readonly command?: string; readonly name?: string; readonly content?: string }
    | { readonly kind: "debug_start"; readonly name?: string; readonly content?: string }
    | { readonly kind: "subagent_start"; readonly prompt?: string; readonly name?: string; readonly content?: string }
    | { readonly kind: "clipboard_write"; readonly content?: string }
    | { readonly kind: "markdown_render"; readonly content?: string }
    | { readonly kind: "workspace_search"; readonly query?: string }
    | { readonly kind: "diagnostics_read" }
    | { readonly kind: "todo_update"; readonly content?: string }
    | { readonly kind: "vscode_command"; readonly command: string; readonly args?: unknown }
    /** A tool no adapter knows: always asked, never allowed by itself. Not part of the command-line contract's input. */
    | { readonly kind: "unknown_tool"; readonly tool: string; readonly args?: unknown }
  );

export type ActionKind = Action["kind"];
