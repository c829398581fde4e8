import * as crypto from "node:crypto";

/** SHA-256 of bytes, or of the UTF-8 form of a text, as lower-case hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return inOneStep ? inOneStep("sha256", content) : crypto.createHash("sha256").update(content).digest("hex");
}

/** Node 20.12 and later. */
const inOneStep: typeof crypto.hash | undefined = crypto.hash;
