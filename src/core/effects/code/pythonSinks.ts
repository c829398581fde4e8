import type { Sink } from "./sink.ts";

/** Names by which the same module is known, replaced before a sink is looked up. */
export const pythonAliases: readonly (readonly [RegExp, string])[] = [
  [/^(?:builtins|io|codecs|aiofiles)\.open\b/, "open"],
  [/^aiofiles\.os\./, "os."],
  [/^(?:anyio|aiopath|trio)\.(?:Async)?Path\b/, "pathlib.Path"],
  [/^psycopg2?\b(?!\.)/, "psycopg2"],
];

const httpClients = "{requests,httpx,aiohttp,urllib3,niquests,curl_cffi.requests}";

export const pythonSinks: readonly Sink[] = [
  // Files
  { symbols: ["open"], effects: [], refine: "open-mode" },
  { symbols: ["pathlib.Path().**open"], effects: [], refine: "open-mode" },
  {
    symbols: [
      "pathlib.Path**.{read_text,read_bytes,iterdir,glob,rglob,walk}",
      "os.{listdir,walk,scandir}",
      "glob.{glob,iglob}",
      "{pandas,polars}.read_*",
      "openpyxl.load_workbook",
      "PIL.Image.open",
      "linecache.getline",
    ],
    effects: ["read-files"],
    refine: "path",
  },
  {
    symbols: [
      "pathlib.Path**.{write_text,write_bytes,mkdir,touch,rename,replace,symlink_to,hardlink_to}",
      "os.{mkdir,makedirs,rename,renames,replace,symlink,link}",
      "shutil.{copy,copy2,copyfile,copytree,move,make_archive,unpack_archive}",
      "**.savefig",
    ],
    effects: ["write-files"],
    refine: "path",
  },
  {
    symbols: [
      "pathlib.Path**.{unlink,rmdir}",
      "os.{remove,unlink,rmdir,removedirs,truncate}",
      "shutil.rmtree",
      "send2trash.send2trash",
    ],
    effects: ["delete-files"],
  },
  { symbols: ["os.{chmod,chown,lchown}", "pathlib.Path**.chmod", "shutil.chown"], effects: ["change-access"] },
  // Programs and evaluated text
  {
    symbols: [
      "subprocess.{run,call,check_call,check_output,Popen,getoutput,getstatusoutput}",
      "{os,posix}.{system,popen,execl,execle,execlp,execlpe,execv,execve,execvp,execvpe,spawnl,spawnle,spawnlp,spawnv,spawnve,spawnvp,posix_spawn,posix_spawnp,startfile}",
      "_posixsubprocess.fork_exec",
      "ctypes.**.{system,popen,execl,execv}",
      "commands.{getoutput,getstatusoutput}",
      "get_ipython().{system,getoutput}",
      "asyncio.{create_subprocess_exec,create_subprocess_shell}",
      "anyio.{run_process,open_process}",
      "pty.spawn",
      "pexpect.{run,spawn}",
      "sh.**",
      "plumbum.**",
      "fabric.**.{run,sudo}",
      "invoke.run",
    ],
    effects: ["run-code"],
    refine: "command",
  },
  {
    symbols: ["{eval,exec,compile}", "code.InteractiveInterpreter().runcode", "timeit.timeit"],
    effects: ["run-code"],
    refine: "code",
  },
  {
    symbols: [
      "__import__",
      "importlib.{import_module,reload,util.spec_from_file_location}",
      "{pickle,marshal,dill,cloudpickle,shelve}.{load,loads,open}",
      "ctypes.**",
      "runpy.{run_path,run_module}",
      "paramiko.SSHClient().exec_command",
      "docker.**.{exec_run,exec_start}",
      "{e2b,e2b_code_interpreter,daytona,daytona_sdk,modal}.**.{run_code,run,exec,code_run}",
      "jupyter_client.**.execute",
      "{playwright,pyppeteer,selenium}.**.{evaluate,execute_script,execute_async_script}",
    ],
    effects: ["run-code"],
  },
  {
    symbols: ["os.{kill,killpg}", "psutil.Process().{kill,terminate}", "signal.pthread_kill"],
    effects: ["kill-process"],
  },
  { symbols: ["os.{setuid,setgid,seteuid}"], effects: ["gain-privilege"] },
  // Network
  { symbols: [`${httpClients}{,.*()}.{get,head,options,stream}`], effects: ["fetch-network"], refine: "http" },
  {
    symbols: [`${httpClients}{,.*()}.{post,put,patch}`],
    effects: ["fetch-network", "send-outward"],
    refine: "http",
  },
  { symbols: [`${httpClients}{,.*()}.delete`], effects: ["send-outward", "destroy-data"], refine: "http" },
  { symbols: [`${httpClients}{,.*()}.request`, "requests.Request"], effects: [], refine: "http" },
  { symbols: ["urllib.request.{urlopen,urlretrieve,Request}"], effects: [], refine: "http" },
  {
    symbols: [
      "{wikipedia,feedparser,trafilatura,yfinance,tavily,duckduckgo_search,ddgs,arxiv,youtube_transcript_api}.**",
    ],
    effects: ["fetch-network", "read-untrusted"],
  },
  {
    symbols: ["{playwright,pyppeteer,selenium}.**.{goto,content,inner_text}"],
    effects: ["fetch-network", "read-untrusted"],
  },
  { symbols: ["{playwright,pyppeteer,selenium}.**.{click,fill,type,press,send_keys}"], effects: ["send-outward"] },
  { symbols: ["socket.**.{send,sendall,sendto}", "websockets.**.send"], effects: ["send-outward"], refine: "socket" },
  {
    symbols: [
      "socket.{socket,create_connection,create_server,gethostbyname,getaddrinfo}",
      "socket.socket().{connect,connect_ex,bind,listen}",
    ],
    effects: ["fetch-network"],
    refine: "socket",
  },
  {
    symbols: ["http.client.**.request", "{ftplib,telnetlib,asyncio.open_connection}**", "http.server.**", "xmlrpc.**"],
    effects: ["fetch-network", "send-outward"],
    refine: "http",
  },
  // Mail and messages
  {
    symbols: [
      "{smtplib,aiosmtplib}.**.{sendmail,send_message}",
      "aiosmtplib.send",
      "sendgrid.**.{send,post}",
      "resend.Emails.send",
      "telegram.**.send_*",
      "pywhatkit.*",
      "slack_sdk.webhook.**.send",
    ],
    effects: ["send-outward"],
  },
  { symbols: ["poplib.**.{retr,top}"], effects: ["fetch-network", "read-untrusted"] },
  { symbols: ["poplib.**.{list,stat,uidl}"], effects: ["fetch-network"] },
  { symbols: ["poplib.**.dele"], effects: ["send-outward", "destroy-data"] },
  {
    symbols: [
      "{imaplib,aioimaplib,imapclient}.**.{uid,fetch,search,select,select_folder,examine,status,list,lsub,sort,thread,expunge,delete,store,copy,move,append,create,rename,subscribe,setacl}",
    ],
    effects: [],
    refine: "imap",
  },
  // Secrets
  {
    symbols: ["os.environ.{copy,items,values}", "dotenv.dotenv_values", "keyring.get_password"],
    effects: ["read-secrets"],
  },
  { symbols: ["google.cloud.secretmanager.**.access_secret_version"], effects: ["read-secrets"] },
  { symbols: ["azure.keyvault.secrets.**.get_secret"], effects: ["read-secrets"] },
  { symbols: ["keyring.{set_password,delete_password}"], effects: ["change-access"] },
  // Version control
  { symbols: ["git.Repo().**.push", "git.Repo**.remotes.**.push"], effects: ["send-outward"] },
  { symbols: ["git.Repo().git.{reset,clean}", "git.Repo().head.reset"], effects: ["rewrite-history"] },
  {
    symbols: ["git.Repo().{index.commit,index.add,create_head}", "git.Repo().git.{commit,add,checkout}"],
    effects: ["write-files"],
  },
  { symbols: ["git.Repo().**"], effects: ["read-files"] },
  // Models and other agents
  {
    symbols: [
      "agents.Runner.{run,run_sync,run_streamed}",
      "crewai.Crew().{kickoff,kickoff_async}",
      "claude_agent_sdk.query",
      "claude_agent_sdk.ClaudeSDKClient().query",
      "pydantic_ai.Agent().{run,run_sync,run_stream}",
    ],
    effects: ["delegate"],
  },
  {
    symbols: [
      "{openai,anthropic,litellm,cohere,mistralai,groq}.**.{create,generate,stream,completion,acompletion,chat,embed}",
    ],
    effects: ["fetch-network"],
  },
  // Databases spoken to in SQL
  {
    symbols: [
      "{sqlite3,aiosqlite,psycopg,psycopg2,pymysql,mysql,mysql.connector,asyncpg,duckdb,pyodbc,snowflake.connector,cx_Oracle,oracledb,clickhouse_connect,trino}.**.{execute,executemany,executescript,fetch,fetchrow,fetchval,query,sql,command,raw_sql}",
      "sqlalchemy.**.{execute,exec_driver_sql}",
      "google.cloud.bigquery.**.query",
      "databases.Database().{execute,fetch_all,fetch_one}",
      "{pandas,polars}.read_sql{,_query}",
    ],
    effects: [],
    refine: "sql",
  },
  // Of a session with a query, and without one of what it answered
  { symbols: ["sqlalchemy.**.{scalar,scalars}"], effects: [], refine: "given-sql" },
];
