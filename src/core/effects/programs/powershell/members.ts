/** Methods and properties of .NET, COM and WMI objects: which of them act, and on what. */
import type { JudgementId } from "../../judgements.ts";
import { cast } from "../../shell/powershell/operators.ts";
import { collect, flatMarks, itemsOf, listOf, objectOf, unknown, type Value } from "../../shell/powershell/values.ts";
import { commandText, note } from "../../shell/run.ts";
import { hole, isKnown, marked, plain } from "../../text.ts";
import { callCom, comProperty } from "./com.ts";
import { construct, instanceRules, staticRules } from "./dotnet.ts";
import { callWmi } from "./dotnetSystem.ts";
import type { Call, MemberCall, Rule } from "./member.ts";
import { callText } from "./strings.ts";

/** Calls `[type]::name(args)` or `$owner.name(args)` in the mind. */
export function callMember(member: MemberCall): Value {
  const { owner, type, name, call } = member;
  if (type !== undefined)
    return name === "new" ? constructed(call, type, member.args) : apply(staticRules(type, name), member);
  if (!owner) return unknown;
  const onBlocks = callOnBlock(member, owner);
  if (onBlocks) return onBlocks;
  if (owner.type?.startsWith("type:")) return apply("pure", member);
  if (owner.type?.startsWith("com:")) return callCom(member, owner);
  if (owner.type?.startsWith("wmi:")) return callWmi(call, owner.type.slice(4), name, member.args);
  if (owner.type !== undefined) {
    const rule = instanceRules(owner.type, name);
    if (rule) return apply(rule, member);
  }
  const text = callText(owner, name, member.args);
  if (text) return text;
  return callUnknown(member, owner);
}

/** A new object of a type, after judging what making it does. */
export function constructed(call: Call, type: string, args: readonly Value[]): Value {
  return construct({ call, owner: undefined, type, name: "new", args });
}

/** Script blocks run themselves and run over members. */
function callOnBlock({ call, name, args }: MemberCall, owner: Value): Value | undefined {
  const { run, scope, span } = call;
  const isInvoke = /^(?:invoke|invokereturnasis|invokewithcontext|getnewclosure)$/.test(name);
  if (isInvoke && owner.block) {
    if (name === "getnewclosure") return owner;
    return owner.block({ run, scope, span, stdin: undefined, args: args.map((item) => ({ ...item, span })) });
  }
  if (!/^(?:foreach|where)$/.test(name)) return undefined;
  const items = itemsOf(owner).slice(0, 8);
  const [first] = args;
  if (first?.block) {
    const printed = (items.length > 0 ? items : [unknown]).map(
      (item) => first.block?.({ run, scope, span, stdin: item, item }) ?? unknown,
    );
    return name === "where" ? owner : collect(printed);
  }
  if (!first) return unknown;
  return collect(
    items.map((item) =>
      callMember({ call, owner: item, type: undefined, name: first.value.toLowerCase(), args: args.slice(1) }),
    ),
  );
}

/** A method that is handed a block calls it: `[regex]::Replace($a, $b, { … })`. */
function runBlocks({ run, scope, span }: Call, args: readonly Value[]): void {
  for (const { block } of args) block?.({ run, scope, span, stdin: undefined, item: unknown });
}

function apply(rule: Rule | undefined, member: MemberCall): Value {
  const { call, owner, args } = member;
  if (rule === undefined) {
    note(call, owner?.remote ? "runs-remote-code" : "hidden-command", { target: commandText(call.words) });
    return unknown;
  }
  runBlocks(call, args);
  if (rule === "pure") return marked(hole, [owner, ...args]);
  if (typeof rule !== "string") return rule(member);
  note(call, rule, { target: commandText(call.words) });
  return marked(hole, [owner, ...args]);
}

/** Names that mean the same on every object one meets; all else on an object of an unknown type may do anything. */
const harmless =
  /^(?:(?:get|is|has|to|try)[a-z]\w*|trim\w*|split|replace|tostring|to(?:upper|lower)\w*|to(?:short|long)\w+string|substring|contains\w*|startswith|endswith|indexof|lastindexof|padleft|padright|insert|remove|removeat|removerange|join|equals|gettype|getenumerator|movenext|add\w*|max|min|abs|round|floor|ceiling|format|concat|tryparse|parse|count|first|last|sort|reverse|matches|match|ismatch|escape|exists|compareto|getlength|getupperbound|clone|subtract|compare|toarray|tochararray|tolist|getvalues?|getvaluenames|getsubkeynames|opensubkey|selectnodes|selectsinglenode|getattribute|getelementsbytagname|item|keys|values|containskey|containsvalue|append\w*|peek|dequeue|enqueue|push|pop|gethashcode|getversion|getname|getaccesscontrol|hasflag|localtime|touniversaltime|tolocaltime|readline|readtoend|read|flush|close|dispose|getproperties|getmethods|getmembers|getfields|getinterfaces|refresh|getowner|union|intersect|except|where|select|tofiletime\w*|find(?:all)?|visit|computehash|hashdata|addscript|addcommand|start|stop|reset)$/;

