/** Escapes text from outside for use inside our own Markdown pages: no link, image, HTML or formatting survives. */
export function markdownText(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!<>|~&:@]/g, (sign) =>
    sign === "<" ? "&lt;" : sign === "&" ? "&amp;" : `\\${sign}`,
  );
}
