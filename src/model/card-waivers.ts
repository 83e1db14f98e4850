import type { Waiver } from "../config/waivers.ts";
import { renderTable } from "../markdown/render-table.ts";

/** Waivers that a card lists. */
const most = 50;

/** What the gate lets a model of this project fail for a while, as sections of its card; none without waivers. */
export function cardWaivers(waivers: readonly Waiver[]): string[] {
  if (waivers.length === 0) return [];
  const columns = ["Rule", "Slice", "Until", "By", "Reason"].map((label) => ({ label }));
  const rows = waivers.map(({ rule, slice, until, by, reason }) => [rule, slice ?? null, until, by, reason]);
  return [
    "## What it may fail",
    renderTable({ columns, rows: rows.slice(0, most), total: rows.length }, most),
  ];
}
