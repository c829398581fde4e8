import assert from "node:assert/strict";
import fc from "fast-check";
import { act } from "../../../../src/core/effects/act.ts";
import type { JudgementId } from "../../../../src/core/effects/judgements.ts";
import { judgeSql } from "../../../../src/core/effects/sql.ts";
import { decisions } from "../../../../src/core/model/verdict.ts";
import type { SqlDialect } from "../../../../src/core/parse/sql.ts";
import { withSql } from "../../../../src/node/sqlReader.ts";

const parse = withSql({ parse: () => undefined }).sql;

/** What a text is judged as: among its statements the strictest must be this, and it must be among them. */
const rows: readonly (readonly [JudgementId, string, SqlDialect?])[] = [
  ["reads-records", "select * from users where id = 1"],
  ["reads-records", "select 'drop table users'"],
  ["reads-records", "select count(*) from t -- delete from t"],
  ["reads-records", "select 1 /* drop table x */"],
  ["reads-records", "with a as (select 1) select * from a"],
  ["reads-records", "explain select * from t"],
  ["reads-records", "explain delete from t"],
  ["reads-records", "select updated_at, deleted from t where action = 'delete'"],
  ["reads-records", "select replace(name,'a','b') from t"],
  ["reads-records", 'select "update" from t', "postgresql"],
  ["reads-records", "select update from t", "postgresql"],
  ["reads-records", "show tables"],
  ["reads-records", "pragma table_info(users)", "sqlite"],
  ["reads-records", "select date_trunc('month', created_at), count(*) from t group by 1 order by 1 desc limit 10"],
  ["reads-records", "\\d users", "postgresql"],
  ["reads-records", ".tables", "sqlite"],
  ["reads-records", "select a from t where b like '%drop table%'"],
  ["reads-records", "SELECT $$drop table x$$", "postgresql"],
  ["reads-records", "table users"],
  ["reads-records", "select * from t where note = 'it''s; delete from t'"],
  ["reads-records", "explain (format json) update t set a=1"],
  ["reads-records", "select coalesce(a, 'x') as \"insert into\" from t"],
  ["reads-records", "select * from pg_stat_activity"],
  ["reads-records", "set search_path to x; select 1"],
  ["reads-records", "select create_date, insert_count from stats"],
  ["reads-records", "select * from (values (1),(2)) v(a)"],
  ["destroys-database", "select 1; drop table users"],
  ["destroys-database", "drop database prod"],
  ["destroys-database", "truncate table a"],
  ["destroys-database", "delete from users"],
  ["destroys-database", "delete from users where 1=1"],
  ["destroys-database", "delete from users where true"],
  ["destroys-database", "delete from users where id = id"],
  ["destroys-database", "delete from users where (1=1) or name='x'"],
  ["destroys-database", "delete from users where 'a'='a'"],
  ["destroys-database", "update users set a=1"],
  ["destroys-database", "update users set a=(select b from c where d=1)"],
  ["destroys-database", "with d as (delete from users returning *) select * from d"],
  ["destroys-database", "explain analyze delete from users"],
  ["destroys-database", "explain (analyze, buffers) delete from users", "postgresql"],
  ["destroys-database", "/*! drop table users */", "mysql"],
  ["destroys-database", "select 1 /*!50000 ; drop table users */", "mysql"],
  ["destroys-database", "do $$ begin delete from users; end $$", "postgresql"],
  ["destroys-database", "do $$ begin execute 'drop table users'; end $$", "postgresql"],
  ["destroys-database", "select '\\'; drop table users; --'", "postgresql"],
  ["destroys-database", "select '\\'; drop table users; --'"],
  ["destroys-database", "DROP/**/TABLE users"],
  ["destroys-database", "delete from t where 2 > 1"],
  ["destroys-database", "delete from t where not false"],
  ["deletes-data", "delete from users where id = 5"],
  ["changes-data", "update users set a=1 where id=5"],
  ["changes-data", "insert into t values (1)"],
  ["changes-data", "select * into x from y"],
  ["changes-data", "select * from t for update"],
  ["changes-data", "select nextval('s')"],
  ["changes-data", "select setval('s',1) from t"],
  ["ends-processes", "select pg_terminate_backend(pid) from pg_stat_activity"],
  ["changes-data", "with x as (insert into t values (1) returning *) select * from x"],
  ["changes-data", "create table a(b int)"],
  ["changes-data", "pragma user_version = 3", "sqlite"],
  ["changes-data", "call cleanup()"],
  ["changes-data", "select my_cleanup()"],
  ["changes-data", "select delete_old_rows(x) from t"],
  ["changes-data", "select set_config('a','b',false)"],
  ["changes-data", "vacuum"],
  ["changes-data", "select 1\\gexec", "postgresql"],
  ["deletes-data", "alter table t drop column c"],
  ["deletes-data", "delete from t where id in (select id from x where 1=1)"],
  ["deletes-data", "delete from t limit 5", "mysql"],
  ["contacts-network", "select * from dblink('host=x','select 1') as t(a int)"],
  ["runs-hidden-program", "copy t to program 'curl x'"],
  ["runs-hidden-program", "copy (select 1) to '/tmp/x'"],
  ["runs-hidden-program", "select pg_read_file('/etc/passwd')"],
  ["runs-hidden-program", "select load_extension('x')"],
  ["runs-hidden-program", "exec xp_cmdshell 'dir'"],
  ["runs-hidden-program", "select * from t into outfile '/tmp/x'"],
  ["runs-hidden-program", "\\! rm -rf /"],
  ["runs-hidden-program", ".shell rm -rf /"],
  ["runs-hidden-program", "\\copy t to program 'x'"],
  ["runs-hidden-program", "select lo_import('/etc/passwd')"],
  ["runs-hidden-program", "select 1 \\g |sh", "postgresql"],
  ["runs-hidden-program", "system rm -rf /", "mysql"],
  ["runs-unseen-script", "\\i x.sql"],
  ["runs-unseen-script", ".read x.sql"],
  ["changes-access", "grant select on t to bob"],
  ["changes-access", "create user bob"],
  ["changes-access", "alter table t disable row level security"],
  ["changes-access", "alter system set x = 1"],
  ["grants-admin", "grant all on all tables in schema public to bob"],
  ["grants-admin", "alter role bob superuser"],
  ["grants-admin", "grant all privileges on *.* to bob", "mysql"],
  ["grants-admin", "grant pg_read_all_data to bob"],
  ["reads-secret", "select * from pg_shadow"],
  ["reads-secret", "select * from mysql.user", "mysql"],
  ["changes-access", "set role admin"],
  ["changes-access", "create policy p on t"],
  ["changes-data", "begin"],
  ["changes-data", "merge into t using s on t.a=s.a when matched then update set b=1"],
];

