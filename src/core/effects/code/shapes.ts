import type { Effect } from "../../model/effect.ts";
import type { Code } from "../../parse/code/code.ts";
import { resolveValue, writtenName } from "../../parse/code/resolve.ts";
import { rememberAnswers } from "../../rememberAnswers.ts";

/** Calls on an object whose maker is not in sight, where receiver and method together leave no doubt. */
interface Shape {
  readonly pattern: RegExp;
  readonly effects: readonly Effect[];
  /** Not where the method's code is in sight. */
  readonly outside?: true;
}

const sandbox = "(?:^|[._\\w])(?:[sS]andbox|sbx)(?:\\(\\))?\\.(?:(?:commands|process|files|fs|filesystem)\\.)?";
const backend = "(?:^|[._])[bB]ackend(?:\\(\\))?\\.";

const page =
  "(?:^|\\.)(?:\\w*[pP]age|frame|tab)(?:\\(\\))?\\.(?:(?:locator|getBy\\w+|get_by_\\w+|frameLocator|first|nth|keyboard|mouse)(?:\\(\\))?\\.)*";
const http =
  "(?:^|[._])(?:(?:api|http|https|rest|request|axios)_?(?:[cC]lient|[cC]ontext|[sS]ervice|[iI]nstance)|https?|axios|apiClient)(?:\\(\\))?\\.";

/** Elements and workers of a page. */
const element = "(?:^|[._])(?:\\w*(?:[lL]ocator|[eE]lement|[hH]andle)|asLocator|getBy\\w+)(?:\\(\\))?\\.";
const wallet = "(?:^|[._])(?:\\w*[wW]allet(?:Provider|Client|Adapter)?|signer|\\w*Signer)(?:\\(\\))?\\.";

/** `_db.Orders.Where(…).`, `dbContext.Set<Order>().`. */
const rows = "^(?:this\\.)?_?(?:db|(?:\\w*[dD]b)?[cC]ontext)\\.[A-Z]\\w*(?:\\(\\))?\\.(?:[A-Z]\\w*\\(\\)\\.)*";

