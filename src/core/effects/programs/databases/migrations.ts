/** Migrations, and the command lines of frameworks that hold them, as data. */

import { project } from "../packages/entries.ts";
import type { Spec, Table } from "../spec.ts";
import { choose, does, type Entries, each } from "../table.ts";

const rows = each(
  does("changes-data", "dry-run!reads-records pretend!reads-records sql!reads-records"),
  "upgrade up up-by-one up-to migrate downgrade down down-to rollback redo deploy push apply seed stamp repair baseline run update undo rollback-count tag execute sync load",
);
const shared: Entries = {
  ...each(
    "reads-records",
    "status current history heads show list info validate version check diff branches log plan verify hash lint inspect pending update-sql updateSQL rollback-sql changelog-sync-sql snapshot db-doc",
  ),
  ...rows,
  ...each("destroys-database", "drop clean fresh purge drop-all dropAll reset"),
  ...each("writes-in-workspace", "init new create revision generate merge edit fix dump add generate-changelog"),
};
const migration: Spec = {
  sub: { ...shared, ...each({ sub: shared, otherwise: "changes-data" }, "schema migrations db migration") },
  otherwise: "changes-data",
  options:
    "url=text config=read path=text database=text dir=text env=text source=text u=text d=text c=read x=text raiseerr",
};
const atlas: Spec = {
  ...migration,
  sub: { ...shared, ...each({ sub: shared, otherwise: "changes-data" }, "schema migrate") },
};

/** `migrate:latest`, `db:drop`: the verb stands behind a colon. */
const coloned: Spec = choose(
  {
    ...each(
      "reads-records",
      "migrate:status migrate:list migrate:currentVersion migration:show migration:list migration:check migration:pending db:migrate:status db:version seed:status schema:log",
    ),
    ...each(
      "changes-data",
      "migrate:latest migrate:up migrate:down migrate:unlock migration:run migration:revert migration:up migration:down db:migrate db:migrate:undo db:seed db:seed:all db:seed:undo db:create schema:sync schema:update schema:create seed:run",
    ),
    ...each("destroys-database", "db:drop db:migrate:undo:all schema:drop schema:fresh migration:fresh database:drop"),
    "migrate:rollback": does("changes-data", "all!destroys-database"),
    ...each(
      project,
      "migrate:make migration:generate migration:create seed:make seed:generate model:generate init init:config",
    ),
    query: "changes-data",
  },
  "prints",
  { otherwise: "changes-data" },
);

const resets =
  "accept-data-loss!destroys-database force-reset!destroys-database schema=read skip-generate url=text file=read stdin";

const wordpress: Spec = {
  options:
    "path=dir url=text ssh=text!contacts-network http=text!contacts-network user=text require=script exec=code skip-plugins?=text quiet debug allow-root",
  sub: {
    db: choose({
      ...each("destroys-database", "drop reset clean"),
      ...each("reads-records", "size tables check columns prefix search"),
      ...each("changes-data", "create import optimize repair"),
      ...each("reads-production-data", "export dump"),
      query: "changes-data",
      cli: "runs-inline-code",
    }),
    ...each(
      choose({
        ...each("reads-records", "list get status search path is-installed is-active verify-checksums"),
        ...each("installs-package", "install update"),
        ...each("removes-package", "delete uninstall"),
        ...each("changes-access", "activate deactivate toggle auto-updates enable disable"),
      }),
      "plugin theme core language package",
    ),
    user: choose({
      ...each("reads-records", "list get list-caps"),
      delete: "deletes-data",
      ...each(
        "changes-access",
        "create update add-role set-role remove-role add-cap reset-password application-password session generate import-csv",
      ),
    }),
    site: choose({
      ...each("reads-records", "list"),
      ...each("destroys-database", "empty delete"),
      ...each("changes-data", "create activate archive switch-language"),
    }),
    ...each(
      choose({
        ...each("reads-records", "list get pluck exists count status type path event-list"),
        ...each("deletes-data", "delete trash spam"),
        ...each("changes-data", "add update patch create generate set edit flush reset"),
      }),
      "option post post-type comment term taxonomy menu media widget transient rewrite role cap meta cache",
    ),
    ...each("runs-inline-code", "eval shell"),
    "eval-file": "runs-unseen-script",
    "search-replace": does("changes-data", "dry-run!reads-records export?=write"),
    cron: choose({
      ...each("reads-records", "test"),
      event: choose({ list: "reads-records" }, "prints", { otherwise: "leaves-something-running" }),
    }),
    config: choose({
      ...each("reads-secret", "get list"),
      ...each("changes-access", "create set delete edit shuffle-salts"),
    }),
    ...each("prints", "cli help info"),
    scaffold: "writes-in-workspace",
    server: "starts-service",
    export: "reads-production-data",
    import: "changes-data",
  },
};

