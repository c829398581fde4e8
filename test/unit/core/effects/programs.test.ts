import assert from "node:assert/strict";
import type { Judge } from "../../../../src/core/decide.ts";
import { judgements } from "../../../../src/core/effects/judgements.ts";
import { programNames, tables } from "../../../../src/core/effects/programs/catalogue.ts";
import { optionsOf, type Spec, specOf } from "../../../../src/core/effects/programs/spec.ts";
import { decideCommand, judgeWith } from "../../../support/judging.ts";

const roles =
  "text read look write append delete dir shell program script command url host data upload list code".split(" ");

/** Every spec of the catalogue with the words that lead to it. */
function* specs(): Generator<readonly [string, Spec]> {
  const seen = new Set<Spec>();
  const open: (readonly [string, Spec])[] = Object.values(tables).flatMap((table) =>
    Object.entries(table).map(([name, entry]) => [name, specOf(entry)] as const),
  );
  for (let next = open.pop(); next; next = open.pop()) {
    const [name, spec] = next;
    if (seen.has(spec)) continue;
    seen.add(spec);
    yield next;
    for (const [sub, entry] of Object.entries(spec.sub ?? {})) open.push([`${name} ${sub}`, specOf(entry)]);
    if (typeof spec.otherwise === "object") open.push([`${name} …`, spec.otherwise]);
  }
}

describe("the catalogue of programs", () => {
  let judge: Judge;
  before(async () => {
    judge = await judgeWith();
  });

  it("has one place for each program", () => {
    const twice = Object.entries(tables).flatMap(([table, entries]) =>
      Object.keys(entries)
        .filter((name) => Object.entries(tables).some(([other, more]) => other !== table && Object.hasOwn(more, name)))
        .map((name) => `${name} in ${table}`),
    );
    assert.deepEqual(twice, []);
  });

  it("knows more than two thousand names, none of them empty or with a blank", () => {
    const names = programNames();
    assert.ok(names.length > 2000, String(names.length));
    assert.deepEqual(
      names.filter((name) => !/^\S+$/.test(name)),
      [],
    );
  });

  it("uses only judgements and roles that exist", () => {
    const wrong: string[] = [];
    for (const [name, spec] of specs()) {
      for (const option of optionsOf(spec).values()) {
        const label = `${name} ${option.names.join(",")}`;
        if (option.rule !== undefined && !Object.hasOwn(judgements, option.rule)) wrong.push(`${label}!${option.rule}`);
        if (!roles.includes(option.role)) wrong.push(`${label}=${option.role}`);
        if (option.names.some((given) => given === "" || given.startsWith("-"))) wrong.push(label);
      }
      for (const role of (spec.operands ?? "").split(" ").filter(Boolean))
        if (!roles.includes(role.replace(/\*$/, ""))) wrong.push(`${name}: ${role}`);
    }
    assert.deepEqual(wrong, []);
  });

  it("refuses no program for telling its version", () => {
    const refused = programNames().filter(
      (name) => decideCommand(judge, "bash", `${name} --version`).decision === "deny",
    );
    assert.deepEqual(refused, []);
  });

  it("asks for a program nobody knows, and for what a program is not known to do", () => {
    for (const command of ["frobnicate", "frobnicate --version", "git frobnicate", "docker frobnicate x"])
      assert.equal(decideCommand(judge, "bash", command).decision, "ask", command);
  });

  it("says which words do it", () => {
    const pointed: readonly (readonly [string, string, string])[] = [
      ["ls; rg --pre ./x foo", "runs-hidden-program", "./x"],
      ["git status && git -c core.fsmonitor=./x status", "runs-hidden-program", "core.fsmonitor=./x"],
      ["cat a.txt .env", "reads-secret", ".env"],
      ["echo hi | tee /etc/hosts", "writes-system-file", "/etc/hosts"],
      ["ls -la && curl -sS https://example.com/a", "fetches-network", "https://example.com/a"],
      ["pwd; docker rm -f web", "destroys-infrastructure", "docker rm -f web"],
    ];
    for (const [command, rule, words] of pointed) {
      const reason = decideCommand(judge, "bash", command).reasons.find((found) => found.rule === rule);
      assert.equal(reason?.span && command.slice(reason.span.start, reason.span.end), words, command);
    }
  });

  it("names what is installed, not the command", () => {
    const message = (command: string) => decideCommand(judge, "bash", command).reasons[0]?.message;
    assert.equal(message("npm install left-pad"), "Installs left-pad");
    assert.equal(message("apt-get install -y curl git"), "Installs curl git");
    assert.equal(message("pip install"), "Installs what the project declares");
  });
});
