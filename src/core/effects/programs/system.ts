/** Processes, services, disks, accounts, protection, archives, editors and desktop programs, as data. */
// Longer than other files because it is one table with the few functions its rows need.
import { writeAct } from "../access.ts";
import type { JudgementId } from "../judgements.ts";
import { addAct, commandText, fileText, type Invocation, note, rememberFile, type Word } from "../shell/run.ts";
import { hole, marked, plain, type Text, unknownText } from "../text.ts";
import type { Arguments } from "./arguments.ts";
import { judgeDebugger, vim } from "./editors.ts";
import { pathUse, readFile, withCommand } from "./judge.ts";
import type { Spec, Table } from "./spec.ts";

const all = (rule: JudgementId | Spec, names: string): Record<string, JudgementId | Spec> =>
  Object.fromEntries(names.split(" ").map((name) => [name, rule]));

function judgeKill(call: Invocation): Text {
  const given = call.words.slice(1).map((word) => word.value);
  const listing =
    given.length > 0 &&
    given.every((word) => /^(?:-l|-L|--list|\d+|[A-Z]+)$/.test(word)) &&
    /^(?:-l|-L|--list)$/.test(given[0] ?? "");
  const everything =
    given.slice(1).includes("-1") ||
    (given.length === 1 && given[0] === "-1") ||
    (given[0] !== undefined && given.includes("--") && given.at(-1) === "-1");
  const probe = given[0] === "-0";
  note(call, listing || probe ? "prints" : everything ? "ends-all-processes" : "ends-processes", {
    target: commandText(call.words),
  });
  return unknownText;
}

function judgeKillByName(call: Invocation, args: Arguments): undefined {
  const name = args.operands.at(-1)?.value;
  const whole =
    name === "." ||
    name === ".*" ||
    name === "" ||
    (args.operands.length === 0 && (args.options.has("u") || args.options.has("user")));
  note(call, whole ? "ends-all-processes" : "ends-processes", { target: commandText(call.words) });
  return undefined;
}

const killByName: Spec = {
  options: "u,user=text U=text g=text G=text t=text P=text s,signal=text f,full x n o 9 l!prints e i",
  operands: "text*",
  more: judgeKillByName,
};

/** tar: what goes in and out, and the many ways it runs something. */
function judgeTar(call: Invocation, args: Arguments): Text {
  const first = call.words[1]?.value ?? "";
  const flags = /^[a-zA-Z]+$/.test(first) ? first : "";
  const has = (letter: string, ...names: string[]) =>
    args.options.has(letter) || names.some((name) => args.options.has(name)) || flags.includes(letter);
  for (const item of args.items) {
    if (item.option === "checkpoint-action" && /exec=/.test(item.word.value))
      runs(call, item.word, item.word.value.replace(/^.*exec=/, ""));
  }
  const names = flags ? args.operands.slice(1) : args.operands;
  const archive = args.options.get("f") ?? args.options.get("file") ?? (flags.includes("f") ? names[0] : undefined);
  const members = flags.includes("f") ? names.slice(1) : names;
  if (has("c", "create") || has("r", "append") || has("u", "update")) return pack(call, archive, members);
  const known = archive && archive.value !== "-" ? fileText(call, archive.value) : call.stdin;
  if (archive && archive.value !== "-" && !known) readFile(call, archive);
  if (has("x", "extract", "get")) {
    if (has("O", "to-stdout")) return marked(hole, [known, members[0]]);
    const to = args.options.get("C") ?? args.options.get("directory") ?? (flags ? followingC(call) : undefined);
    if (has("P", "absolute-names")) note(call, "writes-outside-workspace", { target: "absolute paths of the archive" });
    extractTo(call, to);
  } else note(call, "reads-files", { target: archive?.value });
  return marked(hole, [known]);
}

function followingC(call: Invocation): Word | undefined {
  const at = call.words.findIndex((word) => word.value === "-C");
  return at >= 0 ? call.words[at + 1] : undefined;
}

