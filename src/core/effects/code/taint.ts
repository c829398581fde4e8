import { type Code, type FunctionCode, type Parameter, walk } from "../../parse/code/code.ts";
import { lookup, resolveValue, writtenName } from "../../parse/code/resolve.ts";
import { rememberAnswers } from "../../rememberAnswers.ts";

/** Names of a function's parameters that hold what the model wrote, with the model's own name for each. */
export type Tainted = ReadonlyMap<string, string>;

const handedIn =
  /^(?:self|cls|this|ctx|context|_?ctx|tool_?context|run_?context|runtime|state|config|callback_?manager|run_?manager|extra|session|request|deps|wrapper|agent)$/i;
const contextTypes = /Context|Runtime|Injected|State|Wrapper|Config|Session|Depends|Client|Callback/;
/** Types whose values cannot carry a command, a path or a query. */
const inertTypes =
  /^(?:int|float|bool|complex|UUID|uuid\.UUID|date|datetime|Decimal|Literal|number|boolean|bigint|Enum)\b/;

/** What the model fills in, by the names that the handler gives it. `inert` are parameters whose schema leaves no free text. */
export function modelInput(handler: FunctionCode, python: boolean, inert: ReadonlySet<string>): Tainted {
  const found = new Map<string, string>();
  const params = python ? handler.params : handler.params.slice(0, 1);
  for (const param of params) {
    if (isInert(param)) continue;
    for (const field of param.fields) if (!inert.has(field)) found.set(field, field);
    if (param.name && param.fields.length === 0 && !handedIn.test(param.name) && !inert.has(param.name)) {
      found.set(param.name, param.name);
    }
  }
  return found;
}

function isInert({ type }: Parameter): boolean {
  if (!type) return false;
  let written = "";
  walk([type], (part) => {
    if (part.kind === "name") written ||= writtenName(part);
    return undefined;
  });
  if (inertTypes.test(written) || contextTypes.test(writtenName(type))) return true;
  const made = resolveValue(type);
  return made.kind === "class" && made.bases.some((base) => /(?:^|\.)\w*Enum$/.test(writtenName(base)));
}

/** Methods whose answer is the same text still. */
const samePassing =
  /^(?:trim|strip|lstrip|rstrip|toLowerCase|toUpperCase|lower|upper|toString|trimEnd|trimStart|format|concat|join|get)$/;
const sameCalls = /^(?:str|String)$/;

/** The parameter of the model that the value of an expression still is, or holds as a part. */
export function originOf(code: Code | undefined, tainted: Tainted, steps = 10): string | undefined {
  if (!code || steps <= 0) return undefined;
  const first = (list: readonly Code[]) =>
    list.map((part) => originOf(part, tainted, steps - 1)).find((name) => name !== undefined);
  switch (code.kind) {
    case "name": {
      const binding = lookup(code.scope, code.name);
      if (binding?.kind === "parameter") return tainted.get(code.name);
      return binding?.kind === "value" ? originOf(binding.value, tainted, steps - 1) : undefined;
    }
    case "member":
      return memberOrigin(code, tainted, steps);
    case "template":
      return first(code.holes);
    case "group":
      return /^(?:\+|%|\?\?|\|\||or|\/)$/.test(code.operator ?? "") ? first(code.parts) : undefined;
    case "branch":
      return first([...code.consequence, ...code.alternative]);
    case "call": {
      if (sameCalls.test(writtenName(code.callee))) return originOf(code.args[0], tainted, steps - 1);
      const { callee } = code;
      if (callee.kind !== "member" || !samePassing.test(callee.property)) return undefined;
      const own = originOf(callee.object, tainted, steps - 1);
      return own ?? (callee.property === "format" ? first(code.args) : undefined);
    }
    case "entry":
      return originOf(code.value, tainted, steps - 1);
    default:
      return undefined;
  }
}

/** `args.path`, `arguments["path"]`: a field of what the model sent. */
function memberOrigin(code: Code & { kind: "member" }, tainted: Tainted, steps: number): string | undefined {
  if (code.property === "length") return undefined;
  const own = originOf(code.object, tainted, steps - 1);
  if (own === undefined) return undefined;
  return code.property === "*" ? own : code.property;
}

const validators =
  /valid|safe|sanit|resolve|normali[sz]e|realpath|relative|basename|secure|check|assert|ensure|allow|contain|inside|startsWith|startswith|escape|quote|encode|parse|match|test|include|isalnum|isdigit|guard|verify|whitelist|permitted|filter/i;

/** Names that sound like a check and are the act. */
const acts = /^check_(?:output|call)$/;

/** Parameters that the code looks at before it uses them: their values may be limited, and nothing is claimed. */
export function lookedAt(bodies: readonly (readonly Code[])[], tainted: Tainted): ReadonlySet<string> {
  const found = new Set<string>();
  const mark = (code: Code) => {
    const origin = originOf(code, tainted);
    if (origin !== undefined) found.add(origin);
  };
  for (const body of bodies) {
    walk(body, (part) => {
      if (part.kind === "branch" && !isPresence(part.condition)) walk([part.condition], (inner) => void mark(inner));
      if (part.kind === "call" && validates(writtenName(part.callee))) {
        part.args.forEach(mark);
        if (part.callee.kind === "member") mark(part.callee.object);
      }
      return undefined;
    });
  }
  return found;
}

const validates = rememberAnswers((written) => {
  const called = written.slice(written.lastIndexOf(".") + 1);
  return validators.test(called) && !acts.test(called);
});

/** `if (x)`, `if not x`, `if x is None`: says only whether there is a value. */
function isPresence(condition: Code): boolean {
  if (condition.kind === "name" || condition.kind === "member") return true;
  if (condition.kind !== "group") return false;
  if (/^(?:!|not|is|is not)$/.test(condition.operator ?? "")) return condition.parts.slice(0, 1).every(isPresence);
  return condition.operator === undefined && condition.parts.length === 1 && condition.parts.every(isPresence);
}
