/** What is told apart by language: its reader, its tables of sinks, and the names with a meaning of their own. */

import { readEcmascript } from "../../parse/code/ecmascript.ts";
import { type LooseSyntax, looseSyntaxes } from "../../parse/code/looseTokens.ts";
import { readPhp } from "../../parse/code/php.ts";
import type { Program } from "../../parse/code/program.ts";
import { readPython } from "../../parse/code/python.ts";
import { readRuby } from "../../parse/code/ruby.ts";
import type { Grammar } from "../../parse/parsers.ts";
import type { SyntaxNode } from "../../parse/syntax.ts";
import { ecmascriptAliases, ecmascriptSinks } from "../code/ecmascriptSinks.ts";
import { phpSinks } from "../code/phpSinks.ts";
import { pythonAliases, pythonSinks } from "../code/pythonSinks.ts";
import { rubyAliases, rubySinks } from "../code/rubySinks.ts";
import { otherSinks, perlSinks } from "../code/scriptSinks.ts";
import { sharedSinks } from "../code/sharedSinks.ts";
import { type SinkFinder, sinkFinder } from "../code/sink.ts";

export type LanguageName = "python" | "javascript" | "typescript" | "ruby" | "php" | "perl" | "other";

type Aliases = readonly (readonly [RegExp, string])[];

export interface Language {
  readonly name: LanguageName;
  /** Read by a grammar, or by its words where there is none. */
  readonly reading:
    | { readonly grammar: Grammar; readonly read: (root: SyntaxNode, text: string) => Program; readonly prefix: string }
    | { readonly loose: LooseSyntax };
  readonly sinks: SinkFinder;
  readonly aliases: Aliases;
  /** Functions that only compute or print. */
  readonly pure: RegExp;
  /** Functions that answer the module they are given the name of. */
  readonly loaders: RegExp;
  /** Names of all variables of the environment. */
  readonly environment: RegExp;
  /** Names of the table of all names. */
  readonly root: RegExp;
  /** Modules whose loading runs no file of the workspace. */
  readonly safeModules: RegExp;
}

const never = /^\b$/;

const pythonPure =
  /^(?:print|len|sum|min|max|abs|round|int|float|bool|complex|repr|ascii|ord|hex|oct|bin|divmod|pow|hash|id|type|isinstance|issubclass|callable|enumerate|zip|filter|any|all|next|iter|slice|format|hasattr|help|sys\.(?:exit|getsizeof|getrecursionlimit|version\w*)|exit|quit|sys\.std(?:out|err)\.(?:write|flush)|sys\.stdin\.(?:read|readline|readlines)|input|time\.\w+|math\.\w+|itertools\.\w+|\w*(?:Error|Exception|Exit|Interrupt|Iteration))$/;
const ecmascriptPure =
  /^(?:console\.(?:log|error|warn|info|debug|table|dir|time|timeEnd|assert)|Math\.\w+|JSON\.(?:stringify|parse)|Number(?:\.\w+)?|parse(?:Int|Float)|isNaN|isFinite|Object\.(?:keys|values|entries|fromEntries|is|create)|Array\.(?:isArray|of)|Date(?:\.\w+|\(\)\.\w+)?|BigInt|Boolean|Symbol|RegExp(?:\(\)\.\w+)?|(?:Map|Set|WeakMap|Error|TypeError|RangeError|Intl\.\w+)(?:\(\)\.\w+)?|process\.(?:exit|uptime|hrtime|memoryUsage|cwd|stdout\.write|stderr\.write|nextTick)|structuredClone|btoa|encodeURI(?:Component)?|Promise\.(?:all|resolve|reject)|performance\.now|path\.\w+|util\.(?:inspect|format)|os\.(?:platform|arch|cpus|totalmem|freemem|type|release|EOL)|url\.\w+|assert(?:\.\w+)?|setTimeout|setInterval|setImmediate|queueMicrotask|crypto\.\w+)$/;
const rubyPure =
  /^(?:puts|p|pp|print|printf|putc|Integer|Float|Rational|rand|sleep|exit|abort|warn|loop|lambda|proc|raise|catch|throw|block_given\?|gets|at_exit|binding|format|attr_\w+|(?:Math|Time|Date|DateTime|Random|Comparable|Process\.clock_gettime|Struct|JSON|Set|Hash|Array|Range|Regexp|String|SecureRandom|Digest\.\w+|BigDecimal|Etc)(?:\.\w+|\(\)\.\w+)*)$/;
