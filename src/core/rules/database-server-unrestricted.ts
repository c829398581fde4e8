import type { ServerDefinition, ServerValue } from "../model/definition.ts";
import { defineRule } from "./rule.ts";
import { definitionsOf, nameOrStart } from "./support.ts";

interface Product {
  readonly package: RegExp;
  /** An argument or variable that takes writing away, or leaves it. */
  readonly limited: (server: ServerDefinition) => boolean;
}

const has = ({ args }: ServerDefinition, pattern: RegExp) => args.some(({ value }) => pattern.test(value));
const variable = ({ env }: ServerDefinition, name: RegExp, value: RegExp) =>
  env.some((one: ServerValue) => name.test(one.name) && value.test(one.value));

/** Servers of databases that write unless told otherwise, as their documents say, read 2026-11. */
const products: readonly Product[] = [
  { package: /@supabase\/mcp-server-supabase/, limited: (server) => has(server, /^--read-only/) },
  { package: /(?:^|\/)postgres-mcp(?:$|@)/, limited: (server) => !has(server, /unrestricted/) },
  {
    package: /mongodb-mcp-server/,
    limited: (server) => has(server, /^--readOnly/) || variable(server, /READ_?ONLY/i, /^true$/i),
  },
  {
    package: /mcp-server-mysql|mysql_mcp_server/,
    limited: (server) => !variable(server, /^ALLOW_(?:INSERT|UPDATE|DELETE|DDL)_OPERATION$/, /^true$/i),
  },
  { package: /mcp\.supabase\.com/, limited: ({ url }) => /[?&]read_only=true/.test(url?.value ?? "") },
];

export const databaseServerUnrestricted = defineRule({
  id: "database-server-unrestricted",
  title: "A database server may change and drop everything",
  family: "least-privilege",
  severity: "high",
  confidence: "high",
  messages: {
    writes:
      "“{server}” may change and drop whatever its credential may. Start it read-only, with a role that only reads.",
  },
  *check({ document }) {
    for (const server of definitionsOf(document, "server")) {
      // A manifest describes a server and starts none.
      if (server.format !== "mcp-config") continue;
      const words = [...server.args.map(({ value }) => value), server.command ?? "", server.url?.value ?? ""];
      const product = products.find((one) => words.some((word) => one.package.test(word)));
      if (product && !product.limited(server))
        yield { messageId: "writes", data: { server: server.name }, span: nameOrStart(server) };
    }
  },
});
