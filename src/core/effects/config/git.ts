/** Which lines of git's own configuration make git run, load or fetch something. */
import { parseIni } from "../../parse/ini.ts";

/** Keys as `section.name.key`, lower case, by git 2.47's documentation. */
const acting: readonly RegExp[] = [
  /^core\.(?:fsmonitor|hookspath|sshcommand|pager|editor|askpass|gitproxy|attributesfile|excludesfile|worktree|alternaterefscommand)$/,
  /^(?:credential|filter|difftool|mergetool|browser|man|pager|sendemail|include|includeif|url|guitool|trailer|hook|protocol|alias)(?:\.|$)/,
  /^diff\.(?:external|.+\.(?:command|textconv))$|^merge\.(?:.+\.driver|tool)$|^interactive\.difffilter$|^sequence\.editor$/,
  /^gpg\.(?:.+\.)?program$|^gpg\.(?:.+\.)?(?:defaultkeycommand|allowedsignersfile)$/,
  /^remote\..*$|^branch\..*\.(?:remote|pushremote|merge)$|^submodule\..*$|^(?:uploadpack|receive)\./,
  /^http\.(?:.*\.)?(?:proxy|sslverify|extraheader|cookiefile|sslcainfo|sslcert|sslkey)$|^extensions\.|^init\.templatedir$|^safe\./,
];

/** Aliases and submodules that only name another git command or address. */
const mild: readonly (readonly [RegExp, RegExp])[] = [
  [/^alias\./, /^(?!!)/],
  [/^submodule\..*\.(?:path|branch|active|fetchrecursesubmodules|shallow|ignore)$/, /^(?![-!])/],
  [/^protocol\.(?:.*\.)?(?:version|allow)$/, /^(?:[0-2]|never|user)$/],
  [/^branch\..*$/, /^(?!.*[:|;])/],
  [/^core\.(?:pager|editor|excludesfile)$/, /^(?:cat|less|vim|vi|nano|nvim|emacs|code --wait|true|:|)$/],
];

/** True when git would act by what is written here, or when part of it cannot be read. */
export function configActs(text: string): boolean {
  const entries = parseIni(text);
  if (entries.length === 0) return unclear.test(text);
  return entries.some(({ section, key, value }) => {
    const path = `${section.replace(/\s+/, ".")}.${key}`.toLowerCase().replace(/^\./, "");
    if (mild.some(([keys, values]) => keys.test(path) && values.test(value))) return false;
    return acting.some((keys) => keys.test(path)) || (section === "" && unclear.test(path));
  });
}

/** A part of a file without its header: the key alone must tell. */
const unclear =
  /fsmonitor|hookspath|sshcommand|pager|editor|askpass|textconv|helper|proxy|insteadof|driver|command|program|clean|smudge|process|template|sslverify|include|\burl\b|path|external|\b(?:get|put)\b|!/i;

/** Attributes of git itself, and of what most repositories have installed. */
const plainAttribute =
  /^-?!?(?:text|eol|crlf|binary|diff|merge|filter|export-ignore|export-subst|delta|whitespace|working-tree-encoding|ident|conflict-marker-size|linguist-[\w-]+|gitlab-[\w-]+|encoding|lockable)(?:=(?:auto|lf|crlf|lfs|union|binary|text|true|false|utf-8|[\w.,-]*|(?:ada|astextplain|bash|bibtex|cpp|csharp|css|dts|elixir|fortran|fountain|golang|html|java|kotlin|markdown|matlab|objc|pascal|perl|php|python|ruby|rust|scheme|tex)))?$/i;

/** True when a line of `.gitattributes` sends files through a filter or driver that the configuration must name. */
export function attributesAct(text: string): boolean {
  return text.split(/\r?\n/).some((line) => {
    if (/^\s*(?:#|$)/.test(line)) return false;
    const attributes = line.trim().split(/\s+/).slice(1);
    return attributes.some(
      (attribute) =>
        !plainAttribute.test(attribute) ||
        (/^(?:filter|merge|diff)=(?!lfs$|union$|binary$|text$|astextplain$)/i.test(attribute) &&
          !knownDiff.test(attribute)),
    );
  });
}

const knownDiff =
  /^diff=(?:ada|bash|bibtex|cpp|csharp|css|dts|elixir|fortran|fountain|golang|html|java|kotlin|markdown|matlab|objc|pascal|perl|php|python|ruby|rust|scheme|tex)$/i;

/** `.gitmodules`: an address or update rule that runs something. */
export function modulesAct(text: string): boolean {
  return parseIni(text).some(
    ({ key, value }) =>
      (/^update$/i.test(key) && value.startsWith("!")) ||
      (/^url$/i.test(key) && /^(?:-|ext::|fd::)|^\w+::|[`$]\(|--upload-pack|^-/.test(value)) ||
      (/^path$/i.test(key) && /(?:^|\/)(?:\.\.|\.git)(?:\/|$)|^-/.test(value)),
  );
}
