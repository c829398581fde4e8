import type { Span } from "../../model/span.ts";
import { Notes, unknown } from "../../notes.ts";
import {
  type Binding,
  type Call,
  type ClassCode,
  type Code,
  type Entry,
  type FunctionCode,
  type Link,
  type Name,
  type Scope,
  walk,
  wholeModule,
} from "./code.ts";
import { keptRunner } from "./keptRunners.ts";
import { storedFor } from "./stored.ts";
import { madeFunction, type Resolving } from "./wrapped.ts";

/** Most steps from a name to what it stands for: real chains take two or three, cycles take this many. */
const maxSteps = 24;

/** Longest text that is put together from parts, so that constants built of constants stay small. */
const maxText = 20_000;

/** Answers one question about an expression; `steps` bounds how far names are followed. */
export type Resolver<V> = (code: Code | undefined, steps?: number) => V;

/**
 * Remembers the answer for each node, so that code which refers to the same part from many places costs it once.
 * A node that is asked for while it is being answered, as in a cycle, gets `pending`.
 */
export function remembered<V>(pending: V, answer: (code: Code, steps: number) => V): Resolver<V> {
  const known = new Notes<V>();
  return (code, steps = maxSteps) => {
    if (!code || steps <= 0) return pending;
    const before = known.of(code);
    if (before !== unknown) return before;
    known.note(code, pending);
    const own = answer(code, steps);
    known.note(code, own);
    return own;
  };
}

/** What a name is bound to in its scope. */
export function lookup(scope: Scope | undefined, name: string): Binding | undefined {
  for (let at = scope; at; at = at.parent) {
    const binding = at.bindings.get(name);
    if (binding) return binding;
    if (at.stars && at.stars.length > 0) return starred(at, name);
  }
  return undefined;
}

/** What `from tools import *` brings. */
function starred({ stars = [], link }: Scope, name: string): Binding | undefined {
  for (const module of stars) {
    const found = link?.(module, name);
    if (found) return found;
  }
  return undefined;
}

/** The class whose instance `this` or `self` is at this scope. */
export function ownerOf(scope: Scope | undefined): ClassCode | undefined {
  for (let at = scope; at; at = at.parent) if (at.owner) return at.owner;
  return undefined;
}

/**
 * Follows names, members of same-file objects and classes, and enum members to the expression they stand for.
 * Answers the code itself when there is nothing to follow.
 */
export function resolveValue(code: Code, steps = maxSteps): Code {
  const isFollowed = code.kind === "name" || code.kind === "member" || code.kind === "call";
  return isFollowed ? (followed(code, steps) ?? code) : code;
}

type Import = Extract<Binding, { kind: "import" }>;

const links = new WeakMap<Import, { readonly target: Binding | undefined }>();

/** What a binding stands for when imports are followed into the files of the project. */
export function real(binding: Binding | undefined, steps: number): Binding | undefined {
  let at = binding;
  for (let left = steps; at?.kind === "import" && at.link && left > 0; left--) {
    let link = links.get(at);
    if (!link) {
      link = { target: at.link(at.module, at.imported) };
      links.set(at, link);
    }
    if (!link.target) return at;
    at = link.target;
  }
  return at;
}

const followed: Resolver<Code | undefined> = remembered<Code | undefined>(undefined, (code, steps) => {
  if (code.kind === "name") {
    const binding = real(lookup(code.scope, code.name), steps);
    return binding?.kind === "value" && binding.value ? resolveValue(binding.value, steps - 1) : code;
  }
  if (code.kind === "call") return requiredModule(code, steps) ?? code;
  if (code.kind !== "member") return code;
  const own = memberBinding(code, steps - 1);
  if (own?.kind === "value" && own.value) return resolveValue(own.value, steps - 1);
  const kept = code.property === "lifespan_context" ? lifespanContext(code) : undefined;
  if (kept) return resolveValue(kept, steps - 1);
  const object = resolveValue(code.object, steps - 1);
  // `Names.RUN.value` of a Python enum is what the member was set to.
  if (code.property === "value" && object.kind === "literal" && code.object.kind === "member") return object;
  const holds = object.kind === "object" || (object.kind === "call" && answersObject(object, steps - 1));
  const entry = holds ? entriesOf(object, steps - 1).get(code.property) : undefined;
  const runs =
    entry?.value ?? (object.kind === "call" ? keptRunner(object, code.property, resolvingFor(steps - 1)) : undefined);
  return runs ? resolveValue(runs, steps - 1) : code;
});

