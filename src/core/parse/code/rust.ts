import type { SpannedText } from "../../model/definition.ts";
import type { Span } from "../../model/span.ts";
import { child, childOfType, type SyntaxNode } from "../syntax.ts";
import type {
  Binding,
  ClassCode,
  Code,
  CodeFile,
  Entry,
  FunctionCode,
  Origin,
  Parameter,
  Scope,
  Sliceable,
} from "./code.ts";
import {
  callOf,
  compiledFile,
  entryOf,
  functionOfParts,
  importAll,
  leaves,
  memberOf,
  nothing,
  parameter,
  readChildren,
  returned,
} from "./compiled.ts";
import { literalOf } from "./program.ts";
import {
  bind,
  dispatch,
  group,
  loop,
  type NodeReader,
  newScope,
  type Reading,
  readField,
  readName,
  spanOf,
  textOf,
  unescapeText,
} from "./reading.ts";
import { writtenName } from "./resolve.ts";

/** Reads a Rust syntax tree. A struct with its impls is a class; attributes are decorators; paths are joined by points. */
export function readRust(root: SyntaxNode, text: Sliceable, origin?: Origin): CodeFile {
  // The root is read as one node, since attributes and documentation stand beside what they belong to.
  return compiledFile({ ...root, children: [root] }, text, "rust", read, origin);
}

const read: NodeReader = (node, scope, reading) => dispatch(node, scope, reading, readers, transparent);

const transparent: ReadonlySet<string> = new Set([
  "parenthesized_expression",
  "expression_statement",
  "await_expression",
  "try_expression",
  "match_pattern",
  "async_block",
  "unsafe_block",
]);

/** `use a::{b, c::d as e, f::*};` */
function use(node: SyntaxNode, prefix: string, scope: Scope, reading: Reading): void {
  const join = (part: string) => [prefix, part].filter(Boolean).join(".");
  const path = (part: SyntaxNode | undefined) => (part ? textOf(part, reading).replaceAll(/\s*::\s*/g, ".") : "");
  const named = (full: string, local: string) => {
    const dot = full.lastIndexOf(".");
    const whole = { kind: "import", module: full, imported: "*" } as const;
    const link = /^(?:std|core|alloc)\b/.test(full) ? undefined : reading.link;
    const part = { kind: "import", module: full.slice(0, dot), imported: full.slice(dot + 1), link } as const;
    bind(scope, local, dot < 0 ? whole : part);
  };
  switch (node.type) {
    case "scoped_use_list":
      for (const part of child(node, "list")?.children ?? [])
        use(part, join(path(child(node, "path"))), scope, reading);
      return;
    case "use_list":
      for (const part of node.children) use(part, prefix, scope, reading);
      return;
    case "use_as_clause":
      named(join(path(child(node, "path"))), path(child(node, "alias")));
      return;
    case "use_wildcard":
      importAll(scope, join(path(node.children[0])));
      return;
    default: {
      const full = join(path(node));
      const last = full.slice(full.lastIndexOf(".") + 1);
      // `use a::{self}` names a.
      if (last === "self") named(prefix, prefix.slice(prefix.lastIndexOf(".") + 1));
      else named(full, last);
    }
  }
}

const useDeclaration: NodeReader = (node, scope, reading) => {
  const argument = child(node, "argument");
  if (argument) use(argument, "", scope, reading);
  return group(node, []);
};

const scopedName: NodeReader = (node, scope, reading) => {
  const path = child(node, "path");
  const name = child(node, "name");
  if (!name) return group(node, []);
  if (!path) return readName(name, scope, reading);
  const object = path.type === "generic_type" || path.type === "bracketed_type" ? (path.children[0] ?? path) : path;
  return memberOf(read(object, scope, reading), textOf(name, reading), node);
};

const field: NodeReader = (node, scope, reading) => {
  const name = child(node, "field");
  return memberOf(readField(node, "value", scope, reading), name ? textOf(name, reading) : "", node);
};

const call: NodeReader = (node, scope, reading) => {
  const callee = readField(node, "function", scope, reading);
  const args = readChildren(child(node, "arguments"), scope, reading);
  return ownText(callee, args) ?? callOf(callee, args, node);
};

/** `"x".to_string()` and `String::from("x")` are the text. */
function ownText(callee: Code, args: readonly Code[]): Code | undefined {
  if (callee.kind !== "member") return undefined;
  const isText = (code: Code | undefined): code is Code => code?.kind === "literal" || code?.kind === "template";
  const [only] = args;
  if (only) return args.length === 1 && callee.property === "from" && isString(callee.object) ? only : undefined;
  return isText(callee.object) && /^(?:to_string|to_owned|into|clone|as_str)$/.test(callee.property)
    ? callee.object
    : undefined;
}

