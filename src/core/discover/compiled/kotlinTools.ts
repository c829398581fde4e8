import { declaredEffects } from "../../effects/code/declared.ts";
import { kotlinQuestion, writtenSink } from "../../effects/code/kotlinSinks.ts";
import type { EffectClaim, ToolAnnotations, ToolDefinition } from "../../model/definition.ts";
import { effects as vocabulary } from "../../model/effect.ts";
import type { Span } from "../../model/span.ts";
import {
  argumentsIn,
  bodyAfter,
  closeOf,
  codeOnly,
  type KotlinArgument,
  writtenText,
} from "../../parse/code/kotlinText.ts";
import { maxCodeLength } from "../../parse/limits.ts";
import type { Format } from "../format.ts";
import { mayHoldTools } from "../general/cheapLook.ts";
import { modelPackage } from "../general/modelPackage.ts";
import { koogAgentTools, koogClasses } from "./koogTools.ts";
import { mentionsOwnTool, ownKotlinClasses } from "./kotlinClasses.ts";
import { generalKotlin } from "./kotlinGeneral.ts";
import { codeReached, KotlinOthers } from "./kotlinReach.ts";

const mention =
  /\b(?:io\.modelcontextprotocol\.kotlin|dev\.langchain4j\.agent\.tool|org\.springframework\.ai\.tool|ai\.koog\.agents)\b/;

/** Tools in Kotlin: of the MCP SDK, and functions that LangChain4j, Spring AI or Koog call by their annotation. */
export const kotlinTools: Format = {
  id: "kotlin-code",
  isCandidate: (path) => /\.kts?$/.test(path) && !/(?:^|\/)(?:build|out|generated)\//.test(path),
  inspect({ path, text }, { sources }) {
    if (text.length > maxCodeLength) return {};
    const around = modelPackage(path, sources);
    const isNear = mayHoldTools(path, text) && !test.test(path) && around.reachesModel();
    if (!(isNear || mention.test(text) || mentionsOwnTool(text))) return {};
    const code = codeOnly(text);
    const others = new KotlinOthers(path, sources);
    const file: KotlinFile = { text, code, others };
    const precise = [
      ...registered(file),
      ...annotated(file),
      ...ofKoog(file),
      ...(test.test(path) ? [] : ownClasses(file, isNear)),
    ];
    const isApart = ({ name, span }: ToolDefinition) =>
      !precise.some((one) => one.name === name || (one.span.start < span.end && span.start < one.span.end));
    const more = isNear ? generalKotlin(text, code).map((tool) => toolOf(file, "general-kt", tool)) : [];
    const definitions = [...precise, ...more.filter(isApart)].toSorted((a, b) => a.span.start - b.span.start);
    return { definitions, reads: [...others.read, ...around.reads()] };
  },
};

const test = /(?:^|\/)src\/(?:\w+T|t)est\/|Tests?\.kts?$/;

interface KotlinFile {
  readonly text: string;
  readonly code: string;
  readonly others: KotlinOthers;
}

