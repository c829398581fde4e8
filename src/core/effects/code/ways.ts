import { type Call, type Code, type CodeFile, type FunctionCode, parts } from "../../parse/code/code.ts";
import { writtenName } from "../../parse/code/resolve.ts";
import { isSurroundings } from "./preparation.ts";

/**
 * The ways from a handler to the helpers that it runs, and which of them nothing of its input goes along: a browser is
 * brought up, a login is renewed, a configuration is read. What lies behind such a way is the same whatever the model
 * wrote.
 */
export class Ways {
  readonly #from = new Map<FunctionCode, Way[]>();

  readonly #numbers = new Map<FunctionCode, number>();
  readonly #doors = new Map<string, Behind>();

  /** @param given as `handedTo` tells it */
  note(from: FunctionCode, to: FunctionCode, given: string | undefined): void {
    const door = given === undefined ? undefined : this.#door(to, given);
    const ways = this.#from.get(from);
    if (!ways) this.#from.set(from, [{ to, door }]);
    else if (!ways.some((way) => way.to === to && way.door === door)) ways.push({ to, door });
  }

  #door(helper: FunctionCode, given: string): string {
    const number = this.#numbers.get(helper) ?? this.#numbers.size;
    this.#numbers.set(helper, number);
    const door = `${number}(${given})`;
    this.#doors.set(door, { helper, given });
    return door;
  }

  /**
   * The code parted by its doors: the handler's own room, and one behind each door. None where all that is looked for
   * is in the first.
   */
  rooms(handler: FunctionCode, wanted: ReadonlySet<FunctionCode>): readonly Room[] {
    const first = this.#room("", handler);
    if ([...wanted].every((code) => first.inside.has(code))) return [];
    const rooms = new Map([["", first]]);
    for (const room of rooms.values())
      for (const door of room.doors) {
        const behind = this.#doors.get(door);
        if (behind && !rooms.has(door)) rooms.set(door, { ...this.#room(door, behind.helper), behind });
      }
    return [...rooms.values()].map((room) => ({
      ...room,
      inside: new Set([...room.inside].filter((code) => wanted.has(code))),
    }));
  }

  #room(door: string, entry: FunctionCode): Room {
    const inside = new Set([entry]);
    const doors = new Set<string>();
    for (const code of inside)
      for (const way of this.#from.get(code) ?? [])
        if (way.door === undefined) inside.add(way.to);
        else doors.add(way.door);
    return { door, inside, doors };
  }
}

interface Way {
  readonly to: FunctionCode;
  readonly door: string | undefined;
}

/** A helper with what it is handed, written out. */
interface Behind {
  readonly helper: FunctionCode;
  readonly given: string;
}

/** Functions that are reached without going through a further door. */
export interface Room {
  /** The door to it; empty for that of the handler. */
  readonly door: string;
  readonly behind?: Behind;
  readonly inside: ReadonlySet<FunctionCode>;
  /** The doors out of it. */
  readonly doors: ReadonlySet<string>;
}

/** What is reached from the first room without going through a door that is shut. */
export function reachedIn<T>(
  rooms: readonly { readonly door: string; readonly inside: Iterable<T>; readonly doors: Iterable<string> }[],
  isShut: (door: string) => boolean,
): ReadonlySet<T> {
  const byDoor = new Map(rooms.map((room) => [room.door, room]));
  const open = new Set([""]);
  const reached = new Set<T>();
  for (const door of open) {
    const room = byDoor.get(door);
    for (const one of room?.inside ?? []) reached.add(one);
    for (const next of room?.doors ?? []) if (!isShut(next)) open.add(next);
  }
  return reached;
}

/** Longer texts are what the tool is about. */
const maxHanded = 200;

/**
 * What a helper is handed, written out, so that the same helper that is handed the same is one door for all tools:
 * `getService("gmail")`. Undefined where something of the tool's input goes in.
 * @param around the functions whose parameters are the tool's input, or made of it
 */
export function handedTo({ callee, args, span }: Call, around: readonly FunctionCode[]): string | undefined {
  // A function that is only handed out is run by others, with what they have.
  if (callee.span === span) return undefined;
  if (callee.kind === "member" && handed(callee.object, around) === undefined) return undefined;
  const given = allHanded(args, around);
  return given === undefined || given.length > maxHanded ? undefined : given;
}

/** A door by where its helper stands now: code may be moved and stay the same. */
export function doorName({ behind }: Room, locate: CodeFile["locate"]): string {
  return behind ? `${placeOf(behind.helper, locate)}(${behind.given})` : "";
}

/** Where a function stands, the same for whoever reaches it. */
export function placeOf({ span, name }: FunctionCode, locate: CodeFile["locate"]): string {
  const found = locate(span);
  return `${found?.path ?? name ?? ""}#${found?.span.start ?? span.start}`;
}

function allHanded(codes: readonly Code[], around: readonly FunctionCode[], steps = 8): string | undefined {
  const texts: string[] = [];
  for (const code of codes) {
    const text = handed(code, around, steps);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts.join();
}

/** What a value is, written out as far as the code says; undefined where it is, or may be, of the tool's input. */
function handed(code: Code, around: readonly FunctionCode[], steps = 8): string | undefined {
  if (steps <= 0) return undefined;
  switch (code.kind) {
    case "literal":
      return JSON.stringify(code.value);
    case "name":
      return handedName(code, around, steps - 1);
    case "member": {
      const object = handed(code.object, around, steps - 1);
      const index = code.index ? handed(code.index, around, steps - 1) : "";
      return object === undefined || index === undefined ? undefined : `${object}.${code.property}${index}`;
    }
    case "call": {
      const callee = handed(code.callee, around, steps - 1);
      const args = allHanded(code.args, around, steps - 1);
      return callee === undefined || args === undefined ? undefined : `${callee}(${args})`;
    }
    case "function":
    case "class":
      return undefined;
    case "entry": {
      const value = handed(code.value, around, steps - 1);
      return value === undefined ? undefined : `${code.key ?? "*"}:${value}`;
    }
    case "template": {
      const holes = allHanded(code.holes, around, steps - 1);
      return holes === undefined ? undefined : `${code.texts.join("?")}${holes}`;
    }
    default:
      return allHanded(parts(code), around, steps - 1);
  }
}

function handedName(code: Code & { kind: "name" }, around: readonly FunctionCode[], steps: number): string | undefined {
  for (let scope: (typeof code)["scope"] | undefined = code.scope; scope; scope = scope.parent) {
    const binding = scope.bindings.get(code.name);
    if (!binding) continue;
    // What stands outside of every function is the same for each tool.
    if (binding.kind === "import" || scope.parent === undefined) return code.name;
    if (binding.kind === "parameter") {
      const isInput = around.some(({ params }) => params.some((one) => holds(one, code.name)));
      return !isInput || isSurroundings(code.name, binding.type && writtenName(binding.type)) ? "" : undefined;
    }
    const { value } = binding;
    if (value?.kind === "function" || value?.kind === "class") return code.name;
    return value && !isFilledLater(value) ? handed(value, around, steps) : undefined;
  }
  return code.name;
}

function holds(param: FunctionCode["params"][number], name: string): boolean {
  return param.name === name || param.fields.includes(name);
}

/** `[]`, `{}`, `new URLSearchParams()`: what is put into it is not seen here. */
function isFilledLater(value: Code): boolean {
  if (value.kind === "list") return value.items.length === 0;
  if (value.kind === "object") return value.entries.length === 0;
  return (
    value.kind === "call" &&
    value.args.length === 0 &&
    /^(?:dict|list|set|URLSearchParams|FormData|Map|Set|Headers|StringBuilder|ArrayList|HashMap|make)$/.test(
      writtenName(value.callee),
    )
  );
}
