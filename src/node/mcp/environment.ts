/** What the server gets of our environment: all but what our launcher put there for the proxy itself. */

/** Set by the launcher (src/node/proxyFiles.ts), which starts the proxy without what would change how Node runs it. */
const kept = "COUNTERSIGN_KEPT_";

/** Variables of the entry that are for the proxy and not for the server. */
export const headersVariable = "COUNTERSIGN_HEADERS";

export function serverEnvironment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(own)) {
    if (!name.startsWith("COUNTERSIGN_") && !(name === "ELECTRON_RUN_AS_NODE" && startedByLauncher(own))) {
      environment[name] = value;
    }
  }
  for (const [name, value] of Object.entries(own)) {
    if (name.startsWith(kept)) environment[name.slice(kept.length)] = value;
  }
  return environment;
}

function startedByLauncher(own: NodeJS.ProcessEnv): boolean {
  return own.COUNTERSIGN_LAUNCHER !== undefined;
}
