/** What only macOS and mobile development have, as data. */
import { commandText, note } from "../../shell/run.ts";
import type { Spec, Table } from "../spec.ts";
import { by, choose, does, each, given, writes } from "../table.ts";

const looksOr = (
  looks: RegExp,
  rule: "changes-system" | "weakens-protection" | "writes-outside-workspace" | "changes-access",
): Spec => by((call) => (looks.test(commandText(call.words.slice(1))) ? "prints" : rule));

/** Settings that start something at login or take a protection away. */
const actingDefault =
  /LoginHook|LogoutHook|LSQuarantine|AutoLaunchedApplication|GKAutoRearm|AllowUntrusted|DisableAutoUpdate|com\.apple\.alf/i;

const plists: Spec = {
  options: "p lint convert=text o=write replace=text insert=text remove=text extract=text create=text type=text s",
  style: "single-dash",
  operands: "text*",
  more: (call, args) => {
    const file = args.operands.at(-1);
    const changes =
      given(args, "replace", "insert", "remove", "create") || (given(args, "convert") && !given(args, "o"));
    if (changes && file && file.value !== "-") writes(call, file);
    else note(call, "reads-files", { target: file?.value });
    return undefined;
  },
};

/** Simulators are made again; a device is not. */
const simulator = choose({
  ...each({}, "list getenv get_app_container listapps appinfo diagnose help"),
  ...each(
    "uses-containers",
    "boot shutdown install launch terminate openurl push io spawn create clone upgrade rename pair addmedia location privacy status_bar ui keychain",
  ),
  ...each("destroys-infrastructure", "erase delete uninstall unpair"),
});

