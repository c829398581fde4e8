/** What a full parser of SQL answers. It is heavy, so it is handed in and loaded when it is first needed. */

export type SqlDialect = "postgresql" | "mysql" | "sqlite" | "bigquery" | "mariadb";

/** A node of the concrete syntax tree: its type, its parts under any other name. */
export interface SqlNode {
  readonly type: string;
  readonly [part: string]: unknown;
}

/** Statements of a text; undefined: it does not fit the dialect. Never throws. */
export type SqlParse = (text: string, dialect: SqlDialect) => readonly SqlNode[] | undefined;

/** A node's own parts that are nodes. */
export function sqlParts(node: SqlNode): SqlNode[] {
  const found: SqlNode[] = [];
  const open: unknown[] = Object.entries(node).flatMap(([name, part]) => (name === "range" ? [] : [part]));
  for (const part of open) {
    if (Array.isArray(part)) open.push(...part);
    else if (typeof part === "object" && part !== null && typeof (part as SqlNode).type === "string")
      found.push(part as SqlNode);
    else if (typeof part === "object" && part !== null) open.push(...Object.values(part));
  }
  return found;
}
