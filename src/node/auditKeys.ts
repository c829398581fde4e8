/** The key that signs the heads of the audit log: Ed25519, made on this machine, and kept where others cannot read it. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { CheckSignature, Signer } from "../core/audit/checkpoint.ts";
import { makePrivateFolder, replaceFile } from "./privateFiles.ts";

/** Where a private key is kept: the secret store of the operating system in the editor, a file elsewhere. */
export interface KeyStore {
  read(): Promise<string | undefined>;
  write(pem: string): Promise<void>;
}

/** The signer of a store; its key is made the first time. A key that cannot be read is replaced. */
export async function openSigner(store: KeyStore): Promise<Signer> {
  return (await storedSigner(store)) ?? signerOf(await makeKey(store));
}

async function storedSigner(store: KeyStore): Promise<Signer | undefined> {
  const pem = await store.read();
  try {
    return pem === undefined ? undefined : signerOf(createPrivateKey(pem));
  } catch {
    return undefined;
  }
}

async function makeKey(store: KeyStore): Promise<KeyObject> {
  const { privateKey } = generateKeyPairSync("ed25519");
  await store.write(privateKey.export({ type: "pkcs8", format: "pem" }).toString());
  return privateKey;
}

/** A file that only this user can read. Whoever acts as this user can read it too: see docs/audit.md. */
export function fileKeyStore(path: string): KeyStore {
  return {
    async read() {
      try {
        return readFileSync(path, "utf8");
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
      }
    },
    async write(pem) {
      makePrivateFolder(dirname(path));
      replaceFile(path, pem);
    },
  };
}

function signerOf(key: KeyObject): Signer {
  if (key.asymmetricKeyType !== "ed25519") throw new Error("The key is not one of Ed25519.");
  const whole = createPublicKey(key).export({ type: "spki", format: "der" });
  return {
    key: whole.subarray(-32).toString("base64"),
    sign: (text) => sign(null, Buffer.from(text, "utf8"), key).toString("base64"),
  };
}

/** What stands before the 32 bytes of a public key in the form that Node reads (RFC 8410). */
const spkiHead = Buffer.from("302a300506032b6570032100", "hex");

export const checkSignature: CheckSignature = (text, signature, key) => {
  try {
    const der = Buffer.concat([spkiHead, Buffer.from(key, "base64")]);
    const publicKey = createPublicKey({ key: der, type: "spki", format: "der" });
    return verify(null, Buffer.from(text, "utf8"), publicKey, Buffer.from(signature, "base64"));
  } catch {
    return false;
  }
};
