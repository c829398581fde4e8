/** Where packages come from, and what their managers run: files that say it, and manifests of projects. */
import { formatOf, isRecord, readSettings, type Setting, type Settings } from "./read.ts";

/** Keys of package managers that change where packages come from, what they run, or what is trusted. */
const movesSource =
  /registry|index|extra|script-?shell|yarnpath|plugins?|_auth|authtoken|onlybuilt|dangerously|node-?options|proxy|strict-?ssl|cafile|\bca\b|trusted-?host|find-?links|source|rustc|linker|runner|mirror|distributionurl|repositor|init|shell|\bgit\b|preload|pnpmfile|password|prefix|npmrcauthfile|url|build-?script|enablescripts|unsafe|allow-?build|neverbuilt|target-applet|credential|token|host|no-?verify|channel|add|\bserver|profile|agent|jvm|args|jar|patch|replace|executable|python|global-?config|userconfig/i;
/** Keys with which a manager only behaves, so that the words above do not matter in them. */
const mildKeys =
  /(?:^|[.\]])(?:save-?exact|save-?prefix|engine-?strict|fund|audit|progress|loglevel|legacy-peer-deps|strict-peer-dependencies|auto-install-peers|node-?linker|shamefully-hoist|public-hoist-pattern|enabletelemetry|enableglobalcache|packages|catalogs?|catalog\..*|nmhoistinglimits|compressionlevel|package-lock|prefer-workspace-packages|link-workspace-packages|timeout|retries|jobs|color|colour|target-dir|incremental|defaultsemverrangeprefix|org\.gradle\.(?:parallel|caching|daemon|configureondemand)|kotlin\.code\.style|android\.\w+|disable-pip-version-check|require-virtualenv|install|uninstall)(?:\[\])?$/i;

/** True unless every line is known to leave sources and programs as they are. */
export function sourceMoves(text: string, name: string): boolean {
  if (/<\w/.test(text))
    return /<(?:mirror|repositor|server|url|add\s|packagesource|pluginrepositor|proxy|profile)/i.test(text);
  const settings = readSettings(text, /\.(?:ya?ml|toml|json)$/.test(name) ? formatOf(name) : "ini");
  if (!settings.isWhole || settings.entries.length <= 1) return movesSource.test(text);
  return settings.entries.some(
    ({ path, value }) =>
      path !== "" &&
      !isRecord(value) &&
      !mildKeys.test(path) &&
      (movesSource.test(path) || movesSource.test(pairOf(value))),
  );
}

function pairOf(value: unknown): string {
  return typeof value === "string" && /[:/@]/.test(value) ? "url" : "";
}

