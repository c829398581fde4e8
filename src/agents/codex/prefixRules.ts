/**
 * Codex's rules files: calls with literal arguments and names for literals, in Starlark. Anything else in a file is not
 * followed, and then said to be unknown. Observed with 0.169.0 on 2026-11-25 and 2026-11-26.
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

/** Where a program of that name has to be for rules about its name to speak of its path; all paths where none are told. */
export type ProgramPlaces = ReadonlyMap<string, readonly string[]>;

export type RulesFile =
  | { readonly rules: readonly PrefixRule[]; readonly places: ProgramPlaces }
  /** Codex takes it for no rules file. */
  | { readonly broken: string }
  /** It does more than that. */
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
  const places = new Map<string, readonly string[]>();
  const unread: RulesFile = {
    unread: { layer: config.layer, path: config.path, line: 0, text: "rules that are not plain calls" },
  };
  while (!reader.ended) {
    if (reader.named()) continue;
    const call = reader.call();
    if (call === "broken") return { broken: "The file has a syntax error: Codex applies none of its rules." };
    const strange = reader.strange ?? (call && !functions.has(call.name) ? call.name : undefined);
    if (strange !== undefined) return { broken: `Nothing here is called ${strange}: Codex applies none of the file.` };
    if (call?.name === "network_rule" && isAboutNetwork(call)) continue;
    if (call?.name === "host_executable") {
      const [name, paths] = placesOf(call);
      if (name === undefined || places.has(name)) return unread;
      places.set(name, paths);
      continue;
    }
    const rule = call?.name === "prefix_rule" ? ruleOf(call, config, text) : undefined;
    if (typeof rule === "string") return { broken: `A rule here ${rule}: Codex applies none of the file.` };
    if (rule === undefined) return unread;
    rules.push(rule);
  }
  return { rules, places };
}

/** Those of Codex, and of Starlark by itself. */
const functions: ReadonlySet<string> = new Set([
  ...["prefix_rule", "network_rule", "host_executable"],
  ...["all", "any", "bool", "dict", "dir", "enumerate", "fail", "float", "getattr", "hasattr", "hash", "int", "len"],
  ...[
    "list",
    "load",
    "max",
    "min",
    "print",
    "range",
    "repr",
    "reversed",
    "set",
    "sorted",
    "str",
    "tuple",
    "type",
    "zip",
  ],
]);

/** It decides nothing about commands. */
function isAboutNetwork({ values }: Call): boolean {
  const keys = ["host", "protocol", "decision", "justification"];
  const isText = [...values].every(([key, value]) => keys.includes(key) && typeof value === "string");
  const decides = ["allow", "deny"].includes(values.get("decision") as string);
  return isText && decides && keys.slice(0, 3).every((key) => values.has(key));
}

function placesOf({ values }: Call): readonly [name: string | undefined, paths: readonly string[]] {
  const [name, paths] = [values.get("name"), values.get("paths")];
  const isPlain = values.size === 2 && typeof name === "string" && Array.isArray(paths);
  return isPlain && paths.every((path: Literal) => typeof path === "string")
    ? [name, paths as string[]]
    : [undefined, []];
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
  readonly name: string;
  readonly values: ReadonlyMap<string, Literal>;
  readonly start: number;
  readonly end: number;
}

class Reader {
  readonly #tokens: readonly Token[];
  readonly #names = new Map<string, Literal>();
  /** A name in the place of a literal that stands for nothing. */
  strange: string | undefined;
  #at = 0;

  constructor(list: readonly Token[]) {
    this.#tokens = list;
  }

  get ended(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** Takes a name for a literal, if one is given here. */
  named(): boolean {
    const [name, mark] = this.#tokens.slice(this.#at, this.#at + 2);
    if (name?.kind !== "word" || mark?.text !== "=" || mark.kind !== "mark") return false;
    const before = this.#at;
    this.#at += 2;
    const value = this.#literal();
    if (value === undefined) this.#at = before;
    else this.#names.set(name.text, value);
    return value !== undefined;
  }

  /** `undefined`: something else than a call with literals. "broken": the file ends inside of it. */
  call(): Call | "broken" | undefined {
    const name = this.#next();
    if (name?.kind !== "word") return undefined;
    if (!this.#take("(")) return this.ended ? "broken" : undefined;
    const values = new Map<string, Literal>();
    for (;;) {
      const closing = this.#tokens[this.#at];
      if (this.#take(")")) return { name: name.text, values, start: name.start, end: closing?.end ?? name.end };
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
    const [token, mark] = this.#tokens.slice(this.#at, this.#at + 2);
    if (token?.kind !== "word" || mark?.text !== "=") return positions[position] ?? "";
    this.#at += 2;
    return token.text;
  }

  #literal(depth = 0): Literal | undefined {
    const token = this.#next();
    if (token?.kind === "text") return token.text;
    if (token?.kind === "word") {
      const known = this.#names.get(token.text);
      const isAlone = /^[\],)]$/.test(this.#tokens[this.#at]?.text ?? "");
      if (known === undefined && isAlone && !words.has(token.text)) this.strange ??= token.text;
      return known;
    }
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

/** Words that are no names, or that stand for something by themselves. */
const words: ReadonlySet<string> = new Set([
  "True",
  "False",
  "None",
  "for",
  "if",
  "else",
  "lambda",
  "not",
  ...functions,
]);

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

/** The strictest rule whose words the command begins with. A path to a program counts as its name, where it may. */
export function ruleFor(
  words: readonly string[],
  rules: readonly PrefixRule[],
  places: ProgramPlaces,
): PrefixRule | undefined {
  const own = rules.filter((rule) => begins(words, rule.pattern));
  const [program = ""] = words;
  const name = program.slice(program.lastIndexOf("/") + 1);
  const isMeant = name !== program && (places.get(name)?.includes(program) ?? true);
  const named = !isMeant ? [] : rules.filter((rule) => begins([name, ...words.slice(1)], rule.pattern));
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
