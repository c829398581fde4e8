/** What PowerShell text says, as plain data. Offsets point into the text that was read. */

interface Node {
  readonly start: number;
  readonly end: number;
}

/** Literal text, or what is put in its place when it runs. */
export type Part = string | Expression;

export type Expression = Node &
  (
    | { readonly kind: "string"; readonly parts: readonly Part[]; readonly quoted: boolean }
    | { readonly kind: "number"; readonly value: number }
    | { readonly kind: "variable"; readonly name: string; readonly splat: boolean }
    | { readonly kind: "type"; readonly name: string }
    | { readonly kind: "cast"; readonly type: string; readonly of: Expression }
    | { readonly kind: "unary"; readonly operator: string; readonly of: Expression }
    | { readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression }
    | { readonly kind: "choice"; readonly test: Expression; readonly either: readonly Expression[] }
    | { readonly kind: "list"; readonly items: readonly Expression[] }
    | { readonly kind: "array"; readonly body: readonly Statement[] }
    | { readonly kind: "sub"; readonly body: readonly Statement[] }
    | { readonly kind: "paren"; readonly body: readonly Statement[] }
    | { readonly kind: "hash"; readonly entries: readonly HashEntry[] }
    | { readonly kind: "block"; readonly block: Block }
    | { readonly kind: "member"; readonly of: Expression; readonly name: Expression; readonly fixed: boolean }
    | {
        readonly kind: "call";
        readonly of: Expression;
        readonly name: Expression;
        readonly fixed: boolean;
        readonly args: readonly Expression[];
      }
    | { readonly kind: "index"; readonly of: Expression; readonly index: Expression }
  );

export interface HashEntry {
  readonly key: Expression;
  readonly value: Statement;
}

export interface Parameter {
  readonly name: string;
  readonly value: Expression | undefined;
}

/** A script block. `text` is what stands between its braces. */
export interface Block {
  readonly text: string;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
}

export interface Redirect extends Node {
  readonly operator: string;
  /** Missing where one stream is put into another. */
  readonly target: Expression | undefined;
}

export type Element =
  | (Node & { readonly kind: "argument"; readonly value: Expression })
  | (Node & { readonly kind: "parameter"; readonly name: string; readonly value: Expression | undefined });

export type Stage = Node & { readonly redirects: readonly Redirect[] } & (
    | { readonly kind: "command"; readonly operator: "" | "&" | "."; readonly elements: readonly Element[] }
    | { readonly kind: "value"; readonly value: Expression }
  );

export type Statement = Node &
  (
    | { readonly kind: "pipeline"; readonly stages: readonly Stage[] }
    | { readonly kind: "chain"; readonly items: readonly Statement[] }
    | { readonly kind: "assign"; readonly target: Expression; readonly operator: string; readonly value: Statement }
    /** `heads` run; each of `bodies` may. `assigned` is what a repeated body changes. */
    | {
        readonly kind: "flow";
        readonly heads: readonly Statement[];
        readonly bodies: readonly (readonly Statement[])[];
        readonly assigned: readonly string[];
        /** Nothing in it ends the loop. */
        readonly endless: boolean;
      }
    | {
        readonly kind: "each";
        readonly variable: string;
        readonly list: Statement;
        readonly body: readonly Statement[];
        readonly assigned: readonly string[];
      }
    | {
        readonly kind: "switch";
        readonly subject: Statement;
        readonly isFile: boolean;
        readonly tests: readonly Expression[];
        readonly bodies: readonly (readonly Statement[])[];
      }
    | { readonly kind: "function"; readonly name: string; readonly block: Block }
    | { readonly kind: "class"; readonly name: string; readonly bodies: readonly Block[] }
    | { readonly kind: "using"; readonly what: string; readonly name: string }
  );
