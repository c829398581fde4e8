/** Reading, writing and deleting one path: which judgement that is, whoever does it. */

import { stricter } from "../model/verdict.ts";
import { matchesGlob } from "../permissions/glob.ts";
import { type Act, type ActDetails, act } from "./act.ts";
import { type Change, contentRisk } from "./content.ts";
import type { JudgementId } from "./judgements.ts";
import { endings, resolvePath } from "./paths.ts";
import type { Place } from "./place.ts";
import { isSecretFile } from "./secretFiles.ts";
import { isGenerated } from "./specialFiles.ts";
import { hole, isKnown, type Text } from "./text.ts";
import { type PathFacts, pathFacts, systemFolderMatching, type Zone } from "./zones.ts";

/** A path as an action names it. `glob`: it holds live wildcard characters. */
export interface PathUse {
  readonly text: string;
  readonly glob?: boolean;
  readonly cwd?: string | undefined;
}

/** Judges every place the path may end and keeps the strictest. */
function judgeEndings(use: PathUse, place: Place, judge: (facts: PathFacts) => JudgementId, details: ActDetails): Act {
  const cwd = "cwd" in use ? use.cwd : place.cwd;
  const found = endings(use.text, place, cwd);
  const acts = found.map((path) => {
    const facts = pathFacts(path, place);
    return act(judge(facts), { ...details, target: path, paths: found });
  });
  const first = acts[0] ?? act("writes-unknown-file", { ...details, target: use.text.replaceAll(hole, "…") });
  return acts.reduce((worst, next) => (stricter(worst.grade, next.grade) === worst.grade ? worst : next), first);
}

export function readAct(use: PathUse, place: Place, details: ActDetails = {}): Act {
  const cwd = "cwd" in use ? use.cwd : place.cwd;
  if (/^https?:\/\//i.test(use.text))
    return act("fetches-network", { ...details, target: use.text, hosts: [use.text] });
  if (resolvePath(use.text, place, cwd) === undefined) {
    return act("reads-files", { ...details, target: "files that are only known when it runs" });
  }
  return judgeEndings(use, place, (facts) => judgeRead(facts, use.glob === true), details);
}

function judgeRead(facts: PathFacts, glob: boolean): JudgementId {
  if (facts.zone === "share") return "contacts-network";
  if (
    isSecretPath(facts) ||
    (glob && mayMeanSecret(facts.path)) ||
    (glob && /\/\.(?:e[nv?*\]]*|\*|ssh\/\*|aws\/\*)[^/]*$|\/id_[^/]*$/.test(facts.path))
  ) {
    return "reads-secret";
  }
  return "reads-files";
}

/** Secrets that begin with a dot, as a pattern that begins with one may mean them. */
const hiddenSecrets = [".env", ".env.local", ".env.production", ".netrc", ".npmrc", ".pypirc", ".pgpass"];

/** `.[e]nv`, `.e?v`: wildcards that meet the name of a secret. */
function mayMeanSecret(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (!name.startsWith(".") || name.length > 60) return false;
  return hiddenSecrets.some((secret) => matchesGlob(name, secret));
}

/** True when what is read there is a secret. Own settings and repositories' files hold none. */
export function isSecretPath(facts: PathFacts): boolean {
  return facts.kind === "secret" || secretElsewhere(facts);
}

/** Kinds that act when written may still hold secrets when read. */
function secretElsewhere(facts: PathFacts): boolean {
  if (facts.kind === "ordinary") return false;
  return facts.relative === undefined
    ? isSecretFile(facts.path) || /\/\.m2\/settings\.xml$/i.test(facts.path)
    : /\/(?:\.envrc|sudoers|\.m2\/settings\.xml|\.claude\.json)$/i.test(facts.path);
}

/** How the write is made: by the editor's own tool, where a person sees a diff, or by a program. */
export type Writer = "editor" | "program";

/** What is written: all of the file, or the part that takes the place of another. */
export interface Written {
  readonly text: Text;
  /** An edit: the part that goes; undefined where the agent does not say. */
  readonly edit?: { readonly replaces: string | undefined };
}

export function writeAct(
  use: PathUse,
  content: Text | Written | undefined,
  writer: Writer,
  place: Place,
  details: ActDetails = {},
): Act {
  const written = content === undefined || "text" in content ? content : { text: content };
  return judgeEndings(use, place, (facts) => judgeWrite(facts, written, writer, use.glob === true, place), details);
}

/** The file before and after, as far as both can be known; of an edit that cannot be placed the parts alone. */
function changeOf(written: Written | undefined, facts: PathFacts, place: Place): Change | undefined {
  if (written === undefined || !isKnown(written.text)) return undefined;
  const { text, edit } = written;
  const current = place.readFile?.(facts.path)?.text;
  if (!edit) return { before: current, after: text.value };
  const { replaces } = edit;
  if (current === undefined || !replaces || !current.includes(replaces)) return { before: replaces, after: text.value };
  return { before: current, after: current.replaceAll(replaces, () => text.value) };
}

