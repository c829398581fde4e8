/** .NET types as PowerShell scripts use them: static methods, constructors, methods of their objects. */

import { bytesOfBase64, textOfBytes } from "../../base64.ts";
import { cast } from "../../shell/powershell/operators.ts";
import { textBlock } from "../../shell/powershell/textBlock.ts";
import {
  flatMarks,
  itemsOf,
  listOf,
  objectOf,
  textOfValue,
  unknown,
  type Value,
} from "../../shell/powershell/values.ts";
import { commandText, note } from "../../shell/run.ts";
import { hole, isKnown, marked, plain } from "../../text.ts";
import { interpretPowerShell } from "../interpretPowerShell.ts";
import { fileObjects, fileTypes } from "./dotnetFiles.ts";
import { networkObjects, networkTypes } from "./dotnetNetwork.ts";
import { systemObjects, systemTypes } from "./dotnetSystem.ts";
import type { MemberCall, Rule } from "./member.ts";

export type Methods = Readonly<Record<string, Rule>>;

/** Types that only compute, statically and as objects. */
const pure =
  /^(?:math|mathf|string|char|s?byte|u?int(?:16|32|64|ptr)?|u?long|u?short|double|single|float|decimal|bool(?:ean)?|object|datetime(?:offset)?|dateonly|timeonly|timespan|guid|regex|text\.regularexpressions\.\w+|text\.stringbuilder|stringbuilder|version|semver|semanticversion|management\.automation\.(?:semanticversion|psparser|language\.\w+|pscredential|psobject|wildcardpattern|psreference|errorrecord|hostinformationmessage|switchparameter|pscustomobject|host\.\w+|\w*exception|runtimedefinedparameter\w*|validate\w+|parameterattribute|commandmetadata|psserializer)|uri|uribuilder|array|enum|bitconverter|buffer|tuple|collections\..+|hashtable|ordered|arraylist|list|dictionary|linq\.enumerable|globalization\..+|cultureinfo|numerics\..+|bigint|io\.path|io\.(?:memorystream|stringreader|stringwriter)|convert|random|net\.(?:webutility|ipaddress|ipendpoint|networkcredential|servicepointmanager|securityprotocoltype|httpstatuscode|cookie\w*|credentialcache)|ipaddress|mailaddress|web\.httputility|security\.cryptography\.(?:md5|sha\d+|hash\w+|hmac\w*|randomnumbergenerator|rngcryptoserviceprovider)\w*|text\..+|reflection\.assemblyname|security\.principal\.(?:windowsidentity|windowsprincipal|windowsbuiltinrole|securityidentifier|ntaccount|wellknownsidtype)|security\.accesscontrol\..+|diagnostics\.(?:stopwatch|fileversioninfo|processstartinfo|switch|debugger)|stopwatch|console|consolekey|consolecolor|gc|threading\.thread|threading\.(?:cancellationtokensource|mutex|semaphore\w*|tasks\..+)|timezoneinfo|timezone|stringcomparison|stringcomparer|stringsplitoptions|nullable|lazy|runtime\.interopservices\.(?:runtimeinformation|osplatform|architecture)|runtime\.versioning\..+|operatingsystem|xml|xml\.(?:xmlconvert|xmldocument|xmlnode\w*|xmlelement|xmlwritersettings|xmlnamespacemanager)|xml\.linq\..+|json|text\.json\..+|data\.(?:datatable|dataset|datarow|datacolumn)|drawing\..+|windows\.forms\.(?!sendkeys|clipboard|webbrowser).+|windows\.messagebox|componentmodel\..+|\w*exception|psobject|pscustomobject|ref|void|flags|scriptblock|type|attribute|tostring|eventargs|action|func|delegate|psobject\[\]|type:.*|number|char\[\]|reflection\.bindingflags|net\.mail\.(?:mailmessage|attachment|mailaddress)|net\.http\.(?:stringcontent|formurlencodedcontent|multipartformdatacontent|bytearraycontent|httpmethod|httprequestmessage|httpclienthandler|headers\..+)|net\.webheadercollection|net\.webproxy|class:.*|intptr|runspacefactory|initialsessionstate|management\.automation\.runspaces\.\w+)(?:\[\])?$/;

const textEncoding: Methods = {
  getstring: ({ owner, args }) => decode(owner, args[0]),
  getbytes: ({ owner, args }) => ({
    ...(args[0] ?? unknown),
    type: "byte[]",
    ...(owner?.value === "unicode" ? {} : {}),
  }),
};

