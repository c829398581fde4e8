/** The file of a skill or command of Claude Code, as far as it decides what is asked. Tried with 2.1.329 on 2026-11-26. */
import { grantList } from "../../core/discover/agents/agentFile.ts";
import type { Provenance, SkillAllowance } from "../../core/model/permission.ts";
import { SourceText, type Span } from "../../core/model/span.ts";
import { parseFrontmatter } from "../../core/parse/frontmatter.ts";
import { at, member, membersOf, type ValueNode } from "../../core/parse/value.ts";
import type { LoadedConfig, PermissionInput, Place } from "../../core/permissions/input.ts";
import { resolveFrom } from "../../core/permissions/paths.ts";
import { isTrue, type OwnHooks } from "./settings.ts";

/** One entry of a list of tools, as written. */
export interface Listed {
  readonly text: string;
  readonly source: Provenance;
}

/** Skills and commands of the workspace that allow tools while they are in use. */
export function skillAllowances(documents: PermissionInput["documents"], place: Place): SkillAllowance[] {
  return documents.flatMap(({ source, definitions }) => {
    const name = /(?:^|\/)\.claude\/(?:skills\/([^/]+)\/SKILL|commands\/(?:.*\/)?([^/]+))\.md$/.exec(source.path);
    if (!name) return [];
    return definitions.flatMap((definition): SkillAllowance[] => {
      const tools = definition.kind === "agent" ? (definition.tools ?? []) : [];
      const [first] = tools;
      if (!first) return [];
      const words = tools.map(({ text }) => text);
      const path = resolveFrom(place.workspace ?? place.home, source.path, place);
      const at = { span: first.span, line: source.positionAt(first.span.start).line };
      return [
        {
          name: name[1] ?? name[2] ?? "",
          source: { layer: "agent-file", path, ...at, text: `allowed-tools: ${words.join(", ")}` },
          tools: words,
        },
      ];
    });
  });
}

export interface SkillFile {
  readonly allowed: readonly Listed[];
  readonly disallowed: readonly Listed[];
  /** They hold on in the turns after it. */
  readonly hooks: OwnHooks | undefined;
  /** `disable-model-invocation` */
  readonly byPersonOnly: boolean;
  /** `user-invocable`: what a person who types its name gets was not observed. */
  readonly byModelOnly: Provenance | undefined;
  /** Why it cannot be said what the file does. */
  readonly unsure: Provenance | undefined;
}

/** Keys that were tried. Any other makes the answer unknown. */
const tried: ReadonlySet<string> = new Set([
  ...["name", "description", "allowed-tools", "disallowed-tools", "disable-model-invocation", "user-invocable"],
  ...["model", "effort", "shell", "version", "author", "license", "compatibility", "metadata"],
  ...["argument-hint", "when_to_use", "hooks"],
]);

const switches: ReadonlySet<string> = new Set(["disable-model-invocation", "user-invocable"]);

function isSwitch(value: ValueNode): boolean {
  return value.kind === "scalar" && typeof value.value === "boolean";
}

export function readSkillFile({ path, text, error }: LoadedConfig): SkillFile {
  const source = new SourceText(path, text ?? "");
  const { value: front, problems } = parseFrontmatter(source.text);
  const root = front?.value;
  const from = (span: Span, words: string): Provenance => ({
    layer: "agent-file",
    path,
    span,
    line: source.positionAt(span.start).line,
    text: words,
  });
  const list = (key: string): Listed[] =>
    (grantList(member(root, key)?.value, source, true) ?? []).map((entry) => ({
      text: entry.text,
      source: from(entry.span, `${key}: ${entry.text}`),
    }));
  const strange = membersOf(root).find(({ key, value }) => !tried.has(key) || (switches.has(key) && !isSwitch(value)));
  const typed = member(root, "user-invocable");
  // Commands in the text run as it is loaded, and what is not allowed keeps it from that.
  const runs = front ? /!`/.exec(source.slice(front.body)) : undefined;
  const inText = front && runs ? front.body.start + runs.index : 0;
  const whereHooks = (text: string) => from(member(root, "hooks")?.keySpan ?? { start: 0, end: 0 }, text);
  const broken = error !== undefined || problems.length > 0;
  return {
    allowed: list("allowed-tools"),
    disallowed: list("disallowed-tools"),
    hooks: membersOf(at(root, "hooks")).length > 0 ? { root, where: whereHooks } : undefined,
    byPersonOnly: isTrue(at(root, "disable-model-invocation")),
    byModelOnly: typed && !isTrue(typed.value) ? from(typed.keySpan, "user-invocable: false") : undefined,
    unsure: broken
      ? from({ start: 0, end: 0 }, "the frontmatter cannot be read as it is")
      : runs
        ? from({ start: inText, end: inText + 2 }, "a command in its text: what it decides was not observed")
        : strange && from(strange.keySpan, `${strange.key}: what it decides was not observed`),
  };
}
