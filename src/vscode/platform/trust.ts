import { type Disposable, workspace } from "vscode";

/** In Restricted Mode Countersign reviews and shows; it installs nothing and starts nothing for the workspace. */
export function isTrusted(): boolean {
  return workspace.isTrusted;
}

export function onTrusted(listener: () => void): Disposable {
  return workspace.onDidGrantWorkspaceTrust(listener);
}
