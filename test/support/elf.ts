/** What a program of Linux asks of whoever loads it: enough of ELF (64 bits, little-endian) to say so. */

export interface Elf {
  readonly segments: readonly { readonly writable: boolean; readonly executable: boolean }[];
  /** Bytes of tables of what has to be relocated. */
  readonly relocations: number;
  /** It names another program that has to load it. */
  readonly interpreter: boolean;
}

const [load, dynamic, interpreter] = [1, 2, 3];
const [executable, writable] = [1, 2];
/** PLTRELSZ, RELASZ, RELSZ, RELRSZ. */
const tables = new Set([2, 8, 18, 35]);

export function readElf(file: Buffer): Elf {
  const [at, size, count] = [Number(file.readBigUInt64LE(32)), file.readUInt16LE(54), file.readUInt16LE(56)];
  const headers = Array.from({ length: count }, (_, index) => file.subarray(at + index * size));
  const ofType = (type: number) => headers.filter((header) => header.readUInt32LE(0) === type);
  return {
    segments: ofType(load).map((header) => ({
      writable: (header.readUInt32LE(4) & writable) !== 0,
      executable: (header.readUInt32LE(4) & executable) !== 0,
    })),
    relocations: ofType(dynamic).reduce((sum, header) => sum + tableBytes(file, header), 0),
    interpreter: ofType(interpreter).length > 0,
  };
}

function tableBytes(file: Buffer, header: Buffer): number {
  const [at, size] = [Number(header.readBigUInt64LE(8)), Number(header.readBigUInt64LE(32))];
  let bytes = 0;
  for (let entry = at; entry < at + size; entry += 16)
    if (tables.has(Number(file.readBigUInt64LE(entry)))) bytes += Number(file.readBigUInt64LE(entry + 8));
  return bytes;
}
