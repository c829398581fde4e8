/**
 * Where each rule stands in the lists that others use, as references: OWASP Top 10 for Agentic Applications (December
 * 2025), OWASP MCP Top 10 (2025, beta), MITRE ATLAS 5.6.0 (May 2026), and the demands our design answers.
 */

/** What security people ask for after incidents, as in the table of the README's mission. */
export type Demand =
  | "audit-capabilities"
  | "least-privilege"
  | "failure-modes"
  | "audit-log"
  | "confirmation"
  | "identity";

export interface Mapping {
  /** ASI01 to ASI10. */
  readonly asi: readonly string[];
  /** MCP01 to MCP10. */
  readonly mcp: readonly string[];
  /** Techniques, such as AML.T0053. */
  readonly atlas: readonly string[];
  readonly demand: Demand;
}

/** By rule id; a test holds that each rule has a row and no row is without its rule. */
export const mappings: Readonly<Record<string, Mapping>> = {
  "agent-action-unpinned": { asi: ["ASI04"], mcp: ["MCP04"], atlas: ["AML.T0104"], demand: "least-privilege" },
  "agent-breaks-rule-of-two": {
    asi: ["ASI01", "ASI03"],
    mcp: ["MCP06"],
    atlas: ["AML.T0086"],
    demand: "least-privilege",
  },
  "agent-mode-skips-questions": {
    asi: ["ASI02", "ASI09"],
    mcp: ["MCP02"],
    atlas: ["AML.T0053"],
    demand: "confirmation",
  },
  "agent-never-asks": { asi: ["ASI03", "ASI05"], mcp: ["MCP02"], atlas: ["AML.T0081"], demand: "confirmation" },
  "agent-started-without-approvals": { asi: ["ASI05"], mcp: ["MCP02"], atlas: ["AML.T0053"], demand: "confirmation" },
  "agent-tool-scope-ignored": {
    asi: ["ASI03", "ASI02"],
    mcp: ["MCP02"],
    atlas: ["AML.T0053"],
    demand: "least-privilege",
  },
  "allow-rule-without-limit": {
    asi: ["ASI03", "ASI02"],
    mcp: ["MCP02"],
    atlas: ["AML.T0053"],
    demand: "least-privilege",
  },
  "ambient-cloud-rights": { asi: ["ASI03"], mcp: ["MCP01"], atlas: ["AML.T0083"], demand: "identity" },
  "analyst-can-act": { asi: ["ASI03", "ASI02"], mcp: ["MCP02"], atlas: ["AML.T0053"], demand: "least-privilege" },
  "annotation-contradicts-code": { asi: ["ASI09"], mcp: ["MCP03"], atlas: ["AML.T0099"], demand: "audit-capabilities" },
  "annotations-missing": { asi: ["ASI09"], mcp: ["MCP03"], atlas: ["AML.T0099"], demand: "audit-capabilities" },
  "approvals-switched-off": { asi: ["ASI03", "ASI05"], mcp: ["MCP02"], atlas: ["AML.T0081"], demand: "confirmation" },
  "approves-on-error": { asi: ["ASI09", "ASI02"], mcp: ["MCP02"], atlas: ["AML.T0053"], demand: "failure-modes" },
  "argument-reaches-path": { asi: ["ASI05", "ASI02"], mcp: ["MCP05"], atlas: ["AML.T0053"], demand: "least-privilege" },
  "argument-reaches-shell": {
    asi: ["ASI05", "ASI02"],
    mcp: ["MCP05"],
    atlas: ["AML.T0053"],
    demand: "least-privilege",
  },
  "argument-reaches-sql": { asi: ["ASI05", "ASI02"], mcp: ["MCP05"], atlas: ["AML.T0053"], demand: "least-privilege" },
  "argument-reaches-url": { asi: ["ASI03", "ASI02"], mcp: ["MCP01"], atlas: ["AML.T0086"], demand: "identity" },
  "bulk-without-bound": { asi: ["ASI02", "ASI08"], mcp: ["MCP02"], atlas: ["AML.T0053"], demand: "failure-modes" },
  "confirmation-always-approves": {
    asi: ["ASI09", "ASI02"],
    mcp: ["MCP02"],
    atlas: ["AML.T0053"],
    demand: "confirmation",
  },
  "confirmation-only-in-prose": {
    asi: ["ASI02", "ASI09"],
    mcp: ["MCP02"],
    atlas: ["AML.T0053"],
    demand: "confirmation",
  },
  "confirmation-switched-by-environment": {
    asi: ["ASI09", "ASI02"],
    mcp: ["MCP02"],
    atlas: ["AML.T0081"],
    demand: "confirmation",
  },
  "database-server-unrestricted": {
    asi: ["ASI03", "ASI02"],
    mcp: ["MCP02"],
    atlas: ["AML.T0053"],
    demand: "least-privilege",
  },
  "deny-covers-one-door": { asi: ["ASI03", "ASI02"], mcp: ["MCP02"], atlas: ["AML.T0053"], demand: "least-privilege" },
  "description-contradicts-code": {
    asi: ["ASI01", "ASI09"],
    mcp: ["MCP03"],
    atlas: ["AML.T0099"],
    demand: "audit-capabilities",
  },
  "description-instructs-model": {
    asi: ["ASI01", "ASI09"],
    mcp: ["MCP03"],
    atlas: ["AML.T0099"],
    demand: "audit-capabilities",
  },
  "description-missing": {
    asi: ["ASI01", "ASI09"],
    mcp: ["MCP03"],
    atlas: ["AML.T0099"],
    demand: "audit-capabilities",
  },
  "description-steers-other-tools": {
    asi: ["ASI01", "ASI09"],
    mcp: ["MCP03"],
    atlas: ["AML.T0099"],
    demand: "audit-capabilities",
  },
  "evaluates-model-text": { asi: ["ASI05"], mcp: ["MCP05"], atlas: ["AML.T0053"], demand: "least-privilege" },
  "filesystem-server-too-wide": {
    asi: ["ASI03", "ASI02"],
    mcp: ["MCP02"],
    atlas: ["AML.T0053"],
    demand: "least-privilege",
  },
  "hook-fails-open": { asi: ["ASI08"], mcp: ["MCP07"], atlas: ["AML.T0053"], demand: "failure-modes" },
  "hook-never-matches": { asi: ["ASI08"], mcp: ["MCP07"], atlas: ["AML.T0053"], demand: "failure-modes" },
  "instructions-from-network": {
    asi: ["ASI01", "ASI06"],
    mcp: ["MCP06"],
    atlas: ["AML.T0080"],
    demand: "least-privilege",
  },
  "instructions-in-comment": {
    asi: ["ASI01", "ASI06"],
    mcp: ["MCP03"],
    atlas: ["AML.T0051"],
    demand: "audit-capabilities",
  },
  "invisible-characters": {
    asi: ["ASI01", "ASI06"],
    mcp: ["MCP03"],
    atlas: ["AML.T0051"],
    demand: "audit-capabilities",
  },
  "irreversible-without-confirmation": {
    asi: ["ASI02", "ASI09"],
    mcp: ["MCP02"],
    atlas: ["AML.T0101"],
    demand: "confirmation",
  },
  "known-hole-in-server": { asi: ["ASI04"], mcp: ["MCP04"], atlas: ["AML.T0104"], demand: "least-privilege" },
  "lookalike-name": { asi: ["ASI01", "ASI09"], mcp: ["MCP03"], atlas: ["AML.T0099"], demand: "audit-capabilities" },
  "model-sets-confirmation": { asi: ["ASI02", "ASI09"], mcp: ["MCP02"], atlas: ["AML.T0053"], demand: "confirmation" },
  "model-traffic-redirected": {
    asi: ["ASI01", "ASI02"],
    mcp: ["MCP06"],
    atlas: ["AML.T0086"],
    demand: "least-privilege",
  },
  "one-token-many-servers": { asi: ["ASI03"], mcp: ["MCP01", "MCP02"], atlas: ["AML.T0083"], demand: "identity" },
  "openclaw-anybody-may-command": { asi: ["ASI03"], mcp: ["MCP07"], atlas: ["AML.T0083"], demand: "identity" },
  "openclaw-gateway-open": { asi: ["ASI03"], mcp: ["MCP07"], atlas: ["AML.T0083"], demand: "identity" },
  "openclaw-tools-unfiltered": {
    asi: ["ASI03", "ASI02"],
    mcp: ["MCP02"],
    atlas: ["AML.T0053"],
    demand: "least-privilege",
  },
  "outward-without-confirmation": {
    asi: ["ASI02", "ASI09"],
    mcp: ["MCP02"],
    atlas: ["AML.T0086"],
    demand: "confirmation",
  },
  "project-adds-plugins": { asi: ["ASI04"], mcp: ["MCP09"], atlas: ["AML.T0104"], demand: "least-privilege" },
  "record-switched-off": { asi: ["ASI10"], mcp: ["MCP08"], atlas: [], demand: "audit-log" },
  "remote-server-plain-http": { asi: ["ASI01", "ASI03"], mcp: ["MCP07"], atlas: ["AML.T0051"], demand: "confirmation" },
  "retries-without-bound": { asi: ["ASI08"], mcp: ["MCP02"], atlas: ["AML.T0053"], demand: "failure-modes" },
  "rule-never-matches": { asi: ["ASI03", "ASI02"], mcp: ["MCP02"], atlas: ["AML.T0053"], demand: "least-privilege" },
  "runs-on-folder-open": { asi: ["ASI05"], mcp: ["MCP05"], atlas: ["AML.T0051"], demand: "confirmation" },
  "sandbox-network-open": { asi: ["ASI01", "ASI02"], mcp: ["MCP06"], atlas: ["AML.T0086"], demand: "least-privilege" },
  "sandbox-switched-off": { asi: ["ASI05"], mcp: ["MCP02"], atlas: ["AML.T0105"], demand: "least-privilege" },
  "secret-in-config": { asi: ["ASI03"], mcp: ["MCP01"], atlas: ["AML.T0083"], demand: "identity" },
  "secret-in-tool-code": { asi: ["ASI03"], mcp: ["MCP01"], atlas: ["AML.T0083"], demand: "identity" },
  "secrets-passed-to-commands": { asi: ["ASI03"], mcp: ["MCP01"], atlas: ["AML.T0083"], demand: "identity" },
  "server-acts-by-itself": { asi: ["ASI02", "ASI04"], mcp: ["MCP04"], atlas: ["AML.T0053"], demand: "confirmation" },
  "server-code-from-url": { asi: ["ASI04"], mcp: ["MCP04"], atlas: ["AML.T0104"], demand: "least-privilege" },
  "server-container-sees-host": {
    asi: ["ASI05", "ASI03"],
    mcp: ["MCP02"],
    atlas: ["AML.T0105"],
    demand: "least-privilege",
  },
  "server-from-other-registry": { asi: ["ASI04"], mcp: ["MCP04"], atlas: ["AML.T0104"], demand: "least-privilege" },
  "server-trusted-by-settings": {
    asi: ["ASI02", "ASI09"],
    mcp: ["MCP02"],
    atlas: ["AML.T0053"],
    demand: "confirmation",
  },
  "servers-approved-by-repository": { asi: ["ASI04"], mcp: ["MCP09"], atlas: ["AML.T0104"], demand: "least-privilege" },
  "settings-run-commands": { asi: ["ASI05"], mcp: ["MCP05"], atlas: ["AML.T0051"], demand: "confirmation" },
  "shell-runs-anything": { asi: ["ASI05", "ASI02"], mcp: ["MCP05"], atlas: ["AML.T0053"], demand: "least-privilege" },
  "suppression-not-valid": { asi: ["ASI08"], mcp: ["MCP08"], atlas: [], demand: "audit-capabilities" },
  "token-in-url": { asi: ["ASI03"], mcp: ["MCP01"], atlas: ["AML.T0083"], demand: "identity" },
  "token-on-command-line": { asi: ["ASI03"], mcp: ["MCP01"], atlas: ["AML.T0083"], demand: "identity" },
  "tool-name-shadows": {
    asi: ["ASI01", "ASI09"],
    mcp: ["MCP03", "MCP09"],
    atlas: ["AML.T0099"],
    demand: "audit-capabilities",
  },
  "tools-list-missing": { asi: ["ASI03", "ASI02"], mcp: ["MCP02"], atlas: ["AML.T0053"], demand: "least-privilege" },
  "unpinned-server": { asi: ["ASI04"], mcp: ["MCP04"], atlas: ["AML.T0104"], demand: "least-privilege" },
  "unreadable-file": { asi: ["ASI08"], mcp: ["MCP08"], atlas: [], demand: "audit-capabilities" },
  "wildcard-tool-grant": { asi: ["ASI03", "ASI02"], mcp: ["MCP02"], atlas: ["AML.T0053"], demand: "least-privilege" },
  "workflow-agent-may-write-all": {
    asi: ["ASI03", "ASI02"],
    mcp: ["MCP02"],
    atlas: ["AML.T0053"],
    demand: "least-privilege",
  },
  "workflow-anybody-starts-agent": {
    asi: ["ASI01", "ASI03"],
    mcp: ["MCP07"],
    atlas: ["AML.T0051"],
    demand: "confirmation",
  },
  "workflow-outside-text-in-prompt": {
    asi: ["ASI01", "ASI02"],
    mcp: ["MCP06"],
    atlas: ["AML.T0086"],
    demand: "least-privilege",
  },
  "workflow-outsider-reaches-agent": {
    asi: ["ASI01", "ASI03"],
    mcp: ["MCP07"],
    atlas: ["AML.T0051"],
    demand: "confirmation",
  },
  "workflow-secrets-beside-agent": {
    asi: ["ASI01", "ASI03"],
    mcp: ["MCP01"],
    atlas: ["AML.T0098"],
    demand: "identity",
  },
  "wrong-mcp-key": { asi: ["ASI01", "ASI03"], mcp: ["MCP09"], atlas: ["AML.T0051"], demand: "confirmation" },
  "environment-moves-agent": {
    asi: ["ASI04", "ASI05"],
    mcp: ["MCP04"],
    atlas: ["AML.T0081"],
    demand: "least-privilege",
  },
  "git-config-runs-commands": { asi: ["ASI05"], mcp: ["MCP05"], atlas: ["AML.T0053"], demand: "least-privilege" },
  "known-hole-in-library": { asi: ["ASI04", "ASI05"], mcp: ["MCP04"], atlas: ["AML.T0104"], demand: "least-privilege" },
  "server-runs-shell-line": {
    asi: ["ASI04", "ASI05"],
    mcp: ["MCP04", "MCP05"],
    atlas: ["AML.T0104"],
    demand: "least-privilege",
  },
  "table-without-row-rules": { asi: ["ASI03", "ASI07"], mcp: ["MCP07"], atlas: ["AML.T0086"], demand: "identity" },
  "workspace-program-in-settings": { asi: ["ASI05"], mcp: ["MCP05"], atlas: ["AML.T0081"], demand: "least-privilege" },
};
