/** The environment of an agent that a window starts: the person's own, without what the editor keeps for its hooks. */
export function acpEnvironment(
  inherited: Readonly<NodeJS.ProcessEnv>,
  added: Readonly<Record<string, string>>,
): NodeJS.ProcessEnv {
  const kept = Object.entries(inherited).filter(
    ([name]) => !/^(?:COUNTERSIGN_|ELECTRON_RUN_AS_NODE$|VSCODE_)/i.test(name),
  );
  return { ...Object.fromEntries(kept), ...added };
}
