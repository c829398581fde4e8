/** Runs PowerShell text in the mind: pipelines in order, what flows between them, what each command does. */
// Longer than other files because statements, commands and expressions run each other, and two files would import each other.
import { deleteAct, readAct, writeAct } from "../access.ts";
import { bytesOfBase64 } from "../programs/transforms.ts";
import { hole, isKnown, joinTexts, marked, plain, type Text, unknownText } from "../text.ts";
import { secretName } from "./bashParameters.ts";
import { withoutMarks } from "./bashWords.ts";
import { judgeAssignment } from "./environment.ts";
import {
  addAct,
  type Invocation,
  maxDepth,
  note,
  type Run,
  rememberFile,
  type Scope,
  setVariable,
  subScope,
  type Word,
  word,
} from "./run.ts";
import { childOf, namedChildren, readSyntax, type SyntaxNode, textOf } from "./syntax.ts";

type Caller = Pick<Invocation, "run" | "scope" | "span" | "stdin">;
interface Frame {
  readonly run: Run;
  readonly scope: Scope;
}

/** Layers of the expression grammar that only matter with more than one child. */
const layers =
  /_expression$|^pipeline_chain$|^pipeline$|^statement_list$|^argument_expression$|^command_name_expr$|^argument_expression_list$/;
const kept = /^(?:parenthesized|script_block|sub|hash_literal|invokation|assignment)_expression$/;

export function evaluatePowerShell(caller: Caller, text: string): Text {
  const { run } = caller;
  let source = withoutMarks(text);
  const whole = { run, span: caller.span, words: [word(text, caller.span)] };
  const isComment = source.split("\n").every((line) => /^\s*(?:#.*)?$/.test(line));
  if (isComment) return plain("");
  if (run.depth >= maxDepth) {
    note(whole, "cannot-be-parsed");
    return unknownText;
  }
  const read = (line: string) =>
    readSyntax(run.parsers, "powershell", `${line}\n`, (type) => layers.test(type) && !kept.test(type));
  let syntax = read(source);
  const joined = syntax?.broken ? withoutListBlanks(source) : source;
  if (joined !== source) {
    // The places have moved, so all of this text is shown as one.
    run.outer ??= caller.span;
    source = joined;
    syntax = read(source);
  }
  if (!syntax || syntax.broken || source.includes(hole)) note(whole, "cannot-be-parsed");
  if (!syntax) return unknownText;
  const scope: Scope = { ...caller.scope, dialect: "powershell", source };
  run.depth++;
  const printed = value(syntax.root, { run, scope }, caller.stdin);
  run.depth--;
  return printed;
}

/**
 * What the grammar does not know: `Name, Id` with a blank after the comma, and `$HOME\x` without quotes.
 * Strings stay as they are.
 */
function withoutListBlanks(text: string): string {
  return text.replace(
    /'(?:[^']|'')*'|"(?:`[\s\S]|[^"`])*"|,[ \t]+|(?<=[\s(,=]|^)\$(?:\w+:)?\w+[\\/][^\s|;&)'"]*/g,
    (part) => {
      if (part.startsWith(",")) return ",";
      return part.startsWith("$") ? `"${part}"` : part;
    },
  );
}

/** Runs a function's body. Parameters are not followed. */
export function callPowerShellFunction(call: Invocation, { body, source }: { body: SyntaxNode; source: string }): Text {
  const name = call.words[0]?.value ?? "";
  if (call.scope.running.has(name)) return unknownText;
  const scope = { ...subScope(call.scope), source, running: new Set([...call.scope.running, name]) };
  return value(body, { run: call.run, scope }, call.stdin);
}

/** Evaluates any node: what it prints, after judging the commands in it. */
function value(node: SyntaxNode, frame: Frame, stdin: Text | undefined): Text {
  const handler = handlers[node.type];
  return handler
    ? handler(node, frame, stdin)
    : joinTexts(namedChildren(node).map((child) => value(child, frame, stdin)));
}

type Handler = (node: SyntaxNode, frame: Frame, stdin: Text | undefined) => Text;

const literal: Handler = (node, frame) => plain(textOf(node, frame.scope.source));

