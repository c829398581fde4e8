/** What a server's tool does by its name alone, where neither its code nor a call of it is known. */
import type { Effect } from "../../model/effect.ts";
import { judgements } from "../judgements.ts";
import { serverKind } from "./servers.ts";
import { judgeName } from "./toolName.ts";
import { toolWords } from "./words.ts";

export function nameEffects(server: string, tool: string): readonly Effect[] {
  return judgements[judgeName(toolWords(tool), serverKind(server))].effects;
}
