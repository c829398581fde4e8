/** Variables that make other programs run, load or trust something. */
import { isKnown, type Text } from "../text.ts";
import { type Invocation, note, subScope } from "./run.ts";

/** What a family of variables is to the programs that read it. */
interface Family {
  /** Names separated by blanks; one that ends in `*` is a beginning. */
  readonly names: string;
  /** Values that only set how much is printed, or that hold no program. */
  readonly inert?: RegExp;
  /** The value is a command line, a file that is run, or text that is expanded each time it is shown. */
  readonly holds?: "command" | "script" | "prompt";
}

const readers =
  /^(?:|cat|less|more|most|less(?: -[A-Za-z]+)+|bat(?: -\w+| --[\w-]+(?:=\w+)?)*|true|false|:|0|1|never|\/usr\/bin\/(?:less|cat|true|more)|\/bin\/(?:cat|less|true|more))$/;
const typists =
  /^(?:|true|false|:|cat|echo|vi|vim|nvim|nano|emacs|code --wait|\/usr\/bin\/(?:true|vim|vi|nano)|\/bin\/true)$/;
const switches = /^(?:|0|1|true|false|yes|no|on|off)$/;
const nowhere = /^(?:|\/dev\/null)$/;
const compilers =
  /^(?:|(?:ccache |sccache )?(?:[\w]+-(?:linux|apple|w64|unknown|none)[\w-]*-)?(?:gcc|clang|g\+\+|clang\+\+|cc|c\+\+|ld|lld|mold|ar|ranlib|cpp|nvcc|gfortran|emcc)(?:-\d+(?:\.\d+)?)?)$/;
