import { atMost, type Command } from "../command.ts";
import { exitCodes } from "../exitCodes.ts";
import { type InputLine, inputLines } from "../input.ts";
import { type CliJudge, createCliJudge, type Judged, judgingPlace } from "../judging.ts";

export const decide: Command = {
  name: "decide",
  summary: "Judge actions: one JSON action a line on stdin, one JSON verdict a line on stdout",
  usage: [
    "[--workspace DIR] [--home DIR] [--platform linux|darwin|win32] [--policy FILE] < actions.jsonl",
    "",
    "--workspace   root of the workspace; the current folder when it is not given",
    "--policy      stands in for the user's policy",
    "",
    "A line that is no valid action gets a denial with the reason. The order is kept.",
  ],
  options: {
    workspace: { type: "string" },
    home: { type: "string" },
    platform: { type: "string" },
    policy: { type: "string" },
  },
  async run(args, io) {
    atMost(args, 0);
    const judge = await createCliJudge(judgingPlace(args, io), io);
    for await (const line of inputLines(io.stdin)) await io.write(`${JSON.stringify(await judgeLine(line, judge))}\n`);
    return exitCodes.fine;
  },
};

async function judgeLine(line: InputLine, judge: CliJudge): Promise<Judged> {
  if ("error" in line) return { decision: "deny", error: line.error };
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch {
    return { decision: "deny", error: "The line is not valid JSON." };
  }
  return answerOf(await judge.judge(value));
}

/** What was judged is for the audit; the files that were read to judge are part of the answer. */
function answerOf(judged: Judged): Judged {
  if ("error" in judged) return judged;
  const { acts: _acts, ...answer } = judged;
  return answer;
}
