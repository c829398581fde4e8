import type { Sink } from "./sink.ts";

/** The asynchronous twins of the standard library have its names. */
export const rustAliases: readonly (readonly [RegExp, string])[] = [
  [/^(?:tokio|async_std|smol|async_fs|fs_err)\.(?=(?:fs|process|net)\.)/, "std."],
  [/^fs_err\./, "std.fs."],
  [/^(?:async_process|tokio_process)\./, "std.process."],
  [
    /^reqwest\.(?:blocking\.)?Client(?:\.\w+\(\))*(?:\.build\(\)(?:\.\w+\(\))*|\.new\(\)|\.default\(\))(?=\.)/,
    "reqwest.Client()",
  ],
  // What a builder of AWS puts together is judged by its name, and a client by what made it.
  [/^(aws_sdk_\w+\..*)\.send$/, "$1.sent"],
  [/(\w+Client)\.(?:new|connect|default|with_\w+|from_\w+)\(\)(?=\.)/, "$1()"],
  [/^reqwest\.(?:blocking\.)?Client\(\)/, "reqwest.Client()"],
];

export const rustSinks: readonly Sink[] = [
  // Files
  {
    symbols: [
      "std.fs.{read,read_to_string,read_dir,read_link,metadata,canonicalize}",
      "std.fs.File.open",
      "walkdir.WalkDir.new",
      "glob.glob",
      "ignore.WalkBuilder.new",
    ],
    effects: ["read-files"],
    refine: "path",
  },
  {
    symbols: [
      "std.fs.{write,create_dir,create_dir_all,rename,copy,hard_link,soft_link}",
      "std.fs.File.{create,create_new}",
      "std.os.unix.fs.symlink",
      "tempfile.**.{persist,tempfile,tempdir}",
    ],
    effects: ["write-files"],
    refine: "path",
  },
  { symbols: ["std.fs.OpenOptions.new"], effects: ["read-files", "write-files"] },
  {
    symbols: ["std.fs.{remove_file,remove_dir,remove_dir_all}", "trash.{delete,delete_all}"],
    effects: ["delete-files"],
  },
  { symbols: ["std.fs.set_permissions", "nix.unistd.{chown,fchown}"], effects: ["change-access"] },
  // Programs
  // A command that was put together elsewhere is handed in to be run.
  { symbols: ["std.process.Command().{output,spawn,status,exec}"], effects: ["run-code"] },
  {
    symbols: [
      "std.process.Command.new",
      "std.process.Command.new()**.{arg,args}",
      "duct.{cmd,cmd!,sh}",
      "portable_pty.**.spawn_command",
    ],
    effects: ["run-code"],
    refine: "command",
  },
  {
    symbols: [
      "libloading.Library.new",
      "rhai.Engine**.{eval,run}",
      "mlua.Lua**.{load,exec}",
      "pyo3.Python**.{run,eval}",
      "russh.**.exec",
      "ssh2.**.exec",
      "headless_chrome.**.evaluate",
    ],
    effects: ["run-code"],
  },
  { symbols: ["std.process.Child().kill", "nix.sys.signal.kill", "sysinfo.**.kill"], effects: ["kill-process"] },
  { symbols: ["nix.unistd.{setuid,setgid}"], effects: ["gain-privilege"] },
  // Secrets
  { symbols: ["std.env.{vars,vars_os}"], effects: ["read-secrets"] },
  {
    symbols: ["keyring.Entry**.get_password", "aws_sdk_secretsmanager.**.get_secret_value**"],
    effects: ["read-secrets"],
  },
  { symbols: ["keyring.Entry**.{set_password,delete_password,delete_credential}", "std.env.set_var"], effects: [] },
  // Network
  {
    symbols: ["reqwest.{get,blocking.get}", "reqwest.Client().{get,head}", "ureq.get", "surf.get"],
    effects: ["fetch-network"],
  },
  {
    symbols: ["reqwest.Client().{post,put,patch}", "{ureq,surf}.{post,put,patch}"],
    effects: ["fetch-network", "send-outward"],
  },
  // What the request does was said by its method.
  { symbols: ["reqwest.Client().**.send"], effects: [] },
  { symbols: ["reqwest.Client().delete", "{ureq,surf}.delete"], effects: ["send-outward", "destroy-data"] },
  {
    symbols: [
      "reqwest.Client().request",
      "ureq.request",
      "http.Request.builder()**.method",
      "hyper.Request.builder()**.method",
    ],
    effects: [],
    refine: "http-request",
  },
  { symbols: ["hyper**.request", "reqwest.Client().execute"], effects: ["fetch-network"] },
  {
    symbols: ["std.net.{TcpStream,UdpSocket,TcpListener}.{connect,bind}", "{tokio_tungstenite,tungstenite}.connect**"],
    effects: ["fetch-network", "send-outward"],
    refine: "socket",
  },
  // Mail and messages
  {
    symbols: [
      "lettre.**.send",
      "slack_morphism.**.chat_post_message",
      "serenity.**.{say,send_message}",
      "teloxide.**.send_message",
    ],
    effects: ["send-outward"],
  },
  // Code hosting
  {
    symbols: ["octocrab.**.{create,update,merge,create_comment,create_file,update_file,create_release}"],
    effects: ["send-outward"],
  },
  { symbols: ["octocrab.**.{delete,delete_file,delete_comment}"], effects: ["destroy-data", "send-outward"] },
  {
    symbols: ["octocrab.**.{get,list,search,list_comments,get_content}"],
    effects: ["fetch-network", "read-untrusted"],
  },
  // Databases
  {
    symbols: [
      "sqlx.{query,query_as,query_scalar,raw_sql}",
      "sqlx.{query,query_as,query_scalar}!",
      "{rusqlite,duckdb}.Connection**.{execute,execute_batch,prepare,query_row}",
      "{tokio_postgres,postgres}.**.{query,query_one,query_opt,execute,batch_execute,simple_query}",
      "diesel.sql_query",
      "mysql_async.**.{query,exec,query_drop,exec_drop}",
    ],
    effects: [],
    refine: "sql",
  },
  { symbols: ["mongodb.**.{find,find_one,aggregate,count_documents,list_collection_names}"], effects: ["read-data"] },
  { symbols: ["mongodb.**.{insert_one,insert_many,update_one,update_many,replace_one}"], effects: ["write-data"] },
  { symbols: ["mongodb.**.{delete_one,delete_many,drop}"], effects: ["destroy-data"] },
  { symbols: ["redis.**.{get,hget,hgetall,keys,lrange}"], effects: ["read-data"] },
  { symbols: ["redis.**.{set,hset,lpush,rpush,sadd,expire,incr}"], effects: ["write-data"] },
  { symbols: ["redis.**.{del,flushdb,flushall}"], effects: ["destroy-data"] },
  // Clouds and clusters
  {
    symbols: [
      "kube.**.{delete,delete_collection}",
      "bollard.**.{remove_container,remove_image,kill_container,stop_container,prune_containers}",
    ],
    effects: ["change-infra", "destroy-data"],
  },
  {
    symbols: ["kube.**.{create,patch,replace}", "bollard.**.{create_container,start_container,restart_container}"],
    effects: ["change-infra"],
  },
  {
    symbols: ["kube.**.{get,list,logs}", "bollard.**.{list_containers,inspect_container,logs,list_images}"],
    effects: ["fetch-network"],
  },
  { symbols: ["bollard.**.{create_exec,start_exec}"], effects: ["run-code"] },
  // Version control
  { symbols: ["git2.**.push"], effects: ["send-outward"] },
  { symbols: ["git2.**.reset"], effects: ["rewrite-history"] },
  { symbols: ["git2.**.{commit,checkout_head,checkout_tree,add_path,add_all}"], effects: ["write-files"] },
  { symbols: ["git2.Repository.{clone,clone_recurse}"], effects: ["fetch-network", "write-files"] },
  { symbols: ["git2.Repository**"], effects: ["read-files"] },
  // Models and other agents
  { symbols: ["async_openai.**.create", "rig.**.{prompt,chat,completion}"], effects: ["fetch-network"] },
];