function judgeWrite(
  facts: PathFacts,
  content: Written | undefined,
  writer: Writer,
  glob: boolean,
  place: Place,
): JudgementId {
  if (facts.zone === "null-device") return "prints";
  if (facts.guard) return "changes-guard";
  if (facts.zone === "device" || /^\/(?:proc|sys)\//.test(facts.path)) return "overwrites-device";
  if (glob && systemFolderMatching(facts.path, place)) return "writes-system-file";
  if (facts.kind === "ordinary") return writeByZone[facts.zone];
  return contentRisk(facts, changeOf(content, facts, place), writer) ?? writeByZone[facts.zone];
}

const writeByZone: Readonly<Record<Zone, JudgementId>> = {
  workspace: "writes-in-workspace",
  "workspace-root": "writes-in-workspace",
  "workspace-above": "writes-outside-workspace",
  temporary: "writes-temporary",
  "temporary-root": "writes-temporary",
  home: "writes-outside-workspace",
  "home-root": "writes-outside-workspace",
  "home-settings": "writes-outside-workspace",
  "other-home-root": "writes-outside-workspace",
  system: "writes-system-file",
  root: "writes-system-file",
  device: "overwrites-device",
  "null-device": "prints",
  share: "sends-outward",
  elsewhere: "writes-outside-workspace",
};

export interface Deletion {
  readonly recursive: boolean;
}

export function deleteAct(use: PathUse, deletion: Deletion, place: Place, details: ActDetails = {}): Act {
  const cwd = "cwd" in use ? use.cwd : place.cwd;
  const text = use.glob
    ? use.text.replace(/(^|[\\/])(?:\*+(?:\.\*)?|\.\*|\.\[!\.\]\*|\.\?\*)(?:[\\/]\*+)*$/, "$1.")
    : use.text;
  const wholeFolder = text !== use.text;
  if (resolvePath(text, place, cwd) === undefined)
    return act("deletes-unknown-files", { ...details, target: use.text.replaceAll(hole, "…") });
  return judgeEndings(
    { ...use, text },
    place,
    (facts) => judgeDelete(facts, deletion, use, wholeFolder, place),
    details,
  );
}

function judgeDelete(
  facts: PathFacts,
  deletion: Deletion,
  use: PathUse,
  wholeFolder: boolean,
  place: Place,
): JudgementId {
  if (facts.zone === "null-device") return "deletes-system-files";
  if (facts.guard || containsGuard(facts, place)) return "changes-guard";
  const pattern = use.glob && !wholeFolder ? systemFolderMatching(facts.path, place) : undefined;
  if (pattern) return pathFacts(pattern, place).zone === "home-root" ? "deletes-home" : "deletes-system-files";
  if (wholeFolder && facts.zone === "workspace-root" && !deletion.recursive) return "deletes-files";
  if (facts.path.includes(hole) && facts.zone === "workspace") return "deletes-unknown-files";
  if (facts.kind === "repository")
    return deletion.recursive || !facts.path.endsWith(".lock") ? "deletes-repository" : "deletes-files";
  if (deletesProtection.has(facts.kind)) return "changes-agent-settings";
  if (facts.kind === "git-hook" || facts.kind === "git-config") return "writes-acting-file";
  if (facts.relative !== undefined && facts.relative !== "" && isGenerated(facts.relative))
    return "deletes-generated-files";
  return deleteByZone[facts.zone];
}

const deletesProtection: ReadonlySet<PathFacts["kind"]> = new Set([
  "agent-settings",
  "agent-code",
  "agent-ignore",
  "editor-settings",
]);

/** The state folder may lie below what is deleted. */
function containsGuard(facts: PathFacts, place: Place): boolean {
  if (facts.zone !== "home" && facts.zone !== "home-settings") return false;
  return place.protectedPaths.some((own) => own.replaceAll("\\", "/").startsWith(`${facts.path}/`));
}

const deleteByZone: Readonly<Record<Zone, JudgementId>> = {
  workspace: "deletes-files",
  "workspace-root": "deletes-workspace",
  "workspace-above": "deletes-workspace",
  temporary: "deletes-generated-files",
  "temporary-root": "deletes-outside-workspace",
  home: "deletes-outside-workspace",
  "home-root": "deletes-home",
  "home-settings": "deletes-home",
  "other-home-root": "deletes-home",
  system: "deletes-system-files",
  root: "deletes-root",
  device: "overwrites-device",
  "null-device": "deletes-system-files",
  share: "deletes-outside-workspace",
  elsewhere: "deletes-outside-workspace",
};
