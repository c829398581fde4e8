/** Every agent whose permissions can be shown: those the gate knows, and those that cannot be held. */
import type { Agent } from "./agent.ts";
import { agents } from "./catalogue.ts";
import { continueDocuments } from "./continue/documents.ts";
import { documentedResolver } from "./documented.ts";
import type { Documented } from "./documentedFacts.ts";
import { rooDocuments } from "./roo/documents.ts";
import { zedDocuments } from "./zed/documents.ts";

export type Resolvable = Pick<
  Agent,
  "title" | "facts" | "variables" | "variablesIn" | "configFiles" | "permissions" | "explain" | "delegation" | "skills"
> & {
  readonly id: string;
};

const ungated = (known: Documented): Resolvable => ({
  id: known.id,
  title: known.title,
  facts: known.facts,
  ...documentedResolver(known),
});

/** In the order in which they are listed. */
export const resolvable: readonly Resolvable[] = [
  ...agents,
  ...[rooDocuments, continueDocuments, zedDocuments].map(ungated),
];
