import type { Sink } from "./sink.ts";

export const phpSinks: readonly Sink[] = [
  { symbols: ["fopen", "SplFileObject()"], effects: [], refine: "open-mode" },
  {
    symbols: [
      "{file_get_contents,file,readfile,scandir,parse_ini_file,highlight_file,show_source,simplexml_load_file,opendir,readlink,fpassthru,php_strip_whitespace}",
      "{DirectoryIterator,RecursiveDirectoryIterator,FilesystemIterator}()",
    ],
    effects: ["read-files"],
    refine: "path",
  },
  {
    symbols: ["{file_put_contents,copy,rename,mkdir,touch,symlink,link,move_uploaded_file,error_log}"],
    effects: ["write-files"],
    refine: "path",
  },
  { symbols: ["{unlink,rmdir}"], effects: ["delete-files"] },
  { symbols: ["{chmod,chown,chgrp,lchown}"], effects: ["change-access"] },
  {
    symbols: ["{exec,system,passthru,shell_exec,popen,proc_open,pcntl_exec,expect_popen}", "COM().{exec,run}"],
    effects: ["run-code"],
    refine: "command",
  },
  { symbols: ["{eval,assert,create_function}"], effects: ["run-code"], refine: "code" },
  {
    symbols: ["{include,unserialize,dl,call_user_func,call_user_func_array,putenv,pcntl_fork,mail_exec,FFI.**}"],
    effects: ["run-code"],
  },
  { symbols: ["posix_kill"], effects: ["kill-process"] },
  { symbols: ["{posix_setuid,posix_setgid,posix_seteuid}"], effects: ["gain-privilege"] },
  {
    symbols: ["{curl_init,curl_setopt,get_headers,SoapClient()}"],
    effects: ["fetch-network", "send-outward"],
    refine: "http",
  },
  {
    symbols: ["{curl_exec,curl_multi_exec,dns_get_record,gethostbyname,checkdnsrr}"],
    effects: ["fetch-network", "send-outward"],
  },
  {
    symbols: ["{fsockopen,pfsockopen,stream_socket_client,stream_socket_server,socket_create,socket_connect}"],
    effects: ["fetch-network", "send-outward"],
    refine: "socket",
  },
  { symbols: ["mail"], effects: ["send-outward"] },
  {
    symbols: [
      "{PDO,mysqli,SQLite3}().{query,exec,prepare,multi_query,querySingle}",
      "{mysqli_query,pg_query,sqlite_exec}",
    ],
    effects: [],
    refine: "sql",
  },
];