const handlers: Readonly<Record<string, Handler>> = {
  comment: () => plain(""),
  pipeline: runPipeline,
  pipeline_chain: runPipeline,
  command: runCommand,
  string_literal: (node, frame, stdin) => joinTexts(node.children.map((child) => value(child, frame, stdin))),
  verbatim_string_characters: (node, frame) =>
    plain(textOf(node, frame.scope.source).slice(1, -1).replaceAll("''", "'")),
  verbatim_here_string_characters: (node, frame) =>
    plain(textOf(node, frame.scope.source).replace(/^@'\r?\n|\r?\n'@$/g, "")),
  expandable_string_literal: (node, frame) => expandString(node, frame, 1),
  expandable_here_string_literal: (node, frame) => expandString(node, frame, 2),
  integer_literal: literal,
  decimal_integer_literal: literal,
  real_literal: literal,
  generic_token: (node, frame) => token(node, frame),
  variable: (node, frame) => variable(textOf(node, frame.scope.source), frame),
  braced_variable: (node, frame) => variable(textOf(node, frame.scope.source), frame),
  path_command_name: (node, frame) =>
    node.children.some((child) => child.type === "variable")
      ? value(node.children[0] as SyntaxNode, frame, undefined)
      : token(node, frame),
  command_name: (node, frame) => token(node, frame),
  sub_expression: (node, frame, stdin) => joinTexts(namedChildren(node).map((child) => value(child, frame, stdin))),
  script_block_expression: (node, frame, stdin) => runBlock(node, frame, stdin),
  function_statement: (node, frame) => {
    const [name, ...rest] = namedChildren(node);
    const body = rest.at(-1);
    if (name && body)
      frame.scope.functions.set(textOf(name, frame.scope.source).toLowerCase(), {
        body,
        source: frame.scope.source,
        dialect: "powershell",
      });
    return plain("");
  },
  assignment_expression: assign,
  additive_expression: concatenate,
  additive_argument_expression: concatenate,
  format_expression: formatString,
  array_literal_expression: (node, frame, stdin) => {
    const items = namedChildren(node).map((child) => value(child, frame, stdin));
    return marked(items.map((item) => item.value).join(","), items);
  },
  foreach_statement: (node, frame, stdin) => {
    const [loop, ...rest] = namedChildren(node);
    const listed = rest[0] ? value(rest[0], frame, stdin) : unknownText;
    if (loop) frame.scope.variables.set(variableName(textOf(loop, frame.scope.source)), [listed]);
    return joinTexts(rest.slice(1).map((child) => value(child, frame, stdin)));
  },
  invokation_expression: invokeMethod,
  member_access: readMember,
  type_literal: literal,
  member_name: literal,
};

function runPipeline(node: SyntaxNode, frame: Frame, stdin: Text | undefined): Text {
  const chained = node.children.some((child) => child.type === "pipeline_chain_tail");
  let flow = stdin;
  const printed: Text[] = [];
  for (const stage of namedChildren(node)) {
    if (stage.type === "pipeline_chain_tail") continue;
    if (stage.type === "redirections") {
      flow = redirect(namedChildren(stage), flow ?? plain(""), frame, { start: stage.start, end: stage.end });
      continue;
    }
    flow = value(stage, frame, chained ? stdin : flow);
    printed.push(flow);
  }
  return chained ? joinTexts(printed) : (flow ?? plain(""));
}

function runBlock(node: SyntaxNode, frame: Frame, stdin: Text | undefined): Text {
  const scope = subScope(frame.scope);
  const item: Text = stdin ?? unknownText;
  for (const name of ["_", "psitem", "input"]) scope.variables.set(name, [item]);
  return joinTexts(namedChildren(node).map((child) => value(child, { run: frame.run, scope }, stdin)));
}