function runs(call: Invocation, word: Word, text: string): void {
  note(call, "runs-hidden-program", { span: word.span, target: text });
  call.run.engine.evaluate({ ...call, span: word.span }, { ...word, value: text }, "bash");
}

function pack(call: Invocation, archive: Word | undefined, members: readonly Word[]): Text {
  const read = members.map((word) => readFile(call, word));
  const text = marked(hole, read);
  if (!archive || archive.value === "-") return text;
  addAct(
    call.run,
    withCommand(call, writeAct(pathUse(call, archive), undefined, "program", call.run.place)),
    archive.span,
  );
  rememberFile(call, archive.value, text);
  return plain("");
}

function extractTo(call: Invocation, to: Word | undefined): void {
  const folder = to ?? { ...plain("."), span: call.span };
  const target = { ...folder, value: `${folder.value}/unpacked` };
  addAct(
    call.run,
    withCommand(call, writeAct(pathUse(call, target), undefined, "program", call.run.place)),
    folder.span,
  );
}

const tarOptions =
  "f,file=text C,directory=text T,files-from=list X,exclude-from=read I,use-compress-program=program F,info-script,new-volume-script=program to-command=shell checkpoint?=text checkpoint-action=text rsh-command=program rmt-command=program exclude=text strip-components=text transform,xform=text owner=text group=text mode=text mtime=text K=text N=text b=text c,create x,extract,get t,list r,append u,update O,to-stdout P,absolute-names z j J v p k a h S remove-files!deletes-files overwrite wildcards one-top-level?=text warning=text sort=text";
const tar: Spec = { options: tarOptions, operands: "text*", more: judgeTar };

function judgeZip(call: Invocation, args: Arguments): Text {
  const [archive, ...members] = args.operands;
  const command = args.options.get("TT") ?? args.options.get("unzip-command");
  if (command || args.options.has("T"))
    note(call, command ? "runs-hidden-program" : "reads-files", { target: command?.value ?? "the archive" });
  return pack(call, archive, members);
}

function judgeUnzip(call: Invocation, args: Arguments): Text {
  const has = (...names: string[]) => names.some((name) => args.options.has(name));
  const [archive] = args.operands;
  const text = archive ? readFile(call, archive) : unknownText;
  if (has("l", "t", "z", "v", "Z", "p", "c")) return text;
  extractTo(call, args.options.get("d"));
  return unknownText;
}

/** gzip and its kin replace the file unless they print. */
const packs: Spec = {
  options: "c,stdout d,decompress k f t!reads-files l!reads-files r v S=text o=write T=text",
  operands: "text*",
  more: (call, args) => {
    const read = args.operands.map((word) => readFile(call, word));
    const text = marked(hole, read.length > 0 ? read : [call.stdin]);
    if (args.options.has("c") || args.operands.length === 0) return text;
    for (const word of args.operands) {
      addAct(
        call.run,
        withCommand(call, writeAct(pathUse(call, word), undefined, "program", call.run.place)),
        word.span,
      );
      for (const end of [".gz", ".bz2", ".xz", ".zst"]) rememberFile(call, word.value + end, text);
    }
    return text;
  },
};

const edits: Spec = {
  operands: "write*",
  rule: "opens-program",
  options: "eval=code l=script load=script e=text f=text batch Q q",
};

/** VS Code's own command line installs, runs and opens. */
const code: Spec = {
  options:
    "install-extension=text!registers-server uninstall-extension=text!registers-server add-mcp=text!registers-server list-extensions!prints disable-extension=text!changes-guard disable-extensions!changes-guard user-data-dir=dir extensions-dir=dir d,diff g,goto r n w version!prints status!prints tunnel!opens-tunnel folder-uri=text!opens-program file-uri=text",
  sub: { tunnel: "opens-tunnel", "serve-web": "opens-tunnel", chat: "starts-agent", agent: "starts-agent" },
  otherwise: "opens-program",
};