const lifespans = new WeakMap<Scope, Code | undefined>();

/** `ctx.request_context.lifespan_context`: what the lifespan of the server that a Python file names gives to its tools. */
function lifespanContext(code: Code): Code | undefined {
  let root = rootName(code)?.scope;
  while (root?.parent) root = root.parent;
  if (!root) return undefined;
  if (!lifespans.has(root)) {
    lifespans.set(root, undefined);
    const given = [...root.bindings].flatMap(([name, binding]) => {
      const value = /mcp|server|app/i.test(name) ? real(binding, maxSteps) : undefined;
      const made = value?.kind === "value" && value.value ? resolveValue(value.value) : undefined;
      const maker = made?.kind === "call" ? functionOf(keyword(made, "lifespan")) : undefined;
      return maker ? yieldsOf(maker) : [];
    });
    lifespans.set(root, given[0]);
  }
  return lifespans.get(root);
}

function keyword({ args }: Call, key: string): Code | undefined {
  const found = args.find((arg) => arg.kind === "entry" && arg.key === key);
  return found?.kind === "entry" ? found.value : undefined;
}

/** `services()` of a helper that answers `{ mail: new Mail() }`, made at once or kept. */
function answersObject(call: Call, steps: number): boolean {
  const helper = steps > 0 ? functionOf(call.callee, steps - 1) : undefined;
  return helper !== undefined && helper.span !== call.span && returnsOf(helper).length > 0;
}

/** `require("./x")` and `import("./x")` of a file of the project. */
function requiredModule(code: Call, steps: number): Code | undefined {
  const { callee } = code;
  if (callee.kind !== "name" || !/^(?:require|import)$/.test(callee.name)) return undefined;
  const module = code.args[0]?.kind === "literal" ? String(code.args[0].value) : undefined;
  const link = module === undefined ? undefined : linkOf(callee.scope);
  const binding = link && real({ kind: "import", module: module as string, imported: wholeModule, link }, steps);
  return binding?.kind === "value" ? binding.value : undefined;
}

/** How imports are followed from the file of a scope. */
function linkOf(scope: Scope): Link | undefined {
  let root = scope;
  while (root.parent) root = root.parent;
  return root.link;
}

/** The member of a class of this project that `this.x`, `self.x` or `instance.x` names. */
export function memberBinding(code: Code & { kind: "member" }, steps: number): Binding | undefined {
  if (steps <= 0) return undefined;
  if (code.object.kind === "name" && /^(this|self|cls)$/.test(code.object.name)) {
    return real(memberOf(ownerOf(code.object.scope), code.property, steps - 1), steps);
  }
  const receiver: Code = code.object;
  if (isSuper(receiver)) return real(inherited(receiver, code.property, steps - 1), steps);
  const object = resolveValue(code.object, steps - 1);
  if (object.kind === "module") return real(object.member(code.property), steps);
  if (object.kind === "class") return real(memberOf(object, code.property, steps - 1), steps);
  // In Rust a field may be called as a method of the same type is.
  const field = object.kind === "function" && code.object.kind === "member" ? code.object : object;
  const typed = field.kind === "name" || field.kind === "member" ? typeOf(field, steps - 1) : undefined;
  if (typed?.contract) return ofContract(typed, code, steps);
  if (typed) {
    const own = real(implementedIn(typed, code, steps) ?? memberOf(typed, code.property, steps - 1), steps);
    const keeper = own?.kind === "value" && own.value?.kind === "function" ? ownerOf(bodyScope(own.value)) : undefined;
    return keeper && keeper !== typed && passesOn(code, keeper) ? undefined : own;
  }
  const made =
    object.kind === "call"
      ? madeClass(object, steps - 1)
      : object.kind === "function" && isProperty(object)
        ? answeredClass(object, steps - 1)
        : undefined;
  const isPath = code.object.kind === "name" || code.object.kind === "member";
  const declared = made ?? (isPath ? typeOf(code.object, steps - 1) : undefined);
  if (declared?.contract) return ofContract(declared, code, steps);
  return declared && real(memberOf(declared, code.property, steps - 1), steps);
}

