import type { Effect } from "../../core/model/effect.ts";

/** A product icon for each effect: the words beside it say the same. */
export const effectIcons: Readonly<Record<Effect, string>> = {
  "read-files": "eye",
  "write-files": "edit",
  "delete-files": "trash",
  "run-code": "terminal",
  "fetch-network": "cloud-download",
  "send-outward": "megaphone",
  "read-secrets": "key",
  "change-access": "lock",
  "read-data": "database",
  "write-data": "database",
  "destroy-data": "trash",
  "change-infra": "server-environment",
  "rewrite-history": "git-commit",
  "install-package": "package",
  "kill-process": "debug-stop",
  "gain-privilege": "shield",
  persist: "watch",
  "spend-money": "credit-card",
  delegate: "organization",
  "read-untrusted": "inbox",
  obfuscated: "question",
};
