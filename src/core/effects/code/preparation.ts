import { type Effect, ofRecords } from "../../model/effect.ts";
import { folderMaker } from "./ownThings.ts";

/** Functions that make the way to a service ready: what they read and ask for on the way is not what the tool does. */
const clientMaker =
  /^_*(?:(?:get|create|make|build|new|init|initialize|setup|open|ensure|load|resolve|require|acquire|obtain|refresh|validate)_?)(?:\w*_?)(?:client|fetcher|sdk|http|driver|engine|transport|provider|credentials?|creds|authenticator|oauth\w*|access_?token|auth)(?:s|_?(?:from|for|with|by|in|of|instance)\w*)?$/i;
const connectionGetter =
  /^_*(?:get|ensure|load|resolve|require|acquire|obtain|refresh|validate|open)_?(?:\w*_?)(?:service|session|connection|auth|token|api|pool|sandbox|box|interpreter|kernel)(?:s|_?(?:from|for|with|by|in|of|instance)\w*)?$/i;
const entry = /^_*(?:authenticate|authorize|log_?in|sign_?in|ensure_?auth\w*|ensure_?logged_?in)$/i;

const starter = /^_*(?:init|initialize|ensure_?(?:init\w*|ready|started|set_?up))$/i;
/** A browser that is started, an engine that is installed, a login that is renewed. */
const bringer =
  /^_*(?:(?:get_?or_?(?:create|start|launch)|create|new|launch|start|ensure|init(?:ialize)?|set_?up|make|acquire|boot)_?(?:\w*_?)(?:browser|driver|chrom(?:e|ium)|playwright|puppeteer|emulator|daemon)s?(?:_?(?:instance|process|context|installed|ready|running|started|path))?|ensure_?\w*(?:ready|installed|authenticated|logged_?in|running)\w*|get_?ready_?\w+|(?:start|renew|refresh|re)_?(?:login|log_?in|auth)\w*|\w*_if_needed|\w+IfNeeded|(?:handle|raise|report)_?\w*(?:error|exception)|install_?(?:browsers?|dependencies|deps|binar(?:y|ies)|chromium)|download_?(?:browsers?|binar(?:y|ies)|chromium|driver))$/i;

/** True of a function that brings something up which the tool works with. */
export function bringsUp(name: string | undefined): boolean {
  return name !== undefined && bringer.test(name);
}

/** What is done to bring it up; that something is fetched stays, since a page may be. A tool that says that it is for this does it. */
export const bringing: ReadonlySet<Effect> = new Set([
  ...(["read-files", "write-files", "delete-files", "read-data", "write-data"] as const),
  ...(["run-code", "change-access", "read-secrets", "read-untrusted"] as const),
]);

const teller =
  /^_*(?:telemetry|capture(?:_?(?:event|error|exception|message|telemetry|base))?|track(?:_?(?:event|tool|usage|call|error|metric|analytics)\w*)?|(?:send|record|report|emit|log|push|submit|post)_?(?:to_?)?(?:telemetry|analytics|metrics?|usage)\w*|send_?analytics_?event)$/i;

/** True of a function that makes its object ready before the first use. */
export function startsUp(name: string | undefined): boolean {
  return name !== undefined && starter.test(name);
}

/** True of a function that tells the maker of the program how it is used: nothing that the tool is for. */
export function tellsUsage(name: string | undefined): boolean {
  return name !== undefined && teller.test(name);
}

const logger =
  /^_*(?:log|trace|debug_?log|log_?(?:debug|info|error|warn\w*|line|to_?file)|write_?(?:to_?)?log(?:_?file)?|append_?(?:to_?)?log(?:_?file)?|(?:record|write|append|emit|capture|save|add)_?\w*trace(?:_?\w+)?|trace_\w+)$/i;
const ofLogger = /(?:^|[._])_?log(?:ger)?\.(?:log|trace|debug|verbose|info|notice|warn\w*|error|fatal|critical)$/i;

/**
 * True of a function that only writes down what the program does: into a file of its own.
 * @param written how it is called, such as "this.logger.info"
 */
export function keepsLog(name: string | undefined, written = ""): boolean {
  return (name !== undefined && logger.test(name)) || ofLogger.test(written);
}

/** What is left behind by that. */
export const logging: ReadonlySet<Effect> = new Set(["read-files", "write-files", "delete-files"]);

