/** Unpacks DEFLATE and gzip in the mind (RFC 1951, 1952), so that packed text on a command line can be read. */

const maxOutput = 100_000;

interface Bits {
  readonly bytes: readonly number[];
  at: number;
  held: number;
  count: number;
}

/** undefined: not gzip, damaged, or larger than is looked at. */
export function gunzip(bytes: readonly number[]): number[] | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return undefined;
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & 4) at += 2 + (bytes[at] ?? 0) + ((bytes[at + 1] ?? 0) << 8);
  for (const flag of [8, 16]) if (flags & flag) at = bytes.indexOf(0, at) + 1;
  if (flags & 2) at += 2;
  return inflate(bytes.slice(at));
}

/** A zlib stream: two bytes in front of the same. */
export function unzlib(bytes: readonly number[]): number[] | undefined {
  return ((bytes[0] ?? 0) & 15) === 8 ? inflate(bytes.slice(2)) : undefined;
}

function inflate(bytes: readonly number[]): number[] | undefined {
  const bits: Bits = { bytes, at: 0, held: 0, count: 0 };
  const output: number[] = [];
  for (let last = 0; last === 0; ) {
    last = take(bits, 1);
    const kind = take(bits, 2);
    const fits = kind === 0 ? copyStored(bits, output) : kind < 3 && readBlock(bits, output, kind === 2);
    if (!fits || output.length > maxOutput || bits.at > bytes.length + 4) return undefined;
  }
  return output;
}

function take(bits: Bits, count: number): number {
  while (bits.count < count) {
    bits.held |= (bits.bytes[bits.at++] ?? 0) << bits.count;
    bits.count += 8;
  }
  const value = bits.held & ((1 << count) - 1);
  bits.held >>>= count;
  bits.count -= count;
  return value;
}

function copyStored(bits: Bits, output: number[]): boolean {
  bits.held = 0;
  bits.count = 0;
  const length = (bits.bytes[bits.at] ?? 0) | ((bits.bytes[bits.at + 1] ?? 0) << 8);
  bits.at += 4;
  output.push(...bits.bytes.slice(bits.at, bits.at + length));
  bits.at += length;
  return true;
}

/** Code lengths by symbol as a table from "length:code" to symbol. */
type Codes = ReadonlyMap<number, number>;

const key = (length: number, code: number) => length * 65_536 + code;

function codesOf(lengths: readonly number[]): Codes {
  const codes = new Map<number, number>();
  let code = 0;
  for (let length = 1; length <= 15; length++) {
    for (const [symbol, own] of lengths.entries()) if (own === length) codes.set(key(length, code++), symbol);
    code <<= 1;
  }
  return codes;
}

function symbol(bits: Bits, codes: Codes): number {
  let code = 0;
  for (let length = 1; length <= 15; length++) {
    code = (code << 1) | take(bits, 1);
    const found = codes.get(key(length, code));
    if (found !== undefined) return found;
  }
  return -1;
}

const lengthBases = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBases = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const orderOfLengths = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

const fixedLengths = Array.from({ length: 288 }, (_, index) =>
  index < 144 ? 8 : index < 256 ? 9 : index < 280 ? 7 : 8,
);
const fixed: readonly [Codes, Codes] = [codesOf(fixedLengths), codesOf(new Array<number>(30).fill(5))];

function readBlock(bits: Bits, output: number[], own: boolean): boolean {
  const codes = own ? readCodes(bits) : fixed;
  if (!codes) return false;
  const [literals, distances] = codes;
  while (output.length <= maxOutput) {
    const found = symbol(bits, literals);
    if (found < 0 || bits.at > bits.bytes.length + 4) return false;
    if (found === 256) return true;
    if (found < 256) output.push(found);
    else if (!copyBack(bits, output, found - 257, distances)) return false;
  }
  return false;
}

function copyBack(bits: Bits, output: number[], index: number, distances: Codes): boolean {
  const length = (lengthBases[index] ?? 0) + take(bits, lengthExtra[index] ?? 0);
  const found = symbol(bits, distances);
  const distance = (distanceBases[found] ?? 0) + take(bits, found < 2 ? 0 : (found >> 1) - 1);
  if (found < 0 || length === 0 || distance === 0 || distance > output.length) return false;
  for (let count = 0; count < length; count++) output.push(output[output.length - distance] as number);
  return true;
}

function readCodes(bits: Bits): readonly [Codes, Codes] | undefined {
  const literalCount = take(bits, 5) + 257;
  const distanceCount = take(bits, 5) + 1;
  const lengthCount = take(bits, 4) + 4;
  const own = new Array<number>(19).fill(0);
  for (const index of orderOfLengths.slice(0, lengthCount)) own[index] = take(bits, 3);
  const codes = codesOf(own);
  const lengths: number[] = [];
  while (lengths.length < literalCount + distanceCount) {
    const found = symbol(bits, codes);
    if (found < 0) return undefined;
    if (found < 16) lengths.push(found);
    else if (found === 16) repeat(lengths, lengths.at(-1) ?? 0, 3 + take(bits, 2));
    else repeat(lengths, 0, found === 17 ? 3 + take(bits, 3) : 11 + take(bits, 7));
  }
  return [codesOf(lengths.slice(0, literalCount)), codesOf(lengths.slice(literalCount, literalCount + distanceCount))];
}

function repeat(lengths: number[], value: number, count: number): void {
  for (let index = 0; index < count; index++) lengths.push(value);
}
