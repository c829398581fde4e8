/** Waiting for something that no event announces. */
import { setTimeout as delay } from "node:timers/promises";

/**
 * Asks again and again until the answer is neither undefined nor false.
 * @param what the condition, for the message: "the modal is gone"
 * @throws when the deadline passed, naming the condition and the last error
 */
export async function eventually<T>(
  what: string,
  deadlineMs: number,
  probe: () => Promise<T | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + deadlineMs;
  let last = "";
  for (;;) {
    try {
      const value = await probe();
      if (value !== undefined && value !== false) return value;
    } catch (error) {
      last = ` Last error: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (Date.now() > deadline) throw new Error(`Not within ${deadlineMs} ms: ${what}.${last}`);
    await delay(50);
  }
}
