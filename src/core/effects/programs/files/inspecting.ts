/** What only looks at files, users, processes and the machine, as data. */
import { secretName } from "../../shell/bashParameters.ts";
import { type Invocation, note } from "../../shell/run.ts";
import { hole, type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import type { Spec, Table } from "../spec.ts";
import { by, choose, each, looks, reads } from "../table.ts";

const prints: Spec = {};

/** A named variable that holds no secret is only read. */
function printVariables(call: Invocation, args: Arguments): Text {
  const named = args.operands.find((name) => secretName.test(name.value));
  if (args.operands.length === 0) note(call, "lists-environment");
  if (named) note(call, "reads-secret", { target: named.value, span: named.span });
  return named || args.operands.length === 0 ? { value: hole, secret: true } : unknownText;
}

const printers = [
  // The shell's own and arithmetic.
  "true false : exit return break continue pwd sleep yes seq jot expr factor test [ [[ let basename dirname realpath readlink pathchk wait bg fg ulimit umask times dirs getopts shift unset suspend logout caller rehash print echotc compgen zprint type which whereis where whence tput clear reset stty tabs setterm tset cal ncal units numfmt mcookie uuidgen getconf",
  // Documentation.
  "whatis apropos help tldr tealdeer cheat usage",
  // People and sessions.
  "whoami id groups logname tty users who w last lastb lastlog finger hostid uname nproc locale dircolors",
  // Processes and load.
  "pgrep pidof top htop btop bpytop glances atop iotop iftop nethogs nvtop gtop procs pstree pmap pidstat pwdx tload slabtop smem uptime free vmstat iostat mpstat sar vm_stat lsof lsfd jps jstack jstat ipcs",
  // The machine.
  "lscpu lsusb lspci lsmem lsmod modinfo lsns lsipc lsblk blkid findmnt lshw hwinfo inxi dmidecode lsb_release sw_vers neofetch fastfetch screenfetch pagesize system_profiler ioreg hostinfo acpi upower sestatus getenforce aa-status systemd-detect-virt systemd-analyze systemd-cgls systemd-cgtop systemd-path systemd-escape nstat kextstat getsebool pinky cpuid cpupower-info lstopo numastat ausearch aureport faillog",
  "sync arping-list zramctl lslocks lslogins lsirq utmpdump runlevel tzselect zdump",
].join(" ");

/** ps shows the environments of processes where its letters say `e` (BSD) or `E`. */
function judgePs(call: Invocation): undefined {
  const [first] = call.words.slice(1);
  const shows =
    /^(?!-)[a-zA-Z]*e[a-zA-Z]*$/.test(first?.value ?? "") || call.words.some(({ value }) => /^-[a-zA-Z]*E/.test(value));
  if (shows) note(call, "lists-environment", { span: first?.span });
  return undefined;
}

/** Names of hosts are asked for over the network; the others lie here. */
function judgeDatabase(call: Invocation, args: Arguments): undefined {
  const database = args.operands[0]?.value ?? "";
  const network = /^(?:a?hosts(?:v[46])?|networks|netgroup)$/.test(database) && args.operands.length > 1;
  note(call, /^g?shadow$/.test(database) ? "reads-secret" : network ? "contacts-network" : "prints", {
    target: args.operands.at(-1)?.value,
  });
  return undefined;
}

export const inspecting: Table = {
  ps: { operands: "text*", more: judgePs },
  ...each(prints, printers),
  jobs: { options: "l p r s n x!hidden-command", operands: "text*" },
  // Without -l it runs what was typed before.
  fc: by((_call, args) => (args.options.has("l") ? "prints" : "hidden-command"), "l n r e=text s"),
  history: { options: "c!destroys-backups d=text!destroys-backups w a r s p", operands: "text*" },
  date: {
    options: "s,set=text!changes-system d,date=text f,file=read r,reference=read v=text j u R I?=text rfc-3339=text",
    operands: "text*",
  },
  hostname: {
    options: "F,file=read b s f i I d a A y",
    operands: "text",
    more: (call, args) => {
      if (args.operands.length > 0) note(call, "changes-system");
      return undefined;
    },
  },
  getent: { options: "s=text i", operands: "text*", sink: true, more: judgeDatabase },
  ss: { options: "K,kill!ends-processes D,diag=write F,filter=read A=text f=text", operands: "text*" },
  netstat: { options: "p=text f=text I=text w=text", operands: "text*" },
  "nvidia-smi": {
    options:
      "q i,id=text l,loop=text f,filename=write L format=text query-gpu=text r,gpu-reset!changes-system pm=text!changes-system pl=text!changes-system c=text!changes-system",
    operands: "text*",
  },
  sensors: { options: "s,set!changes-system u j A", operands: "text*" },
  ipcrm: "ends-processes",
  ls: looks(
    "I,ignore=text w,width=text T,tabsize=text time-style=text color?=text sort=text hide=text D=text format=text time=text indicator-style=text",
  ),
  ...each(
    looks(
      "I,ignore-glob=text w,width=text s,sort=text L,level,depth=text t,time=text git icons?=text color?=text time-style=text",
    ),
    "dir vdir exa eza lsd ll la l",
  ),
  tree: {
    ...looks(
      "L=text I=text P=text o=write H=text T=text filelimit=text charset=text sort?=text timefmt=text fromfile fromtabfile gitignore gitfile=read infofile=read info noreport dirsfirst filesfirst prune matchdirs ignore-case metafirst inodes device du si compress=text hintro=text houtro=text nolinks hyperlink scheme=text authority=text opt-toggle acl selinux a d f i l x q N Q p u g s h D F t c r v U n C A S X J R",
    ),
    complete: true,
  },
  ...each(
    looks(
      "d,max-depth=text depth=text B=text exclude=text X=read files0-from=list t=text n=text s h a c k m f=write o=write",
    ),
    "du dust gdu",
  ),
  ...each(looks(), "dua ncdu broot"),
  ...each(looks("t,type=text x,exclude-type=text B=text output?=text only=text hide=text sort=text"), "df duf"),
  stat: looks("c,format=text f=text t=text printf=text"),
  file: reads(
    "f,files-from=list m,magic-file=read C,compile!writes-in-workspace b i L z F=text e=text P=text mime-type mime-encoding",
  ),
  namei: looks(),
  ...each(reads(), "lsattr getfacl getcap"),
  fuser: { options: "k,kill!ends-processes n,namespace=text s=text v m", operands: "text*" },
  printenv: { operands: "text*", more: printVariables },
  jmap: by((call) =>
    /dump|-F/.test(call.words.map((word) => word.value).join(" ")) ? "writes-in-workspace" : "prints",
  ),
  jcmd: by((_call, args) =>
    args.operands.length < 2 || /^(?:help|VM\.(?!set)|Thread\.print|GC\.class)/.test(args.operands[1]?.value ?? "")
      ? "prints"
      : "changes-system",
  ),
  hostnamectl: choose({
    status: {},
    ...each("changes-system", "set-hostname hostname icon-name chassis deployment location"),
  }),
  timedatectl: choose(each("prints", "status show list-timezones timesync-status show-timesync"), "prints", {
    otherwise: "changes-system",
  }),
  localectl: choose(each("prints", "status list-locales list-keymaps list-x11-keymap-models"), "prints", {
    otherwise: "changes-system",
  }),
  networkctl: choose(each("prints", "list status lldp label cat"), "prints", { otherwise: "changes-system" }),
  loginctl: choose(
    {
      ...each(
        "prints",
        "list-sessions session-status show-session list-users user-status show-user list-seats seat-status show-seat",
      ),
      "enable-linger": "leaves-something-running",
      ...each("ends-all-processes", "terminate-user kill-user terminate-session kill-session terminate-seat"),
    },
    "prints",
    { otherwise: "changes-system" },
  ),
  coredumpctl: choose({
    list: {},
    info: {},
    dump: { options: "o,output=write", operands: "text*", rule: "reads-files" },
    debug: "runs-hidden-program",
    gdb: "runs-hidden-program",
  }),
  bootctl: choose(each("prints", "status list is-installed"), "prints", { otherwise: "changes-system" }),
  busctl: choose(each("prints", "list status tree introspect get-property monitor capture"), "prints", {
    otherwise: "changes-system",
    options: "user system",
  }),
  udevadm: choose({ ...each("prints", "info monitor settle verify cat") }, "prints", { otherwise: "changes-system" }),
  "systemd-cat": { options: "t,identifier=text p,priority=text", operands: "command" },
};