export const migrations: Table = {
  prisma: choose({
    ...each(project, "generate validate format init"),
    studio: "starts-service",
    version: {},
    debug: {},
    db: choose({
      pull: "writes-in-workspace",
      ...each({ ...does("changes-data"), options: resets }, "push execute seed"),
    }),
    migrate: choose({
      ...each({ ...does("reads-records"), options: resets }, "status diff"),
      ...each({ ...does("changes-data"), options: resets }, "dev deploy resolve"),
      reset: "destroys-database",
    }),
  }),
  "drizzle-kit": choose({
    ...each(project, "generate check introspect pull export up"),
    ...each("changes-data", "migrate push"),
    studio: "starts-service",
    drop: "deletes-data",
  }),
  ...each(
    migration,
    "alembic flyway liquibase dbmate migrate sqitch hasura phinx yoyo sql-migrate tern diesel sqlx sea-orm-cli refinery bytebase skeema gh-ost pt-online-schema-change",
  ),
  atlas,
  goose: {
    ...migration,
    sub: {
      ...shared,
      ...each("starts-agent", "session run web acp"),
      mcp: "registers-server",
      configure: "changes-agent-settings",
      info: {},
    },
  },
  ...each(coloned, "knex sequelize sequelize-cli typeorm typeorm-ts-node-commonjs mikro-orm objection"),
  dbt: choose({
    ...each(
      does("changes-data", "full-refresh!destroys-database s,select=text target=text profiles-dir=dir"),
      "run build seed snapshot run-operation retry clone",
    ),
    ...each("reads-records", "test debug source show"),
    ...each({}, "compile docs ls list parse"),
    deps: "installs-package",
    clean: "deletes-generated-files",
    init: "writes-in-workspace",
  }),
  wp: wordpress,
  drush: choose(
    {
      ...each(
        "reads-records",
        "status st core-status pm:list pml watchdog:show ws user:information uinf updatedb:status site:alias sa requirements rq",
      ),
      ...each("destroys-database", "sql:drop sql-drop site:install si"),
      ...each("reads-production-data", "sql:dump sql-dump"),
      ...each("runs-inline-code", "php:eval php-eval ev php:cli sql:cli sqlc"),
      ...each("creates-credential", "user:login uli"),
      ...each("changes-access", "user:create user:password user:role:add urol"),
      ...each("deletes-generated-files", "cache:rebuild cr cache-rebuild cc"),
      "sql:query": "changes-data",
      sqlq: "changes-data",
    },
    "prints",
    { otherwise: "changes-data" },
  ),
  "django-admin": choose(
    {
      ...each("destroys-database", "flush reset_db"),
      ...each("changes-data", "migrate loaddata createsuperuser"),
      ...each(
        project,
        "startproject startapp makemigrations check test compilemessages makemessages collectstatic showmigrations",
      ),
      dumpdata: "reads-production-data",
      ...each("runs-inline-code", "shell dbshell"),
      runserver: "starts-service",
    },
    "prints",
    { otherwise: "runs-project-task" },
  ),
};