function strictest(
  text: string,
  dialect?: SqlDialect,
): { readonly rules: readonly JudgementId[]; readonly grade: number } {
  const rules = judgeSql(text, { dialect, parse }).map(({ rule }) => rule);
  return { rules, grade: Math.max(...rules.map((rule) => decisions.indexOf(act(rule).grade))) };
}

describe("SQL", () => {
  for (const [want, text, dialect] of rows) {
    it(`${text} ${want}`, () => {
      const { rules, grade } = strictest(text, dialect);
      assert.ok(rules.includes(want), rules.join(", "));
      assert.equal(grade, decisions.indexOf(act(want).grade), rules.join(", "));
    });
  }

  it("asks for a shell's line to be judged too", () => {
    assert.deepEqual(judgeSql("\\! rm -rf /"), [{ rule: "runs-hidden-program", runs: "rm -rf /" }]);
    assert.deepEqual(judgeSql("COPY t TO PROGRAM 'curl x'")[0], { rule: "runs-hidden-program", runs: "curl x" });
  });

  it("is as strict without the parser", () => {
    for (const [, text, dialect] of rows) {
      const alone = judgeSql(text, { dialect }).map(({ rule }) => act(rule).grade);
      if (strictest(text, dialect).grade > 0)
        assert.ok(
          alone.some((grade) => grade !== "allow"),
          text,
        );
    }
  });

  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 80 }),
    fc
      .array(
        fc.constantFrom(...rows.map(([, row]) => row), "'", '"', "`", "$$", "/*", "*/", "--", ";", "(", ")", "\\"),
        { maxLength: 6 },
      )
      .map((parts) => parts.join(" ")),
  );

  it("never throws, and always says something", () => {
    fc.assert(
      fc.property(
        text,
        fc.constantFrom<SqlDialect | undefined>(undefined, "postgresql", "mysql", "sqlite", "bigquery"),
        (query, dialect) => {
          assert.ok(judgeSql(query, { dialect, parse }).length > 0);
        },
      ),
      { numRuns: 300, seed: 20261121 },
    );
  });

  it("never becomes milder by a statement before or after", () => {
    for (const [, row, dialect] of rows.filter(([, query]) => !/^[.\\]|^system|\\g/.test(query))) {
      const { grade } = strictest(row, dialect);
      for (const more of [`select 1; ${row}`, `${row}; select 1`, `-- x\n${row}`, `/* x */ ${row}`]) {
        assert.ok(strictest(more, dialect).grade >= grade, more);
      }
    }
  });
});
