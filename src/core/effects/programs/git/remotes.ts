/** Subcommands of git that reach other repositories, and those that start other programs. */
import { type Invocation, note, staged } from "../../shell/run.ts";
import { type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import { fetchedBranches, pushedBranches } from "../branches.ts";
import type { Spec } from "../spec.ts";
import { choose, does, type Entries, each, given } from "../table.ts";
import { judgeSetting } from "./settings.ts";

const local = does("changes-repository");
const helper = /^(?:ext|fd)::/;

/** Talks to a repository elsewhere; the helpers at both ends are programs. */
const network = (rule: Spec["rule"], options = ""): Spec => ({
  options: `upload-pack=program receive-pack=program exec=program b,branch=text depth=text j,jobs=text o,server-option=text c,config=text template=program filter=text reference=read negotiation-tip=text ${options}`,
  operands: "text*",
  // What an address or a reference holds reaches the other side.
  sink: true,
  ...(rule ? { rule } : {}),
  more: (call, args) => {
    for (const word of args.operands)
      if (helper.test(word.value)) note(call, "runs-hidden-program", { span: word.span, target: word.value });
    for (const item of args.items) if (item.option === "c") judgeSetting(call, item.word);
    return undefined;
  },
});

function judgePush(call: Invocation, args: Arguments): Text {
  const refs = args.operands.slice(1).map((word) => word.value);
  const remote = args.operands[0];
  if (given(args, "dry-run", "n")) note(call, "contacts-network", { target: remote?.value ?? "the remote repository" });
  else if (given(args, "mirror", "prune")) note(call, "destroys-history", { target: "a remote repository" });
  else if (given(args, "force", "f", "force-with-lease") || refs.some((ref) => ref.startsWith("+")))
    note(call, "forces-push");
  else if (given(args, "delete", "d") || refs.some((ref) => ref.startsWith(":")))
    note(call, "rewrites-history", { target: "a branch or tag of the remote repository" });
  else note(call, "pushes-commits");
  if (call.run.files.get(staged)?.secret && !given(args, "dry-run", "n"))
    note(call, "sends-secret", { target: remote?.value ?? "the remote repository" });
  if (remote && helper.test(remote.value))
    note(call, "runs-hidden-program", { span: remote.span, target: remote.value });
  return unknownText;
}

export const remotes: Entries = {
  remote: choose(
    {
      show: { options: "n!prints", rule: "contacts-network", operands: "text*" },
      "get-url": {},
      v: {},
      ...each("changes-access", "add set-url"),
      ...each(local, "remove rm rename set-head set-branches"),
      prune: { ...does("contacts-network"), options: "n,dry-run" },
      update: "fetches-network",
    },
    "reads-files",
  ),
  ...each({ ...network("fetches-network"), branches: fetchedBranches }, "fetch pull"),
  ...each(network("fetches-network"), "fetch-pack http-fetch backfill"),
  clone: {
    ...network("fetches-network", "u=program"),
    operands: "text write",
  },
  "ls-remote": network("contacts-network", "u=program get-url!prints"),
  push: {
    ...network(undefined),
    options:
      "upload-pack=program receive-pack=program exec=program repo=text o,push-option=text force f force-with-lease?=text force-if-includes n,dry-run d,delete mirror prune tags all u,set-upstream q v",
    more: judgePush,
    branches: pushedBranches,
  },
  ...each(network("pushes-commits"), "send-pack http-push"),
  ...each(network("runs-hidden-program"), "remote-ext remote-fd upload-pack receive-pack upload-archive shell"),
  submodule: choose(
    {
      ...each({}, "status summary"),
      foreach: { options: "recursive q,quiet", operands: "shell*", noHelp: false },
      ...each(network("fetches-network"), "add update"),
      ...each(local, "init sync absorbgitdirs set-branch"),
      deinit: does("deletes-files"),
      "set-url": "changes-access",
    },
    "reads-files",
  ),
  subtree: choose({ ...each(local, "split merge"), push: "pushes-commits", ...each("fetches-network", "add pull") }),
  "send-email": {
    options: "smtp-server=program to-cmd=program cc-cmd=program header-cmd=program sendmail-cmd=program dry-run!prints",
    operands: "text*",
    rule: "sends-outward",
  },
  "imap-send": "sends-outward",
  ...each("contacts-network", "svn p4 cvsimport"),
  ...each("opens-tunnel", "daemon http-backend"),
  instaweb: { options: "httpd=program b,browser=program", rule: "starts-service", operands: "text*" },
  ...each("reads-secret", "credential credential-store credential-cache credential-manager"),
  lfs: choose(
    {
      ...each({}, "ls-files status env version logs pointer"),
      ...each(local, "track untrack install checkout update uninstall dedup"),
      ...each("fetches-network", "pull fetch clone locks"),
      ...each("posts-for-others", "lock unlock"),
      push: "pushes-commits",
      prune: { ...does("deletes-generated-files"), options: "d,dry-run!prints" },
      migrate: choose({ info: {}, ...each("destroys-history", "import export") }),
    },
    "prints",
  ),
  difftool: {
    options: "x,extcmd=shell t,tool=text y tool-help!prints",
    operands: "text*",
    rule: "runs-hidden-program",
  },
  mergetool: { options: "t,tool=text tool-help!prints y", operands: "text*", rule: "runs-hidden-program" },
  ...each("opens-program", "gui citool k"),
};
