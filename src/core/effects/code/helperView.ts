import type { Effect } from "../../model/effect.ts";
import type { Call, Code } from "../../parse/code/code.ts";
import { writtenName } from "../../parse/code/resolve.ts";
import { isKeeping, keepsHouse } from "./asides.ts";
import type { Occurrence } from "./codeEffects.ts";
import {
  bringing,
  bringsUp,
  givesSurroundings,
  keepsLog,
  leaving,
  loadsOwn,
  logging,
  makesPlace,
  needsSecret,
  preparesClient,
  preparing,
  readsSettings,
  remembering,
  startsUp,
} from "./preparation.ts";

/** What of a helper's effects are the tool's, by what the helper is for. */
export interface HelperView {
  /** False for what only gets something ready, or is known better. */
  counts(one: Occurrence): boolean;
  /** With what is known of an effect by the helper that had it. */
  told(one: Occurrence): Occurrence;
  /** False where trails that end in it say nothing of the tool. */
  readonly endsCount: boolean;
}

/** A helper as it is called. */
interface Helper {
  /** A function in a constant goes by the name of that. */
  readonly name: string | undefined;
  readonly call: Call;
  readonly handlerName: string;
  /** It is what runs another agent. */
  readonly runsAgent: boolean;
}

/** Judges by names: of the helper, of how it is called, and of what it is handed. */
export function viewOf(helper: Helper): HelperView {
  const { name, call } = helper;
  const isLog = keepsLog(name, writtenName(call.callee));
  const ready = startsUp(name) || preparesClient(name);
  const isBringing = bringsUp(name) && handsOwn(call);
  const upkeep = keepsHouse(name);
  const ownFile = loadsOwn(name) && call.args.flatMap(valuesIn).every(({ kind }) => kind === "literal");
  const uncounted = uncountedEffects(helper, isLog);
  return {
    counts: ({ effect, because, aside }) =>
      !uncounted.some((effects) => effects.has(effect)) &&
      // `gh auth token`, asked for the way to a service.
      !(ready && effect === "run-code" && aside === "program") &&
      !makesPlace(name, because) &&
      !(helper.runsAgent && !ofDelegating.has(effect)),
    told(one) {
      if (isBringing && bringing.has(one.effect)) return { ...one, aside: "bringing" };
      if (upkeep && isKeeping(one.effect)) return { ...one, aside: "upkeep" };
      return ownFile && one.effect === "read-files" ? { ...one, ownFileOf: name as string } : one;
    },
    endsCount: !(isLog || ready || upkeep || bringsUp(name)),
  };
}

function uncountedEffects({ name, call, handlerName }: Helper, isLog: boolean): readonly ReadonlySet<Effect>[] {
  const found: ReadonlySet<Effect>[] = [];
  if (isLog) found.push(logging);
  if (startsUp(name)) found.push(leaving, preparing);
  if (readsSettings(writtenName(call.callee)) && !/config|setting/i.test(handlerName)) found.push(preparing);
  if (needsSecret(name)) found.push(secrets);
  if (preparesClient(name)) {
    found.push(preparing, ...(handsOwn(call) ? [leaving, remembering] : []));
  }
  return found;
}

/** True of a call that hands over nothing but its surroundings. */
function handsOwn(call: Call): boolean {
  const given = call.args.flatMap(valuesIn).filter(({ kind }) => kind !== "literal");
  return givesSurroundings(given.map((arg) => writtenName(arg)));
}

const secrets: ReadonlySet<Effect> = new Set(["read-secrets"]);

/** What running another agent does by itself: what its tools do, it does by them. */
const ofDelegating: ReadonlySet<Effect> = new Set(["delegate", "fetch-network", "read-untrusted"]);

/** `{ account, logger }` gives both. */
function valuesIn(arg: Code): Code[] {
  if (arg.kind === "object") return arg.entries.map(({ value }) => value);
  return [arg.kind === "entry" ? arg.value : arg];
}