const phpPure =
  /^(?:print|printf|echo|print_r|var_dump|var_export|strlen|count|sizeof|intval|floatval|strval|boolval|is_\w+|isset|empty|max|min|abs|round|floor|ceil|sqrt|pow|rand|mt_rand|random_int|time|date|microtime|mktime|strtotime|phpversion|php_uname|phpinfo|php_sapi_name|json_(?:en|de)code|str_\w+|substr\w*|strpos|strto\w+|ucfirst|ucwords|lcfirst|number_format|array_(?!map|walk|filter|reduce|u)\w+|in_array|sort|ksort|usleep|sleep|exit|die|md5|sha1|hash|crc32|bin2hex|base64_encode|urlencode|rawurlencode|htmlspecialchars|nl2br|preg_(?:match|split|quote)\w*|ord|dechex|hexdec|bindec|decbin|memory_get_usage|extension_loaded|function_exists|class_exists|define|defined|error_reporting|ini_get|ltrim|rtrim|mb_\w+|DateTime\(\)\.\w+|DateTime|iterator_to_array)$/;
const perlPure =
  /^(?:print|printf|say|length|substr|index|rindex|push|pop|shift|unshift|splice|keys|values|each|exists|defined|delete|sort|int|abs|sqrt|sin|cos|exp|log|rand|srand|hex|oct|ord|ucfirst|lcfirst|time|localtime|gmtime|sleep|die|warn|exit|return|wantarray|ref|bless|pos|quotemeta|sprintf|chomp|chop|chdir|close|binmode|eof|undef|local|scalar|lc|uc|use|no|package|select|seek|tell|readline|strftime|POSIX\.(?:floor|ceil|strftime|fmod)|Dumper|Data\.Dumper\.Dumper|sum|max|min|first|uniq|List\.Util\.\w+|m|qr|s|tr|y|grep|not)$/;
/** Modules of Perl itself that only compute; `use lib` and the rest load files from elsewhere. */
export const perlModules =
  /^(?:strict|warnings|utf8|feature|integer|bigint|bignum|constant|open|v?5[\d.]*|POSIX|List::Util|Scalar::Util|Data::Dumper|Time::(?:Local|HiRes|Piece)|MIME::Base64|Digest::(?:MD5|SHA)|JSON::PP|Encode|Text::\w+|File::(?:Basename|Spec|Find)|Cwd|Getopt::Long|Storable|Math::\w+|Socket|IO::\w+(?:::\w+)*)$/;
const otherPure =
  /^(?:print|println|cat|printf|puts|format|length|nchar|sum|mean|median|max|min|sqrt|abs|round|floor|ceil\w*|exp|log|seq|rep|names|str|summary|head|tail|paste|toString|tostring|tonumber|type|typeof|string\.\w+|table\.\w+|math\.\w+|os\.(?:time|clock|date|exit)|ipairs|pairs|select|next|quit|q|IO\.(?:puts|inspect)|Enum\.\w+|String\.\w+|List\.\w+|Integer\.\w+|expr|set|incr|nothing|show|display|version|sessionInfo|R\.version\w*|Sys\.(?:time|Date)|io\.write|message)$/;

const pythonCore = {
  pure: pythonPure,
  loaders: /^(?:__import__|importlib\.(?:import_module|__import__))$/,
  environment: /^os\.environb?$/,
  root: /^(?:globals\(\)|locals\(\)|vars\(\)|__builtins__|builtins|<root>)$/,
  safeModules: /^(?:sys|builtins|time|itertools|errno|gc|marshal|posix|nt|_\w+|__future__)$/,
};

const ecmascriptCore = {
  aliases: [
    ...ecmascriptAliases.slice(0, 2),
    [
      /^(?:process\.mainModule\.require|module\.require|module\.constructor\._load|module(?:\.Module)?\._load|require\.main\.require|process\.getBuiltinModule|module\.createRequire\(\))$/,
      "require",
    ],
    [/^(?:process\.mainModule\.constructor\._load)$/, "require"],
    [/^(?:globalThis|window|global|self)\.(?=\w)/, ""],
    [
      /^Object\.constructor$|^Function\.constructor$|\.constructor\.constructor$|^constructor\.constructor$/,
      "Function",
    ],
    ...ecmascriptAliases.slice(2),
  ] as Aliases,
  sinks: sinkFinder(ecmascriptSinks, sharedSinks),
  pure: ecmascriptPure,
  loaders: /^(?:require|import)$/,
  environment: /^(?:process\.env|Deno\.env|Bun\.env|Deno\.env\.toObject\(\)|import\.meta\.env)$/,
  root: /^(?:globalThis|window|global|self|<root>)$/,
  safeModules:
    /^(?:node:)?(?:assert|buffer|child_process|crypto|dgram|dns|events|fs|fs\/promises|http2?|https|module|net|os|path|perf_hooks|process|querystring|readline|stream|string_decoder|timers(?:\/promises)?|tls|tty|url|util|v8|vm|worker_threads|zlib)$/,
};

