import type { Effect } from "./effect.ts";
import type { Span } from "./span.ts";

/** How an effect came to be claimed: seen in code, granted by a list, or only declared in name, text or schema. */
export type EffectOrigin = "code" | "grant" | "declared";

/**
 * What an effect may be on the way to something else: a request that only asks by POST, a program started to look
 * something up, a cache or a log that is kept. The tool has the effect; it does not follow that it is for it.
 */
export type Aside = "query" | "program" | "upkeep" | "bringing";

export interface EffectClaim {
  readonly effect: Effect;
  readonly origin: EffectOrigin;
  /** What shows it, in a few words: "fetch() with method POST", "tools: Bash". */
  readonly because: string;
  readonly span?: Span;
  /** Where every place that shows it may be one on the way. */
  readonly aside?: Aside;
  /** Only taken to be so from what is said, since the code could not be followed: shown, and no finding rests on it. */
  readonly assumed?: true;
}

/** Whether a person confirms each use. "elsewhere": gated from another file; "unknown": cannot be told from here. */
export type Confirmed = "always" | "conditional" | "never" | "elsewhere" | "unknown";

export interface Confirmation {
  readonly confirmed: Confirmed;
  /** What confirms it (or only claims to): "needsApproval", "ctx.elicit", "permissions.ask in .claude/settings.json". */
  readonly by?: string;
  readonly span?: Span;
  /** Why a gate that is there is none. */
  readonly weakness?: "environment" | "error" | "ignored";
}

/** MCP tool annotations. They are claims of the author: shown, compared with the code, never trusted. */
export interface ToolAnnotations {
  readonly readOnlyHint?: boolean;
  readonly destructiveHint?: boolean;
  readonly idempotentHint?: boolean;
  readonly openWorldHint?: boolean;
}

/** Text with its place, such as a description or the prose body of an agent file. */
export interface SpannedText {
  readonly text: string;
  readonly span: Span;
}

interface DefinitionBase {
  /** Id from the format catalogue, e.g. "mcp-ts-registerTool", "agno-tool", "claude-agent", "mcp-config". */
  readonly format: string;
  readonly language: string;
  /** The document it stands in, where another one says that it is a definition: a function in an agent's list of tools. */
  readonly document?: string;
  readonly name: string;
  /** From the line on which the definition starts (callee, decorator, mapping key, opening brace) to its end. */
  readonly span: Span;
  readonly nameSpan?: Span;
  readonly description?: SpannedText;
  readonly effects: readonly EffectClaim[];
  readonly confirmation: Confirmation;
}

export type HazardKind = "shell" | "sql" | "path" | "url" | "evaluated" | "bulk" | "retry";

/** A place in a tool's code where what the model wrote, or how often it is done, is not limited. */
export interface Hazard {
  readonly kind: HazardKind;
  /** The model's own name for what reaches the place. */
  readonly parameter?: string;
  /** The call that acts. */
  readonly by: string;
  readonly span: Span;
}

/**
 * What a tool does in helpers that nothing of its input reaches: they lie behind doors. Where nearly all tools of a
 * server go through the same doors to a helper, what that does is the server's doing.
 */
export interface BehindDoors {
  /** The helpers that do something, by their place. */
  readonly places: readonly { readonly place: string; readonly effects: readonly Effect[] }[];
  /** Which of them lie behind which door, and where one comes to from there; the first is without a door. */
  readonly rooms: readonly {
    readonly door: string;
    readonly inside: readonly string[];
    readonly doors: readonly string[];
  }[];
  /** What it is taken to do without all that. */
  readonly alone: readonly EffectClaim[];
}

export interface ToolDefinition extends DefinitionBase {
  readonly kind: "tool";
  readonly behindDoors?: BehindDoors;
  /** What it does on its way as nearly all tools of its server do: no effects of its own. */
  readonly ofServer?: readonly EffectClaim[];
  readonly annotations?: ToolAnnotations;
  readonly annotationsSpan?: Span;
  /** The handler only pretends (returns a constant): it has no effect, its declared ones stay claims. */
  readonly stub?: boolean;
  /** A parameter that looks like a confirmation but is filled in by the model: no gate. */
  readonly modelConfirmation?: SpannedText;
  readonly hazards?: readonly Hazard[];
  /** A client or program that acts with whatever the machine is logged in to. */
  readonly ambientCredential?: SpannedText;
  /** Where an approval property would be inserted, for formats whose definition carries approval. */
  readonly approvalInsertOffset?: number;
  /** What makes its framework ask a person, and where it is inserted, for other formats. */
  readonly approvalInsert?: ApprovalInsert;
  /** Where a handler begins that can ask by MCP elicitation, and the name of its server. */
  readonly elicitation?: { readonly offset: number; readonly server: string };
}

export interface ApprovalInsert {
  readonly offset: number;
  readonly text: string;
  readonly property: string;
}

/** One entry of an agent's tool list, as written. */
export interface GrantEntry {
  readonly text: string;
  readonly span: Span;
}

export interface AgentDefinition extends DefinitionBase {
  readonly kind: "agent";
  /** Where the line stands that says what it may do, when that is not where the definition starts: `tools:`. */
  readonly grantsAt?: number;
  /** The entry of a file beside the code that says who the agent is: `config=self.agents_config["writer"]` of CrewAI. */
  readonly describedAs?: string;
  /** undefined: no list was written, which in Claude and Copilot files means every tool. */
  readonly tools?: readonly GrantEntry[];
  readonly disallowedTools?: readonly GrantEntry[];
  readonly servers?: readonly GrantEntry[];
  readonly permissionMode?: SpannedText;
  /** The prose that instructs the agent. */
  readonly instructions?: SpannedText;
  /** Where a `tools:` line would be inserted. */
  readonly toolsInsertOffset?: number;
}

/** A named value handed to a server: an environment variable, a header, an argument. */
export interface ServerValue {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

export interface ServerDefinition extends DefinitionBase {
  readonly kind: "server";
  readonly command?: string;
  readonly args: readonly ServerValue[];
  readonly env: readonly ServerValue[];
  readonly url?: ServerValue;
  readonly headers: readonly ServerValue[];
  readonly sandboxed?: boolean;
}

export type Definition = ToolDefinition | AgentDefinition | ServerDefinition;
