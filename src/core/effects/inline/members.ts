/** What a part of a value is, and what calling one does: reflection, texts, sinks, harmless functions, the rest. */
import type { Call } from "../../parse/code/code.ts";
import { serviceEffects } from "../code/services.ts";
import { secretName } from "../shell/bashParameters.ts";
import { judgeAssignment } from "../shell/environment.ts";
import { hole } from "../text.ts";
import { type Given, type Machine, note, noteSecrets, remember, runHandedOn } from "./machine.ts";
import { textFunctions, textMethods } from "./texts.ts";
import { judgeEffects, judgeSink } from "./uses.ts";
import { carries, itemsOf, knownText, listValue, madeFrom, oneOf, textValue, unknown, type Value } from "./value.ts";

/** What a global or dotted name stands for. */
export function symbolValue(written: string, machine: Machine): Value {
  const { aliases, environment, root } = machine.language;
  const symbol = aliases.reduce((name, [pattern, put]) => name.replace(pattern, put), written);
  if (root.test(symbol) || root.test(written)) return { ...unknown, symbol: "<root>" };
  if (environment.test(symbol)) return { value: hole, symbol, environment: true, secret: true };
  const constant = constants.get(symbol);
  if (constant !== undefined) return textValue(constant);
  const own = ownFolder.test(symbol) ? machine.scope.cwd : undefined;
  return own === undefined ? { ...unknown, symbol } : textValue(own);
}

const constants: ReadonlyMap<string, string> = new Map([
  ["os.sep", "/"],
  ["path.sep", "/"],
  ["DIRECTORY_SEPARATOR", "/"],
  ["File.SEPARATOR", "/"],
  ["os.pathsep", ":"],
  ["os.linesep", "\n"],
  ["os.EOL", "\n"],
  ["PHP_EOL", "\n"],
  ["sys.executable", "python3"],
  ["process.execPath", "node"],
  ["os.name", "posix"],
  ["os.devnull", "/dev/null"],
  ["os.curdir", "."],
  ["os.pardir", ".."],
]);
const ownFolder = /^(?:__dirname|__DIR__|import\.meta\.dirname)$/;

/** A variable of the environment, by its name. */
function environmentVariable(name: string | undefined, machine: Machine): Value {
  const { home } = machine.invocation.run.place;
  if (name === undefined) return { value: hole, secret: true };
  if (/^(?:HOME|USERPROFILE)$/.test(name)) return textValue(home);
  if (name === "PWD") return machine.scope.cwd === undefined ? unknown : textValue(machine.scope.cwd);
  if (/^(?:USER|USERNAME|LOGNAME)$/.test(name))
    return textValue(home.slice(home.replaceAll("\\", "/").lastIndexOf("/") + 1));
  if (name === "TMPDIR") return textValue("/tmp");
  return secretName.test(name) ? { value: hole, secret: true } : unknown;
}

/** Names under which an object shows its own parts, or all that is loaded. */
const sameObject = /^(?:__dict__|__func__|default|prototype)$/;
const innerWays =
  /^__(?:class|bases?|mro|subclasses|getattribute|code|reduce\w*|loader|spec|init|self)__$|^(?:f_globals|f_builtins|gi_frame|tb_frame)$/;

