import { findingMessage } from "./finding-text.ts";
import { formatNumber } from "./number-format.ts";
import type { Finding, Report, Severity } from "./report.ts";
import { clipText, makeLinesVisible, makeVisible } from "./visible-text.ts";

/** A message at a place of the repository, as GitHub shows it beside the code. */
export interface Annotation {
  level: "error" | "warning" | "notice";
  /** At most 4,096 code points, control characters made visible; a hint is on lines of its own. */
  message: string;
  title?: string;
  file?: string;
  line?: number;
  column?: number;
}

/** GitHub shows this many per level and step, and cuts a message after this many characters. */
const perLevel = 10;
const messageLimit = 4096;

const levels: Record<Severity, Annotation["level"]> = { error: "error", warning: "warning", info: "notice" };

/** The report's findings as annotations, at most ten per level; the last one of a level says how many more there are. */
export function annotate(report: Report): Annotation[] {
  const findings = rankedFindings(report);
  return (["error", "warning", "info"] as const).flatMap((severity) => {
    const all = findings.filter((finding) => finding.severity === severity);
    return all
      .slice(0, perLevel)
      .map((finding, index) =>
        annotation(finding, index === perLevel - 1 && all.length > perLevel ? all.length : 0),
      );
  });
}

/** The findings of all sections, by the sections' rank. */
export function rankedFindings({ sections }: Report): Finding[] {
  return sections.toSorted((a, b) => a.rank - b.rank).flatMap(({ findings = [] }) => findings);
}

/** `total` is 0 except on the last annotation of a level that has more. */
function annotation(finding: Finding, total: number): Annotation {
  const rest = total
    ? `\n${formatNumber(total - perLevel)} more of this level, ${formatNumber(total)} in all: see the report`
    : "";
  const hint = finding.hint ? `\n${makeLinesVisible(clipText(finding.hint, 500))}` : "";
  const message = clipText(makeVisible(findingMessage(finding)), messageLimit - [...hint, ...rest].length);
  return {
    level: levels[finding.severity],
    message: `${message}${hint}${rest}`,
    ...(finding.rule === undefined ? {} : { title: clipText(makeVisible(finding.rule), 200) }),
    ...(finding.file === undefined ? {} : { file: finding.file }),
    ...(finding.line === undefined ? {} : { line: finding.line }),
    ...(finding.column === undefined ? {} : { column: finding.column }),
  };
}
