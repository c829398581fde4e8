/** Where a PowerShell path leads: files, the registry, the environment, the session itself. */
import { deleteAct, readAct, writeAct } from "../../access.ts";
import type { Act } from "../../act.ts";
import type { JudgementId } from "../../judgements.ts";
import { secretName } from "../../shell/bashParameters.ts";
import { judgeAssignment } from "../../shell/environment.ts";
import type { Argument, Value } from "../../shell/powershell/values.ts";
import { addAct, fileText, type Invocation, note } from "../../shell/run.ts";
import { hole, isKnown, marked, type Text } from "../../text.ts";
import { withCommand } from "../judge.ts";

type Provider = "file" | "registry" | "env" | "session" | "cert" | "wsman";
export type Use = "read" | "look" | "write" | "delete" | "empty";

const drives: Readonly<Record<string, Provider>> = {
  hklm: "registry",
  hkcu: "registry",
  hkcr: "registry",
  hku: "registry",
  hkcc: "registry",
  registry: "registry",
  env: "env",
  environment: "env",
  function: "session",
  alias: "session",
  variable: "session",
  cert: "cert",
  certificate: "cert",
  wsman: "wsman",
};

interface Target {
  readonly provider: Provider;
  /** For files a path as the file system has it; else what stands behind the drive. */
  readonly path: string;
}

function targetOf(call: Invocation, written: string): Target {
  const [, name, rest = ""] = /^(?:[\w.]+\\)?([a-z]\w*)::?([\s\S]*)$/i.exec(written) ?? [];
  const drive = name?.toLowerCase();
  if (drive === undefined) return { provider: "file", path: written };
  const known = Object.hasOwn(drives, drive) ? drives[drive] : undefined;
  if (known) return { provider: known, path: known === "registry" ? written : rest.replace(/^[\\/]+/, "") };
  if (drive === "filesystem") return targetOf(call, rest);
  const root = call.scope.variables.get(`drive:${drive}`);
  if (root?.length === 1)
    return targetOf({ ...call, scope: { ...call.scope, variables: new Map() } }, `${root[0]?.value}/${rest}`);
  if (drive === "temp") return { provider: "file", path: `${call.run.place.home}/AppData/Local/Temp/${rest}` };
  return { provider: "file", path: written };
}

/** Judges one use of one path; what is read there as far as it is known. */
export function usePath(
  call: Invocation,
  word: Value,
  use: Use,
  details: { readonly content?: Text | undefined; readonly recursive?: boolean } = {},
): Value {
  const target = targetOf(call, word.value);
  if (target.provider === "file") return useFile(call, { ...word, value: target.path }, use, details);
  if (target.provider === "env") return useEnvironment(call, target.path, use, details.content);
  const rule = others[target.provider](target.path, use);
  note(call, rule, { target: word.value });
  return { value: hole, ...(rule === "reads-secret" ? { secret: true } : {}) };
}

function useFile(
  call: Invocation,
  word: Value,
  use: Use,
  { content, recursive }: { readonly content?: Text | undefined; readonly recursive?: boolean },
): Value {
  const { place } = call.run;
  const span = (word as Partial<Argument>).span ?? call.span;
  const at = { text: word.value, glob: word.glob === true, cwd: call.scope.cwd };
  const add = (found: Act): Act => {
    addAct(call.run, withCommand(call, found), span);
    return found;
  };
  if (use === "delete") add(deleteAct(at, { recursive: recursive === true }, place));
  else if (use === "write") {
    const written = add(writeAct(at, content, "program", place));
    if (content?.secret && written.rule === "sends-outward") note(call, "sends-secret", { target: word.value });
    if (content?.value === "" && written.rule !== "prints") note(call, "truncates-file", { target: word.value });
  } else if (use === "empty") useFile(call, word, "write", { content: { value: "" } });
  else {
    const read = readAct(at, place);
    const onlyLooks = use === "look" && read.rule === "reads-secret";
    if (onlyLooks) note(call, "reads-files", { target: word.value, paths: read.paths });
    else add(read);
    if (use === "look") return { ...marked(hole, [word]) };
    return (
      fileText(call, word.value) ??
      (read.rule === "reads-secret" ? { value: hole, secret: true } : marked(hole, [word]))
    );
  }
  return marked(hole, [word]);
}

function useEnvironment(call: Invocation, name: string, use: Use, content: Text | undefined): Value {
  const isSecret = secretName.test(name);
  if (use === "write" || use === "delete" || use === "empty")
    judgeAssignment(call, name.toUpperCase(), content ?? { value: "" });
  else if (name === "" || /[*?[]/.test(name) || !isKnown({ value: name })) {
    note(call, isSecret ? "reads-secret" : "lists-environment", { target: name });
    return { value: hole, secret: true };
  } else if (isSecret) note(call, "reads-secret", { target: name });
  return { value: hole, ...(isSecret ? { secret: true } : {}) };
}

const changes = (use: Use): boolean => use !== "read" && use !== "look";

const others: Readonly<Record<Exclude<Provider, "file" | "env">, (path: string, use: Use) => JudgementId>> = {
  registry: judgeRegistry,
  session: (_path, use) => (use === "write" ? "redefines-command" : "prints"),
  cert: (_path, use) => (changes(use) ? "changes-access" : "reads-files"),
  wsman: (_path, use) => (changes(use) ? "changes-access" : "reads-files"),
};

const startsPrograms =
  /\\run(?:once(?:ex)?|services(?:once)?)?(?:\\|$)|winlogon|image file execution|\\services\\|userinit|appinit|\\shell\\open\\command|inprocserver32|\\environment(?:\\|$)|\\command processor|active setup|\\lsa(?:\\|$)|silentprocessexit|appcertdlls|\\policies\\explorer\\run|\\currentversion\\windows$|startupapproved|\\ms-settings\\/i;
const protects =
  /defender|disableantispyware|enablelua|firewall|\\policies\\|consentprompt|smartscreen|amsi|scriptblocklogging|securityhealth|deviceguard|\\safer\\/i;
const holdsSecrets =
  /\\(?:sam|security)(?:\\|$)|winlogon|simontatham|putty\\sessions|\\(?:vnc|winvnc)|\\lsa\\secrets|\\policy\\secrets/i;

/** One registry key, with or without a value's name behind it. */
export function judgeRegistry(written: string, use: Use): JudgementId {
  const path = written.replaceAll("/", "\\");
  if (!changes(use)) return use === "read" && holdsSecrets.test(path) ? "reads-secret" : "reads-files";
  if (
    use === "delete" &&
    /^(?:registry::?\\*)?hk\w+:?\\*(?:software|system|sam|security|classes)?\\?(?:\*)?$/i.test(path)
  )
    return "deletes-system-files";
  if (startsPrograms.test(path)) return use === "delete" ? "changes-system" : "leaves-something-running";
  return protects.test(path) ? "weakens-protection" : "changes-system";
}
