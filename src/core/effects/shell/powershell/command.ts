/** Runs one PowerShell command in the mind: what its name means, which words it gets. */
import { aliasOf, isCmdlet } from "../../programs/powershell.ts";
import { hole, marked, plain, unknownText } from "../../text.ts";
import { type Invocation, note } from "../run.ts";
import type { Element, Stage } from "./ast.ts";
import { evaluateExpression } from "./expression.ts";
import { callFor, type Frame } from "./frame.ts";
import { type Argument, itemsOf, textOfValue, unknown, type Value } from "./values.ts";
import { readVariable } from "./variables.ts";

export function runCommand(node: Extract<Stage, { kind: "command" }>, frame: Frame, stdin: Value | undefined): Value {
  const words = node.elements.flatMap((element) => argumentsOf(element, frame));
  const [first] = words;
  if (!first) return stdin ?? unknown;
  const call = { ...callFor(frame, node, stdin), words };
  if (first.block && node.operator !== "")
    return first.block({ run: frame.run, scope: frame.scope, span: call.span, stdin, args: words.slice(1) });
  if (node.operator !== "" && first.remote) note(call, "runs-remote-code");
  return invokeNamed(call, first, stdin);
}

/** Functions first, then cmdlets, then programs. */
function invokeNamed(call: Invocation, first: Argument, stdin: Value | undefined): Value {
  const written = textOfValue(first, "").value.replace(/^[\w.]+\\(?=[a-z]+-\w+$)/i, "");
  const lower = written.toLowerCase();
  const alias = call.scope.aliases.get(lower) ?? aliasOf(lower);
  const name = alias ?? written;
  const { engine } = call.run;
  const defined = call.scope.functions.get(name.toLowerCase()) ?? call.scope.functions.get(lower);
  if (defined) return engine.callFunction(call, defined) ?? unknownText;
  const named: Argument = { ...textOfValue(first), value: name, span: first.span };
  const rest = call.words.slice(1) as Argument[];
  if (name.includes(hole) || isCmdlet(name)) return engine.invoke({ ...call, words: [named, ...rest] });
  const before = blocksOf(rest);
  const printed = engine.invoke({
    ...call,
    words: [named, ...rest.flatMap(nativeWords)],
    stdin: stdin && textOfValue(stdin, "\n"),
  });
  // A program nobody knows may be a command of a module, which runs the blocks it is given.
  for (const block of before) block({ run: call.run, scope: call.scope, span: call.span, stdin });
  return printed;
}

function blocksOf(words: readonly Argument[]): readonly NonNullable<Value["block"]>[] {
  return words.flatMap((word) => (word.block ? [word.block] : []));
}

/** A program gets the members of an array one by one, and only text. */
function nativeWords(word: Argument): Argument[] {
  const { span } = word;
  if (!word.items) return [{ ...textOfValue(word), span, ...(word.glob ? { glob: true } : {}) }];
  return word.items.map((item) => ({ ...textOfValue(item), span }));
}

function argumentsOf(element: Element, frame: Frame): Argument[] {
  const span = { start: element.start, end: element.end };
  if (element.kind === "parameter") {
    if (!element.value) return [{ ...plain(`-${element.name}`), span, parameter: true }];
    return [glued(element.name, evaluateExpression(element.value, frame), span)];
  }
  const { value: node } = element;
  if (node.kind === "variable" && node.splat) return splat(readVariable(node.name, frame.scope, frame.run), span);
  const value = evaluateExpression(node, frame);
  const isBare = node.kind === "string" && !node.quoted;
  return [{ ...value, span, ...(isBare && /^[-\u2013-\u2015][a-z]/i.test(value.value) ? { parameter: true } : {}) }];
}

/** `-Name:value` is one word. */
function glued(name: string, value: Value, span: Argument["span"]): Argument {
  return { ...value, value: `-${name}:${value.value}`, span, parameter: true };
}

/** `@table` stands for the parameters it holds, `@array` for its members. */
function splat(value: Value, span: Argument["span"]): Argument[] {
  if (value.entries) return [...value.entries].map(([name, entry]) => glued(name, entry, span));
  if (value.items) return itemsOf(value).map((item) => ({ ...item, span }));
  return [{ ...marked(hole, [value]), span }];
}
