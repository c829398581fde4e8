/** What the tests about the repository itself read. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

export function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** Files below a folder that end so, relative to the root with forward slashes, sorted. */
export function filesBelow(folder: string, ending = ""): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !path.includes("node_modules/"))
    .sort();
}

interface Command {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
  readonly icon?: string;
}

interface MenuItem {
  readonly command: string;
  readonly when?: string;
}

interface View {
  readonly id: string;
  readonly name: string;
  readonly icon?: string;
}

interface Setting {
  readonly type: string;
  readonly default: unknown;
  readonly scope?: string;
  readonly markdownDescription?: string;
}

interface Walkthrough {
  readonly id: string;
  readonly steps: readonly {
    readonly id: string;
    readonly completionEvents: readonly string[];
    readonly media: { readonly svg: string; readonly altText: string };
  }[];
}

export interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly icon: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly capabilities: Readonly<
    Record<string, { supported: string; description: string; restrictedConfigurations?: string[] }>
  >;
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Setting>> }[];
    readonly views: Readonly<Record<string, readonly View[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string; readonly when: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly walkthroughs: readonly Walkthrough[];
    readonly languages: readonly { readonly id: string; readonly filenames: readonly string[] }[];
    readonly grammars: readonly { readonly language?: string; readonly scopeName: string; readonly path: string }[];
    readonly chatPlugins: readonly { readonly path: string }[];
    readonly languageModelTools: readonly { readonly name: string }[];
  };
}

export const manifestText = read("package.json");
export const manifest = JSON.parse(manifestText) as Manifest;