/** A part of a value, by name; `*` where the name is not known. */
export function memberOf(object: Value, name: string, machine: Machine): Value {
  if (object.others) {
    const { others, ...first } = object;
    return oneOf([first, ...others].map((choice) => memberOf(choice, name, machine)));
  }
  const field = object.fields?.get(name);
  if (field) return field;
  if (object.items && /^-?\d+$/.test(name)) return object.items.at(Number(name)) ?? unknown;
  if (object.environment) return { ...environmentMember(object, name, machine), ...methodOf(object, name) };
  if (object.symbol === "<root>") return rootMember(name, machine);
  if (object.symbol === "sys.modules" || object.symbol === "require.cache")
    return name === "*" ? dynamic(machine) : symbolValue(name, machine);
  if (/^__(?:globals|builtins)__$|^func_globals$/.test(name)) return symbolValue("<root>", machine);
  if (innerWays.test(name)) return dynamic(machine);
  if (sameObject.test(name)) return object;
  if (name === "constructor")
    return symbolValue(object.closure || object.symbol === "constructor" ? "Function" : "constructor", machine);
  if (object.symbol === "Dir" && /[*?/]/.test(name)) return listValue([{ ...textValue(name), glob: true }]);
  const marks = madeFrom([object]);
  if (object.symbol) {
    const found = symbolValue(`${object.symbol}.${name}`, machine);
    if (object.symbol.includes("Path()") && /^(?:parent|dirname)$/.test(name))
      return { ...object, value: object.value.replace(/\/[^/]*\/?$/, "") || "/" };
    return { ...marks, ...found, ...methodOf(object, name) };
  }
  return { ...marks, ...methodOf(object, name) };
}

function methodOf(object: Value, name: string): Pick<Value, "method"> {
  return { method: { object, name } };
}

function environmentMember(object: Value, name: string, machine: Machine): Value {
  const symbol = `${object.symbol ?? ""}.${name}`;
  if (
    /^(?:get|fetch|pop|setdefault|items|values|keys|copy|toObject|to_h|each|to_a|map|update|delete|has|include\?|key\?|set)$/.test(
      name,
    )
  )
    return { ...unknown, symbol };
  return environmentVariable(name === "*" ? undefined : name, machine);
}

function rootMember(name: string, machine: Machine): Value {
  if (name === "*") return dynamic(machine);
  const own = machine.globals.variables.get(name);
  const imported = machine.imported.get(name);
  return own
    ? oneOf(own)
    : imported === undefined
      ? { ...symbolValue(name, machine), ...methodOf(unknown, name) }
      : symbolValue(imported, machine);
}

/** Reached in a way that hides what it is. */
function dynamic(machine: Machine): Value {
  machine.facts.understood = false;
  machine.facts.dynamic = true;
  return unknown;
}

/** `x.y = value`: variables of the environment steer other programs. */
export function setMember(object: Value, name: string, value: Value, machine: Machine): void {
  if (!object.environment) return;
  judgeAssignment({ ...machine.invocation, scope: machine.scope }, name, value);
}

/** Calls a value; what it answers. */
export function invokeValue(callee: Value, given: Given, code: Call, machine: Machine): Value {
  if (callee.gives) return callee.gives;
  if (callee.closure) return machine.parts.call(callee.closure, given.list, machine);
  const text = machine.language.name === "php" && !callee.method ? knownText(callee) : undefined;
  const symbol = text === undefined ? callee.symbol : symbolValue(text.replaceAll("::", "."), machine).symbol;
  const named = symbol === undefined ? undefined : invokeSymbol(symbol, callee, given, code, machine);
  return named ?? (callee.method && invokeMethod(callee, given, code, machine)) ?? unknownCall(callee, given, machine);
}

function invokeSymbol(symbol: string, callee: Value, given: Given, code: Call, machine: Machine): Value | undefined {
  const { language } = machine;
  const [first] = given.list;
  if (symbol.endsWith("*")) return unknownCall(dynamic(machine), given, machine);
  if (language.loaders.test(symbol)) return loaded(first, given, machine);
  const reflected = reflections.get(symbol);
  if (reflected) return reflected(given, code, machine);
  const environment = callee.method?.object.environment ? environmentCall(symbol, given, machine) : undefined;
  if (environment) return environment;
  const getter = getters.test(symbol);
  if (getter) return first ? environmentVariable(knownText(first), machine) : listed(machine);
  const object = { ...(callee.method?.object ?? unknown), symbol: callee.method?.object.symbol ?? symbol };
  const receiver = callee.method?.object ?? { ...unknown, symbol };
  const sink = language.sinks(symbol);
  const make =
    textFunctions.get(symbol) ??
    (sink?.effects.includes("read-files") ? textMethods.get(symbol.slice(symbol.lastIndexOf(".") + 1)) : undefined);
  const isPath = callee.method?.object.symbol?.includes("Path()") === true;
  const made = make?.(given, machine, isPath ? receiver : { ...unknown, symbol });
  if (sink) return withResult(judgeSink(sink, symbol, { given, code, object: receiver }, machine), made);
  if (made) return made;
  const service = serviceEffects(symbol);
  if (service && !(service.isWay && service.effects.length === 0))
    return judgeEffects(service.effects, symbol, given, machine);
  if (language.pure.test(symbol)) return pureCall(symbol, given, machine);
  if (language.name === "other" || language.name === "perl" || language.name === "ruby") {
    const bare = language.sinks(`*.${symbol.slice(symbol.lastIndexOf(".") + 1)}`);
    if (bare) return judgeSink(bare, symbol, { given, code, object }, machine);
  }
  return undefined;
}

