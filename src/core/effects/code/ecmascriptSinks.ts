import type { Sink } from "./sink.ts";

/** Names by which the same module is known, replaced before a sink is looked up. */
export const ecmascriptAliases: readonly (readonly [RegExp, string])[] = [
  [/^(?:fs\/promises|fs\.promises|graceful-fs|fs-extra(?:\/esm)?|memfs)\./, "fs."],
  [/^(?:node-fetch|cross-fetch|isomorphic-fetch|undici\.fetch|globalThis\.fetch|window\.fetch)$/, "fetch"],
  [/^cross-spawn(?:\.sync)?$/, "child_process.spawn"],
  [/^bun\.(?=(?:\$|spawn|write|file)$)/, "Bun."],
  [/^bun\.spawnSync$/, "Bun.spawn"],
  [/Sync$/, ""],
];

export const ecmascriptSinks: readonly Sink[] = [
  // Files
  {
    symbols: [
      "fs.{readFile,readdir,createReadStream,opendir,readJson,readJSON,readlink}",
      "fs.open().{readFile,read}",
      "{glob,fast-glob,globby,tinyglobby}{,.**}",
      "Bun.file",
      "Deno.{readFile,readTextFile,readDir}",
      "vscode.workspace.{fs.readFile,fs.readDirectory,findFiles,openTextDocument,findTextInFiles}",
    ],
    effects: ["read-files"],
    refine: "path",
  },
  {
    symbols: [
      "fs.{writeFile,appendFile,mkdir,mkdtemp,rename,copyFile,cp,createWriteStream,symlink,link,move,copy}",
      "fs.{outputFile,outputJson,outputJSON,writeJson,writeJSON,ensureDir,ensureFile,mkdirp}",
      "fs.open().{writeFile,appendFile,write}",
      "write-file-atomic",
      "Bun.write",
      "Deno.{writeFile,writeTextFile,mkdir,rename,copyFile}",
      "vscode.workspace.{fs.writeFile,fs.createDirectory,fs.rename,fs.copy,applyEdit}",
    ],
    effects: ["write-files"],
    refine: "path",
  },
  {
    symbols: [
      "fs.{rm,unlink,rmdir,remove,emptyDir,truncate,ftruncate}",
      "{rimraf,del,trash}{,.*}",
      "Deno.remove",
      "vscode.workspace.fs.delete",
    ],
    effects: ["delete-files"],
  },
  { symbols: ["fs.{chmod,chown,lchown,fchmod,fchown}", "Deno.{chmod,chown}"], effects: ["change-access"] },
  // Programs and evaluated text
  {
    symbols: [
      "child_process.{exec,execFile,spawn,fork}",
      "execa{,.*}",
      "zx{,.**}",
      "shelljs.exec",
      "node-pty.spawn",
      "Bun.{$,spawn}",
      "@opencode-ai/plugin.PluginInput().$",
      "Deno.{Command,run}",
    ],
    effects: ["run-code"],
    refine: "command",
  },
  {
    symbols: ["{eval,Function}", "vm.{runInNewContext,runInThisContext,runInContext,Script,compileFunction}"],
    effects: ["run-code"],
    refine: "code",
  },
  {
    symbols: [
      "isolated-vm.**",
      "vm2.**",
      "{@e2b/code-interpreter,e2b,@vercel/sandbox,@daytonaio/sdk}.**.{runCode,run,exec,runCommand,codeRun,executeCommand}",
      "ssh2.Client().exec",
      "vscode.{tasks.executeTask,window.createTerminal}",
      "{playwright,playwright-core,puppeteer,puppeteer-core,@playwright/test}.**.{evaluate,evaluateHandle,$eval,$$eval,addScriptTag}",
    ],
    effects: ["run-code"],
  },
  { symbols: ["process.kill", "{fkill,tree-kill,kill-port}"], effects: ["kill-process"] },
  // Network
  {
    symbols: [
      "fetch",
      "undici.{request,stream}",
      "{http,https}.{get,request}",
      "axios",
      "axios.{request,create()}",
      "{got,ky,superagent,needle,ofetch}",
      "ofetch.ofetch",
    ],
    effects: [],
    refine: "http",
  },
  {
    symbols: ["{axios,got,ky,superagent,needle}{,.create(),.extend(),.*()}.{get,head}"],
    effects: ["fetch-network"],
    refine: "http",
  },
  {
    symbols: ["{axios,got,ky,superagent,needle}{,.create(),.extend(),.*()}.{post,put,patch}"],
    effects: ["fetch-network", "send-outward"],
    refine: "http",
  },
  {
    symbols: ["{axios,got,ky,superagent,needle}{,.create(),.extend(),.*()}.{delete,del}"],
    effects: ["send-outward", "destroy-data"],
    refine: "http",
  },
  { symbols: ["{axios}.create().request", "axios.create()"], effects: [], refine: "http" },
  {
    symbols: [
      "{playwright,playwright-core,puppeteer,puppeteer-core,@playwright/test}.**.{goto,content,textContent,innerText}",
    ],
    effects: ["fetch-network", "read-untrusted"],
  },
  {
    symbols: [
      "{playwright,playwright-core,puppeteer,puppeteer-core,@playwright/test}.**.{click,fill,type,press,selectOption,setInputFiles}",
    ],
    effects: ["send-outward"],
  },
  {
    symbols: ["{playwright,playwright-core,puppeteer,puppeteer-core}.**.{cookies,storageState}"],
    effects: ["read-secrets"],
  },
  {
    symbols: [
      "{net,tls,dgram}.{connect,createConnection,createServer,createSocket,Socket}",
      "{net,tls,dgram}.**.{connect,listen,send,bind}",
      "Deno.{connect,listen}",
      "dns.**",
    ],
    effects: ["fetch-network"],
    refine: "socket",
  },
  // Mail and messages
  {
    symbols: [
      "nodemailer.createTransport().sendMail",
      "@sendgrid/mail.{send,sendMultiple}",
      "resend.Resend().{emails,batch,broadcasts}.{send,create}",
      "postmark.**.{sendEmail,sendEmailBatch,sendEmailWithTemplate}",
      "mailgun.js.**.create",
      "@slack/webhook.IncomingWebhook().send",
      "twilio().**.create",
      "web-push.sendNotification",
    ],
    effects: ["send-outward"],
  },
  // Version control
  { symbols: ["simple-git.**.{push,pushTags}", "isomorphic-git.push", "simple-git().push"], effects: ["send-outward"] },
  { symbols: ["simple-git{,.**,()}.{reset,clean,rebase}"], effects: ["rewrite-history"] },
  // Secrets
  { symbols: ["keytar.{getPassword,findCredentials,findPassword}"], effects: ["read-secrets"] },
  {
    symbols: ["@google-cloud/secret-manager.**.accessSecretVersion", "@azure/keyvault-secrets.**.getSecret"],
    effects: ["read-secrets"],
  },
  { symbols: ["keytar.{setPassword,deletePassword}"], effects: ["change-access"] },
  // Clouds whose calls are command objects
  {
    symbols: [
      "@aws-sdk/client-*.*Command",
      "@aws-sdk/client-*.*().*",
      "@aws-sdk/lib-dynamodb.*Command",
      "@aws-sdk/lib-dynamodb.**().*",
    ],
    effects: [],
    refine: "aws-command",
  },
  // Models and other agents
  {
    symbols: [
      "@anthropic-ai/claude-agent-sdk.query",
      "@openai/agents.{run,Runner().run}",
      "@openai/codex-sdk.**.{run,runStreamed}",
    ],
    effects: ["delegate"],
  },
  {
    symbols: [
      "ai.{generateText,streamText,generateObject,streamObject,embed,embedMany,generateImage,experimental_generateImage}",
      "openai().**.{create,generate,parse}",
      "openai.{OpenAI,AzureOpenAI}().**.{create,generate,parse}",
      "@anthropic-ai/sdk{,.Anthropic}().**.{create,stream}",
    ],
    effects: ["fetch-network"],
  },
  // Databases spoken to in SQL
  {
    symbols: [
      "pg.**.query",
      "pg().**.query",
      "{mysql,mysql2,mysql2/promise,mssql,oracledb,@neondatabase/serverless,@vercel/postgres}.**.{query,execute,batch}",
      "{better-sqlite3,sqlite3,sqlite,bun:sqlite,node:sqlite,sqlite}{,.*}().**.{exec,run,all,get,prepare,query,each}",
      "{better-sqlite3,sqlite3}().{exec,run,all,get,prepare,query,each}",
      "sqlite.DatabaseSync().{exec,prepare}",
      "sqlite3.Database().{exec,run,all,get,prepare,each}",
      "{postgres,postgres.Sql,@neondatabase/serverless.neon,@neondatabase/serverless.NeonQueryFunction}(){,.unsafe,.query}",
      "@vercel/postgres.sql",
      "drizzle-orm/*.{drizzle,*Database}().{execute,run,all,get}",
      "duckdb.**.{run,all,exec,query}",
      "@prisma/client.PrismaClient().{$queryRaw,$queryRawUnsafe,$executeRaw,$executeRawUnsafe}",
      "knex{,.Knex}().raw",
      "@libsql/client{,/*}.{createClient,Client}().{execute,batch,executeMultiple}",
      "@libsql/client{,/*}.{createClient,Client}().transaction().{execute,batch,executeMultiple}",
      "@google-cloud/bigquery.BigQuery().{query,createQueryJob}",
    ],
    effects: [],
    refine: "sql",
  },
];
