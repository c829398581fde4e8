import assert from "node:assert/strict";
import { builtinModules } from "node:module";
import { join, posix } from "node:path";
import { filesBelow, read } from "./repository.ts";

interface Layer {
  readonly folder: string;
  /** Folders below src that may be imported. */
  readonly mayImport: readonly string[];
  readonly packages: readonly string[];
  readonly node: boolean;
}

const parsingLibraries = ["@vscode/tree-sitter-wasm", "jsonc-parser", "yaml", "smol-toml"];
/** What is shown is made by these. */
const displayLibraries = ["diff"];
const apps = ["core", "agents", "protocol", "node"];

/** The layers, lowest first. An import that is not listed is an error. */
const layers: readonly Layer[] = [
  { folder: "core/model", mayImport: ["core/model"], packages: [], node: false },
  { folder: "core", mayImport: ["core"], packages: [...parsingLibraries, ...displayLibraries], node: false },
  { folder: "agents", mayImport: ["core", "agents"], packages: [], node: false },
  { folder: "protocol", mayImport: ["protocol", "core/model"], packages: [], node: false },
  { folder: "node", mayImport: ["node", "protocol", "core"], packages: ["sql-parser-cst"], node: true },
  { folder: "hook", mayImport: ["hook", ...apps], packages: [], node: true },
  { folder: "proxy", mayImport: ["proxy", ...apps], packages: [], node: true },
  { folder: "cli", mayImport: ["cli", ...apps], packages: [], node: true },
  { folder: "vscode", mayImport: ["vscode", ...apps], packages: ["vscode"], node: true },
];

/** Adapters' contract names types of `src/agents`; the OS edge may know those types, and no code of them. */
const typeOnly: Readonly<Record<string, readonly string[]>> = { node: ["agents/agent.ts"] };

interface Import {
  readonly file: string;
  readonly target: string;
  readonly type: boolean;
}

function importsOf(file: string): Import[] {
  const text = read(file).replace(/\/\*[\s\S]*?\*\//g, "");
  const statement = /^\s*(?:import|export)\s+(type\s)?(?:[^"'`;]*?\sfrom\s+)?["']([^"']+)["']/gm;
  const dynamic = /\b(?:import|require)\(\s*["']([^"']+)["']/g;
  return [
    ...[...text.matchAll(statement)].map((match) => ({ file, target: match[2] ?? "", type: match[1] !== undefined })),
    ...[...text.matchAll(dynamic)].map((match) => ({ file, target: match[1] ?? "", type: false })),
  ];
}

function layerOf(path: string): Layer | undefined {
  return layers.find(({ folder }) => path.startsWith(`${folder}/`));
}

function faultOf({ file, target, type }: Import): string | undefined {
  const path = file.replace(/^src\//, "");
  const layer = layerOf(path);
  if (!layer) return `${file} is in no layer`;
  const bare = target.replace(/^node:/, "");
  if (target.startsWith("node:") || builtinModules.includes(bare)) {
    if (!target.startsWith("node:")) return `${file} imports ${target} without "node:"`;
    return layer.node ? undefined : `${file} imports ${target}: ${layer.folder} knows no Node`;
  }
  if (!target.startsWith(".")) {
    const known = layer.packages.some((name) => target === name || target.startsWith(`${name}/`));
    return known ? undefined : `${file} imports ${target}: not a package of ${layer.folder}`;
  }
  const to = posix.normalize(posix.join(posix.dirname(path), target));
  if (to.startsWith("..")) return to.startsWith("../media/") ? undefined : `${file} imports ${target}: outside src`;
  if (!/\.(ts|json)$/.test(to)) return `${file} imports ${target} without its ending`;
  if (type && typeOnly[layer.folder]?.includes(to)) return undefined;
  return layer.mayImport.some((folder) => to.startsWith(`${folder}/`))
    ? undefined
    : `${file} imports ${target}: ${layer.folder} may not import it`;
}

describe("layering", () => {
  const imports = filesBelow("src", ".ts").flatMap(importsOf);

  it("reads the imports of the source", () => assert.ok(imports.length > 100, `only ${imports.length} found`));

  it("holds: core knows no host, only src/vscode imports vscode, apps do not import each other, src never imports test", () => {
    assert.deepEqual(
      imports.map(faultOf).filter((fault) => fault !== undefined),
      [],
    );
  });

  it("would see a core file that imports Node, an app that imports another, and source that imports a test", () => {
    const bad: readonly Import[] = [
      { file: "src/core/review.ts", target: "node:fs", type: false },
      { file: "src/core/review.ts", target: "vscode", type: true },
      { file: "src/vscode/extension.ts", target: "../cli/main.ts", type: false },
      { file: "src/core/review.ts", target: "../../test/support/parsers.ts", type: false },
      { file: "src/core/model/effect.ts", target: "../review.ts", type: false },
    ];
    assert.equal(bad.map(faultOf).filter((fault) => fault !== undefined).length, bad.length);
  });

  it("has no cycles between the files of core", () => {
    const graph = new Map<string, string[]>();
    for (const { file, target, type } of imports) {
      if (type || !file.startsWith("src/core/") || !target.startsWith(".")) continue;
      graph.set(file, [...(graph.get(file) ?? []), join(posix.dirname(file), target)]);
    }
    assert.deepEqual(findCycle(graph), undefined);
  });
});

function findCycle(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const visit = (node: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next, [...way, node]);
      if (cycle) return cycle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const cycle = visit(node, []);
    if (cycle) return cycle;
  }
  return undefined;
}