function runCommand(node: SyntaxNode, frame: Frame, stdin: Text | undefined): Text {
  const span = { start: node.start, end: node.end };
  const words: Word[] = [];
  let blocks: SyntaxNode[] = [];
  const redirects: SyntaxNode[] = [];
  const foreach = node.children.find((child) => child.type === "foreach_command");
  const parts = foreach
    ? [...foreach.children]
    : node.children.flatMap((child) => (child.type === "command_elements" ? child.children : [child]));
  if (foreach) words.push(word("ForEach-Object", span));
  let invokes = "";
  for (const part of parts) {
    if (part.type === "command_invokation_operator") invokes = textOf(part, frame.scope.source).trim();
    else if (part.type === "redirection") redirects.push(part);
    else if (part.type === "script_block_expression" || part.type === "script_block") blocks.push(part);
    else if (part.type === "command_argument_sep") joinColon(part, words, frame);
    else if (part.named) addWord(part, words, frame);
  }
  const first = words[0];
  if (first && invokes === "." && /[\\/]|\.ps1$/.test(first.value))
    note({ run: frame.run, span, words }, "runs-unseen-script", { target: first.value });
  const feed =
    /^(?:foreach-object|%|where-object|\?|where|foreach|invoke-command|icm|measure-command|start-job|sajb)$/i.test(
      first?.value ?? "",
    )
      ? stdin
      : undefined;
  const printedByBlocks = blocks.map((block) => runBlock(block, frame, feed));
  if (!first) return joinTexts(printedByBlocks);
  const printed = invoke({ ...frame, words, stdin, span }, invokes);
  blocks = [];
  return redirect(
    redirects,
    printedByBlocks.length > 0 && /^(?:foreach-object|%)$/i.test(first.value) ? joinTexts(printedByBlocks) : printed,
    frame,
    span,
  );
}

function invoke(call: Invocation, operator: string): Text {
  const first = call.words[0] as Word;
  const defined = call.scope.functions.get(first.value.toLowerCase());
  if (defined) return call.run.engine.callFunction(call, defined);
  if (operator === "&" && first.remote) note(call, "runs-remote-code");
  return call.run.engine.invoke(call);
}

/** The grammar takes the colon of `-Name:value` for a separator. */
function joinColon(part: SyntaxNode, words: Word[], frame: Frame): void {
  const last = words.at(-1);
  if (last && textOf(part, frame.scope.source).trim() === ":")
    words[words.length - 1] = { ...last, value: `${last.value}:` };
}

/** `-Name:` and the value after it are one word. */
function addWord(part: SyntaxNode, words: Word[], frame: Frame): void {
  const last = words.at(-1);
  const text =
    part.type === "command_parameter"
      ? plain(withoutTicks(textOf(part, frame.scope.source)))
      : value(part, frame, undefined);
  const span = { start: part.start, end: part.end };
  if (last && /^-\w+:$/.test(last.value))
    words[words.length - 1] = { ...marked(last.value + text.value, [last, text]), span: last.span };
  else
    words.push({ ...text, span, ...(part.type === "generic_token" && /[*?]/.test(text.value) ? { glob: true } : {}) });
}