const shapes: readonly Shape[] = [
  {
    pattern: new RegExp(`${element}(?:click|dblclick|fill|type|press|hover|tap|scroll|drop|selectOption)$`),
    effects: ["send-outward"],
  },
  {
    pattern: /\.(?:uploadFile|upload_file|setInputFiles|set_input_files|uploadMedia|upload_media)$/,
    effects: ["read-files", "send-outward"],
  },
  // A browser that is told what to do in words.
  { pattern: /(?:^|[._])(?:get)?[sS]tagehand(?:\(\))?\.(?:page\.)?act$/, effects: ["send-outward"] },
  { pattern: /(?:^|[._])(?:get)?[sS]tagehand(?:\(\))?\.agent\(\)\.execute$/, effects: ["delegate", "send-outward"] },
  {
    pattern: /(?:^|[._])(?:get)?[sS]tagehand(?:\(\))?\.(?:page\.)?(?:extract|observe)$/,
    effects: ["fetch-network", "read-untrusted"],
  },
  // Addresses that are asked themselves, as Flurl does.
  { pattern: /^[^.]*\.(?:\w+\(\)\.)*Get(?:Json|String|Stream|Bytes)Async$/, effects: ["fetch-network"] },
  {
    pattern: /^[^.]*\.(?:\w+\(\)\.)*P(?:ost|ut|atch)(?:Json|String|UrlEncoded|Multipart)Async$/,
    effects: ["fetch-network", "send-outward"],
  },
  // What a worker is bound to.
  { pattern: /(?:^|\.)env\.\w*(?:KV|CACHE|STORE|SESSIONS?)\w*\.(?:get|list|getWithMetadata)$/, effects: ["read-data"] },
  { pattern: /(?:^|\.)env\.\w*(?:KV|CACHE|STORE|SESSIONS?)\w*\.put$/, effects: ["write-data"] },
  { pattern: /(?:^|\.)env\.\w*(?:KV|CACHE|STORE|SESSIONS?|BUCKET|R2)\w*\.delete$/, effects: ["destroy-data"] },
  { pattern: /(?:^|\.)env\.\w*(?:BUCKET|R2)\w*\.(?:get|list|head)$/, effects: ["fetch-network"] },
  { pattern: /(?:^|\.)env\.\w*(?:BUCKET|R2)\w*\.put$/, effects: ["send-outward"] },
  { pattern: /(?:^|\.)env\.\w*QUEUE\w*\.(?:send|sendBatch)$/, effects: ["send-outward"] },
  { pattern: /(?:^|\.)env\.\w*(?:VECTORIZE|INDEX)\w*\.(?:query|getByIds)$/, effects: ["read-data"] },
  { pattern: /(?:^|\.)env\.\w*(?:VECTORIZE|INDEX)\w*\.(?:insert|upsert)$/, effects: ["write-data"] },
  // An event that starts a function of a workflow.
  { pattern: /(?:^|[._])(?:step|inngest)\.(?:sendEvent|sendSignal)$/, effects: ["send-outward"] },
  { pattern: /(?:^|\.)env\.AI\.run$/, effects: ["fetch-network"] },
  // No other object has these.
  { pattern: /\.(?:evaluateHandle|evaluate_handle|evaluateOnNewDocument|addInitScript)$/, effects: ["run-code"] },
  {
    pattern:
      /\.(?:captureHeapSnapshot|saveFile|save_file|saveToFile|save_to_file|saveTemporaryFile|writeTextFile|writeToFile)$/,
    effects: ["write-files"],
  },
  // Clients in Go that a generator writes of an OpenAPI document, also behind an interface.
  { pattern: /\.(?:Delete|Remove)\w*WithResponse$/, effects: ["destroy-data", "send-outward"] },
  {
    pattern: /\.(?:Get|List|Retrieve|Find|Search|Read|Fetch|Describe|Query)\w*WithResponse$/,
    effects: ["fetch-network"],
  },
  { pattern: /\.[A-Z]\w*WithResponse$/, effects: ["send-outward"] },
  // What a hub of devices is told to do.
  { pattern: /\.(?:call_service|callService|fire_event|fireEvent)$/, effects: ["send-outward"] },
  // Rows of a context of Entity Framework whose class is not in sight.
  {
    pattern: new RegExp(
      `${rows}(?:To(?:List|Array|Dictionary)|(?:First|Single|Last)(?:OrDefault)?|Find|Any|All|Count)Async$`,
    ),
    effects: ["read-data"],
  },
  { pattern: new RegExp(`${rows}(?:ExecuteUpdateAsync|(?:Add|AddRange)Async)$`), effects: ["write-data"] },
  { pattern: new RegExp(`${rows}ExecuteDeleteAsync$`), effects: ["destroy-data"] },
  // Wallets that are handed in.
  { pattern: new RegExp(`${wallet}(?:native)?[tT]ransfer\\w*$`), effects: ["send-outward", "spend-money"] },
  {
    pattern: new RegExp(
      `${wallet}(?:send|broadcast|submit|write|sign_?[aA]nd_?[sS]end)\\w*(?:Transactions?|Contract|UserOperation)$`,
    ),
    effects: ["send-outward", "spend-money"],
  },
  {
    pattern: new RegExp(
      `${wallet}(?:send|sign|broadcast|submit)\\w*(?:Transactions?|UserOperation|Message|TypedData)$`,
    ),
    effects: ["send-outward"],
  },
  {
    pattern: new RegExp(`${wallet}(?:getBalance|readContract|waitForTransactionReceipt|estimateGas)$`),
    effects: ["fetch-network"],
  },
  // Collections of documents that a helper gives.
  {
    pattern: /\.(?:find_one|findOne|count_documents|countDocuments|estimated_document_count|estimatedDocumentCount)$/,
    effects: ["read-data"],
    outside: true,
  },
  {
    pattern:
      /\.(?:(?:insert|update)_(?:one|many)|(?:insert|update)(?:One|Many)|replace_one|replaceOne|find_one_and_(?:update|replace)|findOneAnd(?:Update|Replace)|bulk_write|bulkWrite)$/,
    effects: ["write-data"],
    outside: true,
  },
  {
    pattern: /\.(?:delete_(?:one|many)|delete(?:One|Many)|find_one_and_delete|findOneAndDelete)$/,
    effects: ["destroy-data"],
    outside: true,
  },
  // Databases behind an interface of the project.
  {
    pattern:
      /(?:^|[._])(?:connector|\w*Connector|database|\w*Database|dataSource|db)(?:\(\))?\.(?:get|list|find|fetch|describe|search|select)(?:All|One|Many|By|Rows?|Records?|Tables?|Schemas?|Columns?|Views?|Index(?:es)?|Procedures?|StoredProcedures?|Functions?|Databases?|Triggers?|Counts?|Metadata)\w*$/,
    effects: ["read-data"],
  },

  // Pages of a browser, and clients of HTTP, that are handed in.
  {
    pattern: new RegExp(`${page}(?:goto|reload|goBack|goForward|go_back|go_forward|waitForURL)$`),
    effects: ["fetch-network", "read-untrusted"],
  },
  {
    pattern: new RegExp(
      `${page}(?:click|dblclick|fill|type|press|pressSequentially|selectOption|select_option|setInputFiles|set_input_files|check|dragTo|dragAndDrop|drag_and_drop|tap)$`,
    ),
    effects: ["send-outward"],
  },
  {
    pattern: new RegExp(
      `${page}(?:evaluate|evaluateHandle|evaluate_handle|addScriptTag|add_script_tag|addInitScript|\\$eval|\\$\\$eval)$`,
    ),
    effects: ["run-code"],
  },
  {
    pattern: new RegExp(
      `${page}(?:content|textContent|innerText|innerHTML|text_content|inner_text|inner_html|ariaSnapshot|allTextContents)$`,
    ),
    effects: ["fetch-network", "read-untrusted"],
  },
  { pattern: new RegExp(`${page}pdf$`), effects: ["write-files"] },
  { pattern: new RegExp(`${http}(?:get|head|options)$`), effects: ["fetch-network", "read-untrusted"] },
  { pattern: new RegExp(`${http}(?:post|put|patch)$`), effects: ["fetch-network", "send-outward"] },
  { pattern: new RegExp(`${http}delete$`), effects: ["send-outward", "destroy-data"] },
  {
    pattern: /\.(?:sendMail|send_mail|sendEmail|send_email|send_message|sendMessage|postMessage)$/,
    effects: ["send-outward"],
  },
  {
    pattern: /\.(?:chat\.postMessage|chat_postMessage|files\.upload|files_upload|files_upload_v2)$/,
    effects: ["send-outward"],
  },
  { pattern: /\.(?:issues|pulls|repos|gists|discussions)\.create\w*$/, effects: ["send-outward"] },
  { pattern: /\.(?:paymentIntents|refunds|charges|transfers|payouts)\.create$/, effects: ["spend-money"] },
  { pattern: /\.(?:addCollaborator|add_collaborator|createAccessKey|create_access_key)$/, effects: ["change-access"] },
  { pattern: /\.(?:send_raw_transaction|sendRawTransaction)$/, effects: ["send-outward", "spend-money"] },
  { pattern: /\.(?:save_artifact|saveArtifact)$/, effects: ["write-files"] },
  { pattern: /\.(?:load_artifact|loadArtifact|load_artifacts)$/, effects: ["read-files"] },
  // Sandboxes that a framework hands to a tool.
  {
    pattern: new RegExp(
      `${sandbox}(?:run|exec|execute|spawn|runCommand|run_command|runCode|run_code|codeRun|code_run|executeCommand|execute_command|shell|start|exec_command)$`,
    ),
    effects: ["run-code"],
  },
  {
    pattern: new RegExp(
      `${sandbox}(?:read|readFile|readTextFile|readBinaryFile|read_file|read_text|list|listFiles|list_files|ls|downloadFile|download_file)$`,
    ),
    effects: ["read-files"],
  },
  {
    pattern: new RegExp(
      `${sandbox}(?:write|writeFile|writeFiles|writeTextFile|writeBinaryFile|write_file|mkdir|makeDir|uploadFile|upload_file)$`,
    ),
    effects: ["write-files"],
  },
  { pattern: new RegExp(`${sandbox}(?:remove|deleteFile|delete_file|rm|unlink)$`), effects: ["delete-files"] },
  // File systems of agent frameworks.
  {
    pattern: new RegExp(
      `${backend}a?(?:ls|ls_info|lsInfo|read|read_bytes|read_text|readRaw|grep|grep_raw|grepRaw|glob|glob_info|globInfo|download_files)$`,
    ),
    effects: ["read-files"],
  },
  { pattern: new RegExp(`${backend}a?(?:write|upload_files|uploadFiles)$`), effects: ["write-files"] },
  {
    pattern: /\.download_(?:media|to_(?:drive|file|filename|path|disk))$/,
    effects: ["fetch-network", "write-files"],
  },
  { pattern: new RegExp(`${backend}a?edit$`), effects: ["read-files", "write-files"] },
  { pattern: new RegExp(`${backend}a?execute$`), effects: ["run-code"] },
  {
    pattern: /(?:^|[._])code_?interpreter(?:\(\))?\.(?:invoke|execute|run|run_code|runCode|exec)$/i,
    effects: ["run-code"],
  },
  // What the user's own screen shows.
  { pattern: /(?:^|[._])tui\.(?:showToast|show_toast|appendPrompt|openSessions|openHelp)$/, effects: [] },
  // Agents and graphs that are run from a tool.
  { pattern: /(?:^|[._])client\.session\.(?:prompt|promptAsync|prompt_async|chat|command)$/, effects: ["delegate"] },
  { pattern: /(?:^|\.)(?:client\.)?runs\.(?:create|stream|wait)$/, effects: ["delegate", "send-outward"] },
  { pattern: /\bgetAgent\(\)\.(?:generate|stream|generateVNext|streamVNext|generateLegacy)$/, effects: ["delegate"] },
  { pattern: /\bgetWorkflow\(\)\.(?:execute|createRun\(\)\.start)$/, effects: ["delegate"] },
  { pattern: /(?:^|[._])(?:sub_?)?agent\.(?:kickoff|arun|run_sync|invoke_async)$/i, effects: ["delegate"] },
];

