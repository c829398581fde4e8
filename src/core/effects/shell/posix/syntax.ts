/** The text of bash, zsh and sh as data: statements made of words, words made of parts. */

/** Where something stands in the text that was read. */
export interface Placed {
  readonly start: number;
  readonly end: number;
}

/** Text is live where it is not quoted: wildcards, braces and tildes in it mean something. */
export type Part =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "quoted"; readonly text: string }
  /** `"…"`: nothing in it is split. */
  | { readonly kind: "double"; readonly parts: readonly Part[] }
  | Parameter
  /** `$(…)` and back-ticks. */
  | { readonly kind: "command"; readonly body: Statement }
  /** `<(…)`, `>(…)` and zsh's `=(…)`: a file name that stands for what a command prints or takes. */
  | { readonly kind: "process"; readonly direction: "<" | ">"; readonly body: Statement }
  | { readonly kind: "arithmetic"; readonly parts: readonly Part[] }
  /** `a=(…)` */
  | { readonly kind: "array"; readonly words: readonly Word[] }
  /** A parenthesis inside a word: a pattern, or zsh's qualifiers. */
  | { readonly kind: "group"; readonly parts: readonly Part[]; readonly last: boolean };

export interface Word extends Placed {
  readonly parts: readonly Part[];
  /** `name=value` behind `declare` and its kin: not split. */
  readonly whole?: boolean;
}

/** `$name` or `${…}`. */
export interface Parameter {
  readonly kind: "parameter";
  /** A name, or what stands in its place (zsh: `${${…}…}`, `${:-…}`). */
  readonly name: string | readonly Part[];
  readonly index?: readonly Part[];
  readonly prefix?: "!" | "#" | "+";
  /** zsh's `(…)` and its one-letter signs (`=`, `~`, `^`). */
  readonly flags?: string;
  /** `:-`, `//`, `##`, `:` and the like. */
  readonly operator?: string;
  /** What follows the operator: one for most, two for `/a/b` and `:1:2`. */
  readonly operands?: readonly (readonly Part[])[];
}

export interface HereDocument {
  readonly delimiter: string;
  readonly quoted: boolean;
  readonly strips: boolean;
  parts: readonly Part[];
}

export interface Redirect extends Placed {
  readonly operator: string;
  /** A number, or the name of the variable that gets one. */
  readonly descriptor?: string;
  readonly target?: Word;
  readonly document?: HereDocument;
}

export interface Assignment extends Placed {
  readonly name: string;
  readonly index?: readonly Part[];
  readonly appends: boolean;
  readonly value: Word;
}

export interface Simple extends Placed {
  readonly kind: "simple";
  readonly assignments: readonly Assignment[];
  readonly words: readonly Word[];
  /** Arrays given to `declare` and its kin. */
  readonly declared: readonly Assignment[];
  readonly redirects: readonly Redirect[];
  /** Variables whose values it uses by name. */
  readonly uses: ReadonlySet<string>;
}

export type Statement =
  | Simple
  | (Placed & { readonly kind: "pipeline"; readonly stages: readonly Statement[] })
  | (Placed & { readonly kind: "sequence"; readonly items: readonly Item[] })
  | (Placed & { readonly kind: "subshell"; readonly body: Statement })
  | (Placed & { readonly kind: "redirected"; readonly body: Statement; readonly redirects: readonly Redirect[] })
  /** `if`, `case`, `while`: any of the parts may run. */
  | (Placed & { readonly kind: "branches"; readonly words: readonly Word[]; readonly parts: readonly Statement[] })
  /** `while`, `until`. */
  | (Placed & { readonly kind: "repeated"; readonly condition: Statement; readonly body: Statement })
  | (Placed & {
      readonly kind: "loop";
      readonly names: readonly string[];
      /** undefined: the positional parameters. */
      readonly values: readonly Word[] | undefined;
      readonly body: Statement;
    })
  | (Placed & {
      readonly kind: "function";
      readonly names: readonly string[];
      readonly body: Statement;
      readonly text: string;
    })
  /** zsh's `() { … } words`. */
  | (Placed & { readonly kind: "anonymous"; readonly body: Statement; readonly words: readonly Word[] })
  | (Placed & { readonly kind: "coprocess"; readonly name: string; readonly body: Statement })
  /** `[[ … ]]` and `(( … ))`: only what stands in the words runs. */
  | (Placed & { readonly kind: "test"; readonly words: readonly Word[] })
  | (Placed & { readonly kind: "arithmetic"; readonly parts: readonly Part[] });

/** How a statement is joined to the one before: certainly run, or depending on it. */
export interface Item {
  readonly statement: Statement;
  readonly depends: boolean;
  /** Followed by `&`. */
  readonly background: boolean;
}
