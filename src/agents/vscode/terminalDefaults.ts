/**
 * The default of `chat.tools.terminal.autoApprove`, as registered by VS Code 1.139.1 (read from its bundle, 2026-11-21).
 * A key is the start of a command up to a word boundary, or a regular expression between slashes.
 */
export const terminalDefaults: ReadonlyMap<string, boolean> = new Map([
  ...words(
    "cd echo ls dir pwd cat head tail findstr wc tr cut cmp which basename dirname realpath readlink " +
      "stat file od du df sleep nl grep Get-ChildItem Get-Content Get-Date Get-Random Get-Location " +
      "Set-Location Write-Host Write-Output Out-String Split-Path Join-Path Start-Sleep Where-Object " +
      "Select-Object Select-String Measure-Object Compare-Object Format-List Format-Table Sort-Object " +
      "column date find rg sed tree",
    true,
  ),
  ["npm ci", true],
  ...words(
    "rm rmdir del Remove-Item ri rd erase dd kill ps top Stop-Process spps taskkill taskkill.exe curl " +
      "wget Invoke-RestMethod Invoke-WebRequest irm iwr chmod chown Set-ItemProperty sp Set-Acl jq xargs " +
      "eval Invoke-Expression iex",
    false,
  ),
  ["/^git(\\s+(-(?-i:C)\\s+\\S+|--no-pager))*\\s+status\\b/", true],
  ["/^git(\\s+(-(?-i:C)\\s+\\S+|--no-pager))*\\s+log\\b/", true],
  ["/^git(\\s+(-(?-i:C)\\s+\\S+|--no-pager))*\\s+log\\b.*\\s--output(=|\\s|$)/", false],
  ["/^git(\\s+(-(?-i:C)\\s+\\S+|--no-pager))*\\s+show\\b/", true],
  ["/^git(\\s+(-(?-i:C)\\s+\\S+|--no-pager))*\\s+show\\b.*\\s--output(=|\\s|$)/", false],
  ["/^git(\\s+(-(?-i:C)\\s+\\S+|--no-pager))*\\s+diff\\b/", true],
  ["/^git(\\s+(-(?-i:C)\\s+\\S+|--no-pager))*\\s+ls-files\\b/", true],
  ["/^git(\\s+(-(?-i:C)\\s+\\S+|--no-pager))*\\s+grep\\b/", true],
  ["/^git(\\s+(-(?-i:C)\\s+\\S+|--no-pager))*\\s+grep\\b.*\\s(?:-[aIivwhHEGPFnlLqzco]*[^\\w\\s]*O\\S*)(\\s|$)/", false],
  ["/^git(\\s+(-(?-i:C)\\s+\\S+|--no-pager))*\\s+grep\\b.*\\s(?:--[^\\w\\s]*o[^\\w\\s]*p\\S*)(\\s|$)/", false],
  ["/^git(\\s+(-(?-i:C)\\s+\\S+|--no-pager))*\\s+branch\\b/", true],
  ["/^git(\\s+(-(?-i:C)\\s+\\S+|--no-pager))*\\s+branch\\b.*\\s-(d|D|m|M|-delete|-force)\\b/", false],
  ["/^docker\\s+(ps|images|info|version|inspect|logs|top|stats|port|diff|search|events)\\b/", true],
  ["/^docker\\s+(container|image|network|volume|context|system)\\s+(ls|ps|inspect|history|show|df|info)\\b/", true],
  ["/^docker\\s+compose\\s+(ps|ls|top|logs|images|config|version|port|events)\\b/", true],
  [
    "/^npm\\s+(ls|list|outdated|view|info|show|explain|why|root|prefix|bin|search|doctor|fund|repo|bugs|docs|home|help(-search)?)\\b/",
    true,
  ],
  ["/^npm\\s+config\\s+(list|get)\\b/", true],
  ["/^npm\\s+pkg\\s+get\\b/", true],
  ["/^npm\\s+audit$/", true],
  ["/^npm\\s+cache\\s+verify\\b/", true],
  ["/^yarn\\s+(list|outdated|info|why|bin|help|versions)\\b/", true],
  ["/^yarn\\s+licenses\\b/", true],
  ["/^yarn\\s+audit\\b(?!.*\\bfix\\b)/", true],
  ["/^yarn\\s+config\\s+(list|get)\\b/", true],
  ["/^yarn\\s+cache\\s+dir\\b/", true],
  ["/^pnpm\\s+(ls|list|outdated|why|root|bin|doctor)\\b/", true],
  ["/^pnpm\\s+licenses\\b/", true],
  ["/^pnpm\\s+audit\\b(?!.*\\bfix\\b)/", true],
  ["/^pnpm\\s+config\\s+(list|get)\\b/", true],
  ["/^npm\\s+ci\\s+\\S/", false],
  ["/^yarn\\s+install\\s+--frozen-lockfile\\b/", true],
  ["/^yarn\\s+install\\s+--frozen-lockfile\\s+\\S/", false],
  ["/^pnpm\\s+install\\s+--frozen-lockfile\\b/", true],
  ["/^pnpm\\s+install\\s+--frozen-lockfile\\s+\\S/", false],
  ["/^column\\b.*\\s-c\\s+[0-9]{4,}/", false],
  ["/^date\\b.*\\s(-s|--set)\\b/", false],
  ["/^find\\b.*\\s-(delete|exec|execdir|fprint|fprintf|fls|ok|okdir)\\b/", false],
  ["/^rg\\b.*\\s(--pre|--hostname-bin)\\b/", false],
  ["/^sed\\b.*\\s(-[a-zA-Z]*(e|f)[a-zA-Z]*|--expression|--file)\\b/", false],
  ["/^sed\\b.*s\\/.*\\/.*\\/[ew]/", false],
  [
    "/^sed\\b(?:\\s+(?:(?:-l|--line-length)\\s+\\S+|--line-length=\\S+|-\\S+))*\\s+(['\"])\\s*(?:(?:\\d+|\\$|\\/(?:\\\\.|[^\\/])*\\/)(?:\\s*,\\s*(?:\\d+|\\$|\\/(?:\\\\.|[^\\/])*\\/))?)?\\s*!?\\s*[erRwW](?:\\s|\\1)/",
    false,
  ],
  [
    "/^sed\\b(?:\\s+(?:(?:-l|--line-length)\\s+\\S+|--line-length=\\S+|-\\S+))*\\s+(['\"])(?:\\\\.|(?!\\1).)*[;{]\\s*(?:(?:\\d+|\\$|\\/(?:\\\\.|[^\\/])*\\/)(?:\\s*,\\s*(?:\\d+|\\$|\\/(?:\\\\.|[^\\/])*\\/))?)?\\s*!?\\s*[erRwW](?:\\s|\\1|[;}])/",
    false,
  ],
  [
    "/^sed\\b(?:\\s+(?:(?:-l|--line-length)\\s+\\S+|--line-length=\\S+|-\\S+))*\\s+(?:(?:\\d+|\\$|\\/(?:\\\\.|[^\\/])*\\/)(?:\\s*,\\s*(?:\\d+|\\$|\\/(?:\\\\.|[^\\/])*\\/))?)?\\s*!?\\s*[erRwW](?:\\s|$)/",
    false,
  ],
  ["/^sort\\b(?!-)/", true],
  ["/^sort\\b.*\\s-(o|S)\\b/", false],
  ["/^sort\\b.*\\s(?:\\$?['\"]|\\\\)*-(?:\\$?['\"]|\\\\)*-(?:\\$?['\"]|\\\\)*c(?:\\$?['\"]|\\\\)*o/", false],
  ["/^tree\\b.*\\s-o\\b/", false],
  ["/^xxd$/", true],
  ["/^xxd\\b(\\s+-\\S+)*\\s+[^-\\s]\\S*$/", true],
]);

function words(list: string, approved: boolean): [string, boolean][] {
  return list.split(" ").map((word) => [word, approved]);
}
