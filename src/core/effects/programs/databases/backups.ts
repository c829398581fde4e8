/** Dumps, restores and backups, as data. */
import type { Spec, Table } from "../spec.ts";
import { choose, does, each } from "../table.ts";

const dumps: Spec = {
  rule: "reads-production-data",
  operands: "text*",
  options:
    "f,file=write result-file=write o,out=write r=write D,pgdata=write archive?=write h,host=text p?=text P=text U=text u=text d,dbname,db=text F,format=text t,table=text n=text s,schema-only a,data-only all-databases uri=text c,collection=text q=text",
  remote: true,
};

/** Backups by their usual verbs. */
const backup = (more: Spec["sub"] = {}): Spec =>
  choose(
    {
      ...each(
        "reads-records",
        "snapshots list ls info check verify stats find diff show status list-files list-targets collection-status version cat show-backup list-backup archive-list",
      ),
      ...each("sends-outward", "backup create push full incremental snapshot upload wal-push backup-push copy"),
      ...each(
        "destroys-backups",
        "forget prune delete compact expire remove-older-than remove-all-but-n-full cleanup purge recreate rewrite break-lock unlock wipe rm",
      ),
      restore: does("writes-outside-workspace", "t,target=write"),
      ...each("writes-in-workspace", "extract export-tar dump"),
      ...each("changes-infrastructure", "init rcreate repository connect"),
      mount: "opens-program",
      ...each("creates-credential", "key"),
      ...more,
    },
    "prints",
    { options: "r,repo=text password-file=read password-command=shell config=read p=text o=text n,dry-run" },
  );

export const backups: Table = {
  ...each(
    dumps,
    "pg_dump pg_dumpall mysqldump mariadb-dump mysqlpump mydumper mongodump mongoexport pg_basebackup xtrabackup mariabackup aws-dynamodb sqlpackage expdp",
  ),
  pg_restore: {
    rule: "changes-data",
    options: "l,list!reads-records c,clean!deletes-data C,create d,dbname=text f,file=write h=text U=text j=text",
    operands: "read*",
  },
  mongorestore: {
    rule: "changes-data",
    options: "drop!destroys-database dryRun!reads-records uri=text db=text archive?=read",
    operands: "read*",
  },
  mongoimport: {
    rule: "changes-data",
    options: "drop!destroys-database file=read uri=text db=text collection=text",
    operands: "text*",
  },
  ...each("changes-data", "myloader impdp"),
  ...each(
    backup(),
    "restic borg duplicity kopia rustic wal-g wal-e pgbackrest barman bupstash duplicacy borgmatic autorestic rdiff-backup",
  ),
  rsnapshot: choose({ configtest: {} }, "prints", {
    otherwise: "writes-outside-workspace",
    options: "t!prints c=script",
  }),
  tarsnap: {
    options:
      "c!sends-outward x!writes-in-workspace d!destroys-backups t!reads-records list-archives!reads-records f=text",
    operands: "text*",
  },
  curator: "destroys-backups",
  litestream: choose({
    ...each("reads-records", "databases generations snapshots wal version"),
    replicate: "sends-outward",
    restore: "writes-in-workspace",
  }),
  timeshift: {
    options:
      "list!prints create!changes-system restore!changes-system delete!destroys-backups delete-all!destroys-backups",
    operands: "text*",
  },
  snapper: choose(
    {
      ...each({}, "list ls status diff list-configs get-config"),
      ...each("destroys-backups", "delete rm remove cleanup"),
      ...each("changes-system", "create undochange rollback modify"),
    },
    "prints",
    { options: "c=text" },
  ),
};
