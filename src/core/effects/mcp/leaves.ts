/** Arguments of a call as a flat list. */

export interface Leaf {
  /** The nearest property's name, lower case. */
  readonly key: string;
  readonly value: string;
}

const maxLeaves = 2000;
const maxDepth = 30;

/** All texts in the arguments with the name of the property they are under. */
export function leavesOf(args: unknown): Leaf[] {
  const found: Leaf[] = [];
  const visit = (value: unknown, key: string, depth: number): void => {
    if (found.length > maxLeaves || depth > maxDepth) return;
    if (typeof value === "string") found.push({ key: key.toLowerCase(), value });
    else if (Array.isArray(value)) for (const item of value) visit(item, key, depth + 1);
    else if (typeof value === "object" && value !== null)
      for (const [name, inner] of Object.entries(value)) visit(inner, name, depth + 1);
  };
  visit(args, "", 0);
  return found;
}

const key = (names: string) => {
  const known = new Set(names.split(" "));
  return (leaf: Leaf) => known.has(leaf.key.replace(/[-_]/g, ""));
};

/** The texts under these names are what a person would type to search, or words for people. */
export const isQuery = key(
  "query q question search searchphrase searchterm searchquery pattern glob regex prompt thought naturallanguagequery expr expression jql jpql filter keyword keywords topic title subject description message excludepatterns exclude text term phrase libraryname",
);
export const isCommand = key("command cmd commands shellcommand commandline bash shell script clicommand");
export const isStatement = key("query sql statement statements q code migration text");
export const isCode = key(
  "code script source python javascript js expression function cellsource cellcontent cellcontents cellcode sourcecode snippet pythoncode jscode",
);
export const isContent = key("content contents text data newtext newstring body filetext");
export const isAddress = key(
  "url urls uri href link endpoint webhook webhookurl callback callbackurl targeturl websiteurl pageurl",
);
export const isPath = key(
  "path paths file files filepath filepaths filename source src destination dest target directory dir folder repopath repositorypath root cwd uri outputpath input location savepath workingdirectory workdir attachment attachments localpath relativepath absolutepath folderpath projectpath rootpath filetoupload image",
);
export const isMethod = key("method action operation op verb subcommand");
export const isResource = key("resourcetype kind resource resourcekind objecttype entitytype");
export const isSettingName = key("key setting name option");
