/** Whether an act touches what a folder holds, where its path is one. */
import { hole } from "../effects/text.ts";
import type { ActionKind } from "../model/action.ts";
import type { JudgedAct } from "../model/judgedAct.ts";

/** Tools that take the path of a file: a folder has no text, and a new one holds nothing. */
const fileKinds: ReadonlySet<ActionKind> = new Set(["file_read", "file_write", "file_edit", "dir_create"]);

/** Programs that show names, sizes and dates of what a folder holds, and not its content. */
const listing = /^(?:ls|dir|ll|tree|du|stat|find|fd|file|test|\[|cd|pushd|get-childitem|gci|get-item|set-location)$/i;

/** Programs that read or write the files that they are given, and refuse a folder. */
const files =
  /^(?:cat|tac|bat|head|tail|less|more|nl|wc|sort|uniq|cut|paste|tr|sed|awk|gawk|jq|yq|tee|touch|truncate|echo|printf|base64|xxd|od|strings|hexdump|cmp|cksum|md5sum|sha\d+sum|type|get-content|gc|set-content|sc|add-content|ac|out-file)$/i;

/** Programs that refuse a folder, too, unless an option tells them to go through it. */
const filesUnlessTold = /^(?:rm|cp|grep|egrep|fgrep|diff|chmod|chown|chgrp|del|erase|remove-item|ri|copy-item|cpi)$/i;

/** `-r`, `-R`, `-a`, `-d` among letters, `-Recurse`, `/s`, `--recursive` and its like. */
const goesThrough = /(?:^|\s)(?:-[a-z]*[rad]|\/s|--(?:rec|arc|dir|dere))/i;

export function touchesBelow({ rule, kind, command, effects }: JudgedAct): boolean {
  if (fileKinds.has(kind)) return false;
  if (kind !== "command") return true;
  // A redirection has no command of its own, and a file on its other side.
  if (command === undefined) return rule !== "truncates-file" && effects.includes("delete-files");
  const [program = "", ...others] = command.split(" ");
  if (listing.test(program)) return rule !== "reads-files";
  // `find src -exec cat {} +` touches what is in `src`, of which the names are not known.
  if (command.includes(hole)) return true;
  if (files.test(program)) return false;
  return !filesUnlessTold.test(program) || goesThrough.test(others.join(" "));
}
