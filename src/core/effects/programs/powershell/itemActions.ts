/** What the cmdlets on items do: to files, and to what other providers hold. */
import { writeAct } from "../../access.ts";
import { isSecretFile } from "../../secretFiles.ts";
import {
  collect,
  fileObject,
  itemsOf,
  joined,
  nothing,
  textOfValue,
  unknown,
  type Value,
} from "../../shell/powershell/values.ts";
import { fileText, note, rememberFile, rememberLink } from "../../shell/run.ts";
import { hole, isKnown, marked, plain } from "../../text.ts";
import { outsideWorkspace } from "../perItem.ts";
import { type Bound, flat, previews, runBlocks } from "./cmdlet.ts";
import { usePath } from "./providers.ts";

/** Paths a cmdlet acts on: named, by position, or what the pipeline hands it. */
export function pathsOf(bound: Bound): readonly Value[] {
  const literal = bound.get("literalpath");
  const named = flat([bound.get("path", "filepath"), literal, ...bound.rest]);
  const found = named.length > 0 ? named : itemsOf(bound.stdin).flatMap(lines);
  // A list may name the same file over and over.
  const distinct = [...new Map(found.map((value) => [value.value, value])).values()];
  return distinct.map((value) => ({ ...value, glob: !literal && /[*?[]/.test(value.value) }));
}

function lines(value: Value): readonly Value[] {
  const path = value.entries?.get("fullname") ?? value.entries?.get("path") ?? value;
  return path.value
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => ({ ...path, value: line }));
}

const preview = ({ call }: Bound): Value => {
  note(call, "prints");
  return nothing;
};

export function remove(bound: Bound, use: "delete" | "empty"): Value {
  if (previews(bound)) return preview(bound);
  const paths = pathsOf(bound);
  if (paths.length === 0) note(bound.call, "deletes-unknown-files");
  for (const path of paths) usePath(bound.call, path, use, { recursive: bound.has("recurse") });
  return nothing;
}

function contentOf(bound: Bound): Value | undefined {
  const given = bound.get("value", "inputobject") ?? bound.stdin;
  return given && textOfValue(given, "\n");
}

export function write(bound: Bound): Value {
  if (previews(bound)) return preview(bound);
  runBlocks(bound);
  const { call } = bound;
  const path = bound.get("path", "filepath", "literalpath");
  const name = bound.get("name");
  if (!path && !name) note(call, "writes-unknown-file");
  const appends = bound.has("append") || isNamed(bound, /^(?:add-content|ac)$/i);
  const content = contentOf(bound);
  // Nothing appended empties nothing.
  const put = appends && content?.value === "" ? unknown : content;
  for (const item of path ? itemsOf(path) : [plain(".")]) {
    const full = name ? { ...marked(`${item.value}/${name.value}`, [item, name]) } : item;
    usePath(call, full, "write", { content: put });
    rememberFile(call, full.value, content ?? unknown, appends);
  }
  return isNamed(bound, /^tee/i) ? (bound.stdin ?? unknown) : nothing;
}

function isNamed({ call }: Bound, name: RegExp): boolean {
  return name.test(call.words[0]?.value ?? "");
}

/** A new item; with `-Force` one that is there is replaced by an empty one. */
export function create(bound: Bound): Value {
  const kind = bound.get("itemtype")?.value ?? "";
  const value = bound.get("value");
  const isLink = /link|junction/i.test(kind);
  if (isLink && value && !previews(bound)) judgeLink(bound, value);
  const replaces = bound.has("force") && !/^dir|link|junction/i.test(kind);
  const content = isLink ? undefined : (value ?? (replaces ? { ...nothing, span: bound.call.span } : undefined));
  const written = write({
    ...bound,
    stdin: undefined,
    get: (...names) => (names[0] === "value" ? content : bound.get(...names)),
  });
  const [folder] = pathsOf(bound);
  const name = bound.get("name")?.value;
  const path = [folder?.value, name].filter((part) => part !== undefined).join("\\");
  if (isLink && value && path !== "" && !previews(bound)) rememberLink(bound.call, path, value.value);
  return written;
}

/** A link makes its target writable under another name. */
function judgeLink({ call }: Bound, target: Value): void {
  const written = writeAct({ text: target.value, cwd: call.scope.cwd }, undefined, "program", call.run.place);
  if (written.grade === "deny") usePath(call, target, "write");
}

export function read(bound: Bound): Value {
  const paths = pathsOf(bound);
  if (paths.length === 0) return bound.stdin ?? unknown;
  return collectRead(paths.map((path) => usePath(bound.call, path, "read")));
}

function collectRead(texts: readonly Value[]): Value {
  return texts.length === 1 ? (texts[0] as Value) : marked(hole, texts);
}

