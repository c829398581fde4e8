/**
 * The command that selected text stands for: without the prompt of a terminal, the bullet of a list, or the marks of
 * Markdown around it. Several lines stay several, as a shell would be given them.
 */
export function commandOf(selected: string): string {
  const lines = selected.replaceAll("\r\n", "\n").split("\n");
  const fenced = lines.filter((line) => !/^\s*(`{3,}|~{3,})/.test(line));
  return fenced.map(bare).join("\n").trim();
}

function bare(line: string): string {
  const item = line.replace(/^\s*(?:[-*+]|\d+[.)])\s+(?=\S)/, "");
  const quoted = /^\s*`+([^`]+)`+\s*$/.exec(item)?.[1] ?? item;
  // A prompt: "$ ", "user@host:~$ ", "PS C:\>". A lone "#" may begin a comment, so it stays.
  return quoted.replace(/^\s*(?:[\w.-]+@[\w.-]+:[^\s$#]*\s?[$#]|PS [^>]*>|[$❯➜])\s+/, "").trimEnd();
}
