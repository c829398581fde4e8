/** The file of a skill or command of Claude Code, as far as it decides what is asked. Tried with 2.1.329 on 2026-11-26. */
import { grantList } from "../../core/discover/agentFile.ts";
import type { Provenance } from "../../core/model/permission.ts";
import { SourceText, type Span } from "../../core/model/span.ts";
import { parseFrontmatter } from "../../core/parse/frontmatter.ts";
import { at, member, membersOf } from "../../core/parse/value.ts";
import type { LoadedConfig } from "../../core/permissions/input.ts";
import { isTrue } from "./settings.ts";

/** One entry of a list of tools, as written. */
export interface Listed {
  readonly text: string;
  readonly source: Provenance;
}

export interface SkillFile {
  readonly allowed: readonly Listed[];
  readonly disallowed: readonly Listed[];
  /** `disable-model-invocation` */
  readonly byPersonOnly: boolean;
  /** Why it cannot be said what the file does. */
  readonly unsure: Provenance | undefined;
}

/** Keys that were tried. Any other makes the answer unknown. */
const tried: ReadonlySet<string> = new Set([
  ...["name", "description", "allowed-tools", "disallowed-tools", "disable-model-invocation", "user-invocable"],
  ...["model", "effort", "shell", "version", "author"],
]);

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
  const strange = membersOf(root).find(({ key }) => !tried.has(key));
  const broken = error !== undefined || problems.length > 0;
  return {
    allowed: list("allowed-tools"),
    disallowed: list("disallowed-tools"),
    byPersonOnly: isTrue(at(root, "disable-model-invocation")),
    unsure: broken
      ? from({ start: 0, end: 0 }, "the frontmatter cannot be read as it is")
      : strange && from(strange.keySpan, `${strange.key}: what it decides was not observed`),
  };
}
