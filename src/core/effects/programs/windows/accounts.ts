/** Credentials, policies and protection of Windows (Windows 11 24H2). */
import type { Table } from "../spec.ts";
import { all, byRows, judged, operandsOf, writes } from "./spec.ts";

export const accountPrograms: Table = {
  cmdkey: byRows(
    [
      [/^$|\/list\b/, "reads-secret"],
      [/\/delete\b/, "changes-access"],
    ],
    "creates-credential",
  ),
  ...all(judged("reads-secret"), "vaultcmd ntdsutil rpcdump lazagne secretsdump dsdbutil"),
  credwiz: judged("opens-program"),
  klist: byRows([[/^$|^(?:tickets|tgt|sessions|query_bind)\b/, "prints"]], "changes-access"),
  secedit: byRows([[/\/(?:export|analyze|validate)\b/, "writes-in-workspace"]], "weakens-protection", (call, tail) => {
    const at = call.words.findIndex((word) => /^[-/]cfg$/i.test(word.value));
    if (/\/export\b/.test(tail) && at > 0) writes(call, call.words[at + 1]);
  }),
  gpresult: byRows(
    [
      [/\/[hx]\b/, "writes-in-workspace"],
      [/\/s\b/, "contacts-network"],
    ],
    "prints",
    (call, tail) => {
      const at = call.words.findIndex((word) => /^[-/][hx]$/i.test(word.value));
      if (/\/[hx]\b/.test(tail) && at > 0) writes(call, call.words[at + 1]);
    },
  ),
  gpupdate: judged("changes-system"),
  mpcmdrun: byRows(
    [
      [/\/downloadfile\b/, "fetches-network"],
      [/^$|\/(?:listall\w*|checkexclusion|getfiles\w*)\b/, "prints"],
      [/\/(?:scan|signatureupdate)\b(?!.*\/disableremediation)/, "changes-system"],
    ],
    "weakens-protection",
  ),
  fltmc: byRows([[/^$|^(?:filters|instances|volumes|help)\b/, "prints"]], "weakens-protection"),
  pnputil: byRows([[/^$|\/enum-\w+/, "prints"]], "changes-system", (call, tail) => {
    if (/\/export-driver\b/.test(tail)) writes(call, operandsOf(call).at(-1));
  }),
  slmgr: byRows([[/^$|\/(?:dli|dlv|xpr)\b/, "prints"]], "changes-system"),
};
