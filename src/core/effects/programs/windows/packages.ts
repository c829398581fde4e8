/** Package managers of Windows (winget 1.9, Chocolatey 2.4, Scoop 0.5). */
import type { JudgementId } from "../../judgements.ts";
import type { Spec, Table } from "../spec.ts";
import { judged } from "./spec.ts";

const each = (rule: JudgementId | Spec, names: string): Table =>
  Object.fromEntries(names.split(" ").map((name) => [name, rule]));
const shows: Spec = {};

/** Where packages come from: looking is fine. */
const sources = (changing: JudgementId, looking: string): Spec => ({
  sub: { ...each(shows, looking) },
  otherwise: changing,
  bare: "prints",
});

export const packagePrograms: Table = {
  winget: {
    options: "v,version!prints info!prints",
    sub: {
      ...each(shows, "list ls features hash help validate"),
      ...each(judged("contacts-network"), "search find show view"),
      ...each("installs-package", "install add upgrade update import configure repair dscv3"),
      download: "fetches-network",
      ...each("removes-package", "uninstall remove rm"),
      source: sources("replaces-program-source", "list ls export"),
      export: "writes-in-workspace",
      settings: sources("changes-system", "export"),
      pin: sources("changes-system", "list"),
    },
    bare: "prints",
  },
  choco: {
    sub: {
      ...each(shows, "list help features config feature pin template"),
      ...each(judged("contacts-network"), "search find info outdated"),
      ...each("installs-package", "install upgrade update"),
      uninstall: "removes-package",
      ...each(sources("replaces-program-source", "list"), "source sources"),
      apikey: "creates-credential",
      push: "publishes-release",
      ...each("writes-in-workspace", "new pack export"),
    },
    bare: "prints",
  },
  scoop: {
    sub: {
      ...each(shows, "list search info cat which prefix depends export checkup help status"),
      ...each("installs-package", "install update import"),
      download: "fetches-network",
      ...each("removes-package", "uninstall cleanup"),
      bucket: sources("replaces-program-source", "list known"),
      home: "opens-program",
      ...each("changes-system", "hold unhold reset config alias shim cache virustotal"),
    },
    bare: "prints",
  },
};
