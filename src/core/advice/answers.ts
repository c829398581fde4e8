/**
 * What an agent said to a person, read from one line of the transcript it writes itself. Claude Code (`message`) and
 * Codex (`payload`) put the same pair there: `role: "assistant"` and `content`. What is in another form is not read.
 */
export function answersIn(line: string): string[] {
  if (!line.includes("assistant")) return [];
  try {
    return answersOf(JSON.parse(line), 0);
  } catch {
    // A line that is being written, or no JSON: it holds no answer yet.
    return [];
  }
}

const deepest = 3;

function answersOf(value: unknown, depth: number): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value) || depth > deepest) return [];
  const { role, content, ...rest } = value as Readonly<Record<string, unknown>>;
  if (role === "assistant") return texts(content);
  return Object.values(rest).flatMap((inner) => answersOf(inner, depth + 1));
}

function texts(content: unknown): string[] {
  if (typeof content === "string") return [content];
  if (!Array.isArray(content)) return [];
  return content.flatMap((block: unknown) => {
    const text = typeof block === "object" && block !== null && "text" in block ? block.text : undefined;
    return typeof text === "string" ? [text] : [];
  });
}
