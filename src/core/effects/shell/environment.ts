/** Variables that make other programs run, load or trust something. */
import { isKnown, type Text } from "../text.ts";
import { fileText, type Invocation, note, subScope } from "./run.ts";

const acting =
  /^(?:LD_(?:PRELOAD|LIBRARY_PATH|AUDIT|DEBUG_OUTPUT)|DYLD_\w+|GIT_(?:SSH|SSH_COMMAND|EDITOR|SEQUENCE_EDITOR|PAGER|EXTERNAL_DIFF|ASKPASS|EXEC_PATH|PROXY_COMMAND|TEMPLATE_DIR|CONFIG\w*|SSL_NO_VERIFY|ALTERNATE_OBJECT_DIRECTORIES|DIR|ALLOW_PROTOCOL)|SSH_ASKPASS|SUDO_ASKPASS|(?:MAN|BAT_|DELTA_|SYSTEMD_|PSQL_|GH_|AWS_)?PAGER|EDITOR|VISUAL|GH_EDITOR|KUBE_EDITOR|KUBECONFIG|BROWSER|LESS(?:OPEN|CLOSE|EDIT|KEYIN|KEY)|LESS|BASH_ENV|ENV|ZDOTDIR|PROMPT_COMMAND|PS[0-4]|FPATH|SHELLOPTS|BASHOPTS|BASH_FUNC_\w+|PYTHON(?:STARTUP|PATH|HOME|BREAKPOINT|INSPECT|WARNINGS|USERBASE|EXECUTABLE)|PERL(?:5OPT|5LIB|LIB|5DB)|RUBY(?:OPT|LIB)|NODE_(?:OPTIONS|PATH|EXTRA_CA_CERTS|TLS_REJECT_UNAUTHORIZED)|(?:_?JAVA|JDK_JAVA|JAVA_TOOL)_OPTIONS|CLASSPATH|(?:MAVEN|GRADLE|SBT|ANT)_OPTS|npm_config_\w+|NPM_CONFIG_\w+|PIP_\w*(?:URL|LINKS|HOST|CONFIG)\w*|UV_\w*(?:URL|INDEX)\w*|PATH|PATHEXT|COMSPEC|GOFLAGS|GOPROXY|GONOSUMDB|GONOSUMCHECK|GOTOOLCHAIN|CC|CXX|RUSTC(?:_\w*WRAPPER)?|CARGO_\w+(?:RUNNER|LINKER|WRAPPER|RUSTFLAGS)|RUSTFLAGS|MAKEFLAGS|MFLAGS|TAR_OPTIONS|RIPGREP_CONFIG_PATH|GREP_OPTIONS|HOME|XDG_\w+|FZF_DEFAULT_\w+|GCONV_PATH|TERMINFO(?:_DIRS)?|VIMINIT|EXINIT|MYVIMRC|INPUTRC|SHELL|SED|AWKPATH|AWKLIBPATH|LUA_\w+|PHPRC|PHP_INI_SCAN_DIR|ERL_\w+|ELIXIR_\w+|JULIA_\w+|R_PROFILE\w*|OPENSSL_(?:CONF|ENGINES|MODULES)|SSL_CERT_(?:FILE|DIR)|(?:https?|all|ftp)_proxy|(?:HTTPS?|ALL|FTP)_PROXY|CURL_CA_BUNDLE|CURL_HOME|WGETRC|DOCKER_HOST|ANSIBLE_\w+|DOTNET_STARTUP_HOOKS|CORECLR_\w+|COR_\w+|PSMODULEPATH|RSYNC_RSH|RSYNC_CONNECT_PROG|CVS_RSH|ZIPOPT|UNZIP|GZIP|LESSCHARSET_CMD|ANTHROPIC_BASE_URL|OPENAI_BASE_URL)$/;

const harmlessValue =
  /^(?:|cat|less|more|less -[A-Za-z]+|true|false|:|0|1|vi|vim|nano|\/usr\/bin\/(?:less|cat|true)|\/bin\/cat)$/;

