import type { Translate } from "../../src/core/display/translate.ts";

/** English, as the editor shows it when no translation is installed. */
export const plain: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)]));
