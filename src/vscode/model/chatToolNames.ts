/** Ids of the manifest's language-model tools; a chat calls them by these names. */
export const chatToolNames = ["countersign_decide", "countersign_permissions"] as const;
