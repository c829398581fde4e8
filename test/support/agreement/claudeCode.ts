/** Claude Code 2.1.329 as an editor drives it: it asks by control requests, a message a line. */
import { join } from "node:path";
import { createInterface } from "node:readline";
import { agentProgram } from "../../../scripts/lib/agentTools.mjs";
import { plainEnvironment } from "../agentLab.ts";
import type { ToolCall } from "../model.ts";
import type { AgreementAgent } from "./lab.ts";
import { type Called, toolOf } from "./recording.ts";

function calls([kind, text]: Called, workspace: string): readonly ToolCall[] {
  const path = text.startsWith("/") || text.startsWith("~") ? text : join(workspace, text);
  switch (kind) {
    case "command":
      return [{ tool: "Bash", input: { command: text, description: "Tries it" } }];
    case "write":
      return [{ tool: "Write", input: { file_path: path, content: "written\n" } }];
    case "edit":
      // It edits no file that it has not read.
      return [
        { tool: "Read", input: { file_path: path } },
        { tool: "Edit", input: { file_path: path, old_string: "before", new_string: "after" } },
      ];
    case "read":
      return [{ tool: "Read", input: { file_path: path } }];
    case "fetch":
      return [{ tool: "WebFetch", input: { url: text, prompt: "What does it say?" } }];
    case "start":
      return [
        {
          tool: "Agent",
          input: { subagent_type: text, description: "Starts it", prompt: "say hello", run_in_background: false },
        },
      ];
    case "skill":
      return [{ tool: "Skill", input: { skill: text } }];
    case "search":
      return [{ tool: "Grep", input: { pattern: text } }];
    case "todo":
      return [{ tool: "TaskCreate", input: { subject: text, description: text } }];
    case "tool":
      return [toolOf(text)];
    case "delete":
    case "move":
      throw new Error("Claude Code has no tool for that.");
    case "mcp":
      return [{ tool: `mcp__${text.replace("/", "__")}`, input: { file: "touched.txt" } }];
  }
}

export const claudeCodeAgreement: AgreementAgent = {
  id: "claude-code",
  files: () => ({}),
  alone: (flags) => flags.includes("-p"),
  async command(place, flags, prompts) {
    const streams = ["--input-format", "stream-json", "--output-format", "stream-json", "--verbose"];
    const asking = ["-p", ...streams, "--permission-prompt-tool", "stdio"];
    const form = flags.includes("-p") ? prompts : asking;
    const program = await agentProgram("claude-code");
    return {
      words: [...program, ...form, "--model", "claude-sonnet-4-5", ...flags],
      env: {
        ...(await plainEnvironment(place)),
        ANTHROPIC_BASE_URL: place.modelUrl,
        ANTHROPIC_API_KEY: "none",
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
        DISABLE_AUTOUPDATER: "1",
        DISABLE_TELEMETRY: "1",
        DISABLE_ERROR_REPORTING: "1",
        ENABLE_TOOL_SEARCH: "false",
        // Bypass mode is refused to root unless Claude Code is told that it runs in a sandbox.
        IS_SANDBOX: "1",
      },
    };
  },
  calls: (tried, { workspace }) => calls(tried, workspace),
  delegate: (name, prompt, results) =>
    results.length > 0
      ? undefined
      : {
          tool: "Agent",
          input: { subagent_type: name, description: "Plays it", prompt, run_in_background: false },
        },
  withDelegates: { mayGoOn: true },
  loadSkill: (name) => ({ tool: "Skill", input: { skill: name } }),
  refused:
    /has been denied|was denied|is denied|denied by|don't ask mode|No such tool available|permission settings|setting blocks|not allowed|Refusing to write|denied access|blocked by a deny rule|PreToolUse:\w+ hook error|haven't granted it|requires? approval|needs? approval|blocked by permission rules/i,
  converse(child, _, asked, prompts) {
    const { stdin, stdout } = child;
    if (!stdin || !stdout) throw new Error("Claude Code has no pipes.");
    const say = (message: object) => stdin.write(`${JSON.stringify(message)}\n`);
    const left = [...prompts];
    const speak = () => {
      const text = left.shift();
      if (text !== undefined) say({ type: "user", message: { role: "user", content: [{ type: "text", text }] } });
      return text !== undefined;
    };
    speak();
    // Agents in the background go on, and may ask, after the session has answered.
    return new Promise((done, fail) => {
      createInterface({ input: stdout }).on("line", (line) => {
        try {
          const { type, request, request_id } = JSON.parse(line) as Message;
          if (type === "result" && !speak()) done();
          if (type !== "control_request" || request?.subtype !== "can_use_tool") return;
          asked();
          const response = { behavior: "allow", updatedInput: request.input };
          say({ type: "control_response", response: { subtype: "success", request_id, response } });
        } catch (error) {
          fail(error);
        }
      });
    });
  },
};

interface Message {
  readonly type?: string;
  readonly request_id?: string;
  readonly request?: { readonly subtype?: string; readonly input?: unknown };
}
