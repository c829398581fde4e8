import { child } from "../syntax.ts";
import type { Code } from "./code.ts";
import { blockScope, group, type NodeReader, newScope, readAll, spanOf } from "./reading.ts";

/** A block has a scope of its own. */
export const block: NodeReader = (node, outer, reading) => {
  const scope = blockScope(node, outer, reading);
  return group(
    node,
    readAll(node.children, (part) => reading.read(part, scope, reading)),
  );
};

/** `if` and `? :`. */
export const branch: NodeReader = (node, scope, reading) => {
  const [condition, then, otherwise] = ["condition", "consequence", "alternative"].map((field) => child(node, field));
  return {
    kind: "branch",
    condition: condition ? reading.read(condition, scope, reading) : group(node, []),
    consequence: then ? [reading.read(then, scope, reading)] : [],
    alternative: otherwise ? [reading.read(otherwise, scope, reading)] : [],
    span: spanOf(node),
  };
};

/** A switch becomes one branch for each body, with the labels that share it joined by "||". */
export const switchStatement: NodeReader = (node, outer, reading) => {
  const scope = newScope(outer);
  const subjectNode = child(node, "value");
  const subject = subjectNode ? reading.read(subjectNode, scope, reading) : group(node, []);
  const branches: Code[] = [];
  let labels: Code[] = [];
  for (const part of child(node, "body")?.children ?? []) {
    const valueNode = child(part, "value");
    if (valueNode) labels.push(group(part, [subject, reading.read(valueNode, scope, reading)], "==="));
    const body = part.children.filter((statement) => statement.field === "body");
    if (body.length === 0) continue;
    const then = readAll(body, (statement) => reading.read(statement, scope, reading));
    branches.push({
      kind: "branch",
      condition: group(part, labels, "||"),
      consequence: then,
      alternative: [],
      span: spanOf(part),
    });
    labels = [];
  }
  return group(node, [subject, ...branches]);
};

/** return, throw, break, continue. */
export const exit: NodeReader = (node, scope, reading) => {
  const inner = node.children.find((part) => part.type !== "comment" && part.type !== "statement_identifier");
  const returns = node.type === "return_statement";
  return { kind: "exit", returns, value: inner && reading.read(inner, scope, reading), span: spanOf(node) };
};