/** The effects of a call by its shape; undefined where the shape says nothing. */
export function shapeEffects(callee: Code): Pick<Shape, "effects" | "outside"> | undefined {
  const written = writtenName(callee);
  const full = callee.kind === "member" ? `${writtenName(withMakers(callee.object))}.${callee.property}` : written;
  return shapeOf(full === written ? written : `${written}\0${full}`);
}

/** By the name as it is written, and the one with makers where that is another. */
const shapeOf = rememberAnswers((names): Pick<Shape, "effects" | "outside"> | undefined => {
  const [written = "", full = written] = names.split("\0");
  return (
    shapes.find(({ pattern }) => pattern.test(written) || pattern.test(full)) ??
    googleRequest(full) ??
    googleApi(written)
  );
});

/** The receiver as the call that made it, for `const agent = mastra.getAgent("x"); agent.generate()`. */
function withMakers(code: Code): Code {
  const value = resolveValue(code);
  return value.kind === "call" ? value : code;
}

const googleWrites =
  /^(?:create|insert|update|patch|copy|send|batchUpdate|append|import|move|untrash|publish|modify|batchModify|clear)$/;
const googleRemoves = /^(?:delete|batchDelete|trash|emptyTrash)$/;
const othersWrite = /(?:^|\.)(?:messages|threads|comments|videos|events)\(\)/;
const googleAccess = /(?:^|\.)(?:permissions|acl|members|roleAssignments)\(\)/;
const googleResources =
  /(?:^|\.)(?:files|permissions|spreadsheets|values|documents|presentations|events|calendars|calendarList|messages|drafts|threads|labels|acl|forms|courses|courseWork|videos|playlists|comments|members|people|contactGroups|searchanalytics|tasks|tasklists)\(\)\.(\w+)\(\)\.execute$/;

