/** Cmdlets that read, write, move and delete items, with their parameters. */
import { collect, fileObject, nothing, unknown } from "../../shell/powershell/values.ts";
import { note } from "../../shell/run.ts";
import { hole, isKnown, marked, type Text } from "../../text.ts";
import type { Spec } from "../spec.ts";
import { cmdlet, flat } from "./cmdlet.ts";
import {
  archive,
  copy,
  create,
  getItem,
  list,
  look,
  pathsOf,
  read,
  readProperty,
  remove,
  rename,
  search,
  setLocation,
  write,
  writeProperty,
} from "./itemActions.ts";

const filters = "filter include exclude";
const targets = "path@0 literalpath,pspath,lp";
const writes = cmdlet(
  `${targets} value@1 inputobject encoding append! force! nonewline! noclobber! width ${filters} passthru! stream credential noheader! useculture! notypeinformation,nti! delimiter usequotes quotefields depth includetypeinformation!`,
  write,
);
const reads = cmdlet(
  `${targets} ${filters} raw! totalcount,first,head tail,last encoding delimiter wait! force! readcount stream asbytestream! credential header useculture! algorithm count offset inputstream skip includetotalcount!`,
  read,
);
const lists = cmdlet(
  `${targets} filter@1 include exclude depth recurse,s! force! name! file! directory,ad! hidden,h! readonly,ar! system! attributes followsymlink! credential`,
  list,
);
const looks = cmdlet(
  `${targets} ${filters} pathtype type olderthan newerthan isvalid! parent! leaf! leafbase! extension! qualifier! noqualifier! isabsolute! resolve! relative! relativebasepath audit! allcentralaccesspolicies! credential force! stream`,
  look,
);
const property = "name@1,property value@2 type,propertytype force! passthru! credential inputobject";

