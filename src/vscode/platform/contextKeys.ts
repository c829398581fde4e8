import { commands } from "vscode";
import type { ContextKeyValues } from "../ids.ts";

export interface ContextKeys {
  set<K extends keyof ContextKeyValues>(key: K, value: ContextKeyValues[K]): void;
}

/** Writes context keys only when they change. */
export function createContextKeys(): ContextKeys {
  const last = new Map<string, unknown>();
  return {
    set(key, value) {
      if (last.get(key) === value) return;
      last.set(key, value);
      void commands.executeCommand("setContext", key, value);
    },
  };
}
