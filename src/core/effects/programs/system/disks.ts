/** Disks, file systems and volumes, as data. */
import { commandText, type Invocation, note } from "../../shell/run.ts";
import type { Arguments } from "../arguments.ts";
import type { Spec, Table } from "../spec.ts";
import { by, choose, does, each, given } from "../table.ts";

/** Writes over a disk unless one of the options only looks. */
const formats = (looking: string, options = ""): Spec =>
  by((_call, args) => (looking !== "" && given(args, ...looking.split(" ")) ? "prints" : "formats-disk"), options);

function judgePartitioner(call: Invocation, args: Arguments): undefined {
  const words = args.operands.map((word) => word.value);
  const looks =
    given(args, "l", "list", "p", "print", "d", "dump", "J", "json", "F", "V", "x", "i", "verify") ||
    words.at(-1) === "print" ||
    words[1] === "print" ||
    words[1] === "unit";
  note(call, looks ? "prints" : "formats-disk", { target: commandText(call.words) });
  return undefined;
}

const partitioner: Spec = {
  options: "l,list p,print s d,dump J,json F V x i verify n no-reread a=text m h",
  operands: "text*",
  more: judgePartitioner,
};

const mounts: Spec = {
  options: "l t,types=text o,options=text a B,bind R r w v n",
  operands: "text*",
  more: (call, args) => {
    note(call, args.operands.length === 0 && !given(args, "a") ? "prints" : "changes-system", {
      target: commandText(call.words),
    });
    return undefined;
  },
};

/** Reads when asked for numbers, changes otherwise. */
const tuning = (looking: string, options: string): Spec =>
  by((_call, args) => (given(args, ...looking.split(" ")) ? "prints" : "changes-system"), options);

const apfs = choose({ ...each({}, "list listUsers listSnapshots listCryptoUsers listVolumeGroups") }, "prints", {
  otherwise: "formats-disk",
});

