/**
 * The hook's fallback when no editor window is open: the same gate, judged by policy alone. Nobody can be asked, so
 * what would be asked is denied. Reads one request on stdin, prints one reply; any other end of it is a denial.
 */

import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { claudeCodeInstall } from "../agents/claudeCode/install.ts";
import { agentsBySource, agentTitle } from "../agents/hookCatalogue.ts";
import { createGate } from "../core/gate/gate.ts";
import { extensionId } from "../core/identity.ts";
import { loadParsers } from "../core/parse/parsers.ts";
import { loadPolicy } from "../core/policy/load.ts";
import { openAudit } from "../node/auditFile.ts";
import { sealUnattended } from "../node/auditSeal.ts";
import { createGateway, recognise } from "../node/gateway.ts";
import { createJudging } from "../node/judging.ts";
import { locations as locate, locationsIn } from "../node/locations.ts";
import { recordedLegs } from "../node/recordedDecision.ts";
import { createSeenLog } from "../node/seen.ts";
import { createSettingsGuard } from "../node/settingsGuard.ts";
import { sha256 } from "../node/sha256.ts";
import { createStopSwitch } from "../node/stopSwitch.ts";
import { folderWasm, judgeGrammars } from "../node/wasm.ts";
import { gatePorts } from "../node/windowGate.ts";
import { decodeRequest, encode } from "../protocol/codec.ts";
import type { HookRequest } from "../protocol/messages.ts";

void main();

async function main(): Promise<void> {
  const decoded = decodeRequest(readFileSync(0, "utf8"));
  if ("error" in decoded) throw new Error(decoded.error);
  const base = process.argv[process.argv.indexOf("--base") + 1];
  const locations = base ? locationsIn(base, dirname(base)) : locate(homedir());
  const audit = openAudit(locations.audit, { sha256, now: () => new Date() });
  const folders = () => [];
  const judging = createJudging({
    locations,
    folders,
    loadPolicy,
    // What ran already is only written down, so that nothing has to be loaded for it.
    parsers: ranAlready(decoded.value)
      ? { parse: () => undefined }
      : await loadParsers(folderWasm(join(__dirname, "wasm")), judgeGrammars),
    extensionId,
    legsBefore: (call) => recordedLegs(locations.audit, call, Date.now()),
    judgeConfigChange: createSettingsGuard(locations, claudeCodeInstall),
  });
  const { isStopped } = createStopSwitch(locations);
  const gate = createGate(
    gatePorts({
      locations,
      folders,
      judging,
      audit,
      agentTitle,
      window: "unattended",
      isStopped,
      agents: agentsBySource,
      confirm: undefined,
    }),
  );
  const noteSeen = createSeenLog(locations);
  const seen = (source: Parameters<typeof noteSeen>[0], agent: string) => noteSeen(source, agent, Date.now());
  const handle = createGateway({ gate, agents: agentsBySource, now: Date.now, seen });
  const told: (() => void)[] = [];
  const reply = await handle(decoded.value, new AbortController().signal, (listener) => told.push(listener));
  // What ran already is all that this process is for; of a decision, what the agent does not wait for comes afterwards.
  if (ranAlready(decoded.value)) await gate.idle();
  process.stdout.write(encode(reply), () => {
    for (const listener of told) listener();
    // The agent gets its answer when this process ends, so what is written after it must not take long.
    const after = gate
      .idle()
      .then(() => audit.close())
      .then(() => sealUnattended(locations, sha256, new Date()));
    void Promise.race([after, delay(longestNoteMs)]).finally(() => process.exit(0));
  });
}

const longestNoteMs = 1_000;

function ranAlready(request: HookRequest): boolean {
  const found = recognise(request, agentsBySource);
  return "call" in found && found.call.event === "post-tool";
}