const isString = (code: Code) => code.kind === "name" && code.name === "String";

const text: NodeReader = (node, _scope, reading) => {
  const whole = textOf(node, reading);
  const raw = /^b?r#*"/.exec(whole);
  const value = raw
    ? whole.slice(raw[0].length, whole.length - (raw[0].length - raw[0].indexOf("r") - 1))
    : unescapeText(whole.replace(/^[bc]?"|"$/g, "").replace(/\\\r?\n\s*/g, ""));
  return { kind: "literal", value, span: spanOf(node) };
};

/** A macro's parts by themselves: texts, names, and what is in brackets. `format!` is a text with holes. */
const macro: NodeReader = (node, scope, reading) => {
  const name = child(node, "macro");
  const tokens = childOfType(node, "token_tree");
  const callee = name ? read(name, scope, reading) : group(node, []);
  const parts = tokens ? tokenParts(tokens, scope, reading) : [];
  const [first, ...rest] = parts;
  const written = name ? textOf(name, reading) : "";
  if (/(?:^|::)(?:format|concat|format_args)$/.test(written) && first?.kind === "literal") {
    const texts = String(first.value).split(/\{[^}]*\}/);
    const holes = texts.slice(1).map((_, index) => rest[index] ?? group(node, []));
    return holes.length === 0 ? first : { kind: "template", texts, holes, span: spanOf(node) };
  }
  if (/(?:^|::)vec$/.test(written)) return { kind: "list", items: parts, span: spanOf(node) };
  return callOf(callee, parts, node);
};

/** Tokens are not parsed any further by the grammar: paths, fields and calls among them are put together here. */
function tokenParts(node: SyntaxNode, scope: Scope, reading: Reading): Code[] {
  return joined(tokensOf(node), node.start + 1, scope, reading);
}

function tokensOf(node: SyntaxNode): SyntaxNode[] {
  return node.children.filter(({ type }) => !/comment$/.test(type));
}

function joined(tokens: readonly SyntaxNode[], start: number, scope: Scope, reading: Reading): Code[] {
  const found: Code[] = [];
  let from = start;
  for (const token of tokens) {
    const before = reading.text.slice(from, token.start).trim();
    from = token.end;
    const last = found.at(-1);
    const text = textOf(token, reading);
    if (last && token.type === "token_tree" && before === "" && text.startsWith("(") && last.kind !== "literal") {
      found.push({
        ...callOf(found.pop() as Code, tokenParts(token, scope, reading), token),
        span: around(last, token),
      });
    } else if (last && /^(?:\?\s*)?(?:::|\.)$/.test(before) && /^\w+$/.test(text)) {
      found.push({ ...memberOf(found.pop() as Code, text, token), span: around(last, token) });
    } else if (token.type === "token_tree") found.push(...braced(token, before === "" ? found : [], scope, reading));
    else found.push(read(token, scope, reading));
  }
  return found;
}

/** `Type { field: value }` after its name, `{ "key": value }` of JSON, and else whatever stands in brackets. */
function braced(token: SyntaxNode, found: Code[], scope: Scope, reading: Reading): Code[] {
  const entries = textOf(token, reading).startsWith("{") ? tokenFields(token, scope, reading) : [];
  if (entries.length === 0) return [group(token, tokenParts(token, scope, reading))];
  const last = found.at(-1);
  const type = last?.kind === "name" ? last.name : last?.kind === "member" ? last.property : "";
  if (!last || !/^[A-Z]/.test(type)) return [{ kind: "object", entries, span: spanOf(token) }];
  found.pop();
  return [{ ...callOf(last, entries, token, true), span: around(last, token) }];
}

/** Entries where every part between commas has a key; none else. */
function tokenFields(node: SyntaxNode, scope: Scope, reading: Reading): Entry[] {
  const found: Entry[] = [];
  for (const part of betweenCommas(node, reading)) {
    const [key, first] = part;
    if (!key || !first) return [];
    const isKey = /^(?:identifier|string_literal)$/.test(key.type);
    if (!isKey || reading.text.slice(key.end, first.start).trim().replace(/&$/, "") !== ":") return [];
    const rest = joined(part.slice(1), first.start, scope, reading);
    const [only] = rest;
    const value = only && rest.length === 1 ? only : group(first, rest);
    const name = key.type === "identifier" ? textOf(key, reading) : textOf(key, reading).replace(/^"|"$/g, "");
    found.push({ ...entryOf(name, key, value, key), span: { start: key.start, end: part.at(-1)?.end ?? key.end } });
  }
  return found;
}