/** Other agents: their flags that ask nobody, their servers, and plain runs. */
function judgeAgent(call: Invocation): Text {
  const text = commandText(call.words);
  const given = call.words.slice(1).map((word) => word.value);
  const free =
    /--?(?:dangerously[\w-]*|yolo|full-auto|allow-all[\w-]*|auto-approve[\w-]*|always-approve|yes-always|no-confirm\w*|skip-permissions|trust-all-tools|no-interactive|approval-mode[= ](?:yolo|auto\w*)|ask-for-approval[= ]never|approval-policy[= ]never|sandbox[= ]danger-full-access|permission-mode[= ](?:bypassPermissions|acceptEdits|dontAsk|auto)|autonomous|force)(?:[= ]|$)|(?:^|\s)-(?:y|f|a never)(?:\s|$)|bypassPermissions|danger-full-access|approval_policy\W+never|--(?:settings|config|mcp-config|allowed-?tools|allow-tool)\b|(?:^|\s)-c\s/i;
  if (given.length === 0) note(call, "starts-agent", { target: text });
  else if (
    /^(?:--version|-v|--help|-h|help|version|doctor|status|ls|list)$/.test(given[0] as string) &&
    given.length === 1
  )
    note(call, "prints");
  else if (given[0] === "mcp" || given[0] === "plugin" || given[0] === "extensions" || given[0] === "plugins")
    note(call, /^(?:list|get|ls|show)$/.test(given[1] ?? "") ? "prints" : "registers-server", { target: text });
  else if (given[0] === "config" || given[0] === "permissions")
    note(call, /^(?:list|get|ls|show)$/.test(given[1] ?? "") ? "prints" : "changes-agent-settings", { target: text });
  else note(call, free.test(` ${given.join(" ")}`) ? "starts-unsupervised-agent" : "starts-agent", { target: text });
  return unknownText;
}

const agent: Spec = { operands: "text*", noHelp: true, more: judgeAgent };

/** Countersign's own command line: looking is fine, switching it off is not. */
const own: Spec = {
  sub: {
    guard: { sub: { status: {}, install: "changes-guard", remove: "changes-guard" } },
    audit: {},
    review: {},
    tools: {},
    permissions: {},
    explain: {},
    decide: {},
    doctor: {},
  },
  bare: "prints",
};

const services = (read: string): Spec => ({
  options: "user now q H=text!contacts-network M=text",
  sub: {
    ...all({}, read),
    ...all(
      "ends-processes",
      "stop restart reload kill try-restart reload-or-restart condrestart bootout unload remove",
    ),
    ...all("starts-service", "start kickstart"),
    ...all("leaves-something-running", "enable load bootstrap submit reenable preset link edit set-property"),
    ...all(
      "changes-system",
      "disable daemon-reload isolate set-default reset-failed set-environment import-environment unset-environment asuser",
    ),
    ...all("weakens-protection", "mask"),
    ...all("ends-all-processes", "poweroff reboot halt emergency rescue kexec suspend hibernate"),
  },
});

const device: Spec = { rule: "formats-disk", operands: "text*" };

function judgeDiskTool(call: Invocation, args: Arguments): undefined {
  const reading =
    args.options.has("l") ||
    args.options.has("list") ||
    args.options.has("p") ||
    (args.operands.length <= 1 && args.operands.some((word) => word.value === "print")) ||
    (args.operands[1]?.value ?? "") === "print";
  note(call, reading ? "prints" : "formats-disk", { target: commandText(call.words) });
  return undefined;
}

function judgeMount(call: Invocation, args: Arguments): undefined {
  note(call, args.operands.length === 0 ? "prints" : "changes-system", { target: commandText(call.words) });
  return undefined;
}

