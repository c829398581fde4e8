/** The part of JSON Schema that the policy's schema uses, and looking things up in it by key path. */
export interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  /** As VS Code reads it: what each word of `enum` means. */
  readonly enumDescriptions?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** A step of a key path: a mapping key, or `undefined` for an item of a list. */
export type Step = string | undefined;

/** All schemas that describe the value at a path; several where the schema offers alternatives. */
export function schemasAt(root: Schema, path: readonly Step[]): readonly Schema[] {
  return path.reduce<readonly Schema[]>(
    (found, step) => found.flatMap((schema) => expand(root, stepInto(schema, step))),
    expand(root, root),
  );
}

/** Keys that may stand in the mapping at a path, with their descriptions. */
export function keysAt(root: Schema, path: readonly Step[]): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const schema of schemasAt(root, path)) {
    for (const [key, value] of Object.entries(schema.properties ?? {})) {
      keys.set(key, describe(root, value));
    }
  }
  return keys;
}

/** Words that may stand as the value at a path, or as an item of it when it is a list, with what they mean. */
export function valuesAt(root: Schema, path: readonly Step[]): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const schema of [...schemasAt(root, path), ...schemasAt(root, [...path, undefined])]) {
    for (const [index, word] of (schema.enum ?? []).entries()) {
      if (typeof word === "string") words.set(word, schema.enumDescriptions?.[index] ?? "");
    }
  }
  return words;
}

export function describe(root: Schema, schema: Schema): string {
  return (
    expand(root, schema)
      .map(({ description }) => description)
      .find((text) => text !== undefined) ?? ""
  );
}

function stepInto(schema: Schema, step: Step): Schema | undefined {
  return step === undefined ? schema.items : schema.properties?.[step];
}

const maxDepth = 16;

/** The schema itself and everything it refers to or offers as an alternative. */
function expand(root: Schema, schema: Schema | undefined, depth = 0): readonly Schema[] {
  if (!schema || depth > maxDepth) return [];
  const referred = schema.$ref ? [resolve(root, schema.$ref)] : [];
  const offered = [...referred, ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [schema, ...offered.flatMap((other) => expand(root, other, depth + 1))];
}

function resolve(root: Schema, reference: string): Schema | undefined {
  const name = reference.split("/").at(-1) ?? "";
  return reference === "#" ? root : (root.$defs?.[name] ?? root.definitions?.[name]);
}
