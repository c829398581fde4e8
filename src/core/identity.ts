/** Publisher and name of this extension; package.json says the same, and a test compares them. */
export const extensionId = "countersign.countersign";
