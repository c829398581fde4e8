/** The full parser of SQL. A bundle of its own, since it is larger than all the rest of the judge. */
import { type DialectName, parse } from "sql-parser-cst";
import type { SqlDialect, SqlNode } from "../core/parse/sql.ts";

const dialects: Readonly<Record<SqlDialect, DialectName>> = {
  postgresql: "postgresql",
  mysql: "mysql",
  mariadb: "mariadb",
  sqlite: "sqlite",
  bigquery: "bigquery",
};

/** @throws where the text does not fit the dialect. */
export function parseStatements(text: string, dialect: SqlDialect): readonly SqlNode[] {
  const paramTypes = dialect === "postgresql" ? (["$nr", ":name"] as const) : (["?", ":name"] as const);
  return parse(text, { dialect: dialects[dialect], paramTypes: [...paramTypes] })
    .statements as unknown as readonly SqlNode[];
}
