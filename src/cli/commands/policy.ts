import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { agents } from "../../agents/catalogue.ts";
import { createJudge } from "../../core/decide.ts";
import { SourceText } from "../../core/model/span.ts";
import { loadParsers } from "../../core/parse/parsers.ts";
import { lintPolicy } from "../../core/policy/lint.ts";
import { loadPolicy, policyOrigin } from "../../core/policy/load.ts";
import type { Policy, PolicyProblem } from "../../core/policy/policy.ts";
import { policyOfTests, readPolicyTests, runCase } from "../../core/policy/tests.ts";
import { locations, workspacePolicyName } from "../../node/locations.ts";
import { judgeGrammars } from "../../node/wasm.ts";
import { type Arguments, atMost, type Command } from "../command.ts";
import { CliError, explainSystemError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exitCodes.ts";
import type { Io } from "../io.ts";
import { printJson } from "../report/json.ts";
import { type CheckedFile, checkJson, checkText, type TestedFile, testJson, testText } from "../report/policyText.ts";
import { createStyle } from "../style.ts";
import { compilePolicy } from "./policyCompile.ts";

export const policy: Command = {
  name: "policy",
  summary: "Check a policy for mistakes, run its tests, or compile it into an agent's own rules",
  usage: [
    "check [FILE…] [--format text|json] [--home DIR]   exits with 1 when an error or a warning is found",
    "test [FILE…] [--format text|json] [--home DIR]    exits with 1 when a test fails",
    "compile --agent ID [--write] [--home DIR]         what it comes to in the agent's own rules, as a change; exits with 1",
    "                                                  when a part of it would have no effect there",
    "compile --check [--agent ID] [--home DIR]         exits with 1 when rules that were written no longer hold",
    "",
    `Without FILE: your policy, and the ${workspacePolicyName} of the current folder; of tests, those beside them`,
    "(countersign.test.yaml, .countersign.test.yaml). Tests happen in a made-up place, the same on every machine.",
  ],
  options: {
    format: { type: "string" },
    home: { type: "string" },
    agent: { type: "string" },
    write: { type: "boolean" },
    check: { type: "boolean" },
  },
  async run(args, io) {
    const [action, ...files] = args.positionals;
    if (action === "compile") {
      atMost(args, 1);
      return compilePolicy(args, io);
    }
    if (action === "check") return check(files, args, io);
    if (action === "test") return test(files, args, io);
    throw new CliError(
      "usage",
      action === undefined ? "Say check, test or compile." : `“${action}” is none of check, test, compile.`,
    );
  },
};

async function check(files: readonly string[], args: Arguments, io: Io): Promise<ExitCode> {
  const format = args.oneOf("format", ["text", "json"]) ?? "text";
  const checked = sourcesOf(files, args, io, (name) => name).map((source) => checkFile(source, io));
  const counted = checked.flatMap(({ problems }) => problems).filter(({ severity }) => severity !== "information");
  await io.write(format === "json" ? printJson(checkJson(checked)) : checkText(checked, createStyle(io.color)));
  return counted.length === 0 ? exitCodes.fine : exitCodes.found;
}

function checkFile(source: SourceText, io: Io): CheckedFile {
  if (policyOfTests(source.path) !== undefined) {
    const { cases, problems } = readPolicyTests(source.text);
    return { source, what: "test", number: cases.length, problems };
  }
  const loaded = load(source);
  const lint = lintPolicy(loaded, { today: todayOf(io), agents: agents.map(({ id }) => id) });
  const problems = [...loaded.problems, ...lint].toSorted((a, b) => a.span.start - b.span.start);
  return { source, what: "rule", number: loaded.rules.length, problems };
}

async function test(files: readonly string[], args: Arguments, io: Io): Promise<ExitCode> {
  const format = args.oneOf("format", ["text", "json"]) ?? "text";
  const sources = sourcesOf(files, args, io, (name) => name.replace(/\.yaml$/, ".test.yaml"));
  const parsers = await loadParsers(io.wasm, judgeGrammars);
  const tested = sources.map((source): TestedFile => {
    const { cases, problems } = readPolicyTests(source.text);
    refuseBroken(source, problems);
    const policySource = policyBeside(source, io);
    const loaded = load(policySource);
    const judge = createJudge(parsers, { [loaded.origin]: loaded });
    return { source, policySource, policy: loaded, results: cases.map((one) => runCase(one, judge, todayOf(io))) };
  });
  const failed = tested.flatMap(({ results }) => results).filter(({ passed }) => !passed);
  await io.write(format === "json" ? printJson(testJson(tested)) : testText(tested, createStyle(io.color)));
  return failed.length === 0 ? exitCodes.fine : exitCodes.found;
}

/** The files that are named, or those that are there. @param nameOf what is looked for, from a policy's name */
function sourcesOf(
  files: readonly string[],
  args: Arguments,
  io: Io,
  nameOf: (policy: string) => string,
): SourceText[] {
  if (files.length > 0) return files.map((file) => readSource(file, io));
  const home = resolve(io.cwd, args.text("home") ?? io.home);
  const usual = [locations(home).policy, join(io.cwd, workspacePolicyName)].map(nameOf);
  const found = usual.flatMap((file) => {
    const shown = relative(io.cwd, file);
    const text = read(file);
    return text === undefined ? [] : [new SourceText(shown.startsWith("..") ? file : shown, text)];
  });
  if (found.length === 0) throw new CliError("input", `There is none of ${usual.join(", ")}.`);
  return found;
}

/** Undefined when it does not exist. @throws CliError "input" when it cannot be read */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new CliError("input", `“${path}” cannot be read: ${explainSystemError(error)}.`, { cause: error });
  }
}

function readSource(file: string, io: Io): SourceText {
  const text = read(resolve(io.cwd, file));
  if (text === undefined) throw new CliError("input", `“${file}” does not exist.`);
  return new SourceText(file, text);
}

function policyBeside(tests: SourceText, io: Io): SourceText {
  const file = policyOfTests(tests.path);
  if (file !== undefined) return readSource(file, io);
  const message = `“${tests.path}” is no file of tests: those are named countersign.test.yaml or .countersign.test.yaml.`;
  throw new CliError("input", message);
}

/** A case that cannot be read is no case that passed. */
function refuseBroken(source: SourceText, problems: readonly PolicyProblem[]): void {
  const [first] = problems;
  if (!first) return;
  const { line } = source.positionAt(first.span.start);
  throw new CliError("input", `${source.path}:${line + 1}: ${first.message}`);
}

function load(source: SourceText): Policy {
  return loadPolicy(source.text, policyOrigin(source.path), source.path);
}

function todayOf(io: Io): string {
  return io.now().toISOString().slice(0, 10);
}
