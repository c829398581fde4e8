/**
 * Codex's rules files: calls of `prefix_rule` with literal arguments, in Starlark. Anything else in a file is not
 * followed, and then said to be unknown. Observed with 0.169.0 on 2026-11-25.
 */
import type { Provenance } from "../../core/model/permission.ts";
import type { LoadedConfig } from "../../core/permissions/input.ts";
import { splitCommand } from "../../core/permissions/shellSegments.ts";

export type RuleDecision = "allow" | "prompt" | "forbidden";

export interface PrefixRule {
  /** For each word of a command's beginning, what it may be. */
  readonly pattern: readonly (readonly string[])[];
  readonly decision: RuleDecision;
  readonly source: Provenance;
}

export type RulesFile =
  | { readonly rules: readonly PrefixRule[] }
  /** Codex takes it for no rules file. */
  | { readonly broken: string }
  /** It does more than call `prefix_rule`. */
  | { readonly unread: Provenance };

type Literal = string | readonly Literal[];
interface Token {
  readonly kind: "word" | "text" | "mark" | "strange";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const tokens =
  /\s+|#[^\n]*|(?<word>[A-Za-z_][\w.]*)|"(?<double>(?:[^"\\\n]|\\.)*)"|'(?<single>(?:[^'\\\n]|\\.)*)'|(?<mark>[()[\],=])/gy;

/** Never throws. */
export function readRules(config: LoadedConfig): RulesFile {
  const text = config.text ?? "";
  const reader = new Reader(tokensOf(text));
  const rules: PrefixRule[] = [];
  while (!reader.ended) {
    const call = reader.call();
    if (call === "broken") return { broken: "The file has a syntax error: Codex applies none of its rules." };
    const rule = call === undefined ? undefined : ruleOf(call, config, text);
    if (typeof rule === "string") return { broken: `A rule here ${rule}: Codex applies none of the file.` };
    if (rule === undefined) {
      return {
        unread: { layer: config.layer, path: config.path, line: 0, text: "rules that are not plain prefix_rule calls" },
      };
    }
    rules.push(rule);
  }
  return { rules };
}

function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < text.length) {
    tokens.lastIndex = at;
    const match = tokens.exec(text);
    const end = match ? tokens.lastIndex : at + 1;
    const { word, double, single, mark } = match?.groups ?? {};
    const literal = double ?? single;
    if (!match) found.push({ kind: "strange", text: text[at] ?? "", start: at, end });
    else if (word !== undefined) found.push({ kind: "word", text: word, start: at, end });
    else if (literal !== undefined)
      found.push({ kind: "text", text: literal.replace(/\\(["'\\])/g, "$1"), start: at, end });
    else if (mark !== undefined) found.push({ kind: "mark", text: mark, start: at, end });
    at = end;
  }
  return found;
}

interface Call {
  readonly values: ReadonlyMap<string, Literal>;
  readonly start: number;
  readonly end: number;
}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(list: readonly Token[]) {
    this.#tokens = list;
  }

  get ended(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** `undefined`: something else than a call with literals. "broken": the file ends inside of it. */
  call(): Call | "broken" | undefined {
    const name = this.#next();
    if (name?.text !== "prefix_rule" || name.kind !== "word") return undefined;
    if (!this.#take("(")) return this.ended ? "broken" : undefined;
    const values = new Map<string, Literal>();
    for (;;) {
      const closing = this.#tokens[this.#at];
      if (this.#take(")")) return { values, start: name.start, end: closing?.end ?? name.end };
      const key = this.#key(values.size);
      if (key === "") return this.ended ? "broken" : undefined;
      const value = this.#literal();
      if (value === undefined) return this.ended ? "broken" : undefined;
      values.set(key, value);
      if (!this.#take(",") && this.#tokens[this.#at]?.text !== ")") return this.ended ? "broken" : undefined;
    }
  }

  /** The name before `=`; without one, what the argument's position stands for. "" where it is neither. */
  #key(position: number): string {
    const token = this.#tokens[this.#at];
    if (token?.kind !== "word") return positions[position] ?? "";
    this.#at++;
    return this.#take("=") ? token.text : "";
  }

  #literal(depth = 0): Literal | undefined {
    const token = this.#next();
    if (token?.kind === "text") return token.text;
    if (token?.text !== "[" || depth > 4) return undefined;
    const items: Literal[] = [];
    while (!this.#take("]")) {
      const item = this.#literal(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
      if (!this.#take(",") && this.#tokens[this.#at]?.text !== "]") return undefined;
    }
    return items;
  }

  #next(): Token | undefined {
    return this.#tokens[this.#at++];
  }

  #take(mark: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== "mark" || token.text !== mark) return false;
    this.#at++;
    return true;
  }
}

const decisions: ReadonlySet<string> = new Set(["allow", "prompt", "forbidden"]);
/** The arguments of `prefix_rule` in their order. */
const positions: readonly string[] = ["pattern", "decision", "match", "not_match", "justification"];

/** A text says why Codex refuses it, and with it every rule; undefined: not followed. */
function ruleOf({ values, start, end }: Call, config: LoadedConfig, text: string): PrefixRule | string | undefined {
  const pattern = values.get("pattern");
  const decision = values.get("decision") ?? "allow";
  const strange = [...values.keys()].find((key) => !positions.includes(key));
  if (strange !== undefined) return `has a key "${strange}" that does not exist`;
  if (!Array.isArray(pattern) || pattern.length === 0) return "has no pattern";
  if (typeof decision !== "string" || !decisions.has(decision)) return `has no such decision: ${String(decision)}`;
  const words = pattern.map((item: Literal) => (typeof item === "string" ? [item] : item));
  if (words.some((choices) => choices.some((choice: Literal) => typeof choice !== "string"))) return undefined;
  const wrong = whyExamplesFail(words as string[][], values);
  if (wrong !== undefined) return wrong;
  const line = text.slice(0, start).split("\n").length - 1;
  const source = { layer: config.layer, path: config.path, span: { start, end }, line, text: text.slice(start, end) };
  return { pattern: words as string[][], decision: decision as RuleDecision, source };
}

/** Examples are checked when the file is read. */
function whyExamplesFail(pattern: PrefixRule["pattern"], values: Call["values"]): string | undefined {
  const examples = (key: string): string[][] => {
    const list = values.get(key);
    return (Array.isArray(list) ? list : []).map((one: Literal) =>
      typeof one === "string" ? [...(splitCommand(one).segments[0]?.words ?? [])] : (one as string[]),
    );
  };
  if (examples("match").some((words) => !begins(words, pattern))) return "does not match its own example";
  return examples("not_match").some((words) => begins(words, pattern)) ? "matches its own counterexample" : undefined;
}

const strictest: readonly RuleDecision[] = ["forbidden", "prompt", "allow"];

/** The strictest rule whose words the command begins with. A path to a program counts as its name. */
export function ruleFor(words: readonly string[], rules: readonly PrefixRule[]): PrefixRule | undefined {
  const own = rules.filter((rule) => begins(words, rule.pattern));
  const [program = ""] = words;
  const name = program.slice(program.lastIndexOf("/") + 1);
  const named = name === program ? [] : rules.filter((rule) => begins([name, ...words.slice(1)], rule.pattern));
  // What is written for the path itself comes first.
  const found = own.length > 0 ? own : named;
  for (const decision of strictest) {
    const rule = found.find((candidate) => candidate.decision === decision);
    if (rule) return rule;
  }
  return undefined;
}

function begins(words: readonly string[], pattern: PrefixRule["pattern"]): boolean {
  return pattern.every((choices, index) => choices.includes(words[index] ?? "\0"));
}
