import { findingMessage } from "./finding-text.ts";
import { renderMarkdown } from "./markdown/render-markdown.ts";
import { formatNumber } from "./number-format.ts";
import { type Finding, failsStep, type Report, type Severity } from "./report.ts";
import { rankedFindings } from "./report-annotations.ts";
import { isInRepository, toRepositoryPath } from "./repository-path.ts";
import { clipText, makeLinesVisible, makeVisible } from "./visible-text.ts";

/** What GitHub makes of a check run; neutral and skipped satisfy a required check as success does. */
export type Conclusion = "success" | "failure" | "neutral" | "skipped";

/** A message beside a line of the repository. */
export interface CheckAnnotation {
  path: string;
  line: number;
  column?: number;
  level: "failure" | "warning" | "notice";
  title?: string;
  message: string;
}

/** What a check run shows. */
export interface CheckOutput {
  title: string;
  /** Markdown, each at most 65,535 characters. */
  summary: string;
  text?: string;
}

/** What a check run says in the end. */
export interface CheckResult {
  conclusion: Conclusion;
  output: CheckOutput;
  /** The worst first. */
  annotations: CheckAnnotation[];
}

/** Below 65,535 characters, which are no more than their bytes. */
const budget = 60_000;
/** Four requests of fifty: a page of more is read by nobody, and each request waits a second for the one before. */
const mostAnnotations = 200;

const levels: Record<Severity, CheckAnnotation["level"]> = {
  error: "failure",
  warning: "warning",
  info: "notice",
};

/**
 * A report as a check run. What does not fit into the summary with the folded sections has them in the text below it.
 * Findings without a place in the repository are in the summary alone, as an annotation needs a line.
 */
export function describeCheck(
  report: Report,
  options: { link?: string | undefined; budget?: number } = {},
): CheckResult {
  return {
    conclusion: concludeCheck(report),
    output: renderOutput(report, { budget, ...options }),
    annotations: annotateCheck(report),
  };
}

/**
 * What a verdict is to GitHub. A refusal is a failure and not `action_required`, which asks for a button that only
 * an app can offer; what fails the step fails the check.
 */
export function concludeCheck(report: Report): Conclusion {
  if (failsStep(report)) return "failure";
  if (report.verdict === "pass") return "success";
  return report.verdict === "skipped" ? "skipped" : "neutral";
}

function renderOutput(report: Report, options: { link?: string | undefined; budget: number }): CheckOutput {
  const title = clipText(makeVisible(report.headline), 200);
  const whole = renderMarkdown(report, { ...options, budget: 2 * options.budget });
  const folded = report.sections.filter((section) => section.folded);
  if (Buffer.byteLength(whole) <= options.budget) return { title, summary: whole };
  const rest = report.sections.filter((section) => !section.folded);
  const summary = renderMarkdown({ ...report, sections: rest }, options);
  if (folded.length === 0) return { title, summary };
  const opened = folded.map((section) => ({ ...section, folded: false }));
  const text = renderMarkdown({ ...report, facts: [], sections: opened }, options);
  // Its heading is the summary's.
  return { title, summary, text: text.slice(text.indexOf("\n\n") + 2) };
}

function annotateCheck(report: Report): CheckAnnotation[] {
  const findings = rankedFindings(report).filter(({ file }) => isInRepository(file));
  const sorted = (["error", "warning", "info"] as const).flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity),
  );
  const rest = sorted.length - mostAnnotations;
  return sorted.slice(0, mostAnnotations).map((finding, index) => {
    const more =
      rest > 0 && index === mostAnnotations - 1
        ? `\n${formatNumber(rest)} more, ${formatNumber(sorted.length)} in all: see the report`
        : "";
    return annotationOf(finding, more);
  });
}

function annotationOf(finding: Finding, more: string): CheckAnnotation {
  const { severity, file = "", line = 1, column, rule, hint } = finding;
  const words = [
    makeVisible(findingMessage(finding)),
    ...(hint === undefined ? [] : [makeLinesVisible(hint)]),
  ];
  return {
    path: toRepositoryPath(file),
    line: Math.max(1, line),
    ...(column !== undefined && { column: Math.max(1, column) }),
    level: levels[severity],
    ...(rule !== undefined && { title: clipText(makeVisible(rule), 200) }),
    message: words.map((each) => clipText(each, 2000)).join("\n") + more,
  };
}
