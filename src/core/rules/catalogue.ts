import { agentActionUnpinned } from "./agent-action-unpinned.ts";
import { agentBreaksRuleOfTwo } from "./agent-breaks-rule-of-two.ts";
import { agentModeSkipsQuestions } from "./agent-mode-skips-questions.ts";
import { agentNeverAsks } from "./agent-never-asks.ts";
import { agentStartedWithoutApprovals } from "./agent-started-without-approvals.ts";
import { agentToolScopeIgnored } from "./agent-tool-scope-ignored.ts";
import { allowRuleWithoutLimit } from "./allow-rule-without-limit.ts";
import { ambientCloudRights } from "./ambient-cloud-rights.ts";
import { analystCanAct } from "./analyst-can-act.ts";
import { annotationContradictsCode } from "./annotation-contradicts-code.ts";
import { annotationsMissing } from "./annotations-missing.ts";
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
import { databaseServerUnrestricted } from "./database-server-unrestricted.ts";
import { denyCoversOneDoor } from "./deny-covers-one-door.ts";
import { descriptionContradictsCode } from "./description-contradicts-code.ts";
import { descriptionInstructsModel } from "./description-instructs-model.ts";
import { descriptionMissing } from "./description-missing.ts";
import { descriptionSteersOtherTools } from "./description-steers-other-tools.ts";
import { environmentMovesAgent } from "./environment-moves-agent.ts";
import { evaluatesModelText } from "./evaluates-model-text.ts";
import { filesystemServerTooWide } from "./filesystem-server-too-wide.ts";
import { gitConfigRunsCommands } from "./git-config-runs-commands.ts";
import { hookFailsOpen } from "./hook-fails-open.ts";
import { hookNeverMatches } from "./hook-never-matches.ts";
import { instructionsFromNetwork } from "./instructions-from-network.ts";
import { instructionsInComment } from "./instructions-in-comment.ts";
import { invisibleCharacters } from "./invisible-characters.ts";
import { irreversibleWithoutConfirmation } from "./irreversible-without-confirmation.ts";
import { knownHoleInLibrary } from "./known-hole-in-library.ts";
import { knownHoleInServer } from "./known-hole-in-server.ts";
import { lookalikeName } from "./lookalike-name.ts";
import { modelSetsConfirmation } from "./model-sets-confirmation.ts";
import { modelTrafficRedirected } from "./model-traffic-redirected.ts";
import { oneTokenManyServers } from "./one-token-many-servers.ts";
import { openclawAnybodyMayCommand } from "./openclaw-anybody-may-command.ts";
import { openclawGatewayOpen } from "./openclaw-gateway-open.ts";
import { openclawToolsUnfiltered } from "./openclaw-tools-unfiltered.ts";
import { outwardWithoutConfirmation } from "./outward-without-confirmation.ts";
import { projectAddsPlugins } from "./project-adds-plugins.ts";
import { recordSwitchedOff } from "./record-switched-off.ts";
import { remoteServerPlainHttp } from "./remote-server-plain-http.ts";
import { retriesWithoutBound } from "./retries-without-bound.ts";
import type { Rule } from "./rule.ts";
import { ruleNeverMatches } from "./rule-never-matches.ts";
import { runsOnFolderOpen } from "./runs-on-folder-open.ts";
import { sandboxNetworkOpen } from "./sandbox-network-open.ts";
import { sandboxSwitchedOff } from "./sandbox-switched-off.ts";
import { secretInConfig } from "./secret-in-config.ts";
import { secretInToolCode } from "./secret-in-tool-code.ts";
import { secretsPassedToCommands } from "./secrets-passed-to-commands.ts";
import { serverActsByItself } from "./server-acts-by-itself.ts";
import { serverCodeFromUrl } from "./server-code-from-url.ts";
import { serverContainerSeesHost } from "./server-container-sees-host.ts";
import { serverFromOtherRegistry } from "./server-from-other-registry.ts";
import { serverRunsShellLine } from "./server-runs-shell-line.ts";
import { serverTrustedBySettings } from "./server-trusted-by-settings.ts";
import { serversApprovedByRepository } from "./servers-approved-by-repository.ts";
import { settingsRunCommands } from "./settings-run-commands.ts";
import { shellRunsAnything } from "./shell-runs-anything.ts";
import { suppressionNotValid } from "./suppression-not-valid.ts";
import { tableWithoutRowRules } from "./table-without-row-rules.ts";
import { tokenInUrl } from "./token-in-url.ts";
import { tokenOnCommandLine } from "./token-on-command-line.ts";
import { toolNameShadows } from "./tool-name-shadows.ts";
import { toolsListMissing } from "./tools-list-missing.ts";
import { unpinnedServer } from "./unpinned-server.ts";
import { unreadableFile } from "./unreadable-file.ts";
import { wildcardToolGrant } from "./wildcard-tool-grant.ts";
import { workflowAgentMayWriteAll } from "./workflow-agent-may-write-all.ts";
import { workflowAnybodyStartsAgent } from "./workflow-anybody-starts-agent.ts";
import { workflowOutsideTextInPrompt } from "./workflow-outside-text-in-prompt.ts";
import { workflowOutsiderReachesAgent } from "./workflow-outsider-reaches-agent.ts";
import { workflowSecretsBesideAgent } from "./workflow-secrets-beside-agent.ts";
import { workspaceProgramInSettings } from "./workspace-program-in-settings.ts";
import { wrongMcpKey } from "./wrong-mcp-key.ts";

