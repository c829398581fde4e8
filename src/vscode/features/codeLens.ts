import {
  type CancellationToken,
  CodeLens,
  type Disposable,
  EventEmitter,
  l10n,
  languages,
  type TextDocument,
} from "vscode";
import type { Definition } from "../../core/model/definition.ts";
import type { Span } from "../../core/model/span.ts";
import { lensTitle } from "../model/words.ts";
import { Disposables } from "../platform/disposable.ts";
import { firstLine } from "../platform/ranges.ts";
import { reviewSelector } from "../review/documentPlace.ts";
import type { Services } from "../services.ts";

/** An agent is told of where it says what it may do. */
function lensSpan(definition: Definition): Span {
  const { grantsAt } = definition.kind === "agent" ? definition : {};
  return grantsAt === undefined ? definition.span : { start: grantsAt, end: definition.span.end };
}

/** One line above each tool, agent and server: what it can do and whether a person confirms it. */
export function registerCodeLens({ review, settings }: Services): Disposable {
  const owned = new Disposables();
  const changed = owned.add(new EventEmitter<void>());
  owned.add(review.onDidChange(() => changed.fire()));
  owned.add(settings.onChange("codeLens.enabled", () => changed.fire()));
  owned.add(settings.onChange("review.enabled", () => changed.fire()));

  async function provideCodeLenses(document: TextDocument, token: CancellationToken): Promise<CodeLens[]> {
    if (!settings.get("review.enabled") || !settings.get("codeLens.enabled")) return [];
    const reviewed = await review.current(document, token);
    if (!reviewed) return [];
    const { facts, reachableBy } = reviewed.review;
    return facts.definitions.map((definition) => {
      const title = lensTitle(definition, reachableBy.get(definition) ?? [], l10n.t);
      return new CodeLens(firstLine(facts.source, lensSpan(definition)), {
        title,
        tooltip: l10n.t("Explain what this can do and why"),
        command: "countersign.explainDefinition",
        arguments: [document.uri, definition.span.start],
      });
    });
  }

  owned.add(
    languages.registerCodeLensProvider(reviewSelector, { onDidChangeCodeLenses: changed.event, provideCodeLenses }),
  );
  return owned;
}
