import assert from "node:assert/strict";
import { mayHoldTools } from "../../../../src/core/discover/general/cheapLook.ts";

/** One text for each thing that is looked for, and the same file without it. */
const held: readonly (readonly [path: string, text: string])[] = [
  ["a.ts", "export const close = { description: 'Closes a ticket.', run };"],
  ["a.go", 'var Close = Item{Desc: "Closes a ticket."}'],
  ["a.ts", 'register(close, "close_ticket", "Closes a ticket for good")'],
  ["a.py", "def get_Tools():\n    return []"],
  ["a.py", "agent.register_function(close)"],
  ["a.py", "agent.addAction(close)"],
  ["a.py", "agent.bind_skills(close)"],
  ["a.py", "x = 1\n@callable\ndef close(): pass"],
  ["a.py", "  @my_Expose_it\ndef close(): pass"],
  ["a.rs", "#[derive(Clone, MyTool)]\nstruct Close;"],
  ["a.ts", "const ticketTOOLS: Item[] = [close];"],
  ["a.py", "available_functions = {'close': close}"],
  ["a.py", "llm_actions = [close]"],
  ["a.py", "agent_skills = [close]"],
  ["a.cs", "[Server.Tool]\nvoid Close() {}"],
  ["a.java", "class Close extends BaseCapability {}"],
  ["a.java", "class Close extends Ability {}"],
  ["a.cs", '\n  [KernelSkill("close")]\nvoid Close() {}'],
  ["a.java", '@ability("close")\nvoid close() {}'],
  ["a.ts", "route({ summary: 'Closes a ticket.' });"],
];

describe("the cheap look for tools", () => {
  for (const [path, text] of held) it(`lets pass ${JSON.stringify(text)}`, () => assert.ok(mayHoldTools(path, text)));

  it("lets nothing pass of which no model is told", () => {
    assert.ok(!mayHoldTools("a.ts", "export const sum = (items: number[]) => items.reduce((a, b) => a + b, 0);"));
    assert.ok(!mayHoldTools("a.ts", "export function transaction(functions: Run[]) { return functions.at(0); }"));
    assert.ok(!mayHoldTools("a.py", "# a tool, an action, a skill, a summary of it\nx = 1"));
    assert.ok(!mayHoldTools("a.d.ts", "declare const tools: Item[] = [close];"));
  });
});
