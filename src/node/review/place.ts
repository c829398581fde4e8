/** At what a thread looks, in memory that is shared with who watches it: readable also when the thread hangs or died. */

/** Longer ids are cut; no path of a file is. */
const maxIdBytes = 8_192;
const headerBytes = 8;

export function newPlace(): SharedArrayBuffer {
  return new SharedArrayBuffer(headerBytes + maxIdBytes);
}

/** The thread's side: called before each document with its id, and with undefined before what is about none. */
export function placeWriter(shared: SharedArrayBuffer): (id: string | undefined) => void {
  const header = new Int32Array(shared, 0, 2);
  const bytes = new Uint8Array(shared, headerBytes);
  const encoder = new TextEncoder();
  return (id) => {
    const encoded = encoder.encode(id ?? "").subarray(0, maxIdBytes);
    bytes.set(encoded);
    Atomics.store(header, 1, encoded.length);
    Atomics.add(header, 0, 1);
  };
}

export interface Place {
  /** Grows with each step. */
  readonly steps: number;
  readonly id: string | undefined;
}

/** The watcher's side. The id is that of a thread that hangs or ended: one that runs may be writing. */
export function readPlace(shared: SharedArrayBuffer): Place {
  const header = new Int32Array(shared, 0, 2);
  const length = Atomics.load(header, 1);
  const id = new TextDecoder().decode(new Uint8Array(shared, headerBytes, length).slice());
  return { steps: Atomics.load(header, 0), id: id === "" ? undefined : id };
}
