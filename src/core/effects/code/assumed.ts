import type { Effect } from "../../model/effect.ts";
import { wordsOf } from "./nameWords.ts";
import { serviceVerb, type Verb, verbOf } from "./services.ts";

/**
 * What a tool does by what is said of it, where its code could not be followed to the end: its verb says in which
 * direction it acts, what it names and what the code around it depends on say where. Only an assumption: no finding
 * rests on it.
 */

/** Where something is that a tool acts on. */
type Place = "files" | "data" | "network";

interface Known {
  readonly name: string;
  readonly description: string | undefined;
  /** Resolved names of the calls at which the trails end. */
  readonly ends: readonly string[];
  /** What the file of the tool imports. */
  readonly modules: readonly string[];
}

const effectsAt: Readonly<Record<Place, Readonly<Record<Verb, readonly Effect[]>>>> = {
  files: { read: ["read-files"], change: ["write-files"], remove: ["delete-files"] },
  data: { read: ["read-data"], change: ["write-data"], remove: ["destroy-data"] },
  network: { read: ["fetch-network"], change: ["send-outward"], remove: ["destroy-data"] },
};

interface Deed {
  readonly word: RegExp;
  /** One of the words has to be like this too. */
  readonly and?: RegExp;
  readonly place?: Place;
  readonly effects: readonly Effect[];
}

/** What goes in more than one direction. */
const deeds: readonly Deed[] = [
  {
    word: /^(?:convert|render|export|transform|transcode|compress|merge|split)s?$/,
    place: "files",
    effects: ["read-files", "write-files"],
  },
  { word: /^(?:manage|handle)s?$/, place: "files", effects: ["read-files", "write-files"] },
  { word: /^(?:manage|handle)s?$/, place: "data", effects: ["read-data", "write-data"] },
  { word: /^(?:manage|handle)s?$/, effects: ["fetch-network", "send-outward"] },
  { word: /^clones?$/, and: /^(?:git\w*|repo(?:s|sitory|sitories)?)$/, effects: ["write-files", "fetch-network"] },
];

/** Words further on are of what is acted on. */
const headWords = 6;

/** The effects that are assumed of a tool; none where neither its name nor its description tells a direction. */
export function assumedEffects(known: Known): readonly Effect[] {
  const inName = wordsOf(known.name.replace(factory, "$1"));
  const inText = wordsOf(firstClause(known.description));
  const place = placeOf(known, inName, inText);
  for (const words of [verbFirst(inName), inText]) {
    const head = words.slice(0, headWords);
    const deed = deeds.find(
      (one) =>
        (!one.place || one.place === place) &&
        head.some((word) => one.word.test(word)) &&
        (!one.and || words.some((word) => one.and?.test(word))),
    );
    if (deed) return deed.effects;
    const verb = verbIn(head);
    if (verb) return (placeIn(inName, things) !== "files" && ofService(known, verb)) || effectsAt[place][verb];
  }
  return [];
}

/** In `tag_list` and `order_search` the last word says what is done with a thing whose name is a verb, too. */
function verbFirst(words: readonly string[]): readonly string[] {
  const last = words.at(-1) ?? "";
  const isThing = words.find((word) => verbIn([word]) !== undefined && word !== last);
  return isThing !== undefined && alsoThings.has(isThing) && plainVerbs.has(last) ? [last, ...words] : words;
}

/** `createQuestionTool`: what makes the tool is no verb of it. */
const factory = /^(?:create|make|build|get|new)?_?(\w+?)_?[tT]ool$/;

/** What the client library says that the tool's file imports, or at which the trail ends. */
function ofService({ ends, modules }: Known, verb: Verb): readonly Effect[] | undefined {
  return [...ends, ...modules].map((symbol) => serviceVerb(symbol, verb)).find((effects) => effects !== undefined);
}

function placeOf({ ends, modules }: Known, inName: readonly string[], inText: readonly string[]): Place {
  const named = placeIn(inName, things);
  if (named === "files") return named;
  return (
    placeIn(ends.flatMap(wordsOf), holders) ??
    named ??
    placeIn(inText, things) ??
    placeIn(modules.flatMap(wordsOf), holders) ??
    "network"
  );
}

/** A description says first what the tool is for. */
function firstClause(description: string | undefined): string {
  return /^[^.:;,\n(]{0,160}/.exec(description?.trim() ?? "")?.[0] ?? "";
}

/** Verbs of tools that are no methods of clients. */
const moreVerbs: Readonly<Partial<Record<string, Verb>>> = Object.fromEntries(
  (
    [
      [
        "read",
        "navigate visit goto grep glob ripgrep recognize extract compare analyze analyse inspect explore diff summarize summarise identify audit recall open detect diagnose",
      ],
      [
        "change",
        "backup write store remember swap call dial transcribe upgrade downgrade install configure link capture ingest book",
      ],
      ["remove", "uninstall"],
    ] as const
  ).flatMap(([verb, words]) => words.split(" ").map((word) => [word, verb] as const)),
);

function verbIn(words: readonly string[]): Verb | undefined {
  for (const word of words) {
    const stems = [word, word.replace(/s$/, ""), word.replace(/(?<=[sxzh])es$/, ""), word.replace(/ies$/, "y")];
    for (const stem of stems) {
      const verb = verbOf(stem) ?? moreVerbs[stem];
      if (verb) return verb;
    }
  }
  return undefined;
}

const alsoThings: ReadonlySet<string> = new Set(
  "tag tags label labels comment comments order orders schedule schedules report reports review post posts file files transfer transfers release archive watch block book charge charges refund refunds grant grants snapshot backup import imports export exports lock pin mark invite view views query queries check checks scan scans index request requests reset call calls".split(
    " ",
  ),
);
const plainVerbs: ReadonlySet<string> = new Set(
  "list get search read show find fetch describe create update delete remove add set write".split(" "),
);

type PlaceWords = readonly (readonly [Place, ReadonlySet<string>])[];

const set = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** What is kept where, as tools name it. */
const things: PlaceWords = [
  [
    "files",
    set(
      "file files folder folders directory directories path paths pdf docx xlsx excel spreadsheet workbook worksheet slide slides presentation codebase filesystem grep ripgrep glob",
    ),
  ],
  [
    "data",
    set(
      "database databases table tables row rows record records sql memory memories knowledge remember recall collection collections entity entities graph vector embeddings schema",
    ),
  ],
];

/** What code outside of sight is reached through. */
const holders: PlaceWords = [
  ["network", set("cloud api apis http https rest url endpoint graphql oauth webhook browser playwright")],
  [
    "data",
    set(
      "db database databases sql sqlite postgres postgresql mysql mongo mongodb mongoose redis neo4j duckdb prisma drizzle knex sequelize typeorm sqlalchemy repository repositories dao storage store vectorstore npgsql solr elasticsearch qdrant chroma",
    ),
  ],
  ["files", set("fs file files filesystem aspose openpyxl docx pypdf ripgrep")],
];

function placeIn(words: readonly string[], table: PlaceWords): Place | undefined {
  return table.find(([, known]) => words.some((word) => known.has(word)))?.[0];
}