/** Bare words: back-ticks are dropped, `$x` and `$(…)` inside expand. */
function token(node: SyntaxNode, frame: Frame): Text {
  const text = textOf(node, frame.scope.source);
  if (node.children.some((child) => child.type === "variable" || child.type === "sub_expression"))
    return expandString(node, frame, 0);
  const bare = withoutTicks(text).replace(/^(["'])([\s\S]*)\1$/, "$2");
  return bare.includes("$") ? expandText(bare, frame) : plain(bare);
}

function withoutTicks(text: string): string {
  return text.replace(/`(\r?\n|[\s\S])/g, (_whole, next: string) => (/^\r?\n$/.test(next) ? "" : next));
}

function expandText(text: string, frame: Frame): Text {
  const parts: Text[] = [];
  let at = 0;
  for (const found of text.matchAll(/\$(?:\{([^}]*)\}|((?:env|global|script|local|private|using):)?(\w+))/gi)) {
    parts.push(plain(text.slice(at, found.index)), variable(found[0], frame));
    at = found.index + found[0].length;
  }
  parts.push(plain(text.slice(at)));
  return joinTexts(parts);
}

const ticks: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "0": "\0", e: "\x1b" };

function expandString(node: SyntaxNode, frame: Frame, quotes: number): Text {
  const source = frame.scope.source;
  const parts: Text[] = [];
  const clean = (text: string): Text =>
    plain(text.replace(/`([\s\S])/g, (_whole, next: string) => ticks[next] ?? next).replaceAll('""', '"'));
  let at = node.start + quotes;
  for (const child of namedChildren(node)) {
    if (!/variable|sub_expression/.test(child.type)) continue;
    parts.push(clean(source.slice(at, child.start)), value(child, frame, undefined));
    at = child.end;
  }
  parts.push(clean(source.slice(at, node.end - quotes)));
  return joinTexts(parts);
}

function variableName(written: string): string {
  return written
    .replace(/^[$@]\{?|\}$/g, "")
    .replace(/^(?:global|script|local|private|using|variable):/i, "")
    .toLowerCase();
}

const constants: Readonly<Record<string, string>> = {
  true: "True",
  false: "False",
  null: "",
  pshome: "C:/Windows/System32/WindowsPowerShell/v1.0",
};

function variable(written: string, frame: Frame): Text {
  const name = variableName(written);
  const known = frame.scope.variables.get(name);
  if (known) return known.length === 1 ? (known[0] as Text) : marked(hole, known);
  const { home } = frame.run.place;
  if (name === "home" || name === "env:home" || name === "env:userprofile") return plain(home);
  if (name === "pwd") return frame.scope.cwd ? plain(frame.scope.cwd) : unknownText;
  const folders: Readonly<Record<string, string>> = {
    "env:appdata": `${home}/AppData/Roaming`,
    "env:localappdata": `${home}/AppData/Local`,
    "env:temp": `${home}/AppData/Local/Temp`,
    "env:tmp": `${home}/AppData/Local/Temp`,
    "env:systemroot": "C:/Windows",
    "env:windir": "C:/Windows",
    "env:systemdrive": "C:",
    "env:homedrive": "C:",
    "env:programfiles": "C:/Program Files",
    "env:programdata": "C:/ProgramData",
    "env:public": "C:/Users/Public",
    "env:comspec": "C:/Windows/System32/cmd.exe",
    profile: `${home}/Documents/PowerShell/Microsoft.PowerShell_profile.ps1`,
  };
  const folder = folders[name];
  if (folder !== undefined) return plain(folder);
  if (/^profile\./.test(name)) return plain(folders.profile as string);
  if (Object.hasOwn(constants, name)) return plain(constants[name] as string);
  const environment = /^env:(.*)$/.exec(name)?.[1];
  return environment !== undefined && secretName.test(environment) ? { value: hole, secret: true } : unknownText;
}

function assign(node: SyntaxNode, frame: Frame, stdin: Text | undefined): Text {
  const [left] = namedChildren(node);
  const right = childOf(node, "value");
  const text = right ? value(right, frame, stdin) : unknownText;
  const target = left ? textOf(left, frame.scope.source).trim() : "";
  if (/^\$\{?[\w:]+\}?$/.test(target)) {
    const name = variableName(target);
    const span = { start: node.start, end: node.end };
    const environment = /^env:(.*)$/.exec(name)?.[1];
    if (environment !== undefined)
      judgeAssignment(
        { ...frame, span, stdin: undefined, words: [word(target, span)] },
        environment.toUpperCase(),
        text,
      );
    const appends = /\+=/.test(frame.scope.source.slice(left?.end ?? 0, right?.start ?? 0));
    const before = appends ? (frame.scope.variables.get(name)?.[0] ?? unknownText) : undefined;
    setVariable(frame.scope, name, before ? joinTexts([before, text]) : text);
  } else if (left) value(left, frame, stdin);
  return plain("");
}

function concatenate(node: SyntaxNode, frame: Frame, stdin: Text | undefined): Text {
  const parts = namedChildren(node).map((child) => value(child, frame, stdin));
  const plus = node.children.some((child) => textOf(child, frame.scope.source) === "+");
  return plus ? joinTexts(parts) : marked(hole, parts);
}

/** `"{1}{0}" -f 'a','b'`. */
function formatString(node: SyntaxNode, frame: Frame, stdin: Text | undefined): Text {
  const [format, ...rest] = namedChildren(node).map((child) => value(child, frame, stdin));
  const given = rest.flatMap((text) => text.value.split(","));
  const text = (format?.value ?? hole).replace(
    /\{(\d+)[^}]*\}/g,
    (_whole, index: string) => given[Number(index)] ?? hole,
  );
  return { ...marked(text, [format, ...rest]), decoded: true };
}

const safeMethod =
  /^(?:trim\w*|split|replace|tostring|toupper\w*|tolower\w*|substring|contains|startswith|endswith|indexof|lastindexof|padleft|padright|insert|remove|join|equals|gettype|getenumerator|add\w*|max|min|abs|round|floor|ceiling|pow|sqrt|truncate|format|concat|isnullorempty|isnullorwhitespace|parse|tryparse|newguid|now|count|where|foreach|first|last|sort|reverse|matches|match|ismatch|escape|combine|getfilename\w*|getextension|getdirectoryname|getfullpath|exists|getname|getfolderpath|compareto|getlength|todouble|toint\w*|isdefined|clone|new|op_\w+|subtract|compare|toarray|tochararray|getvalues|range)$/i;

/** `[Type]::Method(…)` and `$object.Method(…)`. */
function invokeMethod(node: SyntaxNode, frame: Frame, stdin: Text | undefined): Text {
  const source = frame.scope.source;
  const span = { start: node.start, end: node.end };
  const children = namedChildren(node);
  const owner = children[0] ? textOf(children[0], source).toLowerCase() : "";
  const target = children[0] && children[0].type !== "type_literal" ? value(children[0], frame, stdin) : undefined;
  const method = (
    children.find((child) => child.type === "member_name")
      ? textOf(children.find((child) => child.type === "member_name") as SyntaxNode, source)
      : ""
  ).toLowerCase();
  const list = children.find((child) => child.type === "argument_list");
  const args = list ? argumentTexts(list, frame, stdin) : [];
  const call: Invocation = { ...frame, words: [word(textOf(node, source), span)], stdin, span };
  const first = args[0];
  if (/^download(?:string|data)|^getstringasync|^openread/.test(method)) {
    note(call, first?.secret ? "sends-secret" : "fetches-network", { target: first?.value ?? "an address" });
    return { value: hole, remote: true };
  }
  if (/^downloadfile/.test(method)) {
    note(call, "fetches-network", { target: first?.value ?? "an address" });
    if (args[1]) {
      addAct(
        frame.run,
        writeAct({ text: args[1].value, cwd: frame.scope.cwd }, undefined, "program", frame.run.place),
        span,
      );
      rememberFile(call, args[1].value, { value: hole, remote: true });
    }
    return unknownText;
  }
  if (/^upload|^send|^post/.test(method))
    return noted(call, args.some((arg) => arg.secret) ? "sends-secret" : "sends-outward");
  if (method === "frombase64string") return decodeBytes(first);
  if (method === "getstring")
    return {
      ...marked((first?.value ?? hole).replaceAll("\0", ""), [first]),
      ...(first?.decoded ? { decoded: true } : {}),
    };
  if (/\[(?:system\.)?io\.(?:file|directory|path)\]/.test(owner)) return judgeFileMethod(call, method, args);
  if (method === "invokescript" || (/scriptblock/.test(owner) && method === "create") || /invokecommand/.test(owner)) {
    if (first) frame.run.engine.evaluate({ ...frame, span, stdin }, first, "powershell");
    return noted(call, first?.remote ? "runs-remote-code" : "hidden-command");
  }
  if (/diagnostics\.process/.test(owner) && method === "start") {
    if (first) frame.run.engine.evaluate({ ...frame, span, stdin }, joinTexts(args, " "), "powershell");
    return noted(call, "opens-program");
  }
  if (/environment\]/.test(owner)) return judgeEnvironment(call, method, args);
  if (/registry/.test(owner)) return noted(call, /get/.test(method) ? "reads-files" : "changes-system");
  if (method === "replace" && target && isKnown(target) && args.length === 2)
    return {
      ...marked(
        target.value.replaceAll(args[0]?.value ?? "", () => args[1]?.value ?? ""),
        [target, ...args],
      ),
      decoded: true,
    };
  if (method === "join" && args.length === 2)
    return marked((args[1]?.value ?? hole).split(",").join(args[0]?.value ?? ""), args);
  if (safeMethod.test(method)) return marked(hole, [target, ...args]);
  if (/^(?:delete|kill|terminate|stop|close\w*|shutdown|format|clear)$/.test(method))
    return noted(
      call,
      method === "kill" || method === "stop"
        ? "ends-processes"
        : method.startsWith("close")
          ? "prints"
          : "deletes-unknown-files",
    );
  return noted(call, target?.remote ? "runs-remote-code" : "hidden-command");
}

