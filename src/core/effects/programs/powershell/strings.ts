/** Methods of strings, evaluated where the string is known, so that words put together are found. */
import { index, replaceText } from "../../shell/powershell/operators.ts";
import {
  collect,
  listOf,
  mapText,
  numberOf,
  plainItems,
  textOfValue,
  type Value,
} from "../../shell/powershell/values.ts";
import { hole, isKnown, marked } from "../../text.ts";

type Method = (text: Value, args: readonly Value[]) => Value;

const change =
  (apply: (text: string) => string): Method =>
  (text) =>
    mapText(text, apply);

const trimmed =
  (start: boolean, end: boolean): Method =>
  (text, args) => {
    const set = args
      .map((item) => textOfValue(item, "").value)
      .join("")
      .replace(/[\]\\^-]/g, "\\$&");
    const class_ = set === "" ? "\\s" : `[${set}]`;
    return mapText(text, (value) => {
      let [from, to] = [0, value.length];
      const test = new RegExp(`^${class_}$`);
      while (start && from < to && test.test(value[from] as string)) from++;
      while (end && to > from && test.test(value[to - 1] as string)) to--;
      return value.slice(from, to);
    });
  };

const substring: Method = (text, [from, count]) => {
  const [start, length] = [numberOf(from), numberOf(count)];
  if (start === undefined || (count && length === undefined)) return marked(hole, [text]);
  return mapText(text, (value) => value.slice(start, length === undefined ? undefined : start + length), true);
};

const methods: Readonly<Record<string, Method>> = {
  replace: (text, [from, to]) =>
    from && to && isKnown(from)
      ? replaceText(text, from.value, to.value, false)
      : { ...marked(hole, [text]), decoded: true },
  substring,
  remove: (text, [from, count]) => {
    const [start, length] = [numberOf(from), numberOf(count)];
    if (start === undefined) return marked(hole, [text]);
    return mapText(
      text,
      (value) => value.slice(0, start) + (length === undefined ? "" : value.slice(start + length)),
      true,
    );
  },
  insert: (text, [at, added]) => {
    const start = numberOf(at);
    if (start === undefined || !added || !isKnown(added)) return marked(hole, [text]);
    return mapText(text, (value) => value.slice(0, start) + added.value + value.slice(start), true);
  },
  tolower: change((text) => text.toLowerCase()),
  tolowerinvariant: change((text) => text.toLowerCase()),
  toupper: change((text) => text.toUpperCase()),
  toupperinvariant: change((text) => text.toUpperCase()),
  tostring: (text) => textOfValue(text),
  normalize: change((text) => text.normalize("NFC")),
  trim: trimmed(true, true),
  trimstart: trimmed(true, false),
  trimend: trimmed(false, true),
  tochararray: (text) => plainItems(text, [...text.value]),
  getenumerator: (text) => text,
  split: (text, [by]) => {
    const characters = textOfValue(by ?? { value: " " }, "").value;
    let value = text.value;
    for (const character of characters.slice(0, 20)) value = value.replaceAll(character, hole);
    return plainItems(text, value.split(hole));
  },
  chars: (text, [at]) => (at ? index(text, at) : marked(hole, [text])),
};

/** The result of a string's method; undefined: it is no string, or the method is not one of these. */
export function callText(owner: Value, name: string, args: readonly Value[]): Value | undefined {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method || owner.entries || owner.block) return undefined;
  if (owner.items && name !== "tostring" && name !== "getenumerator") {
    if (!owner.items.every((item) => isKnown(item))) return marked(hole, [owner, ...args]);
    return listOf(
      [collect(owner.items.slice(0, 300).map((item) => method(item, args)))].flatMap((all) => all.items ?? [all]),
    );
  }
  if (owner.type !== undefined && !/^(?:char|string|number|file:)$/.test(owner.type)) return undefined;
  return isKnown(owner) ? method(owner, args) : marked(hole, [owner, ...args]);
}
