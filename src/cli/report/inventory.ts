/** The inventory for those who must account for it: Markdown, CSV, and CycloneDX 1.6. */
import { safeLine } from "../../core/display/sanitize.ts";
import type { InventoryItem } from "../../core/permissions/inventory.ts";
import { csvCell } from "./auditText.ts";
import { printJson } from "./json.ts";
import { code, plain } from "./markdown.ts";

const titles = {
  agent: "Agents",
  server: "Servers",
  delegate: "Agents they may start",
  identity: "Identities their actions carry",
} as const;

export function inventoryMarkdown(items: readonly InventoryItem[]): string {
  const lines = ["# What acts here", ""];
  for (const [kind, title] of Object.entries(titles)) {
    const some = items.filter((item) => item.kind === kind);
    if (some.length === 0) continue;
    lines.push(
      `## ${title} (${some.length})`,
      "",
      "| Name | Of | State | Without asking | Otherwise | Where |",
      "|---|---|---|---|---|---|",
    );
    lines.push(...some.map(markdownRow), "");
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

function markdownRow(item: InventoryItem): string {
  const cells = [
    plain(item.name),
    plain(item.agents.join(", ")),
    plain([item.state, ...(item.facts === undefined ? [] : [`facts of ${item.facts}`])].join("; ")),
    plain(item.free.join(", ")) + (item.breaksRuleOfTwo ? " **breaks the Rule of Two**" : ""),
    plain(item.asks.join(", ")),
    placeText(item) === "" ? "" : code(placeText(item)).replaceAll("|", "\\|"),
  ];
  return `| ${cells.join(" | ")} |`;
}

export function inventoryCsv(items: readonly InventoryItem[]): string {
  const head = ["kind", "name", "agents", "state", "withoutAsking", "otherwise", "breaksRuleOfTwo", "facts", "place"];
  const rows = items.map((item) => [
    item.kind,
    safeLine(item.name),
    item.agents,
    safeLine(item.state),
    item.free,
    item.asks,
    item.breaksRuleOfTwo ?? "",
    item.facts ?? "",
    placeText(item),
  ]);
  return [head, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

/** CycloneDX 1.6: agents and delegates are applications, servers are services, identities are data an agent holds. */
export function inventoryCyclonedx(
  items: readonly InventoryItem[],
  { version, now }: { version: string; now: Date },
): string {
  const numbered = items.map((item, index) => ({ item, ref: `${item.kind}-${index + 1}` }));
  const refOf = new Map(
    numbered.flatMap(({ item, ref }) => (item.kind === "agent" ? [[item.agents[0] ?? "", ref]] : [])),
  );
  const components = numbered.filter(({ item }) => item.kind !== "server").map(({ item, ref }) => component(item, ref));
  const services = numbered
    .filter(({ item }) => item.kind === "server")
    .map(({ item, ref }) => ({ "bom-ref": ref, name: named(item), properties: properties(item) }));
  const dependencies = [...refOf].map(([agent, ref]) => ({
    ref,
    dependsOn: numbered
      .filter(({ item, ref: own }) => own !== ref && item.agents.includes(agent))
      .map(({ ref: own }) => own),
  }));
  return printJson({
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      timestamp: now.toISOString(),
      tools: { components: [{ type: "application", name: "countersign", version }] },
    },
    components,
    services,
    dependencies,
  });
}

function component(item: InventoryItem, ref: string) {
  const type = item.kind === "identity" ? "data" : "application";
  const version = item.facts === undefined ? {} : { description: `Facts of version ${item.facts}` };
  return { type, "bom-ref": ref, name: named(item), ...version, properties: properties(item) };
}

function named({ name }: InventoryItem): string {
  return safeLine(name) || "(no name)";
}

function properties(item: InventoryItem) {
  const values: readonly (readonly [string, string])[] = [
    ["kind", item.kind],
    ["state", safeLine(item.state)],
    ["agents", item.agents.join(" ")],
    ["without-asking", item.free.join(" ")],
    ["otherwise", item.asks.join(" ")],
    ["place", placeText(item)],
    ...(item.breaksRuleOfTwo === undefined ? [] : [["breaks-rule-of-two", String(item.breaksRuleOfTwo)] as const]),
  ];
  return values.filter(([, value]) => value !== "").map(([name, value]) => ({ name: `countersign:${name}`, value }));
}

function placeText({ path, line }: InventoryItem): string {
  if (path === undefined) return "";
  return safeLine(line === undefined ? path : `${path}:${line + 1}`);
}
