import {
  type CancellationToken,
  type Disposable,
  Hover,
  l10n,
  languages,
  type Position,
  type TextDocument,
} from "vscode";
import { safeShort } from "../../core/display/shorten.ts";
import type { Definition } from "../../core/model/definition.ts";
import { effectWords } from "../../core/model/effect.ts";
import { contains } from "../model/spans.ts";
import { confirmationWords, effectsOf, mostSeriousFirst, ofServer, reachWords } from "../model/words.ts";
import { SafeMarkdown } from "../platform/markdown.ts";
import { toPosition, toRange } from "../platform/ranges.ts";
import { reviewSelector } from "../review/documentPlace.ts";
import type { Reviewed } from "../reviewStore.ts";
import type { Services } from "../services.ts";

const maxEffects = 6;

/** On the name or first line of a definition: what it can do, what shows that, and who confirms. */
export function registerHover({ review, settings }: Services): Disposable {
  async function provideHover(
    document: TextDocument,
    position: Position,
    token: CancellationToken,
  ): Promise<Hover | undefined> {
    if (!settings.get("review.enabled")) return undefined;
    const reviewed = await review.current(document, token);
    const definition = reviewed && definitionAt(reviewed, position, document.offsetAt(position));
    if (!reviewed || !definition) return undefined;
    const { source } = reviewed.review.facts;
    return new Hover(hoverText(definition, reviewed).value, toRange(source, definition.nameSpan ?? definition.span));
  }
  return languages.registerHoverProvider(reviewSelector, { provideHover });
}

/** The innermost definition whose name, or whose first line, is under the cursor. */
function definitionAt(reviewed: Reviewed, position: Position, offset: number): Definition | undefined {
  const { definitions, source } = reviewed.review.facts;
  return definitions
    .filter(({ nameSpan, span }) => {
      const onName = nameSpan !== undefined && contains(nameSpan, offset);
      return onName || (contains(span, offset) && toPosition(source, span.start).line === position.line);
    })
    .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))[0];
}

function hoverText(definition: Definition, reviewed: Reviewed): SafeMarkdown {
  const text = new SafeMarkdown(["countersign.explainDefinition"]);
  text.ours("**").text(safeShort(definition.name, 80)).ours("**\n\n");
  const effects = mostSeriousFirst(effectsOf(definition));
  for (const effect of effects.slice(0, maxEffects)) {
    const claim = definition.effects.find((one) => one.effect === effect);
    const because = claim?.because ?? "";
    text.ours(`- ${l10n.t(effectWords[effect].verb)}`);
    if (because) text.ours(": ").text(safeShort(because, 120));
    // The place in this document from which the effect is reached.
    const { source } = reviewed.review.facts;
    if (claim?.span) text.text(` (${l10n.t("line {0}", source.positionAt(claim.span.start).line + 1)})`);
    text.ours("\n");
  }
  if (effects.length > maxEffects) text.ours(`- ${l10n.t("and {0} more", effects.length - maxEffects)}\n`);
  if (effects.length === 0) text.ours(`${l10n.t("No effect seen.")}\n`);
  const servers = mostSeriousFirst(ofServer(definition));
  if (servers.length > 0) {
    const doings = servers.map((effect) => l10n.t(effectWords[effect].verb)).join(", ");
    text.ours("\n").ours(l10n.t("Its server, with each tool: {0}", doings)).ours("\n");
  }
  text
    .ours("\n")
    .text(capital(confirmationWords(definition.confirmation, l10n.t)))
    .ours("\n\n");
  const reach = reachWords(reviewed.review.reachableBy.get(definition) ?? [], l10n.t);
  if (reach) text.text(capital(reach)).ours("\n\n");
  return text.link(l10n.t("Explain"), "countersign.explainDefinition", reviewed.uri, definition.span.start);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
