import { type Disposable, l10n, workspace } from "vscode";
import { parseAction } from "../../core/decide.ts";
import { safeShort } from "../../core/display/shorten.ts";
import type { AgentPermissions } from "../../core/model/permission.ts";
import { gateWords } from "../model/agentGate.ts";
import { chatToolNames } from "../model/chatToolNames.ts";
import { Disposables } from "../platform/disposable.ts";
import { registerChatTool } from "../platform/languageModel.ts";
import type { Services } from "../services.ts";

/** Long lists help no chat. */
const maxGrants = 60;

/** INVARIANT: these tools only tell. Nothing they are asked allows, asks a person, or is kept. */
export function registerChatTools(services: Services): Disposable {
  const owned = new Disposables();
  const tools = {
    countersign_decide: { invoke: (input) => decide(input, services) },
    countersign_permissions: { invoke: (input) => permissions(input, services) },
  } satisfies Record<(typeof chatToolNames)[number], Parameters<typeof registerChatTool>[1]>;
  for (const name of chatToolNames) {
    const registered = registerChatTool(name, tools[name]);
    if (registered) owned.add(registered);
  }
  return owned;
}

async function decide(input: Readonly<Record<string, unknown>>, { judge, ready }: Services): Promise<unknown> {
  const cwd = workspace.workspaceFolders?.[0]?.uri.fsPath;
  const command = input.command;
  const wanted =
    typeof command === "string"
      ? { kind: "command", shell: process.platform === "win32" ? "powershell" : "bash", command }
      : input.action;
  const parsed = parseAction(typeof wanted === "object" && wanted !== null && cwd ? { cwd, ...wanted } : wanted);
  if ("error" in parsed) return { decision: "deny", error: parsed.error };
  await ready;
  const { action } = parsed;
  const call = { agent: "chat", event: "pre-tool", tool: "countersign_decide", actions: [action] } as const;
  const { verdict } = await judge({ ...call, ...(action.cwd === undefined ? {} : { cwd: action.cwd }) });
  return {
    decision: verdict.decision,
    effects: verdict.effects,
    reasons: verdict.reasons.map(({ message }) => safeShort(message, 300)),
    ...(verdict.safer === undefined ? {} : { safer: verdict.safer }),
    note: l10n.t("This is only told, not allowed: the action itself is held when an agent makes it."),
  };
}

async function permissions({ agent }: Readonly<Record<string, unknown>>, services: Services): Promise<unknown> {
  const found = (await services.permissions.known()).filter(
    (one) => agent === undefined || one.permissions.agent === agent,
  );
  return found.map(({ folder, permissions: own }) => ({
    folder: folder.name,
    agent: own.agent,
    title: own.title,
    gate: gateWords(services.gate.agentGate(own.agent), l10n.t).long,
    mode: own.mode.name,
    ...grantsOf(own),
  }));
}

function grantsOf({ grants }: AgentPermissions): Readonly<Record<string, unknown>> {
  const named = (decision: string) =>
    grants
      .filter((grant) => grant.decision === decision)
      .slice(0, maxGrants)
      .map(({ tool, specifier, effects }) => ({
        tool: safeShort(specifier === undefined ? tool : `${tool}(${specifier})`, 120),
        effects,
      }));
  return { runsWithoutAsking: named("allow"), asks: named("ask"), denied: named("deny") };
}