const googleService =
  /(?:^|[._])(?:gmail|drive|calendar|sheets|docs|slides|youtube|people|tasks|forms|classroom|admin)\.((?:\w+\.)+)(\w+)$/;
const googleVerbs = new RegExp(
  `${googleWrites.source}|${googleRemoves.source}|^(?:list|get|search|query|export|download)$`,
);

/** `gmail.users.messages.send(...)` of Google's client for Node, handed in without a type. */
function googleApi(written: string): { readonly effects: readonly Effect[] } | undefined {
  const [, path = "", method = ""] = googleService.exec(written) ?? [];
  if (!googleVerbs.test(method)) return undefined;
  const access: readonly Effect[] = /(?:^|\.)(?:permissions|acl|members|roleAssignments)\.$/.test(path)
    ? ["change-access"]
    : [];
  if (googleRemoves.test(method)) return { effects: ["destroy-data", "send-outward", ...access] };
  if (googleWrites.test(method)) return { effects: ["send-outward", ...access] };
  const others = /(?:^|\.)(?:messages|threads|comments|videos|events)\.$/.test(path);
  return { effects: others ? ["fetch-network", "read-untrusted"] : ["fetch-network"] };
}

/** `service.files().copy(...).execute()` of Google's discovery client. */
function googleRequest(written: string): { readonly effects: readonly Effect[] } | undefined {
  const method = googleResources.exec(written)?.[1];
  if (method === undefined) return undefined;
  const access: readonly Effect[] = googleAccess.test(written) ? ["change-access"] : [];
  if (googleRemoves.test(method)) return { effects: ["destroy-data", "send-outward", ...access] };
  if (googleWrites.test(method)) return { effects: ["send-outward", ...access] };
  return { effects: othersWrite.test(written) ? ["fetch-network", "read-untrusted"] : ["fetch-network"] };
}
