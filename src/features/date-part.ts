/** What a date can be taken apart into, in UTC; `datePart` says which number each is. */
export const dateParts = [
  "days",
  "year",
  "quarter",
  "month",
  "day",
  "day_of_year",
  "day_of_week",
  "hour",
] as const;

/** A part of a date. */
export type DatePart = (typeof dateParts)[number];

const dayLength = 86_400_000;

/**
 * A part of a moment in UTC milliseconds since 1970: days since 1970, year, quarter 1 … 4, month 1 … 12, day of month
 * 1 … 31, day of year 1 … 366, day of week 0 (Monday) … 6, hour 0 … 23.
 */
export function datePart(milliseconds: number, part: DatePart): number {
  const days = Math.floor(milliseconds / dayLength);
  const date = new Date(milliseconds);
  switch (part) {
    case "days":
      return days;
    case "year":
      return date.getUTCFullYear();
    case "quarter":
      return Math.floor(date.getUTCMonth() / 3) + 1;
    case "month":
      return date.getUTCMonth() + 1;
    case "day":
      return date.getUTCDate();
    case "day_of_year":
      return days - Math.floor(Date.UTC(date.getUTCFullYear(), 0, 1) / dayLength) + 1;
    case "day_of_week":
      return (((days + 3) % 7) + 7) % 7;
    case "hour":
      return Math.floor((milliseconds - days * dayLength) / 3_600_000);
  }
}
