import type { Sink } from "./sink.ts";

/** Names by which the same thing is known, replaced before a sink is looked up. */
export const rubyAliases: readonly (readonly [RegExp, string])[] = [
  [/^(?:Kernel|Object|self|main)\./, ""],
  [/\.new(?=$|[.(])/, ""],
  [/^IO\.(read|readlines|foreach|binread|write|binwrite|copy_stream|sysopen)$/, "File.$1"],
  [/^(?:instance_eval|class_eval|module_eval|binding\.eval|TOPLEVEL_BINDING\.eval)$/, "eval"],
];

export const rubySinks: readonly Sink[] = [
  { symbols: ["{open,File.open,File,IO.open,Pathname().open}"], effects: [], refine: "open-mode" },
  {
    symbols: [
      "File.{read,readlines,foreach,binread,readlink}",
      "Dir.{entries,children,each_child,foreach}",
      "Pathname().**{read,readlines,binread,each_line,children,entries}",
      "{YAML,CSV}.{load_file,read,foreach,unsafe_load_file}",
    ],
    effects: ["read-files"],
    refine: "path",
  },
  {
    symbols: [
      "File.{write,binwrite,rename,symlink,link,copy_stream,mkfifo}",
      "FileUtils.{cp,cp_r,copy,copy_file,mv,move,ln,ln_s,ln_sf,touch,mkdir,mkdir_p,makedirs,install,copy_entry}",
      "Dir.mkdir",
      "Pathname().**{write,binwrite,mkpath,mkdir,rename,make_symlink}",
    ],
    effects: ["write-files"],
    refine: "path",
  },
  {
    symbols: [
      "File.{delete,unlink,truncate}",
      "Dir.{delete,rmdir,unlink}",
      "FileUtils.{rm,rm_f,rm_r,rm_rf,rmtree,rmdir,remove,remove_dir,remove_entry,remove_entry_secure,remove_file,safe_unlink}",
      "Pathname().**{delete,unlink,rmtree,rmdir}",
    ],
    effects: ["delete-files"],
  },
  {
    symbols: ["File.{chmod,chown,lchmod,lchown}", "FileUtils.{chmod,chmod_R,chown,chown_R}"],
    effects: ["change-access"],
  },
  {
    symbols: [
      "{system,exec,spawn,`,fork_exec,syscall}",
      "Process.{spawn,exec,daemon}",
      "IO.popen",
      "Open3.*",
      "PTY.{spawn,getpty}",
      "{Shellwords,Rake}.sh",
      "sh",
    ],
    effects: ["run-code"],
    refine: "command",
  },
  { symbols: ["eval", "**.{instance_eval,class_eval,module_eval}"], effects: ["run-code"], refine: "code" },
  { symbols: ["{load,require_relative,autoload}", "Marshal.load", "YAML.{load,unsafe_load}"], effects: ["run-code"] },
  { symbols: ["Process.kill"], effects: ["kill-process"] },
  { symbols: ["Process.{UID,GID,Sys}.**", "Process.{setuid,euid,uid}"], effects: ["gain-privilege"] },
  {
    symbols: ["Net.HTTP.{get,get_response,get_print}", "URI.{open,parse().open,parse().read}"],
    effects: ["fetch-network"],
    refine: "http",
  },
  { symbols: ["Net.HTTP.{post,post_form}"], effects: ["fetch-network", "send-outward"], refine: "http" },
  { symbols: ["{HTTParty,RestClient,Faraday,HTTP,Excon}**.{get,head}"], effects: ["fetch-network"], refine: "http" },
  {
    symbols: ["{HTTParty,RestClient,Faraday,HTTP,Excon}**.{post,put,patch,delete}"],
    effects: ["fetch-network", "send-outward"],
    refine: "http",
  },
  {
    symbols: ["Net.**", "{Mail,ActionMailer}.**", "Resolv.**", "OpenURI.**"],
    effects: ["fetch-network", "send-outward"],
    refine: "http",
  },
  {
    symbols: ["{TCPSocket,UDPSocket,Socket,TCPServer,UNIXSocket,OpenSSL.SSL.SSLSocket}**"],
    effects: ["fetch-network", "send-outward"],
    refine: "socket",
  },
];