const implementors = new WeakMap<ClassCode, ClassCode | undefined>();

/** The method of the one class of the file that implements an interface, which itself says nothing of it. */
function implementedIn(typed: ClassCode, code: Code & { kind: "member" }, steps: number): Binding | undefined {
  const declared = typed.members.get(code.property);
  const method = declared?.kind === "value" && declared.value?.kind === "function" ? declared.value : undefined;
  const root = method && isLeftOpen(method) ? rootName(code) : undefined;
  const keeper = root && implementorOf(typed, root.scope, steps);
  return keeper && keeper !== typed && !passesOn(code, keeper) ? memberOf(keeper, code.property, steps - 1) : undefined;
}

/** The scope in which the parts of a function's body stand. */
function bodyScope({ body, params }: FunctionCode): Scope | undefined {
  let found: Scope | undefined;
  walk(body.length > 0 ? body : params.flatMap(({ type }) => type ?? []), (part) => {
    if (part.kind === "name") found ??= part.scope;
    return found === undefined;
  });
  return found;
}

/** True where what keeps an interface asks a field that is declared as it: that holds another one. */
function passesOn({ object }: Code & { kind: "member" }, keeper: ClassCode): boolean {
  return object.kind === "member" && keeper === ownerOf(rootName(object)?.scope);
}

/** A method of an interface, or one of Python that is marked as such or only says that it is not there. */
function isLeftOpen({ body, decorators }: FunctionCode): boolean {
  if (body.length === 0 || decorators.some((mark) => /(?:^|\.)abstractmethod$/.test(writtenName(mark)))) return true;
  return body.length === 1 && body[0]?.kind === "exit" && /NotImplemented/.test(thrown(body[0].value));
}

function thrown(value: Code | undefined): string {
  return value ? writtenName(value) : "";
}

/** A member of an interface: of the class that keeps it, or of the type that it is declared as. */
function ofContract(typed: ClassCode, code: Code & { kind: "member" }, steps: number): Binding | undefined {
  if (steps <= 0) return undefined;
  const declared = memberOf(typed, code.property, steps - 1);
  const type = declared?.kind === "value" && !declared.value ? declared.type : undefined;
  if (declared && !(type && isFunctionType(type))) return real(declared, steps);
  for (const one of contractsOf(typed, steps)) {
    const keeper = implementorOf(one, rootName(code)?.scope, steps);
    const found = keeper && !passesOn(code, keeper) && memberOf(keeper, code.property, steps - 1);
    if (found) return real(found, steps);
  }
  return undefined;
}

function isFunctionType(type: Code): boolean {
  return type.kind === "class" && type.contract !== undefined && type.name === undefined && isBare(type);
}

function isBare({ members, bases }: ClassCode): boolean {
  return members.size === 0 && bases.length === 0;
}

/** An interface with those that it extends. */
function contractsOf(typed: ClassCode, steps: number): ClassCode[] {
  if (steps <= 0 || !typed.contract) return [];
  const bases = typed.bases.flatMap((base) => {
    const parent = resolveValue(base, steps - 1);
    return parent.kind === "class" && parent !== typed ? contractsOf(parent, steps - 4) : [];
  });
  return [typed, ...bases];
}

/** `client` of `client.issues().list()`. */
export function rootName(code: Code): Name | undefined {
  let root: Code = code;
  while (root.kind === "member" || root.kind === "call") root = root.kind === "member" ? root.object : root.callee;
  return root.kind === "name" ? root : undefined;
}

