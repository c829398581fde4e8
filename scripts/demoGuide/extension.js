/**
 * Only in the editor that `npm start` opens. VS Code's chat is disabled on a fresh profile until it is set up; managing
 * language models is a way that needs no account. This does it, so that the newcomer has one key to press.
 */
const { commands, lm } = require("vscode");

const prompt = "Analyze the open question in the forum";
const patienceMs = 90_000;

exports.activate = async () => {
  if ((await scriptedModels()).length === 0) await setUpChat();
  await commands.executeCommand("workbench.action.chat.open", { query: prompt, mode: "agent", isPartialQuery: true });
};

async function setUpChat() {
  await commands.executeCommand("workbench.action.chat.manage");
  const deadline = Date.now() + patienceMs;
  while ((await scriptedModels()).length === 0) {
    if (Date.now() > deadline) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  await commands.executeCommand("workbench.action.closeActiveEditor");
}

function scriptedModels() {
  return lm.selectChatModels({ vendor: "customendpoint" });
}
