/**
 * What issued credentials look like. Sources: the issuers' own documentation of token prefixes, as of 2026-11.
 * Order does not matter; overlapping matches are joined.
 */
export interface SecretFormat {
  readonly kind: string;
  /** Global; matches the whole value and nothing else. */
  readonly pattern: RegExp;
}

export const secretFormats: readonly SecretFormat[] = [
  { kind: "aws-access-key", pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g },
  { kind: "age-key", pattern: /\bAGE-SECRET-KEY-1[A-Z0-9]{50,80}/g },
  { kind: "anthropic-key", pattern: /\bsk-ant-[\w-]{20,200}/g },
  { kind: "azure-storage-key", pattern: /\b(?<=AccountKey=)[A-Za-z0-9+/]{86}==/g },
  { kind: "databricks-token", pattern: /\bdapi[a-f0-9]{32}\b/g },
  { kind: "digitalocean-token", pattern: /\bdo[opr]_v1_[a-f0-9]{64}\b/g },
  { kind: "discord-token", pattern: /\b[MNO][A-Za-z\d_-]{23,27}\.[\w-]{6}\.[\w-]{27,40}/g },
  { kind: "github-token", pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{22,255})/g },
  { kind: "gitlab-token", pattern: /\bgl(?:pat|dt|rt|cbt|ptt|ft|soat)-[\w-]{20,100}/g },
  { kind: "google-key", pattern: /\bAIza[\w-]{35}/g },
  { kind: "google-oauth", pattern: /\b(?:ya29\.[\w-]{20,500}|GOCSPX-[\w-]{28})/g },
  { kind: "groq-key", pattern: /\bgsk_[A-Za-z0-9]{40,80}/g },
  { kind: "hashicorp-token", pattern: /\bhv[sbr]\.[\w-]{24,300}/g },
  { kind: "huggingface-token", pattern: /\bhf_[A-Za-z0-9]{30,60}/g },
  { kind: "jwt", pattern: /\beyJ[\w-]{8,4000}\.eyJ[\w-]{8,8000}(?:\.[\w-]{0,2000})?/g },
  { kind: "linear-key", pattern: /\blin_api_[A-Za-z0-9]{32,64}/g },
  { kind: "notion-token", pattern: /\b(?:ntn_[A-Za-z0-9]{40,60}|secret_[A-Za-z0-9]{43})\b/g },
  { kind: "npm-token", pattern: /\bnpm_[A-Za-z0-9]{36}/g },
  { kind: "openai-key", pattern: /\bsk-(?:proj-|svcacct-|admin-|or-v1-)?[\w-]{20,300}/g },
  {
    kind: "private-key",
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----END )[\s\S]){0,20000}(?:-----END [A-Z0-9 ]{0,60}-----)?/g,
  },
  { kind: "pypi-token", pattern: /\bpypi-[\w-]{50,400}/g },
  { kind: "replicate-token", pattern: /\br8_[A-Za-z0-9]{37}/g },
  { kind: "sendgrid-key", pattern: /\bSG\.[\w-]{16,64}\.[\w-]{16,128}/g },
  { kind: "shopify-token", pattern: /\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}/g },
  { kind: "slack-token", pattern: /\b(?:xox[abeoprs]-[A-Za-z0-9-]{10,300}|xapp-\d-[A-Za-z0-9-]{20,300})/g },
  { kind: "slack-webhook", pattern: /https:\/\/hooks\.slack\.com\/(?:services|workflows)\/[\w/]{20,200}/g },
  { kind: "stripe-key", pattern: /\b(?:[sr]k_(?:live|test)_[A-Za-z0-9]{16,250}|whsec_[A-Za-z0-9+/=]{24,100})/g },
  { kind: "supabase-key", pattern: /\bsb(?:p_[a-f0-9]{40}|_secret_[\w-]{20,60})/g },
  { kind: "tailscale-key", pattern: /\btskey-[a-z]{2,12}-[\w-]{16,100}/g },
  { kind: "telegram-token", pattern: /\b\d{8,10}:AA[\w-]{33}/g },
  { kind: "xai-key", pattern: /\bxai-[A-Za-z0-9]{60,100}/g },
];