/** What a sink answers, where a table of texts knows it better: the files of a folder. */
function withResult(answer: Value, made: Value | undefined): Value {
  return made
    ? { ...made, ...(answer.secret ? { secret: true } : {}), ...(answer.remote ? { remote: true } : {}) }
    : answer;
}

const getters =
  /^(?:os\.getenv|os\.environ\.get|getenv|Sys\.getenv|ENV\.fetch|os\.getenvb|System\.get_env|System\.getenv)$/;

function listed(machine: Machine): Value {
  note(machine, "lists-environment");
  machine.facts.secret = true;
  return { value: hole, secret: true };
}

function environmentCall(symbol: string, given: Given, machine: Machine): Value | undefined {
  const name = symbol.slice(symbol.lastIndexOf(".") + 1);
  if (/^(?:get|fetch|pop|has)$/.test(name)) return environmentVariable(knownText(given.list[0]), machine);
  if (/^(?:update|setdefault|set|delete|key\?|include\?)$/.test(name)) {
    const pairs = [...(given.list[0]?.fields ?? []), ...given.named];
    for (const [key, value] of pairs) judgeAssignment({ ...machine.invocation, scope: machine.scope }, key, value);
    return unknown;
  }
  return name === "keys" ? unknown : { ...listed(machine), environment: false };
}

/** `require("fs")`, `__import__("os")`: the module by its name. */
function loaded(name: Value | undefined, given: Given, machine: Machine): Value {
  const text = knownText(name);
  if (text === undefined) {
    if (name && carries(name, "remote")) note(machine, "runs-remote-code");
    return dynamic(machine);
  }
  if (name?.decoded) note(machine, "hides-its-text");
  if (!machine.language.safeModules.test(text)) machine.facts.understood = false;
  const value = symbolValue(text.replace(/^node:/, ""), machine);
  runHandedOn(given, value, machine);
  return value;
}

function pureCall(symbol: string, given: Given, machine: Machine): Value {
  const isOutput =
    /^(?:print\w*|puts|p|pp|say|echo|var_dump|console\.\w+|cat|warn|process\.std\w+\.write|sys\.std\w+\.write|io\.write|print_r)$/.test(
      symbol,
    );
  if (noteSecrets(given, machine) && isOutput) note(machine, "reads-secret", { target: "a secret" });
  runHandedOn(given, madeFrom(given.all), machine);
  return { ...madeFrom(given.all), symbol: `${symbol}()` };
}

function invokeMethod(callee: Value, given: Given, code: Call, machine: Machine): Value | undefined {
  const { object, name } = callee.method as NonNullable<Value["method"]>;
  const reflected = reflectedMethod(object, name, given, code, machine);
  if (reflected) return reflected;
  if (name === "then" || name === "tap" || name === "yield_self") {
    const results = given.list.flatMap((value) =>
      value.closure || value.symbol ? [machine.parts.invoke(value, [object], machine)] : [],
    );
    return oneOf([...results, object]);
  }
  if (object.handle !== undefined || object.symbol?.endsWith("()")) {
    const written = writeToHandle(object, name, given, machine);
    if (written) return written;
  }
  const made = textMethods.get(name)?.(given, machine, object);
  if (made) return made;
  const sink = machine.language.sinks(`*.${name}`);
  if (sink) return judgeSink(sink, name, { given, code, object }, machine);
  if (object.symbol === undefined && pureMethods.test(name)) {
    noteSecrets(given, machine);
    runHandedOn(given, madeFrom([object]), machine);
    return madeFrom([object, ...given.all]);
  }
  if (object.symbol && !object.symbol.includes("<root>")) return undefined;
  const kernel = machine.language.name === "ruby" && given.list.length > 0 ? machine.language.sinks(name) : undefined;
  return kernel ? judgeSink(kernel, name, { given, code, object }, machine) : undefined;
}