export const disks: Table = {
  ...each(
    formats("V n", "V n t=text L=text q f b=text"),
    "mkfs mkfs.ext2 mkfs.ext3 mkfs.ext4 mkfs.xfs mkfs.btrfs mkfs.vfat mkfs.fat mkfs.ntfs mkfs.f2fs mkfs.exfat mkdosfs mke2fs mkntfs newfs newfs_apfs newfs_hfs newfs_msdos newfs_exfat",
  ),
  mkswap: formats("", "L=text"),
  wipefs: by(
    (_call, args) =>
      given(args, "a", "all", "o", "offset") && !given(args, "n", "no-act") ? "formats-disk" : "prints",
    "a,all o,offset=text n,no-act f t=text b",
  ),
  ...each(formats(""), "blkdiscard"),
  ...each(partitioner, "fdisk parted gdisk cfdisk sfdisk sgdisk partx"),
  cryptsetup: choose(
    {
      ...each({}, "status luksDump isLuks luksUUID benchmark tcryptDump bitlkDump"),
      ...each("changes-system", "open luksOpen close luksClose resize suspend"),
      ...each("creates-credential", "luksAddKey luksChangeKey luksHeaderBackup"),
      ...each(
        "formats-disk",
        "luksFormat erase luksErase luksKillSlot luksRemoveKey reencrypt format luksHeaderRestore",
      ),
    },
    "prints",
    { options: "q,batch-mode d,key-file=read type=text c=text v" },
  ),
  badblocks: by((_call, args) => (given(args, "w", "n") ? "formats-disk" : "prints"), "w n s v b=text o=write"),
  hdparm: by((call) =>
    /--(?:security|trim|write|format|sanitize|make-bad|Istdin|fwdownload|yes-i)/.test(commandText(call.words))
      ? "formats-disk"
      : /\s-[BKMSWXyYzZ]/.test(commandText(call.words))
        ? "changes-system"
        : "prints",
  ),
  nvme: choose(
    {
      ...each({}, "list id-ctrl id-ns smart-log error-log show-regs list-subsys get-feature fw-log get-log version"),
      ...each("formats-disk", "format sanitize write write-zeroes write-uncor dsm delete-ns reset"),
    },
    "prints",
    { otherwise: "changes-system" },
  ),
  smartctl: tuning(
    "a all i info H health x xall A l c scan",
    "a,all i,info H,health x,xall A,attributes l,log=text c scan t,test=text d=text",
  ),
  mdadm: by(
    (_call, args) =>
      given(args, "detail", "D", "examine", "E", "query", "Q", "misc", "detail-platform")
        ? "prints"
        : given(args, "stop", "S", "create", "C", "zero-superblock", "fail", "remove", "grow", "G")
          ? "formats-disk"
          : "changes-system",
    "D,detail E,examine Q,query S,stop C,create G,grow zero-superblock fail remove misc l=text n=text level=text scan s",
  ),
  ...each({ operands: "text*" }, "lvs vgs pvs lvdisplay vgdisplay pvdisplay lvscan vgscan pvscan pvck"),
  ...each(
    "changes-system",
    "lvcreate lvextend lvresize lvchange lvrename lvconvert vgcreate vgextend vgchange vgrename pvcreate pvresize pvchange pvmove",
  ),
  ...each("formats-disk", "lvremove lvreduce vgremove vgreduce pvremove"),
  zpool: choose(
    {
      ...each({}, "list status iostat history get events"),
      ...each("formats-disk", "destroy create labelclear add replace split"),
    },
    "prints",
    { otherwise: "changes-system" },
  ),
  zfs: choose(
    {
      ...each({}, "list get diff holds userspace"),
      destroy: { ...does("destroys-backups"), options: "n!prints r R f v" },
      rollback: "destroys-backups",
      send: { operands: "text*", rule: "reads-files", options: "n P v i=text I=text" },
    },
    "prints",
    { otherwise: "changes-system" },
  ),
  btrfs: choose({
    ...each(
      choose(
        { ...each({}, "list show usage df du get-default find-new status"), ...each("destroys-backups", "delete") },
        "prints",
        { otherwise: "changes-system" },
      ),
      "subvolume filesystem scrub device balance property quota qgroup inspect-internal su fi",
    ),
    check: { ...does("prints"), options: "repair!changes-system" },
    ...each("changes-system", "receive restore rescue replace"),
    send: "reads-files",
    version: {},
  }),
  mount: mounts,
  blockdev: by((call) => (/--(?:set|flush|reread)/.test(commandText(call.words)) ? "changes-system" : "prints")),
  losetup: by(
    (_call, args) =>
      args.operands.length === 0 && !given(args, "d", "D", "detach", "f") ? "prints" : "changes-system",
    "a,all l,list j=text d,detach D f,find o=text O=text P r show n J",
  ),
  ...each(tuning("show s summary", "show s,summary a d p=text L=text"), "swapon"),
  ...each(
    tuning("n l N", "n l N y f p a t=text L=text h"),
    "fsck e2fsck fsck.ext2 fsck.ext3 fsck.ext4 fsck.xfs fsck.fat fsck.vfat fsck.exfat fsck.btrfs fsck.f2fs fsck_apfs fsck_hfs xfs_repair ntfsfix tune2fs dosfsck",
  ),
  // Without -w it only reads.
  debugfs: by(
    (_call, args) =>
      given(args, "w", "f") ||
      /\b(?:rm|rdump|dump|write|mkdir|kill_file|clri|set_\w+|sif|modify)\b/.test(args.options.get("R")?.value ?? "") ||
      !given(args, "R")
        ? "changes-system"
        : "reads-files",
    "R=text w f=text c i d=read s=text b=text",
  ),
  ...each({ operands: "text*" }, "dumpe2fs xfs_info e2label findfs"),
  ...each(
    "changes-system",
    "umount swapoff resize2fs xfs_growfs growpart fstrim eject quotaon quotacheck edquota setquota mkinitramfs mount.cifs mount.nfs fusermount fusermount3 exportfs cachefilesd dmsetup",
  ),
  udisksctl: choose({ ...each({}, "status info dump monitor") }, "prints", { otherwise: "changes-system" }),
  diskutil: choose({
    ...each({}, "list info information activity listFilesystems verifyVolume verifyDisk"),
    ...each(
      "formats-disk",
      "eraseDisk eraseVolume zeroDisk secureErase partitionDisk reformat randomDisk eraseCD eraseOptical mergePartitions splitPartition addPartition resizeVolume appleRAID coreStorage",
    ),
    ...each(apfs, "apfs ap"),
    ...each(
      "changes-system",
      "mount mountDisk unmount unmountDisk umount eject rename repairVolume repairDisk enableOwnership disableOwnership",
    ),
  }),
  hdiutil: choose({
    ...each("reads-files", "info imageinfo verify pmap checksum isencrypted"),
    ...each("changes-system", "attach mount detach unmount eject"),
    ...each("writes-in-workspace", "create convert makehybrid compact"),
    ...each("formats-disk", "burn erasekeys resize"),
  }),
  asr: "formats-disk",
  fio: {
    options: "filename=write directory=dir name=text output=write rw=text",
    operands: "read*",
    rule: "starts-service",
  },
};
