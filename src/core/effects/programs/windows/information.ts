/** Programs of Windows that tell about the machine, and a few that set what they tell (Windows 11 24H2). */
import type { Table } from "../spec.ts";
import { all, byRows, none, type Rows, win } from "./spec.ts";

const remote: Rows = [[/\/s\b\s*(?!localhost\b)\S/, "contacts-network"]];

/** Variables that choose which programs run. */
const acting =
  /^"?(?:path|pathext|comspec|node_options|node_path|python\w+|git_\w+|java_tool_options|_java_options|dotnet_startup_hooks|cor_\w+|coreclr_\w+|npm_config_\w+|pip_\w+|https?_proxy|psmodulepath|perl5\w+|ruby\w+)"?\s/;

export const informationPrograms: Table = {
  ...all(none, "hostname whoami winver chcp cmdow"),
  ...all(byRows(remote, "prints"), "systeminfo driverquery"),
  ...all(win("report=write nfo=write t=write x=write whql", "text*", { rule: "prints" }), "msinfo32 dxdiag"),
  tzutil: byRows([[/\/s\b/, "changes-system"]], "prints"),
  mode: byRows([[/^(?:com|lpt)\d/, "changes-system"]], "prints"),
  verifier: byRows([[/^$|\/query/, "prints"]], "changes-system"),
  openfiles: byRows(
    [
      [/\/disconnect\b/, "ends-processes"],
      [/\/local\b/, "changes-system"],
    ],
    "prints",
  ),
  setx: byRows(
    [
      [/^$/, "prints"],
      [/\/s\b/, "contacts-network"],
      [acting, "sets-acting-variable"],
    ],
    "writes-outside-workspace",
  ),
  ...all(
    win("", "look*"),
    "sigcheck sigcheck64 strings64 accesschk accesschk64 du64 pipelist logonsessions psloggedon psfile autorunsc dumpbin vswhere corflags ildasm tpmtool",
  ),
  signtool: byRows([[/^$|^verify\b|^catdb\b.*\/\?/, "reads-files"]], "creates-credential"),
  gacutil: byRows([[/^$|\/l\w*\b/, "prints"]], "changes-system"),
  appcmd: byRows([[/^$|^(?:list|search|inspect)\b/, "prints"]], "changes-system"),
  iisreset: byRows([[/\/status\b/, "prints"]], "ends-processes"),
  ...all(win("", "text*", { rule: "runs-project-task" }), "cl link nmake rc mt lib"),
  tracerpt: win("o=write summary=write report=write y", "read*"),
  relog: win("o=write y", "read*"),
};
