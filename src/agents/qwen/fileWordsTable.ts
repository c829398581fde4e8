/**
 * Programs and their words, as Qwen Code takes them for files or addresses. Facts of its 0.24.4, read in its bundle and
 * compared with it on 2026-11-26.
 */
export interface Words {
  readonly use: string;
  /** Words before the files: a pattern, a mode, a script. */
  readonly skips?: number;
  /** The last word is written, where there is more than one. */
  readonly writesLast?: true;
  /** Nothing is looked at where there is only one word. */
  readonly needsTwo?: true;
  /** Without a word it is the current folder. */
  readonly here?: true;
  /** `-t` names the folder that is written to. */
  readonly intoFolder?: true;
  /** The option that names a file to write, short and long. */
  readonly output?: readonly [string, string];
  /** Words with a scheme are addresses; the others are nothing. */
  readonly addresses?: true;
  /** Options that take the next word. */
  readonly valued?: ReadonlySet<string>;
}

const set = (text: string): ReadonlySet<string> => new Set(text.split(" "));
const alike = (names: string, words: Words) => names.split(" ").map((name) => [name, words] as const);
const reads = (names: string, valued = "") => alike(names, { use: "read_file", valued: set(valued) });
const lists = (names: string, valued = "") => alike(names, { use: "list_directory", here: true, valued: set(valued) });
const output = ["-o", "--output"] as const;

export const programs: ReadonlyMap<string, Words> = new Map([
  ...reads(
    "cat tac nl zcat bzcat xzcat gzcat lzcat more most wc md5sum sha1sum sha256sum sha512sum sha224sum sha384sum cksum b2sum sum tr",
  ),
  ...reads("head", "-n -c --lines --bytes"),
  ...reads("tail", "-n -c -s --lines --bytes --sleep-interval"),
  ...reads("less", "-b -h -j -p -x -y -z --shift --tabs"),
  ...reads("file", "-m -e -F -P --magic-file --exclude --extension --separator"),
  ...reads("stat", "-c -f --format --printf --file-system"),
  ...reads(
    "readlink",
    "-e -f -m -q -s -v -z --canonicalize --canonicalize-existing --canonicalize-missing --no-newline --quiet --silent --verbose --zero",
  ),
  ...reads(
    "realpath",
    "--relative-to --relative-base -e -m -s -z --canonicalize-existing --canonicalize-missing --logical --physical --no-symlinks --quiet --strip --zero",
  ),
  ...reads(
    "diff",
    "-u -U -c -C -I -x -X -W --label --to-file --from-file --width --horizon-lines --strip-trailing-cr --ignore-matching-lines --exclude --exclude-from",
  ),
  ...reads("diff3", "-m -T -A -E -e -x -X -3 -i --label"),
  ...reads("sdiff", "-o -w -W -s -i -b -B -E -H"),
  ...reads("cmp", "-i -l -n -s --ignore-initial --bytes --print-bytes --quiet --silent --verbose --zero"),
  ...reads("strings", "-n -t -e -o -a --min-len --radix --encoding --file --print-file-name --data --all"),
  ...reads("hexdump", "-n -s -l -C -b -c -d -o -x -e -f -v"),
  ...reads("xxd", "-l -s -c -g -o -n -b -e -i -p -r -u -E"),
  ...reads(
    "od",
    "-N -j -w -s -t -A -v --address-radix --endian --format --read-bytes --skip-bytes --strings --output-duplicates --width",
  ),
  ...alike("sort", {
    use: "read_file",
    output,
    valued: set(
      "-k -t -T --output -o --field-separator --key --temporary-directory --compress-program --batch-size --parallel --random-source --sort",
    ),
  }),
  ...reads("uniq", "-f -s -w -n --skip-fields --skip-chars --check-chars"),
  ...reads("cut", "-b -c -d -f --delimiter --fields --bytes --characters --output-delimiter"),
  ...reads("paste", "-d -s --delimiters --serial"),
  ...reads("join", "-t -1 -2 -j -o -a -e --field --header --check-order --nocheck-order --zero-terminated"),
  ...reads("column", "-t -s -n -c -o -x --table --separator --output-separator --fillrows"),
  ...reads("fold", "-w -b -s --width --bytes --spaces"),
  ...reads("expand", "-t --tabs --initial"),
  ...reads("unexpand", "-t -a --tabs --all --first-only"),
  ...reads("base64 base32", "-d -i -w --decode --ignore-garbage --wrap"),
  ...lists("ls dir vdir"),
  ...lists("exa eza", "-L --level --sort --color --colour --group -I --ignore-glob"),
  ...lists(
    "lsd",
    "--depth --color --icon --icon-theme --date --size --blocks --header --classic --no-symlink --ignore-glob -I",
  ),
  ...lists("tree", "-L -P -I -o -n -H -T --charset --filelimit --matchdirs --dirsfirst -J -X --du --si"),
  ...lists("du", "-d --max-depth --threshold -t --block-size -B --time-style --exclude -X --time --output"),
  ...alike("touch", { use: "write_file", valued: set("-t -r --reference --date -d --time") }),
  ...alike("mkdir", { use: "write_file", valued: set("-m --mode -Z --context") }),
  ...alike("mkfifo", { use: "write_file", valued: set("-m --mode -Z") }),
  ...alike("tee", { use: "write_file" }),
  ...alike("cp", {
    ...{ use: "read_file", writesLast: true, intoFolder: true },
    valued: set(
      "-S --suffix -t --target-directory --backup --no-target-directory --sparse --reflink -Z --context --copy-contents",
    ),
  }),
  ...alike("rsync", {
    ...{ use: "read_file", writesLast: true },
    valued: set("-e --rsh --rsync-path --backup-dir --suffix --files-from --include-from --exclude-from --filter"),
  }),
  ...alike("install", {
    ...{ use: "read_file", writesLast: true, needsTwo: true, intoFolder: true },
    valued: set(
      "-m --mode -o --owner -g --group -S --suffix -t --target-directory -T --no-target-directory -Z --context -C --compare",
    ),
  }),
  ...alike("ln", {
    ...{ use: "read_file", writesLast: true, needsTwo: true, intoFolder: true },
    valued: set("-S --suffix -t --target-directory -b --backup"),
  }),
  ...alike("mv", {
    ...{ use: "edit", writesLast: true, needsTwo: true, intoFolder: true },
    valued: set("-S --suffix -t --target-directory --backup -Z --context"),
  }),
  ...alike("rm", { use: "edit", valued: set("--interactive") }),
  ...alike("rmdir", { use: "edit", valued: set("--ignore-fail-on-non-empty -p --parents") }),
  ...alike("unlink", { use: "edit" }),
  ...alike("shred", { use: "edit", valued: set("-n --iterations -s --size --random-source") }),
  ...alike("truncate", { use: "edit", valued: set("-s --size -r --reference -o -I -c --io-blocks --no-create") }),
  ...alike("rename", { use: "edit", skips: 2 }),
  ...alike("patch", { use: "edit", output, valued: set("-i --input -d --directory -o --output") }),
  ...alike("ack", {
    ...{ use: "list_directory", skips: 1 },
    valued: set("-m -A -B -C --type --ignore-dir --ignore-file --ignore-directory -n"),
  }),
  ...alike("curl", {
    ...{ use: "web_fetch", addresses: true, output },
    valued: set(
      "-o -O --output -u --user -A --user-agent -H --header -d --data --data-binary --data-raw --data-urlencode -X --request -F --form -e --referer -T --upload-file --cacert --capath --cert --key --pass -m --max-time --connect-timeout -r --range --limit-rate -b --cookie -c --cookie-jar --proxy -U --proxy-user -K --config --netrc-file --resolve --connect-to -w --write-out -x -Y --speed-limit --speed-time -y --max-filesize --proto --proto-redir -E --cert-type --key-type",
    ),
  }),
  ...alike("wget", {
    ...{ use: "web_fetch", addresses: true, output: ["-O", "--output-document"] },
    valued: set(
      "-O --output-document -P --directory-prefix -o --output-file -a --append-output -U --user-agent --header -e --execute --tries -t -T --timeout --wait -w --quota -Q --bind-address --limit-rate --user --password --proxy-user --proxy-password -i --input-file --base --config --referer -D --domains --exclude-domains -I --include-directories -X --exclude-directories --regex-type -A -R --accept --reject --no-check-certificate --ca-certificate --ca-directory --certificate --private-key",
    ),
  }),
  ...alike("fetch", {
    ...{ use: "web_fetch", addresses: true },
    valued: set("-o -q -v -a -T -S --no-verify-peer --no-verify-hostname --ca-cert"),
  }),
]);

