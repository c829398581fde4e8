/**
 * VS Code's own agent under many configurations, with a scripted model: what happens is what `explain` says, or it says
 * that it does not know. `RECORD=1` writes the outcomes down, for `npm test`; `CONFIG=rules` narrows it.
 */
import { vscode } from "../../src/agents/vscode/agent.ts";
import { agree } from "../support/agreement/agree.ts";
import { casesOf } from "../support/agreement/recording.ts";
import { openVscodeLab, type VscodeLab } from "../support/agreement/vscode.ts";
import { vscodeCases } from "../support/agreement/vscodeCases.ts";

if (process.env.AGENTS?.split(",").includes("vscode") !== false) {
  let lab: VscodeLab | undefined;
  agree(vscode, casesOf("vscode", vscodeCases), vscode.facts.version, async (configuration) => {
    lab ??= await openVscodeLab();
    return lab.observe(configuration);
  });
  after(() => lab?.end());
}
