import { keepsHouse } from "../../effects/code/asides.ts";
import { wordsOf } from "../../effects/code/nameWords.ts";
import { bringingText, folderMaker } from "../../effects/code/ownThings.ts";
import { verbOf } from "../../effects/code/services.ts";
import type { EffectClaim } from "../../model/definition.ts";

/**
 * What a program does for itself while a tool does something else: stale caches, the folders it needs, a browser or a
 * login that is brought up.
 */

/** Without that, where the tool says nothing of it. */
export function withoutOwnHouse(
  shown: readonly EffectClaim[],
  name: string,
  description: string | undefined,
): readonly EffectClaim[] {
  if (!shown.some(isOwn) || keepsHouse(name)) return shown;
  const isFor = !shown.every(isOwn);
  const said = isFor ? wordsOf(`${name} ${description?.slice(0, maxOpening) ?? ""}`) : [];
  const brings = !isFor || said.some((word) => bringingText.test(word));
  const keeps = isFor && !said.some((word) => ofFiles.test(word));
  return shown.filter(
    (claim) => !isOwnRubbish(claim, name) && !(keeps && isOwnKeeping(claim)) && (brings || claim.aside !== "bringing"),
  );
}

function isOwn({ aside }: EffectClaim): boolean {
  return aside === "upkeep" || aside === "bringing";
}

/** Further on, a description speaks of parameters and answers. */
const maxOpening = 200;

/** A folder that is made for what the program keeps, by a tool that is for something else and says nothing of files. */
function isOwnKeeping({ effect, aside, because }: EffectClaim): boolean {
  return effect === "write-files" && aside === "upkeep" && folderMaker.test(because);
}

const ofFiles =
  /^(?:files?|folders?|director(?:y|ies)|dirs?|paths?|disk|locally|local|workspace|repos?|repository|writes?|saves?|saved|exports?|downloads?|cached?|caches|caching|logs?|logging|backups?|temp|tmp|inits?|initiali[sz]es?|setup|scaffolds?|generates?|documents?|reports?|images?|pdf|screenshots?|notes?|store[sd]?|records?|migrat\w*|usage|metrics?|audit\w*|memory|memories)$/;

/** A stale cache or a temporary file that is taken away, by a tool that says nothing of removing. */
function isOwnRubbish({ effect, aside, because }: EffectClaim, name: string): boolean {
  return (
    effect === "delete-files" &&
    aside === "upkeep" &&
    verbOf(name) !== "remove" &&
    !/clean|prune|rotate/i.test(name) &&
    // A backup is missed when it is gone.
    !/backup/i.test(because)
  );
}
