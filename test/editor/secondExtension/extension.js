// The example of docs/api.md, as another extension would write it.
const vscode = require("vscode");

exports.activate = async () => {
  const countersign = vscode.extensions.getExtension("countersign.countersign");
  if (!countersign) throw new Error("Countersign is not installed, so nobody could be asked.");
  const api = await countersign.activate();
  return {
    /** @param {unknown} action */
    async mayI(action) {
      return api.requestApproval({ extension: "countersign-tests.second", action });
    },
  };
};
