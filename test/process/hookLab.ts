/** A home folder of its own, with the built hook installed in it as an agent would call it. */
import { spawn } from "node:child_process";
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { claudeCodeInstall } from "../../src/agents/claudeCode/install.ts";
import { agentsBySource, agentTitle } from "../../src/agents/hookCatalogue.ts";
import { hookCommands, nativeRelayPath } from "../../src/agents/hookCommand.ts";
import { readRecord, readStep } from "../../src/core/audit/readRecord.ts";
import type { AuditRecord, StepRecord } from "../../src/core/audit/record.ts";
import type { Answer, Confirm, Question } from "../../src/core/gate/question.ts";
import { loadPolicy } from "../../src/core/policy/load.ts";
import { openAudit } from "../../src/node/auditFile.ts";
import { putHookFiles } from "../../src/node/hookFiles.ts";
import { createJudging } from "../../src/node/judging.ts";
import { type Locations, locations as locate } from "../../src/node/locations.ts";
import { createSettingsGuard } from "../../src/node/settingsGuard.ts";
import { sha256 } from "../../src/node/sha256.ts";
import { judgeGrammars } from "../../src/node/wasm.ts";
import { openWindowGate, type WindowGate, type WindowGateOptions } from "../../src/node/windowGate.ts";
import { writeWindow } from "../../src/node/windows.ts";
import type { HookSource, WindowEntry } from "../../src/protocol/messages.ts";
import { testParsers } from "../support/parsers.ts";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly pid: number;
  readonly ended: Promise<Ended>;
}

export interface RunOptions {
  readonly source?: HookSource;
  readonly payload?: string | Buffer;
  /** Milliseconds after which the hook denies by itself. */
  readonly patienceMs?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** stdin stays open after the payload. */
  readonly keepOpen?: boolean;
  /** The shell that the agent hands the command line to; /bin/sh without it. */
  readonly shell?: string;
  /** Another command line of ours than the one that Claude Code gets. */
  readonly command?: string;
  /** The agent closes its end of stdout before the hook answers. */
  readonly deafStdout?: boolean;
}

export interface LabWindowOptions extends Pick<WindowGateOptions, "onSeen"> {
  readonly folders?: readonly string[];
}

export interface HookLab {
  readonly locations: Locations;
  /** A project folder with a .git, in the home. */
  readonly project: string;
  /** From now on there is no native relay: Perl serves. */
  takeNativeAway(): void;
  /** From now on the command line finds this program, or nothing, where Perl should be, and no native relay: Node serves. */
  takePerlAway(instead?: string): void;
  /** The command line as an agent's configuration has it, through `sh -c`. */
  run(options?: RunOptions): Running;
  /** Any command line of ours, as an agent starts it. */
  runCommand(command: string, payload: string, environment?: Readonly<Record<string, string>>): Running;
  /** dist/hook.js without launcher and wrapper. */
  runBare(options?: RunOptions): Running;
  /** Announces a window that the test plays itself. */
  announce(id: string, over: Partial<WindowEntry>): void;
  /** Opens a real gate whose person answers as told. */
  openWindow(answer: PersonAnswer, over?: LabWindowOptions): Promise<OpenWindow>;
  readonly windows: readonly OpenWindow[];
  auditText(): string;
  /** The steps that were recorded after decisions, such as "ran". */
  auditSteps(): readonly StepRecord[];
  auditDecisions(): readonly AuditRecord[];
  close(): Promise<void>;
}

/** "allow-first": yes to the first question, no to every other. */
export type PersonAnswer = "allow" | "allow-first" | "deny" | "nobody";

export interface OpenWindow extends WindowGate {
  readonly questions: Question[];
}

/** What Claude Code sends before it runs a command. */
export function claudePayload(cwd: string, command: string, id = "toolu_1"): string {
  return JSON.stringify({
    session_id: "s1",
    transcript_path: "/t.jsonl",
    cwd,
    permission_mode: "bypassPermissions",
    hook_event_name: "PreToolUse",
    tool_name: "Bash",
    tool_input: { command, description: "test" },
    tool_use_id: id,
  });
}

/** A command that the default policy asks about, and one that it lets pass. Neither is ever run. */
export const askedCommand = "git push --force origin main";
export const passedCommand = "ls -la";