/** Values that only set how much is printed, or that hold no program. */
function isInert(name: string, value: Text): boolean {
  if (!isKnown(value)) return false;
  if (/^(?:LESS|GREP_OPTIONS)$/.test(name)) return !/[+|!]/.test(value.value) && /^[-\w ]*$/.test(value.value);
  if (name === "PS1" || name === "PS2") return !/[$`]/.test(value.value);
  if (name === "RUSTFLAGS") return !/linker|runner|wrapper|plugin/i.test(value.value);
  if (name === "NODE_OPTIONS")
    return /^(?:--max[-_]old[-_]space[-_]size=\d+\s*|--no-warnings\s*|--trace-\w+\s*|--enable-source-maps\s*|--experimental-vm-modules\s*)+$/.test(
      value.value,
    );
  if (name === "MAKEFLAGS" || name === "GOFLAGS") return /^(?:-j\d*|-mod=\w+|-v|-s|\s)*$/.test(value.value);
  if (/^(?:npm_config_|NPM_CONFIG_)/.test(name))
    return !/script.shell|registry|node.options|prefix|userconfig|globalconfig|init|shell/i.test(name);
  if (/^(?:NODE_TLS_REJECT_UNAUTHORIZED|GIT_SSL_NO_VERIFY)$/.test(name)) return false;
  if (name === "PYTHONWARNINGS") return /^\w*$/.test(value.value);
  if (/^(?:CC|CXX)$/.test(name)) return /^(?:gcc|clang|g\+\+|clang\+\+|cc|c\+\+)(?:-\d+)?$/.test(value.value);
  if (name === "IFS") return false;
  return /PAGER|EDITOR|VISUAL|BROWSER|LESS/.test(name) ? harmlessValue.test(value.value) : false;
}

/** Their value is a command that a shell runs sooner or later. */
const commandValue =
  /^(?:GIT_(?:SSH_COMMAND|EDITOR|SEQUENCE_EDITOR|PAGER|EXTERNAL_DIFF|ASKPASS|PROXY_COMMAND)|\w*PAGER|EDITOR|VISUAL|BROWSER|PROMPT_COMMAND|LESS(?:OPEN|CLOSE)|FZF_DEFAULT_COMMAND|RSYNC_RSH|RSYNC_CONNECT_PROG|CVS_RSH|SUDO_ASKPASS|SSH_ASKPASS)$/;
/** Their value is expanded like text between double quotes each time it is shown. */
const promptValue = /^(?:PS[0-4]|R?PROMPT\d?|RPS\d|SPROMPT|PROMPT_EOL_MARK)$/;
/** Their value names a file that a shell reads when it starts. */
const fileValue = /^(?:BASH_ENV|ENV)$/;

/** What the value makes a shell run is judged, and counts where it would be refused. */
function judgeValue(call: Omit<Invocation, "words">, name: string, value: Text): void {
  const text = commandValue.test(name)
    ? { ...value, value: value.value.replace(/^\s*\|-?/, "") }
    : promptValue.test(name)
      ? { ...value, value: `: "${value.value.replaceAll('"', '\\"')}"` }
      : fileValue.test(name)
        ? fileText(call, value.value)
        : undefined;
  if (!text || !isKnown(text) || text.value.trim() === "") return;
  const before = call.run.acts.length;
  call.run.engine.evaluate({ ...call, scope: subScope(call.scope) }, text, "bash");
  const found = call.run.acts.splice(before);
  call.run.acts.push(...found.filter(({ grade }) => grade === "deny"));
}

/** Judges `NAME=value`, before a command or by itself. */
export function judgeAssignment(
  call: Invocation | (Omit<Invocation, "words"> & { words: Invocation["words"] }),
  name: string,
  value: Text,
): void {
  if (promptValue.test(name) || acting.test(name)) judgeValue(call, name, value);
  if (!acting.test(name) || isInert(name, value)) return;
  note(call, value.remote ? "runs-remote-code" : "sets-acting-variable", {
    target: name,
    command: `${name}=${value.value}`,
  });
}
