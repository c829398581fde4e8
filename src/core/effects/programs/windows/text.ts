/** Programs and builtins of Windows that show, search and compare text (Windows 11 24H2). */
import { readAct } from "../../access.ts";
import { addAct, type Invocation, note, type Word } from "../../shell/run.ts";
import { marked, type Text, unknownText } from "../../text.ts";
import { pathFacts } from "../../zones.ts";
import type { Arguments } from "../arguments.ts";
import { pathUse, withCommand } from "../judge.ts";
import type { Table } from "../spec.ts";
import { readText } from "./files.ts";
import { win } from "./spec.ts";

function show(call: Invocation, words: readonly Word[]): Text {
  if (words.length === 0) return call.stdin ?? unknownText;
  const read = words.map((word) => readText(call, word));
  return marked(read.map((text) => text.value).join(""), read);
}

const showAll = (call: Invocation, args: Arguments): Text => show(call, args.operands);

/** The pattern comes first, unless an option brings it. */
const search =
  (...patterns: string[]) =>
  (call: Invocation, args: Arguments): Text => {
    const given = patterns.some((name) => args.options.has(name));
    const files = given ? args.operands : args.operands.slice(1);
    const wanted = given ? args.items.map((item) => item.word.value).join(" ") : (args.operands[0]?.value ?? "");
    // Its switches may be written in one: `/si`.
    const wide = [...args.options.keys()].some((name) => /^[bcdefilmnoprsvx]+$/.test(name) && name.includes("s"));
    if (wide && /passw|secret|token|credential|api.?key/i.test(wanted)) {
      hunt(call, files);
      const settings = files.find(({ value }) =>
        /^\*(?:\.\*|\.(?:txt|ini|xml|config|conf|cfg|cnf|inf|vbs|bat))?$/i.test(value),
      );
      if (settings) note(call, "reads-secret", { target: settings.value, span: settings.span });
    }
    // Which lines match is not told apart; what they carry is kept.
    return show(call, files);
  };

/** Looking for secrets through whole trees that are not the project's. */
function hunt(call: Invocation, files: readonly Word[]): void {
  for (const file of files) {
    const [path] = readAct(pathUse(call, file), call.run.place).paths;
    const zone = path === undefined ? undefined : pathFacts(path, call.run.place).zone;
    if (zone !== undefined && zone !== "workspace" && zone !== "workspace-root" && zone !== "temporary")
      note(call, "reads-secret", { target: file.value, span: file.span });
  }
}

/** Names only; through a whole tree elsewhere, names of secrets are what is looked for. */
function list(call: Invocation, args: Arguments): undefined {
  const wide = args.options.has("s") || args.options.has("r");
  const root = args.options.get("r")?.value;
  for (const word of args.operands) {
    const place = root === undefined ? word : { ...word, value: `${root.replace(/[\\/]$/, "")}\\${word.value}` };
    const found = withCommand(call, readAct(pathUse(call, place), call.run.place));
    const [path] = found.paths;
    const inside = path !== undefined && pathFacts(path, call.run.place).relative !== undefined;
    if (found.rule !== "reads-secret" || (wide && !inside && /[*?]/.test(word.value)))
      addAct(call.run, found, word.span);
    else note(call, "reads-files", { target: word.value, span: word.span });
  }
  return undefined;
}

const searchOptions = "c?=text g?=read f?=list d?=text a?=text s i n r l b e x v m o p off offline";

export const textPrograms: Table = {
  find: win("v c n i off offline", "text*", { more: search() }),
  findstr: win(searchOptions, "text*", { more: search("c", "g") }),
  more: win("e c p s t?=text", "text*", { more: showAll }),
  fc: win("a b c l lb?=text n off offline t u w", "read*"),
  comp: win("d a l n?=text c off offline m", "read*"),
  sort: win("o=write m=text l=text rec=text t=dir r unique", "read*"),
  tree: win("f a", "text*", { more: list }),
  where: win("r=text q f t", "text*", { more: list }),
  clip: win(""),
};

export const textBuiltins: Table = {
  dir: win("a?=text o?=text t?=text s b w q l n p d x c r 4", "text*", { more: list }),
  type: win("", "text*", { more: showAll }),
};