function betweenCommas(node: SyntaxNode, reading: Reading): SyntaxNode[][] {
  const parts: SyntaxNode[][] = [];
  let end: number | undefined;
  for (const token of tokensOf(node)) {
    const isNext = end === undefined || reading.text.slice(end, token.start).includes(",");
    if (isNext) parts.push([token]);
    else parts.at(-1)?.push(token);
    end = token.end;
  }
  return parts;
}

function around(first: Code, last: SyntaxNode): Span {
  return { start: first.span.start, end: last.end };
}

/** `#[tool(name = "a", annotations(read_only_hint = true))]` as a call with keyword arguments. */
const attribute: NodeReader = (node, scope, reading) => {
  const [name] = node.children;
  const tokens = child(node, "arguments") ?? childOfType(node, "token_tree");
  const value = child(node, "value");
  const callee = name ? read(name, scope, reading) : group(node, []);
  const args = tokens ? settings(tokens, scope, reading) : value ? [read(value, scope, reading)] : [];
  return callOf(callee, args, node);
};

function settings(node: SyntaxNode, scope: Scope, reading: Reading): Code[] {
  const found: Code[] = [];
  const { children } = node;
  for (let index = 0; index < children.length; index++) {
    const part = children[index] as SyntaxNode;
    const next = children[index + 1];
    const between = next ? reading.text.slice(part.end, next.start).trim() : "";
    if (next && part.type === "identifier" && (between === "=" || next.type === "token_tree")) {
      const value: Code =
        next.type === "token_tree" ? objectOf(next, settings(next, scope, reading)) : readToken(next, scope, reading);
      found.push({ ...entryOf(textOf(part, reading), part, value, part), span: { start: part.start, end: next.end } });
      index++;
    } else found.push(readToken(part, scope, reading));
  }
  return found;
}

function readToken(node: SyntaxNode, scope: Scope, reading: Reading): Code {
  return node.type === "token_tree" ? group(node, tokenParts(node, scope, reading)) : read(node, scope, reading);
}

function objectOf(node: SyntaxNode, parts: readonly Code[]): Code {
  const entries = parts.filter((part): part is Entry => part.kind === "entry");
  return { kind: "object", entries, span: spanOf(node) };
}

/** Declarations in order, each with the attributes and the documentation that stand before it. */
function items(node: SyntaxNode | undefined, scope: Scope, reading: Reading, owner?: Growing): Code[] {
  const found: Code[] = [];
  let decorators: Code[] = [];
  let docs: SyntaxNode[] = [];
  let start: number | undefined;
  for (const part of node?.children ?? []) {
    if (part.type === "attribute_item" || part.type === "inner_attribute_item") {
      start ??= part.start;
      decorators.push(...readChildren(part, scope, reading));
    } else if (/comment$/.test(part.type)) {
      if (child(part, "doc")) docs.push(part);
    } else {
      const doc = docOf(docs, reading);
      if (part.type === "function_item" || part.type === "function_signature_item") {
        found.push(declareFunction(part, { decorators, doc, start, owner }, scope, reading));
      } else if (part.type === "impl_item") found.push(impl(part, decorators, scope, reading));
      else found.push(...decorators, read(part, scope, reading), ...derived(part, { decorators, doc }, reading));
      decorators = [];
      docs = [];
      start = undefined;
    }
  }
  return found;
}

/** `#[derive(ToolDescription)]`: a type of which a macro makes something for a model, by its documentation. */
function derived(
  node: SyntaxNode,
  { decorators, doc }: Pick<Before, "decorators" | "doc">,
  reading: Reading,
): ClassCode[] {
  const name = child(node, "name");
  if (!name || !/^(?:struct|enum)_item$/.test(node.type) || !decorators.some(derivesTool)) return [];
  const base = { kind: "class", bases: [], members: new Map<string, Binding>() } as const;
  const named = (code: SyntaxNode) => ({ name: textOf(code, reading), nameSpan: spanOf(code) });
  const body: ClassCode[] = [];
  let docs: SyntaxNode[] = [];
  for (const part of node.type === "enum_item" ? (child(node, "body")?.children ?? []) : []) {
    const variant = child(part, "name");
    if (/comment$/.test(part.type)) docs.push(part);
    else if (part.type === "enum_variant" && variant) {
      body.push({ ...base, ...named(variant), doc: docOf(docs, reading), body: [], span: spanOf(part) });
      docs = [];
    }
  }
  return [{ ...base, ...named(name), decorators, doc, body, span: spanOf(node) }];
}

