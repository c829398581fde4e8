import type { Parsers } from "../core/parse/parsers.ts";
import type { SqlParse } from "../core/parse/sql.ts";

type Parser = typeof import("./sqlParser.ts");

let loaded: Parser | false | undefined;

/** Loads the parser with the first statement that is in doubt. Without it the words of a statement decide. */
const parse: SqlParse = (text, dialect) => {
  try {
    loaded ??= require("./sqlParser.ts") as Parser;
    return loaded ? loaded.parseStatements(text, dialect) : undefined;
  } catch {
    loaded ??= false;
    return undefined;
  }
};

/** The given parsers with that of SQL. */
export function withSql(parsers: Parsers): Parsers {
  return { ...parsers, sql: parse };
}
