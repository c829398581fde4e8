import type { SpannedText } from "../../model/definition.ts";
import type { SourceText } from "../../model/span.ts";
import { parseJsonc } from "../../parse/jsonc.ts";
import { at, itemsOf, membersOf, textOf, type ValueNode } from "../../parse/value.ts";
import { type Format, fileName } from "../format.ts";

/** Files that run commands: manifests, tasks, scripts and build files. Only lines that start an agent are kept. */
export const startCommands: Format = {
  id: "start-commands",
  isCandidate: (path) =>
    /^(?:package\.json|tasks\.json|devcontainer\.json|Makefile|GNUmakefile|[Jj]ustfile|Dockerfile|Procfile|Taskfile\.ya?ml|compose\.ya?ml|docker-compose\.ya?ml)$|\.(?:sh|bash|zsh|ps1|cmd|bat|mk)$|^Dockerfile\.|\.Dockerfile$/.test(
      fileName(path),
    ),
  inspect(source) {
    if (!agentProgram.test(source.text)) return {};
    const commands = source.path.endsWith(".json") ? jsonCommands(source) : lines(source);
    return { commands: commands.filter(({ text }) => agentProgram.test(text)) };
  },
};

/** Programs that are agents, as the first word of a command. */
const agentProgram =
  /\b(?:claude|codex|gemini|qwen|copilot|opencode|kilo|cursor-agent|amp|droid|goose|aider|cline|openclaw|kiro-cli|q chat)\b/;

function jsonCommands(source: SourceText): SpannedText[] {
  const { value } = parseJsonc(source.text);
  if (fileName(source.path) === "package.json")
    return membersOf(at(value, "scripts")).flatMap(({ value }) => spanned(value));
  if (fileName(source.path) === "devcontainer.json") {
    return membersOf(value)
      .filter(({ key }) => key.endsWith("Command"))
      .flatMap(({ value }) => [...spanned(value), ...membersOf(value).flatMap((one) => spanned(one.value))]);
  }
  return itemsOf(at(value, "tasks")).flatMap((task) => taskCommand(task.value));
}

/** The command of a task with its arguments, which may be a list of their own. */
function taskCommand(task: ValueNode): SpannedText[] {
  const [command] = spanned(at(task, "command"));
  if (!command) return [];
  const args = itemsOf(at(task, "args")).flatMap(({ value }) => textOf(value) ?? []);
  return [{ text: [command.text, ...args].join(" "), span: command.span }];
}

function spanned(node: ValueNode | undefined): SpannedText[] {
  const text = textOf(node);
  return node && text !== undefined ? [{ text, span: node.span }] : [];
}

/** Lines without comments; a line that goes on is read with what follows it. */
function lines({ text }: SourceText): SpannedText[] {
  const found: SpannedText[] = [];
  for (const match of text.matchAll(/(?:[^\n\\]|\\\r?\n|\\.)+/g)) {
    const line = match[0];
    const lead = line.length - line.trimStart().length;
    const trimmed = line.trim();
    if (/^(?:#|::|rem\b|echo\b|@?echo\b)/i.test(trimmed)) continue;
    const start = match.index + lead;
    found.push({ text: trimmed, span: { start, end: start + trimmed.length } });
  }
  return found;
}
