/** What package managers have in common. */
import { type Invocation, note } from "../../shell/run.ts";
import type { Arguments } from "../arguments.ts";
import type { Spec } from "../spec.ts";
import { does } from "../table.ts";

/** The project's own code runs: build, test, lint. */
export const project: Spec = { rule: "runs-project-task", operands: "text*", options: "C,directory=dir" };
/** Runs what follows inside the project's environment. */
export const inProject = (options = ""): Spec => ({ rule: "runs-project-task", operands: "command", options });
export const formats: Spec = { rule: "writes-in-workspace", operands: "text*" };
export const installs: Spec = { rule: "installs-package", operands: "text*", named: "what the project declares" };
export const removes: Spec = { rule: "removes-package", operands: "text*", named: "packages" };
export const once: Spec = {
  rule: "runs-package-once",
  operands: "text*",
  options: "p,package=text from=text with=text python=text c,call=shell spec=text y,yes q",
};
export const publishes: Spec = { ...does("publishes-release"), options: "dry-run!runs-project-task n" };
export const asks: Spec = does("contacts-network");
export const cleans: Spec = does("deletes-generated-files");
/** Starts a session that takes its orders from a person. */
export const session: Spec = does("opens-program");

/** Settings of a package manager: those that say where packages come from or what is run act later. */
export const settings = (acting: RegExp): Spec => ({
  operands: "text*",
  options: "g,global location=text l L=text user site unset delete",
  more: (call: Invocation, args: Arguments) => {
    const [key, ...values] = args.operands.map((word) => word.value);
    const target = [key, ...values].join(" ").trim() || "settings";
    note(call, acting.test(key ?? "") ? "replaces-program-source" : "writes-outside-workspace", { target });
    return undefined;
  },
});

/** Reading a setting shows a token where it is one. */
export const readsSetting: Spec = {
  operands: "text*",
  more: (call, args) => {
    const secret = args.operands.find((word) => /auth|token|password|secret/i.test(word.value));
    note(call, secret ? "reads-secret" : "prints", { target: secret?.value });
    return undefined;
  },
};
