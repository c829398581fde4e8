/** Cmdlets of Windows PowerShell 5.1 and PowerShell 7.5, looked up by name. Names do not tell case apart. */
import { aliasOf } from "./powershell/aliases.ts";
import { itemCmdlets } from "./powershell/items.ts";
import { languageCmdlets } from "./powershell/language.ts";
import { byVerb } from "./powershell/modules.ts";
import { processCmdlets } from "./powershell/processes.ts";
import { systemCmdlets } from "./powershell/system.ts";
import { webCmdlets } from "./powershell/web.ts";
import { wmiCmdlets } from "./powershell/wmi.ts";
import type { Spec } from "./spec.ts";

export { aliasOf };

/** Later tables win where two name the same cmdlet. */
const cmdlets = new Map<string, Spec>(
  [systemCmdlets, processCmdlets, wmiCmdlets, webCmdlets, languageCmdlets, itemCmdlets].flatMap((table) =>
    Object.entries(table),
  ),
);

/** The name of a cmdlet in lower case, of its alias where it is one. */
export function cmdletName(name: string): string {
  const bare = name.toLowerCase().replace(/^microsoft\.powershell\.\w+\\/, "");
  return aliasOf(bare) ?? bare;
}

/** The entry of a cmdlet, by name or alias; undefined: not a known cmdlet. */
export function cmdlet(name: string): Spec | undefined {
  const full = cmdletName(name);
  return cmdlets.get(full) ?? (full.includes("-") ? byVerb(full) : undefined);
}

export function isCmdlet(name: string): boolean {
  return cmdlet(name) !== undefined;
}
