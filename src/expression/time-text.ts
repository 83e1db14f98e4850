const pattern = /^(\d{4,6})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?Z?)?$/;

/** UTC milliseconds of `2024-02-29`, `2024-02-29 13:45[:10[.25]]` (or with T and Z); undefined for other text. */
export function parseTime(text: string): number | undefined {
  const groups = pattern.exec(text.trim());
  if (!groups) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = groups
    .slice(1, 7)
    .map((each) => Number(each ?? 0));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const milliseconds = Math.trunc(Number(`0.${groups[7] ?? 0}`) * 1000);
  return date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
}

/** `2024-02-29`, as SQL engines write a date; null for a time that no calendar holds. */
export function formatDate(time: number): string | null {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().replace(/T.*/, "");
}

/** `2024-02-29 13:45:10.25`, as SQL engines write a timestamp: the fraction without trailing zeros. */
export function formatDateTime(time: number): string | null {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return null;
  return date
    .toISOString()
    .replace("T", " ")
    .replace(/\.?0*Z$/, "");
}
