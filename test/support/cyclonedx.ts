import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";

/** What is wrong with a text as CycloneDX 1.6, by the schema that the project's own library ships; empty when nothing is. */
export function cyclonedxFaults(text: string): string[] {
  validate ??= compile();
  validate(JSON.parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

let validate: ReturnType<Ajv["compile"]> | undefined;

function compile(): ReturnType<Ajv["compile"]> {
  const require = createRequire(import.meta.url);
  const library = dirname(require.resolve("@cyclonedx/cyclonedx-library/package.json"));
  const schema = (name: string) =>
    JSON.parse(readFileSync(join(library, "res", "schema", `${name}.SNAPSHOT.schema.json`), "utf8")) as object;
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  addFormats.default(ajv);
  // Formats of internationalized addresses, which nothing of ours uses.
  for (const name of ["idn-email", "iri-reference"]) ajv.addFormat(name, true);
  for (const name of ["spdx", "jsf-0.82", "cryptography-defs"])
    ajv.addSchema({ ...schema(name), $id: `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json` });
  return ajv.compile(schema("bom-1.6"));
}
