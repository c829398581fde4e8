import { at, membersOf, textOf, type ValueNode } from "../../parse/value.ts";
import type { Shape } from "../shapes.ts";
import { readServer } from "./mcpConfig.ts";

/** MCP servers in the YAML of hosts: LibreChat, mcp-agent and fast-agent, by their documents of 2026-11. */
export const yamlServers: Shape = {
  path: /(?:^|\/)(?:librechat|mcp_?agent\.config|mcp-agent\.config|fastagent\.config|fast-agent|mcp[_-]?servers?|mcp[_-]?config)\.ya?ml$/,
  mention: /^(?:mcpServers|mcp|servers):/m,
  read(root) {
    const table = at(root, "mcpServers") ?? at(root, "mcp", "servers") ?? at(root, "servers");
    const servers = membersOf(table).filter(({ value }) => isServer(value));
    return servers.length > 0
      ? { definitions: servers.map((one) => ({ ...readServer(one), language: "yaml" })) }
      : undefined;
  },
};

/** `crush.json`: servers under one key. */
export const crushConfig: Shape = {
  mention: /"mcp"\s*:/,
  read(root) {
    const servers = membersOf(at(root, "mcp")).filter(({ value }) => isServer(value));
    return { definitions: servers.map(readServer) };
  },
};

function isServer(value: ValueNode): boolean {
  return ["command", "url"].some((key) => textOf(at(value, key)) !== undefined);
}
