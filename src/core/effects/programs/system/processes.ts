/** Processes and services (systemd 258, launchd of macOS 26), as data. */

import type { JudgementId } from "../../judgements.ts";
import { commandText, type Invocation, note } from "../../shell/run.ts";
import { type Text, unknownText } from "../../text.ts";
import type { Arguments } from "../arguments.ts";
import type { Spec, Table } from "../spec.ts";
import { by, does, each, given } from "../table.ts";

function judgeKill(call: Invocation): Text {
  const words = call.words.slice(1).map((word) => word.value);
  const [first = ""] = words;
  const listing = /^(?:-l|-L|--list|--table)$/.test(first);
  // -1 is everything, unless it is the signal in front of a process.
  const everything = words.slice(1).includes("-1") || (words.length === 1 && first === "-1");
  note(call, listing || first === "-0" ? "prints" : everything ? "ends-all-processes" : "ends-processes", {
    target: commandText(call.words),
  });
  return unknownText;
}

function judgeKillByName(call: Invocation, args: Arguments): undefined {
  const name = args.operands.at(-1)?.value;
  const byUser = args.operands.length === 0 && given(args, "u", "U", "user", "euid", "g", "s", "t");
  const whole = name === "" || /^[.^$*]+$/.test(name ?? "x") || byUser;
  note(call, whole ? "ends-all-processes" : "ends-processes", { target: commandText(call.words) });
  return undefined;
}

const killByName: Spec = {
  options:
    "u,user,euid=text U=text g,pgroup=text G=text t,terminal=text P,parent=text s,signal=text F,pidfile=read y=text o=text f,full x,exact n,newest l,list!prints e i r w q v I",
  operands: "text*",
  more: judgeKillByName,
};

/** Services that guard the machine: stopping one is not like stopping a web server. */
const guarding =
  /^(?:auditd|firewalld|ufw|apparmor|selinux\S*|fail2ban|clamav\S*|falco\S*|falcon-sensor|osqueryd|wazuh\S*|sysmon|nftables|iptables|rsyslog|systemd-journald|crowdsec|ossec|mdatp|sentinelone|com\.apple\.(?:alf|syslogd|auditd|mdmclient).*|crowdstrike.*|countersign.*)(?:\.service)?$/i;

const stopping = (rule: JudgementId): Spec =>
  by(
    (_call, args) => (args.operands.some((word) => guarding.test(word.value)) ? "weakens-protection" : rule),
    "now user t=text s,signal=text f",
  );

const services = (read: string): Spec => ({
  options:
    "user system now no-pager no-block q,quiet all a failed full l H,host=text!contacts-network M,machine=text t,type=text state=text n,lines=text o,output=text p,property=text root=text s,signal=text",
  sub: {
    ...each({}, read),
    ...each(stopping("ends-processes"), "stop kill try-restart bootout unload remove"),
    ...each("ends-processes", "restart reload reload-or-restart condrestart"),
    ...each("starts-service", "start kickstart"),
    ...each(
      "leaves-something-running",
      "enable load bootstrap submit reenable preset link edit set-property add-wants add-requires setenv",
    ),
    ...each(stopping("changes-system"), "disable"),
    ...each(
      "changes-system",
      "daemon-reload daemon-reexec isolate set-default reset-failed set-environment import-environment unset-environment unsetenv limit config revert clean freeze thaw",
    ),
    asuser: { operands: "text command", rule: "gains-privilege" },
    ...each("weakens-protection", "mask"),
    ...each(
      "ends-all-processes",
      "poweroff reboot halt emergency rescue kexec suspend hibernate hybrid-sleep soft-reboot exit reboot-to-firmware",
    ),
  },
  bare: "prints",
});

/** `service name verb`. */
function judgeService(call: Invocation, args: Arguments): undefined {
  const [name, verb] = args.operands.map((word) => word.value);
  const looks = verb === "status" || given(args, "status-all");
  const rule: JudgementId = looks
    ? "prints"
    : verb === "start"
      ? "starts-service"
      : guarding.test(name ?? "")
        ? "weakens-protection"
        : "ends-processes";
  note(call, rule, { target: commandText(call.words) });
  return undefined;
}

const later = does("leaves-something-running");

export const processes: Table = {
  kill: { operands: "text*", noHelp: true, more: judgeKill },
  ...each(killByName, "pkill killall skill gkill"),
  killall5: "ends-all-processes",
  ...each("ends-processes", "xkill fkill kill-port npkill"),
  renice: "changes-system",
  systemctl: services(
    "status list-units list-unit-files list-timers list-jobs list-sockets list-paths list-automounts list-machines is-active is-enabled is-failed show cat list-dependencies get-default show-environment is-system-running help whoami version",
  ),
  ...each({ operands: "text*", more: judgeService }, "service rc-service invoke-rc.d sv"),
  launchctl: services(
    "list print print-disabled print-cache blame dumpstate hostinfo getenv version help error procinfo resolveport",
  ),
  initctl: services("status list"),
  supervisorctl: {
    ...services("status tail avail pid maintail"),
    sub: {
      ...services("status tail avail pid maintail").sub,
      ...each("ends-processes", "reread update shutdown signal clear"),
    },
  },
  ...each(services("status summary report validate"), "monit"),
  ...each(later, "update-rc.d rc-update"),
  chkconfig: by(
    (_call, args) => (args.operands.length < 2 || given(args, "list") ? "prints" : "leaves-something-running"),
    "list add del level=text",
  ),
  atq: {},
  atrm: "ends-processes",
  ...each("ends-all-processes", "shutdown reboot halt poweroff init telinit"),
  journalctl: {
    options:
      "vacuum-time=text!destroys-backups vacuum-size=text!destroys-backups vacuum-files=text!destroys-backups rotate!destroys-backups flush!destroys-backups u,unit=text user-unit=text n,lines?=text f since=text until=text p,priority=text o,output=text g,grep=text t=text D,directory=dir file=read root=text cursor-file=write b? k x e r no-pager list-boots disk-usage user",
    operands: "text*",
  },
  dmesg: {
    options:
      "C,clear!destroys-backups c,read-clear!destroys-backups n,console-level=text!changes-system D!changes-system E!changes-system T w H l=text f=text F,file=read",
    operands: "text*",
  },
  auditctl: by(
    (_call, args) => (given(args, "l", "s", "v") ? "prints" : "weakens-protection"),
    "l s v e=text D w=text",
  ),
  logrotate: { options: "d,debug!prints f s=write l=write", operands: "read*", rule: "changes-system" },
  "systemd-tmpfiles": by(
    (_call, args) => (given(args, "cat-config") ? "prints" : "changes-system"),
    "clean remove create cat-config",
  ),
  ...each("starts-service", "stress stress-ng daemon daemonize start-stop-daemon"),
  ...each({ options: "x,exec=program", operands: "text*", rule: "opens-program" }, "reptyr abduco dtach"),
  gcore: "reads-secret",
};
