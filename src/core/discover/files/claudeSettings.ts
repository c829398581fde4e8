import { parseJsonc } from "../../parse/jsonc.ts";
import { at, itemsOf, membersOf, plain, textOf, type ValueNode } from "../../parse/value.ts";
import type { PermissionRuleFact, SettingFact } from "../facts.ts";
import type { Format } from "../format.ts";

const lists = ["allow", "ask", "deny"] as const;

/** Settings files of Claude Code: who may do what, and what runs by itself. */
export const claudeSettings: Format = {
  id: "claude-settings",
  isCandidate: (path) => /(?:^|\/)\.claude\/(?:settings|settings\.local|managed-settings)\.json$/.test(path),
  inspect(source) {
    const { value, problems } = parseJsonc(source.text);
    return {
      permissionRules: lists.flatMap((list) => readList(value, list)),
      settings: flatten(value, "", 0),
      problems,
    };
  },
};

function readList(root: ValueNode | undefined, list: (typeof lists)[number]): PermissionRuleFact[] {
  return itemsOf(at(root, "permissions", list)).flatMap(({ value, removalSpan }): PermissionRuleFact[] => {
    const text = textOf(value);
    return text === undefined ? [] : [{ list, text, span: value.span, removalSpan }];
  });
}

/** Objects are opened this deep; below it and for arrays the value is kept whole. */
const maxFlattenDepth = 4;

/** Settings by dotted key. The permission lists have their own facts. */
export function flatten(node: ValueNode | undefined, prefix: string, depth: number): SettingFact[] {
  return membersOf(node).flatMap(({ key, keySpan, value }): SettingFact[] => {
    const path = prefix ? `${prefix}.${key}` : key;
    if (/^permissions\.(?:allow|ask|deny)$/.test(path)) return [];
    if (value.kind === "object" && value.members.length > 0 && depth < maxFlattenDepth)
      return flatten(value, path, depth + 1);
    return [{ key: path, value: plain(value), keySpan, valueSpan: value.span }];
  });
}
