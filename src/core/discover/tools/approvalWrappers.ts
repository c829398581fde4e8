import { asksAnywhere } from "../../effects/code/questions.ts";
import type { Confirmation } from "../../model/definition.ts";
import type { Call, Code, CodeFile } from "../../parse/code/code.ts";
import { entriesOf, functionOf, resolveValue, stringOf, writtenName } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";
import { itemsOf } from "../ecmascript/toolItems.ts";

/**
 * Tools that are wrapped where an agent gets them, so that each use waits for a person:
 * `tools=[with_async_user_confirmation(transfer)]`, `add_human_in_the_loop(book)`,
 * `&InvokableApprovableTool{InvokableTool: transferTool}`.
 */
const wrappers =
  /^(?:with_?(?:async_?)?(?:user_?|human_?)?(?:confirmation|approval|authorization)|(?:add|with)_?human_?in_?the_?loop|(?:require|requires|needs)_?(?:approval|confirmation|human_?approval)|\w*(?:Approvable|ApprovalRequired|HumanApproval|ConfirmedTool|ReviewEdit)\w*)$/i;
/** Signing in is a person's only where the person is asked afresh each time, on another device. */
const signsIn = /^with_?authorization$/i;
const anyWrapper = /confirmation|approv|human_?in_?the_?loop|authorization|ReviewEdit/i;

/** A cheap look: without one of these words in its text a file wraps nothing. */
export function mentionsWrapper(text: string): boolean {
  return anyWrapper.test(text);
}

/** What wrappers say of the tools they are handed, by the names of these. */
export function wrappedApprovals(file: CodeFile): ReadonlyMap<string, Confirmation> {
  const found = new Map<string, Confirmation>();
  const plain = new Set<string>();
  walkKinds(file.body, ["call", "list"], (part) => {
    if (part.kind === "list") for (const item of part.items) for (const name of namesOf(item)) plain.add(name);
    if (part.kind !== "call") return undefined;
    const by = /\w+$/.exec(writtenName(part.callee))?.[0] ?? "";
    if (!wrappers.test(by) || signsIn.test(by) || asksNobody(part)) return undefined;
    for (const name of part.args.flatMap((arg) => namesOf(arg.kind === "entry" ? arg.value : arg)))
      found.set(name, { confirmed: "always", by, span: part.span });
    return undefined;
  });
  // Another agent of the file gets it as it is.
  for (const name of plain) found.delete(name);
  return found;
}

/**
 * `compose.WithInterruptBeforeNodes([]string{"ToolsNode"})` of eino, where the graph's tools stand in that node: it
 * stops before each use of one, and somebody has to go on.
 */
export function graphApproval(file: CodeFile): Confirmation | undefined {
  const stops = new Map<string, Confirmation>();
  const toolNodes = new Set<string>();
  walkKinds(file.body, ["call"], (part) => {
    if (part.kind !== "call") return undefined;
    const [first] = part.args;
    const symbol = symbolOf(part.callee) ?? "";
    if (/^github\.com\/cloudwego\/eino\/compose\.WithInterruptBeforeNodes$/.test(symbol) && first)
      for (const node of itemsOf(first)) {
        const name = stringOf(node);
        if (name !== undefined)
          stops.set(name, { confirmed: "conditional", by: "WithInterruptBeforeNodes", span: part.span });
      }
    const node = /(?:^|\.)AddToolsNode$/.test(writtenName(part.callee)) ? stringOf(first) : undefined;
    if (node !== undefined) toolNodes.add(node);
    return undefined;
  });
  return [...stops].find(([name]) => toolNodes.has(name))?.[1];
}

/** A wrapper of the project whose code asks nothing asks nobody, whatever it is called. */
function asksNobody({ callee }: Call): boolean {
  const own = functionOf(callee);
  if (own) return !asksAnywhere(own);
  const type = resolveValue(callee);
  if (type.kind !== "class") return false;
  const methods = [...type.members.values()].flatMap((member) => {
    const fn = member.kind === "value" && member.value ? functionOf(member.value) : undefined;
    return fn ? [fn] : [];
  });
  return methods.length > 0 && !methods.some(asksAnywhere);
}

/** Names under which a tool may be known: of its function, and the text that its maker is given. */
function namesOf(code: Code): string[] {
  if (code.kind !== "name" && code.kind !== "member" && code.kind !== "call") return [];
  const value = resolveValue(code);
  if (value.kind === "function") return value.name === undefined ? [] : [value.name];
  if (value.kind !== "call" || value.construct) return [];
  const given = entriesOf(value.args.find((arg) => entriesOf(arg).has("name") || entriesOf(arg).has("Name")));
  const name = stringOf(given.get("name")?.value ?? given.get("Name")?.value ?? value.args[0]);
  return name === undefined ? [] : [name];
}
