import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";

/** What is wrong with a text as SARIF 2.1.0, by the schema that Microsoft publishes; empty when nothing is. */
export function sarifFaults(text: string): string[] {
  validate ??= compile();
  validate(JSON.parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

let validate: ReturnType<Ajv["compile"]> | undefined;

/** The schema is of JSON Schema draft 4, of which it uses nothing that Ajv reads differently but the name of its id. */
function compile(): ReturnType<Ajv["compile"]> {
  const require = createRequire(import.meta.url);
  const file = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
  const { $schema: _, id, ...schema } = JSON.parse(readFileSync(file, "utf8"));
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile({ $id: id, ...schema });
}
