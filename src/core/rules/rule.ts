import type { DocumentFacts } from "../discover/facts.ts";
import type { Workspace } from "../discover/join.ts";
import { safeShort } from "../display/shorten.ts";
import type { Finding, Fix, RelatedLocation } from "../model/finding.ts";
import type { Severity } from "../model/severity.ts";
import type { Span } from "../model/span.ts";

export type Family =
  | "confirmation"
  | "least-privilege"
  | "identity"
  | "data-flow"
  | "description"
  | "annotations"
  | "supply-chain"
  | "failure-modes"
  | "audit"
  | "editor-and-ci"
  | "input";
export type Confidence = "high" | "medium" | "low";

/** What a rule about one document is handed: it says the same of it whatever else is in the workspace. */
export interface RuleContext {
  readonly document: DocumentFacts;
  /** ISO date; undefined where no clock is at hand. */
  readonly today?: string | undefined;
  /** Every rule there is, for the rule that speaks about naming them. */
  readonly ruleIds?: ReadonlySet<string>;
}

/** For a rule about what agents can do with tools: who reaches what of the document. */
export interface ReachContext extends RuleContext {
  readonly reach: Pick<Workspace, "toolsOf" | "agentsOf">;
}

/** For a rule that looks at everything. */
export interface WorkspaceContext extends ReachContext {
  readonly workspace: Workspace;
}

/** How far a rule looks. What it says is found again only when something in its sight changed. */
export interface RuleContexts {
  readonly document: RuleContext;
  readonly reach: ReachContext;
  readonly workspace: WorkspaceContext;
}
export type RuleScope = keyof RuleContexts;

/** One place a rule objects to. */
export interface Match<MessageId extends string> {
  readonly messageId: MessageId;
  /** Values for the message's placeholders; made safe to show before they are put in. */
  readonly data?: Readonly<Record<string, string>>;
  readonly span: Span;
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  readonly related?: readonly RelatedLocation[];
  readonly fixes?: readonly Fix[];
}

export interface RuleDefinition<
  Messages extends Readonly<Record<string, string>>,
  Scope extends RuleScope = "document",
> {
  /** Says the defect in words, in kebab-case; the name of its file, page and fixtures. Never changes its meaning. */
  readonly id: string;
  readonly title: string;
  readonly family: Family;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** "document" where none is named. */
  readonly scope?: Scope;
  /** English templates by id, with `{name}` placeholders: what is wrong, what it means, what to do. */
  readonly messages: Messages;
  check(context: RuleContexts[Scope]): Iterable<Match<Extract<keyof Messages, string>>>;
}

export interface Rule extends Omit<RuleDefinition<Readonly<Record<string, string>>, RuleScope>, "check" | "scope"> {
  readonly scope: RuleScope;
  /** The rule's page, relative to the extension's root. */
  readonly docs: string;
  findings(context: WorkspaceContext): Finding[];
}

/** Longest value from a file put into a message. */
const maxShown = 80;
/** Longest value that Countersign itself worded. */
const maxOwn = 400;
const ownWords: ReadonlySet<string> = new Set(["effects", "problem", "by"]);

/** Makes a rule: its checks yield places, the texts are put together here, so that they can be listed and tested. */
export function defineRule<
  const Messages extends Readonly<Record<string, string>>,
  const Scope extends RuleScope = "document",
>(rule: RuleDefinition<Messages, Scope>): Rule {
  return {
    ...rule,
    scope: rule.scope ?? "document",
    docs: `media/rules/${rule.id}.md`,
    findings: (context) =>
      Array.from(rule.check(context), (match): Finding => {
        return {
          ruleId: rule.id,
          severity: match.severity ?? rule.severity,
          message: fill(rule.messages[match.messageId] ?? rule.title, match.data ?? {}),
          span: match.span,
          related: match.related ?? [],
          fixes: match.fixes ?? [],
        };
      }),
  };
}

function fill(template: string, data: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) =>
    safeShort(data[name] ?? "", ownWords.has(name) ? maxOwn : maxShown),
  );
}
