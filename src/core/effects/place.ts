/** Where an action happens: what is known about the machine, without asking it anything. */
import type { Platform } from "../model/action.ts";

export interface Place {
  readonly platform: Platform;
  readonly home: string;
  readonly workspace: string | undefined;
  readonly cwd: string | undefined;
  readonly realpath?: ((path: string) => string | undefined) | undefined;
  readonly protectedPaths: readonly string[];
  readonly extensionId: string;
}

/** True where the usual disk does not tell upper from lower case. */
export function isCaseBlind(place: Pick<Place, "platform">): boolean {
  return place.platform !== "linux";
}
