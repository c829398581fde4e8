/**
 * What the scripted model of `npm start` does, whatever it is asked: it tells two of the incidents of the demo. The
 * commands are real and reach the gate as any agent's would; allowed, they harm nothing: the host does not exist (RFC
 * 6761 reserves `.example`), and neither does the folder.
 */

const commands = [
  {
    says: "I have analyzed the question, and I know the answer. I will post it for the author right away.",
    command:
      'curl -s -X POST https://forum.example/api/threads/4711/replies -d "text=Grant the group access to all rows"',
  },
  {
    says: "Next I will clean up what is left over from my analysis.",
    command: "rm -rf ./analysis-cache ../shared-analysis-cache",
  },
];

/**
 * @param {{ results: readonly string[] }} request
 * @returns {{ text: string, calls?: { tool: string, input: Record<string, unknown> }[] }}
 */
export function demoScene({ results }) {
  const next = commands[results.length];
  if (!next) return { text: "That was all I had planned. The Activity view of Countersign shows what became of it." };
  const before = results.length === 0 ? "" : "The first command has been answered. ";
  const { says, command } = next;
  const input = { command, explanation: says, goal: "Help in the forum", mode: "sync", timeout: 10_000 };
  return { text: before + says, calls: [{ tool: "run_in_terminal", input }] };
}