function argumentTexts(list: SyntaxNode, frame: Frame, stdin: Text | undefined): Text[] {
  const flatten = (node: SyntaxNode): SyntaxNode[] =>
    /argument_list|argument_expression_list/.test(node.type) ? namedChildren(node).flatMap(flatten) : [node];
  return flatten(list).map((child) => value(child, frame, stdin));
}

function noted(call: Invocation, rule: Parameters<typeof note>[1]): Text {
  note(call, rule, { target: call.words[0]?.value });
  return unknownText;
}

function decodeBytes(text: Text | undefined): Text {
  const bytes = text && isKnown(text) ? bytesOfBase64(text.value) : undefined;
  return { ...marked(bytes ? String.fromCharCode(...bytes.slice(0, 50_000)) : hole, [text]), decoded: true };
}

function judgeFileMethod(call: Invocation, method: string, args: readonly Text[]): Text {
  const use = (text: Text | undefined) => ({ text: text?.value ?? hole, cwd: call.scope.cwd });
  const { place } = call.run;
  if (/^delete/.test(method))
    addAct(call.run, deleteAct(use(args[0]), { recursive: args.length > 1 }, place), call.span);
  else if (/^(?:write|append|create|copy|move|replace|encrypt|set)/.test(method)) {
    for (const arg of /^(?:copy|move|replace)/.test(method) ? args.slice(0, 2) : args.slice(0, 1))
      addAct(call.run, writeAct(use(arg), args[1], "program", place), call.span);
  } else if (/^(?:read|open|get|enumerate)/.test(method)) {
    const read = readAct(use(args[0]), place);
    addAct(call.run, read, call.span);
    if (read.rule === "reads-secret") return { value: hole, secret: true };
  }
  return unknownText;
}