const flags =
  /^(?!.*(?:plugin|wrapper|-B|-specs|@|linker|runner|toolexec|-exec|overlay|modfile|-load|[`$]))[-\w\s=.,+:/]*$/;
const installed = /^(?:|\/(?:usr|opt|Library|nix)\/[\w./-]+)$/;

const families: readonly Family[] = [
  // The loader of programs, and of the libraries they load.
  {
    names:
      "LD_PRELOAD LD_LIBRARY_PATH LD_AUDIT LD_DEBUG_OUTPUT LD_PROFILE_OUTPUT LD_CONFIG LD_ORIGIN_PATH DYLD_INSERT_LIBRARIES DYLD_LIBRARY_PATH DYLD_FRAMEWORK_PATH DYLD_FALLBACK_* DYLD_VERSIONED_* DYLD_IMAGE_SUFFIX DYLD_ROOT_PATH",
    inert: /^$/,
  },
  {
    names:
      "GCONV_PATH LOCPATH NLSPATH HOSTALIASES RESOLV_HOST_CONF TERMINFO TERMINFO_DIRS TERMCAP QT_PLUGIN_PATH QT_QPA_PLATFORM_PLUGIN_PATH GTK_MODULES GTK_PATH GIO_EXTRA_MODULES GST_PLUGIN_PATH GST_PLUGIN_SYSTEM_PATH MAGICK_CONFIGURE_PATH MAGICK_CODER_MODULE_PATH SASL_PATH KRB5_CONFIG ODBCINI ODBCSYSINI ALSA_CONFIG_PATH PATHEXT COMSPEC",
  },
  // Only the system's own folders, in any order.
  { names: "PATH", inert: /^(?:(?:\/usr(?:\/local)?|\/opt\/homebrew)?\/s?bin(?::|$))+$/ },
  // Shells.
  { names: "BASH_ENV ENV PYTHONSTARTUP", inert: nowhere, holds: "script" },
  { names: "ZDOTDIR FPATH SHELLOPTS BASHOPTS BASH_FUNC_* BASH_LOADABLES_PATH INPUTRC EXECIGNORE" },
  {
    names: "PS0 PS1 PS2 PS3 PS4 PROMPT PROMPT2 PROMPT3 PROMPT4 RPROMPT RPROMPT2 RPS1 RPS2 SPROMPT PROMPT_EOL_MARK",
    inert: /^[^$`]*$/,
    holds: "prompt",
  },
  { names: "PROMPT_COMMAND FCEDIT", holds: "command" },
  { names: "NULLCMD READNULLCMD", inert: readers, holds: "command" },
  { names: "SHELL", inert: /^(?:|(?:\/usr(?:\/local)?)?\/bin\/(?:ba|z|da|fi|k|a)?sh|bash|zsh|sh)$/ },
  { names: "HOME", inert: /^(?:\/(?:home|Users)\/[\w.-]+\/?|\/root)$/ },
  { names: "XDG_CONFIG_HOME XDG_CONFIG_DIRS XDG_DATA_HOME XDG_DATA_DIRS" },
  // Version control.
  {
    names:
      "GIT_SSH GIT_SSH_COMMAND GIT_EXTERNAL_DIFF GIT_ASKPASS GIT_PROXY_COMMAND SSH_ASKPASS SUDO_ASKPASS SVN_SSH CVS_RSH BORG_RSH RSYNC_RSH RSYNC_CONNECT_PROG BORG_PASSCOMMAND RESTIC_PASSWORD_COMMAND RCLONE_PASSWORD_COMMAND KUBECTL_EXTERNAL_DIFF HGMERGE P4DIFF P4MERGE",
    inert:
      /^(?:|true|false|\/bin\/true|\/usr\/bin\/true|ssh(?: -[vqCT46]| -i [\w./~-]+| -p \d+| -o (?:BatchMode|StrictHostKeyChecking|ConnectTimeout|IdentitiesOnly)=[\w-]+)*|diff(?: -\w+)*|colordiff(?: -\w+)*)$/,
    holds: "command",
  },
  { names: "GIT_CONFIG_COUNT GIT_CONFIG_NOSYSTEM", inert: /^\d*$|^(?:true|false)$/ },
  { names: "GIT_CONFIG_KEY_* GIT_CONFIG_PARAMETERS" },
  { names: "GIT_CONFIG_VALUE_*", holds: "command", inert: switches },
  { names: "GIT_CONFIG GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM GIT_ATTR_SOURCE GIT_TEMPLATE_DIR", inert: nowhere },
  { names: "GIT_EXEC_PATH GIT_ALTERNATE_OBJECT_DIRECTORIES HGRCPATH" },
  { names: "GIT_DIR GIT_COMMON_DIR", inert: /^(?:|(?:\.\/)?\.git\/?|\/home\/[\w.-]+\/project\/\.git)$/ },
  { names: "GIT_ALLOW_PROTOCOL", inert: /^(?:(?:file|https?|ssh|git):?)*$/ },
  { names: "GIT_TRACE*", inert: /^(?:|[0-9]|true|false)$/ },
  { names: "GIT_SSL_NO_VERIFY NODE_TLS_REJECT_UNAUTHORIZED PYTHONHTTPSVERIFY SSLKEYLOGFILE", inert: /^$/ },
  // What shows text, and what asks for it.
  {
    names:
      "PAGER GIT_PAGER MANPAGER BAT_PAGER DELTA_PAGER SYSTEMD_PAGER PSQL_PAGER GH_PAGER GLAB_PAGER AWS_PAGER ACK_PAGER ACK_PAGER_COLOR CARGO_PAGER HG_PAGER MYSQL_PAGER JJ_PAGER",
    inert: readers,
    holds: "command",
  },
  {
    names:
      "EDITOR VISUAL GIT_EDITOR GIT_SEQUENCE_EDITOR GH_EDITOR KUBE_EDITOR SUDO_EDITOR SVN_EDITOR HGEDITOR CVSEDITOR P4EDITOR PSQL_EDITOR",
    inert: typists,
    holds: "command",
  },
  {
    names: "BROWSER GH_BROWSER",
    inert: /^(?:|true|false|:|echo|none|firefox|chrome|google-chrome)$/,
    holds: "command",
  },
  { names: "LESSOPEN LESSCLOSE", inert: /^(?:|\|? ?(?:\/usr\/bin\/)?lesspipe(?:\.sh)? %s)$/, holds: "command" },
  { names: "LESS MORE GREP_OPTIONS LV", inert: /^[-\w ]*$/ },
  {
    names:
      "LESSEDIT LESSKEYIN LESSKEY LESSKEY_CONTENT MANOPT MANROFFOPT BAT_CONFIG_PATH BAT_CONFIG_DIR RIPGREP_CONFIG_PATH ACKRC LESSCHARSET_CMD TIGRC_USER TIGRC_SYSTEM",
    inert: nowhere,
  },
  {
    names: "FZF_DEFAULT_COMMAND SKIM_DEFAULT_COMMAND",
    inert: /^(?:|(?:fd|rg|find|git ls-files)(?: [-\w.*!'"/]+)*)$/,
    holds: "command",
  },
  {
    names: "FZF_DEFAULT_OPTS FZF_DEFAULT_OPTS_FILE FZF_CTRL_*",
    inert: /^(?!.*(?:preview|bind|become|listen|execute|with-shell))[-\w\s=%,:#~]*$/,
  },
  { names: "VIMINIT EXINIT GVIMINIT MYVIMRC VIM VIMRUNTIME EMACSLOADPATH ED" },
  // Interpreters.
  {
    names: "PYTHONPATH PYTHONHOME PYTHONUSERBASE PYTHONEXECUTABLE PYTHONPLATLIBDIR",
    inert: /^(?:|\.|\.?\/?src|\.\/?)$/,
  },
  { names: "PYTHONBREAKPOINT PYTHONINSPECT", inert: /^0?$/ },
  { names: "PYTHONWARNINGS", inert: /^(?:\w*|ignore(?:::?[\w.]*)*)$/ },
  {
    names: "PYTEST_ADDOPTS PYTEST_PLUGINS COVERAGE_PROCESS_START",
    inert: /^(?!.*(?:-p|--pdbcls|-c|rootdir|confcutdir))[-\w\s=.]*$/,
  },
  { names: "PERL5OPT PERL5LIB PERLLIB PERL5DB PERL5SHELL RUBYOPT RUBYLIB BUNDLE_GEMFILE GEM_HOME GEM_PATH" },
  {
    names: "NODE_OPTIONS",
    inert:
      /^(?:--max[-_]old[-_]space[-_]size=\d+\s*|--no-(?:warnings|deprecation)\s*|--trace-\w+\s*|--enable-source-maps\s*|--experimental-(?:vm-modules|strip-types)\s*|--dns-result-order=\w+\s*|--unhandled-rejections=\w+\s*)*$/,
  },
  {
    names:
      "NODE_PATH NODE_EXTRA_CA_CERTS NODE_REPL_EXTERNAL_MODULE ELECTRON_RUN_AS_NODE TS_NODE_PROJECT TS_NODE_COMPILER",
  },
  {
    names:
      "JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS JAVA_OPTS MAVEN_OPTS MAVEN_ARGS GRADLE_OPTS SBT_OPTS ANT_OPTS ANT_ARGS JVM_OPTS CATALINA_OPTS KAFKA_OPTS",
    inert:
      /^(?:-Xm[sxn]\d+[kmgKMG]\s*|-XX:[+-](?!OnError|OnOutOf)\w+\s*|-XX:MaxMetaspaceSize=\w+\s*|-Dfile\.encoding=[\w-]+\s*|-D[\w.]+=(?:true|false|\d+)\s*|-B\s*|-q\s*)*$/,
  },
  { names: "JAVA_HOME GRADLE_USER_HOME M2_HOME CLASSPATH DOTNET_ROOT GOROOT CLOUDSDK_PYTHON", inert: installed },
  {
    names:
      "LUA_INIT LUA_INIT_* LUA_PATH LUA_CPATH PHPRC PHP_INI_SCAN_DIR AWKPATH AWKLIBPATH ERL_FLAGS ERL_AFLAGS ERL_ZFLAGS ERL_LIBS ELIXIR_ERL_OPTIONS JULIA_LOAD_PATH JULIA_DEPOT_PATH JULIA_PROJECT R_PROFILE R_PROFILE_USER R_ENVIRON R_ENVIRON_USER R_LIBS R_LIBS_USER OCAMLPARAM CAML_LD_LIBRARY_PATH DOTNET_STARTUP_HOOKS DOTNET_ADDITIONAL_DEPS CORECLR_* COR_* PSMODULEPATH PSModulePath",
  },
  // Package managers and builds.
  { names: "npm_config_* NPM_CONFIG_*", inert: /^$/ },
  {
    names:
      "PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_FIND_LINKS PIP_TRUSTED_HOST PIP_CONFIG_FILE PIP_CERT PIP_PROXY UV_INDEX* UV_DEFAULT_INDEX UV_EXTRA_INDEX_URL UV_CONFIG_FILE UV_PYTHON_INSTALL_MIRROR CONDA_CHANNELS BUN_CONFIG_REGISTRY YARN_REGISTRY YARN_NPM_REGISTRY_SERVER YARN_RC_FILENAME YARN_YARN_PATH COREPACK_NPM_REGISTRY RUSTUP_DIST_SERVER CARGO_HOME HOMEBREW_*_REMOTE HOMEBREW_BOTTLE_DOMAIN HOMEBREW_ARTIFACT_DOMAIN GEM_SOURCE",
    inert: /^$/,
  },
  { names: "GOFLAGS", inert: /^(?:-mod=\w+\s*|-v\s*|-count=\d+\s*|-race\s*|-tags=[\w,]+\s*|-buildvcs=\w+\s*)*$/ },
  { names: "GOPROXY", inert: /^(?:|off|direct|https:\/\/proxy\.golang\.org(?:,direct)?)$/ },
  {
    names: "GONOSUMDB GONOSUMCHECK GOSUMDB GOINSECURE GOTOOLCHAIN GOENV GOTOOLDIR",
    inert: /^(?:|local|auto|sum\.golang\.org)$/,
  },
  { names: "CC CXX LD AR CPP FC HOSTCC NVCC CXXCPP RANLIB", inert: compilers, holds: "command" },
  { names: "CFLAGS CXXFLAGS CPPFLAGS LDFLAGS CGO_CFLAGS CGO_LDFLAGS RUSTFLAGS RUSTDOCFLAGS", inert: flags },
  {
    names:
      "RUSTC RUSTDOC RUSTFMT RUSTC_WRAPPER RUSTC_WORKSPACE_WRAPPER CARGO_BUILD_RUSTC* CMAKE_C_COMPILER_LAUNCHER CMAKE_CXX_COMPILER_LAUNCHER",
    inert: /^(?:|sccache|ccache|rustc)$/,
    holds: "command",
  },
  {
    names:
      "CARGO_TARGET_* CARGO_BUILD_RUSTFLAGS CARGO_ENCODED_RUSTFLAGS CARGO_ALIAS_* CMAKE_TOOLCHAIN_FILE CONFIG_SITE PKG_CONFIG MAKEFILES COMPILER_PATH GCC_EXEC_PREFIX",
  },
  { names: "CARGO_TARGET_DIR", inert: /./ },
  { names: "MAKEFLAGS MFLAGS GNUMAKEFLAGS", inert: /^(?:-?j\d*|-s|-k|-w|--no-print-directory|\s)*$/ },
  {
    names: "TAR_OPTIONS ZIPOPT UNZIP UNZIPOPT GZIP XZ_OPT PARALLEL PARALLEL_SHELL SED GS_OPTIONS GS_LIB FFREPORT",
    inert: /^(?:-[0-9vqT]+|-T\d+|\s)*$/,
  },
  // Where requests go, and who is trusted.
  {
    names: "http_proxy https_proxy all_proxy ftp_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY FTP_PROXY RSYNC_PROXY",
    inert: /^$/,
  },
  {
    names: "SSL_CERT_FILE SSL_CERT_DIR CURL_CA_BUNDLE REQUESTS_CA_BUNDLE AWS_CA_BUNDLE GIT_SSL_CAINFO",
    inert: /^(?:|\/etc\/(?:ssl|pki)\/[\w./-]+)$/,
  },
  {
    names:
      "OPENSSL_CONF OPENSSL_ENGINES OPENSSL_MODULES CURL_HOME WGETRC SYSTEM_WGETRC NETRC GNUPGHOME SSH_SK_PROVIDER PKCS11_MODULE_PATH",
    inert: nowhere,
  },
  {
    names: "DOCKER_HOST CONTAINER_HOST DOCKER_CONFIG",
    inert: /^(?:|unix:\/\/\/(?:var\/)?run\/(?:docker|user\/\d+\/(?:docker|podman\/podman))\.sock)$/,
  },
  { names: "KUBECONFIG", inert: /^(?:|~\/\.kube\/[\w.-]+|\/(?:home|Users)\/[\w.-]+\/\.kube\/[\w.-]+)$/ },
  {
    names:
      "AWS_CONFIG_FILE AWS_SHARED_CREDENTIALS_FILE AWS_ENDPOINT_URL* CLOUDSDK_CONFIG GH_CONFIG_DIR HELM_PLUGINS HELM_CONFIG_HOME TF_CLI_CONFIG_FILE TF_CLI_ARGS* TF_REATTACH_PROVIDERS TERRAGRUNT_TFPATH TG_TF_PATH ANSIBLE_CONFIG ANSIBLE_LIBRARY ANSIBLE_*_PLUGINS ANSIBLE_SSH_* ANSIBLE_REMOTE_* ANSIBLE_VAULT_PASSWORD_FILE ANSIBLE_COLLECTIONS_PATH* ANSIBLE_ROLES_PATH PGSERVICEFILE PGSYSCONFDIR PSQLRC MYSQL_HOME",
    inert: nowhere,
  },
  // Agents.
  {
    names:
      "ANTHROPIC_BASE_URL OPENAI_BASE_URL OPENAI_API_BASE GEMINI_BASE_URL CLAUDE_CONFIG_DIR CODEX_HOME GOOSE_MODE AIDER_YES_ALWAYS AIDER_AUTO* OPENCODE_PERMISSION OPENCODE_CONFIG* CLAUDE_CODE_SKIP_* DISABLE_PERMISSION* IS_SANDBOX GEMINI_YOLO*",
    inert: /^(?:|false|0|approve|smart_approve|chat)$/,
  },
];

const byName = new Map<string, Family>();
const beginnings: (readonly [RegExp, Family])[] = [];
for (const family of families) {
  for (const name of family.names.split(" ")) {
    if (name.includes("*")) beginnings.push([new RegExp(`^${name.replaceAll("*", "\\w*")}$`), family]);
    else byName.set(name, family);
  }
}

function familyOf(name: string): Family | undefined {
  return byName.get(name) ?? beginnings.find(([pattern]) => pattern.test(name))?.[1];
}

/** npm's settings as variables: few of them run something or say where packages come from. */
const actingNpmSetting =
  /script.shell|registry|node.options|prefix|userconfig|globalconfig|init|shell|ignore.scripts|git$|proxy|strict.ssl|cafile/i;

/** Judges `NAME=value`, before a command or by itself. */
export function judgeAssignment(call: Invocation, name: string, value: Text): void {
  if (/^COUNTERSIGN_/i.test(name)) note(call, "changes-guard", { target: name });
  const family = familyOf(name);
  if (!family || (isKnown(value) && isInert(name, value.value, family))) return;
  note(call, value.remote ? "runs-remote-code" : "sets-acting-variable", {
    target: name,
    command: `${name}=${value.value}`,
  });
  if (family.holds) judgeHeld(call, value, family.holds);
}

function isInert(name: string, value: string, family: Family): boolean {
  if (/^npm_config_/i.test(name) && !actingNpmSetting.test(name)) return true;
  return family.inert?.test(value) === true;
}

/** What the value would run counts where it would be refused; that it runs anything is asked for already. */
function judgeHeld(call: Invocation, value: Text, holds: NonNullable<Family["holds"]>): void {
  if (value.value === "") return;
  const before = call.run.acts.length;
  if (holds === "script") call.run.engine.runFile(call, { ...value, span: call.span }, "bash");
  else {
    const text = holds === "prompt" ? `: "${value.value.replaceAll('"', '\\"')}"` : value.value.replace(/^\|+-?/, "");
    call.run.engine.evaluate({ ...call, scope: subScope(call.scope) }, { ...value, value: text }, "bash");
  }
  const found = call.run.acts.splice(before);
  call.run.acts.push(...found.filter((item) => item.grade === "deny"));
}
