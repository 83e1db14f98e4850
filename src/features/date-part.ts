import type { DatePart } from "./feature-plan.ts";

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
