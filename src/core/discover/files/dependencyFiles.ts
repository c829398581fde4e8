import { parseJsonc } from "../../parse/jsonc.ts";
import { at, membersOf, textOf } from "../../parse/value.ts";
import type { SettingFact } from "../facts.ts";
import { type Format, fileName } from "../format.ts";

/** Manifests of packages: the libraries of agents that they pin to one version. */
export const dependencyFiles: Format = {
  id: "dependencies",
  isCandidate: (path) =>
    /^(?:package\.json|pyproject\.toml|requirements[\w.-]*\.txt|Directory\.Packages\.props)$|\.(?:csproj|fsproj)$/.test(
      fileName(path),
    ),
  inspect({ path, text }) {
    if (!/semantic.?kernel|mcp|modelcontextprotocol|langchain/i.test(text)) return {};
    return { settings: path.endsWith(".json") ? fromManifest(text) : fromLines(text) };
  },
};

function fromManifest(text: string): SettingFact[] {
  const { value } = parseJsonc(text);
  return ["dependencies", "devDependencies", "optionalDependencies"].flatMap((list) =>
    membersOf(at(value, list)).flatMap(({ key, keySpan, value: version }): SettingFact[] => {
      const pinned = /^\d+(?:\.\d+)*$/.exec(textOf(version) ?? "")?.[0];
      return pinned ? [{ key: `dependency.${key}`, value: pinned, keySpan, valueSpan: version.span }] : [];
    }),
  );
}

/** `name==1.2.3`, also in quotes, and `<PackageReference Include="Name" Version="1.2.3" />`. */
const pins =
  /(?:^|["'])[ \t]*([A-Za-z][\w.-]*)(?:\[[\w, -]*\])?[ \t]*==[ \t]*(\d+(?:\.\d+)*)|<Package(?:Reference|Version)\s+Include="([\w.-]+)"\s+Version="(\d+(?:\.\d+)*)"/gm;

function fromLines(text: string): SettingFact[] {
  return [...text.matchAll(pins)].map((match) => {
    const name = match[1] ?? match[3] ?? "";
    const version = match[2] ?? match[4] ?? "";
    const start = match.index + match[0].indexOf(name);
    const at = match.index + match[0].lastIndexOf(version);
    return {
      key: `dependency.${name.toLowerCase()}`,
      value: version,
      keySpan: { start, end: start + name.length },
      valueSpan: { start: at, end: at + version.length },
    };
  });
}
