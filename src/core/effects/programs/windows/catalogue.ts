/** All programs of Windows, and the builtins of cmd.exe, by name. */
import type { JudgementId } from "../../judgements.ts";
import type { Spec, Table } from "../spec.ts";
import { accountPrograms } from "./accounts.ts";
import { diskPrograms } from "./disks.ts";
import { fileBuiltins, filePrograms } from "./files.ts";
import { informationPrograms } from "./information.ts";
import { launchers } from "./launchers.ts";
import { networkPrograms } from "./network.ts";
import { packagePrograms } from "./packages.ts";
import { processPrograms } from "./processes.ts";
import { registryPrograms } from "./registry.ts";
import { shellBuiltins, shells } from "./shell.ts";
import { textBuiltins, textPrograms } from "./text.ts";

const collect = (...tables: readonly Table[]): ReadonlyMap<string, Spec | JudgementId> =>
  new Map(tables.flatMap((table) => Object.entries(table)));

export const windowsPrograms = collect(
  launchers,
  shells,
  filePrograms,
  textPrograms,
  processPrograms,
  registryPrograms,
  networkPrograms,
  diskPrograms,
  accountPrograms,
  informationPrograms,
  packagePrograms,
);

export const cmdBuiltins = collect(fileBuiltins, textBuiltins, shellBuiltins);
