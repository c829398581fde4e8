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
  /^(?:issues?|comments?|pages?|articles?|news|e?mails?|inbox|messages?|reviews?|posts?|tweets?|mentions|timelines?|replies|conversations?|notifications?|chats?|transcripts?|feeds?|forum|threads?|discussions?|dialogs?|casts?|toots?|tickets?|urls?|web|website|internet|documents?|docs|logs)$/;

/** What stays others' text in a database of one's own. */
const keptOfOthers = /^(?:e?mails?|inbox|messages?|conversations?|chats?|threads?|dialogs?)$/;

/** A tool for any request to any address. */
const asksAnybody = /^(?:(?:make|send|do|perform)_?)?(?:https?|curl|wget)(?:_?(?:request|get|fetch|call|tool))?$/i;

/** What a tool that sends it is called after. */
const sendable = /^(?:e?mails?|messages?|posts?|tweets?|comments?|replies|notifications?)$/;

/** A tool that acts over a network reads files of its own on the way there: settings, names that it knows. */
function withoutOwnFiles(occurrences: readonly Occurrence[], name: string): readonly Occurrence[] {
  const isRemote = occurrences.some(({ effect }) => effect === "fetch-network" || effect === "send-outward");
  if (!isRemote) return occurrences;
  const words = new Set(wordsOf(name));
  return occurrences.filter(
    ({ effect, ownFileOf }) =>
      !(effect === "read-files" || effect === "write-files") ||
      ownFileOf === undefined ||
      wordsOf(ownFileOf).some((word) => words.has(word)),
  );
}

const asking: ReadonlySet<Effect> = new Set(["fetch-network", "read-untrusted", "send-outward"]);

/** Beside a word that reads: `docs_make_list`, `ask_question`. */
const acting = /^(?:make|mark|start|ask|chat|tell|do|toggle|draft)$/;

/**
 * A tool that by its name reads, and by its code does nothing but ask, asks by POST as others ask by GET: what leaves is
 * the question, which stays marked as one. One that looks into files, records or secrets too may send what it found there.
 */
export function withoutQuestions(claims: readonly EffectClaim[], name: string): readonly EffectClaim[] {
  const sent = claims.find(({ effect }) => effect === "send-outward");
  if (sent?.aside !== "query" || /GraphQL/.test(sent.because) || verbOf(name) !== "read") return claims;
  if (!claims.every(({ effect }) => asking.has(effect)) || wordsOf(name).some((word) => acting.test(word)))
    return claims;
  const others = claims.filter(({ effect }) => effect === "read-untrusted");
  return [{ ...sent, effect: "fetch-network" }, ...others];
}

/** A tool that fetches what is by its name such text hands it to the model, wherever the address is from. */
export function withOthersText(claims: readonly EffectClaim[], name: string): readonly EffectClaim[] {
  const verb = verbOf(name);
  const written = wordsOf(name).filter((word) => writtenByOthers.test(word) || asksAnybody.test(name));
  const isKept = written.some((word) => keptOfOthers.test(word));
  const fetching = claims.find(({ effect }) => effect === "fetch-network" || (isKept && effect === "read-data"));
  const known = claims.some(({ effect }) => effect === "read-untrusted");
  if (!fetching || known || verb === "remove" || (verb === "change" && !asksAnybody.test(name))) return claims;
  const sends = claims.some(({ effect }) => effect === "send-outward");
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
export function withoutIncidental(all: readonly Occurrence[], name: string): readonly Occurrence[] {
  const occurrences = withoutOwnFiles(all, name);
  const verb = verbOf(name);
  const changes = occurrences.some(({ effect }) => effect === "send-outward" || removing.has(effect));
  if (!changes || (verb !== "change" && verb !== "remove")) return occurrences;
  return occurrences.filter(
    ({ effect, byVerb }) =>
      !byVerb || (effect !== "read-untrusted" && !(verb === "remove" && effect === "fetch-network")),
  );
}
