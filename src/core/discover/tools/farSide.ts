import { assumedEffects } from "../../effects/code/assumed.ts";
import type { CodeEffects } from "../../effects/code/codeEffects.ts";
import { effectsBeyond } from "../../effects/code/declared.ts";
import { wordsOf } from "../../effects/code/nameWords.ts";
import type { EffectClaim } from "../../model/definition.ts";
import type { Effect } from "../../model/effect.ts";
import { removing } from "./reading.ts";

/**
 * The far side: where a tool's code ends at a border (a request, a program, a client, code out of sight) it shows that
 * the border is crossed, and not what is done behind it. That is what the tool says of itself. It rests on words alone,
 * so it is marked as assumed, and no finding rests on it.
 */

/** Behind these lies what is done in another place. */
const borders: ReadonlySet<Effect> = new Set([
  "run-code",
  "fetch-network",
  "send-outward",
  "change-infra",
  "read-data",
  "write-data",
  "delegate",
]);

interface Said {
  readonly name: string;
  readonly description: string | undefined;
}

/** What is done on the far side beyond what is claimed already. */
export function farSideClaims(
  found: CodeEffects | undefined,
  claims: readonly EffectClaim[],
  said: Said,
): readonly EffectClaim[] {
  const known = claims.map(({ effect }) => effect);
  const border = claims.find(({ effect }) => borders.has(effect));
  const end = found?.ends[0] ?? found?.opaque.find(({ verb }) => verb === "change" || verb === "remove");
  if (found && !(border || end)) return [];
  const at = border ? border.because : end ? `${end.name}()` : "its declaration";
  const told = [
    ...effectsBeyond(said.name, said.description, known).filter(
      (effect) => !removing.has(effect) || !known.some((one) => removing.has(one)),
    ),
    ...(found ? ofProgram(claims, found, said) : []),
  ];
  const both = told.includes("delete-files") && told.includes("destroy-data");
  const isRemote = known.includes("fetch-network") || known.includes("send-outward");
  const unwanted: Effect | undefined = isRemote ? "delete-files" : both ? "destroy-data" : undefined;
  return [...new Set(told)]
    .filter((effect) => !known.includes(effect) && effect !== unwanted)
    .map((effect) => ({
      effect,
      origin: "declared",
      because: `its words: its code goes no further than ${at}`,
      assumed: true,
    }));
}

/** A program works on this machine, unless what it is for is elsewhere. */
const elsewhere =
  /\b(?:https?|urls?|web|websites?|internet|online|apis?|cloud|remote|registry|registries|github|gitlab|sites?|servers?|pages?|downloads?)\b/i;
const overNetwork: ReadonlySet<Effect> = new Set(["fetch-network", "send-outward"]);

const ofPrograms: ReadonlySet<Effect> = new Set(["run-code", "kill-process", "install-package"]);
const besidePrograms: ReadonlySet<Effect> = new Set([
  "read-files",
  "write-files",
  "delete-files",
  "fetch-network",
  "send-outward",
]);

const forCommands =
  /^(?:run|exec|execute|commands?|cmd|shell|bash|terminal|scripts?|eval|evaluate|code|cli|process|repl|python|powershell)$/;

/** A program that does the work, and nothing beside it: what the tool says is what it has the program do. */
function ofProgram(claims: readonly EffectClaim[], { ends }: CodeEffects, said: Said): readonly Effect[] {
  // A tool for any command does whatever that says.
  if (claims.length === 0 || wordsOf(said.name).some((word) => forCommands.test(word))) return [];
  if (!claims.every(({ effect }) => ofPrograms.has(effect))) return [];
  const symbols = ends.map(({ name, symbol }) => symbol ?? name);
  const words = `${wordsOf(said.name).join(" ")} ${said.description?.slice(0, 160) ?? ""}`;
  return assumedEffects({ ...said, modules: [], ends: symbols }).filter(
    (effect) => besidePrograms.has(effect) && (!overNetwork.has(effect) || elsewhere.test(words)),
  );
}