const pureMethods =
  /^(?:startsWith|endsWith|startswith|endswith|includes|include\?|indexOf|lastIndexOf|index|find|findIndex|count|size|length|sum|min|max|isdigit|isalpha|is_integer|items|keys|values|get|has|entries|toFixed|padStart|padEnd|zfill|ljust|rjust|center|charCodeAt|charAt|codePointAt|ord|succ|match|test|exec|search|findall|group|groups|upto|step|reduce|inject|sort_by|sort!|each_slice|each_cons|zip|take|drop|any\?|all\?|none\?|empty\?|nil\?|to_i|to_f|to_r|round|floor|ceil|abs|even\?|odd\?|tally|group_by|partition|inspect|class|is_a\?|respond_to\?|read|readline|readlines|close|flush|title|capitalize|swapcase|splitlines|append|push|add|insert|extend|clear|isoformat|strftime|bit_length|hexdigest|digest|getTime|toISOString|toLocaleString|getFullYear|write|puts|each_char|each_line|lines|bytes|scan|squeeze|delete_prefix|delete_suffix|sum|minmax|cycle|lazy|with_index|each_with_object|uniq|slice|merge|dig|key\?|values_at|transform_values|to_json|catch|finally)$/;

/** Calls by way of something else: `f.call(…)`, `send(:system, …)`, `method(:system)`. */
function reflectedMethod(object: Value, name: string, given: Given, code: Call, machine: Machine): Value | undefined {
  const [first, ...rest] = given.list;
  const isFunction = object.closure !== undefined || object.symbol !== undefined || object.method !== undefined;
  if (isFunction && /^(?:call|invoke|__call__|invokeArgs|\(\))$/.test(name)) {
    const list = machine.language.name === "javascript" || machine.language.name === "typescript" ? rest : given.list;
    return invokeValue(object, { ...given, list, all: [...list, ...given.named.values()] }, code, machine);
  }
  if (isFunction && name === "apply")
    return invokeValue(object, { ...given, list: rest.flatMap(itemsOf) }, code, machine);
  if (isFunction && name === "bind") return object;
  if (/^(?:send|public_send|__send__)$/.test(name)) return sent(object, first, rest, given, code, machine);
  if (/^(?:method|public_method|instance_method|const_get)$/.test(name)) {
    const text = knownText(first);
    if (text === undefined) return dynamic(machine);
    return named(object, text, machine);
  }
  return undefined;
}

function sent(
  object: Value,
  name: Value | undefined,
  rest: readonly Value[],
  given: Given,
  code: Call,
  machine: Machine,
): Value | undefined {
  const text = knownText(name);
  // Sockets and channels send too; there what is given is data.
  if (text === undefined)
    return machine.language.name === "ruby" ? unknownCall(dynamic(machine), given, machine) : undefined;
  const target = named(object, text, machine);
  return machine.language.name === "ruby"
    ? invokeValue(target, { ...given, list: rest, all: rest }, code, machine)
    : undefined;
}

/** Every object has the functions of Kernel. */
function named(object: Value, name: string, machine: Machine): Value {
  const own = object.symbol && object.symbol !== "<root>" ? memberOf(object, name, machine) : undefined;
  return own?.symbol && machine.language.sinks(own.symbol) ? own : symbolValue(name, machine);
}

