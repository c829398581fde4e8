import { defineRule } from "./rule.ts";

export const workspaceProgramInSettings = defineRule({
  id: "workspace-program-in-settings",
  title: "Shared settings point the editor to a program of the repository",
  family: "editor-and-ci",
  severity: "medium",
  confidence: "medium",
  messages: {
    program:
      "“{key}” makes the editor run “{value}”, a file that this repository, and every agent that writes here, can put there. Point to a program that is installed.",
  },
  *check({ document }) {
    for (const { key, value, valueSpan } of document.settings) {
      if (!programKey.test(key) || typeof value !== "string" || !isInWorkspace(value)) continue;
      yield { messageId: "program", data: { key, value }, span: valueSpan };
    }
  },
});

const programKey = /(?:^git\.path|\.executablePath|\.executable|\.automationProfile\.(?:linux|osx|windows)\.path)$/;

/** Environments that package managers make are where such settings commonly point, and are not checked in. */
function isInWorkspace(value: string): boolean {
  return (
    /^(?:\.{1,2}[/\\]|\$\{workspaceFolder(?::[^}]*)?\}[/\\])/.test(value) &&
    !/[/\\](?:\.?venv|node_modules|\.yarn|vendor[/\\]bin)[/\\]/.test(value)
  );
}
