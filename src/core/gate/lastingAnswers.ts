import { createGrantLog } from "./grantLog.ts";
import { createGrants, type GrantScope, type Grants, type JudgedCall, type LastingGrant } from "./grants.ts";
import type { DecidedCall } from "./outcome.ts";
import type { GatePorts } from "./ports.ts";
import { createTaskCalls, type TaskCalls } from "./taskCalls.ts";

/** What a person allowed for longer than once, or still may, with the records of it. */
export interface LastingAnswers extends Pick<Grants, "covering"> {
  /** A call was decided. With a scope, the person's answer holds from now on; the record of the decision is on the disk. */
  decided(id: string, judged: JudgedCall, scope: GrantScope | undefined): void;
  /** The agent tells that something is over. */
  end: Grants["end"];
  /** Those that hold now. */
  list(): readonly LastingGrant[];
  /** Whether a decided call may be allowed for the rest of its task. */
  mayAllow(call: DecidedCall): boolean;
  /**
   * INVARIANT: nothing holds before its record was acknowledged.
   * @returns false when it may not be, its task ended, all was stopped, or it could not be recorded
   */
  allowForTask(decided: string, isStopped: () => boolean): Promise<boolean>;
  takeBack(id: string): void;
  /** Takes everything back. */
  stop(): void;
  idle(): Promise<void>;
}

export function createLastingAnswers({
  now,
  ...ports
}: Pick<GatePorts, "audit" | "sha256" | "user" | "now">): LastingAnswers {
  const grants = createGrants();
  const taskCalls: TaskCalls = createTaskCalls();
  const log = createGrantLog(ports);

  function takenBack(grant: LastingGrant): void {
    grants.takeBack(grant.id);
    void log.takenBack(grant);
  }

  return {
    covering: grants.covering,
    decided(id, judged, scope) {
      const given = scope && grants.give(judged, scope, now());
      if (given) void log.granted(given);
      taskCalls.add(id, judged);
    },
    end(call) {
      grants.end(call);
      taskCalls.end(call);
    },
    list: () => grants.list(now()),
    mayAllow({ id }) {
      const judged = taskCalls.find(id);
      return judged !== undefined && grants.covering(judged, now()) === undefined;
    },
    async allowForTask(decided, isStopped) {
      const judged = taskCalls.find(decided);
      const grant = judged && !isStopped() ? grants.foresee(judged, "task", now()) : undefined;
      if (!judged || !grant || !(await log.granted(grant))) return false;
      // Writing takes its time, and the task may be over by now.
      if (taskCalls.find(decided) === judged && !isStopped()) {
        grants.put(judged, grant);
        return true;
      }
      void log.takenBack(grant);
      return false;
    },
    takeBack(id) {
      const grant = grants.list(now()).find((one) => one.id === id);
      if (grant) takenBack(grant);
      else grants.takeBack(id);
    },
    stop() {
      for (const grant of grants.list(now())) takenBack(grant);
      grants.clear();
      taskCalls.clear();
    },
    idle: () => log.idle(),
  };
}
