import { assumedEffects } from "../../effects/code/assumed.ts";
import type { CodeEffects, OpaqueCall } from "../../effects/code/codeEffects.ts";
import { declaredEffects, describedEffects } from "../../effects/code/declared.ts";
import { verbOf } from "../../effects/code/services.ts";
import type { EffectClaim } from "../../model/definition.ts";
import { type Effect, ofRecords, onlyLooking, effects as vocabulary } from "../../model/effect.ts";
import type { Span } from "../../model/span.ts";
import { farSideClaims } from "./farSide.ts";
import { openRequestClaims } from "./openRequests.ts";
import { removing, withOthersText } from "./reading.ts";

const fileEffects: ReadonlySet<Effect> = new Set(["read-files", "write-files", "delete-files"]);
const storing: ReadonlySet<Effect> = new Set(["write-files", "write-data", "send-outward"]);
const keeping: ReadonlySet<Effect> = new Set(["write-data", "destroy-data", "send-outward"]);
const onNetwork: ReadonlySet<Effect> = new Set(["fetch-network", "read-untrusted", "send-outward", "destroy-data"]);

/** Calls that only make a value of a type, or write a line into a log. */
const tells = /^[A-Z]\w*$|(?:^|[._])(?:log\w*|console|print\w*|stream|progress|telemetry|tracer?|metrics?)(?:\.|$)/;

/** Names of tools that write their own questions, and are given none that could change something. */
const tellsOnly = /^(?:get|list|show|describe|find|check|count|explain|inspect|view)(?:[_A-Z-]|$)/;

/** A tool by what is said of it. */
interface Said {
  readonly name: string;
  readonly description: string | undefined;
  /** What the file that it stands in imports. */
  modules(): readonly string[];
}

/**
 * What a tool may do beyond what its code shows: by its name, by the words of calls whose code is nowhere in sight,
 * and where neither says anything, by its description. All of it is marked as declared.
 * @param found in its code; undefined where there is none
 */
export function unseenClaims(
  found: CodeEffects | undefined,
  seen: readonly EffectClaim[],
  said: Said,
  place: (span: Span) => Span | undefined,
): readonly EffectClaim[] {
  const claims = hiddenClaims(found, seen, said, place);
  const far = farSideClaims(found, [...seen, ...claims], said);
  return far.length === 0 ? claims : inOrder([...claims, ...far]);
}

function hiddenClaims(
  found: CodeEffects | undefined,
  seen: readonly EffectClaim[],
  said: Said,
  place: (span: Span) => Span | undefined,
): readonly EffectClaim[] {
  const opaque = found?.opaque ?? [];
  const claim = (because: string, at: OpaqueCall | undefined) => {
    const span = at && place(at.span);
    return (effect: Effect): EffectClaim => ({ effect, origin: "declared", because, ...(span && { span }) });
  };
  // Where effects are seen, only an unseen call that changes something leaves room for what the name claims.
  const first = opaque.find(({ verb }) => seen.length === 0 || verb === "change" || verb === "remove");
  const because = first ? `its name, and ${first.name}(), which is defined elsewhere` : "its name";
  const named = ofName(seen, said.name, first !== undefined).map(claim(because, first));
  const isExact = named.some(({ effect }) => !onNetwork.has(effect));
  // What is seen to read, and says that it does, only keeps its house on the way.
  const reads = (seen.length > 0 || tellsOnly.test(said.name)) && verbOf(said.name) === "read";
  const guessed = guesses(opaque, seen)
    .filter(({ effect }) => !(reads && keeping.has(effect)))
    .filter(({ effect }) => !(isExact && onNetwork.has(effect)) && !named.some((known) => known.effect === effect))
    .map(({ effect, call, assumed }) => ({
      ...claim(`${call.name}(), by its words: it is defined elsewhere`, call)(effect),
      ...(assumed && { assumed }),
    }));
  const isOpen = !found || opaque.length + found.ends.length > 0;
  const isAssumed = (found?.ends ?? []).length > 0 && seen.length === 0 && opaque.length === 0;
  const claims = inOrder([...named, ...guessed]).map((one) => (isAssumed ? { ...one, assumed: true as const } : one));
  if (claims.length > 0)
    return seen.length === 0 ? withOthersText(isOpen ? withPayment(claims) : claims, said.name) : claims;
  const last = opaque.find(({ name }) => !tells.test(name));
  if (seen.length > 0) return openRequestClaims(found, said.name, place);
  const described = found && !last ? [] : describedEffects(said.description ?? "").map(claim("its description", last));
  return described.length > 0 ? described : assumedClaims(found, said, place);
}