const acting: readonly (readonly [RegExp, JudgementId])[] = [
  [/^(?:delete\w*|removeall|truncate)$/, "deletes-unknown-files"],
  [/^(?:kill|terminate|shutdown|reboot|win32shutdown|stopservice)$/, "ends-processes"],
  [
    /^(?:download\w*|getstringasync|getasync|getstreamasync|getbytearrayasync|getresponse\w*|openread\w*)$/,
    "fetches-network",
  ],
  [/^(?:upload\w*|post\w*|putasync|send\w*|connect\w*)$/, "sends-outward"],
  [/^getnetworkcredential$/, "reads-secret"],
  [/^(?:setaccess\w*|setowner|setpassword|addaccessrule|removeaccessrule)$/, "changes-access"],
];

function callUnknown(member: MemberCall, owner: Value): Value {
  const { call, name, args } = member;
  runBlocks(call, args);
  const found = acting.find(([pattern]) => pattern.test(name))?.[1];
  // Preparing an object in memory is not yet what it does: `$acl.AddAccessRule` before `Set-Acl`.
  if (found === undefined && harmless.test(name)) return marked(hole, [owner, ...args]);
  note(call, found ?? "hidden-command", { target: commandText(call.words) });
  const all = flatMarks([owner, ...args]);
  if (all.secret && (found === "fetches-network" || found === "sends-outward"))
    note(call, "sends-secret", { target: "the network" });
  return {
    value: hole,
    ...(found === "fetches-network" ? { remote: true } : {}),
    ...(all.secret || found === "reads-secret" ? { secret: true } : {}),
  };
}

const passes =
  /^(?:fullname|name|path|pspath|content|value|directoryname|directory|parent|basename|filename|rawcontent|statusdescription|line|productname|result|message|innertext|outerxml|(?:all|current)users?(?:all|current)hosts?)$/;

/** `$owner.name` or `[type]::name`. */
/** Members of objects nobody knows here whose names say what they hold. */
const secretMember =
  /^(?:recovery|plain(?:text)?|clear(?:text)?|admin|user|client)?(?:password|passphrase|secret(?:value|key|text)?|apikey|access(?:token|key)|refreshtoken|privatekey|connectionstring|primarykey|secondarykey)s?$/;

export function readProperty(call: Call, owner: Value | undefined, type: string | undefined, name: string): Value {
  if (type !== undefined) return staticProperty(type, name);
  if (!owner) return unknown;
  const entry = owner.entries?.get(name);
  if (entry) return entry;
  if (owner.type?.startsWith("com:")) return comProperty(call, owner, name);
  if (owner.type?.startsWith("type:"))
    return name === "assembly" ? objectOf("reflection.assembly") : marked(hole, [owner]);
  // Of all of them every number and name is one.
  if (owner.value === "*" && /^(?:id|pid|name|processname|servicename)$/.test(name)) return owner;
  if (name === "length" || name === "count") return lengthOf(owner);
  if (owner.items && passes.test(name))
    return listOf(owner.items.map((item) => readProperty(call, item, undefined, name)));
  if (passes.test(name)) return owner;
  if (!isKnown(owner) && secretMember.test(name)) return { ...marked(hole, [owner]), secret: true };
  return {
    ...marked(hole, [owner]),
    ...(owner.type?.startsWith("wmi:") || name === "root" ? { type: owner.type as string } : {}),
  };
}

function lengthOf(owner: Value): Value {
  if (!isKnown(owner)) return marked(hole, [owner]);
  return { ...plain(String(owner.items ? owner.items.length : owner.value.length)), type: "number" };
}

const texts: Readonly<Record<string, string>> = {
  "environment.newline": "\r\n",
  "string.empty": "",
  "io.path.directoryseparatorchar": "\\",
  "io.path.pathseparator": ";",
};

/** Encodings are remembered, so that what they decode is read right. */
function staticProperty(type: string, name: string): Value {
  const text = texts[`${type}.${name}`];
  if (text !== undefined) return plain(text);
  if (type === "text.encoding") return { ...plain(name), type: "text.encoding" };
  if (type === "char" && name === "maxvalue") return unknown;
  if (type === "ref" && name === "assembly") return objectOf("reflection.assembly");
  return cast(`${type}.${name}`, unknown);
}
