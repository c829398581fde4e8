import type { Effect } from "../../model/effect.ts";
import type { Call, Code } from "../../parse/code/code.ts";
import { symbolOf } from "../../parse/code/symbols.ts";

/** Calls that touch a file only where they are given one: `Document()` is new, `df.to_csv()` is a text. */
export function refineFile(call: Call, effect: Effect): { readonly effects: readonly Effect[] } {
  const given = call.args.find((arg) => arg.kind !== "entry") ?? named(call);
  return { effects: given && !isInMemory(given) ? [effect] : [] };
}

function named(call: Call): Code | undefined {
  const entry = call.args.find((arg) => arg.kind === "entry" && pathNames.test(arg.key ?? ""));
  return entry?.kind === "entry" ? entry.value : undefined;
}

const pathNames =
  /^(?:path\w*|file\w*|buf|excel_writer|workbook|where|docx|pptx|filename|output\w*|fname|dest|target|sink|source)$/i;

function isInMemory(code: Code): boolean {
  return memory.test(symbolOf(code) ?? "");
}

const memory = /(?:^|\.)(?:BytesIO|StringIO|SpooledTemporaryFile|BufferIO)\(\)/;
