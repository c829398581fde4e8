/** Words of a camelCase or snake_case or kebab-case name, in lower case. */
export function wordsOf(name: string): string[] {
  // Most are written without capitals.
  if (!/[A-Z]/.test(name)) return name.split(/[^a-z0-9]+/).filter(Boolean);
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+|\s+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase());
}
