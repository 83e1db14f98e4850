import type { DatePart } from "./feature-plan.ts";

const dayLength = 86_400_000;

/** A part of a moment in UTC milliseconds since 1970, as DateFeature defines it. */
export function datePart(milliseconds: number, part: DatePart): number {
  const days = Math.floor(milliseconds / dayLength);
  switch (part) {
    case "days":
      return days;
    case "month":
      return new Date(milliseconds).getUTCMonth() + 1;
    case "day_of_week":
      return (((days + 3) % 7) + 7) % 7;
    case "hour":
      return Math.floor((milliseconds - days * dayLength) / 3_600_000);
  }
}
