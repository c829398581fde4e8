import { type Code, type FunctionCode, walk } from "./code.ts";

/**
 * What a function puts into the table out of which it answers, for
 * `if (!clients.has(key)) clients.set(key, new Client()); return clients.get(key);`.
 */
export function storedFor(answer: Code, { body }: FunctionCode): Code | undefined {
  const table = tableOf(answer);
  if (!table) return undefined;
  let found: Code | undefined;
  walk(body, (part) => {
    if (found) return false;
    if (part.kind === "call" && part.callee.kind === "member" && part.callee.property === "set") {
      if (part.args.length === 2 && isSame(part.callee.object, table, maxParts)) found = part.args[1];
    } else if (part.kind === "group" && /^(?:\?\?|\|\|)?=$/.test(part.operator ?? "")) {
      const [target, value] = part.parts;
      if (target?.kind === "member" && target.index && isSame(target.object, table, maxParts)) found = value;
    }
    return undefined;
  });
  return found;
}

/** `clients` of `clients.get(key)` and of `clients[key]`. */
function tableOf(answer: Code): Code | undefined {
  if (answer.kind === "member") return answer.index ? answer.object : undefined;
  if (answer.kind !== "call" || answer.callee.kind !== "member" || answer.args.length !== 1) return undefined;
  return answer.callee.property === "get" ? answer.callee.object : undefined;
}

/** Parts of a name that are compared: `this.#clients`, `clients[service]`. */
const maxParts = 6;

function isSame(one: Code, other: Code, steps: number): boolean {
  if (steps === 0) return false;
  if (one.kind === "name") return other.kind === "name" && one.name === other.name;
  if (one.kind !== "member" || other.kind !== "member" || one.property !== other.property) return false;
  return isSame(one.object, other.object, steps - 1);
}
