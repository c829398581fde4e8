/** `vscode.l10n.t` as a parameter, so that wording can be tested without an editor. */
export type Translate = (message: string, ...args: (string | number | boolean)[]) => string;

/** For the command line: the English texts as they are. */
export const inEnglish: Translate = (message, ...args) =>
  message.replaceAll(/\{(\d+)\}/g, (mark, index: string) => String(args[Number(index)] ?? mark));
