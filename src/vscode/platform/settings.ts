import { type Disposable, workspace } from "vscode";
import { type SettingValues, settingDefaults, settingsSection } from "../ids.ts";

type Key = keyof SettingValues;

/** Reads Countersign's settings. Only the user's value counts: a workspace cannot turn anything off. */
export interface Settings {
  get<K extends Key>(key: K): SettingValues[K];
  onChange(key: Key, listener: () => void): Disposable;
}

export const settings: Settings = {
  get(key) {
    // INVARIANT: never `get`, which would honour a workspace value should the scope in the manifest ever be lost.
    const found = workspace.getConfiguration(settingsSection).inspect<SettingValues[typeof key]>(key);
    const value = found?.globalValue ?? found?.defaultValue;
    return typeof value === typeof settingDefaults[key] ? (value as SettingValues[typeof key]) : settingDefaults[key];
  },
  onChange(key, listener) {
    return workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${settingsSection}.${key}`)) listener();
    });
  },
};
