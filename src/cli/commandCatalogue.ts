/** Every command, in the order in which the help lists them. */
import type { Command } from "./command.ts";
import { audit } from "./commands/audit.ts";
import { decide } from "./commands/decide.ts";
import { doctor } from "./commands/doctor.ts";
import { explain } from "./commands/explain.ts";
import { guard } from "./commands/guard.ts";
import { permissions } from "./commands/permissions.ts";
import { policy } from "./commands/policy.ts";
import { proxy } from "./commands/proxy.ts";
import { review } from "./commands/review.ts";
import { tools } from "./commands/tools.ts";

export const commands: readonly Command[] = [
  review,
  tools,
  permissions,
  explain,
  decide,
  policy,
  guard,
  proxy,
  audit,
  doctor,
];
