import type { Disposable } from "vscode";

/** Owns disposables and disposes them in reverse order; what is added after the end is disposed at once. */
export class Disposables implements Disposable {
  #items: Disposable[] = [];
  #disposed = false;

  add<T extends Disposable>(item: T): T {
    if (this.#disposed) item.dispose();
    else this.#items.push(item);
    return item;
  }

  get size(): number {
    return this.#items.length;
  }

  dispose(): void {
    this.#disposed = true;
    const items = this.#items.reverse();
    this.#items = [];
    for (const item of items) item.dispose();
  }
}

/** Runs `end` once when disposed. */
export function onDispose(end: () => void): Disposable {
  let done = false;
  return {
    dispose() {
      if (done) return;
      done = true;
      end();
    },
  };
}
