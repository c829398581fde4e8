import { readCsharp } from "../code/csharp.ts";
import { readGo } from "../code/go.ts";
import { readJava } from "../code/java.ts";
import { readRust } from "../code/rust.ts";
import type { CompiledIndex, CompiledLanguage } from "./compiledProject.ts";
import { folderOf } from "./sources.ts";

/** Files named after the class, that of an implementation before that of its interface; nearest to the folder first. */
function byClass(names: readonly string[], folder: string, index: CompiledIndex): string[] {
  const common = (path: string) => {
    let length = 0;
    while (length < folder.length && folder[length] === path[length]) length++;
    return length;
  };
  return names.flatMap((name) => [...index.named(name)].sort((a, b) => common(b) - common(a)).slice(0, 3));
}

export const csharpFiles: CompiledLanguage = {
  grammar: "c-sharp",
  extension: ".cs",
  read: readCsharp,
  candidates: (name, folder, index) => byClass([implementation(name)], folder, index),
  declarations: /\b(?:class|record|struct)\s+(\w+)/g,
  declared: implementation,
  isAnywhere: true,
  inParts: /\bpartial\s+(?:class|record|struct)\s+(\w+)/g,
  keeps: {
    pattern:
      /\b(?:class|record|struct)\s+(\w+)(?:<[^<>{};]*>)?(?:\([^(){};]*(?:\([^(){};]*\)[^(){};]*)*\))?\s*:\s*([^{};]+)/g,
    read: ([, type = "", bases = ""]) => [type, typeNames(bases.split(/\bwhere\b/)[0] ?? "")],
  },
};

/** `IMail` is an interface, and `Mail` the class that is most likely behind it. */
function implementation(name: string): string {
  return /^I[A-Z]/.test(name) ? name.slice(1) : name;
}

/** The names in a list of types, without what they are made of. */
function typeNames(list: string): string[] {
  let plain = list;
  for (let before = ""; before !== plain; ) {
    before = plain;
    plain = plain.replace(/<[^<>]*>|\([^()]*\)/g, "");
  }
  return plain.split(",").flatMap((one) => /(\w+)\s*$/.exec(one.trim())?.[1] ?? []);
}

export const javaFiles: CompiledLanguage = {
  grammar: "java",
  extension: ".java",
  read: readJava,
  candidates: (name, folder, index) => byClass([name], folder, index),
  implementations: (name) => (/^[A-Z]\w*$/.test(name) ? [`${name}Impl`, `Default${name}`] : []),
  declarations: /\b(?:class|record|enum|interface)\s+(\w+)/g,
  keeps: {
    pattern: /\b(?:class|record)\s+(\w+)[^{};]*?\bimplements\s+([^{};]+)/g,
    read: ([, type = "", bases = ""]) => [type, typeNames(bases)],
  },
  isPartOf: (path, text, module) =>
    folderOf(path).endsWith(`${module.replaceAll(".", "/")}/`) ||
    /(?:^|\.)[A-Z]/.test(module) ||
    new RegExp(`^\\s*package\\s+${module.replaceAll(".", "\\.")}\\s*;`, "m").test(text),
};

/** `T.method` asks for a method of a type of the package, another name for a declaration at the top. */
export const goFiles: CompiledLanguage = {
  grammar: "go",
  extension: ".go",
  read: readGo,
  candidates: (_name, folder, index) => index.inFolder(folder).filter((path) => !path.endsWith("_test.go")),
  declarations:
    /^(?:func\s*\(\s*\w*\s*\*?(\w+)(?:\[[^\]]*\])?\)\s*(\w+)\s*\(|(?:func|type|var|const)\s+(\w+)|\t(\w+)\s+(?:=|struct\b|interface\b))/gm,
  packageFolder(module, index) {
    const parts = module.split("/");
    if (!parts[0]?.includes(".")) return undefined;
    for (let from = 1; from < parts.length; from++) {
      const folder = `${parts.slice(from).join("/")}/`;
      if (index.inFolder(folder).length > 0) return folder;
    }
    return undefined;
  },
};

export const rustFiles: CompiledLanguage = {
  grammar: "rust",
  extension: ".rs",
  read: readRust,
  keeps: {
    pattern: /^\s*impl\b(?:<[^{};]*?>)?\s+(?:\w+::)*(\w+)(?:<[^{};]*?>)?\s+for\s+(?:\w+::)*(\w+)/gm,
    read: ([, trait = "", type = ""]) => [type, [trait]],
  },
  candidates(_name, folder, index) {
    const source = /^(.*?(?:^|\/)src\/)/.exec(folder)?.[1] ?? folder;
    return index.below(source);
  },
  declarations: /\b(?:struct|enum|fn|const|static|type)\s+(\w+)/g,
  packages: {
    manifest: /(?:^|\/)Cargo\.toml$/,
    // `[package] name = "redis-cloud"` is named `redis_cloud` in code, and `[lib] name` as it stands.
    names: (text) =>
      [...text.matchAll(/^\s*\[(?:package|lib)\]([^[]*)/gm)].flatMap(([, body = ""]) =>
        [...body.matchAll(/^\s*name\s*=\s*"([\w-]+)"/gm)].map(([, name = ""]) => name.replaceAll("-", "_")),
      ),
  },
  moduleFiles: (name, folder, index) =>
    rustFiles
      .candidates(name, folder, index)
      .filter((path) => path.endsWith(`/${name}.rs`) || path.endsWith(`/${name}/mod.rs`)),
};
