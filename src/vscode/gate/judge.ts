import { claudeCodeInstall } from "../../agents/claudeCode/install.ts";
import { extensionId } from "../../core/identity.ts";
import type { Parsers } from "../../core/parse/parsers.ts";
import { loadPolicy } from "../../core/policy/load.ts";
import { createJudging, type Judging, type JudgingOptions } from "../../node/judging.ts";
import type { Locations } from "../../node/locations.ts";
import { recordedLegs } from "../../node/recordedDecision.ts";
import { createSettingsGuard } from "../../node/settingsGuard.ts";

/** Judges held calls by the policies of the user and of this window's folders. */
export function createWindowJudge(place: {
  readonly locations: Locations;
  readonly parsers: Parsers;
  folders(): readonly string[];
  readonly toolEffects: NonNullable<JudgingOptions["toolEffects"]>;
}): Judging {
  return createJudging({
    ...place,
    loadPolicy,
    extensionId,
    // What the session did before this window was reloaded, or in another one.
    legsBefore: (call) => recordedLegs(place.locations.audit, call, Date.now()),
    judgeConfigChange: createSettingsGuard(place.locations, claudeCodeInstall),
  });
}
