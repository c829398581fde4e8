/** What VS Code's own agent is tried with. A window and its turns take minutes on a busy machine. */
import type { Configuration, Tried } from "./recording.ts";

const userFile = "$HOME/.config/Code/User/settings.json";

const files: readonly Tried[] = [
  ["write", "$WS/b.txt"],
  ["write", "$WS/b.md"],
  ["write", "$WS/sub/b.ts"],
  ["write", "$WS/sub/../c.txt"],
  ["write", "$WS/.env"],
  ["write", "$WS/package.json"],
  ["write", "$WS/package-lock.json"],
  ["write", "$WS/.vscode/extra.json"],
  ["write", "$WS/.github/hooks/x.json"],
  ["write", "$BASE/out/b.txt"],
  ["write", "$HOME/b.txt"],
  ["edit", "$WS/e.txt"],
  ["edit", "$BASE/out/e.txt"],
  ["read", "$WS/r.txt"],
  ["read", "$BASE/out/r.txt"],
];

export const vscodeCases: readonly Configuration[] = [
  { name: "nothing set: files", files: { [userFile]: "{}" }, tried: files },
];
