import { listFirst } from "../first-items.ts";
import { counted, formatNumber, formatPercent } from "../number-format.ts";
import type { Cell, Fact, Section, Table } from "../report.ts";
import type { CategoryChange, ColumnChange } from "./compare-columns.ts";
import type { DataDiff } from "./diff-data.ts";

/** What a report says of changes: in its first lines, and in a section. */
export interface RenderedDiff {
  fact?: Fact;
  section: Section;
  /** Whether there was nothing to compare with. */
  isNone?: boolean;
  /** Columns that have other names than they had in `source`. */
  renamed?: { source: string; columns: readonly { before: string; after: string }[] };
}

const title = "What changed in the data";
const mostRows = 50;

/** Says what changed against `source`; values only where they are shown. */
export function renderDiff(
  diff: DataDiff,
  { source, target, showsValues }: { source: string; target?: string | undefined; showsValues: boolean },
): RenderedDiff {
  const tables = [schemaTable(diff), columnTable(diff, target), ...(showsValues ? [nameTable(diff)] : [])];
  return {
    fact: { label: "Data changes", value: headlineOf(diff), note: `against ${source}` },
    renamed: { source, columns: diff.schema.renamed },
    section: {
      title,
      rank: 4,
      text: [rowsText(diff, source), ...identityText(diff, target), ...leftOutText(diff)],
      tables: tables.filter(({ rows }) => rows.length > 0),
    },
  };
}

/** Says that other files hold the same. */
export function renderSame({ changes }: DataDiff, source: string): RenderedDiff {
  const same = changes === undefined ? "their profiles are the same" : "the rows are the same";
  const text = `The data are written otherwise than in ${source}; ${same}.`;
  return { section: { title, rank: 8, text: [text] } };
}

/** Says that there was nothing to compare with. */
export function renderNoDiff(why: string): RenderedDiff {
  return { isNone: true, section: { title, rank: 8, text: [`Nothing to compare with: ${why}.`] } };
}

/** `+120 rows, −3, 14 changed, 1 column added`. */
function headlineOf({ changes, rows, schema, columns }: DataDiff): string {
  const { added, removed, renamed, retyped } = schema;
  const count = (list: readonly unknown[], words: string): string[] =>
    list.length === 0 ? [] : [`${counted(list.length, "column")} ${words}`];
  const parts = [
    ...rowParts(changes ?? addedOrRemoved(rows)),
    ...count(added, "added"),
    ...count(removed, "removed"),
    ...count(renamed, "renamed"),
    ...count(retyped, "of another type"),
  ];
  if (parts.length > 0) return parts.join(", ");
  return `${counted(columns.length, "column")} with other values`;
}

/** Where rows cannot be told apart, how many more or fewer there are. */
function addedOrRemoved({ before, after }: DataDiff["rows"]): Parameters<typeof rowParts>[0] {
  return { added: Math.max(0, after - before), removed: Math.max(0, before - after), changed: 0 };
}

function rowParts({
  added,
  removed,
  changed,
}: {
  added: number;
  removed: number;
  changed: number;
}): string[] {
  const counts = [
    ...(added > 0 ? [`+${formatNumber(added)}`] : []),
    ...(removed > 0 ? [`−${formatNumber(removed)}`] : []),
  ];
  const [first, ...rest] = counts;
  const isOne = first === "+1" || first === "−1";
  return [
    ...(first === undefined ? [] : [`${first} ${isOne ? "row" : "rows"}`, ...rest]),
    ...(changed === 0
      ? []
      : [first === undefined ? `${counted(changed, "row")} changed` : `${formatNumber(changed)} changed`]),
  ];
}

function rowsText({ changes, rows }: DataDiff, source: string): string {
  const was = `${counted(rows.before, "row")} before, ${formatNumber(rows.after)} now`;
  if (changes === undefined)
    return `Compared with ${source} by profiles: ${was}. Which rows changed they do not tell.`;
  const { added, removed, changed } = changes;
  if (added + removed + changed === 0) return `Compared with ${source}: no row changed; ${was}.`;
  return `Compared with ${source}: ${counted(added, "row")} added, ${formatNumber(removed)} removed, ${formatNumber(changed)} changed; ${was}.`;
}

