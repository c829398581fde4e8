import type { Effect } from "../../model/effect.ts";
import type { Call } from "../../parse/code/code.ts";
import { stringOf, visibleText } from "../../parse/code/resolve.ts";

/** Calls whose first argument names what is asked for: a command of the editor, a request of a protocol. */

interface Row {
  readonly name: RegExp;
  readonly effects: readonly Effect[];
}

interface Refined {
  readonly effects: readonly Effect[];
  readonly detail?: string;
}

/** The effects of the first row that the name fits; `unknown` where the name is computed. */
function byName(call: Call, rows: readonly Row[], unknown: readonly Effect[]): Refined {
  const name = stringOf(call.args[0]);
  if (name === undefined) return { effects: unknown };
  return { effects: rows.find((row) => row.name.test(name))?.effects ?? [], detail: `with ${name}` };
}

/** Commands of VS Code. */
const editorCommands: readonly Row[] = [
  // They look at files and answer edits, which are left to be applied.
  { name: /^vscode\.(?:execute\w+Provider|provide\w+|prepare\w+)$/, effects: ["read-files"] },
  { name: /terminal|task|debug|shell|\brun|exec/i, effects: ["run-code"] },
  { name: /^workbench\.extensions\.(?:un)?install/, effects: ["install-package"] },
  {
    name: /^workbench\.action\.files\.(?:save|revert)|^(?:editor\.action|notebook)\.(?:format|organizeImports|fixAll)/,
    effects: ["write-files"],
  },
  { name: /^git\.(?:push|publish|sync)/, effects: ["send-outward"] },
];

/** Requests of the debug adapter protocol: most only look at a program that stands still. */
const debugRequests: readonly Row[] = [
  {
    name: /^(?:evaluate|setVariable|setExpression|launch|attach|runInTerminal|goto|restart\w*)$/,
    effects: ["run-code"],
  },
];

/** What Bedrock's code interpreter is asked to do. */
const interpreterRequests: readonly Row[] = [
  { name: /^(?:execute|start)/, effects: ["run-code"] },
  { name: /^write/, effects: ["write-files"] },
  { name: /^remove/, effects: ["delete-files"] },
  { name: /^(?:read|list)/, effects: ["read-files"] },
];

/** Commands of IMAP behind `uid`, and the same as methods. */
const mailCommands: readonly Row[] = [
  { name: /^(?:fetch)$/i, effects: ["fetch-network", "read-untrusted"] },
  { name: /^(?:search|select|examine|status|list|lsub|sort|thread|noop)$/i, effects: ["fetch-network"] },
  { name: /^(?:expunge|delete)$/i, effects: ["send-outward", "destroy-data"] },
  {
    name: /^(?:store|copy|move|append|create|rename|subscribe|unsubscribe|setannotation|setquota)$/i,
    effects: ["send-outward"],
  },
  { name: /^(?:setacl|deleteacl)$/i, effects: ["change-access", "send-outward"] },
];

export const refineEditorCommand = (call: Call): Refined => byName(call, editorCommands, ["run-code"]);
export const refineDebugRequest = (call: Call): Refined => byName(call, debugRequests, ["run-code"]);
export const refineInterpreter = (call: Call): Refined => byName(call, interpreterRequests, ["run-code"]);

/** `mail.store(id, "+FLAGS", "\\Deleted")`, `mail.uid("MOVE", id, folder)`. */
export function refineMail(call: Call, symbol: string): Refined {
  const method = symbol.slice(symbol.lastIndexOf(".") + 1);
  const command = method === "uid" ? stringOf(call.args[0]) : method;
  if (command === undefined) return { effects: ["fetch-network", "send-outward"] };
  const effects = mailCommands.find(({ name }) => name.test(command))?.effects ?? [];
  const removes = effects.includes("send-outward") && call.args.some((arg) => /\\?Deleted\b/.test(visibleText(arg)));
  return { effects: removes ? [...effects, "destroy-data"] : effects };
}