export const itemCmdlets: Readonly<Record<string, Spec>> = {
  "remove-item": cmdlet(`${targets} ${filters} recurse,r! force! credential stream`, (bound) =>
    remove(bound, "delete"),
  ),
  "clear-item": cmdlet(`${targets} ${filters} force! credential`, (bound) => remove(bound, "empty")),
  "clear-content": cmdlet(`${targets} ${filters} force! credential stream`, (bound) => remove(bound, "empty")),
  "set-content": writes,
  "add-content": writes,
  "out-file": cmdlet(
    "filepath,path@0 literalpath,pspath,lp encoding@1 inputobject append! force! nonewline! noclobber,nooverwrite! width",
    write,
  ),
  "tee-object": cmdlet("filepath,path@0 literalpath,pspath,lp variable inputobject append! encoding", (bound) =>
    bound.get("variable") ? (bound.stdin ?? unknown) : write(bound),
  ),
  "new-item": cmdlet("path@0 name itemtype,type value,target,content force! credential", create),
  mkdir: cmdlet("path@0 name value force! credential", (bound) =>
    create({ ...bound, has: (name) => name !== "force" && bound.has(name) }),
  ),
  "set-item": cmdlet(`${targets} value@1 force! passthru! ${filters} credential`, write),
  "export-csv": cmdlet(
    `path@0 delimiter@1 literalpath,pspath,lp inputobject append! force! noclobber! encoding notypeinformation,nti! includetypeinformation! useculture! usequotes quotefields noheader!`,
    write,
  ),
  "export-clixml": writes,
  "start-transcript": cmdlet(
    "path@0 literalpath outputdirectory append! force! noclobber! includeinvocationheader! useminimalheader!",
    (bound) => {
      if (bound.get("path", "literalpath")) return write(bound);
      note(bound.call, "writes-outside-workspace", { target: "the documents folder" });
      return nothing;
    },
  ),
  "get-content": reads,
  "import-csv": reads,
  "import-clixml": reads,
  "import-powershelldatafile": reads,
  "get-filehash": reads,
  "format-hex": reads,
  "get-item": cmdlet(`${targets} ${filters} force! stream credential`, getItem),
  "get-childitem": lists,
  "get-acl": looks,
  "test-path": looks,
  "resolve-path": cmdlet(`${targets} relative! relativebasepath force! credential`, (bound) => {
    look(bound);
    return collect(pathsOf(bound).map(fileObject));
  }),
  "convert-path": cmdlet(targets, (bound) => {
    look(bound);
    return collect(pathsOf(bound));
  }),
  "get-authenticodesignature": looks,
  "test-modulemanifest": reads,
  "test-scriptfileinfo": reads,
  "get-itemproperty": cmdlet(`${targets} name@1,psproperty ${filters} credential`, readProperty),
  "get-itempropertyvalue": cmdlet(`${targets} name@1,psproperty ${filters} credential`, readProperty),
  "set-itemproperty": cmdlet(`${targets} ${property}`, (bound) => writeProperty(bound, "write")),
  "new-itemproperty": cmdlet(`${targets} ${property}`, (bound) => writeProperty(bound, "write")),
  "copy-itemproperty": cmdlet(`${targets} destination@1 name@2`, (bound) => writeProperty(bound, "write")),
  "move-itemproperty": cmdlet(`${targets} destination@1 name@2`, (bound) => writeProperty(bound, "write")),
  "rename-itemproperty": cmdlet(`${targets} name@1 newname@2`, (bound) => writeProperty(bound, "write")),
  "clear-itemproperty": cmdlet(`${targets} name@1`, (bound) => writeProperty(bound, "write")),
  "remove-itemproperty": cmdlet(`${targets} name@1 force!`, (bound) => writeProperty(bound, "delete")),
  "copy-item": cmdlet(
    `${targets} destination@1 recurse! force! ${filters} tosession fromsession passthru! container! credential`,
    (bound) => copy(bound, false),
  ),
  "move-item": cmdlet(`${targets} destination@1 force! ${filters} passthru! credential`, (bound) => copy(bound, true)),
  "rename-item": cmdlet(`${targets} newname@1 force! passthru! credential`, rename),
  "select-string": cmdlet(
    "pattern@0 path@1 literalpath,pspath,lp inputobject simplematch! casesensitive! list! quiet! context encoding include exclude allmatches! notmatch! raw! noemphasis! culture",
    search,
  ),
  "select-xml": cmdlet("xpath@0 path@1 literalpath,pspath,lp content xml namespace", search),
  "compress-archive": cmdlet("path@0 literalpath destinationpath@1 update! force! compressionlevel passthru!", archive),
  "expand-archive": cmdlet("path@0 literalpath destinationpath@1 force! passthru!", archive),
  "set-location": cmdlet("path@0 literalpath,pspath,lp passthru! stackname", setLocation),
  "push-location": cmdlet("path@0 literalpath,pspath,lp passthru! stackname", setLocation),
  "pop-location": cmdlet("passthru! stackname", (bound) => {
    bound.call.scope.cwd = undefined;
    return nothing;
  }),
  "join-path": cmdlet("path@0,pspath childpath@1 additionalchildpath@2 resolve! credential extension", (bound) => {
    const parts: readonly Text[] = [
      ...flat([bound.get("path")]).slice(0, 1),
      ...flat([bound.get("childpath"), bound.get("additionalchildpath"), ...bound.rest]),
    ];
    return marked(parts.map((part) => part.value.replace(/[\\/]$/, "")).join("/"), parts);
  }),
  "split-path": cmdlet(
    "path@0 literalpath,pspath leaf! leafbase! parent! extension! qualifier! noqualifier! isabsolute! resolve! credential",
    (bound) => {
      const path = bound.get("path", "literalpath") ?? bound.stdin ?? unknown;
      const parent = /^(.*)[\\/][^\\/]+[\\/]?$/s.exec(path.value)?.[1] ?? "";
      const other = ["leafbase", "extension", "qualifier", "noqualifier", "isabsolute"].some(bound.has);
      if (other || !isKnown(path)) return marked(hole, [path]);
      return marked(
        bound.has("leaf") ? (/[^\\/]*$/.exec(path.value)?.[0] ?? "") : /^[a-z]:$/i.test(parent) ? `${parent}/` : parent,
        [path],
      );
    },
  ),
  "new-psdrive": cmdlet("name@0 psprovider@1 root@2 description scope persist! credential", (bound) => {
    const [name, root] = [bound.get("name"), bound.get("root")];
    if (name && root) bound.call.scope.variables.set(`drive:${name.value.toLowerCase()}`, [root]);
    const isShare = /^\\\\|^\/\//.test(root?.value ?? "\\\\") || bound.has("persist");
    note(bound.call, isShare ? "contacts-network" : "prints", { target: root?.value });
    return nothing;
  }),
  "remove-psdrive": cmdlet("name@0", () => nothing),
};
