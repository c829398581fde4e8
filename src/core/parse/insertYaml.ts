/** Changes of a YAML text that keep its comments and the order of its keys. */
import { isSeq, parseDocument } from "yaml";

/**
 * Adds an item at the end of a list, which is made where there is none.
 * @param path keys from the top of the document
 * @returns the whole text; undefined where the text is no YAML, or something else stands where the list should be
 */
export function withItem(
  text: string,
  path: readonly string[],
  item: Readonly<Record<string, string>>,
): string | undefined {
  const document = parseDocument(text, { logLevel: "error" });
  if (document.errors.length > 0) return undefined;
  try {
    const list = document.getIn(path);
    if (isSeq(list)) document.addIn(path, document.createNode(item));
    else if (list === undefined) document.setIn(path, document.createNode([item]));
    else return undefined;
    return document.toString({ lineWidth: 0 });
  } catch {
    // On the way to the list stands a text or a list, which the package says by throwing.
    return undefined;
  }
}