/** Bytes stand as text of one character a byte, or as an array of numbers. */
function decode(encoding: Value | undefined, given: Value | undefined): Value {
  if (!given) return unknown;
  const bytes = bytesOf(given);
  if (given.type === "byte[]" || !bytes) return { ...marked(given.items ? hole : given.value, [given]) };
  if (!/unicode/.test(encoding?.value ?? "")) return { ...marked(textOfBytes(bytes), [given]), decoded: true };
  let text = "";
  for (let at = 0; at + 1 < bytes.length; at += 2)
    text += String.fromCharCode((bytes[at] as number) | ((bytes[at + 1] as number) << 8));
  return { ...marked(text, [given]), decoded: true };
}

function bytesOf(value: Value): number[] | undefined {
  if (value.type === "bytes:") return [...value.value].map((character) => character.charCodeAt(0));
  const items = value.items?.map((item) => Number(item.value));
  return items?.every((item) => Number.isInteger(item) && item >= 0 && item < 256) ? items : undefined;
}

const fromBase64: Rule = ({ args: [text] }) => {
  const bytes = text && isKnown(text) ? bytesOfBase64(text.value) : undefined;
  if (!bytes) return { ...marked(hole, [text]), decoded: true };
  return { ...marked(String.fromCharCode(...bytes.slice(0, 50_000)), [text]), decoded: true, type: "bytes:" };
};

const joined: Rule = ({ args: [separator, ...rest] }) => {
  const parts = rest.flatMap((item) => itemsOf(item));
  return {
    ...marked(parts.map((part) => part.value).join(separator?.value ?? ""), [separator, ...parts]),
    decoded: true,
  };
};

const reversed: Rule = ({ call, args: [list] }) => {
  const items = [...itemsOf(list)].reverse();
  // `[array]::Reverse($a)` turns the variable around in place.
  for (const [name, [value]] of call.scope.variables)
    if (value && (value === list || (value as Value).items === list?.items) && items.length > 1)
      call.scope.variables.set(name, [{ ...listOf(items), decoded: true }]);
  return unknown;
};

const loadsCode: Rule = ({ call, args }) => {
  const from = flatMarks(args);
  if (from.remote) note(call, "runs-remote-code");
  else note(call, "runs-unseen-script", { target: commandText(call.words) });
  return objectOf("reflection.assembly");
};

/** Assemblies of the framework are known; a name only says which one. */
const loadsNamed: Rule = (member) => {
  const name = member.args[0]?.value ?? hole;
  if (/^(?:system|microsoft|presentation|windowsbase)[\w.]*(?:,.*)?$/i.test(name)) return unknown;
  return (loadsCode as (member: MemberCall) => Value)(member);
};

/** The engine's own object collects what it will run. */
const engineObject: Methods = {
  addscript: ({ owner, args: [text] }) => more(owner, text?.value ?? hole, "\n", [text]),
  addcommand: ({ owner, args: [name] }) => more(owner, `& ${quoted(name)}`, " | ", [name]),
  addstatement: ({ owner }) => more(owner, "", "\n", []),
  addargument: ({ owner, args: [value] }) => more(owner, quoted(value), " ", [value]),
  addparameter: ({ owner, args: [name, value] }) =>
    more(owner, `-${name?.value ?? hole}${value ? `:${quoted(value)}` : ""}`, " ", [name, value]),
  addparameters: ({ owner, args }) => more(owner, hole, " ", args),
  invoke: runsOwn,
  begininvoke: runsOwn,
  invokeasync: runsOwn,
  dispose: "pure",
  endinvoke: "pure",
  stop: "pure",
};

function quoted(value: Value | undefined): string {
  return value ? `'${value.value.replaceAll("'", "''")}'` : hole;
}

function more(owner: Value | undefined, text: string, glue: string, sources: readonly (Value | undefined)[]): Value {
  const before = owner?.value ?? "";
  const joinedText =
    before === "" || text === ""
      ? before + (text === "" ? glue : text)
      : before + (before.endsWith("\n") ? "" : glue) + text;
  return { ...marked(joinedText, [owner, ...sources]), type: "management.automation.powershell" };
}

function runsOwn({ call, owner }: MemberCall): Value {
  return interpretPowerShell(call, { ...textOfValue(owner ?? unknown), span: call.span });
}

