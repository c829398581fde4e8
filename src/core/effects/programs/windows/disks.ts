/** Disks, backups, logs and the start of Windows (Windows 11 24H2). */
import { fileText, type Invocation, note } from "../../shell/run.ts";
import { isKnown, type Text } from "../../text.ts";
import type { Spec, Table } from "../spec.ts";
import { all, asksForHelp, byRows, judged, operandsOf, type Rows, win, writes } from "./spec.ts";

/** A tool that reads its orders from a script or its input. */
const ordered = (harmless: RegExp, destroys: "formats-disk" | "destroys-backups"): Spec =>
  win("", "text*", {
    noHelp: true,
    more: (call) => {
      if (asksForHelp(call)) note(call, "prints");
      else judgeOrders(call, harmless, destroys);
      return undefined;
    },
  });

function judgeOrders(call: Invocation, harmless: RegExp, destroys: "formats-disk" | "destroys-backups"): void {
  const at = call.words.findIndex((word) => /^[-/]s$/i.test(word.value));
  const file = at > 0 ? call.words[at + 1] : undefined;
  const orders: Text | undefined = file ? fileText(call, file.value) : call.stdin;
  if (orders && isKnown(orders)) {
    const lines = orders.value.split(/\r?\n/).map((line) => line.trim());
    note(call, lines.every((line) => line === "" || harmless.test(line)) ? "prints" : destroys, {
      target: orders.value.trim(),
    });
  } else if (file) note(call, "runs-unseen-script", { target: file.value });
  else note(call, call.stdin ? "hidden-command" : "opens-program");
}

const fsutilRows: Rows = [
  [/\bdeletejournal\b|\brepair\s+set\b/, "destroys-backups"],
  [/\bsetzerodata\b/, "truncates-file"],
  [
    /^$|^fsinfo\b|^\w+\s+(?:query\w*|diskfree|list|enum\w+|readjournal|tieringinfo|state|statistics|find\w+|show|info|allocationreport|layout)\b/,
    "prints",
  ],
  [/^(?:file\s+createnew|hardlink\s+create)\b/, "writes-in-workspace"],
];

/** What a file or a name made by fsutil is. */
function fsutilMore(call: Invocation, tail: string): void {
  if (
    !/^(?:file\s+(?:createnew|setzerodata|setshortname|seteof|setvaliddata)|hardlink\s+create|reparsepoint\s+delete)\b/.test(
      tail,
    )
  )
    return;
  for (const word of operandsOf(call).slice(2, /^hardlink/.test(tail) ? 4 : 3)) writes(call, word);
}

const bootRows: Rows = [
  [/^(?:\/store\s+\S+\s*)?(?:$|\/(?:enum|v)\b)/, "prints"],
  [/\/export\b/, "writes-outside-workspace"],
];

export const diskPrograms: Table = {
  format: byRows([[/(?:^|\s|")[a-z]:|\\\\[?.]\\/, "formats-disk"]], "prints"),
  diskpart: ordered(/^(?:list|detail|help|exit|rem|select|san|filesystems)\b/i, "formats-disk"),
  diskshadow: ordered(/^(?:list|help|exit|rem|set|reset)\b/i, "destroys-backups"),
  chkdsk: byRows(
    [[/\/(?:f|r|x|b|spotfix|offlinescanandfix|sdcleanup|freeorphanedchains|markclean)\b/, "changes-system"]],
    "prints",
  ),
  defrag: byRows([[/^$|\/a\b/, "prints"]], "changes-system"),
  sfc: byRows([[/^$|\/verif(?:yonly|yfile)/, "prints"]], "changes-system"),
  dism: byRows(
    [
      [/\/disable-feature\b.*(?:defender|firewall)|\/remove-.*defender/, "weakens-protection"],
      [/^$|\/(?:get-\w+|checkhealth|scanhealth|list-\w+)/, "prints"],
    ],
    "changes-system",
  ),
  fsutil: byRows(fsutilRows, "changes-system", fsutilMore),
  vssadmin: byRows(
    [
      [/^$|^list\b/, "prints"],
      [/^create\b/, "changes-system"],
    ],
    "destroys-backups",
  ),
  wbadmin: byRows(
    [
      [/^$|^get\b/, "prints"],
      [/\bdelete\b|\bdisable\b/, "destroys-backups"],
    ],
    "changes-system",
  ),
  bcdedit: byRows(bootRows, "weakens-protection"),
  reagentc: byRows(
    [
      [/^$|\/info\b/, "prints"],
      [/\/disable\b/, "destroys-backups"],
    ],
    "changes-system",
  ),
  wevtutil: byRows(
    [
      [/(?:^|\s)(?:cl|clear-log)\s/, "destroys-backups"],
      [/^(?:sl|set-log)\b.*\/(?:e|enabled|ms|maxsize|rt|retention)\b/, "weakens-protection"],
      [/^(?:sl|set-log|im|um|install-manifest|uninstall-manifest)\b/, "changes-system"],
      [/^(?:epl|export-log|al|archive-log)\b/, "writes-in-workspace"],
    ],
    "prints",
    (call, tail) => {
      if (/^(?:epl|export-log)\b/.test(tail)) writes(call, operandsOf(call)[2]);
    },
  ),
  auditpol: byRows(
    [
      [/^$|^\/(?:get|list)\b/, "prints"],
      [/\/backup\b/, "writes-in-workspace"],
    ],
    "weakens-protection",
  ),
  "manage-bde": byRows(
    [
      [/\/protectors\s+\/get/, "reads-secret"],
      [/\/off\b|\/protectors\s+\/(?:delete|disable)|\/forcerecovery/, "weakens-protection"],
      [/^$|\/status\b/, "prints"],
    ],
    "changes-system",
  ),
  ...all(byRows([[/^$|^\/[lr]$/, "prints"]], "changes-system"), "subst mountvol label"),
  ...all(judged("changes-system"), "bootrec bootsect bcdboot convert cleanmgr recover chkntfs wpeutil"),
};
