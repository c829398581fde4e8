import {
  CompletionItem,
  CompletionItemKind,
  Diagnostic,
  DiagnosticSeverity,
  type Disposable,
  Hover,
  languages,
  type Position,
  Range,
  type TextDocument,
  Uri,
  workspace,
} from "vscode";
import { safeShort } from "../../core/display/shorten.ts";
import { SourceText } from "../../core/model/span.ts";
import { loadPolicy } from "../../core/policy/load.ts";
import { policyLanguageId, productName } from "../ids.ts";
import { describe, keysAt, type Schema, schemasAt, valuesAt } from "../model/schemaLookup.ts";
import { keyAt, placeAt } from "../model/yamlPath.ts";
import { Disposables } from "../platform/disposable.ts";
import { debounce, guarded } from "../platform/events.ts";
import { SafeMarkdown } from "../platform/markdown.ts";
import { toRange } from "../platform/ranges.ts";
import type { Services } from "../services.ts";

const typingPauseMs = 150;

/** Policy files: problems as they are written, completion and hover of keys and words from the schema. */
export function registerPolicyLanguage({ context, locations, log }: Services): Disposable {
  const owned = new Disposables();
  const collection = owned.add(languages.createDiagnosticCollection("countersign-policy"));
  const isPolicy = (document: TextDocument): boolean => document.languageId === policyLanguageId;

  const check = guarded(log, "checking a policy", () => {
    for (const document of workspace.textDocuments.filter(isPolicy)) {
      collection.set(document.uri, problemsOf(document, locations.policy));
    }
  });
  const checkSoon = owned.add(debounce(check, typingPauseMs));
  owned.add(workspace.onDidOpenTextDocument((document) => isPolicy(document) && checkSoon()));
  owned.add(workspace.onDidChangeTextDocument(({ document }) => isPolicy(document) && checkSoon()));
  owned.add(workspace.onDidCloseTextDocument(({ uri }) => collection.delete(uri)));
  check();

  const schema = lazySchema(context.extensionUri);
  owned.add(
    languages.registerCompletionItemProvider(
      policyLanguageId,
      { provideCompletionItems: async (document, position) => completions(await schema(), document, position) },
      " ",
      "-",
    ),
  );
  owned.add(
    languages.registerHoverProvider(policyLanguageId, {
      provideHover: async (document, position) => hover(await schema(), document, position),
    }),
  );
  return owned;
}

function problemsOf(document: TextDocument, userPolicy: string): Diagnostic[] {
  const source = new SourceText(document.uri.fsPath, document.getText());
  const origin = document.uri.fsPath === userPolicy ? "user" : "workspace";
  const { problems } = loadPolicy(source.text, origin, source.path);
  return problems.map(({ message, span }) => {
    const range = span ? toRange(source, span) : new Range(0, 0, 0, 0);
    const diagnostic = new Diagnostic(range, safeShort(message, 500), DiagnosticSeverity.Error);
    diagnostic.source = productName;
    return diagnostic;
  });
}

/** Read when the first policy is edited, not when the extension starts. */
function lazySchema(extensionUri: Uri): () => Promise<Schema> {
  let schema: Promise<Schema> | undefined;
  const read = async (): Promise<Schema> => {
    const bytes = await workspace.fs.readFile(Uri.joinPath(extensionUri, "media", "countersign.schema.json"));
    return JSON.parse(new TextDecoder().decode(bytes)) as Schema;
  };
  return () => {
    schema ??= read();
    return schema;
  };
}

function completions(schema: Schema, document: TextDocument, position: Position): CompletionItem[] {
  const { path, expects } = placeAt(document.getText(), position.line, position.character);
  const keys = expects === "value" ? [] : [...keysAt(schema, path)].map(([key, words]) => keyItem(key, words));
  const values =
    expects === "key"
      ? []
      : valuesAt(schema, path).map((value) => new CompletionItem(value, CompletionItemKind.EnumMember));
  return [...keys, ...values];
}

function keyItem(key: string, documentation: string): CompletionItem {
  const item = new CompletionItem(key, CompletionItemKind.Property);
  item.insertText = `${key}: `;
  if (documentation) item.documentation = documentation;
  return item;
}

function hover(schema: Schema, document: TextDocument, position: Position): Hover | undefined {
  const path = keyAt(document.getText(), position.line, position.character);
  const words =
    path &&
    schemasAt(schema, path)
      .map((found) => describe(schema, found))
      .find((text) => text !== "");
  return words ? new Hover(new SafeMarkdown().text(words).value) : undefined;
}
