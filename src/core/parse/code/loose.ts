/** Reads code of a language without a grammar: calls with their arguments, texts, assignments, loops over lists. */
import type { Span } from "../../model/span.ts";
import { maxCodeDepth } from "../limits.ts";
import type { Code, Entry, Scope } from "./code.ts";
import { type LooseSyntax, looseTokens, type Quoted, type Token } from "./looseTokens.ts";
import type { Program } from "./program.ts";
import { importOperator, newScope } from "./reading.ts";

interface Cursor {
  readonly tokens: readonly Token[];
  readonly syntax: LooseSyntax;
  readonly scope: Scope;
  at: number;
  depth: number;
  truncated: boolean;
}

export function readLoose(text: string, syntax: LooseSyntax): Program {
  const scope = newScope(undefined);
  const cursor: Cursor = { tokens: looseTokens(text, syntax), syntax, scope, at: 0, depth: 0, truncated: false };
  const body: Code[] = [];
  while (cursor.at < cursor.tokens.length) {
    body.push(...statements(cursor));
    cursor.at++;
  }
  return { body, scope, truncated: cursor.truncated };
}

function peek(cursor: Cursor): Token | undefined {
  return cursor.tokens[cursor.at];
}

function isSign(token: Token | undefined, ...texts: readonly string[]): boolean {
  return token?.kind === "sign" && texts.includes(token.text);
}

/** Everything up to the bracket that closes what was opened before. */
function statements(cursor: Cursor): Code[] {
  const found: Code[] = [];
  for (let token = peek(cursor); token && !isSign(token, ")", "]", "}"); token = peek(cursor)) {
    const before = cursor.at;
    const code = expression(cursor);
    if (cursor.at === before) cursor.at++;
    if (code) found.push(looped(code, cursor));
  }
  return found;
}

/** `unlink $_ for …`: what stands behind says what `$_` is. */
function looped(code: Code, cursor: Cursor): Code {
  const token = peek(cursor);
  if (!cursor.syntax.isPerl || token?.kind !== "name" || !/^for(?:each)?$/.test(token.text)) return code;
  cursor.at++;
  const iterable = expression(cursor);
  return iterable ? loop(["$_"], iterable, [code], token.span) : code;
}

function loop(targets: readonly string[], iterable: Code, body: readonly Code[], span: Span, collects = false): Code {
  return { kind: "loop", targets, iterable: list(iterable), body, collects, span };
}

/** A loop takes the items of what it is given. */
function list(code: Code): Code {
  return code.kind === "list"
    ? code
    : {
        kind: "list",
        items: [{ kind: "entry", key: undefined, keySpan: code.span, value: code, span: code.span }],
        span: code.span,
      };
}

function expression(cursor: Cursor): Code | undefined {
  if (cursor.depth >= maxCodeDepth) {
    cursor.truncated = true;
    cursor.at++;
    return undefined;
  }
  cursor.depth++;
  let left = postfix(primary(cursor), cursor);
  while (left) {
    const token = peek(cursor);
    if (token?.kind !== "sign") break;
    const isJoin = cursor.syntax.joins.has(token.text) || token.text === ".";
    const assigns = /^(?:=|[.+*-]=|\|\|=|\/\/=|<-)$/.test(token.text);
    if (!isJoin && !assigns && !/^(?:\|\||&&|\/\/|==|!=|=~|<|>|<=|>=|\?|:|-|\/|%|\*|\+|=>|\|>)$/.test(token.text))
      break;
    cursor.at++;
    const right = assigns ? expression(cursor) : postfix(primary(cursor), cursor);
    if (!right) continue;
    left = binary(left, assigns ? token.text : isJoin ? "+" : token.text, right, token);
  }
  cursor.depth--;
  return left;
}

function binary(left: Code, operator: string, right: Code, token: Token): Code {
  const span = { start: left.span.start, end: right.span.end };
  if (operator === "=>") return { kind: "list", items: [left, right], span };
  if (operator === "=" && left.kind === "name")
    return { kind: "declaration", name: left.name, nameSpan: left.span, value: right, span };
  if (operator === "=" && left.kind === "list") {
    const targets = left.items.map((item) => (item.kind === "name" ? item.name : undefined));
    return { kind: "declaration", name: undefined, targets, nameSpan: left.span, value: right, span };
  }
  return {
    kind: "group",
    operator: token.text === ".=" ? "+=" : operator === "<" && token.text === "<-" ? "=" : operator,
    parts: [left, right],
    span,
  };
}

