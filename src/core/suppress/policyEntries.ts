/** Suppressions in a folder's `.countersign.yaml`, for files without comments: `review.ignore`, a list. */
import type { SourceText } from "../model/span.ts";
import { at, itemsOf, member, textOf, type ValueNode } from "../parse/value.ts";
import { parseYaml } from "../parse/yaml.ts";
import { removalOf } from "../policy/fixes.ts";
import type { Suppression } from "./suppression.ts";

const policyFile = /(?:^|\/)\.countersign\.yaml$/;

export function policySuppressions(source: SourceText): Suppression[] {
  if (!policyFile.test(source.path)) return [];
  const { value, problems } = parseYaml(source.text);
  // Half of a file may say the opposite of the whole.
  if (problems.length > 0) return [];
  const folder = source.path.slice(0, source.path.lastIndexOf("/") + 1);
  const list = at(value, "review", "ignore");
  return itemsOf(list).map((item) => ({
    ...readEntry(item.value),
    removal: list ? removalOf(list, item) : [],
    about: { kind: "path", folder, pattern: textOf(at(item.value, "path")) },
  }));
}

function readEntry(entry: ValueNode): Pick<Suppression, "rules" | "until" | "reason" | "span"> {
  const rule = at(entry, "rule");
  const until = at(entry, "until");
  const reason = textOf(at(entry, "reason"))?.trim();
  const id = textOf(rule);
  return {
    rules: rule && id !== undefined ? [{ id, span: rule.span }] : [],
    ...(until && { until: { text: textOf(until) ?? "", span: until.span } }),
    ...(reason && { reason }),
    span: member(entry, "rule")?.keySpan ?? entry.span,
  };
}
