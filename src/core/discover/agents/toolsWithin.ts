import type { ToolDefinition } from "../../model/definition.ts";
import type { Code } from "../../parse/code/code.ts";
import type { Discovery } from "../context.ts";
import { discoverAiSdk } from "../ecmascript/aiSdk.ts";
import { discoverMakers } from "../ecmascript/makerTools.ts";
import { discoverPythonTools } from "../python/pythonTools.ts";

/** The tools of libraries that some code of a file, or of another, makes. */
export function toolsWithin(code: readonly Code[], discovery: Discovery): ToolDefinition[] {
  const only = { ...discovery, file: { ...discovery.file, body: code } };
  return discovery.file.language === "python"
    ? discoverPythonTools(only)
    : [...discoverMakers(only), ...discoverAiSdk(only)];
}
