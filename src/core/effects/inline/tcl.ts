/** Tcl: commands are words. What starts a process, deletes, or loads is judged; braces and quotes are undone once. */
import { deleteAct } from "../access.ts";
import { addAct, type Invocation, note } from "../shell/run.ts";
import { type Text, unknownText } from "../text.ts";

const commands = /(?:^|[\s;{["])(exec|spawn|open|socket|source|eval|file\s+delete|package\s+require)\s+([^\n;\]]*)/g;

/** Judges a Tcl script; nothing it prints is known. */
export function judgeTcl(call: Invocation, script: Text): Text {
  const bare = script.value.replace(/^\s*#.*$/gm, "").replace(/\bputs\s+(?:"[^"[]*"|\{[^}]*\})/g, "");
  for (const [, name = "", rest = ""] of bare.matchAll(commands)) {
    const text = rest.replace(/^[{"]|[}"]$/g, "").trim();
    if (name === "source") note(call, "runs-unseen-script", { target: text });
    else if (name === "socket") note(call, "contacts-network", { target: text });
    else if (name === "exec" || name === "spawn") runs(call, text.replace(/^(?:-\w+\s+)+(?:--\s+)?/, ""));
    else if (name === "open" && text.startsWith("|")) runs(call, text.slice(1));
    else if (/^file/.test(name)) deletes(call, text);
  }
  note(call, "runs-inline-code", { target: call.words[0]?.value });
  return unknownText;
}

function runs(call: Invocation, text: string): void {
  call.run.engine.evaluate({ ...call, stdin: undefined }, { value: text.replace(/[{}]/g, "") }, "bash");
}

function deletes(call: Invocation, text: string): void {
  for (const path of text.split(/\s+/).filter((word) => word !== "" && !word.startsWith("-"))) {
    const use = { text: path, cwd: call.scope.cwd };
    addAct(call.run, deleteAct(use, { recursive: true }, call.run.place), call.span);
  }
}
