import { createHash } from "node:crypto";
import { findingMessage, findingPlace } from "../finding-text.ts";
import { formatNumber } from "../number-format.ts";
import type { Finding, Severity } from "../report.ts";
import { isInRepository, toRepositoryPath } from "../repository-path.ts";
import { clipText, makeLinesVisible, makeVisible } from "../visible-text.ts";

/** GitHub shows this many results of a file, and refuses files of more than 25,000. */
const shownResults = 5000;
const levels: Record<Severity, "error" | "warning" | "note"> = {
  error: "error",
  warning: "warning",
  info: "note",
};
const order: readonly Severity[] = ["error", "warning", "info"];

/** Who found the findings, and where those stand that have no place in the repository. */
export interface SarifSource {
  /** Name of the action. */
  action: string;
  project: string;
  version: string;
  /** A file of the repository. */
  file: string;
}

/**
 * Findings as SARIF 2.1.0, as GitHub's code scanning takes it: the worst first, paths relative to the repository, and
 * fingerprints that stay when lines move.
 */
export function renderSarif(findings: readonly Finding[], source: SarifSource): string {
  const sorted = order.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
  const shown = sorted.slice(0, shownResults);
  const rules = new Map<string, Finding>();
  for (const finding of shown) if (!rules.has(ruleOf(finding))) rules.set(ruleOf(finding), finding);
  const indices = new Map([...rules.keys()].map((id, index) => [id, index]));
  const seen = new Map<string, number>();
  const rest = findings.length - shown.length;
  const run = {
    tool: {
      driver: {
        name: "mlops-actions",
        semanticVersion: source.version,
        rules: [...rules].map(([id, finding]) => describeRule(id, finding, source)),
      },
    },
    automationDetails: { id: `${source.action}/${source.project}/` },
    columnKind: "unicodeCodePoints",
    invocations: [
      {
        executionSuccessful: true,
        ...(rest > 0 && { toolExecutionNotifications: [describeRest(findings.length)] }),
      },
    ],
    results: shown.map((finding) => ({
      ruleId: ruleOf(finding),
      ruleIndex: indices.get(ruleOf(finding)) ?? 0,
      level: levels[finding.severity],
      message: { text: textOf(finding) },
      locations: [{ physicalLocation: locate(finding, source) }],
      partialFingerprints: { primaryLocationLineHash: fingerprint(finding, seen) },
    })),
    properties: { findings: findings.length },
  };
  return `${JSON.stringify({ $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] }, null, 1)}\n`;
}

/** Stable between runs; what is too long for GitHub ends in its digest. */
function ruleOf({ rule = "finding" }: Finding): string {
  const name = makeVisible(rule);
  return name.length <= 200 ? name : `${clipText(name, 180)} ${digest(name)}`;
}

function describeRule(id: string, { severity }: Finding, { action }: SarifSource): object {
  return {
    id,
    shortDescription: { text: id },
    fullDescription: { text: id },
    help: { text: `A rule of mlops-actions (${action}), set by mlops.yml or one of its suites` },
    defaultConfiguration: { level: levels[severity] },
  };
}

function describeRest(total: number): object {
  return {
    level: "warning",
    message: {
      text: `${formatNumber(shownResults)} of ${formatNumber(total)} findings are here, the worst first`,
    },
  };
}

/** Plain text: what would be a link in SARIF is taken apart. */
function textOf(finding: Finding): string {
  const where = isInRepository(finding.file) ? "" : `${findingPlace(finding)}: `;
  const text = `${where === ": " ? "" : where}${findingMessage(finding)}`;
  return [makeVisible(text), ...(finding.hint === undefined ? [] : [makeLinesVisible(finding.hint)])]
    .map((each) => clipText(each, 2000))
    .join("\n")
    .replaceAll("](", "] (");
}

function locate(finding: Finding, { file }: SarifSource): object {
  const place: Omit<Finding, "severity" | "message"> = isInRepository(finding.file) ? finding : {};
  const uri = encodeURI(toRepositoryPath(place.file ?? file)).replace(/[?#]/g, encodeURIComponent);
  const { line = 1, column } = place;
  return {
    artifactLocation: { uri, uriBaseId: "%SRCROOT%" },
    region: {
      startLine: Math.max(1, line),
      ...(column === undefined ? {} : { startColumn: Math.max(1, column) }),
    },
  };
}

/** Of the rule and its file, counted where a rule has several findings: lines of data move all the time. */
function fingerprint(finding: Finding, seen: Map<string, number>): string {
  const key = digest(JSON.stringify([ruleOf(finding), toRepositoryPath(finding.file ?? "")]));
  const count = (seen.get(key) ?? 0) + 1;
  seen.set(key, count);
  return `${key}:${count}`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
