import type { Effect } from "../../model/effect.ts";

/** What calls in Kotlin do, by how they are written; strings in the code are blanked out before. */
export const kotlinSinks: readonly { readonly pattern: RegExp; readonly effects: readonly Effect[] }[] = [
  {
    pattern:
      /\b(?:File|Path|Paths\.get|Path\.of)\([^\n]*\)\s*\.(?:readText|readBytes|readLines|bufferedReader|inputStream|listFiles|walk|forEachLine)\b|\bFiles\.(?:read\w*|list|walk|newBufferedReader|lines)\(|\.(?:readText|readLines|listDirectoryEntries|listFiles|walkTopDown)\(/,
    effects: ["read-files"],
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