const types: Readonly<Record<string, Methods>> = {
  convert: {
    frombase64string: fromBase64,
    tochar: ({ args: [value] }) => cast("char", value ?? unknown),
    toint32: converted,
    tobyte: converted,
    toint16: converted,
  },
  string: {
    join: joined,
    concat: (member) => (joined as (member: MemberCall) => Value)({ ...member, args: [plain(""), ...member.args] }),
    format: ({ args: [shape, ...rest] }) => formatted(shape, rest),
  },
  array: { reverse: reversed },
  char: { convertfromutf32: ({ args: [value] }) => cast("char", cast("int", value ?? unknown)) },
  regex: { replace: "pure", unescape: ({ args: [text] }) => ({ ...(text ?? unknown), decoded: true }), split: "pure" },
  scriptblock: { create: ({ args: [text] }) => textBlock(text ?? unknown) },
  powershell: { create: () => ({ ...plain(""), type: "management.automation.powershell" }) },
  "management.automation.powershell": { create: () => ({ ...plain(""), type: "management.automation.powershell" }) },
  "management.automation.scriptblock": {
    create: ({ args: [text] }) => textBlock(text ?? unknown),
  },
  "reflection.assembly": {
    load: loadsNamed,
    loadfile: loadsCode,
    loadfrom: loadsCode,
    unsafeloadfrom: loadsCode,
    loadwithpartialname: loadsNamed,
    getexecutingassembly: "pure",
    getassembly: "pure",
    getentryassembly: "pure",
    reflectiononlyload: "pure",
  },
  "text.encoding": {
    getencoding: ({ args: [name] }) => ({
      ...plain(/1200|utf-16|unicode/i.test(name?.value ?? "") ? "unicode" : "utf8"),
      type: "text.encoding",
    }),
  },
  ...fileTypes,
  ...networkTypes,
  ...systemTypes,
};

function converted({ args: [value, base] }: MemberCall): Value {
  const number = value && base ? Number.parseInt(value.value, Number(base.value)) : Number(value?.value);
  return Number.isFinite(number) ? { ...marked(String(number), [value]), type: "number" } : marked(hole, [value]);
}

function formatted(shape: Value | undefined, rest: readonly Value[]): Value {
  const given = rest.flatMap((item) => itemsOf(item));
  const text = (shape?.value ?? hole).replace(/\{(\d+)\}/g, (_whole, at: string) => given[Number(at)]?.value ?? hole);
  return { ...marked(text, [shape, ...given]), decoded: true };
}

const objects: Readonly<Record<string, Methods>> = {
  "text.encoding": textEncoding,
  "text.asciiencoding": textEncoding,
  "text.utf8encoding": textEncoding,
  "text.unicodeencoding": textEncoding,
  "management.automation.powershell": engineObject,
  "reflection.assembly": {
    gettype: (member) => hiddenType(member),
    gettypes: (member) => hiddenType(member),
    getname: "pure",
    getcustomattributes: "pure",
    getmanifestresourcestream: "pure",
  },
  "reflection.hidden": {
    getfield: (member) => hiddenType(member),
    getmethod: (member) => hiddenType(member),
    getfields: (member) => hiddenType(member),
    setvalue: "weakens-protection",
  },
  ...fileObjects,
  ...networkObjects,
  ...systemObjects,
};

/** Parts of an assembly that are reached by their names: the way around what is public. */
function hiddenType({ call, args }: MemberCall): Value {
  if (args.some((item) => /amsi|logpipelineexecution|cachedgrouppolicysettings|etwprovider/i.test(item.value)))
    note(call, "weakens-protection");
  return objectOf("reflection.hidden", args);
}

export function isKnownType(type: string): boolean {
  return Object.hasOwn(types, type) || Object.hasOwn(objects, type) || pure.test(type);
}

/** The judgement of a static method; undefined: nothing is known of it. */
export function staticRules(type: string, name: string): Rule | undefined {
  const methods = Object.hasOwn(types, type) ? types[type] : undefined;
  const rule = methods && (Object.hasOwn(methods, name) ? methods[name] : methods["*"]);
  return rule ?? (pure.test(type) ? "pure" : undefined);
}

/** The judgement of a method of an object; undefined: its type says nothing about it. */
export function instanceRules(type: string, name: string): Rule | undefined {
  const methods = Object.hasOwn(objects, type) ? objects[type] : undefined;
  const rule = methods && (Object.hasOwn(methods, name) ? methods[name] : methods["*"]);
  if (rule) return rule;
  return pure.test(type) && !/^(?:string|char|number|bytes:|object|psobject)$/.test(type) ? "pure" : undefined;
}

/** Makes an object: what that does at once, and what its methods will act on. */
export function construct(member: MemberCall): Value {
  const { call, type = "object", args } = member;
  const making = Object.hasOwn(types, type) ? types[type]?.new : undefined;
  if (typeof making === "function") return making(member);
  if (making && making !== "pure") note(call, making, { target: commandText(call.words) });
  const all = flatMarks(args);
  const [first] = args;
  // Readers and wrappers hand on what they are put around; an unknown type is known by its methods only.
  const carried: Value = { ...marked(first && isKnown(first) && args.length === 1 ? first.value : hole, [all]), type };
  if (making || pure.test(type) || Object.hasOwn(objects, type)) return carried;
  return /\b(?:stream|reader|writer|archive)\w*$|^io\./.test(type)
    ? carried
    : { ...marked(hole, [all]), type: `other:${type}` };
}
