/** Secrets by their looks. Only whether there is one is answered; a value never leaves this file. */

import { decodeBase64 } from "./base64.ts";

/** Published token forms of providers, private key blocks, and assignments of long opaque values. */
const forms: readonly RegExp[] = [
  /\bAKIA[0-9A-Z]{16}\b|\bASIA[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_[A-Za-z0-9_]{20,}/,
  /\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,}|\bxox[abprs]-[A-Za-z0-9-]{10,}|\bAIza[0-9A-Za-z_-]{30,}/,
  /\bnpm_[A-Za-z0-9]{30,}|\bglpat-[A-Za-z0-9_-]{16,}|\bhf_[A-Za-z0-9]{30,}|\bpypi-[A-Za-z0-9_-]{40,}/,
  /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}|\bSG\.[\w-]{16,}\.[\w-]{16,}|\bdop_v1_[a-f0-9]{40,}/,
  /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/,
  /\bya29\.[\w-]{20,}|\bglsa_\w{20,}|\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{20,}|\bxapp-\d-[\w-]{10,}|\bdckr_pat_[\w-]{16,}|\bsbp_[a-f0-9]{30,}|\bPMAK-[\w-]{30,}|\bAGE-SECRET-KEY-1[0-9A-Z]{20,}|\bhvs\.[\w-]{20,}/,
  /\b(?:aws_?)?secret_?access_?key["']?\s*[=:]\s*["']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/i,
  /\b(?:account|sharedaccess)key=[A-Za-z0-9+/]{40,}={0,2}/i,
  /\b(?:AKIA|ghp_|sk-ant|github_pat_)(?:\.\.\.|…)/,
];

/** True when the text holds what looks like a secret's value. */
export function secretInText(text: string): boolean {
  return forms.some((form) => form.test(text));
}

/** The same of an address, whose values may be written in percent signs or base64. */
export function secretInAddress(address: string): boolean {
  const spelled = address.replace(/(?:%[0-9a-f]{2})+/gi, percentDecoded);
  const packed = spelled.match(/[A-Za-z0-9+/_-]{24,}={0,2}/g) ?? [];
  return [address, spelled, ...packed.slice(0, 50).map((text) => decodeBase64(text) ?? "")].some(secretInText);
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
