/** "$(name)" in the label of a list would be drawn as an icon. */
export function withoutIcons(text: string): string {
  return text.replaceAll("$(", "$\u200b(");
}
