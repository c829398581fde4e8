/**
 * What a person asked for, read from one line of the transcript that an agent writes itself. Undefined: the line is
 * something else, or what the program itself puts before the person's words.
 */
export function askedIn(line: string): string | undefined {
  if (!/"user/.test(line)) return undefined;
  try {
    const fields = fieldsOf(JSON.parse(line));
    const said = fields && forms.map((form) => form(fields)).find((content) => content !== undefined);
    return textsOf(said).find((text) => text.trim() !== "" && !/^\s*</.test(text));
  } catch {
    return undefined;
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** How the agents put a request down: undefined where the line is none of theirs. Seen 2026-11-25 and 26. */
const forms: readonly ((fields: Fields) => unknown)[] = [
  // VS Code's agent 1.139.1, Copilot CLI 1.0.102.
  ({ type, data }) => (type === "user.message" ? fieldsOf(data)?.content : undefined),
  // Claude Code 2.1.329, Qwen Code 0.24.4.
  ({ type, message }) => (type === "user" ? (fieldsOf(message)?.content ?? fieldsOf(message)?.parts) : undefined),
  // Codex 0.169.0.
  ({ payload }) => {
    const said = fieldsOf(payload);
    return said?.type === "message" && said.role === "user" ? said.content : undefined;
  },
  // Gemini CLI 0.61.0.
  ({ type, content }) => (type === "user" ? content : undefined),
];

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function textsOf(content: unknown): string[] {
  if (typeof content === "string") return [content];
  if (!Array.isArray(content)) return [];
  return content.flatMap((block: unknown) => {
    const text = fieldsOf(block)?.text;
    return typeof text === "string" ? [text] : [];
  });
}