export function createHookLab(): HookLab {
  const home = realpathSync(mkdtempSync(join(tmpdir(), "countersign-hook-")));
  const locations = locate(home);
  const project = join(home, "project");
  mkdirSync(join(project, ".git"), { recursive: true });
  putProgramsInto(locations);
  const windows: OpenWindow[] = [];
  const running: Running[] = [];
  const started = (run: Running) => {
    running.push(run);
    return run;
  };
  let perl = "/usr/bin/perl";
  const takeNativeAway = () => rmSync(nativeRelayPath(locations.launcher), { force: true });
  return {
    locations,
    project,
    takeNativeAway,
    takePerlAway(instead = "/nonexistent/perl") {
      takeNativeAway();
      perl = instead;
      corrupt(locations.launcher, (text) => text.replaceAll("/usr/bin/perl", instead));
    },
    run(options = {}) {
      const { posix } = hookCommands(locations.launcher, argumentsOf(options));
      const { shell = "/bin/sh", command = posix } = options;
      return started(start(shell, ["-c", command.replaceAll("/usr/bin/perl", perl)], home, project, options));
    },
    runCommand(command, payload, environment = {}) {
      return started(start("/bin/sh", ["-c", command], home, project, { payload, environment }));
    },
    runBare(options = {}) {
      const args = [join(root, "dist", "hook.js"), "--base", locations.base, ...argumentsOf(options)];
      return started(start(process.execPath, args, home, project, options));
    },
    announce(id, over) {
      const entry = {
        v: 1,
        pid: process.pid,
        socket: join(locations.run, `${id}.sock`),
        token: "t",
        folders: [project],
      };
      writeWindow(locations.run, id, { ...entry, focusedAt: 1, ...over } as WindowEntry);
    },
    async openWindow(answer, over = {}) {
      const window = await openLabWindow(locations, answer, over.folders ?? [project], over.onSeen);
      windows.push(window);
      return window;
    },
    windows,
    auditText: () => readFileSync(join(locations.audit, "audit.jsonl"), "utf8"),
    auditSteps: () => auditLines(locations).flatMap((line) => readStep(line) ?? []),
    auditDecisions: () => auditLines(locations).flatMap((line) => readRecord(line) ?? []),
    async close() {
      for (const window of windows) await window.close();
      for (const { pid } of running) killGroup(pid);
      await Promise.all(running.map(({ ended }) => ended));
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** By the newest of their sources, since some suites build programs of their own in between. */
const installed = new Map<number, string>();

/**
 * The installer writes the programs through to the disk, several megabytes of them. Here that is done once, and every
 * home gets links: the installer then finds the programs of this version in place, and writes the rest.
 */
function putProgramsInto(locations: Locations): void {
  const dist = join(root, "dist");
  const built = Math.max(...readdirSync(dist).map((name) => statSync(join(dist, name)).mtimeMs));
  const put = (into: Locations) => putHookFiles({ locations: into, dist, version: "1.0.0", nodes: [process.execPath] });
  let template = installed.get(built);
  if (template === undefined) {
    template = mkdtempSync(join(tmpdir(), "countersign-programs-"));
    installed.set(built, template);
    put(locate(template));
  }
  linkPrograms(locate(template).bin, locations.bin);
  put(locations);
}

process.once("exit", () => {
  for (const template of installed.values()) rmSync(template, { recursive: true, force: true });
});

function linkPrograms(from: string, to: string): void {
  const apps = readdirSync(from).filter((name) => name.startsWith("app-"));
  for (const name of apps.flatMap((app) => [app, join(app, "wasm")])) {
    mkdirSync(join(to, name), { recursive: true, mode: 0o700 });
    for (const entry of readdirSync(join(from, name), { withFileTypes: true })) {
      if (entry.isFile()) linkSync(join(from, name, entry.name), join(to, name, entry.name));
    }
  }
}

/** What is in the log, which may not be there yet. */
function auditLines({ audit }: Locations): readonly string[] {
  const log = join(audit, "audit.jsonl");
  return existsSync(log) ? readFileSync(log, "utf8").split("\n") : [];
}

function argumentsOf({ source = "claude-settings", patienceMs = 20_000 }: RunOptions): string[] {
  return ["--source", source, "--patience", String(patienceMs)];
}

function start(program: string, args: string[], home: string, cwd: string, options: RunOptions): Running {
  // A group of its own, so that a test can end everything it started and nothing else.
  const child = spawn(program, args, {
    cwd,
    detached: true,
    env: { PATH: process.env.PATH, HOME: home, ...options.environment },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  child.stdin.on("error", () => {});
  if (options.deafStdout) child.stdout.destroy();
  const payload = options.payload ?? claudePayload(cwd, askedCommand);
  if (options.keepOpen) child.stdin.write(payload);
  else child.stdin.end(payload);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
  return { pid: child.pid as number, ended };
}

export function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}

/** A real gate, as the extension opens it, whose person answers as told. */
export async function openLabWindow(
  locations: Locations,
  answer: PersonAnswer,
  folders: readonly string[],
  onSeen?: WindowGateOptions["onSeen"],
): Promise<OpenWindow> {
  const questions: Question[] = [];
  const gate = await openWindowGate({
    locations,
    agents: agentsBySource,
    agentTitle,
    folders: () => folders,
    ...(onSeen ? { onSeen } : {}),
    confirm: person(answer, questions),
    audit: openAudit(locations.audit, { sha256, now: () => new Date(), often: true }),
    judging: createJudging({
      locations,
      loadPolicy,
      folders: () => folders,
      parsers: await testParsers(...judgeGrammars),
      extensionId: "countersign.countersign",
      judgeConfigChange: createSettingsGuard(locations, claudeCodeInstall),
    }),
  });
  return { ...gate, questions };
}

function person(answer: PersonAnswer, questions: Question[]): Confirm {
  return (question) => {
    questions.push(question);
    const yes = answer === "allow" || (answer === "allow-first" && questions.length === 1);
    const given: Answer = {
      decision: yes ? "allow" : "deny",
      scope: "once",
      lookedMs: 1,
      shownDigest: "d",
    };
    return { answer: answer === "nobody" ? new Promise(() => {}) : Promise.resolve(given), withdraw() {} };
  };
}

/** Changes an installed file, of this home alone: the fault a test is about. */
export function corrupt(file: string, change: (text: string) => string): void {
  const [text, { mode }] = [readFileSync(file, "utf8"), statSync(file)];
  rmSync(file);
  writeFileSync(file, change(text), { mode });
}
