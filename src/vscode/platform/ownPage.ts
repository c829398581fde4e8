import { randomBytes } from "node:crypto";
import { Uri, type WebviewPanel } from "vscode";

/** What a page of ours is made of. It has no text of its own: all of it comes as data, and is set as text. */
export interface OwnPage {
  /** The folder of our own pages. */
  readonly media: Uri;
  /** `NAME.css` and `NAME.js` there, beside the sheet that all share. */
  readonly name: string;
  /** Markup of the body, ours and constant. */
  readonly body: string;
}

/** A tab has no color of its own for an icon: it takes one for dark themes, and one for light ones. */
export function tabIcon(media: Uri): { readonly light: Uri; readonly dark: Uri } {
  return { light: Uri.joinPath(media, "tab-light.svg"), dark: Uri.joinPath(media, "activity-bar.svg") };
}

/** INVARIANT: nothing but our own sheets and our own script is loaded, whatever the data is. */
export function ownPage({ webview }: WebviewPanel, { media, name, body }: OwnPage): string {
  const source = (file: string) => webview.asWebviewUri(Uri.joinPath(media, file)).toString();
  const nonce = randomBytes(16).toString("hex");
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${source("shared.css")}">
<link rel="stylesheet" href="${source(`${name}.css`)}">
<title>Countersign</title>
</head>
<body>
${body}
<script nonce="${nonce}" src="${source(`${name}.js`)}"></script>
</body>
</html>`;
}