const deviceShell: Spec = {
  operands: "text*",
  noHelp: true,
  more: (call) => {
    const text = commandText(call.words).replace(/^.*?\bshell\s*/, "");
    const looks =
      /^(?:getprop|ls|cat|dumpsys|ps|top|df|id|pm list|am stack list|settings get|wm (?:size|density)$|logcat|date|uname|whoami|ip addr|netstat|echo|pidof)\b/.test(
        text,
      ) && !/[;&|`$>]/.test(text);
    note(call, looks ? "reads-records" : "runs-hidden-program", { target: "a command on the device" });
    return undefined;
  },
};

const androidDevice = choose(
  {
    ...each(
      "reads-records",
      "devices version get-state get-serialno get-devpath features help bugreport jdwp host-features",
    ),
    logcat: {
      ...does("reads-records"),
      options: "c,clear!destroys-backups d s=text v=text t=text b=text G=text e=text f=text",
    },
    ...each(deviceShell, "shell exec-out"),
    ...each(
      "changes-infrastructure",
      "install install-multiple push sync emu kill-server start-server usb wait-for-device",
    ),
    pull: "writes-in-workspace",
    ...each("destroys-infrastructure", "uninstall sideload"),
    ...each("opens-tunnel", "forward reverse tcpip connect disconnect pair"),
    ...each("gains-privilege", "root unroot remount disable-verity"),
    ...each("ends-processes", "reboot reboot-bootloader"),
    backup: "reads-secret",
    restore: "changes-data",
  },
  "prints",
  { options: "s=text t=text d e H=text!contacts-network P=text" },
);

export const mac: Table = {
  networksetup: looksOr(/^-(?:get|list|show|version|print|is|help)/, "changes-system"),
  scutil: looksOr(/^--(?:get|dns|proxy|nwi|nc (?:list|status|show)|r)\b/, "changes-system"),
  systemsetup: looksOr(/^-(?:get|list|help)/, "changes-system"),
  pmset: looksOr(/^-g\b/, "changes-system"),
  nvram: looksOr(/^(?:-p|-x|-xp|[\w:-]+)$/, "changes-system"),
  csrutil: looksOr(/^(?:status|report)\b|^authenticated-root status/, "weakens-protection"),
  fdesetup: looksOr(
    /^(?:status|list|isactive|supportsauthrestart|hasinstitutionalrecoverykey|version)\b/,
    "weakens-protection",
  ),
  mdutil: looksOr(/^-s\b/, "changes-system"),
  kmutil: looksOr(/^(?:showloaded|inspect|print-diagnostics|find|libraries|check)\b/, "weakens-protection"),
  ...each("weakens-protection", "kextload kextunload kextutil bputil"),
  ...each("changes-system", "bless firmwarepasswd mdmclient lpadmin"),
  profiles: looksOr(/^(?:list|show|status|-P|-L|-l|validate)\b/, "changes-access"),
  ipconfig: looksOr(/^(?:getifaddr|getoption|getpacket|getsummary|ifcount|waitall)\b/, "changes-system"),
  airport: looksOr(/^(?:-I|--getinfo|-s|--scan)\b/, "changes-system"),
  spctl: {
    options:
      "status!prints assess!reads-files a,assess!reads-files list!prints master-disable!weakens-protection global-disable!weakens-protection disable!weakens-protection add!weakens-protection remove!weakens-protection kext-consent=text!weakens-protection master-enable!changes-system t,type=text v",
    operands: "text*",
  },
  tmutil: choose(
    {
      ...each(
        {},
        "listbackups status destinationinfo listlocalsnapshots listlocalsnapshotdates latestbackup compare isexcluded uniquesize version machinedirectory calculatedrift",
      ),
      ...each(
        "destroys-backups",
        "delete deletelocalsnapshots disable disablelocal thinlocalsnapshots removedestination deleteinprogress",
      ),
    },
    "prints",
    { otherwise: "changes-system" },
  ),
  dscl: by((call) => {
    const text = commandText(call.words);
    if (/\s-?(?:read|list|search|readall|readpl|authonly)\b/.test(text)) return "prints";
    return /\b(?:admin|wheel)\b|UniqueID 0\b/.test(text) ? "grants-admin" : "changes-access";
  }),
  sysadminctl: by((call) =>
    /-admin\b/.test(commandText(call.words))
      ? "grants-admin"
      : /status/.test(commandText(call.words))
        ? "prints"
        : "changes-access",
  ),
  security: choose({
    ...each(
      {},
      "list-keychains help error show-keychain-info default-keychain login-keychain find-identity verify-cert cms trust-settings-export dump-trust-settings",
    ),
    ...each("reads-files", "find-certificate"),
    ...each(
      "reads-secret",
      "find-generic-password find-internet-password dump-keychain export find-key unlock-keychain",
    ),
    ...each(
      "changes-access",
      "add-generic-password add-internet-password delete-generic-password delete-internet-password set-keychain-settings set-key-partition-list import add-certificates authorizationdb delete-certificate delete-identity create-keychain delete-keychain lock-keychain set-keychain-password",
    ),
    ...each("weakens-protection", "add-trusted-cert remove-trusted-cert trust-settings-import"),
  }),
  defaults: choose(
    {
      ...each({}, "read read-type domains find help export"),
      write: by((call) =>
        actingDefault.test(commandText(call.words)) ? "weakens-protection" : "writes-outside-workspace",
      ),
      ...each("writes-outside-workspace", "delete import rename"),
    },
    "prints",
    { options: "currentHost host=text g" },
  ),
  plutil: plists,
  ...each(
    by((call) => (/-c\s+['"]?(?:Print|Help)\b/i.test(commandText(call.words)) ? "reads-files" : "writes-in-workspace")),
    "PlistBuddy plistbuddy",
  ),
  log: choose({
    ...each({}, "show stream stats help"),
    collect: "writes-in-workspace",
    erase: "destroys-backups",
    config: "changes-system",
  }),
  softwareupdate: by(
    (_call, args) => (given(args, "i", "install", "download", "d") ? "installs-package" : "contacts-network"),
    "l,list i,install d,download a,all R,restart",
  ),
  installer: {
    options: "pkg=read target=text dominfo!prints volinfo!prints pkginfo!prints",
    style: "single-dash",
    operands: "text*",
    rule: "installs-package",
  },
  "xcode-select": {
    options:
      "p,print-path!prints v,version!prints install!installs-package s,switch=text!changes-system r,reset!changes-system",
    operands: "text*",
  },
  xcrun: {
    options:
      "sdk=text f,find=text!prints show-sdk-path!prints show-sdk-version!prints show-sdk-platform-path!prints toolchain=text v r k n l",
    operands: "command",
  },
  simctl: simulator,
  devicectl: choose({ list: {}, device: "changes-infrastructure" }),
  ...each(does("publishes-release"), "altool iTMSTransporter"),
  ...each(
    choose({
      ...each("contacts-network", "history info log"),
      ...each("sends-outward", "submit"),
      "store-credentials": "creates-credential",
    }),
    "notarytool",
  ),
  stapler: choose({ validate: "reads-files", staple: "writes-in-workspace" }),
  xcresulttool: "reads-files",
  ...each(
    does("writes-in-workspace"),
    "iconutil sips actool ibtool dsymutil strip install_name_tool ranlib productbuild pkgbuild momc",
  ),
  pkgutil: {
    options:
      "pkgs?=text!prints pkg-info=text!prints files=text!prints check-signature=read payload-files=read expand=text!writes-in-workspace expand-full=text!writes-in-workspace flatten=text!writes-in-workspace forget=text!changes-system",
    style: "single-dash",
    operands: "text*",
  },
  adb: androidDevice,
  fastboot: choose(
    {
      ...each({}, "devices getvar help"),
      ...each("formats-disk", "flash flashall erase format update oem flashing wipe-super -w"),
      ...each("ends-processes", "reboot continue boot"),
    },
    "prints",
    { options: "s=text w!formats-disk" },
  ),
  emulator: by(
    (_call, args) => (given(args, "list-avds", "version") ? "prints" : "starts-service"),
    "list-avds version avd=text",
  ),
  avdmanager: choose({
    list: {},
    create: "uses-containers",
    delete: "destroys-infrastructure",
    move: "uses-containers",
  }),
  sdkmanager: {
    options:
      "list!contacts-network list_installed!prints install!installs-package update!installs-package uninstall!removes-package licenses!changes-access version!prints",
    operands: "text*",
    rule: "installs-package",
  },
  ...each({ operands: "text*" }, "aapt aapt2 apkanalyzer"),
  apksigner: choose({ verify: "reads-files", ...each("creates-credential", "sign rotate lineage") }),
  bundletool: choose({
    ...each("reads-files", "validate dump get-size version"),
    ...each("writes-in-workspace", "build-apks extract-apks build-bundle"),
    "install-apks": "changes-infrastructure",
  }),
  ...each(
    choose({ ...each("reads-records", "list info id"), ...each("changes-infrastructure", "install deploy") }),
    "ideviceinfo idevice_id ideviceinstaller ios-deploy",
  ),
};
