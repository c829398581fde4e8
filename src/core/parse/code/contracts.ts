import type { Span } from "../../model/span.ts";
import type { Binding, ClassCode, Code, Scope } from "./code.ts";
import { closing, splitAt, withoutComments } from "./typeText.ts";

/**
 * Interfaces and types of TypeScript, read as classes that only say what their members are. Most of them are never
 * asked for, so each keeps its text and reads it with the first question.
 */
export function contractOf(text: string, scope: Scope, span: Span): ClassCode | undefined {
  const head = /^(?:export\s+|declare\s+|default\s+)*(interface|type)\s+([\w$]+)/.exec(text);
  if (!head) return undefined;
  const [whole, kind, name] = head;
  return lazily(text, scope, span, name, () => {
    const rest = withoutParameters(withoutComments(text.slice(whole.length)));
    if (kind === "type")
      return { members: none, bases: [], alias: typeFromText(rest.replace(/^\s*=/, ""), scope, span) };
    const open = rest.indexOf("{");
    const bases = /^\s*extends\b([\s\S]*)$/.exec(rest.slice(0, Math.max(open, 0)))?.[1] ?? "";
    return {
      members: open < 0 ? none : membersIn(rest.slice(open + 1, closing(rest, open)), scope, span),
      bases: splitAt(bases, ",").flatMap((base) => typeFromText(base, scope, span) ?? []),
    };
  });
}

interface Said {
  readonly members: ReadonlyMap<string, Binding>;
  readonly bases: readonly Code[];
  readonly alias?: Code | undefined;
  readonly answers?: Code | undefined;
}

const none: ReadonlyMap<string, Binding> = new Map();

function lazily(text: string, scope: Scope, span: Span, name: string | undefined, read: () => Said): ClassCode {
  let known: Said | undefined;
  const said = () => {
    known ??= read();
    return known;
  };
  return {
    kind: "class",
    name,
    body: [],
    span,
    get bases() {
      return said().bases;
    },
    get members() {
      return said().members;
    },
    contract: {
      text,
      scope,
      get alias() {
        return said().alias;
      },
      get answers() {
        return said().answers;
      },
    },
  };
}

/** Longer types are made by programs, and name nothing that a tool reaches. */
const longestType = 20_000;

/** Types that are what they are about, as far as members go. */
const about = /^(?:Promise|PromiseLike|Awaited|Readonly|Partial|Required|NonNullable|Pick|Omit|Exclude|Extract)$/;

/** Types that name nothing of a project or library. */
const plain =
  /^(?:any|unknown|never|void|object|string|number|boolean|bigint|symbol|null|undefined|true|false|this|infer|keyof|unique|asserts)\b|^["'`\d-]/;

const simple = /^[A-Za-z_$][\w$]*$/;

/** The class, interface or function that a type names or writes out; undefined where that says nothing of members. */
export function typeFromText(written: string, scope: Scope, span: Span): Code | undefined {
  const text = written.trim().replace(/^(?:readonly\s+|\|\s*)|\s*;$/g, "");
  if (simple.test(text) && !plain.test(text)) return pathOf(text, scope, span);
  if (text === "" || text.length > longestType || plain.test(text)) return single(text, scope, span);
  if (text.startsWith("(") || text.startsWith("<")) return functionOrGroup(text, scope, span);
  const parts = splitAt(text, "|").filter((part) => !plain.test(part.trim()));
  if (parts.length !== 1) return undefined;
  const [only = ""] = parts;
  if (only.trim() !== text) return typeFromText(only, scope, span);
  const together = splitAt(text, "&");
  if (together.length > 1) {
    const bases = together.flatMap((part) => typeFromText(part, scope, span) ?? []);
    return bases.length > 0 ? lazily(text, scope, span, undefined, () => ({ members: none, bases })) : undefined;
  }
  if (!text.startsWith("{")) return named(text, scope, span);
  const members = membersIn(text.slice(1, closing(text, 0)), scope, span);
  return members.size > 0 ? lazily(text, scope, span, undefined, () => ({ members, bases: [] })) : undefined;
}

/** `null | Client` begins like a plain one. */
function single(text: string, scope: Scope, span: Span): Code | undefined {
  const others = splitAt(text, "|").filter((part) => !plain.test(part.trim()));
  return text !== "" && text.length <= longestType && others.length === 1
    ? typeFromText(others[0] ?? "", scope, span)
    : undefined;
}

function functionOrGroup(text: string, scope: Scope, span: Span): Code | undefined {
  const open = withoutParameters(text);
  if (!open.startsWith("(")) return undefined;
  const end = closing(open, 0);
  const rest = open.slice(end + 1).trim();
  if (rest === "") return typeFromText(open.slice(1, end), scope, span);
  return rest.startsWith("=>") ? answering(rest.slice(2), scope, span) : undefined;
}

/** The type of a function, by what it answers. */
function answering(text: string, scope: Scope, span: Span): ClassCode {
  return lazily(text, scope, span, undefined, () => ({
    members: none,
    bases: [],
    answers: typeFromText(text, scope, span),
  }));
}

function named(text: string, scope: Scope, span: Span): Code | undefined {
  const found = /^([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)\s*(?:<([\s\S]*)>)?$/.exec(text);
  if (!found) return undefined;
  const [, name = "", inner] = found;
  const [first = ""] = inner === undefined ? [] : splitAt(inner, ",");
  if (about.test(name)) return typeFromText(first, scope, span);
  const value = /^\s*typeof\s+([\w$.]+)\s*$/.exec(first)?.[1];
  if (name === "ReturnType" && value !== undefined)
    return { kind: "call", callee: pathOf(value, scope, span), args: [], construct: false, span };
  if (name === "InstanceType" && value !== undefined) return pathOf(value, scope, span);
  return pathOf(name, scope, span);
}

function pathOf(text: string, scope: Scope, span: Span): Code {
  const [root = "", ...rest] = text.split(".");
  return rest.reduce<Code>((object, property) => ({ kind: "member", object, property, span }), {
    kind: "name",
    name: root,
    scope,
    span,
  });
}

/** `readonly client: Client`, `list?(filter: string): Promise<Item[]>`. */
const member = /^(?:(?:readonly|get|async)\s+)?["']?([\w$]+)["']?\s*\??\s*(?=[:(<])/;

function membersIn(body: string, scope: Scope, span: Span): ReadonlyMap<string, Binding> {
  const members = new Map<string, Binding>();
  for (const part of splitAt(body, ";", true)) {
    const text = part.trim();
    const found = member.exec(text);
    if (!found?.[1]) continue;
    const rest = withoutParameters(text.slice(found[0].length));
    const type = rest.startsWith("(")
      ? answering(rest.slice(closing(rest, 0) + 1).replace(/^\s*:/, ""), scope, span)
      : typeFromText(rest.slice(1), scope, span);
    if (type) members.set(found[1], { kind: "value", value: undefined, type });
  }
  return members;
}

/** Without `<T extends X>` at the beginning. */
function withoutParameters(text: string): string {
  const open = text.trimStart();
  return open.startsWith("<") ? open.slice(closing(open, 0) + 1).trimStart() : open;
}
