import type { Inspection } from "../../src/core/discover/format.ts";
import { isAgentLibrary } from "../../src/core/discover/tools/libraries.ts";
import type { Grammar } from "../../src/core/parse/parsers.ts";
import { createProject } from "../../src/core/parse/project/project.ts";
import { noSources } from "../../src/core/parse/project/sources.ts";
import { testParsers } from "./parsers.ts";

/** What a format may ask, for a document that stands alone. */
export async function testInspection(...grammars: Grammar[]): Promise<Inspection> {
  const parsers = await testParsers(...grammars);
  return { parsers, project: createProject(parsers, isAgentLibrary), sources: noSources };
}
