import type { Manifest } from "../evidence/manifest.ts";
import { formatBytes, formatDuration, formatNumber } from "../number-format.ts";
import type { Table } from "../report.ts";
import type { CommandRun } from "./run-command.ts";

/** What a program's run took, and on what. */
export function usageTable(
  { duration, cpu, peakMemory, exitCode, endedBy }: CommandRun,
  program?: Manifest["program"],
): Table {
  const rows: [string, string][] = [
    ["Duration", formatDuration(duration)],
    ...(cpu === undefined ? [] : [["CPU time", formatDuration(cpu)] satisfies [string, string]]),
    ...(peakMemory === undefined
      ? []
      : [["Peak memory", formatBytes(peakMemory)] satisfies [string, string]]),
    ...(program?.cost
      ? [["Estimated cost", `$${formatNumber(program.cost.amount)}`] satisfies [string, string]]
      : []),
    ...(program?.python === undefined ? [] : [["Python", program.python] satisfies [string, string]]),
    ...(program?.accelerator === undefined ? [] : [["GPU", program.accelerator] satisfies [string, string]]),
    ...(program?.cuda === undefined ? [] : [["CUDA", program.cuda] satisfies [string, string]]),
    [
      exitCode === undefined ? "Ended by" : "Exit code",
      exitCode === undefined ? String(endedBy) : formatNumber(exitCode),
    ],
  ];
  return { columns: [{ label: "What" }, { label: "Value", align: "right" }], rows };
}
