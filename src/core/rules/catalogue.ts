import { agentToolScopeIgnored } from "./agent-tool-scope-ignored.ts";
import { ambientCloudRights } from "./ambient-cloud-rights.ts";
import { annotationContradictsCode } from "./annotation-contradicts-code.ts";
import { approvalsSwitchedOff } from "./approvals-switched-off.ts";
import { approvesOnError } from "./approves-on-error.ts";
import { argumentReachesPath } from "./argument-reaches-path.ts";
import { argumentReachesShell } from "./argument-reaches-shell.ts";
import { argumentReachesSql } from "./argument-reaches-sql.ts";
import { argumentReachesUrl } from "./argument-reaches-url.ts";
import { bulkWithoutBound } from "./bulk-without-bound.ts";
import { confirmationAlwaysApproves } from "./confirmation-always-approves.ts";
import { confirmationOnlyInProse } from "./confirmation-only-in-prose.ts";
import { confirmationSwitchedByEnvironment } from "./confirmation-switched-by-environment.ts";
import { evaluatesModelText } from "./evaluates-model-text.ts";
import { irreversibleWithoutConfirmation } from "./irreversible-without-confirmation.ts";
import { modelSetsConfirmation } from "./model-sets-confirmation.ts";
import { outwardWithoutConfirmation } from "./outward-without-confirmation.ts";
import { remoteServerPlainHttp } from "./remote-server-plain-http.ts";
import { retriesWithoutBound } from "./retries-without-bound.ts";
import type { Rule } from "./rule.ts";
import { ruleNeverMatches } from "./rule-never-matches.ts";
import { runsOnFolderOpen } from "./runs-on-folder-open.ts";
import { secretInConfig } from "./secret-in-config.ts";
import { settingsRunCommands } from "./settings-run-commands.ts";
import { shellRunsAnything } from "./shell-runs-anything.ts";
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
  approvesOnError,
  argumentReachesPath,
  argumentReachesShell,
  argumentReachesSql,
  argumentReachesUrl,
  bulkWithoutBound,
  confirmationAlwaysApproves,
  confirmationOnlyInProse,
  confirmationSwitchedByEnvironment,
  evaluatesModelText,
  irreversibleWithoutConfirmation,
  modelSetsConfirmation,
  outwardWithoutConfirmation,
  remoteServerPlainHttp,
  retriesWithoutBound,
  ruleNeverMatches,
  runsOnFolderOpen,
  secretInConfig,
  settingsRunCommands,
  shellRunsAnything,
  toolsListMissing,
  unpinnedServer,
  unreadableFile,
  wrongMcpKey,
];
