/**
 * What Codex does with one call: rules, then forms of `rm` that it takes for dangerous, then the sandbox, then the
 * approval policy. Observed with 0.169.0 on 2026-11-25. `codex exec` never asks: what would be asked is refused there.
 */

import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { recordOf, textsOf, valueAt } from "../../core/permissions/tomlFile.ts";
import { because, type Judgement } from "../judgement.ts";
import { removesByForce, ruleWords } from "./commands.ts";
import { type PrefixRule, ruleFor } from "./prefixRules.ts";
import { inSandbox, isWritable } from "./sandboxed.ts";
import type { CodexSettings } from "./settings.ts";

/** Every session: it cannot start, or something that was not followed decides. */
export function judgeAny({ stopped, unknown }: CodexSettings): Judgement | undefined {
  if (stopped) return because("unreachable", stopped);
  return unknown && because("unknown", unknown);
}

export function judgeCommand(text: string, cwd: string, settings: CodexSettings): Judgement {
  const found = ruleWords(text).map((words) => ruleFor(words, settings.rules, settings.places));
  const strict = (decision: PrefixRule["decision"]) => found.find((rule) => rule?.decision === decision);
  const [forbidden, prompt, allow] = [strict("forbidden"), strict("prompt"), strict("allow")];
  if (forbidden) return because("deny", forbidden.source);
  if (prompt) return asked(prompt.source, "rules", settings);
  const force = removesByForce(text);
  const forced = defaultProvenance("“rm -f” is taken for dangerous, whatever a rule allows");
  if (force === "unclear")
    return because("unknown", forced, `${forced.text}; whether Codex sees it here was not observed`);
  if (force) return settings.approval.value === "never" ? asked(forced, "rules", settings) : because("ask", forced);
  if (allow && found.every((rule) => rule?.decision === "allow"))
    return because("allow", allow.source, `${allow.source.text} (and it runs outside the sandbox)`);
  const { approval, sandbox } = settings;
  if (approval.value === "always") return because("ask", approval.source);
  return sandboxed(text, cwd, settings, sandbox);
}

function sandboxed(
  text: string,
  cwd: string,
  settings: CodexSettings,
  { value, source }: CodexSettings["sandbox"],
): Judgement {
  if (value === "danger-full-access") return because("allow", source);
  const where = `the ${value} sandbox, without asking`;
  const end = settings.approval.value === "never" ? "" : "; a run outside of it is asked about";
  switch (inSandbox(text, cwd, settings)) {
    case "runs":
      return because("allow", source, `${source.text}: it runs in ${where}, and reaches no network`);
    case "fails":
      return because("deny", source, `${source.text}: it starts in ${where}, and is kept from what it writes to${end}`);
    case "unclear":
      return because(
        "unknown",
        source,
        `${source.text}: it starts in ${where}; whether it is held back there only its run can tell${end}`,
      );
  }
}

/** @param part the switch of a granular policy that stands for such questions */
function asked(by: Judgement["by"], part: "rules" | "sandbox_approval", settings: CodexSettings): Judgement {
  const { approval, granular } = settings;
  if (approval.value === "never") return because("deny", by, `${by.text}; nobody is asked: ${approval.source.text}`);
  if (granular?.[part] === false) return because("deny", by, `${by.text}; nobody is asked: ${part} = false`);
  return because("ask", by);
}

/** Patches write, change, delete and move files without a command. */
export function judgePaths(paths: readonly string[], settings: CodexSettings, removes?: string): Judgement {
  const { approval, sandbox } = settings;
  // What is removed is not looked at behind links, so that nobody is asked; the sandbox then stops it (2026-11-26).
  const { realPath: _, ...asWritten } = settings;
  if (removes !== undefined && isWritable(removes, asWritten) && !isWritable(removes, settings))
    return because("deny", sandbox.source, `${sandbox.source.text}: it ends outside, behind a link`);
  if (approval.value === "always") return because("ask", approval.source);
  if (paths.every((path) => isWritable(path, settings))) return because("allow", sandbox.source);
  return asked(
    { ...sandbox.source, text: `${sandbox.source.text}: it may not be written to` },
    "sandbox_approval",
    settings,
  );
}

export function judgeServerTool(
  server: string,
  tool: string,
  annotations: Readonly<Record<string, unknown>> | undefined,
  settings: CodexSettings,
): Judgement {
  const found = settings.servers.find(({ name }) => name === server);
  if (!found) return because("unreachable", defaultProvenance(`no server “${server}” in the files that count`));
  const { values, source } = found;
  if (valueAt(values, "enabled") === false) return because("unreachable", source, `${server}: enabled = false`);
  const offered = valueAt(values, "enabled_tools");
  if (offered !== undefined && !textsOf(offered).includes(tool))
    return because("unreachable", source, `${server}: enabled_tools does not name ${tool}`);
  if (textsOf(valueAt(values, "disabled_tools")).includes(tool))
    return because("unreachable", source, `${server}: disabled_tools names ${tool}`);
  return approvedTool(tool, values, source, annotations, settings);
}

function approvedTool(
  tool: string,
  values: unknown,
  source: Judgement["by"],
  annotations: Readonly<Record<string, unknown>> | undefined,
  { approval, sandbox }: CodexSettings,
): Judgement {
  const own = valueAt(recordOf(valueAt(values, "tools")), tool, "approval_mode");
  const mode = own ?? valueAt(values, "default_tools_approval_mode") ?? "auto";
  const by = { ...source, text: `${source.text}: approval mode ${String(mode)}` };
  if (mode === "approve") return because("allow", by);
  if (approval.value === "never") {
    if (sandbox.value === "danger-full-access")
      return because("allow", sandbox.source, `${sandbox.source.text}, and nobody is asked`);
    return because("deny", approval.source);
  }
  if (mode === "prompt") return because("ask", by);
  if (annotations?.readOnlyHint === true || annotations?.destructiveHint === false)
    return because("unknown", by, `${by.text}: what the server says of the tool may skip the question (not observed)`);
  return because("ask", by);
}
