import { type DocumentSelector, type TextDocument, Uri, workspace } from "vscode";

/** Which group of files a document is judged with, and the name the core knows it by. */
export interface DocumentPlace {
  /** Text of the workspace folder's URI; "" for documents outside every folder, judged together. */
  readonly group: string;
  /** Relative to the folder with forward slashes; the full path outside every folder. */
  readonly path: string;
}

/** The file ending of a new, unnamed document, which has nothing but its language to tell. */
const endings: Readonly<Record<string, string>> = {
  typescript: ".ts",
  typescriptreact: ".tsx",
  javascript: ".js",
  javascriptreact: ".jsx",
  python: ".py",
  csharp: ".cs",
  java: ".java",
  go: ".go",
  rust: ".rs",
  kotlin: ".kt",
};

export function placeOfFile(uri: Uri): DocumentPlace | undefined {
  const folder = workspace.getWorkspaceFolder(uri);
  if (folder) return { group: folder.uri.toString(), path: workspace.asRelativePath(uri, false) };
  return uri.scheme === "file" ? { group: "", path: uri.path } : undefined;
}

/** Undefined for documents that are no source: output, git revisions, our own read-only pages. */
export function placeOfDocument(document: TextDocument): DocumentPlace | undefined {
  if (document.uri.scheme !== "untitled") return placeOfFile(document.uri);
  const ending = endings[document.languageId] ?? "";
  const first = workspace.workspaceFolders?.[0];
  // A new document with a name already ("untitled:/work/.mcp.json") keeps it.
  const name = document.uri.path.replace(/^\/+/, "");
  const path = ending && !name.endsWith(ending) ? name + ending : name;
  return { group: first?.uri.toString() ?? "", path };
}

/** The file that `path` names for documents of a group: the way back from the core's names. */
export function uriOfPath(group: string, path: string): Uri {
  return group === "" || path.startsWith("/") ? Uri.file(path) : Uri.joinPath(Uri.parse(group), path);
}

/** Documents the review's providers are asked about; whether one is a candidate is decided by its name. */
export const reviewSelector: DocumentSelector = [
  { scheme: "file" },
  { scheme: "untitled" },
  { scheme: "vscode-vfs" },
  { scheme: "vscode-test-web" },
];
