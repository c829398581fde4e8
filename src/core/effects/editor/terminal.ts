/** What is typed into a terminal: a command line, keys, or a statement for the program that runs there. */
import type { Parsers } from "../../parse/parsers.ts";
import { type Act, act } from "../act.ts";
import type { Place } from "../place.ts";
import { judgeLine } from "../shell/line.ts";
import { judgeSql } from "../sql.ts";

/** Escape sequences that show or wrap text (colours, bracketed paste) and change nothing of it. */
const wrapping = /\u001b\[(?:[0-9;]*m|20[01]~)/g;
const stopping = /[\u0003\u0004\u001a\u001c]/;
/** Keys that edit the line, recall an older one or complete it: what runs is not what the text says. */
const editing = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\t/;
const statement =
  /^\s*(?:drop\s+\w+|truncate\b|delete\s+from|insert\s+into|update\s+\S+\s+set|alter\s+\w+|grant\s|revoke\s|create\s+(?:user|role|database|table)|flush(?:all|db)\b|copy\s+\S+\s+(?:to|from))/i;
const destroysInShell = /^\s*(?:db\.dropDatabase\(|flush(?:all|db)\b)/i;

export function judgeTyped(text: string, place: Place, parsers: Parsers): Act[] {
  const bare = text.replace(wrapping, "");
  const stops = stopping.test(bare) ? [act("ends-processes", { target: "the terminal" })] : [];
  const hides = editing.test(bare.replace(new RegExp(stopping, "g"), "")) ? [act("hides-its-text")] : [];
  const line = bare
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "")
    .replace(/[\r\n]+$/g, "")
    .replaceAll("\r", "\n");
  if (line.trim() === "")
    return stops.length + hides.length > 0
      ? [...stops, ...hides]
      : [act("runs-inline-code", { target: "the terminal" })];
  const shell = place.platform === "win32" ? "powershell" : "bash";
  const acts = [...stops, ...hides, ...judgeLine(shell, line, place, parsers)];
  if (destroysInShell.test(line)) return [...acts, act("destroys-database", { target: line.trim() })];
  return statement.test(line)
    ? [...acts, ...judgeSql(line).map(({ rule }) => act(rule, { target: line.trim() }))]
    : acts;
}