const loose = (name: LanguageName): Language["reading"] => ({
  loose: looseSyntaxes[name === "perl" ? "perl" : "other"],
});
const dropped: Aliases = [
  [/\.new(?=$|[.(])/, ""],
  [/^(?:CORE(?:\.GLOBAL)?|main|Base|base|kernel|_G)\./, ""],
];

export const languages: Readonly<Record<LanguageName, Language>> = {
  python: {
    name: "python",
    reading: { grammar: "python", read: readPython, prefix: "" },
    sinks: sinkFinder(pythonSinks, sharedSinks),
    aliases: [
      [/^(?:__builtins__|builtins)\./, ""],
      [/\.__(?:dict__|wrapped__|call__)(?=$|\.)/, ""],
      [/^(?:posix|nt)\.(?=\w)/, "os."],
      ...pythonAliases,
    ],
    ...pythonCore,
  },
  javascript: {
    name: "javascript",
    reading: { grammar: "javascript", read: (root, text) => readEcmascript(root, text, "javascript"), prefix: "" },
    ...ecmascriptCore,
  },
  typescript: {
    name: "typescript",
    reading: { grammar: "typescript", read: (root, text) => readEcmascript(root, text, "typescript"), prefix: "" },
    ...ecmascriptCore,
  },
  ruby: {
    name: "ruby",
    reading: { grammar: "ruby", read: readRuby, prefix: "" },
    sinks: sinkFinder(rubySinks, sharedSinks),
    aliases: rubyAliases,
    pure: rubyPure,
    loaders: /^require$/,
    environment: /^ENV$/,
    root: /^(?:Object|Kernel|Module|self|<root>)$/,
    safeModules: /^[^./]/,
  },
  php: {
    name: "php",
    reading: { grammar: "php", read: readPhp, prefix: "<?php " },
    sinks: sinkFinder(phpSinks, sharedSinks),
    aliases: [],
    pure: phpPure,
    loaders: never,
    environment: /^(?:\$_ENV|\$_SERVER)$/,
    root: never,
    safeModules: /^/,
  },
  perl: {
    name: "perl",
    reading: loose("perl"),
    sinks: sinkFinder(perlSinks, sharedSinks),
    aliases: dropped,
    pure: perlPure,
    loaders: never,
    environment: /^[%$]ENV$/,
    root: never,
    safeModules: perlModules,
  },
  other: {
    name: "other",
    reading: loose("other"),
    sinks: sinkFinder(otherSinks, sharedSinks),
    aliases: dropped,
    pure: otherPure,
    loaders: never,
    environment: /^(?:ENV|Sys\.getenv\(\)|env)$/,
    root: never,
    safeModules: /^/,
  },
};

const byProgram: readonly (readonly [RegExp, LanguageName])[] = [
  [/^(?:python|pypy|ipython|py(?:$|[\d.]))/, "python"],
  [/^(?:node|nodejs|qjs|jsc|d8)$/, "javascript"],
  [/^(?:deno|bun|tsx|ts-node)/, "typescript"],
  [/^(?:ruby|irb|jruby|pry)/, "ruby"],
  [/^php/, "php"],
  [/^perl/, "perl"],
  [/^(?:lua|luajit|Rscript|R|julia|elixir|tclsh)(?:$|[\d.])/, "other"],
];

function named(program: string): LanguageName | undefined {
  const name = program.slice(Math.max(program.lastIndexOf("/"), program.lastIndexOf("\\")) + 1).replace(/\.exe$/i, "");
  return byProgram.find(([pattern]) => pattern.test(name))?.[1];
}

/** The language that a program runs. */
export function languageOf(program: string): Language {
  return languages[named(program) ?? "other"];
}
