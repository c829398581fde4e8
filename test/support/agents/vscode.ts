/**
 * VS Code's own agent in the fault table. It meets its rows in a real editor (test/agents/vscode.test.ts), and some not
 * there, by the id of the fault: why.
 */
const byWindow = "tried with a real window in every run of the tests (test/e2e)";

export const vscodeNotThere: Readonly<Record<string, string>> = {
  ungated: byWindow,
  "allowed-by-policy": byWindow,
  "allowed-by-person": byWindow,
  denied: byWindow,
  "no-window": "it lives in the window",
  "hook-and-proxy": "it tells servers no name that the proxy would know it by: that is two questions",
  "own-deadline": "it waits for an hour, which no test does",
  "moved-by-repository": "it takes no variables from a repository",
  "typed-into-a-shell": byWindow,
  "giant-input":
    "VS Code 1.139.1 comes to no tool and no hook with 200 kB; the person stops the turn (seen 2026-11-26)",
};

export const vscodeNotRun: Readonly<Record<string, string>> = {};

/** Rows that are tried with it alone: their names. */
export const vscodeRows: Readonly<Record<string, string>> = {
  "turn-stopped": "the person stops the turn while the question waits",
  "left-out-hooked": "the window is started without extensions, and the hook for Copilot CLI is installed",
  updated: "the extension is installed over itself while the question waits, and another turn follows",
};
