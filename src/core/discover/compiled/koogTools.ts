import type { Span } from "../../model/span.ts";
import { argumentsIn, bodyAfter, closeOf, type KotlinArgument, writtenText } from "../../parse/code/kotlinText.ts";

/** One tool as Koog has them beside annotations: a class with a descriptor, or an agent made a tool. */
export interface KoogTool {
  readonly name: { readonly text: string; readonly span: Span };
  readonly description: { readonly text: string; readonly span: Span } | undefined;
  readonly body: Span | undefined;
  readonly span: Span;
  readonly delegates: boolean;
}

/** `class CreateFile : Tool<Args, Result>() { descriptor = ToolDescriptor(name = "…", …); fun execute(…) }`. */
export function koogClasses(text: string, code: string): KoogTool[] {
  const pattern =
    /^[ \t]*((?:(?:public|internal|private|open|data|abstract|sealed)\s+)*)(?:class|object)\s+(\w+)\s*(?:\([^)]*\))?\s*:\s*(?:Simple)?Tool(?:Base)?\s*<[^{}()]*>\s*\(/gm;
  return [...code.matchAll(pattern)].flatMap((match): KoogTool[] => {
    if (/abstract|sealed/.test(match[1] ?? "")) return [];
    const open = match.index + match[0].length - 1;
    const close = closeOf(code, open);
    const start = close === undefined ? -1 : code.indexOf("{", close);
    const end = start < 0 ? undefined : closeOf(code, start);
    if (close === undefined || end === undefined) return [];
    const inside = code.slice(start, end);
    const args = [...argumentsIn(code, open, close), ...descriptorIn(code, start, inside)];
    const name = told(args, "name", text) ?? fieldIn(text, start, inside, "name");
    if (!name) return [];
    const run = /\bfun\s+(?:doE|e)xecute\w*\s*\(/.exec(inside);
    const at = match.index + match[0].search(/\S/);
    return [
      {
        name,
        description: told(args, "description", text) ?? fieldIn(text, start, inside, "description"),
        body: run ? bodyAfter(code, start + run.index + run[0].length - 1) : undefined,
        span: { start: at, end: end + 1 },
        delegates: false,
      },
    ];
  });
}

function descriptorIn(code: string, start: number, inside: string): KotlinArgument[] {
  const found = /\bToolDescriptor\s*\(/.exec(inside);
  const open = found ? start + found.index + found[0].length - 1 : undefined;
  const close = open === undefined ? undefined : closeOf(code, open);
  return open === undefined || close === undefined ? [] : argumentsIn(code, open, close);
}

function told(args: readonly KotlinArgument[], key: string, text: string): KoogTool["name"] | undefined {
  const arg = args.find(({ name }) => name === key);
  const written = arg && writtenText(text.slice(arg.start, arg.end));
  return arg && written !== undefined ? { text: written, span: { start: arg.start, end: arg.end } } : undefined;
}

/** `override val name = "…"`, `override val name: String get() = "…"`. */
function fieldIn(text: string, start: number, inside: string, key: string): KoogTool["name"] | undefined {
  const field = new RegExp(`\\boverride\\s+val\\s+${key}\\b\\s*(?::\\s*String)?\\s*(?:get\\(\\)\\s*)?=\\s*`).exec(
    inside,
  );
  if (!field) return undefined;
  const at = start + field.index + field[0].length;
  const literal = /^(?:"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*")/.exec(text.slice(at, at + 4000))?.[0];
  const written = literal === undefined ? undefined : writtenText(literal);
  return literal !== undefined && written !== undefined
    ? { text: written, span: { start: at, end: at + literal.length } }
    : undefined;
}

/** `agent.asTool("description", name = "transfer")`: using it runs the agent. */
export function koogAgentTools(text: string, code: string): KoogTool[] {
  return [...code.matchAll(/\b(\w+)\.(?:asTool|createAgentTool)\s*(?:<[^{}()]*>)?\s*\(/g)].flatMap(
    (match): KoogTool[] => {
      const open = match.index + match[0].length - 1;
      const close = closeOf(code, open);
      if (close === undefined) return [];
      const args = argumentsIn(code, open, close);
      const [first] = args;
      const named = told(args, "name", text) ?? told(args, "agentName", text);
      const nameSpan = { start: match.index, end: match.index + (match[1] ?? "").length };
      const described =
        told(args, "description", text) ??
        told(args, "agentDescription", text) ??
        (first && first.name === undefined ? told([{ ...first, name: "first" }], "first", text) : undefined);
      if (!named && !described) return [];
      return [
        {
          name: named ?? { text: match[1] ?? "agent", span: nameSpan },
          description: described,
          body: undefined,
          span: { start: match.index, end: close + 1 },
          delegates: true,
        },
      ];
    },
  );
}
