import { type Code, parts } from "./code.ts";

/** What is looked for in whole files. A group counts where it has an operator. Names and literals, most of a file, do not. */
const sought = ["call", "object", "list", "function", "class", "declaration", "entry", "branch", "group"] as const;
export type Sought = (typeof sought)[number];

const bits: Readonly<Partial<Record<Code["kind"], number>>> = Object.fromEntries(
  sought.map((kind, index) => [kind, 1 << index]),
);

/** Code that is looked for or leads to some. */
interface Outline {
  readonly code: Code;
  readonly own: number;
  /** Its own and all below it. */
  readonly kinds: number;
  readonly inner: readonly Outline[];
}

type Visitor<K extends Sought> = (
  code: Extract<Code, { readonly kind: K }>,
  ancestors: readonly Code[],
) => boolean | undefined;

/**
 * Visits the code of some kinds as `walk` does: in source order, parents first, and with all ancestors. Each discoverer
 * looks at a whole file for the few things that may be its own, so what leads to none is left out, and what was noted of
 * a statement holds until its code is another one.
 */
export function walkKinds<K extends Sought>(roots: readonly Code[], kinds: readonly K[], visit: Visitor<K>): void {
  const wanted = kinds.reduce((all, kind) => all | (bits[kind] ?? 0), 0);
  const ancestors: Code[] = [];
  const walkOutline = ({ code, own, inner }: Outline): void => {
    if ((own & wanted) !== 0 && visit(code as Extract<Code, { readonly kind: K }>, ancestors) === false) return;
    ancestors.push(code);
    for (const one of inner) if ((one.kinds & wanted) !== 0) walkOutline(one);
    ancestors.pop();
  };
  for (const root of roots) {
    const outline = outlineOfStatement(root);
    if (outline && (outline.kinds & wanted) !== 0) walkOutline(outline);
  }
}

/** A longer block may be read again with most of its statements as they were. */
const longBlock = 8;

const known = new WeakMap<Code, Outline | "empty">();

function outlineOfStatement(code: Code): Outline | undefined {
  let outline = known.get(code);
  if (outline === undefined) {
    outline = outlineOf(code) ?? "empty";
    known.set(code, outline);
  }
  return outline === "empty" ? undefined : outline;
}

function outlineOf(code: Code): Outline | undefined {
  if (code.kind === "name" || code.kind === "literal") return undefined;
  const own = code.kind === "group" && code.operator === undefined ? 0 : (bits[code.kind] ?? 0);
  const isLong = code.kind === "function" && code.body.length >= longBlock;
  let kinds = own;
  let inner: Outline[] | undefined;
  const add = (part: Code): void => {
    const outline = isLong ? outlineOfStatement(part) : outlineOf(part);
    if (!outline) return;
    kinds |= outline.kinds;
    if (inner) inner.push(outline);
    else inner = [outline];
  };
  // The commonest are gone into without a list of their parts.
  if (code.kind === "member") {
    add(code.object);
    if (code.index) add(code.index);
  } else if (code.kind === "call") {
    add(code.callee);
    for (const arg of code.args) add(arg);
  } else for (const part of parts(code)) add(part);
  return kinds === 0 ? undefined : { code, own, kinds, inner: inner ?? none };
}

const none: readonly Outline[] = [];
