/** Secrets by their looks. Only whether there is one is answered; a value never leaves this file. */

/** Published token forms of providers, private key blocks, and assignments of long opaque values. */
const forms: readonly RegExp[] = [
  /\bAKIA[0-9A-Z]{16}\b|\bASIA[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_[A-Za-z0-9_]{20,}/,
  /\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,}|\bxox[abprs]-[A-Za-z0-9-]{10,}|\bAIza[0-9A-Za-z_-]{30,}/,
  /\bnpm_[A-Za-z0-9]{30,}|\bglpat-[A-Za-z0-9_-]{16,}|\bhf_[A-Za-z0-9]{30,}|\bpypi-[A-Za-z0-9_-]{40,}/,
  /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}|\bSG\.[\w-]{16,}\.[\w-]{16,}|\bdop_v1_[a-f0-9]{40,}/,
  /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/,
  /\b(?:AKIA|ghp_|sk-ant|github_pat_)(?:\.\.\.|…)/,
];

/** True when the text holds what looks like a secret's value. */
export function secretInText(text: string): boolean {
  return forms.some((form) => form.test(text));
}
