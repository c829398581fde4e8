/** A real ACP agent, started as the editor starts it, with a scripted model and a real gate. */
import { existsSync, readFileSync } from "node:fs";
import { agentProgram } from "../../scripts/lib/agentTools.mjs";
import { acpLaunches } from "../../src/agents/acp/launch.ts";
import { heldMethods, permissionAnswer, readAcpRequest } from "../../src/agents/acp/requests.ts";
import { startAcpAgent } from "../../src/node/acp/client.ts";
import { acpEnvironment } from "../../src/node/acp/environment.ts";
import type { OpenWindow } from "../process/hookLab.ts";
import { type AgentFixture, type Attempted, openAgentLab, proofOf, write } from "./agentLab.ts";

export interface AcpOutcome {
  readonly happened: boolean;
  readonly questions: OpenWindow["questions"];
  readonly told: string;
  readonly shown: readonly string[];
}

/** Left alone, Gemini CLI first asks a model which model to ask. */
const modelWords: Readonly<Record<string, readonly string[]>> = { gemini: ["-m", "gemini-2.5-flash"] };

/** Lets an agent try one thing over ACP, with a person who answers as told, or none in time. */
export async function tryOverAcp(
  fixture: AgentFixture,
  attempt: Attempted,
  answer: "allow" | "deny" | "nobody",
  patienceMs = 60_000,
): Promise<AcpOutcome> {
  const launch = acpLaunches.find(({ id }) => id === fixture.id);
  if (!launch) throw new Error(`${fixture.id} is not started over ACP.`);
  const lab = await openAgentLab(fixture);
  const shown: string[] = [];
  try {
    const window = await lab.hook.openWindow(answer);
    const proof = proofOf(attempt, lab.place);
    if (proof.before !== undefined) write({ [proof.path]: proof.before });
    lab.model.play(fixture.scene(attempt, proof, lab.place));
    const cwd = lab.place.workspace;
    const client = await startAcpAgent({
      words: [...(await agentProgram(fixture.id)), ...launch.words.slice(1), ...(modelWords[fixture.id] ?? [])],
      env: acpEnvironment((await fixture.start(lab.place)).env, launch.env),
      cwd,
      missingIsEmpty: launch.missingIsEmpty ?? false,
      adapter: {
        heldMethods,
        permissionAnswer,
        readRequest: (method, params) => readAcpRequest(method, params, { agent: launch.id, cwd }),
      },
      update: (update) => shown.push(JSON.stringify(update)),
      noise: (text) => shown.push(text),
      async hold(call, source, gone) {
        const hold = window.gate.hold({ call, source, deadline: Date.now() + patienceMs });
        gone.addEventListener("abort", () => hold.withdraw());
        const outcome = await hold.outcome;
        return outcome.decision === "allow" ? { allowed: true } : { allowed: false, reason: outcome.reason };
      },
    });
    await client.prompt("do it");
    client.end();
    await client.ended;
    const told = lab.model.requests.flatMap(({ results }) => results).join("\n");
    const happened = existsSync(proof.path) && readFileSync(proof.path, "utf8").trim() === proof.after.trim();
    return { happened, questions: window.questions, told, shown };
  } finally {
    await lab.close();
  }
}
