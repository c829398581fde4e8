/** Evaluates PowerShell's expressions, after judging the commands and calls in them. */
import { readAct } from "../../access.ts";
import { isKnownType } from "../../programs/powershell/dotnet.ts";
import { callMember, readProperty } from "../../programs/powershell/members.ts";
import { hole, marked, plain } from "../../text.ts";
import { addAct, note } from "../run.ts";
import type { Expression, Part } from "./ast.ts";
import { callFor, type Frame } from "./frame.ts";
import { binary, cast, index, typeName, unary } from "./operators.ts";
import {
  anyOf,
  itemsOf,
  joined,
  listOf,
  numberOf,
  objectOf,
  setValue,
  textOfValue,
  unknown,
  type Value,
} from "./values.ts";
import { readVariable } from "./variables.ts";

export function evaluateExpression(node: Expression, frame: Frame, stdin?: Value): Value {
  return (expressions[node.kind] as Evaluate<Expression>)(node, frame, stdin);
}

type Of<K extends Expression["kind"]> = Extract<Expression, { kind: K }>;
type Evaluate<E extends Expression> = (node: E, frame: Frame, stdin: Value | undefined) => Value;

const expressions: { readonly [K in Expression["kind"]]: Evaluate<Of<K>> } = {
  string: (node, frame) => evaluateParts(node.parts, frame, node.quoted),
  number: (node) => ({ ...plain(String(node.value)), type: "number" }),
  variable: (node, frame) => evaluateVariable(node, frame),
  type: (node) => ({ ...plain(`[${node.name}]`), type: `type:${typeName(node.name)}` }),
  cast: (node, frame) => cast(node.type, evaluateExpression(node.of, frame)),
  unary: (node, frame) => {
    const value = evaluateExpression(node.of, frame);
    return /^(?:step|\+\+|--)$/.test(node.operator) ? step(node, value, frame) : unary(node.operator, value);
  },
  binary: evaluateBinary,
  choice: (node, frame) => {
    evaluateExpression(node.test, frame);
    frame.scope.uncertain++;
    const either = node.either.map((part) => evaluateExpression(part, frame));
    frame.scope.uncertain--;
    return anyOf(either);
  },
  list: (node, frame) => listOf(node.items.map((item) => evaluateExpression(item, frame))),
  array: (node, frame, stdin) => {
    const value = frame.mind.statements(node.body, frame, stdin);
    return value.items ? value : { ...value, items: itemsOf(value) };
  },
  sub: (node, frame, stdin) => frame.mind.statements(node.body, frame, stdin),
  paren: (node, frame, stdin) => {
    const printed = frame.mind.statements(node.body, frame, stdin);
    const last = node.body.at(-1);
    // An assignment in parentheses is also its value.
    return last?.kind === "assign" ? evaluateExpression(last.target, frame) : printed;
  },
  hash: (node, frame) => {
    const entries = new Map<string, Value>();
    for (const { key, value } of node.entries)
      entries.set(evaluateExpression(key, frame).value.toLowerCase(), frame.mind.statements([value], frame));
    return { ...marked("", [...entries.values()]), entries };
  },
  block: (node, frame) => ({ ...plain(node.block.text), block: frame.mind.closure(node.block, frame.scope.source) }),
  member: (node, frame) => {
    const name = evaluateExpression(node.name, frame).value.toLowerCase();
    if (node.of.kind === "type")
      return readProperty(callFor(frame, node), undefined, fullType(node.of.name, frame), name);
    const owner = evaluateExpression(node.of, frame);
    return readProperty(callFor(frame, node), owner, node.fixed ? owner.type : undefined, name);
  },
  call: evaluateCall,
  index: (node, frame) => index(evaluateExpression(node.of, frame), evaluateExpression(node.index, frame)),
};

/** `'a' + 'b' + …` leans to the left as long as the line is, so its left side is walked in a loop. */
function evaluateBinary(node: Of<"binary">, frame: Frame): Value {
  const spine: Of<"binary">[] = [node];
  let left: Expression = node.left;
  for (; left.kind === "binary"; left = left.left) spine.push(left);
  let value = evaluateExpression(left, frame);
  for (const { operator, right } of spine.reverse()) value = binary(operator, value, evaluateExpression(right, frame));
  return value;
}

function evaluateParts(parts: readonly Part[], frame: Frame, quoted: boolean): Value {
  const [only] = parts;
  const texts = parts.map((part) =>
    typeof part === "string" ? plain(part) : textOfValue(evaluateExpression(part, frame)),
  );
  const whole = parts.length === 1 && only !== undefined && typeof only === "string" ? plain(only) : joined(texts);
  return !quoted && parts.some((part) => typeof part === "string" && /[*?[]/.test(part))
    ? { ...whole, glob: true }
    : whole;
}

/** Where the namespaces that the text uses are kept. */
export const namespaces = "using namespace";

/** A type as the tables have it, found in the namespaces that are used. */
function fullType(written: string, frame: Frame): string {
  const name = typeName(written);
  const used = frame.scope.variables.get(namespaces) ?? [];
  return used.map((space) => typeName(`${space.value}.${name}`)).find(isKnownType) ?? name;
}

function evaluateVariable(node: Of<"variable">, frame: Frame): Value {
  const drive = /^([a-z]+):(.*)$/s.exec(node.name);
  if (drive && !frame.scope.variables.has(node.name) && !/^(?:env|function|alias)$/.test(drive[1] as string)) {
    const read = readAct({ text: node.name, cwd: frame.scope.cwd }, frame.run.place);
    addAct(frame.run, read, node);
    return read.rule === "reads-secret" ? { value: hole, secret: true } : unknown;
  }
  return readVariable(node.name, frame.scope, frame.run);
}

function step(node: Of<"unary">, value: Value, frame: Frame): Value {
  const number = numberOf(value);
  if (node.of.kind === "variable")
    setValue(
      frame.scope,
      node.of.name,
      number === undefined ? unknown : { ...plain(String(number + 1)), type: "number" },
    );
  return marked(hole, [value]);
}

function evaluateCall(node: Of<"call">, frame: Frame, stdin: Value | undefined): Value {
  const name = evaluateExpression(node.name, frame).value.toLowerCase();
  const staticType = node.of.kind === "type" ? fullType(node.of.name, frame) : undefined;
  const owner = staticType === undefined ? evaluateExpression(node.of, frame) : undefined;
  const args = node.args.map((argument) => evaluateExpression(argument, frame));
  const call = callFor(frame, node, stdin);
  if (name.includes(hole)) {
    note(call, "hidden-command");
    return unknown;
  }
  if (staticType !== undefined && frame.scope.functions.has(`[${staticType}]`))
    return objectOf(`class:${staticType}`, args);
  const fixed = staticType ?? (node.fixed ? owner?.type?.replace(/^type:/, "") : undefined);
  const answered = callMember({ call, owner, type: fixed, name, args });
  fillBuffers(node, owner, name, frame);
  return answered;
}

/** What reads from a stream puts it into the variable it is handed. */
function fillBuffers(node: Of<"call">, owner: Value | undefined, name: string, frame: Frame): void {
  if (!owner?.remote || !/^(?:read|receive)/.test(name)) return;
  for (const argument of node.args)
    if (argument.kind === "variable") frame.scope.variables.set(argument.name, [{ value: hole, remote: true }]);
}