function judgeSysctl(call: Invocation, args: Arguments): undefined {
  note(
    call,
    args.options.has("w") || args.options.has("p") || args.operands.some((word) => word.value.includes("="))
      ? "changes-system"
      : "prints",
  );
  return undefined;
}

const firewall: Spec = {
  operands: "text*",
  more: (call) => {
    const text = commandText(call.words);
    note(
      call,
      /(?:^|\s)(?:-L|-S|--list\S*|status|list|show|-C|--state|--get-\S+|-sr|-s)(?:\s|$)/.test(text)
        ? "prints"
        : "weakens-protection",
      { target: text },
    );
    return undefined;
  },
};

function judgeIp(call: Invocation, args: Arguments): undefined {
  note(
    call,
    args.operands.some((word) => /^(?:add|del|delete|set|change|replace|flush|up|down|append|exec)$/.test(word.value))
      ? "changes-system"
      : "prints",
  );
  return undefined;
}

export const system: Table = {
  kill: { operands: "text*", noHelp: true, more: judgeKill },
  pkill: killByName,
  killall: killByName,
  killall5: "ends-all-processes",
  skill: killByName,
  xkill: "ends-processes",
  fkill: "ends-processes",
  "kill-port": "ends-processes",
  systemctl: services(
    "status list-units list-unit-files list-timers list-jobs list-sockets is-active is-enabled is-failed show cat list-dependencies get-default show-environment is-system-running help",
  ),
  service: {
    operands: "text*",
    more: (call, args) => {
      note(call, args.operands[1]?.value === "status" || args.options.has("status-all") ? "prints" : "ends-processes", {
        target: commandText(call.words),
      });
      return undefined;
    },
  },
  launchctl: services("list print print-disabled blame dumpstate hostinfo getenv"),
  initctl: services("status list"),
  "rc-service": services("status"),
  supervisorctl: services("status tail"),
  "update-rc.d": "leaves-something-running",
  chkconfig: "leaves-something-running",
  "rc-update": "leaves-something-running",
  ...all("ends-all-processes", "shutdown reboot halt poweroff init telinit"),
  journalctl: {
    options:
      "vacuum-time=text!destroys-backups vacuum-size=text!destroys-backups vacuum-files=text!destroys-backups rotate!destroys-backups u=text n=text f since=text until=text p=text o=text b k x e r",
    operands: "text*",
  },
  dmesg: { options: "C,clear!destroys-backups c!destroys-backups T w H", operands: "text*" },
  auditctl: "weakens-protection",
  logrotate: "changes-system",
  log: { sub: { show: {}, stream: {}, erase: "destroys-backups", config: "changes-system" } },
  ...all(
    device,
    "mkfs mkfs.ext2 mkfs.ext3 mkfs.ext4 mkfs.xfs mkfs.btrfs mkfs.vfat mkfs.fat mkfs.ntfs mke2fs mkswap newfs newfs_apfs newfs_hfs wipefs blkdiscard sgdisk sfdisk cryptsetup badblocks hdparm nvme lvremove vgremove pvremove mdadm",
  ),
  ...all({ options: "l,list p", operands: "text*", more: judgeDiskTool }, "fdisk parted gdisk cfdisk"),
  diskutil: {
    sub: {
      list: {},
      info: {},
      ...all(
        "formats-disk",
        "eraseDisk eraseVolume zeroDisk secureErase partitionDisk reformat apfs randomDisk eraseCD",
      ),
      mount: "changes-system",
      unmount: "changes-system",
      eject: "changes-system",
      verifyVolume: {},
      repairVolume: "changes-system",
    },
  },
  zpool: {
    sub: { list: {}, status: {}, destroy: "formats-disk", create: "formats-disk" },
    otherwise: "changes-system",
  },
  zfs: {
    sub: { list: {}, get: {}, destroy: "destroys-backups", snapshot: "changes-system", rollback: "discards-work" },
    otherwise: "changes-system",
  },
  btrfs: { otherwise: "changes-system", sub: {} },
  lvs: {},
  vgs: {},
  pvs: {},
  mount: { options: "l t=text o=text", operands: "text*", more: judgeMount },
  ...all(
    "changes-system",
    "umount losetup modprobe rmmod depmod swapoff swapon ldconfig update-alternatives update-initramfs grub-install update-grub hostnamectl timedatectl localectl pmset nvram bless systemsetup scutil ethtool brctl tc ifup ifdown nmcli dhclient iwconfig rfkill quotaon fsck e2fsck resize2fs tune2fs xfs_repair ntpdate chronyc hwclock",
  ),
  ...all(
    "weakens-protection",
    "insmod kexec setenforce apparmor_parser aa-disable aa-complain csrutil visudo vipw kextload kmutil fdesetup",
  ),
  spctl: {
    options:
      "status!prints assess!reads-files master-disable!weakens-protection global-disable!weakens-protection add!weakens-protection a t=text v",
    operands: "text*",
  },
  ...all(firewall, "iptables ip6tables nft ufw firewall-cmd pfctl ebtables ipset socketfilterfw"),
  ip: { operands: "text*", more: judgeIp },
  ifconfig: {
    operands: "text*",
    more: (call, args) => {
      note(call, args.operands.length > 1 ? "changes-system" : "prints");
      return undefined;
    },
  },
  route: { operands: "text*", more: judgeIp },
  arp: { options: "d!changes-system s!changes-system a n", operands: "text*" },
  networksetup: {
    operands: "text*",
    more: (call) => {
      note(
        call,
        call.words.some((word) => /^-(?:set|add|remove|create|delete)/.test(word.value)) ? "changes-system" : "prints",
      );
      return undefined;
    },
  },
  sysctl: { options: "w p a n", operands: "text*", more: judgeSysctl },
  tmutil: {
    sub: {
      ...all({}, "listbackups status destinationinfo listlocalsnapshots latestbackup compare"),
      ...all("destroys-backups", "delete deletelocalsnapshots disable thinlocalsnapshots removedestination"),
    },
    otherwise: "changes-system",
  },
  ...all(
    "changes-access",
    "useradd adduser usermod groupadd groupmod gpasswd chsh chfn newgrp passwd chpasswd chage dscl dseditgroup sysadminctl newusers",
  ),
  ...all("changes-access", "userdel deluser groupdel delgroup"),
  sudoedit: "writes-system-file",
  security: {
    sub: {
      ...all({}, "list-keychains help error show-keychain-info default-keychain"),
      ...all(
        "reads-secret",
        "find-generic-password find-internet-password dump-keychain export find-key find-certificate find-identity unlock-keychain",
      ),
      ...all(
        "changes-access",
        "add-generic-password add-internet-password delete-generic-password set-keychain-settings import add-trusted-cert authorizationdb delete-certificate create-keychain delete-keychain",
      ),
    },
  },
  defaults: {
    sub: {
      ...all({}, "read read-type domains find help"),
      write: "writes-outside-workspace",
      delete: "writes-outside-workspace",
      import: "writes-outside-workspace",
    },
  },
  plutil: { options: "p lint convert=text o=write", operands: "read*" },
  plistbuddy: "writes-outside-workspace",
  PlistBuddy: "writes-outside-workspace",
  ...all(
    "opens-program",
    "open xdg-open gnome-open start firefox chrome google-chrome chromium safari nautilus dolphin gedit kate explorer gvim mvim idea pycharm webstorm subl zed Xcode xed say afplay automator shortcuts",
  ),
  ...all("reads-secret", "pbpaste xclip xsel wl-paste screencapture scrot gnome-screenshot mimikatz"),
  pbcopy: { rule: "prints", operands: "text*" },
  "wl-copy": { rule: "prints", operands: "text*" },
  xdotool: "opens-program",
  reptyr: "opens-program",
  gdb: {
    options: "ex=text eval-command=text iex=text x=script command=script p=text batch nx q args",
    operands: "read*",
    style: "single-dash",
    rule: "runs-hidden-program",
    more: judgeDebugger,
  },
  lldb: {
    options: "o,one-line=text O,one-line-before-file=text s,source=script p,attach-pid=text b,batch",
    operands: "read*",
    rule: "runs-hidden-program",
    more: judgeDebugger,
  },
  dtrace: "gains-privilege",
  bpftrace: "gains-privilege",
  tar,
  gtar: tar,
  bsdtar: tar,
  zip: { options: "T TT,unzip-command=text x=text i=text r q 9 e P=text j", operands: "text*", more: judgeZip },
  unzip: { options: "l t v z p c d=text o q n x=text P=text j Z", operands: "text*", more: judgeUnzip },
  unrar: { operands: "text*", rule: "writes-in-workspace" },
  "7z": {
    sub: {
      l: { operands: "read*" },
      t: { operands: "read*" },
      a: { operands: "write read*" },
      x: { operands: "read*", rule: "writes-in-workspace", options: "o?=write" },
      e: { operands: "read*", rule: "writes-in-workspace", options: "o?=write" },
    },
  },
  "7za": { operands: "read*", rule: "writes-in-workspace" },
  ar: { operands: "text write read*" },
  cpio: {
    options: "i o p d u v O=write I=read F=write rsh-command=program",
    operands: "text*",
    rule: "writes-in-workspace",
  },
  pax: { operands: "text*", rule: "writes-in-workspace" },
  ...all(packs, "gzip gunzip bzip2 bunzip2 xz unxz lzma zstd unzstd lz4 compress uncompress pigz brotli"),
  zipinfo: { operands: "read*" },
  unsquashfs: { operands: "read*", rule: "writes-in-workspace" },
  vi: vim,
  vim,
  nvim: vim,
  view: vim,
  vimdiff: vim,
  ex: vim,
  rvim: vim,
  ed: {
    operands: "write*",
    rule: "opens-program",
    more: (call) => {
      for (const line of call.stdin?.value.split("\n") ?? [])
        if (/^!/.test(line)) runs(call, { ...plain(line), span: call.span }, line.slice(1));
      return undefined;
    },
  },
  ...all(edits, "nano pico emacs emacsclient micro hx helix joe mcedit kak"),
  code,
  "code-insiders": code,
  codium: code,
  cursor: code,
  windsurf: code,
  man: {
    options:
      "P,pager=program H?=program,html?=program html?=program r=text k f w K p=text L=text M=dir T?=text C=script preprocessor=text",
    operands: "text*",
  },
  info: { options: "o=write f=read", operands: "text*" },
  tldr: {},
  perldoc: {},
  pydoc: { options: "b p=text", operands: "text*" },
  help: {},
  ...all(
    agent,
    "claude codex gemini copilot aider cursor-agent opencode goose amp qwen crush droid cline kilocode auggie q kiro-cli openhands interpreter llm continue cn plandex gptme sgpt",
  ),
  countersign: own,
  ...all(
    "starts-service",
    "nginx httpd apachectl apache2 mysqld postgres redis-server mongod caddy traefik dockerd containerd sshd httpserver http-server serve live-server json-server ollama gunicorn uvicorn flask streamlit jupyter jupyter-notebook jupyter-lab php-fpm haproxy ttyd code-server smbd vsftpd daphne hypercorn celery",
  ),
  ...all("opens-tunnel", "ttyd gotty tmate sshd"),
  nginx: {
    options: "t!reads-files T!reads-files v V s=text!ends-processes c=read",
    operands: "text*",
    rule: "starts-service",
  },
  logger: { operands: "text*", rule: "writes-system-file" },
  wall: "posts-for-others",
  write: "posts-for-others",
  mesg: {},
  speaker: {},
  xmrig: "unknown-program",
  cscript: "runs-unseen-script",
};
