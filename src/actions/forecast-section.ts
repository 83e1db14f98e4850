import type { Metrics } from "../evidence/metrics-file.ts";
import { formatMetric } from "../gate/format-metric.ts";
import { findMetric } from "../metrics/metric-table.ts";
import { counted } from "../number-format.ts";
import type { Section, Table } from "../report.ts";
import type { Backtest, ForecastEvidence } from "./judge-forecasts.ts";

/** The metrics that forecasts are compared by. */
const shown = ["mae", "rmse", "mase", "r2"];

/** How good forecasts are, beside naive ones and at earlier moments. */
export function forecastSection(forecast: ForecastEvidence, metrics: Metrics): Section {
  const { horizon, gap, season, naive, seasonal, backtests } = forecast;
  const left =
    gap === 0
      ? ""
      : ` ${counted(gap, "step")} before the first test row ${gap === 1 ? "is" : "are"} in no part.`;
  return {
    title: "Forecasts",
    rank: 4,
    folded: true,
    text: [
      `Each value is predicted ${counted(horizon, "step")} ahead.${left} MASE is the error in units of that of a naive forecast within the training rows${season === undefined ? "" : `, with a season of ${counted(season, "step")}`}: below 1 is better.`,
    ],
    tables: [
      compared([
        { label: "Model", metrics },
        { label: "Naive", metrics: naive },
        ...(seasonal ? [{ label: "Seasonal naive", metrics: seasonal }] : []),
      ]),
      ...(backtests.length === 0 ? [] : [backtestTable(backtests)]),
    ],
  };
}

function compared(forecasts: readonly { label: string; metrics: Metrics }[]): Table {
  const names = shown.filter((name) => forecasts.some(({ metrics }) => metrics[name] !== undefined));
  return {
    columns: [
      { label: "Forecast" },
      ...names.map((name) => ({ label: findMetric(name)?.label ?? name, align: "right" as const })),
    ],
    rows: forecasts.map(({ label, metrics }) => [label, ...names.map((name) => cell(name, metrics))]),
  };
}

function backtestTable(backtests: readonly Backtest[]): Table {
  return {
    title: "Forecasts as they would have been made earlier",
    columns: [
      { label: "From" },
      { label: "Training rows", align: "right" },
      { label: "Test rows", align: "right" },
      { label: "MAE", align: "right" },
      { label: "MASE", align: "right" },
      { label: "Naive MAE", align: "right" },
    ],
    rows: backtests.map(({ from, trainRows, testRows, metrics, naive }) => [
      new Date(from).toISOString().slice(0, 10),
      trainRows,
      testRows,
      cell("mae", metrics),
      cell("mase", metrics),
      cell("mae", naive),
    ]),
  };
}

function cell(name: string, metrics: Metrics): string | null {
  const value = metrics[name];
  return value === undefined ? null : formatMetric(name, value);
}