/** `server.addTool(name = "…", description = "…") { request -> … }`. */
function registered(file: KotlinFile): ToolDefinition[] {
  const { text, code } = file;
  if (!/io\.modelcontextprotocol\.kotlin/.test(text)) return [];
  return [...code.matchAll(/(?<!\bfun\s)(?<!\bfun\s\w+\.)\baddTool\s*\(/g)].flatMap((match): ToolDefinition[] => {
    const open = match.index + match[0].length - 1;
    const close = closeOf(code, open);
    if (close === undefined) return [];
    const args = argumentsIn(code, open, close);
    const name = textAt(args.find((arg) => arg.name === "name") ?? args[0], text);
    if (!name) return [];
    const description = textAt(args.find((arg) => arg.name === "description") ?? args[1], text);
    const lambda = /^\s*\{/.exec(code.slice(close + 1));
    const start = lambda ? close + lambda[0].length : undefined;
    const end = start === undefined ? undefined : closeOf(code, start);
    const body = start === undefined || end === undefined ? undefined : { start, end: end + 1 };
    const line = text.lastIndexOf("\n", match.index) + 1;
    const from = line + (text.slice(line).length - text.slice(line).trimStart().length);
    const hints = args.find((arg) => arg.name === "toolAnnotations");
    return [
      toolOf(file, "mcp-kotlin-sdk", {
        name,
        description,
        body,
        hints,
        span: { start: from, end: body?.end ?? close + 1 },
      }),
    ];
  });
}

const marks: readonly (readonly [RegExp, string])[] = [
  [/dev\.langchain4j\.agent\.tool/, "langchain4j-tool"],
  [/org\.springframework\.ai\.tool/, "spring-ai-tool"],
  [/ai\.koog\.agents/, "koog-tool"],
];

/** `@Tool fun name(…) { … }`. */
function annotated(file: KotlinFile): ToolDefinition[] {
  const { text, code } = file;
  const format = marks.find(([library]) => library.test(text))?.[1];
  if (!format) return [];
  const pattern =
    /^[ \t]*@Tool\b(?:\s*\([^)]*\))?(?:\s*@\w+(?:\s*\([^)]*\))?)*\s*(?:(?:public|internal|override|open|suspend)\s+)*fun\s+(\w+)\s*\(/gm;
  return [...code.matchAll(pattern)].map((match) => {
    const start = match.index + match[0].indexOf("@");
    const open = match.index + match[0].length - 1;
    const body = bodyAfter(code, open);
    const written = text.slice(start, open);
    const called = match[1] ?? "";
    const described =
      /@(?:Tool|LLMDescription)\s*\(\s*(?:\w+\s*=\s*)?((?:"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|\s|\+)+)/.exec(written);
    const description = described?.[1] ? writtenText(described[1]) : undefined;
    const nameSpan = { start: open - called.length, end: open };
    return toolOf(file, format, {
      name: { text: called, span: nameSpan },
      description: description === undefined ? undefined : { text: description, span: nameSpan },
      body,
      hints: undefined,
      span: { start, end: body?.end ?? open + 1 },
    });
  });
}

/** Classes of Koog, and agents that are made tools of others. */
function ofKoog(file: KotlinFile): ToolDefinition[] {
  const { text, code } = file;
  if (!/\bai\.koog\.agents\b/.test(text)) return [];
  return [...koogClasses(text, code), ...koogAgentTools(text, code)].map(({ delegates, ...tool }) => {
    const made = toolOf(file, delegates ? "koog-agent-tool" : "koog-class", { ...tool, hints: undefined });
    if (!delegates) return made;
    const because = "another agent, which it runs";
    return {
      ...made,
      effects: [{ effect: "delegate", origin: "grant", because }],
      confirmation: { confirmed: "never" },
    };
  });
}

/** Classes that keep a contract of the project's own; Koog's have theirs. */
function ownClasses(file: KotlinFile, isNear: boolean): ToolDefinition[] {
  const { text, code } = file;
  if (!mentionsOwnTool(text) || /\bai\.koog\.agents\b/.test(text)) return [];
  return ownKotlinClasses(text, code, file.others, isNear).map((tool) => toolOf(file, "custom-class-kt", tool));
}

interface Written {
  readonly text: string;
  readonly span: Span;
}

function textAt(arg: KotlinArgument | undefined, text: string): Written | undefined {
  if (!arg) return undefined;
  const span = { start: arg.start, end: arg.end };
  const written = writtenText(text.slice(arg.start, arg.end));
  return written === undefined ? undefined : { text: written, span };
}

interface Parts {
  readonly name: Written;
  readonly description: Written | undefined;
  readonly body: Span | undefined;
  readonly hints: KotlinArgument | undefined;
  readonly span: Span;
}

function toolOf(file: KotlinFile, format: string, { name, description, body, hints, span }: Parts): ToolDefinition {
  const reached = body ? codeReached(file.code.slice(body.start, body.end), file.code, file.others) : [];
  const seen = claimsIn(reached);
  const declared = declaredEffects(name.text);
  const claims =
    seen.length > 0
      ? seen
      : declared.map((effect): EffectClaim => ({ effect, origin: "declared", because: "its name" }));
  const annotations = hints && annotationsIn(file.code.slice(hints.start, hints.end));
  const asks = reached.some((part) => kotlinQuestion.test(part));
  return {
    kind: "tool",
    format,
    language: "kotlin",
    name: name.text,
    span,
    nameSpan: name.span,
    ...(description && { description }),
    effects: claims,
    confirmation: asks
      ? { confirmed: "conditional", by: "a question in its code" }
      : body
        ? { confirmed: "never" }
        : { confirmed: "unknown", by: "code that cannot be followed" },
    ...(annotations && hints && { annotations, annotationsSpan: { start: hints.start, end: hints.end } }),
    ...(body && seen.length === 0 && declared.length > 0 && { stub: true }),
  };
}

function claimsIn(reached: readonly string[]): EffectClaim[] {
  return vocabulary.flatMap((effect): EffectClaim[] => {
    for (const part of reached) {
      const written = writtenSink(part, effect);
      const call = written?.replace(/\s+/g, "").replace(/[({<]+$/, "");
      if (call !== undefined) return [{ effect, origin: "code", because: `${call.slice(0, 60)}()` }];
    }
    return [];
  });
}

function annotationsIn(code: string): ToolAnnotations | undefined {
  const found: Record<string, boolean> = {};
  for (const [, hint, value] of code.matchAll(
    /\b(readOnlyHint|destructiveHint|idempotentHint|openWorldHint)\s*=\s*(true|false)/g,
  )) {
    if (hint) found[hint] = value === "true";
  }
  return Object.keys(found).length > 0 ? found : undefined;
}
