import type { SettingFact } from "../facts.ts";
import type { Format } from "../format.ts";

/** Schemas of Supabase, whose tables in `public` anybody with the public key reads unless rules for rows are on. */
export const sqlSchemas: Format = {
  id: "sql-schema",
  isCandidate: (path) => /(?:^|\/)supabase\/(?:[^/]+\/)*[^/]+\.sql$/.test(path),
  inspect: ({ text }) => ({
    settings: [
      ...facts(text, /\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?([\w."]+)\s*\(/gi, "created"),
      ...facts(
        text,
        /\balter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?([\w."]+)\s+enable\s+row\s+level\s+security/gi,
        "guarded",
      ),
    ],
  }),
};

function facts(text: string, pattern: RegExp, key: "created" | "guarded"): SettingFact[] {
  return [...text.matchAll(pattern)].map((match) => {
    const written = match[1] ?? "";
    const start = match.index + match[0].indexOf(written);
    const span = { start, end: start + written.length };
    return { key: `table.${key}`, value: tableName(written), keySpan: span, valueSpan: span };
  });
}

/** `"public"."users"` and `users` are the same table. */
function tableName(written: string): string {
  const name = written.replaceAll('"', "");
  return name.includes(".") ? name : `public.${name}`;
}
