import { child, childOfType, childrenOf, type SyntaxNode } from "../syntax.ts";
import { type Code, type Scope, wholeModule } from "./code.ts";
import { plainType } from "./pythonDefinitions.ts";
import {
  bind,
  group,
  importOperator,
  loop,
  type NodeReader,
  newScope,
  type Reading,
  readField,
  setOwnerMember,
  spanOf,
  targetNames,
  textOf,
} from "./reading.ts";

/** `x = …`, `x: T = …`, `self.x = …`, `(x := …)`. */
export const assignment: NodeReader = (node, scope, reading) => {
  const target = child(node, "left") ?? child(node, "name");
  const valueNode = child(node, "right") ?? child(node, "value");
  const value = valueNode && reading.read(valueNode, scope, reading);
  const typeNode = child(node, "type");
  const type = typeNode && plainType(reading.read(typeNode, scope, reading), scope);
  if (target?.type === "identifier") return declare(target, value, type, scope, reading, node);
  if (target?.type === "pattern_list" || target?.type === "tuple_pattern") {
    for (const part of target.children) {
      if (part.type === "identifier")
        bind(scope, textOf(part, reading), { kind: "value", value: undefined, type: undefined });
    }
    const targets = targetNames(target, reading);
    return { kind: "declaration", name: undefined, targets, nameSpan: spanOf(target), value, span: spanOf(node) };
  }
  const left = target ? reading.read(target, scope, reading) : group(node, []);
  if (left.kind === "member" && left.object.kind === "name" && left.object.name === "self") {
    setOwnerMember(scope, left.property, { kind: "value", value, type });
  }
  return group(node, value ? [left, value] : [left], "=");
};

function declare(
  target: SyntaxNode,
  value: Code | undefined,
  type: Code | undefined,
  scope: Scope,
  reading: Reading,
  node: SyntaxNode,
): Code {
  const text = textOf(target, reading);
  bind(scope, text, { kind: "value", value, type });
  return { kind: "declaration", name: text, nameSpan: spanOf(target), value, span: spanOf(node) };
}

/** `with open(p) as f`, `except E as e`. */
export const asPattern: NodeReader = (node, scope, reading) => {
  const [valueNode] = node.children;
  const target = child(node, "alias")?.children[0];
  const value = valueNode && reading.read(valueNode, scope, reading);
  if (target?.type === "identifier") return declare(target, value, undefined, scope, reading, node);
  return group(node, value ? [value] : []);
};

/** `if`, `elif`. */
export const branch: NodeReader = (node, scope, reading) => {
  const [first, ...rest] = childrenOf(node, "alternative");
  const consequence = child(node, "consequence");
  return {
    kind: "branch",
    condition: readField(node, "condition", scope, reading),
    consequence: consequence ? [reading.read(consequence, scope, reading)] : [],
    alternative: first
      ? [reading.read(first, scope, reading), ...rest.map((part) => reading.read(part, scope, reading))]
      : [],
    span: spanOf(node),
  };
};

/** `a if b else c`. */
export const conditional: NodeReader = (node, scope, reading) => {
  const [then, condition, otherwise] = node.children.map((part) => reading.read(part, scope, reading));
  return {
    kind: "branch",
    condition: condition ?? group(node, []),
    consequence: then ? [then] : [],
    alternative: otherwise ? [otherwise] : [],
    span: spanOf(node),
  };
};

/** A match becomes one branch for each case. */
export const match: NodeReader = (node, scope, reading) => {
  const subject = readField(node, "subject", scope, reading);
  const cases = childrenOf(child(node, "body") ?? node, "alternative").map((part): Code => {
    const labels = part.children
      .filter((label) => label.type === "case_pattern")
      .flatMap((label) => (label.children[0]?.type === "union_pattern" ? label.children[0].children : label.children))
      .map((label) => group(label, [subject, reading.read(label, scope, reading)], "=="));
    return {
      kind: "branch",
      condition: group(part, labels, "or"),
      consequence: [readField(part, "consequence", scope, reading)],
      alternative: [],
      span: spanOf(part),
    };
  });
  return group(node, [subject, ...cases]);
};

/** `for x in xs: …`. */
export const forStatement: NodeReader = (node, scope, reading) =>
  loop(
    node,
    targetNames(child(node, "left"), reading),
    readField(node, "right", scope, reading),
    (inner) => ["body", "alternative"].map((field) => readField(node, field, inner, reading)),
    scope,
  );

/** `[f(x) for x in xs if y]`: the clauses nest, the first outermost. */
export const comprehension: NodeReader = (node, scope, reading) => {
  const inner = newScope(scope);
  const clauses = node.children.filter((part) => part.field !== "body");
  const build = (at: number): Code => {
    const clause = clauses[at];
    if (!clause) return readField(node, "body", inner, reading);
    if (clause.type !== "for_in_clause")
      return group(clause, [reading.read(clause, inner, reading), build(at + 1)], "if");
    const names = targetNames(child(clause, "left"), reading);
    return loop(node, names, readField(clause, "right", inner, reading), () => [build(at + 1)], inner, true);
  };
  return build(0);
};

/** return, raise, break, continue. */
export const exit: NodeReader = (node, scope, reading) => {
  const inner = node.children.find((part) => part.type !== "comment");
  const returns = node.type === "return_statement";
  return { kind: "exit", returns, value: inner && reading.read(inner, scope, reading), span: spanOf(node) };
};

/** `import a.b`, `import a.b as c`: only binds names. */
export const importStatement: NodeReader = (node, scope, reading) => {
  for (const part of childrenOf(node, "name")) {
    const aliased = child(part, "alias");
    const full = textOf(aliased ? (child(part, "name") ?? part) : part, reading);
    // `import a.b` binds `a`; `import a.b as c` binds `c` to `a.b`.
    const module = aliased ? full : (full.split(".")[0] ?? full);
    bind(scope, aliased ? textOf(aliased, reading) : module, {
      kind: "import",
      module,
      imported: wholeModule,
      link: reading.link,
    });
  }
  return group(node, [], importOperator);
};

/** `from a import b as c`: only binds names. */
export const importFrom: NodeReader = (node, scope, reading) => {
  const source = child(node, "module_name");
  const module = source ? textOf(source, reading) : "";
  for (const part of childrenOf(node, "name")) {
    const imported = child(part, "name") ?? part;
    const local = child(part, "alias") ?? part;
    const binding = { kind: "import", module, imported: textOf(imported, reading), link: reading.link } as const;
    bind(scope, textOf(local, reading), binding);
  }
  if (childOfType(node, "wildcard_import")) reading.exports?.stars.push(module);
  return group(node, [], importOperator);
};