function judgeEnvironment(call: Invocation, method: string, args: readonly Text[]): Text {
  if (/^set/.test(method)) return noted(call, args.length > 2 ? "leaves-something-running" : "sets-acting-variable");
  if (/variables$/.test(method)) return noted(call, "lists-environment");
  const name = args[0]?.value ?? "";
  return secretName.test(name) ? { value: hole, secret: true } : unknownText;
}

function readMember(node: SyntaxNode, frame: Frame, stdin: Text | undefined): Text {
  const [owner] = namedChildren(node);
  const text = owner ? value(owner, frame, stdin) : unknownText;
  const name = textOf(node, frame.scope.source).split(".").at(-1)?.toLowerCase();
  return name === "fullname" || name === "name" || name === "path" || name === "content" || name === "pspath"
    ? text
    : marked(hole, [text]);
}

function redirect(
  nodes: readonly SyntaxNode[],
  printed: Text,
  frame: Frame,
  span: { start: number; end: number },
): Text {
  let left = printed;
  for (const node of nodes) {
    const target = node.children.find((child) => child.type === "redirected_file_name");
    const operator = textOf(node, frame.scope.source).replace(/\s.*$/s, "");
    if (!target) continue;
    const file = joinTexts(
      namedChildren(target)
        .filter((child) => child.type !== "command_argument_sep")
        .map((child) => value(child, frame, undefined)),
    );
    if (file.value === "") continue;
    const standard = !/^[2-6]/.test(operator);
    const content = standard && !operator.includes(">>") ? printed : undefined;
    addAct(
      frame.run,
      writeAct({ text: file.value, cwd: frame.scope.cwd }, standard ? printed : undefined, "program", frame.run.place),
      span,
    );
    rememberFile({ ...frame }, file.value, content ?? unknownText, operator.includes(">>"));
    if (standard) left = plain("");
  }
  return left;
}
