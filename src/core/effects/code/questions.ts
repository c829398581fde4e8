import { type Call, type Code, type FunctionCode, walk } from "../../parse/code/code.ts";
import { booleanOf, entriesOf, functionOf, lookup, returnsOf, writtenName } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";

/** What in code is a question to a person, and what of its answer. */

/**
 * `if not ctx.tool_call_approved` of Pydantic AI, `ctx.ToolConfirmation() == nil` of Google's ADK: the answer to the
 * same question, in the run that comes after it.
 */
const answeredBefore = /^(?:tool_call_approved|tool_?confirmation)$/i;

/** What a handler's own names hold of an answer that a person gave before this run. */
export function answersBefore(handler: FunctionCode): Set<string> {
  const names = new Set<string>();
  walk(handler.body, (part) => {
    if (part.kind === "declaration" && part.name !== undefined && part.value && looksAtAnswer(part.value, names))
      names.add(part.name);
    return undefined;
  });
  return names;
}

/** True of code that looks at an answer given before, or at one of these names that hold an answer. */
export function looksAtAnswer(code: Code, names: ReadonlySet<string>): boolean {
  let found = false;
  walk([code], (part) => {
    if (part.kind === "member" && answeredBefore.test(part.property)) found = true;
    if (part.kind === "name" && names.has(part.name)) found = true;
    return !found;
  });
  return found;
}

const questionNames =
  /(?:^|\.)(?:elicit|elicitInput|elicit_url|elicit_form|createElicitation|create_elicitation|request_confirmation|[rR]equestConfirmation|get_user_input|askUser|ask_user|promptUser|prompt_user|confirmWithUser|confirm_with_user|wait_for_event|InterruptWith)$|^(?:Console\.ReadLine|System\.Console\.ReadLine|rl\.question|readline\.question)$|^inputRequired(?:\.elicit)?$/;
const questionSymbols =
  /^(?:input|click\.confirm|typer\.confirm|rich\.prompt\.Confirm\.ask|questionary\.confirm|@inquirer\/prompts\.confirm|@clack\/prompts\.confirm|langgraph\.types\.interrupt|github\.com\/firebase\/genkit\/go\/ai\.InterruptWith|prompts\.default|inquirer\.prompt|@inquirer\/prompts\.select|rich\.prompt\.Prompt\.ask|survey\.AskOne|@langchain\/langgraph\.interrupt|@modelcontextprotocol\/server\.inputRequired(?:\.elicit)?)$/;

/**
 * A service of the project that asks for permission, and says what was answered: `permissions.Request(…)`,
 * `approvals.ask(…)`, `requestApproval(…)`.
 */
const permissionServices =
  /(?:^|[._])\w*?(?:permissions?|approvals?|consents?|confirmations?)(?:_?(?:service|manager|handler|gate|broker|provider|store|client|queue))?(?:\(\))?\.(?:a?request|a?ask|prompt|confirm|(?:request|ask|prompt|wait)_?(?:for_?)?(?:user_?|human_?)?(?:permission|approval|consent|confirmation|decision))(?:Async|_async)?$|(?:^|[._])(?:request|ask|prompt|await|wait)_?(?:for_?)?(?:user_?|human_?)(?:permission|approval|consent|confirmation)(?:Async|_async)?$|(?:^|[._])(?:(?:request|ask|wait_?for)_?(?:permission|approval|consent))(?:Async|_async)?$/i;
/** What a browser or a phone asks for itself, and grants of a service. */
const otherPermissions = /^(?:chrome|browser|navigator|Notification|drive|admin|iam)\b|Permissions?Android/;

function asksService(call: Call): boolean {
  const written = writtenName(call.callee);
  if (call.construct || !permissionServices.test(written) || otherPermissions.test(written)) return false;
  const own = functionOf(call.callee);
  // One that says yes to everything asks nobody.
  const answers = own ? returnsOf(own) : [];
  return own === undefined || answers.length === 0 || answers.some((answer) => booleanOf(answer) === undefined);
}

/** True of a call that asks a person, or stops until one has answered. */
export function isQuestion(call: Call): boolean {
  if (questionNames.test(writtenName(call.callee)) || asksService(call)) return true;
  const symbol = symbolOf(call.callee) ?? "";
  if (/^vscode\.window\.show(?:Warning|Information|Error)Message$/.test(symbol)) {
    return call.args.some((arg) => booleanOf(entriesOf(arg).get("modal")?.value) === true);
  }
  if (stopsRun(call)) return true;
  return questionSymbols.test(symbol);
}

/** Eino's interrupts, and what a tool of Pydantic AI raises until a person has approved the call. */
const stopping =
  /^(?:pydantic_ai(?:\.exceptions)?\.ApprovalRequired|github\.com\/cloudwego\/eino\/(?:components\/tool|compose|adk)\.(?:(?:Stateful|Composite)?Interrupt|InterruptAndRerun|NewInterruptAndRerunErr))$/;

const importedSymbol = (callee: Code) => (symbolOf(callee) ?? "").replace(/\(\)$/, "");

/** `ctx.interrupt({…})` of a run that is handed in, also taken out of it: what comes after runs when a person has answered. */
export function stopsRun({ callee, args }: Call): boolean {
  if (stopping.test(importedSymbol(callee))) return true;
  if (callee.kind === "member") {
    // `kernel.interrupt()` stops what runs there, and tells nobody why.
    if (callee.property === "interrupt" && args.length === 0) return false;
    const root = rootOf(callee);
    if (callee.property === "ask" && root?.kind === "parameter") return asksHost(args[0]);
    return /^(?:interrupt|InterruptWith|suspend)$/.test(callee.property) && root?.kind === "parameter";
  }
  if (callee.kind !== "name" || !/^(?:interrupt|suspend)$/.test(callee.name)) return false;
  const binding = lookup(callee.scope, callee.name);
  return binding?.kind === "parameter" || (binding?.kind === "value" && binding.value?.kind !== "function");
}

/** `ctx.ask({ permission, patterns, … })` of OpenCode, which throws where it is refused (read in plugins, 2026-11-26). */
function asksHost(question: Code | undefined): boolean {
  const entries = question && entriesOf(question);
  return entries?.has("permission") === true && entries.has("patterns");
}

function rootOf(code: Code): ReturnType<typeof lookup> {
  let at = code;
  while (at.kind === "member") at = at.object;
  return at.kind === "name" ? lookup(at.scope, at.name) : undefined;
}

/** True of code that asks a person somewhere, also in a helper. */
export function asksAnywhere(code: FunctionCode): boolean {
  return asksInside(code, new Set());
}

function asksInside(code: FunctionCode, visited: Set<FunctionCode>): boolean {
  if (visited.has(code)) return false;
  visited.add(code);
  let found = false;
  walk(code.body, (part) => {
    if (found) return false;
    if (part.kind !== "call") return undefined;
    const helper = functionOf(part.callee);
    found = isQuestion(part) || (helper !== undefined && asksInside(helper, visited));
    return undefined;
  });
  return found;
}
