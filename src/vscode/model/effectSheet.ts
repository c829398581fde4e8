import { safeShort } from "../../core/display/shorten.ts";
import type { Translate } from "../../core/display/translate.ts";
import { effects, effectWords } from "../../core/model/effect.ts";
import type { AgentPermissions } from "../../core/model/permission.ts";
import { decisions } from "../../core/model/verdict.ts";
import { type AgentGate, gateWords } from "./agentGate.ts";
import { decisionTitles } from "./permissionWords.ts";
import { ruleOfTwoWords } from "./ruleOfTwoWords.ts";
import { mostSeriousFirst } from "./words.ts";

const width = 26;

/**
 * What an agent may do by effect, line by line the same for every agent, so that two of them can be compared: their
 * tools have other names, what these do has not.
 */
export function effectSheet(permissions: AgentPermissions, gate: AgentGate, t: Translate): string {
  const { grants, servers, delegates, credentials, ineffective, mode } = permissions;
  const titles = decisionTitles(t);
  // A shell can do all the rest, whatever the agent's own tools are.
  const none = grants.some((grant) => grant.decision !== "deny" && grant.effects.includes("run-code"))
    ? t("only by running code")
    : t("no tool for it");
  const told = mostSeriousFirst(effects).filter((effect) => effect !== "obfuscated");
  const ofEffect = told.map((effect) => {
    const found = decisions.filter((decision) =>
      grants.some((grant) => grant.decision === decision && grant.effects.includes(effect)),
    );
    const words = found.map((decision) => titles[decision].toLowerCase()).join(", ") || none;
    return row(capital(t(effectWords[effect].verb)), found.length > 1 ? t("{0}, by rule", words) : words);
  });
  const names = (all: readonly { readonly name: string }[]) =>
    all
      .map(({ name }) => safeShort(name, 40))
      .toSorted()
      .join(", ") || t("none");
  return [
    row(t("Gate"), gateWords(gate, t).short),
    row(t("Mode"), safeShort(mode.name, 40)),
    ruleOfTwoWords(permissions.ruleOfTwo, t),
    "",
    ...ofEffect,
    "",
    row(t("MCP servers"), names(servers)),
    row(t("Delegates"), names(delegates)),
    row(t("Credentials it carries"), names(credentials)),
    row(t("Rules without effect"), String(ineffective.length)),
    "",
  ].join("\n");
}

function row(label: string, words: string): string {
  return `${label.padEnd(width)}  ${words}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
