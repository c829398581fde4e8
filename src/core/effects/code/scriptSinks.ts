import type { Sink } from "./sink.ts";

/** Perl and its core modules. Names of modules are joined by points. */
export const perlSinks: readonly Sink[] = [
  { symbols: ["{open,sysopen}", "IO.File()"], effects: [], refine: "open-mode" },
  {
    symbols: [
      "{opendir,readlink,stat}",
      "File.Slurp.{read_file,slurp}",
      "{read_file,slurp}",
      "Path.Tiny.path().{slurp,lines}",
    ],
    effects: ["read-files"],
    refine: "path",
  },
  {
    symbols: [
      "{rename,link,symlink,mkdir,mkfifo}",
      "{File.Copy,File.Path}.{copy,move,cp,mv,make_path,mkpath}",
      "{copy,move,cp,mv,make_path,mkpath,write_file}",
    ],
    effects: ["write-files"],
    refine: "path",
  },
  {
    symbols: [
      "{unlink,rmdir,truncate,rmtree,remove_tree}",
      "File.Path.{rmtree,remove_tree}",
      "Path.Tiny.path().{remove,remove_tree}",
    ],
    effects: ["delete-files"],
  },
  { symbols: ["{chmod,chown}"], effects: ["change-access"] },
  {
    symbols: ["{system,exec,`,qx,readpipe,syscall}", "IPC.**", "{open2,open3,run3}", "POSIX.exec*"],
    effects: ["run-code"],
    refine: "command",
  },
  { symbols: ["{eval}"], effects: ["run-code"], refine: "code" },
  { symbols: ["{do,require}", "Storable.**", "dl_load_file"], effects: ["run-code"] },
  { symbols: ["kill"], effects: ["kill-process"] },
  { symbols: ["POSIX.{setuid,setgid}"], effects: ["gain-privilege"] },
  {
    symbols: ["{LWP.Simple.get,LWP.UserAgent().get,HTTP.Tiny().get,get,getstore,getprint,mirror}"],
    effects: ["fetch-network"],
    refine: "http",
  },
  {
    symbols: ["{LWP,HTTP,Net,WWW,Mojo.UserAgent}.**", "gethostbyname"],
    effects: ["fetch-network", "send-outward"],
    refine: "http",
  },
  {
    symbols: ["{socket,connect,bind,listen,send}", "IO.Socket**"],
    effects: ["fetch-network", "send-outward"],
    refine: "socket",
  },
];

/** Lua, R, Julia, Tcl, Elixir and the like: few calls of each matter on a command line. */
export const otherSinks: readonly Sink[] = [
  { symbols: ["{open,io.open,file,io.lines,File.open}"], effects: [], refine: "open-mode" },
  {
    symbols: [
      "{readLines,readRDS,scan,read.csv,read.table,readdir,readFile,list.files,File.read,File.read!,slurp,read-file}",
    ],
    effects: ["read-files"],
    refine: "path",
  },
  {
    symbols: [
      "{os.rename,file.rename,file.copy,file.create,dir.create,writeLines,saveRDS,write.csv,cat_file,sink,cp,mv,mkdir,mkpath,touch,symlink,writeFile,spit,file.symlink}",
      "File.{write,write!,cp,rename,mkdir,mkdir_p,touch}",
    ],
    effects: ["write-files"],
    refine: "path",
  },
  {
    symbols: [
      "{os.remove,file.remove,unlink,rm,removeFile,removeDirectoryRecursive}",
      "File.{rm,rm_rf,rm!,rm_rf!,rmdir}",
      "file.delete",
    ],
    effects: ["delete-files"],
  },
  { symbols: ["{Sys.chmod,chmod,chown}"], effects: ["change-access"] },
  {
    symbols: [
      "{os.execute,io.popen,system,system2,shell,shell.exec,run,exec,spawn,`,pipe,popen,sh,callCommand,callProcess,readProcess}",
      "System.{cmd,shell,exec}",
      "{:os,os}.cmd",
      "Port.open",
      "Sys.{command}",
      "Unix.{system,execv}",
      "**.execute",
    ],
    effects: ["run-code"],
    refine: "command",
  },
  {
    symbols: ["{load,loadstring,eval,evalin,Meta.parse,include_string,Code.eval_string,parse,load-string,eval-string}"],
    effects: ["run-code"],
    refine: "code",
  },
  {
    symbols: [
      "{dofile,loadfile,require,source,include,library,dyn.load,package.loadlib,ccall}",
      "Code.{eval_file,require_file}",
    ],
    effects: ["run-code"],
  },
  { symbols: ["{pskill,tools.pskill,kill}"], effects: ["kill-process"] },
  {
    symbols: ["{download.file,download,url,HTTP.get,httr.GET,GET,curl_download,socket.http.request}"],
    effects: ["fetch-network"],
    refine: "http",
  },
  { symbols: ["{HTTP.post,httr.POST,POST}"], effects: ["fetch-network", "send-outward"], refine: "http" },
  {
    symbols: ["{socket,socketConnection,connect,listen,make.socket}", "{socket,:gen_tcp}.**"],
    effects: ["fetch-network", "send-outward"],
    refine: "socket",
  },
  { symbols: ["{install.packages,Pkg.add,remotes.install_github,Mix.install}"], effects: ["install-package"] },
];
