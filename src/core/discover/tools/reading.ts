import type { Occurrence } from "../../effects/code/codeEffects.ts";
import { wordsOf } from "../../effects/code/nameWords.ts";
import { verbOf } from "../../effects/code/services.ts";
import type { EffectClaim } from "../../model/definition.ts";
import { type Effect, effects as vocabulary } from "../../model/effect.ts";

/** What a tool is called says of what it reads: whose text that is, and whether it is only the way to what it changes. */

/** Effects that a name may claim although the code is seen: removing by writing the rest back. */
export const removing: ReadonlySet<Effect> = new Set(["destroy-data", "delete-files"]);

/** What people write to one another, or publish. */
const writtenByOthers =
  /^(?:issues?|comments?|pages?|articles?|news|e?mails?|inbox|messages?|reviews?|posts?|tweets?|mentions|timelines?|replies|conversations?|notifications?|chats?|transcripts?|feeds?|forum|threads?|urls?|web|website|internet|documents?|docs|logs|casts|toots)$/;

/** What a tool that sends it is called after. */
const sendable = /^(?:e?mails?|messages?|posts?|tweets?|comments?|replies|notifications?)$/;

/** A tool that fetches what is by its name such text hands it to the model, wherever the address is from. */
export function withOthersText(claims: readonly EffectClaim[], name: string): readonly EffectClaim[] {
  const verb = verbOf(name);
  const fetching = claims.find(({ effect }) => effect === "fetch-network");
  const known = claims.some(({ effect }) => effect === "read-untrusted");
  if (!fetching || known || verb === "change" || verb === "remove") return claims;
  const sends = claims.some(({ effect }) => effect === "send-outward");
  const written = wordsOf(name).filter((word) => writtenByOthers.test(word));
  if (written.length === 0 || (sends && verb !== "read" && written.every((word) => sendable.test(word)))) return claims;
  const added: EffectClaim = {
    ...fetching,
    effect: "read-untrusted",
    because: `${fetching.because}, of what others write`,
  };
  const at = vocabulary.indexOf("read-untrusted");
  return [
    ...claims.filter(({ effect }) => vocabulary.indexOf(effect) < at),
    added,
    ...claims.filter(({ effect }) => vocabulary.indexOf(effect) > at),
  ];
}

/**
 * A tool that changes or removes something looks at it before and shows it after. That reading is the way to its
 * effect: what is removed is not also fetched, and what was just written is not somebody else's text.
 */
export function withoutIncidental(occurrences: readonly Occurrence[], name: string): readonly Occurrence[] {
  const verb = verbOf(name);
  const changes = occurrences.some(({ effect }) => effect === "send-outward" || removing.has(effect));
  if (!changes || (verb !== "change" && verb !== "remove")) return occurrences;
  return occurrences.filter(
    ({ effect, byVerb }) =>
      !byVerb || (effect !== "read-untrusted" && !(verb === "remove" && effect === "fetch-network")),
  );
}
