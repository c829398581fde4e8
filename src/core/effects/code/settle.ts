import type { Occurrence } from "./codeEffects.ts";

const reads: ReadonlySet<string> = new Set(["fetch-network", "read-untrusted", "read-data"]);
const removals: ReadonlySet<string> = new Set(["destroy-data", "change-infra", "run-code", "send-outward"]);

/**
 * Leaves away what is only the way to something else: the object that is got in order to delete it, the question of a
 * chain that is asked further on, and the commit of what was told already. Adds what several calls do together, and that
 * what is changed in a cloud was sent there.
 */
export function settled(occurrences: readonly Occurrence[]): readonly Occurrence[] {
  const further = occurrences.filter(({ symbol }) => symbol !== undefined);
  const changes = occurrences.some(
    ({ effect, settles }) => !settles && (effect === "write-data" || effect === "destroy-data"),
  );
  const isOnlyWay = (occurrence: Occurrence): boolean => {
    const { symbol, isWay, effect } = occurrence;
    if (symbol === undefined || !isWay || !reads.has(effect)) return false;
    const next = further.filter((other) => other.symbol?.startsWith(`${symbol}().`));
    return next.length > 0 && (isWay === "unsure" || next.every((other) => removals.has(other.effect)));
  };
  const kept = occurrences.filter((occurrence) => !(occurrence.settles && changes) && !isOnlyWay(occurrence));
  const started = startedContainer(kept);
  const sent = sentToCloud(kept);
  return [
    ...kept,
    ...(started ? [{ ...started, effect: "run-code" } as const] : []),
    ...(sent ? [{ ...sent, effect: "send-outward" } as const] : []),
  ];
}

/** Containers and machines of this one. */
const here = /docker|podman|containerd|libvirt|vagrant/i;

/** Infrastructure that is changed over a network, where others see it and it stays; a program does that by itself. */
function sentToCloud(occurrences: readonly Occurrence[]): Occurrence | undefined {
  if (occurrences.some(({ effect }) => effect === "send-outward")) return undefined;
  return occurrences.find(
    ({ effect, symbol, because, span }) =>
      effect === "change-infra" &&
      !here.test(`${symbol} ${because}`) &&
      !occurrences.some((other) => other.effect === "run-code" && other.span === span),
  );
}

/** A container that is made and started runs a program. */
function startedContainer(occurrences: readonly Occurrence[]): Occurrence | undefined {
  const called = (name: RegExp) => occurrences.find(({ symbol }) => symbol !== undefined && name.test(symbol));
  if (occurrences.some(({ effect }) => effect === "run-code")) return undefined;
  return (
    called(/\.(?:ContainerCreate|create_?[cC]ontainer\w*|CreateContainer\w*)$/) &&
    called(/\.(?:ContainerStart|start_?[cC]ontainer\w*|StartContainer\w*)$/)
  );
}