function derivesTool(mark: Code): boolean {
  if (mark.kind !== "call" || mark.callee.kind !== "name" || mark.callee.name !== "derive") return false;
  return mark.args.some((arg) => /Tool|LlmFunction|AiFunction/.test(writtenName(arg)));
}

function docOf(comments: readonly SyntaxNode[], reading: Reading): SpannedText | undefined {
  const [first] = comments;
  const last = comments.at(-1);
  if (!first || !last) return undefined;
  const lines = comments.map((part) => textOf(child(part, "doc") ?? part, reading).trim());
  return { text: lines.join("\n"), span: { start: first.start, end: last.end } };
}

interface Growing extends ClassCode {
  readonly members: Map<string, Binding>;
  readonly body: Code[];
}

interface Before {
  readonly decorators: readonly Code[];
  readonly doc: SpannedText | undefined;
  /** Where the first attribute stands. */
  readonly start: number | undefined;
  readonly owner: Growing | undefined;
}

function declareFunction(node: SyntaxNode, before: Before, outer: Scope, reading: Reading): FunctionCode {
  const scope = newScope(outer, before.owner);
  const params = (child(node, "parameters")?.children ?? []).flatMap((part) => readParameter(part, scope, reading));
  const bodyNode = child(node, "body");
  const body = bodyNode ? blockParts(bodyNode, scope, reading) : [];
  const { decorators, doc, start, owner } = before;
  const result = child(node, "return_type");
  const answers = result && typeOf(result, scope, reading);
  const code = functionOfParts({ name: child(node, "name"), params, body, decorators, doc, answers }, node, reading);
  const whole = { ...code, span: { start: start ?? node.start, end: node.end } };
  // A field and a method may have the same name.
  const field = whole.name === undefined ? undefined : owner?.members.get(whole.name);
  const binding = { kind: "value", value: whole, type: field?.kind === "value" ? field.type : undefined } as const;
  if (whole.name) owner ? owner.members.set(whole.name, binding) : bind(outer, whole.name, binding);
  return whole;
}

/** The last expression of a block is what it gives. */
function blockParts(node: SyntaxNode, scope: Scope, reading: Reading): Code[] {
  const parts = items(node, scope, reading);
  const last = node.children.findLast(({ type }) => !/comment$/.test(type));
  const tail = parts.at(-1);
  const isValue = last && tail && !/_statement$|_item$|_declaration$/.test(last.type);
  return isValue ? [...parts.slice(0, -1), returned(tail)] : parts;
}

function readParameter(node: SyntaxNode, scope: Scope, reading: Reading): Parameter[] {
  const pattern = child(node, "pattern");
  if (node.type !== "parameter" || !pattern) return [];
  const typeNode = child(node, "type");
  // `Parameters(args): Parameters<Args>` hands the model's input over.
  const inner = pattern.type === "tuple_struct_pattern" ? pattern.children.at(-1) : pattern;
  const name = inner?.type === "identifier" ? inner : inner && childOfType(inner, "identifier");
  return name ? [parameter(textOf(name, reading), typeNode && typeOf(typeNode, scope, reading), node, scope)] : [];
}

/** Types that only share, guard or make late what stands in them, by the last part of their path. */
const wrappers =
  /(?:^|::)(?:Arc|Rc|Box|Mutex|RwLock|Option|Result|RefCell|Cell|Pin|OnceCell|OnceLock|LazyLock|Lazy|Weak|Cow|ArcSwap|Data|State|Extension|BoxFuture|Fragile)$/;

/** The type behind references and the wrappers that only share or guard it; of `dyn Trait` and `impl Trait` the trait. */
function typeOf(node: SyntaxNode, scope: Scope, reading: Reading): Code | undefined {
  if (/^(?:reference|pointer|bounded|dynamic|abstract|parenthesized|tuple)_type$/.test(node.type)) {
    const inner =
      child(node, "type") ?? child(node, "trait") ?? node.children.find(({ type }) => type.includes("type"));
    return inner && typeOf(inner, scope, reading);
  }
  if (node.type === "generic_type") {
    const outer = child(node, "type");
    const isWrapper = outer && wrappers.test(textOf(outer, reading));
    const args = childOfType(node, "type_arguments")?.children ?? [];
    // A lifetime may stand before what is wrapped.
    const inner = isWrapper ? args.find(({ type }) => type !== "lifetime") : outer;
    return inner && typeOf(inner, scope, reading);
  }
  if (!/^(?:scoped_)?type_identifier$|^primitive_type$/.test(node.type)) return undefined;
  return read(node, scope, reading);
}