/** What is listed goes down the pipeline as paths. */
export function list(bound: Bound): Value {
  const { call } = bound;
  runBlocks(bound);
  const named = pathsOf(bound);
  const filter = flat([bound.get("filter"), bound.get("include")]).map((value) => value.value);
  const roots: readonly Value[] = named.length > 0 ? named : [plain(".")];
  const wanted = filter.some((name) => /[*?]/.test(name) && isSecretFile(`/x${name.replaceAll("*", "")}`));
  const elsewhere = roots.some((root) => isKnown(root) && outsideWorkspace(call, { ...root, span: call.span }));
  // Looking through what is not the workspace's for the files that hold keys.
  if (wanted && elsewhere && bound.has("recurse")) note(call, "reads-secret", { target: filter.join(", ") });
  const found = roots.map((root): Value => {
    const seen = usePath(call, root, "look");
    if (seen.secret) return seen;
    if (root.glob || !isKnown(root)) return fileObject(root);
    const folder = root.value.replace(/[\\/]$/, "");
    const names = filter.length > 0 ? filter : ["*"];
    const below = names.map((name) => fileObject({ ...root, value: `${folder}/${name}`, glob: true }));
    // A name with an extension may be a file, which is then listed itself.
    const mayBeFile = filter.length === 0 && /(?:^|[\\/])[^\\/]*\.[^\\/.]+$/.test(folder);
    return collect(mayBeFile ? [fileObject(root), ...below] : below);
  });
  return collect(found);
}

export function getItem(bound: Bound): Value {
  return collect(
    pathsOf(bound).map((path) => {
      const seen = usePath(bound.call, path, "look");
      return seen.secret ? seen : fileObject(path);
    }),
  );
}

export function look(bound: Bound): Value {
  for (const path of pathsOf(bound)) usePath(bound.call, path, "look");
  return unknown;
}

/** Reads of a property of a registry key or a file. */
export function readProperty(bound: Bound): Value {
  const name = bound.get("name");
  const read = pathsOf(bound).map((path) =>
    usePath(bound.call, path, /^hk|registry/i.test(path.value) ? "read" : "look"),
  );
  return marked(hole, [...read, name]);
}

export function writeProperty(bound: Bound, use: "write" | "delete"): Value {
  if (previews(bound)) return preview(bound);
  const name = bound.get("name");
  const paths = flat([bound.get("path", "literalpath")]);
  for (const path of paths.length > 0 ? paths : itemsOf(bound.stdin)) {
    const isKey = /^(?:microsoft[\w.]*\\)?(?:hk\w+|registry):/i.test(path.value);
    const full = isKey && name ? { ...path, value: `${path.value}\\${name.value}` } : path;
    if (isKey) usePath(bound.call, full, use);
    else note(bound.call, "changes-file-rights", { target: path.value });
  }
  if (paths.length === 0 && !bound.stdin) note(bound.call, "writes-unknown-file");
  return nothing;
}

export function copy(bound: Bound, moves: boolean): Value {
  if (previews(bound)) return preview(bound);
  const { call } = bound;
  const target = bound.get("destination");
  const named = flat([bound.get("path", "literalpath")]);
  const sources = named.length > 0 ? named : itemsOf(bound.stdin);
  const held = joined(sources.map((source) => fileText(call, source.value) ?? usePath(call, source, "read")));
  if (moves) for (const source of sources) usePath(call, source, "write");
  if (bound.get("tosession")) note(call, held.secret ? "sends-secret" : "sends-outward");
  if (bound.get("fromsession")) note(call, "fetches-network");
  if (!target) return nothing;
  usePath(call, target, "write", { content: held.value === "" ? unknown : held });
  if (held.secret || held.remote) rememberFile(call, target.value, held);
  return nothing;
}

export function rename(bound: Bound): Value {
  if (previews(bound)) return preview(bound);
  runBlocks(bound);
  const name = bound.get("newname");
  for (const source of pathsOf({ ...bound, rest: [] })) {
    usePath(bound.call, source, "write");
    if (name && !name.block)
      usePath(bound.call, { ...name, value: source.value.replace(/[^\\/]*$/, "") + name.value }, "write");
  }
  return nothing;
}

export function search(bound: Bound): Value {
  const paths = flat([bound.get("path", "literalpath")]);
  if (paths.length === 0) {
    const fromFiles = itemsOf(bound.stdin).filter((item) => item.type === "file:");
    return fromFiles.length > 0
      ? collectRead(fromFiles.map((file) => usePath(bound.call, file, "read")))
      : marked(hole, [bound.stdin]);
  }
  return collectRead(paths.map((path) => usePath(bound.call, { ...path, glob: /[*?[]/.test(path.value) }, "read")));
}

export function archive(bound: Bound): Value {
  if (previews(bound)) return preview(bound);
  const target = bound.get("destinationpath");
  const sources = pathsOf({ ...bound, rest: [] });
  const held = marked(
    hole,
    sources.map((source) => usePath(bound.call, source, "read")),
  );
  if (target) {
    usePath(bound.call, target, "write", { content: held });
    rememberFile(bound.call, target.value, held);
  } else note(bound.call, "writes-in-workspace");
  return nothing;
}

/** Moves the current folder. */
export function setLocation(bound: Bound): Value {
  const to = bound.get("path", "literalpath");
  const { scope, run } = bound.call;
  if (to) {
    if (/^\\\\/.test(to.value)) usePath(bound.call, to, "look");
    const inside = { text: `${to.value}/x`, cwd: scope.cwd };
    const [path] = isKnown(to) && to.value !== "-" ? writeAct(inside, undefined, "program", run.place).paths : [];
    scope.cwd = path?.replace(/\/x$/, "");
  }
  note(bound.call, "prints");
  return nothing;
}