/** Words of a line that fetches, decodes or hands text to a shell: nothing a build does unseen. */
export const runsSomething =
  /\b(?:curl|wget|sh\s+-c|bash|eval|exec|spawn|child_process|subprocess|os\.system|powershell|base64|nc\s|https?:\/\/|rm\s+-)|[|;&]\s*(?:sh|bash)\b|\.sh\b|`|\$\(/i;

const lifecycle =
  /(?:^|[.\]])(?:pre|post)?(?:install|uninstall|prepare|publish|pack|version|prepublish(?:only)?|prepublish|dependencies|shrinkwrap)$/;
const dependencyLists =
  /(?:^|[.\]])(?:(?:dev|peer|optional|build)?-?_?dependencies|overrides|resolutions|dependency-groups|require(?:-dev)?|imports|patch(?:\.[\w-]+)?|replace|catalog)(?:[.[]|$)/;
/** A dependency that does not come from the registry under its own name. */
const foreignSource =
  /^(?:git[+:]|git@|https?:|file:|link:|github:|gitlab:|bitbucket:|npm:|gist:|[\w.-]+\/[\w.-]+(?:#|$))|@\s*(?:git\+|https?:|file:)/i;
const hooksOfTools =
  /(?:^|[.\]])(?:husky|simple-git-hooks|lint-staged|pre-commit|gypfile|preunplug|bundleddependencies|packagemanager|workspaces\.nohoist|config\.unsafe)(?:[.[]|$)|(?:^|[.\]])(?:build-backend|backend-path|build-system\.requires|index-url|extra-index-url|tool\.(?:uv|poetry|pdm)\.(?:index|source)\w*|cmdclass|entry_points|build|links|runner|rustc-wrapper|linker)(?:[.[]|$)/;
const loadsCode =
  /(?:^|[.\]])(?:plugins?|require|requires|loaders?|presets?|parser|transform\w*|setupfiles\w*|globalsetup|globalteardown|bootstrap\w*|init-hook|load-plugins|customrules|custom-rules|executor|reporters?|formatters?|import|preprocessor|resolver|processors?|runner|testenvironment|environment|extends|extensions|hooks?|configfile|helpers|file|files|addons|rulepaths|rulesdir\w*|workers?|jsplugins)(?:[.[]|$)/;

/** True when the manifest (or a part of one) would run or fetch something nobody expects of an edit. */
export function manifestActs(text: string, name: string): boolean {
  const format = formatOf(name);
  if (format !== "json" && format !== "toml" && format !== "yaml") return textActs(text, name);
  const settings = readSettings(text, format);
  if (!settings.isWhole || settings.entries.length <= 1)
    return textActs(text, name) || /"(?:pre|post)install"/i.test(text);
  return settings.entries.some((entry) => entryActs(entry));
}

function entryActs({ path, value }: Setting): boolean {
  if (typeof value !== "string")
    return hooksOfTools.test(path) && value !== false && !isRecord(value) && !Array.isArray(value);
  if (lifecycle.test(path)) return true;
  // A part of a list of dependencies comes without the list's name.
  if (dependencyLists.test(path) || (!path.includes(".") && /^(?:npm|git|github|file|link)[:+@]/.test(value)))
    return foreignSource.test(value);
  if (hooksOfTools.test(path)) return true;
  if (
    /(?:^|[.\]])(?:description|homepage|repository|repository\.url|bugs|bugs\.url|author|authors|license|url|funding|keywords|documentation|readme|name|\$schema|urls|classifiers)(?:[.[]|$)/.test(
      path,
    )
  )
    return false;
  return runsSomething.test(value) || localCode(path, value);
}

const textual: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\/requirements[\w.-]*\.txt$/,
    /^\s*(?:--?(?:index-url|extra-index-url|i|find-links|f|trusted-host|e|r)\b|[^#\n]*(?:git\+|https?:|file:))/im,
  ],
  [/\/go\.(?:mod|work)$/, /^\s*(?:replace\b|tool\b|toolchain\b)|=>/m],
  [/\/gemfile$/, /^\s*(?:source|git_source|plugin|eval_gemfile)\b|\bgit(?:hub)?:|`/m],
];

function textActs(text: string, name: string): boolean {
  const own = textual.find(([file]) => file.test(name))?.[1];
  return own ? own.test(text) : runsSomething.test(text);
}

/** Data of a formatter, linter, compiler or test runner that loads code of the work tree or from elsewhere. */
export function toolDataActs(text: string, name: string): boolean {
  const format = formatOf(name);
  const settings: Settings = readSettings(text, format === "text" ? "ini" : format);
  const found = settings.entries.some(({ path, value }) => typeof value === "string" && localCode(path, value));
  return (
    found ||
    (!settings.isWhole &&
      /["'](?:\.{1,2}\/|\/)[^"']*\.(?:[cm]?[jt]s|py|rb|lua|so|wasm)["']|require\(|import\(/.test(text))
  );
}

function localCode(path: string, value: string): boolean {
  if (!loadsCode.test(path)) return false;
  if (/^(?:https?:|data:|git)/i.test(value)) return true;
  const local = /^(?:\.{1,2}[\\/]|[\\/~]|[a-z]:[\\/])/i.test(value) || /<rootdir>/i.test(value);
  if (/init-hook|load-plugins|bootstrap/.test(path)) return true;
  return (
    local &&
    !/\.(?:jsonc?|ya?ml|toml|d\.ts|css|s[ac]ss|txt|md)$/i.test(value) &&
    (!/(?:^|[.\]])(?:files?|extends)(?:[.[]|$)/.test(path) || /\.(?:[cm]?js|py|rb)$/.test(value))
  );
}
