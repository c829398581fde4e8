/** The stream editor, as data. */
import type { Spec, Table } from "../spec.ts";
import { each } from "../table.ts";
import { judgeSed, sedOptions } from "./sedScript.ts";

const spec: Spec = {
  options: sedOptions,
  operands: "text read*",
  replacesFirst: "e f expression file",
  more: judgeSed,
};

export const sed: Table = each(spec, "sed gsed");
