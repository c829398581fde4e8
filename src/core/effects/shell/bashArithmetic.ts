/** Whole-number arithmetic of shells, as far as its values are known. */

/** @param lookUp the value of a name; undefined: not known. */
export function arithmetic(text: string, lookUp: (name: string) => number | undefined): number | undefined {
  const tokens = text.match(/0[xX][0-9a-fA-F]+|\d+#\w+|\d+|[A-Za-z_]\w*|\*\*|<<|>>|[<>=!]=|&&|\|\||\S/g) ?? [];
  if (tokens.length > 200) return undefined;
  const state: State = { tokens, at: 0, lookUp };
  const value = binary(state, 0, 0);
  return state.at === tokens.length && value !== undefined && Number.isSafeInteger(value) ? value : undefined;
}

interface State {
  readonly tokens: readonly string[];
  readonly lookUp: (name: string) => number | undefined;
  at: number;
}

type Operation = (left: number, right: number) => number;

/** By how strongly they bind, weakest first. */
const levels: readonly Readonly<Record<string, Operation>>[] = [
  { "||": (a, b) => Number(a !== 0 || b !== 0) },
  { "&&": (a, b) => Number(a !== 0 && b !== 0) },
  { "|": (a, b) => a | b },
  { "^": (a, b) => a ^ b },
  { "&": (a, b) => a & b },
  { "==": (a, b) => Number(a === b), "!=": (a, b) => Number(a !== b) },
  {
    "<": (a, b) => Number(a < b),
    ">": (a, b) => Number(a > b),
    "<=": (a, b) => Number(a <= b),
    ">=": (a, b) => Number(a >= b),
  },
  { "<<": (a, b) => a << b, ">>": (a, b) => a >> b },
  { "+": (a, b) => a + b, "-": (a, b) => a - b },
  { "*": (a, b) => a * b, "/": (a, b) => Math.trunc(a / b), "%": (a, b) => a % b },
  { "**": (a, b) => a ** b },
];

function binary(state: State, level: number, depth: number): number | undefined {
  const operations = levels[level];
  if (!operations) return unary(state, depth);
  let left = binary(state, level + 1, depth);
  for (;;) {
    const token = state.tokens[state.at];
    const operation = token !== undefined && Object.hasOwn(operations, token) ? operations[token] : undefined;
    if (!operation) return left;
    state.at++;
    const right = binary(state, level + 1, depth);
    left = left === undefined || right === undefined ? undefined : operation(left, right);
  }
}

function unary(state: State, depth: number): number | undefined {
  if (depth > 40) return undefined;
  const token = state.tokens[state.at++];
  if (token === undefined) return undefined;
  if (token === "(") {
    const inner = binary(state, 0, depth + 1);
    return state.tokens[state.at++] === ")" ? inner : undefined;
  }
  const sign = signs[token];
  if (sign) {
    const value = unary(state, depth + 1);
    return value === undefined ? undefined : sign(value);
  }
  const based = /^(\d+)#(\w+)$/.exec(token);
  if (based) return numberIn(based[2] as string, Number(based[1]));
  if (/^0[xX]/.test(token)) return numberIn(token.slice(2), 16);
  if (/^0\d+$/.test(token)) return numberIn(token, 8);
  if (/^\d+$/.test(token)) return Number(token);
  return /^[A-Za-z_]/.test(token) ? state.lookUp(token) : undefined;
}

const signs: Readonly<Record<string, (value: number) => number>> = {
  "-": (value) => -value,
  "+": (value) => value,
  "!": (value) => Number(value === 0),
  "~": (value) => ~value,
};

function numberIn(digits: string, base: number): number | undefined {
  const value = base >= 2 && base <= 36 ? Number.parseInt(digits, base) : Number.NaN;
  return Number.isNaN(value) ? undefined : value;
}
