import type { Context } from "../action.ts";
import { keptRows, type Parts, type SharedRows } from "../checks/case.ts";
import { codesOf } from "../checks/dense-codes.ts";
import { matchKeys } from "../parts/match-keys.ts";
import { type KeyRequest, keyStates, type RowKeys } from "../parts/row-keys.ts";
import { identityColumns, type RowHashes } from "../tables/row-hash.ts";
import { type Split, splitRows } from "../tables/split.ts";
import { findColumn, type Table } from "../tables/table.ts";
import { columnOf, divideRows } from "./divide-table.ts";
import type { Project } from "./project.ts";
import { eachKeys, storeKeys } from "./stored-keys.ts";

type OverlapContext = Pick<Context, "scratch" | "project">;

/** Rows of a table that are on a side. */
interface Side {
  table: Table;
  isThere: (row: number) => boolean;
}

const sides = { train: 1, test: 2 } as const;

/** The parts that one table is divided into, where its rows are too many for memory: a byte a row says which it is in. */
export async function divideStream(context: OverlapContext, table: Table): Promise<Parts> {
  const sideOf = await findSides(context.project, table);
  const sideFor = (side: number): Side => ({ table, isThere: (row) => sideOf[row] === side });
  return partsOf(context, sideFor(sides.train), sideFor(sides.test));
}

/** Two sets as parts, where the rows of either are too many for memory. */
export function streamedSets(context: OverlapContext, train: Table, test: Table): Promise<Parts> {
  const isThere = () => true;
  return partsOf(context, { table: train, isThere }, { table: test, isThere });
}

async function partsOf(context: OverlapContext, train: Side, test: Side): Promise<Parts> {
  const { checks } = context.project.config;
  const times = checks.flatMap(({ column, time_overlap }) =>
    column === undefined || time_overlap === undefined ? [] : [column],
  );
  return {
    train: await loadTimes(train, times),
    test: await loadTimes(test, times),
    countShared: (columns) => countShared(context, { train, test, columns }),
  };
}

/** The columns of times that are compared, of the rows of a side. */
async function loadTimes({ table, isThere }: Side, times: readonly string[]): Promise<Parts["train"]> {
  const names = times.filter((name) => findColumn(table, name) !== undefined);
  if (names.length === 0) return { table, rows: new Uint32Array(0) };
  const rows = Uint32Array.from({ length: table.rows }, (_, row) => row).filter(isThere);
  return { table: (await table.load?.(names)) ?? table, rows };
}

/** Test rows whose columns hash to 64 bits that a training row has, too. */
async function countShared(
  context: OverlapContext,
  { train, test, columns }: { train: Side; test: Side; columns: readonly string[] },
): Promise<SharedRows> {
  const request: KeyRequest = { kind: "rows", columns };
  const known = await storeKeys(context, train.table.source);
  const asked = await storeKeys(context, test.table.source);
  const counts = { rows: 0, there: 0 };
  const isKey = ({ state }: RowKeys, row: number): boolean => state[row] === keyStates.there;
  const addTrain = (keys: RowKeys, from: number): Promise<void> =>
    known.add(keys, from, (row) => train.isThere(from + row) && isKey(keys, row));
  const addTest = (keys: RowKeys, from: number): Promise<void> => {
    for (let row = 0; row < keys.state.length; row++) if (test.isThere(from + row)) counts.rows++;
    return asked.add(keys, from, (row) => test.isThere(from + row) && isKey(keys, row));
  };
  try {
    if (train.table === test.table)
      await eachKeys(train.table, [request], async ([keys], from) => {
        await addTrain(keys!, from);
        await addTest(keys!, from);
      });
    else {
      await eachKeys(train.table, [request], ([keys], from) => addTrain(keys!, from));
      await eachKeys(test.table, [request], ([keys], from) => addTest(keys!, from));
    }
    const { found } = await matchKeys(known, asked, { kept: keptRows });
    return { rows: counts.rows, there: asked.count, found: found.count, first: found.first };
  } finally {
    await known.remove();
    await asked.remove();
  }
}

/** The side of each row. By a column and by classes rows are divided together: eight bytes a row are in memory for it. */
async function findSides(project: Project, table: Table): Promise<Uint8Array> {
  const { target, split } = project.config.data;
  const sideOf = new Uint8Array(table.rows);
  const mark = ({ train, test }: Split, from: number): void => {
    for (const row of train) sideOf[from + row] = sides.train;
    for (const row of test) sideOf[from + row] = sides.test;
  };
  const { column, time, stratify, test, seed } = split;
  const place: Parameters<typeof divideRows>[2]["place"] = (key) =>
    project.place(["data", "split", ...(key === "split" ? [] : [key])]);
  const classes = stratify && target !== undefined ? findColumn(table, target) : undefined;
  const divider = column ?? time;
  if (divider !== undefined) {
    const loaded = findColumn(table, divider) && (await table.load?.([divider]));
    mark(divideRows(loaded ?? table, noHashes(0), { options: split, classes: undefined, place }), 0);
  } else if (classes !== undefined) {
    const loaded = await table.load?.([classes.name]);
    const stratified = Int32Array.from(codesOf(loaded?.columns[0] ?? classes).codes);
    mark(splitRows(await loadHashes(project, table), { test, seed, stratify: stratified }), 0);
  } else
    await eachIdentity(project, table, async (hashes, from) => mark(splitRows(hashes, { test, seed }), from));
  return sideOf;
}

/** The hashes by which rows are divided, part by part: those of their group or, without one, of their identity. */
async function eachIdentity(
  project: Project,
  table: Table,
  take: (hashes: RowHashes, from: number) => Promise<void>,
): Promise<void> {
  const { target, key, split } = project.config.data;
  const { group } = split;
  if (group !== undefined) columnOf(table, group, project.place(["data", "split", "group"]));
  const requests: KeyRequest[] = [
    { kind: "rows", columns: identityColumns(table, { key, target }) },
    ...(group === undefined ? [] : [{ kind: "rows" as const, columns: [group] }]),
  ];
  await eachKeys(table, requests, ([own, groups], from) =>
    take(groups === undefined ? own! : withGroups(own!, groups), from),
  );
}

async function loadHashes(project: Project, table: Table): Promise<RowHashes> {
  const all = noHashes(table.rows);
  await eachIdentity(project, table, async ({ high, low }, from) => {
    all.high.set(high, from);
    all.low.set(low, from);
  });
  return all;
}

function noHashes(rows: number): RowHashes {
  return { high: new Uint32Array(rows), low: new Uint32Array(rows) };
}

/** The hashes of rows' groups, of rows without one their own. */
function withGroups(own: RowKeys, groups: RowKeys): RowHashes {
  const { state } = groups;
  return {
    high: groups.high.map((each, row) => (state[row] === keyStates.there ? each : own.high[row]!)),
    low: groups.low.map((each, row) => (state[row] === keyStates.there ? each : own.low[row]!)),
  };
}
