/** The machine itself: kernel, network interfaces, firewalls, accounts, as data. */
import { commandText, type Invocation, note } from "../../shell/run.ts";
import type { Arguments } from "../arguments.ts";
import { readFile } from "../judge.ts";
import type { Spec, Table } from "../spec.ts";
import { asIf, by, choose, each, given } from "../table.ts";

/** Filters of packets: listing them is looking, all else loosens or tightens them. */
const firewall: Spec = by((call) =>
  /(?:^|\s)(?:-[a-zA-Z]*[LSC][a-zA-Z]*|--list\S*|status|app list|list|show|--check|--state|--get-\S+|--query-\S+|--info-\S+|--version|-V|-s\s*\w*|-sr)(?:\s|$)/.test(
    commandText(call.words),
  )
    ? "prints"
    : "weakens-protection",
);

const ipChange =
  /^(?:a|ad|add|append|d|de|del|delete|se|set|c|ch|chg|change|r|rep|replace|f|fl|flush|up|down|save|restore|exec)$/;

/** `ip object verb …`; a namespace runs a command. */
function judgeIp(call: Invocation, args: Arguments): undefined {
  const words = args.operands.map((word) => word.value);
  note(call, words.slice(1, 4).some((word) => ipChange.test(word)) ? "changes-system" : "prints", {
    target: commandText(call.words),
  });
  const at = words.indexOf("exec");
  if (words[0]?.startsWith("net") && at > 0) asIf(call, ...args.operands.slice(at + 2));
  return undefined;
}

/** Groups whose members are as good as root. */
const adminGroups =
  /(?:^|[,\s=:])(?:sudo|wheel|root|admin|docker|lxd|libvirt|disk|shadow|adm|kmem|incus-admin)(?:[,\s]|$)/;

/** Accounts and groups: who becomes an administrator? */
const account = (options: string): Spec =>
  by((call, args) => {
    const groups = args.items
      .filter((item) => item.option === "G" || item.option === "g" || item.option === "a")
      .map((item) => item.word.value);
    const operands = args.operands.map((word) => word.value);
    const rootId = args.items.some((item) => item.option === "u" && item.word.value === "0");
    const named = /^(?:adduser|addgroup|gpasswd|dseditgroup|newgrp)$/.test(call.words[0]?.value ?? "") ? operands : [];
    return rootId || [...groups, ...named].some((group) => adminGroups.test(` ${group} `))
      ? "grants-admin"
      : "changes-access";
  }, options);

const looksOrChanges = (
  looks: RegExp,
  rule: "changes-system" | "weakens-protection" | "changes-access" = "changes-system",
): Spec => by((call) => (looks.test(commandText(call.words.slice(1))) ? "prints" : rule));

const wirelessChange =
  /^(?:up|down|add|delete|modify|set|connect|disconnect|on|off|reload|import|edit|clone|reapply|hotspot|del|block|unblock|pair|remove|trust|untrust|power|agent|discoverable|pairable|enable|disable|select_network|save_config|reconnect|terminate|register|tether|move|join|leave|restart)$/;
/** Front ends of the network: one of their words says whether they change it. */
const wireless: Spec = by((_call, args) =>
  args.operands.some((word) => wirelessChange.test(word.value)) ? "changes-system" : "prints",
);

