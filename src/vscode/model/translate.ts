/** `vscode.l10n.t` as a parameter, so that wording can be tested without an editor. */
export type Translate = (message: string, ...args: (string | number | boolean)[]) => string;
