import { commands, type Disposable, l10n, Uri, workspace } from "vscode";
import { safeShort } from "../../core/display/shorten.ts";
import type { Definition, EffectClaim } from "../../core/model/definition.ts";
import { type Effect, effectWords } from "../../core/model/effect.ts";
import { markdownText } from "../model/markdownText.ts";
import { confirmationWords, effectsOf, mostSeriousFirst, ofServer, reachWords } from "../model/words.ts";
import { Disposables } from "../platform/disposable.ts";
import type { Reviewed } from "../reviewStore.ts";
import type { Services } from "../services.ts";
import { rulePage } from "./diagnostics.ts";

/** "Explain": the page of a rule, and what one definition can do with everything that shows it. */
export function registerExplain({ context, command, documents, notify, review }: Services): Disposable {
  const owned = new Disposables();

  owned.add(
    command("countersign.explainRule", async (ruleId) => {
      const page = isRuleId(ruleId) ? rulePage(context.extensionUri, ruleId) : undefined;
      if (page && (await exists(page))) return commands.executeCommand("markdown.showPreview", page);
      return notify.tell({
        kind: "info",
        message: l10n.t("There is no page about this rule in this version of Countersign."),
      });
    }),
  );

  owned.add(
    command("countersign.explainDefinition", async (uri, start) => {
      // From a hover's link the address arrives as plain data.
      const reviewed = review.get(Uri.from(uri));
      const definition = reviewed?.review.facts.definitions.find(({ span }) => span.start === start);
      if (!reviewed || !definition) {
        return notify.tell({
          kind: "info",
          message: l10n.t("The text changed in the meantime. Open the explanation again."),
        });
      }
      return documents.showMarkdown(`explain/${l10n.t("Explanation")}.md`, explanation(definition, reviewed));
    }),
  );
  return owned;
}

/** Markdown about one definition. Everything from the file is escaped. */
export function explanation(definition: Definition, reviewed: Reviewed): string {
  const { findings, facts, reachableBy } = reviewed.review;
  const reach = reachWords(reachableBy.get(definition) ?? [], l10n.t);
  const inside = findings.filter(
    ({ span }) => span.start >= definition.span.start && span.start <= definition.span.end,
  );
  return [
    `# ${markdownText(safeShort(definition.name, 80))}`,
    `${kindWords(definition)} · ${markdownText(facts.source.path)}:${facts.source.positionAt(definition.span.start).line + 1}`,
    `## ${l10n.t("What it can do")}`,
    ...effectLines(definition),
    ...serverLines(definition),
    `## ${l10n.t("Does a person confirm it?")}`,
    `${markdownText(capital(confirmationWords(definition.confirmation, l10n.t)))}.`,
    `## ${l10n.t("Who can reach it?")}`,
    reach ? `${markdownText(capital(reach))}.` : l10n.t("No agent of this workspace names it."),
    ...(inside.length > 0 ? [`## ${l10n.t("Findings")}`] : []),
    ...inside.map(
      (finding) => `- **${finding.ruleId}** (${finding.severity}): ${markdownText(safeShort(finding.message, 500))}`,
    ),
  ].join("\n\n");
}

function effectLines(definition: Definition): string[] {
  const effects = mostSeriousFirst(effectsOf(definition));
  if (effects.length === 0) return [l10n.t("No effect seen. That is no proof that it has none.")];
  return linesOf(effects, definition.effects);
}

/** What is done on the way of nearly every tool of the server. */
function serverLines(definition: Definition): string[] {
  const claims = definition.kind === "tool" ? (definition.ofServer ?? []) : [];
  if (claims.length === 0) return [];
  const lines = linesOf(mostSeriousFirst(ofServer(definition)), claims);
  return [`## ${l10n.t("What its server does with each of its tools")}`, ...lines];
}

function linesOf(effects: readonly Effect[], claims: readonly EffectClaim[]): string[] {
  return effects.map((effect) => {
    const reasons = claims.filter((claim) => claim.effect === effect).map((claim) => safeShort(claim.because, 160));
    const seen = markdownText([...new Set(reasons)].join("; "));
    const words = effectWords[effect];
    return `- **${capital(l10n.t(words.verb))}**: ${l10n.t(words.explanation)}\\\n  ${l10n.t("Seen: {0}", seen)}`;
  });
}

function kindWords(definition: Definition): string {
  if (definition.kind === "agent") return l10n.t("Agent");
  return definition.kind === "server" ? l10n.t("MCP server") : l10n.t("Tool");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isRuleId(value: unknown): value is string {
  return typeof value === "string" && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value);
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
