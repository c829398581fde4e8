/** Entries of ours in the lists of a JSON settings file: the way into most agents that have hooks. */
import { type Inserted, insertIntoArrays, removeFromArray } from "../core/parse/insertJsonc.ts";
import { parseJsonc } from "../core/parse/jsonc.ts";
import { at, itemsOf, plain, type ValueNode } from "../core/parse/value.ts";
import type { HookInstall } from "./hookInstall.ts";

interface Entry {
  /** Keys that lead to the list. */
  readonly path: readonly string[];
  readonly value: unknown;
}

export interface JsonEntries {
  entries(launcher: string, windows: boolean): readonly Entry[];
  /** Whether an element of one of the lists is an entry of ours, of any version. */
  isOurs(element: ValueNode): boolean;
  /** What a file that does not exist yet must hold besides the entries. */
  readonly start?: string;
  /** Why the entries cannot be put into this file; undefined: they can. */
  refusal?(root: ValueNode | undefined): string | undefined;
  /** What in the file keeps the agent from calling hooks. */
  faultOf?(root: ValueNode | undefined): string | undefined;
}

/** Puts entries in front of their lists, and takes exactly them out again. */
export function jsonEntries(spec: JsonEntries): Pick<HookInstall, "add" | "remove" | "state" | "faultOf"> {
  const pathsOf = () => spec.entries("/.countersign/bin/hook", false).map(({ path }) => path);
  return {
    add(text, launcher, windows) {
      const refusal = spec.refusal?.(parseJsonc(text).value);
      if (refusal !== undefined) return { value: undefined, problems: [{ message: refusal }] };
      const { value, problems } = insertIntoArrays(started(text, spec).text, spec.entries(launcher, windows));
      const splices = value && [...started(text, spec).splices, ...value.splices];
      return { value: value && splices && { text: value.text, splices }, problems };
    },
    remove: (text) => pathsOf().reduce((rest, path) => removeFromArray(rest, path, spec.isOurs), text),
    state(text, launcher, windows) {
      if (isBlank(text)) return "absent";
      const { value: root, problems } = parseJsonc(text);
      if (!root || problems.length > 0) return "unreadable";
      const elements = (path: readonly string[]) => itemsOf(at(root, ...path)).map(({ value }) => value);
      if (!pathsOf().flatMap(elements).some(spec.isOurs)) return "absent";
      const whole = spec
        .entries(launcher, windows)
        .every(({ path, value }) => elements(path).some((found) => canonical(plain(found)) === canonical(value)));
      if (!whole) return "altered";
      return spec.faultOf?.(root) === undefined ? "present" : "switched-off";
    },
    faultOf: (text) => (isBlank(text) ? undefined : spec.faultOf?.(parseJsonc(text).value)),
  };
}

function started(text: string, { start }: JsonEntries): Inserted {
  if (start === undefined || !isBlank(text)) return { text, splices: [] };
  return { text: start, splices: [{ offset: 0, removed: text, inserted: start }] };
}

function isBlank(text: string): boolean {
  return text.replace("\uFEFF", "").trim() === "";
}

/** Keys sorted, so that a formatter's order does not count. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
