import {
  CompletionItem,
  CompletionItemKind,
  type Disposable,
  DocumentSymbol,
  Hover,
  l10n,
  languages,
  type Position,
  SnippetString,
  SymbolKind,
  type TextDocument,
  Uri,
  workspace,
} from "vscode";
import { agents } from "../../agents/catalogue.ts";
import { safeShort } from "../../core/display/shorten.ts";
import { summarize } from "../../core/display/summary.ts";
import type { Span } from "../../core/model/span.ts";
import { policyOfTests } from "../../core/policy/tests.ts";
import { policyLanguageId } from "../ids.ts";
import { type PolicyCompletion, type PolicyNames, policyCompletions } from "../model/policyCompletion.ts";
import { policyHover } from "../model/policyHover.ts";
import { ruleDetail } from "../model/policyWords.ts";
import type { Schema } from "../model/schemaLookup.ts";
import { Disposables } from "../platform/disposable.ts";
import { SafeMarkdown } from "../platform/markdown.ts";
import { firstLine, toRange } from "../platform/ranges.ts";
import { policyDocument, ruleIdsBeside, today } from "../policy/document.ts";
import type { Services } from "../services.ts";

/** Policies and their tests: completion, hover and outline. */
export function registerPolicyLanguage({ context, review }: Services): Disposable {
  const owned = new Disposables();
  const schemas = lazySchemas(context.extensionUri);
  const complete = async (document: TextDocument, { line, character }: Position) => {
    const schema = await schemas(document);
    const names = { ...namesOf(review), rules: await ruleIdsBeside(document) };
    return policyCompletions({ schema, names, text: document.getText(), line, character }, l10n.t).map(toItem);
  };
  owned.add(
    languages.registerCompletionItemProvider(
      policyLanguageId,
      { provideCompletionItems: complete },
      " ",
      "-",
      "[",
      "{",
    ),
  );
  owned.add(
    languages.registerHoverProvider(policyLanguageId, {
      provideHover: async (document, position) => hoverAt(await schemas(document), document, position),
    }),
  );
  owned.add(languages.registerDocumentSymbolProvider(policyLanguageId, { provideDocumentSymbols: symbolsOf }));
  return owned;
}

/** Read when the first policy is edited, not when the extension starts. */
function lazySchemas(extensionUri: Uri): (document: TextDocument) => Promise<Schema> {
  const known = new Map<string, Promise<Schema>>();
  const read = async (name: string): Promise<Schema> => {
    const bytes = await workspace.fs.readFile(Uri.joinPath(extensionUri, "media", name));
    return JSON.parse(new TextDecoder().decode(bytes)) as Schema;
  };
  return (document) => {
    const isTests = policyOfTests(document.uri.path) !== undefined;
    const name = isTests ? "countersign.test.schema.json" : "countersign.schema.json";
    const schema = known.get(name) ?? read(name);
    known.set(name, schema);
    return schema;
  };
}

/** Servers and tools that the review found in this workspace. */
function namesOf(review: Services["review"]): Omit<PolicyNames, "rules"> {
  const definitions = review.all().flatMap((reviewed) => reviewed.review.facts.definitions);
  const named = (kind: "server" | "tool") => [
    ...new Set(definitions.filter((one) => one.kind === kind).map(({ name }) => name)),
  ];
  return { agents: agents.map(({ id }) => id), servers: named("server"), tools: named("tool"), today: today() };
}

const kinds: Readonly<Record<PolicyCompletion["kind"], CompletionItemKind>> = {
  snippet: CompletionItemKind.Snippet,
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  name: CompletionItemKind.Reference,
};

function toItem(
  { label, kind, insert, detail, documentation, goesOn }: PolicyCompletion,
  index: number,
): CompletionItem {
  const item = new CompletionItem(label, kinds[kind]);
  item.insertText = new SnippetString(insert);
  item.sortText = String(index).padStart(4, "0");
  if (detail) item.detail = detail;
  if (documentation) item.documentation = documentation;
  if (goesOn) item.command = { command: "editor.action.triggerSuggest", title: label };
  return item;
}

function hoverAt(schema: Schema, document: TextDocument, position: Position): Hover | undefined {
  const read = policyDocument(document);
  if (!read) return undefined;
  const request = { schema, text: read.source.text, offset: document.offsetAt(position), today: today() };
  const found = policyHover({ ...request, policy: read.policy }, l10n.t);
  if (!found) return undefined;
  const markdown = new SafeMarkdown();
  for (const [index, line] of found.lines.entries()) {
    const isItem = line.startsWith("- ");
    if (index > 0) markdown.ours(isItem ? "\n" : "\n\n");
    // A policy may be anyone's: only the dash of a list is ours.
    if (isItem) markdown.ours("- ");
    markdown.prose(safeShort(isItem ? line.slice(2) : line, 500));
  }
  return new Hover(markdown.value, toRange(read.source, found.span));
}

function symbolsOf(document: TextDocument): DocumentSymbol[] {
  const read = policyDocument(document);
  if (!read) return [];
  const symbol = (label: string, detail: string, span: Span, nameSpan: Span) =>
    new DocumentSymbol(
      safeShort(label, 80),
      safeShort(detail, 120),
      SymbolKind.Object,
      toRange(read.source, span),
      firstLine(read.source, nameSpan),
    );
  const rules = read.policy?.rules ?? [];
  return [
    ...rules.map((rule) => symbol(rule.id, ruleDetail(rule, today(), l10n.t), rule.span, rule.nameSpan)),
    ...read.cases.map(({ name, action, expect, span }) =>
      symbol(name ?? summarize(action), expect, span, { start: span.start, end: span.start }),
    ),
  ];
}
