import { formatOf } from "../tables/cell-rule.ts";
import type { ColumnType } from "../tables/table.ts";
import type { FormatName } from "./check.ts";
import { formats } from "./formats.ts";

/** Whether a format is written with the directives of `strptime`. */
export function isDateFormat(format: string): boolean {
  return format.includes("%");
}

/** The test that a text has a format: a name, or a format of dates. */
export function formatTest(format: string): (text: string) => boolean {
  if (!isDateFormat(format)) return formats[format as FormatName];
  const { parse } = formatOf(format);
  return (text) => parse(text) !== undefined;
}

/**
 * The test that a date could have been written so. How it was is not known of a column of dates but that it was ISO
 * 8601, so one of ISO's spellings must have the format.
 */
export function dateFormatTest(format: string, type: ColumnType): (value: number) => boolean {
  const { parse } = formatOf(format);
  return (value) => spellingsOf(value, type).some((text) => parse(text) === value);
}

function spellingsOf(value: number, type: ColumnType): string[] {
  const text = new Date(value).toISOString();
  const day = text.slice(0, 10);
  const days = type === "date" || value % 86_400_000 === 0 ? [day] : [];
  const times = [text.slice(11, 16), text.slice(11, 19), text.slice(11, 23)];
  const zones = ["", "Z"];
  return [
    ...days,
    ...["T", " "].flatMap((mark) =>
      times.flatMap((time) => zones.map((zone) => `${day}${mark}${time}${zone}`)),
    ),
  ];
}