function writeToHandle(object: Value, name: string, given: Given, machine: Machine): Value | undefined {
  if (
    object.handle === undefined ||
    !/^(?:write|writelines|puts|print|end|<<|read|readlines|readline|each_line|close)$/.test(name)
  )
    return undefined;
  const [content] = given.list;
  if (/^(?:write|puts|print|<<)/.test(name) && content) remember(machine, object.handle, content);
  return { ...madeFrom([object]) };
}

type Reflection = (given: Given, code: Call, machine: Machine) => Value;

const pickMember: Reflection = ({ list: [object = unknown, name] }, _code, machine) => {
  const text = knownText(name);
  if (text === undefined) return dynamic(machine);
  return memberOf(object, text, machine);
};

const passOn: Reflection = (given, code, machine) => {
  const [fn = unknown, ...rest] = given.list;
  return invokeValue(fn, { ...given, list: rest, all: rest }, code, machine);
};

/** Functions that reach a part by its name, or call what they are given. */
const reflections: ReadonlyMap<string, Reflection> = new Map<string, Reflection>([
  ["getattr", pickMember],
  ["Reflect.get", pickMember],
  ["operator.getitem", pickMember],
  ["object.__getattribute__", pickMember],
  ["vars", ({ list: [object] }, _code, machine) => object ?? symbolValue("<root>", machine)],
  ["globals", (_given, _code, machine) => symbolValue("<root>", machine)],
  ["locals", (_given, _code, machine) => symbolValue("<root>", machine)],
  [
    "Reflect.apply",
    ({ list: [fn = unknown, , args = unknown], named }, code, machine) =>
      invokeValue(fn, { list: itemsOf(args), named, all: itemsOf(args) }, code, machine),
  ],
  ["call_user_func", passOn],
  ["ReflectionFunction", ({ list: [name] }, _code, machine) => symbolValue(knownText(name) ?? "*", machine)],
  ["asyncio.run", ({ list }) => list[0] ?? unknown],
  ["asyncio.to_thread", passOn],
  [
    "call_user_func_array",
    ({ list: [fn = unknown, args = unknown], named }, code, machine) =>
      invokeValue(fn, { list: itemsOf(args), named, all: itemsOf(args) }, code, machine),
  ],
  [
    "array_map",
    (given, code, machine) => {
      const [fn = unknown, items = unknown] = given.list;
      if (fn.closure || !knownText(fn))
        return textFunctions.get("array_map")?.(given, machine, unknown) ?? unknownCall(fn, given, machine);
      return listValue(
        itemsOf(items).map((item) => invokeValue(fn, { list: [item], named: new Map(), all: [item] }, code, machine)),
      );
    },
  ],
  ["functools.partial", ({ list: [fn = unknown] }) => fn],
  ["util.promisify", ({ list: [fn = unknown] }) => fn],
  [
    "send",
    ({ list: [name, ...rest], named: entries }, code, machine) =>
      sent(symbolValue("<root>", machine), name, rest, { list: rest, named: entries, all: rest }, code, machine) ??
      unknown,
  ],
  [
    "public_send",
    ({ list: [name, ...rest], named: entries }, code, machine) =>
      sent(symbolValue("<root>", machine), name, rest, { list: rest, named: entries, all: rest }, code, machine) ??
      unknown,
  ],
  [
    "__send__",
    ({ list: [name, ...rest], named: entries }, code, machine) =>
      sent(symbolValue("<root>", machine), name, rest, { list: rest, named: entries, all: rest }, code, machine) ??
      unknown,
  ],
  [
    "method",
    ({ list: [name] }, _code, machine) =>
      knownText(name) === undefined ? dynamic(machine) : symbolValue(knownText(name) as string, machine),
  ],
]);

/** A call that no table knows: what it is handed may be called, and what comes back may be anything. */
export function unknownCall(callee: Value, given: Given, machine: Machine): Value {
  machine.facts.understood = false;
  noteSecrets(given, machine);
  const made = madeFrom([callee, ...given.all]);
  runHandedOn(given, made, machine);
  return callee.symbol ? { ...made, symbol: `${callee.symbol}()` } : made;
}