/** The scope in which a base is named, which is that of the class. */
function scopeOf(base: Code): Scope | undefined {
  const named = base.kind === "group" ? base.parts[0] : base;
  return named && rootName(named)?.scope;
}

/** The one class that keeps an interface: of this file, of the file of the interface, or of the project around that. */
function implementorOf(typed: ClassCode, from: Scope | undefined, steps: number): ClassCode | undefined {
  if (!implementors.has(typed)) {
    implementors.set(typed, undefined);
    const own = typed.contract?.scope;
    implementors.set(typed, keeperIn(typed, from, steps) ?? keeperIn(typed, own, steps) ?? keeperAround(typed, steps));
  }
  return implementors.get(typed);
}

function keeperIn(typed: ClassCode, from: Scope | undefined, steps: number): ClassCode | undefined {
  let scope = from;
  while (scope?.parent) scope = scope.parent;
  const found = [...(scope?.bindings.values() ?? [])].flatMap((binding) => {
    const own = binding.kind === "value" && binding.value?.kind === "class" ? binding.value : undefined;
    const isOne = own?.bases.some((base) => base.kind !== "entry" && resolveValue(base, steps - 1) === typed);
    return own && isOne && !own.contract ? [own] : [];
  });
  return found.length === 1 ? found[0] : undefined;
}

function keeperAround({ name, contract, bases }: ClassCode, steps: number): ClassCode | undefined {
  const scope = contract ? contract.scope : bases[0] && scopeOf(bases[0]);
  const link = name === undefined || !scope ? undefined : linkOf(scope);
  const found = link && name !== undefined ? real(link(keepersOf, name), steps) : undefined;
  return found?.kind === "value" && found.value?.kind === "class" ? found.value : undefined;
}

/** `super`, `super()` and C#'s `base`. */
function isSuper(code: Code): code is Name | Call {
  const name = code.kind === "call" ? code.callee : code;
  return name.kind === "name" && /^(?:super|base)$/.test(name.name) && !lookup(name.scope, name.name);
}

