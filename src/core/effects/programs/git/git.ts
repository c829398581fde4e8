/** git 2.51 itself: its own options, then the subcommand. */
import type { Spec, Table } from "../spec.ts";
import { each } from "../table.ts";
import { changing } from "./changing.ts";
import { looking } from "./looking.ts";
import { remotes } from "./remotes.ts";
import { config, judgeSetting } from "./settings.ts";

const git: Spec = {
  options:
    "c=text C=dir git-dir=read work-tree=dir namespace=text attr-source=text exec-path?=program config-env=text!runs-hidden-program super-prefix=text list-cmds=text p,paginate P,no-pager no-replace-objects bare literal-pathspecs no-optional-locks h,help!prints v,version!prints html-path!prints man-path!prints info-path!prints",
  sub: { ...looking, ...changing, ...remotes, config },
  otherwise: "unknown-subcommand",
  more: (call, args) => {
    for (const item of args.items) if (item.option === "c") judgeSetting(call, item.word);
    return undefined;
  },
};

export const gitItself: Table = {
  git,
  scalar: {
    sub: each("changes-repository", "register unregister run reconfigure delete"),
    bare: "prints",
    otherwise: "fetches-network",
  },
  tig: { operands: "text*", options: "C=dir" },
  ...each("opens-program", "gitk lazygit gitui git-gui gitg sourcetree ungit"),
  "git-lfs": remotes.lfs as Spec,
  svn: {
    sub: {
      ...each({}, "status st info help proplist propget pg pl"),
      ...each("contacts-network", "log diff di blame list ls cat annotate praise"),
      ...each("fetches-network", "checkout co update up export switch sw"),
      ...each("posts-for-others", "commit ci import lock unlock"),
      ...each("changes-repository", "add move mv copy cp mkdir resolve resolved changelist propset ps upgrade"),
      ...each("discards-work", "revert cleanup delete rm remove del merge patch"),
    },
  },
  hg: {
    options: "config=text!runs-hidden-program R,repository=dir cwd=dir debugger!runs-hidden-program profile",
    sub: {
      ...each(
        {},
        "status st log diff summary sum branch branches tags heads tip parents identify id cat files manifest annotate blame config paths grep root version help bookmarks phase export",
      ),
      ...each("contacts-network", "incoming in outgoing out"),
      ...each("fetches-network", "pull clone"),
      push: "pushes-commits",
      ...each("changes-repository", "add commit ci addremove forget move mv copy cp merge tag graft resolve init"),
      ...each("discards-work", "revert update up checkout co purge shelve remove rm"),
      ...each("rewrites-history", "strip rollback rebase histedit backout absorb"),
      serve: "opens-tunnel",
    },
  },
  jj: {
    sub: {
      ...each({}, "log status st diff show evolog op-log help version file root interdiff"),
      ...each(
        "changes-repository",
        "new commit describe desc edit bookmark branch tag squash split rebase duplicate next prev resolve undo redo",
      ),
      ...each("discards-work", "abandon restore op operation"),
      git: {
        sub: {
          push: "pushes-commits",
          fetch: "fetches-network",
          clone: "fetches-network",
          init: "changes-repository",
          remote: "changes-access",
          export: {},
          import: {},
        },
      },
    },
  },
};