/** Whoever keeps the accounts is told over a network. */
function withPayment(claims: readonly EffectClaim[]): EffectClaim[] {
  const pays = claims.find(({ effect }) => effect === "spend-money");
  if (!pays || claims.some(({ effect }) => effect === "send-outward")) return [...claims];
  return inOrder([...claims, { ...pays, effect: "send-outward", assumed: true }]);
}

/** What is left to assume of a tool whose code leads out of sight before it shows anything. */
function assumedClaims(
  found: CodeEffects | undefined,
  said: Said,
  at: (span: Span) => Span | undefined,
): EffectClaim[] {
  const ends = found?.ends ?? [];
  const [first] = ends;
  if (found && !first) return [];
  const where = first ? `it ends at ${first.name}()` : "it is not in sight";
  const span = first && at(first.span);
  const because = `declared; the code could not be followed: ${where}`;
  const symbols = ends.map(({ name, symbol }) => symbol ?? name);
  const claims = assumedEffects({ ...said, modules: said.modules(), ends: symbols }).map(
    (effect): EffectClaim => ({ effect, origin: "declared", because, assumed: true, ...(span && { span }) }),
  );
  return [...withOthersText(claims, said.name)];
}

const onSending: ReadonlySet<Effect> = new Set(["spend-money", "change-access"]);

function ofName(seen: readonly EffectClaim[], name: string, isHidden: boolean): readonly Effect[] {
  const known = new Set(seen.map(({ effect }) => effect));
  const isVisible = !isHidden && seen.length > 0;
  const stores = seen.some(({ effect }) => storing.has(effect)) && !seen.some(({ effect }) => removing.has(effect));
  const sends = known.has("send-outward");
  // A file that code reaches over a network is none of this machine's.
  const isRemote = known.has("send-outward") || known.has("fetch-network");
  return (
    declaredEffects(name)
      .filter((effect) => !(isRemote && fileEffects.has(effect)))
      .filter((effect) => !known.has(effect))
      // What is sent to who keeps accounts moves money, and what is sent to who keeps files shares them, where its name says so.
      .filter((effect) => !isVisible || (stores && removing.has(effect)) || (sends && onSending.has(effect)))
  );
}

/** Beside effects that are seen, a guess counts only where it is the first that changes anything. */
function guesses(
  opaque: readonly OpaqueCall[],
  seen: readonly EffectClaim[],
): { readonly effect: Effect; readonly call: OpaqueCall; readonly assumed?: true }[] {
  const known = new Set(seen.map(({ effect }) => effect));
  const acts = seen.some(({ effect }) => !onlyLooking.has(effect));
  const found = new Map<Effect, OpaqueCall>();
  const asks = seen.some(({ effect }) => ofRecords.has(effect));
  for (const call of opaque) {
    const effects = call.guess ?? [];
    // Beside what acts, only a database that is asked says something of its own: `cursor.execute()`.
    if (acts && (asks || !effects.every((effect) => ofRecords.has(effect)))) continue;
    if (!acts && seen.length > 0 && effects.every((effect) => onlyLooking.has(effect))) continue;
    for (const effect of effects) if (!known.has(effect) && !found.has(effect)) found.set(effect, call);
  }
  return [...found].map(([effect, call]) => ({ effect, call, ...(acts && { assumed: true as const }) }));
}

function inOrder(claims: readonly EffectClaim[]): EffectClaim[] {
  return vocabulary.flatMap((effect) => claims.filter((claim) => claim.effect === effect));
}