function identityText({ changes, key }: DataDiff, target: string | undefined): string[] {
  if (changes === undefined) return [];
  if (key === undefined) {
    const besides = target === undefined ? "" : ` without ${target}`;
    return changes.added + changes.removed === 0
      ? []
      : [`Rows are known by their content${besides}: one with another value counts as removed and added.`];
  }
  const { before, after } = changes.repeated;
  return [
    `Rows are known by ${key.join(", ")}.${
      before + after === 0
        ? ""
        : ` It is no key: ${counted(before, "row")} before and ${formatNumber(after)} now ${before + after === 1 ? "has" : "have"} that of an earlier row.`
    }`,
  ];
}

function leftOutText({ undrifted }: DataDiff): string[] {
  return undrifted === 0 ? [] : [`${counted(undrifted, "more column")} were not compared by distribution.`];
}

function schemaTable({ schema }: DataDiff): Table {
  const rows = [
    ...schema.added.map((column) => [column, "added"]),
    ...schema.removed.map((column) => [column, "removed"]),
    ...schema.renamed.map(({ before, after }) => [after, `renamed, was ${before}`]),
    ...schema.retyped.map(({ column, before, after }) => [column, `${before} → ${after}`]),
  ];
  return cut({ title: "Columns", columns: [{ label: "Column" }, { label: "Change" }], rows });
}

function columnTable({ columns, changes }: DataDiff, target: string | undefined): Table {
  const cells = new Map(changes?.cells.map(({ column, rows }) => [column, rows]));
  const byName = new Map(columns.map((each) => [each.column, each]));
  const names = [...new Set([...byName.keys(), ...cells.keys()])];
  const order = names.sort((a, b) => sizeOf(byName.get(b)) - sizeOf(byName.get(a)));
  return cut({
    title: "Values",
    columns: [
      { label: "Column" },
      { label: "Rows changed", align: "right" },
      { label: "Missing before", align: "right" },
      { label: "Missing now", align: "right" },
      { label: "New categories", align: "right" },
      { label: "Vanished", align: "right" },
      { label: "Distribution moved", align: "right" },
    ],
    rows: order.map((name): Cell[] => {
      const { missing, categories, drift } = byName.get(name) ?? {};
      const isSame = missing === undefined || missing.before === missing.after;
      return [
        name === target ? `${name} (target)` : name,
        cells.get(name) ?? null,
        isSame ? null : formatPercent(missing.before),
        isSame ? null : formatPercent(missing.after),
        categoryCell(categories?.added),
        categoryCell(categories?.vanished),
        drift === undefined ? null : formatPercent(drift.moved),
      ];
    }),
  });
}

/** The most telling columns first. */
function sizeOf(change: ColumnChange | undefined): number {
  if (change === undefined) return 0;
  const { missing, categories, drift } = change;
  return (
    (drift?.moved ?? 0) + Math.abs(missing.after - missing.before) + (categories === undefined ? 0 : 0.1)
  );
}

function categoryCell(change: CategoryChange | undefined): Cell {
  return change === undefined || change.count === 0
    ? null
    : `${formatNumber(change.count)} (${counted(change.rows, "row")})`;
}

/** The names of categories. */
function nameTable({ columns }: DataDiff): Table {
  const list = ({ names, count }: CategoryChange): string => listFirst(names, names.length, { total: count });
  return cut({
    title: "Categories",
    columns: [{ label: "Column" }, { label: "New" }, { label: "Vanished" }],
    rows: columns.flatMap(({ column, categories }): Cell[][] =>
      categories === undefined || categories.added.names.length + categories.vanished.names.length === 0
        ? []
        : [[column, list(categories.added), list(categories.vanished)]],
    ),
  });
}

function cut(table: Table): Table {
  const { rows } = table;
  return rows.length > mostRows ? { ...table, rows: rows.slice(0, mostRows), total: rows.length } : table;
}
