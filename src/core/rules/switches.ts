import type { DocumentFacts, SettingFact } from "../discover/facts.ts";
import type { Fix } from "../model/finding.ts";
import { replacement } from "./support.ts";

/** A setting of one agent, and the value by which it loosens something. */
export interface Switch {
  /** Part of the path of the files that hold it. */
  readonly file: RegExp;
  readonly key: RegExp;
  readonly isOff: string | boolean | ((value: unknown) => boolean);
  /** Text of a value that takes the danger away, as the file's format writes it. */
  readonly safeValue?: string;
}

/** The settings of a document that are one of these switches in its loose position, as a rule reports them. */
export function* switchedOff({ settings, source }: DocumentFacts, switches: readonly Switch[]) {
  for (const setting of settings) {
    const row = switches.find((one) => isSwitch(one, source.path, setting));
    if (row) yield { data: { key: setting.key }, span: setting.keySpan, fixes: switchFix(row, setting) };
  }
}

function isSwitch({ file, key, isOff }: Switch, path: string, setting: SettingFact): boolean {
  if (!file.test(path) || !key.test(setting.key)) return false;
  return typeof isOff === "function" ? isOff(setting.value) : setting.value === isOff;
}

function switchFix({ safeValue }: Switch, { valueSpan }: SettingFact): Fix[] {
  return safeValue === undefined ? [] : [replacement(`Set it to ${safeValue}`, "unsafe", valueSpan, safeValue)];
}
