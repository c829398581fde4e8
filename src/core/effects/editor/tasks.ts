/** Tasks and debug sessions that an agent starts through the editor: followed to what they run. */

import { parseJsonc } from "../../parse/jsonc.ts";
import type { Parsers } from "../../parse/parsers.ts";
import { at, itemsOf, membersOf, textOf, type ValueNode } from "../../parse/value.ts";
import { type Act, act } from "../act.ts";
import type { Place } from "../place.ts";
import { type FoundFile, lookAt } from "../scripts.ts";
import { judgeLine } from "../shell/line.ts";
import { editorTaskCommands } from "../taskFiles.ts";

const withoutSpan = ({ span: _span, ...found }: Act): Act => found;

export function judgeTask(
  command: string | undefined,
  name: string | undefined,
  place: Place,
  parsers: Parsers,
): Act[] {
  const file =
    command === undefined && name !== undefined ? lookAt(place, ".vscode/tasks.json", place.workspace) : undefined;
  const declared = file && name !== undefined ? editorTaskCommands(file.text, name, systemOf(place)) : [];
  const content = file && declared.length > 0 ? noteOf(file) : undefined;
  const task = act("runs-project-task", { target: name ?? command ?? "a task", content });
  const lines = command === undefined ? declared : [command];
  const found = lines.flatMap((line) => judgeLine(shellOf(place), line, place, parsers));
  // Spans point into the action's own text; what came from a file has no place there.
  return [task, ...(command === undefined ? found.map(withoutSpan) : found)];
}

/** The configuration as it is given, or as `.vscode/launch.json` declares it under that name. */
export function judgeDebug(
  name: string | undefined,
  content: string | undefined,
  place: Place,
  parsers: Parsers,
): Act[] {
  const target = name ?? "a debug session";
  const given = content === undefined ? undefined : parseJsonc(content).value;
  const file =
    given === undefined && name !== undefined ? lookAt(place, ".vscode/launch.json", place.workspace) : undefined;
  const nodes = given ? [given] : file ? declaredIn(file, target) : [];
  const session = act("runs-project-task", { target, content: file && nodes.length > 0 ? noteOf(file) : undefined });
  return [session, ...nodes.flatMap((node) => judgeConfiguration(node, place, parsers))];
}

/** The named configuration; a compound stands for all of its own. */
function declaredIn(file: FoundFile, name: string): ValueNode[] {
  const root = parseJsonc(file.text).value;
  const named = (list: string, wanted: string) =>
    itemsOf(at(root, list))
      .map(({ value }) => value)
      .filter((node) => textOf(at(node, "name")) === wanted);
  const compounds = named("compounds", name).flatMap((node) =>
    itemsOf(at(node, "configurations")).flatMap(({ value }) => textOf(value) ?? []),
  );
  return [name, ...compounds].flatMap((wanted) => named("configurations", wanted)).concat(named("compounds", name));
}

function judgeConfiguration(node: ValueNode, place: Place, parsers: Parsers): Act[] {
  const own = at(node, systemOf(place));
  const text = (key: string) => textOf(at(own, key)) ?? textOf(at(node, key));
  const list = (key: string) => itemsOf(at(own, key) ?? at(node, key)).flatMap(({ value }) => textOf(value) ?? []);
  const runtime = text("runtimeExecutable") ?? text("python") ?? text("pythonPath") ?? text("miDebuggerPath");
  const line = [runtime, ...list("runtimeArgs"), text("program"), ...list("args")].filter(Boolean).join(" ");
  const lines = [
    runtime === undefined ? "" : line,
    text("command") ?? "",
    ...environmentOf(at(own, "env") ?? at(node, "env")),
  ]
    .map((part) => part.replace(/\$\{workspaceFolder\}/g, () => place.workspace ?? "."))
    .filter((part) => part !== "");
  const tasks = ["preLaunchTask", "postDebugTask"].flatMap((key) => text(key) ?? []);
  return [
    ...lines.flatMap((part) => judgeLine(shellOf(place), part, place, parsers)),
    ...tasks.flatMap((task) => judgeTask(undefined, task, place, parsers)),
  ].map(withoutSpan);
}

/** Variables in front of the program, so that those which make it load something count. */
function environmentOf(node: ValueNode | undefined): string[] {
  const pairs = membersOf(node).flatMap(({ key, value }) =>
    /^\w+$/.test(key) ? [`${key}='${(textOf(value) ?? "").replaceAll("'", "")}'`] : [],
  );
  return pairs.length === 0 ? [] : [`${pairs.join(" ")} true`];
}

function noteOf(file: FoundFile): { path: string; sha256: string } {
  return { path: file.path, sha256: file.sha256 };
}

function systemOf(place: Place): "windows" | "osx" | "linux" {
  return place.platform === "win32" ? "windows" : place.platform === "darwin" ? "osx" : "linux";
}

function shellOf(place: Place): "powershell" | "bash" {
  return place.platform === "win32" ? "powershell" : "bash";
}
