const units: Readonly<Record<string, number>> = {
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Milliseconds of `90s`, `30min`, `12h`, `7d` or `2w`; undefined for every other text. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit = ""] = /^(\d{1,6}(?:\.\d{1,6})?) ?(s|min|h|d|w)$/.exec(text.trim()) ?? [];
  const factor = units[unit];
  return count === undefined || factor === undefined ? undefined : Number(count) * factor;
}
