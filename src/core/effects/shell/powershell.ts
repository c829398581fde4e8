/** Runs PowerShell text in the mind. The entry to judging PowerShell. */
import { hole, plain, type Text } from "../text.ts";
import { withoutMarks } from "./bashWords.ts";
import { mind } from "./powershell/evaluate.ts";
import { readScript } from "./powershell/statements.ts";
import { flatMarks } from "./powershell/values.ts";
import { type Invocation, maxDepth, maxTextLength, note, type Scope, word } from "./run.ts";

type Caller = Pick<Invocation, "run" | "scope" | "span" | "stdin">;

/** Judges every command in the text; what it prints, as far as known. */
export function evaluatePowerShell(caller: Caller, text: string): Text {
  const { run, span } = caller;
  const source = withoutMarks(text);
  const whole = { run, span, words: [word(text, span)] };
  if (run.depth >= maxDepth || source.length > maxTextLength) {
    note(whole, "cannot-be-parsed");
    return plain(hole);
  }
  const { block, broken } = readScript(source);
  if (broken || source.includes(hole)) note(whole, "cannot-be-parsed");
  const scope: Scope = { ...caller.scope, dialect: "powershell", source };
  run.depth++;
  for (const { value } of block.parameters) if (value) mind.expression(value, { run, scope, mind });
  const printed = mind.statements(block.body, { run, scope, mind }, caller.stdin);
  run.depth--;
  const isShown = run.depth === 0 && run.acts.every((act) => act.grade === "allow");
  if (isShown && flatMarks([printed]).secret) note(whole, "reads-secret", { target: "a variable that holds a secret" });
  return printed;
}
