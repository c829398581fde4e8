import type { Definition } from "../../src/core/model/definition.ts";
import { discover } from "./discovered.ts";

/** The tools that a file of a workspace defines, each as "name [effects]", in order. */
export async function toolsTold(files: Readonly<Record<string, string>>, path: string): Promise<string[]> {
  return ((await discover(files)).get(path) ?? []).flatMap((found: Definition) =>
    found.kind === "tool" ? [`${found.name} [${found.effects.map(({ effect }) => effect).join(" ")}]`] : [],
  );
}
