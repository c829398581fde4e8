import type { Sources } from "../../parse/project/sources.ts";
import { isTestCode } from "../../suppress/testCode.ts";

/** Code that is named for making tools of a document: `openapi-mcp-server/proxy.ts`, `swagger_to_tools.py`, `tools/openapi.go`. */
const converter =
  /(?:^|\/)(?:[\w-]*(?:open_?-?api|swagger)[\w-]*(?:mcp|tools?)[\w-]*|[\w-]*(?:mcp|tools?)[\w-]*(?:open_?-?api|swagger)[\w-]*)(?:\/|\.(?:[cm]?[jt]sx?|py|go|rs|cs|java|kts?)$)/i;
const code = /\.(?:[cm]?[jt]sx?|py|go|rs|cs|java|kts?)$/;
/** Documents that are there to be looked at. */
const shown =
  /(?:^|\/)(?:tests?|__tests__|fixtures?|examples?|samples?|docs?|testdata|mocks?|generated|node_modules)\//i;

const known = new WeakMap<Sources, boolean>();

/** Whether code of the workspace turns the operations of OpenAPI documents into tools, as its own names say. */
export function servesDocuments(path: string, sources: Sources): boolean {
  if (shown.test(path)) return false;
  let serves = known.get(sources);
  if (serves === undefined) {
    serves = false;
    for (const one of sources.paths()) {
      serves = code.test(one) && converter.test(one) && !isTestCode(one) && !shown.test(one);
      if (serves) break;
    }
    known.set(sources, serves);
  }
  return serves;
}
