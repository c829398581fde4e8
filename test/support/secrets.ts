/**
 * Made-up credentials in the form their issuers use. They are put together here, so that no scanner takes this file
 * for a leak; none was ever valid.
 */
const filler = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".repeat(4);
const some = (length: number) => filler.slice(0, length);
const upper = (length: number) =>
  filler
    .slice(26, 26 + 36)
    .toUpperCase()
    .slice(0, length);
const hex = (length: number) => "0123456789abcdef".repeat(8).slice(0, length);

export const issuedSecrets: readonly { readonly kind: string; readonly value: string }[] = [
  { kind: "aws-access-key", value: `AKIA${upper(16)}` },
  { kind: "anthropic-key", value: `sk-ant-${some(40)}` },
  { kind: "databricks-token", value: `dapi${hex(32)}` },
  { kind: "digitalocean-token", value: `dop_v1_${hex(64)}` },
  { kind: "github-token", value: `ghp_${some(36)}` },
  { kind: "github-token", value: `github_pat_${some(60)}` },
  { kind: "gitlab-token", value: `glpat-${some(20)}` },
  { kind: "google-key", value: `AIza${some(35)}` },
  { kind: "hashicorp-token", value: `hvs.${some(40)}` },
  { kind: "huggingface-token", value: `hf_${some(34)}` },
  { kind: "jwt", value: `eyJ${some(20)}.eyJ${some(40)}.${some(43)}` },
  { kind: "npm-token", value: `npm_${some(36)}` },
  { kind: "openai-key", value: `sk-proj-${some(48)}` },
  {
    kind: "private-key",
    value: `-----BEGIN RSA PRIVATE KEY-----\n${some(64)}\n${some(64)}\n-----END RSA PRIVATE KEY-----`,
  },
  { kind: "slack-token", value: `xoxb-${hex(12)}-${some(24)}` },
  { kind: "slack-webhook", value: `https://hooks.slack.com/services/${upper(9)}/${upper(9)}/${some(24)}` },
  { kind: "stripe-key", value: `sk_live_${some(24)}` },
];
