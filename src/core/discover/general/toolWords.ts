/** Words that say tool, and how surely. */

/** `searchTool`, `TOOL_SPEC`, `new_tool`, `IToolHandler`; not `toolbar`, `toolchain`, `stool`. */
export const toolWord =
  /(?:^|[a-z\d_.$-])T(?:ool|OOL)s?(?![a-z])|(?:^|[^a-zA-Z])(?:tool|TOOL)s?(?![a-z])|(?:^|[A-Z_])TOOLS?(?=_|$)/;

/** Words that a tool is called by too, and much else. */
export const actWord =
  /(?:^|[a-z\d_.-])(?:Function|Skill|Action|Capabilit(?:y|ie)|Abilit(?:y|ie)|Operation|Plugin|Handler)s?(?![a-z])|(?:^|[^a-zA-Z])(?:function|skill|action|capabilit(?:y|ie)|abilit(?:y|ie)|operation|plugin|handler)s?(?![a-z])|(?:^|_)(?:FUNCTION|SKILL|ACTION|CAPABILIT(?:Y|IE)|ABILIT(?:Y|IE)|OPERATION|HANDLER)S?(?=_|$)|mcp|Mcp|MCP/;

/** Folders and files of tools. */
export const toolPath =
  /(?:^|\/)[\w-]*(?:tools?|function[_-]?call\w*)(?:\/|[._-][^/]*$)|(?:^|\/)[\w-]*[a-z]Tools?\.\w+$/i;
export const actPath =
  /(?:^|\/)(?:[\w-]*mcp[\w-]*|skills?|actions?|functions?|capabilities|abilities|plugins?|operations?|handlers?)(?:\/|\.\w+$)/i;
