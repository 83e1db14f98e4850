import { UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { type LookBack, lagColumns } from "../series/lag-columns.ts";
import { orderSeries, type SeriesOrder } from "../series/order-series.ts";
import { type Column, findColumn, type Table } from "../tables/table.ts";
import { gapOf } from "./divide-table.ts";
import type { Project } from "./project.ts";

/** The rows of a project as series in time, and what is told of them. */
export interface ProjectSeries {
  order: SeriesOrder;
  /** UTC milliseconds, one a row of the table. */
  times: Float64Array;
  horizon: number;
  gap: number;
  season: number | undefined;
  backtests: number;
  /** What the model sees of the past; it must be given to it like any column. */
  columns: Column[];
}

/**
 * The series of `train.series`, or undefined. Throws UserError, placed at the configuration, for columns that are not
 * there, lags within the horizon, and names that are taken.
 */
export function findSeries(project: Project, table: Table, target: string): ProjectSeries | undefined {
  const { series } = project.config.train;
  if (series === undefined) return undefined;
  const { time, horizon = 1, gap } = project.config.data.split;
  if (time === undefined)
    throw new UserError("Cannot look back in time: train.series needs data.split.time", {
      ...project.place(["train", "series"]),
      hint: "Name the column of dates as data.split.time",
    });
  const lag = series.lags.findIndex((each) => each < horizon);
  if (lag >= 0)
    throw new UserError(
      `Cannot use the lag ${series.lags[lag]}: with data.split.horizon ${horizon}, it is not known when the prediction is made`,
      { ...project.place(["train", "series", "lags", lag]), hint: `Use lags from ${horizon} on` },
    );
  const find = (name: string, path: readonly PropertyKey[]): Column => {
    const column = findColumn(table, name);
    if (column !== undefined) return column;
    const names = table.columns.map((each) => each.name);
    throw new UserError(
      `Cannot look back in time: there is no column "${name}"${didYouMean(name, names)}`,
      project.place(path),
    );
  };
  const clock = find(time, ["data", "split", "time"]);
  if (clock.kind !== "numeric" || (clock.type !== "date" && clock.type !== "datetime"))
    throw new UserError(`Cannot look back in time: "${time}" is a column of type ${clock.type}`, {
      ...project.place(["data", "split", "time"]),
      hint: "Name a column of dates",
    });
  const by = series.by === undefined ? undefined : find(series.by, ["train", "series", "by"]);
  const order = orderSeries(table, clock.values, by);
  const look: LookBack = {
    lags: [...new Set(series.lags)],
    windows: [...new Set(series.rolling)],
    statistics: series.statistics,
    horizon,
  };
  const seen = series.columns ?? [target];
  const columns = seen.flatMap((name, index) =>
    lagColumns(find(name, ["train", "series", "columns", index]), order, look),
  );
  const taken = columns.find(({ name }) => findColumn(table, name) !== undefined);
  if (taken !== undefined)
    throw new UserError(`Cannot look back in time: the data have a column "${taken.name}" already`, {
      ...project.place(["train", "series"]),
      hint: "Rename it: it is the name of what train.series makes",
    });
  const { season, backtests } = series;
  return {
    order,
    times: clock.values,
    horizon,
    gap: gapOf({ horizon, gap }),
    season,
    backtests,
    columns,
  };
}
