import { userInfo } from "node:os";

/** On whose behalf agents act. Inside some containers the user has no name. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? "unknown");
  }
}
