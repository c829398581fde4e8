/**
 * What an agent said to a person, read from one line of the transcript it writes itself. What is in another form than
 * those seen is not read.
 */
export function answersIn(line: string): string[] {
  if (!/assistant|gemini|"response"/.test(line)) return [];
  try {
    return answersOf(JSON.parse(line), 0);
  } catch {
    // A line that is being written, or no JSON: it holds no answer yet.
    return [];
  }
}

const deepest = 3;

type Fields = Readonly<Record<string, unknown>>;

function answersOf(value: unknown, depth: number): string[] {
  const fields = fieldsOf(value);
  if (!fields || depth > deepest) return [];
  const said = forms.find(({ is }) => is(fields))?.said(fields);
  return said === undefined ? Object.values(fields).flatMap((inner) => answersOf(inner, depth + 1)) : texts(said);
}

interface Form {
  is(fields: Fields): boolean;
  said(fields: Fields): unknown;
}

/** How the agents put an answer down; seen 2026-11-25. */
const forms: readonly Form[] = [
  // Claude Code 2.1.329 (`message`) and Codex 0.169.0 (`payload`).
  { is: ({ role }) => role === "assistant", said: ({ content }) => content },
  // Gemini CLI 0.61.0.
  { is: ({ type, content }) => type === "gemini" && content !== undefined, said: ({ content }) => content },
  // Qwen Code 0.24.4.
  {
    is: ({ type, message }) => type === "assistant" && fieldsOf(message)?.role === "model",
    said: ({ message }) => fieldsOf(message)?.parts,
  },
  // Copilot CLI 1.0.102, and VS Code's agent (1.139.1, 2026-11-26).
  { is: ({ type }) => type === "assistant.message", said: ({ data }) => fieldsOf(data)?.content },
  // Any chat of VS Code 1.139.1 (2026-11-26): the session whole, or parts that are added to the answer to a request.
  { is: ({ kind, v }) => kind === 0 && fieldsOf(v) !== undefined, said: ({ v }) => requestsOf(v).flatMap(responseOf) },
  { is: ({ kind, k }) => kind !== 0 && isResponse(k), said: ({ v }) => markdownOf(v) },
];

function requestsOf(session: unknown): readonly unknown[] {
  const requests = fieldsOf(session)?.requests;
  return Array.isArray(requests) ? requests : [];
}

const responseOf = (request: unknown) => markdownOf(fieldsOf(request)?.response);

function isResponse(path: unknown): boolean {
  return Array.isArray(path) && path[0] === "requests" && path.at(-1) === "response";
}

/** Of the parts of an answer, those that are text: everything else has a kind. */
function markdownOf(parts: unknown): { readonly text: string }[] {
  if (!Array.isArray(parts)) return [];
  return parts.flatMap((part: unknown) => {
    const { kind, value } = fieldsOf(part) ?? {};
    return kind === undefined && typeof value === "string" ? [{ text: value }] : [];
  });
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function texts(content: unknown): string[] {
  if (typeof content === "string") return [content];
  if (!Array.isArray(content)) return [];
  return content.flatMap((block: unknown) => {
    const text = fieldsOf(block)?.text;
    return typeof text === "string" ? [text] : [];
  });
}
