/** Every configuration file the gate can be put into. */
import { claudeCodeInstall } from "./claudeCode/install.ts";
import { copilotCliInstall } from "./copilotCli/install.ts";
import type { HookInstall } from "./hookInstall.ts";

export const hookInstalls: readonly HookInstall[] = [claudeCodeInstall, copilotCliInstall];
