/**
 * An editor window as a process of its own, as hooks meet it: a real gate with real files. Started with the home folder
 * and the workspace folder; says "ready" when hooks find it and "asked" once a question is open, and ends with the process that started it.
 */
import { locations } from "../../../src/node/locations.ts";
import { openLabWindow } from "../hookLab.ts";

const [home = "", folder = "", answer = "allow"] = process.argv.slice(2);
void openLabWindow(locations(home), answer as "allow" | "deny" | "nobody", [folder]).then((window) => {
  // Told again and again: who waits for it may come later than the question.
  setInterval(() => {
    if (window.questions.length > 0) process.send?.("asked");
  }, 100);
  process.on("disconnect", () => process.exit(0));
  process.on("message", async () => {
    await window.close();
    process.exit(0);
  });
  process.send?.("ready");
});
