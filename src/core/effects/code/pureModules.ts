import type { CodeFile } from "../../parse/code/code.ts";

/** Modules whose code is not read and need not be: what of them acts, the tables of sinks and services know. */

/** True of a resolved name or module of a language's own library, or of one that only computes, logs or describes. */
export function computes(symbol: string, language: CodeFile["language"]): boolean {
  return known[language].test(symbol.replace(/^node:/, ""));
}

const ecmascript =
  /^(?:(?:assert|async_hooks|buffer|child_process|cluster|console|constants|crypto|dgram|diagnostics_channel|dns|events|fs|http|http2|https|inspector|module|net|os|path|perf_hooks|process|punycode|querystring|readline|stream|string_decoder|timers|tls|tty|url|util|v8|vm|worker_threads|zlib)(?:[/.(]|$)|(?:zod|valibot|yup|joi|ajv|superjson|lodash[\w.-]*|ramda|remeda|fp-ts|effect|rxjs|date-fns[\w-]*|dayjs|moment|luxon|uuid|nanoid|ulid|yaml|js-yaml|json5|jsonc-parser|toml|smol-toml|ini|gray-matter|csv-parse|csv-stringify|papaparse|chalk|picocolors|kleur|ansi-colors|ora|winston|pino|debug|loglevel|consola|tslog|dotenv|commander|yargs|minimist|semver|diff|fast-diff|diff-match-patch|fuse\.js|minimatch|micromatch|picomatch|mime|mime-types|he|marked|markdown-it|turndown|cheerio|jsdom|linkedom|react|react-dom|vue|svelte|next\/(?:headers|server|navigation)|bignumber\.js|bn\.js|decimal\.js|mathjs|tiktoken|js-tiktoken|gpt-tokenizer|p-limit|p-retry|async-retry|async-mutex|lru-cache|eventemitter3|ai|@ai-sdk\/[\w-]+|@modelcontextprotocol\/[\w-]+|fastmcp|@mastra\/core[\w/]*|@langchain\/core[\w/]*|@openai\/agents[\w-]*|@opencode-ai\/plugin|@sinclair\/typebox|zod-to-json-schema|typescript|@babel\/[\w-]+|vitest|jest|mocha|chai|sinon)(?:[/.(]|$))/;

const python =
  /^(?:__future__|abc|argparse|array|ast|asyncio|atexit|base64|binascii|bisect|builtins|calendar|cmath|codecs|collections|colorsys|concurrent|configparser|contextlib|contextvars|copy|csv|ctypes|dataclasses|datetime|decimal|difflib|dis|email|enum|errno|fnmatch|fractions|functools|gc|getpass|gettext|glob|graphlib|hashlib|heapq|hmac|html|http|importlib|inspect|io|ipaddress|itertools|json|keyword|linecache|locale|logging|math|mimetypes|multiprocessing|numbers|operator|os|pathlib|pickle|pkgutil|platform|pprint|queue|random|re|secrets|select|shlex|shutil|signal|socket|ssl|stat|statistics|string|struct|subprocess|sys|sysconfig|tempfile|textwrap|threading|time|timeit|tokenize|tomllib|traceback|types|typing|typing_extensions|unicodedata|unittest|urllib|uuid|warnings|weakref|xml|zipfile|zlib|zoneinfo|pydantic|pydantic_core|pydantic_settings|attrs?|cattrs|msgspec|marshmallow|orjson|ujson|yaml|ruamel|toml|tomli|dateutil|pytz|arrow|pendulum|tenacity|backoff|cachetools|structlog|loguru|rich|tqdm|click|typer|colorama|tabulate|jinja2|markdown|markdownify|bs4|lxml|html2text|tiktoken|numpy|scipy|sympy|sklearn|networkx|rapidfuzz|thefuzz|jsonschema|jsonpath_ng|packaging|semver|dotenv|mcp|fastmcp|langchain_core|langchain\.tools|langgraph|crewai\.tools|agents|strands|google\.adk|agno\.utils|pydantic_ai|llama_index\.core|semantic_kernel\.functions|opentelemetry|prometheus_client|pytest)(?:[.(]|$)/;

const go =
  /^(?:[a-z0-9]+(?:\/[a-z0-9]+)*(?:[.(][^/]*)?$|golang\.org\/x\/(?:text|exp|sync|time|mod)|github\.com\/(?:mark3labs\/mcp-go|modelcontextprotocol\/go-sdk|metoro-io\/mcp-golang|google\/(?:uuid|jsonschema-go|go-cmp)|invopop\/jsonschema|sirupsen\/logrus|rs\/zerolog|pkg\/errors|stretchr|spf13\/(?:cast|cobra|viper|pflag)|samber\/lo|mitchellh\/mapstructure|tidwall|goccy\/go-yaml|shopspring\/decimal|dustin\/go-humanize|charmbracelet\/(?:lipgloss|log)|hashicorp\/golang-lru|patrickmn\/go-cache|cenkalti\/backoff|prometheus\/client_golang\/prometheus\b(?!\/))|go\.uber\.org\/(?:zap|multierr|atomic)|go\.opentelemetry\.io|gopkg\.in\/yaml|sigs\.k8s\.io\/yaml|k8s\.io\/(?:utils|klog|apimachinery)|charm\.land\/fantasy)/;

const rust =
  /^(?:std|core|alloc|serde\w*|tracing\w*|log|env_logger|chrono|time|anyhow|thiserror|eyre|color_eyre|miette|schemars|rmcp|uuid|rand|regex|futures\w*|tokio(?!_postgres)\w*|base64|url|itertools|once_cell|lazy_static|indexmap|parking_lot|dashmap|clap|bytes|hex|sha2|md5|semver|similar|strum\w*|async_trait|humantime|indoc|textwrap|Ok|Err|Some|Box|Arc|Rc|Vec|String|HashMap|Option|Result|Self)(?:[.(]|$)/;

const java =
  /^(?:java\.|javax\.(?:annotation|inject|validation)|jakarta\.(?:annotation|inject|validation|enterprise)|lombok|kotlin\.|kotlinx\.(?:serialization|coroutines|datetime)|org\.slf4j|org\.apache\.(?:commons\.(?:lang|text|collections|codec)|logging)|com\.fasterxml|com\.google\.(?:gson|common)|reactor\.|io\.(?:smallrye|vertx\.core\.json|micrometer)|org\.springframework\.(?:ai|util|lang|stereotype|beans|context|core)|dev\.langchain4j|io\.modelcontextprotocol|io\.quarkiverse\.mcp|ai\.koog\.agents\.core)/;

const csharp =
  /^(?:System(?:[.(]|$)|Microsoft\.Extensions\.(?:Logging|Options|DependencyInjection|Configuration|AI)|Microsoft\.SemanticKernel|ModelContextProtocol|Newtonsoft|Serilog|YamlDotNet|Humanizer|NLog)/;

const known: Readonly<Record<CodeFile["language"], RegExp>> = {
  typescript: ecmascript,
  javascript: ecmascript,
  python,
  go,
  rust,
  java,
  csharp,
};