function inherited(code: Name | Call, property: string, steps: number): Binding | undefined {
  const name = code.kind === "call" ? code.callee : code;
  const owner = name.kind === "name" ? ownerOf(name.scope) : undefined;
  for (const base of owner?.bases ?? []) {
    const parent = resolveValue(base, steps - 1);
    const found = parent.kind === "class" && parent !== owner ? memberOf(parent, property, steps - 1) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Asked for as a module, it gives the one class of the project that keeps the interface of a name. */
export const keepersOf = "\0implements";

/** The class of the project that a call makes an instance of, itself or in a helper. */
function madeClass(call: Call, steps: number): ClassCode | undefined {
  if (steps <= 0) return undefined;
  const maker = ownType(resolveValue(withoutTypeArguments(call.callee), steps - 1));
  if (maker.kind === "class") return maker;
  // `new (await getApi())()`: a class that a helper gives.
  if (maker.kind === "call" && call.construct) {
    const helper = functionOf(maker.callee, steps - 1);
    const given = (helper ? returnsOf(helper) : []).map((returned) => resolveValue(returned, steps - 1));
    return given.find((one) => one.kind === "class");
  }
  if (maker.kind === "function") return answeredClass(maker, steps, call);
  return guardedClass(maker, steps) ?? answeredByType(maker, steps);
}

/** What a function answers of which only the type is known: `clientFactory: () => Client`, a method of an interface. */
function answeredByType(maker: Code, steps: number): ClassCode | undefined {
  if (steps <= 0 || (maker.kind !== "name" && maker.kind !== "member")) return undefined;
  const type = maker.kind === "name" ? typeOf(maker, steps - 1) : declaredMethod(maker, steps - 1);
  return classOf(type?.contract?.answers, steps - 1);
}

function declaredMethod(code: Code & { kind: "member" }, steps: number): ClassCode | undefined {
  const { object } = code;
  const owner = object.kind === "name" || object.kind === "member" ? typeOf(object, steps - 1) : undefined;
  const own = owner?.contract && memberOf(owner, code.property, steps - 1);
  return own && own.kind !== "import" ? classOf(own.type, steps - 1) : undefined;
}

/** Methods of Rust's locks, cells and options that give the value itself. */
const guards =
  /^(?:(?:blocking_|try_)?(?:read|write|lock|borrow|borrow_mut)|clone|as_ref|as_mut|as_deref|unwrap|expect|deref|to_owned)$/;

/** True for such a call: it does nothing by itself. */
export function isGuard({ callee, args }: Call): boolean {
  return args.length === 0 && callee.kind === "member" && guards.test(callee.property);
}

/** `self.cache.read().await` is the cache, where what it is has no such method of its own. */
function guardedClass(maker: Code, steps: number): ClassCode | undefined {
  if (maker.kind !== "member" || !guards.test(maker.property)) return undefined;
  const object = resolveValue(maker.object, steps - 1);
  if (object.kind === "call") return madeClass(object, steps - 1);
  return object.kind === "name" || object.kind === "member" ? typeOf(object, steps - 1) : undefined;
}

/** A method of Python that is read like a field. */
export function isProperty({ decorators }: FunctionCode): boolean {
  return decorators.some((mark) => /(?:^|\.)(?:\w*cached_?)?property(?:\(\))?$/.test(writtenName(mark)));
}

/** The class of the project that a function makes or is declared to answer. */
function answeredClass(maker: FunctionCode, steps: number, call?: Call): ClassCode | undefined {
  if (steps <= 0) return undefined;
  for (const returned of answersOf(maker)) {
    const answer = firstAnswer(returned);
    for (const value of eitherOf(resolveValue(storedFor(answer, maker) ?? answer, steps - 1))) {
      const made = value.kind === "call" && value !== call ? madeClass(value, steps - 4) : undefined;
      if (made) return made;
    }
  }
  return classOf(maker.answers, steps);
}

/** `Self { … }` of Rust, which is read as `self`. */
function ownType(code: Code): Code {
  return code.kind === "name" && code.name === "self" ? (ownerOf(code.scope) ?? code) : code;
}

/** `Store.one ??= new Store()` is either. */
function eitherOf(code: Code): readonly Code[] {
  if (code.kind === "group" && /^(?:\?\?|\|\||or)?=?$/.test(code.operator ?? "")) return code.parts;
  return code.kind === "declaration" && code.value ? [code.value] : [code];
}

/** `Agent[Deps, Result](…)` makes an `Agent`. */
export function withoutTypeArguments(callee: Code): Code {
  const isClass = callee.kind === "member" && callee.index && /(?:^|\.)[A-Z]\w*$/.test(writtenName(callee.object));
  return isClass ? callee.object : callee;
}

/** Of several answers at once, as in Go, the first is the value and the rest is an error; `Ok(x)` of Rust is x. */
export function firstAnswer(code: Code): Code {
  if (code.kind === "call" && code.callee.kind === "name" && /^(?:Ok|Some)$/.test(code.callee.name))
    return code.args[0] ?? code;
  return code.kind === "list" && code.items[0] ? code.items[0] : code;
}

/** A member of a class or of what it extends. */
export function memberOf(owner: ClassCode | undefined, property: string, steps = maxSteps): Binding | undefined {
  if (!owner || steps <= 0) return undefined;
  const own = owner.members.get(property);
  if (own) return own;
  for (const base of owner.bases) {
    const parent = resolveValue(base, steps - 1);
    const found = parent.kind === "class" && parent !== owner ? memberOf(parent, property, steps - 4) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** The class of the project that a parameter or field is declared as. */
function typeOf(code: Code & { kind: "name" | "member" }, steps: number): ClassCode | undefined {
  if (steps <= 0) return undefined;
  const binding = code.kind === "name" ? real(lookup(code.scope, code.name), steps) : memberBinding(code, steps - 1);
  if (!binding && code.kind === "member") return heldClass(code, steps);
  return !binding || binding.kind === "import" ? undefined : classOf(binding.type, steps);
}

/** `ctx.deps`, `wrapper.context`: what the context of a library holds, by the type between its brackets. */
function heldClass({ object, property }: Code & { kind: "member" }, steps: number): ClassCode | undefined {
  if (object.kind !== "name" || !/^(?:deps|context)$/.test(property)) return undefined;
  const binding = lookup(object.scope, object.name);
  return binding?.kind === "parameter" && binding.holds ? classOf(binding.holds, steps - 1) : undefined;
}

/** The class that a written type names, through other names for it and members of other types. */
function classOf(written: Code | undefined, steps: number): ClassCode | undefined {
  if (!written || steps <= 0) return undefined;
  const type = ownType(resolveValue(written, steps - 1));
  if (type.kind === "class") return type.contract?.alias ? classOf(type.contract.alias, steps - 1) : type;
  if (type.kind === "call") return madeClass(type, steps - 1);
  const named = type.kind === "member" ? fieldType(type, steps - 1) : undefined;
  return named && classOf(named, steps - 1);
}

/** The type of a field of a type: what a parameter that is taken apart gives a name. */
export function fieldType(code: Code & { kind: "member" }, steps: number): Code | undefined {
  const owner = code.object.kind === "class" ? code.object : classOf(code.object, steps - 1);
  const own = owner && memberOf(owner, code.property, steps - 1);
  return own && own.kind !== "import" ? own.type : undefined;
}

/** The text of a string, a constant, an enum member, a sum or a template of such. */
export const stringOf: Resolver<string | undefined> = remembered<string | undefined>(undefined, (code, steps) => {
  const value = resolveValue(code, steps);
  if (value.kind === "literal") return typeof value.value === "string" ? value.value : undefined;
  if (value.kind === "template") {
    const holes = value.holes.map((hole) => stringOf(hole, steps - 1));
    if (holes.some((hole) => hole === undefined)) return undefined;
    return short(value.texts.map((text, index) => text + (holes[index] ?? "")).join(""));
  }
  if (value.kind === "group" && value.operator === "+") {
    const texts = value.parts.map((part) => stringOf(part, steps - 1));
    return texts.every((text) => text !== undefined) ? short(texts.join("")) : undefined;
  }
  return undefined;
});

function short(text: string): string | undefined {
  return text.length <= maxText ? text : undefined;
}

/** As much of a string as is written out: computed parts are left out. For looking at commands, queries and addresses. */
export const visibleText: Resolver<string> = remembered<string>("", (code, steps) => {
  const value = resolveValue(code, steps);
  const join = (texts: readonly string[]) => texts.join(" ").slice(0, maxText);
  if (value.kind === "literal") return typeof value.value === "string" ? value.value : "";
  if (value.kind === "template") {
    return join(value.texts.map((text, index) => text + visibleText(value.holes[index], steps - 1)));
  }
  if (value.kind === "group" && value.operator === "+")
    return join(value.parts.map((part) => visibleText(part, steps - 1)));
  if (value.kind === "list") return join(value.items.map((item) => visibleText(item, steps - 1)));
  return "";
});

/**
 * Properties of an object literal, or keyword arguments of a call, with spreads followed; the later key wins.
 * Computed keys that resolve to a string count by that string.
 */
export const entriesOf: Resolver<ReadonlyMap<string, Entry>> = remembered<ReadonlyMap<string, Entry>>(
  new Map(),
  (code, steps) => {
    const found = new Map<string, Entry>();
    const value = resolveValue(code, steps);
    const isCall = value.kind === "call";
    const local = isCall ? functionOf(value.callee, steps - 1) : undefined;
    // What a helper of this file returns stands for the call.
    if (local) return entriesOf(returnsOf(local)[0], steps - 1);
    const entries = value.kind === "object" ? value.entries : isCall ? value.args : [];
    for (const entry of entries) {
      if (entry.kind !== "entry") {
        // `Object.freeze({...})` and helpers that wrap one object.
        if (isCall && value.args.length === 1)
          for (const [key, inner] of entriesOf(entry, steps - 1)) found.set(key, inner);
        continue;
      }
      if (entry.key === undefined) {
        for (const [key, inner] of entriesOf(entry.value, steps - 1)) found.set(key, inner);
        continue;
      }
      const key = entry.computed ? (stringOf(entry.computed, steps - 1) ?? entry.key) : entry.key;
      found.set(key, entry);
    }
    return found;
  },
);

/** A constant boolean. */
export function booleanOf(code: Code | undefined): boolean | undefined {
  const value = code && resolveValue(code);
  return value?.kind === "literal" && typeof value.value === "boolean" ? value.value : undefined;
}

/**
 * The function of this file that an expression stands for: a literal, a name, a method, `fn.bind(x)`,
 * a wrapper around one function, or what a factory of the project returns.
 */
export const functionOf: Resolver<FunctionCode | undefined> = remembered<FunctionCode | undefined>(
  undefined,
  (code, steps) => {
    const value = resolveValue(code, steps);
    if (value.kind === "function") return value;
    if (value.kind !== "call") return undefined;
    if (value.callee.kind === "member" && value.callee.property === "bind")
      return functionOf(value.callee.object, steps - 1);
    // `partial(f, x)` of Python.
    if (value.args[0] && /^(?:functools\.)?partial(?:method)?$/.test(writtenName(value.callee)))
      return functionOf(value.args[0], steps - 1);
    const factory = functionOf(value.callee, steps - 1);
    if (factory && returnsOf(factory).length > 0) return madeFunction(factory, value, resolvingFor(steps - 1));
    // What these answer is made by the function, and is none.
    if (value.callee.kind === "member" && collectionMethods.has(value.callee.property)) return undefined;
    const literals = value.args.filter((arg) => arg.kind === "function");
    if (literals.length > 0 || !wrapping.test(writtenName(value.callee)))
      return literals.length === 1 ? literals[0] : undefined;
    const named = value.args.flatMap((arg) => (arg.kind === "name" ? (functionOf(arg, steps - 1) ?? []) : []));
    return named.length === 1 ? named[0] : undefined;
  },
);

/** What a library calls a function that gives on what it is handed, and more. */
const wrapping =
  /(?:^|[._])(?:with|wrap|safe|guard|secure|protect|catch|trace|measure|instrument|memo|cache|retry|limit|throttle|debounce|once|monitor|track|validate|authenticated|authorized|async_?handler)\w*$/i;

const resolvingFor = (steps: number): Resolving => ({
  functionOf: (code) => functionOf(code, steps),
  entriesOf: (code) => entriesOf(code, steps),
  returnsOf,
  lookup,
});

const collectionMethods: ReadonlySet<string> = new Set(
  "map filter reduce reduceRight flatMap forEach find findLast findIndex some every sort toSorted then catch finally replace replaceAll from".split(
    " ",
  ),
);

/** What a function returns, in source order; nested functions left out. */
export function returnsOf(code: FunctionCode): Code[] {
  const found: Code[] = [];
  walk(code.body, (part) => {
    if (part.kind === "exit" && part.returns && part.value) found.push(part.value);
    return part.kind !== "function" && part.kind !== "class";
  });
  return found;
}

/** What a function gives on the way: what `with` binds of it, where it makes a context. */
function yieldsOf(code: FunctionCode): Code[] {
  const found: Code[] = [];
  walk(code.body, (part) => {
    if (part.kind === "group" && part.operator === "yield" && part.parts[0]) found.push(part.parts[0]);
    return part.kind !== "function" && part.kind !== "class";
  });
  return found;
}

/** What a call of a function stands for: what it returns, or gives while it waits. */
export function answersOf(code: FunctionCode): Code[] {
  const returned = returnsOf(code);
  return returned.length > 0 ? returned : yieldsOf(code);
}

/** The dotted text of an expression as written, for shapes such as `ctx.elicit` whose root is a parameter. */
export function writtenName(code: Code, steps = maxSteps): string {
  if (steps <= 0) return "";
  if (code.kind === "name") return code.name;
  if (code.kind === "member") return `${writtenName(code.object, steps - 1)}.${code.property}`;
  if (code.kind === "call") return `${writtenName(code.callee, steps - 1)}()`;
  return "";
}

/** True when `outer` holds `inner`. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
