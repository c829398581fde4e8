import { type Binding, type Call, type CodeFile, type Name, wholeModule } from "../../parse/code/code.ts";
import { functionOf } from "../../parse/code/resolve.ts";
import { symbolOf } from "../../parse/code/symbols.ts";
import type { Opaque } from "./opaque.ts";
import type { Verb } from "./services.ts";

/** Languages whose code says of what type things are. */
export const compiled: ReadonlySet<CodeFile["language"]> = new Set(["csharp", "java", "go", "rust"]);

/**
 * What can be said of a call in C#, Java, Go or Rust whose code is in another file. Services are handed in as
 * parameters and fields of a type there, and other files of a package need no import.
 */
export function opaqueCompiled(
  call: Call,
  root: Name,
  binding: Binding | undefined,
  verb: Verb | undefined,
  language: CodeFile["language"],
): Opaque | undefined {
  const changes = verb === "change" || verb === "remove";
  if (binding?.kind === "import") return pure.test(moduleOf(binding)) ? undefined : { verb };
  if (!changes || functionOf(call.callee)) return undefined;
  // A function or class that this file does not have: Rust would have to import it.
  if (!binding) return language === "rust" || builtIn.test(root.name) ? undefined : { verb };
  const type = typeName(binding);
  return type && !plain.test(type) ? { verb } : undefined;
}

function moduleOf({ module, imported }: { readonly module: string; readonly imported: string }): string {
  return imported === wholeModule ? module : `${module}.${imported}`;
}

function typeName(binding: Exclude<Binding, { readonly kind: "import" }>): string | undefined {
  const symbol = symbolOf(binding.type) ?? (binding.kind === "value" ? symbolOf(binding.value) : undefined);
  return symbol?.replace(/(?:\(\)|\.(?:new|create|build|default|builder)\(\))+$/, "").replace(/^.*[./]/, "");
}

/** Types whose methods only change the value at hand. */
const plain =
  /^(?:[a-z]\w*|[A-Z]|String|StringBuilder|Vec|HashMap|HashSet|BTreeMap|BTreeSet|VecDeque|Option|Result|Value|Map|List|Set|Collection|Optional|Dictionary|HashSet|Queue|Stack|IList|ICollection|IEnumerable|JsonObject|JsonArray|JsonNode|JsonElement|ObjectNode|ArrayNode|ArrayList|LinkedList|LinkedHashMap|Builder|Buffer|Stopwatch|Context|CancellationToken|CallToolRequest|CallToolResult|Request|Mutex|RwLock|RWMutex|WaitGroup|Logger|ILogger|\w*(?:Builder|Logger|Args|Input|Arguments|Options|Exception|Error|Atomic\w*|ConcurrentHashMap|ConcurrentDictionary))$/;

/** Functions and classes of the language itself. */
const builtIn =
  /^(?:append|copy|len|cap|make|new|panic|print|println|delete|close|min|max|clear|string|int|float64|bool|byte|error|Console|Math|String|Convert|Array|Enumerable|Task|Guid|DateTime|DateTimeOffset|TimeSpan|JsonSerializer|Path|Encoding|Regex|Interlocked|Thread|Monitor|Random|Stopwatch|Debug|Trace|ArgumentNullException|System|Integer|Long|Double|Boolean|Objects|Arrays|Collections|List|Map|Set|Optional|Stream|StringBuilder|Thread|super|base)$/;

/** Modules that compute, log or describe: Go's own (a first part without a point), and what everybody uses in the others. */
const pure =
  /^(?:[a-z0-9]+(?:\/[a-z0-9]+)*$|golang\.org\/x\/(?:text|exp|sync|time)|github\.com\/(?:mark3labs\/mcp-go|modelcontextprotocol\/go-sdk|google\/(?:uuid|jsonschema-go)|sirupsen\/logrus|rs\/zerolog|pkg\/errors|stretchr)|go\.uber\.org\/zap|k8s\.io\/utils|(?:std|core|alloc|serde\w*|tracing|log|chrono|anyhow|thiserror|schemars|rmcp|uuid|rand|regex|futures|tokio|base64|url|itertools|once_cell|indexmap)(?:\.|$)|java\.(?:util|time|lang|text|math)|javax\.annotation|lombok|org\.slf4j|com\.fasterxml|com\.google\.(?:gson|common)|reactor|org\.springframework\.(?:ai|util|lang|stereotype)|dev\.langchain4j|io\.modelcontextprotocol|io\.quarkiverse)/;
