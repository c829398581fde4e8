import { createHash } from "node:crypto";

/** SHA-256 of bytes, or of the UTF-8 form of a text, as lower-case hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
