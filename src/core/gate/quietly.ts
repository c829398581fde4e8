/** For what is told to others, who must not change what an agent is told: a view, a memory, a later record. */
export function quietly(action: () => void): void {
  try {
    action();
  } catch {
    // It failed for whoever it was done for, and for nobody else.
  }
}
