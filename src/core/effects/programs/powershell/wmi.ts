/** CIM and WMI: reading is harmless, methods and instances act as their class says. */
import { itemsOf, textOfValue, unknown, type Value } from "../../shell/powershell/values.ts";
import { commandText, note } from "../../shell/run.ts";
import { marked } from "../../text.ts";
import type { Spec } from "../spec.ts";
import { type Bound, cmdlet, previews } from "./cmdlet.ts";
import { callWmi } from "./dotnetSystem.ts";

function reach(bound: Bound): void {
  const machine = bound.get("computername", "cimsession");
  if (machine && !/^(?:localhost|\.|127\.0\.0\.1)$/i.test(machine.value))
    note(bound.call, "contacts-network", { target: machine.value });
}

const classOf = (bound: Bound): string =>
  (
    bound.get("classname", "class")?.value ??
    bound.get("query")?.value ??
    bound.stdin?.type?.replace(/^wmi:/, "") ??
    ""
  ).toLowerCase();

function get(bound: Bound): Value {
  reach(bound);
  const name = classOf(bound);
  note(bound.call, "prints");
  return { ...marked("*", [bound.stdin]), type: `wmi:${name}` };
}

function invokeMethod(bound: Bound): Value {
  if (previews(bound)) return unknown;
  reach(bound);
  const table = bound.get("arguments");
  const entry = table?.entries?.get("commandline");
  const args = entry ? [textOfValue(entry)] : itemsOf(bound.get("argumentlist"));
  const method = (bound.get("methodname", "name")?.value ?? "").toLowerCase();
  return callWmi(bound.call, classOf(bound), method, args);
}

function change(bound: Bound, verb: string): Value {
  reach(bound);
  if (previews(bound)) return unknown;
  const space = bound.get("namespace")?.value ?? "";
  if (/subscription/i.test(space) || /eventconsumer|eventfilter|filtertoconsumer/.test(classOf(bound)))
    note(bound.call, verb === "delete" ? "changes-system" : "leaves-something-running", {
      target: commandText(bound.call.words),
    });
  else callWmi(bound.call, classOf(bound), verb, []);
  return unknown;
}

const place =
  "namespace,ns computername,cn,servername cimsession operationtimeoutsec,ot credential authentication impersonation asjob! throttlelimit locale authority enableallprivileges!";

export const wmiCmdlets: Readonly<Record<string, Spec>> = {
  "get-ciminstance": cmdlet(
    `classname@0 query filter property,select inputobject resourceuri keyonly! querydialect shallow! ${place}`,
    get,
  ),
  "get-wmiobject": cmdlet(
    `class@0,classname property@1 query filter list! recurse! amended! directread! ${place}`,
    get,
  ),
  "get-cimclass": cmdlet(`classname@0 methodname propertyname qualifiername ${place}`, get),
  "get-cimassociatedinstance": cmdlet(`inputobject@0 association resultclassname keyonly! ${place}`, get),
  "get-cimsession": cmdlet(place, () => unknown),
  "remove-cimsession": cmdlet(place, () => unknown),
  "new-cimsessionoption": cmdlet("", () => unknown),
  "invoke-cimmethod": cmdlet(
    `classname@0,class methodname@1,name arguments@2 query filter inputobject resourceuri ${place}`,
    invokeMethod,
  ),
  "invoke-wmimethod": cmdlet(`class@0 name@1 argumentlist@2 inputobject path ${place}`, invokeMethod),
  "new-ciminstance": cmdlet(`classname@0 property@1,arguments clientonly! key inputobject ${place}`, (bound) =>
    change(bound, "create"),
  ),
  "set-ciminstance": cmdlet(`inputobject@0 property,arguments query passthru! ${place}`, (bound) =>
    change(bound, "change"),
  ),
  "remove-ciminstance": cmdlet(`inputobject@0 query ${place}`, (bound) => change(bound, "delete")),
  "remove-wmiobject": cmdlet(`class@0 inputobject path ${place}`, (bound) => change(bound, "delete")),
};
