/** Settings that name a program, a server or an address which the editor or an agent then uses by itself. */
import type { Setting } from "./read.ts";

/** Dotted paths in lower case. */
const starts: readonly RegExp[] = [
  // Servers, hooks and helpers of agents.
  /(?:^|[.\]])(?:mcpservers|mcp_servers|mcp-servers|context_servers|servers|mcp|hooks|plugins?|enabledplugins|extraknownmarketplaces|extensions)(?:$|[.[])/,
  /(?:^|[.\]])(?:command|cmd|commands|statusline|notify|apikeyhelper|awsauthrefresh|awscredentialexport|otelheadershelper|discoverycommand|callcommand|servercommand|notifications-command|(?:test|lint)-cmd|auto-test|install|start|setup|delegate|to|fileopener|program)(?:$|[.[])/,
  /(?:^|[.\]])env(?:$|[.[])|terminal\.integrated\.env/,
  /base_?url|endpoint|api-base|api_base|server_?url|httpurl|proxy$|\burl$|tlsterminate|httpproxyport/,
  /hookfileslocations|agentfileslocations|instructionsfileslocations|promptfileslocations|pluginlocations/,
  // The editor's own: what it starts, and where it takes programs from.
  /executable|path(?:s)?$|\.path(?:\.|$)|profiles\.|automationprofile|shellargs|interpreter|serverpath|\.sdk$|runtime\w*$|\.binary|\.program|\.tool$/,
  /json\.schemas|yaml\.schemas|http\.proxy|autoinstall|runargs|serverargs|server\.extraenv|extraargs|compilerpath|buildcommand|runonsave|onsavecommands|emeraldwalk|code-runner\.|defaultcommand/,
  /(?:^|[.\]])git\.(?!autofetch$|confirmsync|enablesmartcommit|opendiff|decorations|autorefresh|inputvalidation|fetchonpull|prunonfetch)/,
  /(?:^|[.\]])(?:remote|dev\.containers)\.|tasks|launch(?:\.|$)|inheritenv/,
];

/** True when the value makes something start, or be fetched, that the text names. */
export function startsSomething({ path, value }: Setting): boolean {
  if (path === "" || value === false || value === null || isEmpty(value)) return false;
  return starts.some((pattern) => pattern.test(path));
}

/** Settings of the editor that only change how it looks or formats. */
const harmless =
  /^(?:\[[^\]]+\]|editor\.(?!.*(?:path|command))|workbench\.(?!.*(?:trust|proxy|path))|window\.(?:zoom|title|new|restore|menu|auto)|files\.(?:autosave|eol|encoding|exclude|associations|trim|insertfinal|watcher|readonly)|search\.|explorer\.|breadcrumbs\.|diffeditor\.|scm\.|problems\.|outline\.|zenmode\.|terminal\.integrated\.(?:font|cursor|scrollback|minimum|line|letter)|(?:type|java)script\.(?:preferences|format|suggest|updateimports|inlayhints|validate|implementationscodelens|referencescodelens)|prettier\.(?!.*(?:path|plugin|config|resolve))|cspell\.words|csp?ell\.|json\.format|html\.(?:format|suggest)|css\.|scss\.|less\.|markdown\.(?!.*(?:script|styles|security))|spellright\.|todo-tree\.|better-comments\.|python\.analysis\.(?:typecheckingmode|autoimport|diagnostic\w*)|rust-analyzer\.(?:inlayhints|lens|hover|completion))/;

/** True for a setting that nothing acts on. */
export function isHarmlessSetting({ path, value }: Setting): boolean {
  return path === "" || value === null || harmless.test(path);
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