function classFor(name: string, scope: Scope, node: SyntaxNode): Growing {
  const binding = scope.bindings.get(name);
  if (binding?.kind === "value" && binding.value?.kind === "class") return binding.value as Growing;
  const code: Growing = { kind: "class", name, bases: [], body: [], members: new Map(), span: spanOf(node) };
  bind(scope, name, { kind: "value", value: code, type: undefined });
  return code;
}

const struct: NodeReader = (node, scope, reading) => {
  const name = child(node, "name");
  if (!name) return group(node, []);
  const code = classFor(textOf(name, reading), scope, node);
  const body = child(node, "body");
  if (body?.type === "ordered_field_declaration_list") {
    const types = body.children.filter(({ type }) => !/^(?:visibility_modifier|attribute_item|\w*comment)$/.test(type));
    for (const [index, part] of types.entries())
      code.members.set(String(index), { kind: "value", value: undefined, type: typeOf(part, scope, reading) });
    return group(node, []);
  }
  for (const part of body?.children ?? []) {
    const key = child(part, "name");
    const typeNode = child(part, "type");
    if (!key || !typeNode) continue;
    const method = code.members.get(textOf(key, reading));
    code.members.set(textOf(key, reading), {
      kind: "value",
      value: method?.kind === "value" ? method.value : undefined,
      type: typeOf(typeNode, scope, reading),
    });
  }
  return group(node, []);
};

/** An impl as a class of its own place, sharing the members of its type. */
function impl(node: SyntaxNode, decorators: readonly Code[], scope: Scope, reading: Reading): ClassCode {
  const typeNode = child(node, "type");
  const inner = typeNode?.type === "generic_type" ? child(typeNode, "type") : typeNode;
  const name = inner ? textOf(inner, reading) : "";
  const shared = classFor(name, scope, node);
  const trait = child(node, "trait");
  const bases = trait ? [read(trait, scope, reading)] : [];
  for (const part of child(node, "body")?.children ?? []) {
    const key = part.type === "const_item" ? child(part, "name") : undefined;
    if (key) {
      const value = readField(part, "value", scope, reading);
      shared.members.set(textOf(key, reading), { kind: "value", value, type: undefined });
    }
  }
  const body = [...decorators, ...items(child(node, "body"), scope, reading, shared)];
  return { kind: "class", name, bases, body, members: shared.members, span: spanOf(node) };
}

/** `type Shared = Arc<Mutex<Store>>;` is the store by another name. */
const alias: NodeReader = (node, scope, reading) => {
  const name = child(node, "name");
  const typeNode = child(node, "type");
  const value = typeNode && typeOf(typeNode, scope, reading);
  const isItself = name && value?.kind === "name" && value.name === textOf(name, reading);
  if (name && value && !isItself) bind(scope, textOf(name, reading), { kind: "value", value, type: undefined });
  return group(node, []);
};

const constant: NodeReader = (node, scope, reading) => {
  const name = child(node, "name");
  const value = readField(node, "value", scope, reading);
  if (name) bind(scope, textOf(name, reading), { kind: "value", value, type: undefined });
  return {
    kind: "declaration",
    name: name && textOf(name, reading),
    nameSpan: spanOf(name ?? node),
    value,
    span: spanOf(node),
  };
};

const letDeclaration: NodeReader = (node, scope, reading) => {
  const pattern = child(node, "pattern");
  const valueNode = child(node, "value");
  const value = valueNode && read(valueNode, scope, reading);
  const typeNode = child(node, "type");
  const name = pattern && (pattern.type === "identifier" ? pattern : childOfType(pattern, "identifier"));
  const type = typeNode && typeOf(typeNode, scope, reading);
  if (name) bind(scope, textOf(name, reading), { kind: "value", value, type });
  const alternative = child(node, "alternative");
  const code: Code = {
    kind: "declaration",
    name: name && textOf(name, reading),
    nameSpan: spanOf(name ?? node),
    value,
    span: spanOf(node),
  };
  return alternative ? group(node, [code, read(alternative, scope, reading)]) : code;
};

