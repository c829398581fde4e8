import { MarkdownString } from "vscode";
import type { CommandArguments, CommandId } from "../ids.ts";

/**
 * Markdown that may hold text from outside. Only `enabledCommands` can be run from it; there is no HTML, and text
 * from files goes in through `text` or `code`, never through the template.
 */
export class SafeMarkdown {
  readonly value: MarkdownString;

  constructor(enabledCommands: readonly CommandId[] = []) {
    this.value = new MarkdownString(undefined, true);
    this.value.isTrusted = { enabledCommands };
    this.value.supportHtml = false;
  }

  /** Our own words, with Markdown. */
  ours(markdown: string): this {
    this.value.appendMarkdown(markdown);
    return this;
  }

  /** Anyone's words, escaped. */
  text(text: string): this {
    this.value.appendText(text);
    return this;
  }

  /** Anyone's words as prose: escaped as well, and the lines may break at its blanks, as those of `text` may not. */
  prose(text: string): this {
    this.value.appendMarkdown(text.replace(/[!-/:-@[-`{-~]/g, "\\$&").replace(/\s+/g, " "));
    return this;
  }

  code(text: string, language = "text"): this {
    this.value.appendCodeblock(text, language);
    return this;
  }

  link<K extends CommandId>(label: string, command: K, ...args: CommandArguments[K]): this {
    const query = encodeURIComponent(JSON.stringify(args));
    this.value.appendMarkdown(`[${label}](command:${command}?${query})`);
    return this;
  }
}
