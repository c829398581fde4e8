/** Entries in the lists of custom agents that look like tools and name none, so that less is there than was meant. */
import type { IneffectiveRule } from "../../core/model/permission.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";
import { customAgents } from "./customAgents.ts";
import { meantBy } from "./toolNames.ts";

export function deadEntries(input: PermissionInput): IneffectiveRule[] {
  return customAgents(input).flatMap(({ offer }) =>
    (offer.list ?? []).flatMap((entry): IneffectiveRule[] => {
      const message = whyDead(entry);
      return message === undefined ? [] : [{ kind: "dead", source: { ...offer.by, text: entry }, message }];
    }),
  );
}

function whyDead(entry: string): string | undefined {
  if (entry === "*") return "It names no tool. Without a list VS Code leaves an agent every tool.";
  if (entry.startsWith("mcp_"))
    return "VS Code does not know tools of servers by this name: write server/tool or server/*.";
  const meant = meantBy(entry);
  return meant === undefined ? undefined : `VS Code knows no tool by this name in a list: ${meant} may be meant.`;
}
