/** Base64 and what bytes say, without anything of a platform. */

export const base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base64 to text; undefined when it is none. */
export function decodeBase64(text: string): string | undefined {
  const bytes = bytesOfBase64(text);
  return bytes === undefined ? undefined : textOfBytes(bytes);
}

export function bytesOfBase64(text: string): number[] | undefined {
  const clean = text.replace(/\s/g, "").replace(/-/g, "+").replace(/_/g, "/").replace(/=+$/, "");
  if (!/^[A-Za-z0-9+/]*$/.test(clean)) return undefined;
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const character of clean) {
    bits = ((bits << 6) | base64Alphabet.indexOf(character)) & 0xffffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push((bits >> count) & 0xff);
    }
  }
  return bytes;
}

/** UTF-8 where it is well formed, else one character a byte. */
export function textOfBytes(bytes: readonly number[]): string {
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""));
  } catch {
    return bytes.map((byte) => String.fromCharCode(byte)).join("");
  }
}