const structExpression: NodeReader = (node, scope, reading) => {
  const fields = (child(node, "body")?.children ?? []).flatMap((part): Entry[] => {
    const key = child(part, "field") ?? (part.type === "shorthand_field_initializer" ? part : undefined);
    if (!key) return [];
    const valueNode = child(part, "value");
    const value = valueNode ? read(valueNode, scope, reading) : readName(key, scope, reading);
    return [entryOf(textOf(key, reading), key, value, part)];
  });
  return callOf(readField(node, "name", scope, reading), fields, node, true);
};

const branch: NodeReader = (node, scope, reading) => {
  const part = (field: string) => {
    const found = child(node, field);
    return found ? [read(found, scope, reading)] : [];
  };
  return {
    kind: "branch",
    condition: readField(node, "condition", scope, reading),
    consequence: part("consequence"),
    alternative: part("alternative"),
    span: spanOf(node),
  };
};

const arm: NodeReader = (node, scope, reading) => ({
  kind: "branch",
  condition: readField(node, "pattern", scope, reading),
  consequence: [readField(node, "value", scope, reading)],
  alternative: [],
  span: spanOf(node),
});

const forLoop: NodeReader = (node, scope, reading) => {
  const pattern = child(node, "pattern");
  return loop(
    node,
    [pattern?.type === "identifier" ? textOf(pattern, reading) : undefined],
    readField(node, "value", scope, reading),
    (inner) => [readField(node, "body", inner, reading)],
    scope,
  );
};

const closure: NodeReader = (node, outer, reading) => {
  const scope = newScope(outer);
  const params = (child(node, "parameters")?.children ?? []).flatMap((part): Parameter[] =>
    part.type === "identifier"
      ? [parameter(textOf(part, reading), undefined, part, scope)]
      : readParameter(part, scope, reading),
  );
  const bodyNode = child(node, "body");
  const body = bodyNode ? [returned(read(bodyNode, scope, reading))] : [];
  return functionOfParts({ name: undefined, params, body }, node, reading);
};

/** `Self` in an impl is the type whose methods `self` has. */
const selfName: NodeReader = (node, scope, reading) => {
  const name = textOf(node, reading);
  return { kind: "name", name: name === "Self" ? "self" : name, scope, span: spanOf(node) };
};

const readers: Readonly<Record<string, NodeReader>> = {
  source_file: (node, scope, reading) => group(node, items(node, scope, reading)),
  identifier: selfName,
  type_identifier: selfName,
  field_identifier: readName,
  primitive_type: readName,
  shorthand_field_identifier: readName,
  self: readName,
  crate: readName,
  scoped_identifier: scopedName,
  scoped_type_identifier: scopedName,
  generic_function: (node, scope, reading) => readField(node, "function", scope, reading),
  generic_type: (node, scope, reading) => readField(node, "type", scope, reading),
  reference_expression: (node, scope, reading) => readField(node, "value", scope, reading),
  type_cast_expression: (node, scope, reading) => readField(node, "value", scope, reading),
  field_expression: field,
  call_expression: call,
  macro_invocation: macro,
  attribute,
  string_literal: text,
  raw_string_literal: text,
  char_literal: literalOf((value) => value.slice(1, -1)),
  integer_literal: literalOf((value) => Number.parseInt(value.replaceAll("_", ""), 10)),
  float_literal: literalOf((value) => Number.parseFloat(value.replaceAll("_", ""))),
  boolean_literal: literalOf((value) => value === "true"),
  use_declaration: useDeclaration,
  struct_item: struct,
  enum_item: nothing,
  mod_item: (node, scope, reading) => group(node, items(child(node, "body"), scope, reading)),
  trait_item: nothing,
  type_item: alias,
  const_item: constant,
  static_item: constant,
  let_declaration: letDeclaration,
  struct_expression: structExpression,
  block: (node, scope, reading) => group(node, items(node, newScope(scope), reading), "last"),
  if_expression: branch,
  match_arm: arm,
  for_expression: forLoop,
  closure_expression: closure,
  return_expression: (node, scope, reading) => {
    const [value] = readChildren(node, scope, reading);
    return { kind: "exit", returns: true, value, span: spanOf(node) };
  },
  break_expression: leaves,
  continue_expression: leaves,
  array_expression: (node, scope, reading) => ({
    kind: "list",
    items: readChildren(node, scope, reading),
    span: spanOf(node),
  }),
  line_comment: nothing,
  block_comment: nothing,
};
