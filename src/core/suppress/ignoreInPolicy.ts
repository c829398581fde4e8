/** Writes a suppression into a folder's `.countersign.yaml`, for files without comments. */
import { SourceText } from "../model/span.ts";
import { withItem } from "../parse/insertYaml.ts";
import { policySuppressions } from "./policyEntries.ts";

export interface Ignored {
  readonly rule: string;
  /** Relative to the folder of the policy, with slashes. */
  readonly path: string;
  readonly reason: string;
}

/**
 * @param text the policy as it is; "" where there is none
 * @returns the policy with the suppression at the end of `review.ignore`; undefined where it could not be written so
 * that it is read back as meant
 */
export function ignoreInPolicy(text: string, { rule, path: file, reason }: Ignored): string | undefined {
  // Signs of a pattern stand for any one character.
  const path = file.replace(/[*?[\]{}!]/g, "?");
  const start = text.trim() === "" ? "version: 1\n" : text;
  const after = withItem(start, ["review", "ignore"], { rule, path, reason });
  if (after === undefined) return undefined;
  const [before, now] = [start, after].map((some) => policySuppressions(new SourceText(".countersign.yaml", some)));
  const last = now?.at(-1);
  const isMeant =
    now?.length === (before?.length ?? 0) + 1 &&
    last?.rules[0]?.id === rule &&
    last.reason === reason &&
    last.about.kind === "path" &&
    last.about.pattern === path;
  return isMeant ? after : undefined;
}
