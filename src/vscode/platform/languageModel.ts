/** Tools for chats, where the editor has them (VS Code 1.95 and later): newer than the API this extension is built on. */
import * as vscode from "vscode";

export interface ChatTool {
  /** What a chat gets to read: plain data, as JSON. */
  invoke(input: Readonly<Record<string, unknown>>): unknown;
}

interface NewerApi {
  readonly lm?: { registerTool?(name: string, tool: unknown): vscode.Disposable };
  readonly LanguageModelToolResult?: new (parts: readonly unknown[]) => unknown;
  readonly LanguageModelTextPart?: new (text: string) => unknown;
}

/** Undefined on an editor that knows no such tools. */
export function registerChatTool(name: string, tool: ChatTool): vscode.Disposable | undefined {
  const { lm, LanguageModelToolResult: Result, LanguageModelTextPart: Part } = vscode as unknown as NewerApi;
  if (!lm?.registerTool || !Result || !Part) return undefined;
  return lm.registerTool(name, {
    async invoke({ input }: { readonly input?: unknown }) {
      const fields = typeof input === "object" && input !== null ? (input as Readonly<Record<string, unknown>>) : {};
      return new Result([new Part(JSON.stringify(await tool.invoke(fields), undefined, 2))]);
    },
  });
}