function primary(cursor: Cursor): Code | undefined {
  const token = peek(cursor);
  if (!token) return undefined;
  if (token.kind !== "sign") cursor.at++;
  switch (token.kind) {
    case "text":
      return quoted(token, cursor);
    case "command":
      return call(named("`", token, cursor), [quoted(token, cursor)], token.span);
    case "words":
      return words(token, cursor);
    case "pattern":
      return pattern(token, cursor);
    case "number":
      return { kind: "literal", value: Number(token.text), span: token.span };
    case "variable":
      return named(token.text.replace(/^(\$#?)\{(\w+)\}$/, "$1$2"), token, cursor);
    case "name":
      return nameOrCall(token, cursor);
    case "sign":
      return bracketed(token, cursor);
  }
}

function named(name: string, { span }: Pick<Token, "span">, { scope }: Cursor): Code {
  return { kind: "name", name: name.replaceAll("::", ".").replaceAll(/(?<=\w):(?=\w)/g, "."), scope, span };
}

function call(callee: Code, args: readonly Code[], span: Span): Code {
  return { kind: "call", callee, args, construct: false, span };
}

function quoted(token: Token, cursor: Cursor): Code {
  const { texts, holes }: Quoted = token.quoted ?? { texts: [token.text], holes: [] };
  if (holes.length === 0) return { kind: "literal", value: texts.join(""), span: token.span };
  const inner = holes.map(({ source }): Code => {
    const tokens = looseTokens(
      source.replace(/^[$@#](?=[({])/, (sign) => (source[1] === "(" || sign === "#" ? "" : sign)),
      cursor.syntax,
    );
    const nested: Cursor = { ...cursor, tokens, at: 0 };
    return expression(nested) ?? { kind: "group", operator: undefined, parts: [], span: token.span };
  });
  return { kind: "template", texts, holes: inner, span: token.span };
}

function words(token: Token, cursor: Cursor): Code {
  const glob = /^glob (.+)$/.exec(token.text)?.[1];
  const text = (value: string): Code => ({ kind: "literal", value, span: token.span });
  if (glob !== undefined) return call(named("glob", token, cursor), [text(glob)], token.span);
  const items = token.text.split(/\s+/).filter((item) => item !== "");
  return { kind: "list", items: items.map(text), span: token.span };
}

/** `s/…/code/e` runs its replacement; twice, and what that gives is run too. */
function pattern(token: Token, cursor: Cursor): Code {
  const code = token.quoted?.holes[0]?.source ?? "";
  if (code === "") return { kind: "group", operator: undefined, parts: [], span: token.span };
  const nested: Cursor = { ...cursor, tokens: looseTokens(code, cursor.syntax), at: 0 };
  const body: Code = { kind: "group", operator: "last", parts: statements(nested), span: token.span };
  return /e.*e/.test(token.text) ? call(named("eval", token, cursor), [body], token.span) : body;
}

const keywords =
  /^(?:my|our|local|if|elsif|else|unless|while|until|and|or|not|then|end|do|function|fn|let|const|var|val|begin|in|try|catch|finally|rescue|x|cmp|eq|ne|lt|gt|le|ge|xor|new|return|lambda|def|repeat|nil|null|true|false|TRUE|FALSE)$/;

function nameOrCall(token: Token, cursor: Cursor): Code | undefined {
  const { text } = token;
  const following = peek(cursor);
  if (cursor.syntax.isPerl && /^for(?:each)?$/.test(text)) return forLoop(token, cursor);
  if (cursor.syntax.isPerl && /^(?:use|no|package)$/.test(text)) return importing(token, cursor);
  if (isSign(following, "=>")) return { kind: "literal", value: text, span: token.span };
  if (cursor.syntax.isPerl && /^(?:map|grep|sort)$/.test(text)) return mapping(token, cursor);
  if (text === "do" || text === "eval") {
    if (isSign(following, "{")) return bracketed(following as Token, cursor);
  } else if (keywords.test(text)) return expression(cursor);
  if (isSign(following, "(") && (cursor.syntax.isPerl || !following?.apart))
    return call(named(text, token, cursor), inBrackets(cursor), token.span);
  if (cursor.syntax.commands.test(text)) return call(named(text, token, cursor), commandArguments(cursor), token.span);
  if (cursor.syntax.isPerl && following?.kind === "name" && following.text === "new") cursor.at++;
  return named(text, token, cursor);
}

/** `use Module …;` is only named. */
function importing(token: Token, cursor: Cursor): Code {
  let { end } = token.span;
  for (let next = peek(cursor); next && !isSign(next, ";", "}"); next = peek(cursor)) {
    end = next.span.end;
    cursor.at++;
  }
  return { kind: "group", operator: importOperator, parts: [], span: { start: token.span.start, end } };
}

/** `for my $x (…) { … }`. */
function forLoop(token: Token, cursor: Cursor): Code | undefined {
  while (peek(cursor)?.kind === "name") cursor.at++;
  const variable = peek(cursor)?.kind === "variable" ? peek(cursor) : undefined;
  if (variable) cursor.at++;
  if (!isSign(peek(cursor), "(")) return undefined;
  const items: Code = { kind: "list", items: inBrackets(cursor), span: token.span };
  const body = isSign(peek(cursor), "{") ? inBrackets(cursor) : [];
  return loop([variable?.text ?? "$_"], spread(items), body, token.span);
}

/** Lists of Perl are flat. */
function spread(code: Code): Code {
  if (code.kind !== "list") return code;
  const items = code.items.map(
    (item): Entry => ({ kind: "entry", key: undefined, keySpan: item.span, value: item, span: item.span }),
  );
  return { ...code, items };
}

/** `map { … } list`. */
function mapping(token: Token, cursor: Cursor): Code {
  const inner = isSign(peek(cursor), "(");
  if (inner) cursor.at++;
  const body = isSign(peek(cursor), "{") ? inBrackets(cursor) : [];
  if (isSign(peek(cursor), ",")) cursor.at++;
  const items: Code = { kind: "list", items: commandArguments(cursor), span: token.span };
  if (inner && isSign(peek(cursor), ")")) cursor.at++;
  return loop(
    ["$_"],
    spread(items),
    body.length > 0 ? body : [named("$_", token, cursor)],
    token.span,
    token.text !== "grep" && token.text !== "sort",
  );
}

const lowKeywords = /^(?:if|unless|while|until|for|foreach|or|and|not|x|eq|ne|then|end|do|else|elsif|xor)$/;

/** Arguments without parentheses end with the statement. */
function commandArguments(cursor: Cursor): Code[] {
  const args: Code[] = [];
  // `print STDERR …`, `print {$fh} …`, `exec {"program"} …`.
  if (isSign(peek(cursor), "{")) args.push(...inBrackets(cursor));
  for (let token = peek(cursor); token && !isSign(token, ";", ")", "]", "}"); token = peek(cursor)) {
    if (token.kind === "name" && lowKeywords.test(token.text)) break;
    if (!cursor.syntax.isPerl && token.apart && args.length > 0 && !isSign(cursor.tokens[cursor.at - 1], ",")) break;
    const before = cursor.at;
    const code = expression(cursor);
    if (code) args.push(code);
    if (cursor.at === before) cursor.at++;
  }
  return args;
}

/** The parts between the bracket at hand and the one that closes it. */
function inBrackets(cursor: Cursor): Code[] {
  cursor.at++;
  const found = statements(cursor);
  if (isSign(peek(cursor), ")", "]", "}")) cursor.at++;
  return found;
}

function bracketed(token: Token, cursor: Cursor): Code | undefined {
  if (!isSign(token, "(", "[", "{")) {
    if (isSign(token, "-", "!", "\\", "+", "~", "<", "&", "@", "%", "$")) {
      cursor.at++;
      const operand = postfix(primary(cursor), cursor);
      if (!operand || token.text !== "-") return operand;
      return { kind: "group", operator: "-", parts: [operand], span: token.span };
    }
    return undefined;
  }
  const items = inBrackets(cursor);
  const [only] = items;
  if (token.text === "(" && only && items.length === 1) return only;
  if (token.text === "{") return { kind: "group", operator: "last", parts: items, span: token.span };
  return { kind: "list", items, span: token.span };
}

/** `->name(…)`, `.name(…)`, `[…]`, `{key}`, `(…)`. */
function postfix(start: Code | undefined, cursor: Cursor): Code | undefined {
  let code = start;
  while (code) {
    const token = peek(cursor);
    const after = cursor.tokens[cursor.at + 1];
    const isMember =
      isSign(token, "->", "|>") ||
      (isSign(token, ".", "::") && !cursor.syntax.isPerl && after?.kind === "name" && !after.apart);
    if (isMember && after?.kind === "name") {
      cursor.at += 2;
      code = {
        kind: "member",
        object: code,
        property: after.text,
        span: { start: code.span.start, end: after.span.end },
      };
      if (isSign(peek(cursor), "(")) code = call(code, inBrackets(cursor), code.span);
      else if (cursor.syntax.isPerl) code = call(code, [], code.span);
    } else if (isSign(token, "->") && isSign(after, "[", "{", "(")) cursor.at++;
    else if (isSign(token, "(") && !token?.apart && code.kind !== "literal")
      code = call(code, inBrackets(cursor), code.span);
    else if (isSign(token, "[", "{") && !token?.apart && (code.kind === "name" || code.kind === "member"))
      code = element(code, cursor);
    else return code;
  }
  return code;
}

function element(object: Code, cursor: Cursor): Code {
  const [index] = inBrackets(cursor);
  const fixed =
    index?.kind === "literal"
      ? String(index.value)
      : index?.kind === "name" && !/^[$@%]/.test(index.name)
        ? index.name
        : undefined;
  return { kind: "member", object, property: fixed ?? "*", ...(index ? { index } : {}), span: object.span };
}
