import { agentToolScopeIgnored } from "./agent-tool-scope-ignored.ts";
import { ambientCloudRights } from "./ambient-cloud-rights.ts";
import { annotationContradictsCode } from "./annotation-contradicts-code.ts";
import { approvalsSwitchedOff } from "./approvals-switched-off.ts";
import { confirmationOnlyInProse } from "./confirmation-only-in-prose.ts";
import { irreversibleWithoutConfirmation } from "./irreversible-without-confirmation.ts";
import { modelSetsConfirmation } from "./model-sets-confirmation.ts";
import { outwardWithoutConfirmation } from "./outward-without-confirmation.ts";
import { remoteServerPlainHttp } from "./remote-server-plain-http.ts";
import type { Rule } from "./rule.ts";
import { ruleNeverMatches } from "./rule-never-matches.ts";
import { runsOnFolderOpen } from "./runs-on-folder-open.ts";
import { secretInConfig } from "./secret-in-config.ts";
import { settingsRunCommands } from "./settings-run-commands.ts";
import { shellRunsAnything } from "./shell-runs-anything.ts";
import { suppressionNotValid } from "./suppression-not-valid.ts";
import { toolsListMissing } from "./tools-list-missing.ts";
import { unpinnedServer } from "./unpinned-server.ts";
import { unreadableFile } from "./unreadable-file.ts";
import { wrongMcpKey } from "./wrong-mcp-key.ts";

/** Every rule, in alphabetical order. */
export const rules: readonly Rule[] = [
  agentToolScopeIgnored,
  ambientCloudRights,
  annotationContradictsCode,
  approvalsSwitchedOff,
  confirmationOnlyInProse,
  irreversibleWithoutConfirmation,
  modelSetsConfirmation,
  outwardWithoutConfirmation,
  remoteServerPlainHttp,
  ruleNeverMatches,
  runsOnFolderOpen,
  secretInConfig,
  settingsRunCommands,
  shellRunsAnything,
  suppressionNotValid,
  toolsListMissing,
  unpinnedServer,
  unreadableFile,
  wrongMcpKey,
];
