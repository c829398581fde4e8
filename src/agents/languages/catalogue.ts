/** Every language in which rules of an agent can be written. */
import { claudeCodeLanguage } from "./claudeCode.ts";
import { codexLanguage } from "./codex.ts";
import { geminiLanguage } from "./gemini.ts";
import type { Language } from "./language.ts";
import { opencodeLanguage } from "./opencode.ts";
import { vscodeLanguage } from "./vscode.ts";

export const languages: readonly Language[] = [
  claudeCodeLanguage,
  vscodeLanguage,
  codexLanguage,
  geminiLanguage,
  opencodeLanguage,
];

export const languageOf = (agent: string): Language | undefined => languages.find((one) => one.agent === agent);
