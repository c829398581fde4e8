// @ts-nocheck: plain JavaScript, as the editor loads it.
/** All extensions of a window share one program and so one clock, which this moves. */
const vscode = require("vscode");

const now = Date.now;
const hoursMs = 2 * 3_600_000;

exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    vscode.commands.registerCommand("clock.back", () => {
      Date.now = () => now() - hoursMs;
    }),
    vscode.commands.registerCommand("clock.right", () => {
      Date.now = now;
    }),
  );
};
