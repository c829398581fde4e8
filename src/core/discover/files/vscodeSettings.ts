import { parseJsonc } from "../../parse/jsonc.ts";
import { at, itemsOf, member, membersOf, plain, textOf, type ValueNode } from "../../parse/value.ts";
import type { SettingFact } from "../facts.ts";
import type { Format } from "../format.ts";

/** Families of settings that decide what agents may do (VS Code 1.139, see agents-a 3.4), and programs it runs. */
const relevant =
  /^(?:chat|mcp|github\.copilot|task\.allowAutomaticTasks|security\.workspace\.trust|terminal\.integrated\.automationProfile|countersign)(?:\.|$)|^git\.path$|\.executable(?:Path)?$/;

/** Workspace settings of VS Code, and the settings part of a multi-root workspace file. */
export const vscodeSettings: Format = {
  id: "vscode-settings",
  isCandidate: (path) => /(?:^|\/)\.vscode\/settings\.json$|\.code-workspace$/.test(path),
  inspect(source) {
    const { value, problems } = parseJsonc(source.text);
    const settings = source.path.endsWith(".code-workspace") ? at(value, "settings") : value;
    const facts = membersOf(settings)
      .filter(({ key }) => relevant.test(key))
      .map((found): SettingFact => {
        return { key: found.key, value: plain(found.value), keySpan: found.keySpan, valueSpan: found.value.span };
      });
    return { settings: facts, problems };
  },
};

/** Tasks of VS Code: only those that start by themselves are told. */
export const vscodeTasks: Format = {
  id: "vscode-tasks",
  isCandidate: (path) => /(?:^|\/)\.vscode\/tasks\.json$/.test(path),
  inspect(source) {
    const { value, problems } = parseJsonc(source.text);
    return { settings: itemsOf(at(value, "tasks")).flatMap((item) => folderOpenTask(item.value)), problems };
  },
};

function folderOpenTask(task: ValueNode): SettingFact[] {
  const runOn = member(at(task, "runOptions"), "runOn");
  if (!runOn || textOf(runOn.value) !== "folderOpen") return [];
  const label = textOf(at(task, "label")) ?? textOf(at(task, "taskName")) ?? "unnamed";
  return [{ key: "tasks.runOptions.runOn", value: label, keySpan: runOn.keySpan, valueSpan: runOn.value.span }];
}
