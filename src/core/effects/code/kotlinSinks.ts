import type { Effect } from "../../model/effect.ts";
import { type Verb, verbOf } from "./services.ts";

/** What calls in Kotlin do, by how they are written; strings in the code are blanked out before. */
const kotlinSinks: readonly { readonly pattern: RegExp; readonly effects: readonly Effect[] }[] = [
  {
    pattern:
      /\b(?:File|Path|Paths\.get|Path\.of)\([^\n]*\)\s*\.(?:readText|readBytes|readLines|bufferedReader|inputStream|listFiles|walk|forEachLine)\b|\bFiles\.(?:read\w*|list|walk|newBufferedReader|lines)\(|\.(?:readText|readLines|listDirectoryEntries|listFiles|walkTopDown)\(/,
    effects: ["read-files"],
  },
  // kotlinx-io and Okio
  {
    pattern:
      /\b(?:SystemFileSystem|FileSystem\.SYSTEM|fileSystem|fs)\s*\.(?:source|list|read|openReadOnly|listRecursively)\s*[({]/,
    effects: ["read-files"],
  },
  {
    pattern:
      /\b(?:SystemFileSystem|FileSystem\.SYSTEM|fileSystem|fs)\s*\.(?:sink|appendingSink|write|createDirector\w+|atomicMove|copy|openReadWrite)\s*[({]/,
    effects: ["write-files"],
  },
  {
    pattern: /\b(?:SystemFileSystem|FileSystem\.SYSTEM|fileSystem|fs)\s*\.(?:delete|deleteRecursively)\s*\(/,
    effects: ["delete-files"],
  },
  // Archives, and the platform of IntelliJ
  {
    pattern:
      /\b(?:ZipFile|JarFile|FileInputStream|FileReader|RandomAccessFile)\(|\b(?:VfsUtil(?:Core)?\.loadText|LoadTextUtil\.loadText|FileDocumentManager\.getInstance\(\)\.getDocument|PsiDocumentManager\.getInstance\([^()]*\)\.getDocument|FileUtil\.loadFile\w*)\(|\.(?:contentsToByteArray|getDocument)\(|\b(?:FilenameIndex|FileTypeIndex|ReferencesSearch|PsiSearchHelper|PsiShortNamesCache|StubIndex)\.\w+/,
    effects: ["read-files"],
  },
  {
    pattern:
      /\b(?:VfsUtil\.saveText|FileUtil\.(?:writeToFile|copy\w*|rename|createDirectory)|FileOutputStream|FileWriter|PrintWriter)\b\s*\(|\.(?:setBinaryContent|createChildData|createChildDirectory|replaceString|insertString|deleteString)\(|\bWriteCommandAction\b|\b(?:RenameProcessor|MoveFilesOrDirectoriesProcessor|ReformatCodeProcessor|OptimizeImportsProcessor)\(/,
    effects: ["write-files"],
  },
  {
    pattern:
      /\bFileUtil\.delete\w*\(|\bSafeDeleteProcessor\b|\b(?:\w+\.)*(?:psiFile|element|virtualFile|file|vFile|psiElement|directory)\.delete\(/,
    effects: ["delete-files"],
  },
  {
    pattern:
      /\bGeneralCommandLine\(|\b(?:ProgramRunnerUtil\.executeConfiguration|ExecutionUtil\.run\w*|ExecutionEnvironmentBuilder|ExternalSystemUtil\.runTask|CompilerManager\.getInstance|ProjectTaskManager)\b|\b(?:popen|execvp?|posix_spawnp?|CreateProcessW?)\(|\bCommand\(\s*"/,
    effects: ["run-code"],
  },
  {
    pattern:
      /\.(?:writeText|writeBytes|appendText|appendBytes|bufferedWriter|outputStream|mkdirs?|createNewFile|renameTo|copyTo|createDirectories)\(|\bFiles\.(?:write\w*|create\w*|copy|move|newBufferedWriter)\(/,
    effects: ["write-files"],
  },
  {
    pattern: /\.deleteRecursively\(|\bFiles\.delete\w*\(|\bFile\([^\n]*\)\.delete\(|\.deleteIfExists\(/,
    effects: ["delete-files"],
  },
  { pattern: /\bProcessBuilder\(|\bRuntime\.getRuntime\(\)\.exec\(|\bScriptEngine\w*|\.eval\(/, effects: ["run-code"] },
  {
    pattern:
      /(?:[cC]lient|\bhttp|\bthis|\bwebClient|\brestTemplate)\??\s*\.(?:get|head|options|prepareGet|getForObject|getForEntity)\b\s*[({<]|\bURL\([^\n]*\)\.(?:readText|openStream|openConnection)|\bJsoup\.connect\(/,
    effects: ["fetch-network"],
  },
  {
    pattern:
      /(?:[cC]lient|\bhttp|\bwebClient|\brestTemplate)\??\s*\.(?:post|put|patch|submitForm|preparePost|postForObject|postForEntity)\b\s*[({<]/,
    effects: ["fetch-network", "send-outward"],
  },
  {
    pattern: /(?:[cC]lient|\bhttp|\bwebClient|\brestTemplate)\??\s*\.delete\b\s*[({<]/,
    effects: ["send-outward", "destroy-data"],
  },
  {
    pattern: /(?:[cC]lient|[aA]pi)\??\s*\.(?:search|find|fetch|query|list|load|retrieve|download)\w*\(|\.(?:newCall)\(/,
    effects: ["fetch-network"],
  },
  { pattern: /\.(?:sendMessage|sendMail|sendEmail|postMessage)\(|\bTransport\.send\(/, effects: ["send-outward"] },
  { pattern: /\bSystem\.getenv\(\)/, effects: ["read-secrets"] },
  {
    pattern: /\.(?:executeQuery|queryForObject|queryForList|selectAll|findAll|findById)\(|\bselect\s*\{/,
    effects: ["read-data"],
  },
  {
    pattern:
      /\.(?:executeUpdate|insertIgnore|batchInsert|upsert|saveAll)\(|\brepository\.save\(|\.insert\s*\{|\.update\s*\(\s*\{/,
    effects: ["write-data"],
  },
  { pattern: /\.(?:deleteWhere|deleteAll|deleteById)\b|\brepository\.delete\(/, effects: ["destroy-data"] },
];

/** A person is asked: elicitation of the protocol, or a line from the terminal. */
export const kotlinQuestion = /\b(?:createElicitation|elicit\w*|readln|readLine)\(/;

/** What is called on a store of the project's own, by its verb: `context.workItemRepository().getById(`. */
const storeCall =
  /\b\w*(?:[rR]epository|[rR]epo|[dD]ao|DAO|[dD]atabase|\w[sS]torage)(?:\(\))?\s*\??\.\s*([a-z]\w*)\s*\(/g;
const storeVerbs: Readonly<Record<Verb, Effect>> = { read: "read-data", change: "write-data", remove: "destroy-data" };
/** Words of such stores that say no more of themselves. */
const storing = /^(?:claim|release|link|unlink|touch|increment|decrement|bulk\w*)/;

/** How the call is written that has an effect; undefined where none has. */
export function writtenSink(code: string, effect: Effect): string | undefined {
  const sink = kotlinSinks.find(({ pattern, effects }) => effects.includes(effect) && pattern.test(code));
  if (sink) return sink.pattern.exec(code)?.[0];
  for (const { 0: written, 1: method = "", index } of code.matchAll(storeCall)) {
    // A text that is called after what it names: `repository.replace("/", "_")`.
    if (method === "replace" && /^\s*"/.test(code.slice(index + written.length))) continue;
    const verb = verbOf(method) ?? (storing.test(method) ? "change" : undefined);
    if (verb && storeVerbs[verb] === effect) return written;
  }
  return undefined;
}
