import type { Finding, Report } from "../report.ts";
import type { CommandRun } from "./run-command.ts";
import { usageTable } from "./usage-table.ts";

/** The report of a program that failed: its last words, and findings at the place. */
export function reportFailure(title: string, headline: string, run: CommandRun, findings: Finding[]): Report {
  const lines = run.tail.trimEnd().split(/\r?\n/).slice(-40);
  return {
    schema: "mlops/report@1",
    action: "train",
    title,
    verdict: "fail",
    headline,
    facts: [],
    sections: [
      { title: "What went wrong", rank: 1, findings },
      run.tail.trim() === ""
        ? { title: "Its last lines", rank: 3, text: ["It printed nothing."] }
        : { title: "Its last lines", rank: 3, log: lines },
      { title: "What it took", rank: 7, folded: true, tables: [usageTable(run)] },
    ],
  };
}
