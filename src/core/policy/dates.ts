/** Days as policies write them: 2026-12-31. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/** The date so many days later. */
export function daysAfter(date: string, days: number): string {
  const time = new Date(`${date.slice(0, 10)}T00:00:00Z`).getTime();
  return new Date(time + days * 86_400_000).toISOString().slice(0, 10);
}