/** Every rule, in alphabetical order. */
export const rules: readonly Rule[] = [
  agentActionUnpinned,
  agentBreaksRuleOfTwo,
  agentModeSkipsQuestions,
  agentNeverAsks,
  agentStartedWithoutApprovals,
  agentToolScopeIgnored,
  allowRuleWithoutLimit,
  ambientCloudRights,
  analystCanAct,
  annotationContradictsCode,
  annotationsMissing,
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
  databaseServerUnrestricted,
  denyCoversOneDoor,
  descriptionContradictsCode,
  descriptionInstructsModel,
  descriptionMissing,
  descriptionSteersOtherTools,
  environmentMovesAgent,
  evaluatesModelText,
  filesystemServerTooWide,
  gitConfigRunsCommands,
  hookFailsOpen,
  hookNeverMatches,
  instructionsFromNetwork,
  instructionsInComment,
  invisibleCharacters,
  irreversibleWithoutConfirmation,
  knownHoleInLibrary,
  knownHoleInServer,
  lookalikeName,
  modelSetsConfirmation,
  modelTrafficRedirected,
  oneTokenManyServers,
  openclawAnybodyMayCommand,
  openclawGatewayOpen,
  openclawToolsUnfiltered,
  outwardWithoutConfirmation,
  projectAddsPlugins,
  recordSwitchedOff,
  remoteServerPlainHttp,
  retriesWithoutBound,
  ruleNeverMatches,
  runsOnFolderOpen,
  sandboxNetworkOpen,
  sandboxSwitchedOff,
  secretInConfig,
  secretInToolCode,
  secretsPassedToCommands,
  serverActsByItself,
  serverCodeFromUrl,
  serverContainerSeesHost,
  serverFromOtherRegistry,
  serverRunsShellLine,
  serverTrustedBySettings,
  serversApprovedByRepository,
  settingsRunCommands,
  shellRunsAnything,
  suppressionNotValid,
  tableWithoutRowRules,
  tokenInUrl,
  tokenOnCommandLine,
  toolNameShadows,
  toolsListMissing,
  unpinnedServer,
  unreadableFile,
  wildcardToolGrant,
  workflowAgentMayWriteAll,
  workflowAnybodyStartsAgent,
  workflowOutsideTextInPrompt,
  workflowOutsiderReachesAgent,
  workflowSecretsBesideAgent,
  workspaceProgramInSettings,
  wrongMcpKey,
];