/** `getCredentialsProjectId`: what stands beside the credentials. */
const besideCredentials =
  /^_*(?:get|load|read|resolve|find)_?\w*credentials?_?(?:project\w*|path|file|account|type|scopes?)$/i;

/** True of a function that only makes a client, or gets one that is there. */
export function preparesClient(name: string | undefined): boolean {
  return name !== undefined && [clientMaker, connectionGetter, entry, besideCredentials].some((one) => one.test(name));
}

const addressGetter =
  /^_*(?:get|resolve|load|build|make|read|fetch)_?(?:\w*_?)(?:dsn|conn|connection_?string|conn_?str|(?:database|db)_?ur[il]|password|api_?key)$/i;
const handedThrough = /credential|creds|token|oauth|auth/i;

/** True of a function that needs a secret to reach a service, and hands out the way to that and no secret. */
export function needsSecret(name: string | undefined): boolean {
  if (name === undefined) return false;
  return addressGetter.test(name) || (preparesClient(name) && !handedThrough.test(name));
}

const settingsReader =
  /(?:^|\.)\w*(?:[cC]onfig(?:uration)?|[sS]ettings)(?:\(\))?\.(?:load\w*|from_\w+|read\w*|open|parse\w*|instance|get_?[iI]nstance)$/;

/** True of `Config::load()`: the program's own settings, as a type named for them gives them out. */
export function readsSettings(written: string): boolean {
  return settingsReader.test(written);
}

const placeGetter =
  /(?:^|_)(?:path|dir|directory|folder|PATH|DIR|DIRECTORY|FOLDER)s?$|(?:Path|Dir|Directory|Folder)s?$/;
const placeMaker = /^_*(?:create|make|mk|new|add)/i;

/** True of a folder that is made where a function tells where something lies. */
export function makesPlace(name: string | undefined, because: string): boolean {
  return name !== undefined && placeGetter.test(name) && !placeMaker.test(name) && folderMaker.test(because);
}

/** What such a function is given to do its work: the surroundings, and nothing that a model wrote. */
const surroundings =
  /^(?:ctx|context|\w*[cC]ontext|\w*_context|config\w*|\w*[cC]onfig|env\w*|options|opts|settings|auth\w*|token|credentials?|creds|session\w*|req|request|this|self|extra|server|app|logger|log|runtime|state|deps|client|scopes?\w*|\w*[sS]copes?|account\w*|\w*[aA]ccount(?:_?[iI]d)?|user_?[iI]d|provider|profile|region|tool_?[nN]ame|e|ex|err|error|exc|exception|tenant\w*|cls)$/;

/** True where a call hands over nothing but its surroundings: what goes out on the way then is none of the tool's input. */
export function givesSurroundings(names: readonly (string | undefined)[]): boolean {
  return names.every((name) => name !== undefined && surroundings.test(name.slice(name.lastIndexOf(".") + 1)));
}

/** What the model itself may fill in, whatever it is called. */
const ofRequest = /^(?:options|opts|req|request|config\w*|settings|state|user_?[iI]d)$/;
const surroundingTypes = /Context|Injected|Depends|Runtime|Logger|CancellationToken/;

/** True of a parameter that tells where a call stands or who makes it, and nothing of what it is about. */
export function isSurroundings(name: string, type: string | undefined): boolean {
  if (type !== undefined && surroundingTypes.test(type)) return true;
  return surroundings.test(name) && !ofRequest.test(name);
}

const ownLoader =
  /^_*(?:load|reload)(?:_|[A-Z])|^_*(?:read|get|parse)_?\w*(?:config\w*|settings?|state|alias(?:es)?|preferences|prefs|defaults?|manifest)$/;

/** True of a function that reads a file of the program's own: it is handed nothing that says which. */
export function loadsOwn(name: string | undefined): boolean {
  return name !== undefined && ownLoader.test(name);
}

/** Configuration that is read, a token that is fetched. Secrets and data that come out of it stay what they are. */
export const preparing: ReadonlySet<Effect> = new Set(["read-files", "fetch-network", "read-untrusted"]);

/** A request for a token, a cache of it: what leaves something behind, as long as nothing of the tool's input is in it. */
export const leaving: ReadonlySet<Effect> = new Set(["write-files", "delete-files", "send-outward"]);

/** What is kept of an account or a session: the way to the client, where the call gives nothing but its surroundings. */
export const remembering = ofRecords;
