/**
 * A gate in a process of its own, as the extension host of a window holds it, so that a test can kill it.
 * Arguments: home, folder, the person's answer, milliseconds by which the clock jumps once a question is asked.
 * Prints "open" once hooks find it, and "asked" for each question.
 */
import { writeSync } from "node:fs";
import { locations } from "../../../src/node/locations.ts";
import { openLabWindow, type PersonAnswer } from "../hookLab.ts";

const [home = "", folder = "", answer = "nobody", jump = "0"] = process.argv.slice(2);
void main();

async function main(): Promise<void> {
  const { questions } = await openLabWindow(locations(home), answer as PersonAnswer, [folder]);
  writeSync(1, "open\n");
  const now = Date.now.bind(Date);
  let told = 0;
  setInterval(() => {
    for (; told < questions.length; told++) {
      Date.now = () => now() + Number(jump);
      writeSync(1, "asked\n");
    }
  }, 20);
}
