import type { Definition, ToolDefinition } from "../../model/definition.ts";
import type { Span } from "../../model/span.ts";
import type { CodeFile } from "../../parse/code/code.ts";
import { Places } from "../places.ts";

interface Placed {
  readonly span: Span;
}

/** What the last recogniser has found in a file, beside what the precise ones did: nothing is taken twice. */
export class FoundTools {
  readonly tools: ToolDefinition[] = [];
  readonly isEmptyBefore: boolean;
  readonly #places: Span[] = [];
  /** Most of a file of tools lies in what is claimed, and nothing in there is looked at. */
  readonly #claimed = new Places();
  /** An agent holds lists of its tools. */
  readonly #agents = new Places();
  readonly #names: Set<string>;

  constructor(
    private readonly file: CodeFile,
    before: readonly Definition[],
  ) {
    this.#names = new Set(before.map(({ name }) => name));
    this.isEmptyBefore = before.length === 0;
    for (const { span, document, kind } of before) {
      if (document !== undefined) continue;
      if (kind === "agent") this.#agents.add(span);
      else this.#claim(span);
    }
  }

  get isEmpty(): boolean {
    return this.isEmptyBefore && this.tools.length === 0;
  }

  /** In another definition that is no agent. */
  isHeld({ span }: Placed): boolean {
    const at = this.file.place(span);
    return at !== undefined && this.#claimed.hold(at);
  }

  isClaimed(code: Placed): boolean {
    const at = this.file.place(code.span);
    return this.isHeld(code) || (at !== undefined && this.#agents.hold(at));
  }

  /** Neither in another one nor around one. */
  isFree({ span }: Placed): boolean {
    const at = this.file.place(span);
    return at !== undefined && !this.#places.some((place) => place.start < at.end && at.start < place.end);
  }

  /**
   * Keeps a tool, here or in another file, unless its place or its name is taken.
   * @param isByItself another one of that name is another one
   */
  take(tool: ToolDefinition, code: Placed, isByItself = false): boolean {
    const at = this.file.place(code.span);
    if ((at && !this.isFree(code)) || (!isByItself && this.#names.has(tool.name))) return false;
    this.#names.add(tool.name);
    if (at) this.#claim(at);
    this.tools.push(tool);
    return true;
  }

  #claim(place: Span): void {
    this.#places.push(place);
    this.#claimed.add(place);
  }
}
