import type { ToolDefinition } from "../../model/definition.ts";
import type { ClassCode, FunctionCode } from "../../parse/code/code.ts";
import { stringOf } from "../../parse/code/resolve.ts";
import type { Discovery } from "../context.ts";
import { functionTool, publicMethods } from "./pythonLists.ts";
import { modelParametersOf } from "./pythonParts.ts";

/**
 * Tools of Open WebUI: a file with a class called `Tools`, which the host loads, and whose public methods a model calls.
 * That it is one of these shows in what only the host knows: valves, what it hands in, or a head for its store.
 */
export function discoverHostedTools(discovery: Discovery): ToolDefinition[] {
  const { file, isTaken } = discovery;
  const [first] = file.body;
  const head = (first && (stringOf(first) ?? (first.kind === "group" ? stringOf(first.parts[0]) : undefined))) ?? "";
  return file.body.flatMap((part) => {
    if (part.kind !== "class" || part.name !== "Tools" || part.bases.length > 0) return [];
    const methods = methodsOf(part);
    if (!(hasValves(part) || heads.test(head) || methods.some(isHandedIn))) return [];
    return methods
      .filter(({ span }) => !isTaken(span))
      .map((fn) => {
        const parameters = modelParametersOf(fn).filter(({ text }) => !handedIn.test(text));
        return functionTool(fn, "open-webui-tool", discovery, undefined, parameters);
      });
  });
}

const heads =
  /^\s*title\s*:[^\n]*\n(?:[^\n]*\n)*?\s*(?:author|version|requirements|description|required_open_webui_version)\s*:/;
const handedIn =
  /^__(?:user|event_emitter|event_call|request|metadata|messages|files|model|id|chat_id|session_id|message_id|oauth_token|tools|task)__$/;

function hasValves({ members }: ClassCode): boolean {
  return members.has("Valves") || members.has("UserValves") || members.has("valves");
}

function isHandedIn({ params }: FunctionCode): boolean {
  return params.some(({ name }) => handedIn.test(name ?? ""));
}

function methodsOf(type: ClassCode): FunctionCode[] {
  const names = publicMethods(type);
  return type.body.filter((part): part is FunctionCode => part.kind === "function" && names.has(part.name ?? ""));
}