/** With the pattern as an option every word is a file. */
export const searches: ReadonlyMap<
  string,
  { readonly pattern: RegExp; readonly use: string; readonly valued: ReadonlySet<string> }
> = new Map([
  ...["grep", "egrep", "fgrep", "zgrep", "bzgrep"].map(
    (name) =>
      [
        name,
        {
          ...{ pattern: /^-[ef]/, use: "read_file" },
          valued: set(
            "-e -f -m -A -B -C --context --include --exclude --exclude-dir --max-count --after-context --before-context -n --line-number --label -D --devices --max-depth -X --exclude-from",
          ),
        },
      ] as const,
  ),
  [
    "rg",
    {
      ...{ pattern: /^-[ef]$/, use: "list_directory" },
      valued: set(
        "-e -f -m -A -B -C -t -T -g --iglob --glob --type --type-not --max-count --max-depth --context --after-context --before-context -M --max-columns --field-match-separator",
      ),
    },
  ],
  [
    "ag",
    {
      ...{ pattern: /^-e$/, use: "list_directory" },
      valued: set("-e -m -A -B -C --depth --file-search-regex --file-search-regex-i --ignore --ignore-dir -n"),
    },
  ],
]);

/** Their first word is a mode or an owner, whatever it looks like. */
export const changers: Readonly<Record<string, ReadonlySet<string>>> = {
  chmod: set("-f --reference --from"),
  chown: set("--from --reference"),
  chgrp: set("--reference"),
};

export const editors: Readonly<Record<string, ReadonlySet<string>>> = {
  perl: set("-e -f -I -M -m -0"),
  sed: set("-e -f --expression --file -l --line-length --sandbox -s --separate"),
};

export const awkValued = set(
  "-F -f -v -m -W -M --source --include --load -b --characters-as-bytes -c --traditional -d -D --debug -e --exec -h --help -i --lint -o -p -r -s -S -t -V",
);