export const machine: Table = {
  ...each(firewall, "iptables ip6tables nft ufw firewall-cmd pfctl ebtables arptables ipset socketfilterfw ipfw"),
  ...each({}, "iptables-save ip6tables-save"),
  ...each("weakens-protection", "iptables-restore ip6tables-restore iptables-apply"),
  "fail2ban-client": choose({ ...each({}, "status ping version get banned") }, "prints", {
    otherwise: "weakens-protection",
  }),
  ip: {
    options: "n,netns=text f,family=text b,batch=script j p s d o br brief c?=text color?=text 4 6",
    operands: "text*",
    style: "single-dash",
    more: judgeIp,
  },
  ...each(
    by((_call, args) => (args.operands.length > 1 ? "changes-system" : "prints")),
    "ifconfig iwconfig",
  ),
  route: by(
    (_call, args) =>
      args.operands.some((word) => /^(?:add|del|delete|change|flush)$/.test(word.value)) ? "changes-system" : "prints",
    "n e v A=text 4 6",
  ),
  arp: { options: "d=text!changes-system s=text!changes-system f=read!changes-system a n v i=text", operands: "text*" },
  ethtool: by((call) =>
    /^-(?:s|K|G|C|A|L|E|f|p|r|t|N|U|X|W)$|^--(?:change|set|reset|flash|features|offload)/.test(
      call.words[1]?.value ?? "",
    )
      ? "changes-system"
      : "prints",
  ),
  ...each(wireless, "nmcli iw bluetoothctl wpa_cli connmanctl rfkill"),
  ...each(looksOrChanges(/^(?:show|list|get|-s|)(?:\s|$)/), "tc bridge brctl netplan"),
  ...each(
    "changes-system",
    "modprobe rmmod depmod ldconfig update-initramfs mkinitcpio dracut grub-install update-grub grub-mkconfig efibootmgr ifup ifdown dhclient dhcpcd ntpdate hwclock alternatives locale-gen localedef dpkg-divert adjtimex rdate tunctl netdom sysv-rc-conf",
  ),
  chronyc: looksOrChanges(/^(?:tracking|sources|sourcestats|activity|ntpdata|clients|serverstats)\b/),
  ...each(
    "weakens-protection",
    "insmod kexec setenforce setsebool semanage apparmor_parser aa-disable aa-complain aa-teardown pam-auth-update authselect authconfig vipw vigr mokutil",
  ),
  visudo: by((_call, args) => (given(args, "c", "check") ? "prints" : "weakens-protection"), "c,check f=text s q"),
  sysctl: by(
    (_call, args) =>
      given(args, "w", "p", "load", "system", "write") || args.operands.some((word) => word.value.includes("="))
        ? "changes-system"
        : "prints",
    "w,write p,load?=text system a n e N r=text q",
  ),
  ...each(
    account(
      "a G,groups=text g,gid=text u,uid=text o,non-unique d=text s,shell=text p,password=text c=text e=text l=text L U m M r b N k=text append aG=text ingroup=text home=text gecos=text disabled-password system",
    ),
    "useradd adduser usermod addgroup",
  ),
  ...each(account("a,add=text d,delete=text A=text M=text r R"), "gpasswd dseditgroup newgrp"),
  ...each(
    "changes-access",
    "groupadd groupmod groupmems chsh chfn chpasswd newusers userdel deluser groupdel delgroup pwconv pwunconv grpconv pam_tally2 faillock opasswd",
  ),
  passwd: {
    options: "S,status!prints a l u d e x=text n=text w=text i=text stdin",
    operands: "text*",
    rule: "changes-access",
  },
  chage: {
    options: "l,list!prints E=text M=text m=text d=text I=text W=text",
    operands: "text*",
    rule: "changes-access",
  },
  ...each({ operands: "text*" }, "pwck grpck"),
  sudoedit: "writes-system-file",
  sudoreplay: {},
  ...each("gains-privilege", "dtrace bpftrace bpftool execsnoop opensnoop trace-cmd stap sysdig"),
  logger: {
    options:
      "n,server=host f,file=upload P,port=text t,tag=text p,priority=text T,tcp d,udp i id?=text s,stderr e prio-prefix size=text rfc3164 rfc5424?=text u,socket=text sd-id=text sd-param=text msgid=text journald?=read no-act octet-count",
    operands: "text*",
    rule: "writes-system-file",
    more: (call, args) => {
      const host = args.options.get("n") ?? args.options.get("server");
      const sent = [...(call.stdin ? [call.stdin] : []), ...args.items.map(({ word }) => word)];
      const file = args.options.get("f") ?? args.options.get("file");
      const secret = sent.some((text) => text.secret) || (file !== undefined && readFile(call, file).secret);
      if (host && secret) note(call, "sends-secret", { target: host.value, hosts: [host.value] });
      return undefined;
    },
  },
  ...each(
    "changes-system",
    "raspi-config armbian-config yast xrandr xset xmodmap setxkbmap brightnessctl amixer pactl wpctl alsactl tuned-adm cpupower powertop",
  ),
  gsettings: choose(
    { ...each({}, "get list-schemas list-keys list-recursively range describe monitor writable") },
    "prints",
    { otherwise: "writes-outside-workspace" },
  ),
  dconf: choose({ ...each({}, "read list dump watch") }, "prints", { otherwise: "writes-outside-workspace" }),
};
