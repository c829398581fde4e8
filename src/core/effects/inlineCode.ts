/** Code given on a command line or fed to an interpreter: judged by the calls and literals that show in it. */
import { deleteAct, readAct, writeAct } from "./access.ts";
import { addAct, type Invocation, note, type Word } from "./shell/run.ts";
import { hole, isKnown, plain, type Text, unknownText } from "./text.ts";

const socketShell =
  /socket[\s\S]{0,400}(?:dup2|\/bin\/(?:ba|z)?sh|cmd\.exe|pty\.spawn|exec\s*\(|spawn\()|(?:\/bin\/(?:ba|z)?sh|cmd\.exe)[\s\S]{0,400}(?:socket|TCPSocket|net\.connect|fsockopen)|TCPSocket[\s\S]{0,200}(?:exec|popen|sh)|fsockopen[\s\S]{0,200}(?:exec|sh)|TCPClient[\s\S]{0,600}(?:iex|Invoke-Expression|cmd)/i;
const network =
  /\b(?:requests|urllib\w*|http(?:s|x|lib|\.client)?|fetch|axios|socket|net|aiohttp|XMLHttpRequest|WebRequest|WebClient|LWP|Net::HTTP|open-uri|curl|wget|smtplib|ftplib|dns|dgram|sendmail|got|undici|file_get_contents\s*\(\s*["']https?)\b/;
const environment = /\bos\.environ\b|\bprocess\.env\b|\bENV\s*(?:\[|\.)|%ENV|\$ENV\{|\bgetenv\b|\$_ENV|\$env:/;
const deletes =
  /\b(?:rmtree|removedirs|rmSync|rmdirSync|unlinkSync|rimraf|rm_rf|rm_r|remove_entry_secure|remove_tree|unlink|rmdir|os\.remove|fs\.rm|fs\.unlink|FileUtils\.rm\w*|File\.delete|Dir\.rmdir|Remove-Item|\.unlink|truncate)\s*\(?/;
const writes =
  /\bopen\s*\([^)]*["'][wax+]b?\+?["']|writeFile|appendFile|createWriteStream|write_text|write_bytes|copyfile|shutil\.(?:copy|move)|renameSync|os\.rename|symlink|chmod|File\.write|File\.open\([^)]*["'][wa]|file_put_contents|>\s*["']/;
const runs =
  /\b(?:system|popen\w*|exec\w*|spawn\w*|subprocess(?:\.\w+)?|check_output|check_call|call|run|getoutput|passthru|shell_exec|proc_open|Process\.(?:Start|new)|ProcessBuilder|execSync|spawnSync|execFile\w*|fork|Open3\.\w+|backticks|qx|%x|os\.exec\w*|posix_spawn)\b/;

/** Judges code of a language that has no grammar here. The text it prints is not known. */
export function judgeInlineCode(call: Invocation, code: Word): Text {
  if (code.remote) {
    note(call, "runs-remote-code", { span: code.span });
    return unknownText;
  }
  const text = code.value;
  note(call, isKnown(code) ? "runs-inline-code" : "hidden-command", { span: code.span, target: call.words[0]?.value });
  if (socketShell.test(text)) note(call, "opens-remote-shell", { span: code.span });
  const reaches = network.test(text);
  const secret = judgeLiterals(call, code, text) || environment.test(text) || code.secret === true;
  if (environment.test(text)) note(call, "lists-environment", { span: code.span });
  if (reaches) note(call, secret ? "sends-secret" : "contacts-network", { span: code.span, target: "the network" });
  if (
    /\b(?:eval|exec|Function|compile)\s*\(?[\s\S]*(?:b64decode|atob|fromhex|Buffer\.from|unhexlify|decode|urlopen|requests)/.test(
      text,
    )
  ) {
    note(call, "hides-its-text", { span: code.span });
  }
  if (reaches && /\b(?:exec|eval|system|iex|Function)\b/.test(text) && /https?:\/\//.test(text))
    note(call, "runs-remote-code", { span: code.span });
  return { value: hole, ...(secret ? { secret: true } : {}) };
}

/** Judges the string literals by the calls they may be given to. True when one names a secret. */
function judgeLiterals(call: Invocation, code: Word, text: string): boolean {
  let secret = false;
  const literals = [...text.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)].slice(0, 200);
  const home = /expanduser|homedir|Path\.home|Dir\.home/.test(text);
  for (const literal of literals) {
    const value = (literal[1] ?? literal[2] ?? literal[3] ?? "").replace(/\\(.)/g, "$1");
    if (value === "" || value.length > 4000) continue;
    const use = { text: value, cwd: call.scope.cwd };
    if (/[/~.\\]/.test(value) && !/\s/.test(value)) {
      const read = readAct(use, call.run.place);
      if (read.rule === "reads-secret") {
        addAct(call.run, read, code.span);
        secret = true;
      }
      if (deletes.test(text)) addAct(call.run, deleteAct(use, { recursive: true }, call.run.place), code.span);
      if (writes.test(text)) addStrict(call, writeAct(use, undefined, "program", call.run.place), code);
    }
    const quotesRun =
      literal[3] !== undefined && !/^(?:node|nodejs|deno|bun|tsx|ts-node)$/.test(call.words[0]?.value ?? "");
    if ((quotesRun || runs.test(text)) && value.trim() !== "") runLiteral(call, value, code);
  }
  for (const list of text.matchAll(/\[((?:\s*(?:"[^"]*"|'[^']*')\s*,?)+)\]/g)) {
    if (!runs.test(text)) break;
    const words = [...(list[1] as string).matchAll(/"([^"]*)"|'([^']*)'/g)].map((word) => word[1] ?? word[2] ?? "");
    if (words.length > 1) runLiteral(call, words.map((word) => `'${word.replaceAll("'", "")}'`).join(" "), code);
  }
  if (home && deletes.test(text))
    addAct(call.run, deleteAct({ text: "~" }, { recursive: true }, call.run.place), code.span);
  if (deletes.test(text) && literals.length === 0) note(call, "deletes-unknown-files", { span: code.span });
  return secret;
}

/** A literal that may be a command line counts only where that is worse than the code itself. */
function runLiteral(call: Invocation, value: string, code: Word): void {
  const before = call.run.acts.length;
  const joined = value.includes(" ") || /^[\w./-]+$/.test(value) ? value : "";
  if (joined === "") return;
  call.run.engine.evaluate({ ...call, span: code.span }, plain(joined), "bash");
  const found = call.run.acts.splice(before);
  for (const item of found)
    if (item.rule !== "unknown-program" && item.rule !== "cannot-be-parsed" && item.grade !== "allow")
      call.run.acts.push(item);
}

function addStrict(call: Invocation, found: ReturnType<typeof writeAct>, code: Word): void {
  if (found.grade !== "allow") addAct(call.run, found, code.span);
}
